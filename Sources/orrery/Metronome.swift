import Door
import Glibc
import Terminal
import Workbench

/// Virtual time that runs with the clock on the wall (`auto`, `--clock real`).
enum Metronome {
    private static let period: Int64 = 250_000

    /// Beats on a thread of its own until `isOver`; `shown` gets what a beat has to tell.
    static func start(
        _ desk: SessionDesk, isOver: @escaping @Sendable () -> Bool = { false },
        _ shown: @escaping @Sendable (Response) -> Void
    ) {
        _ = OwnThread.start {
            while !isOver() {
                usleep(UInt32(period))
                if let response = desk.realTimePassed(microseconds: period) { shown(response) }
            }
        }
    }
}

/// The clock on the wall: only the edge looks at it.
enum WallClock {
    /// Microseconds since 1970.
    static var microseconds: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
    }

    /// Now, to the second: where a served world begins.
    static var today: Int64 { microseconds / 1_000_000 * 1_000_000 }
}
