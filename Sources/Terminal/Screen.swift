// The one writer to standard output.

import CEditLine
import Glibc
import Synchronization

/// Standard output. A class, for there is one of it and its being closed is remembered; any thread
/// may write.
///
/// It writes past the C library's buffers, so what it wrote is out when `write` returns and cannot
/// be overtaken by the line editor, which flushes whatever it draws.
public final class Screen: Sendable {
    /// Width taken if neither terminal nor environment tell one.
    public static let columnsDefault = 80

    private let descriptor: Int32
    private let isBroken = Mutex(false)

    /// The screen on `descriptor`. Ignores SIGPIPE: a closed pipe makes `isClosed` true instead.
    public init(descriptor: Int32 = 1) {
        self.descriptor = descriptor
        signal(SIGPIPE, SIG_IGN)
    }

    /// Whether a terminal shows what is written.
    public var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Whether the reader has gone: nothing that is written arrives any more.
    public var isClosed: Bool { isBroken.withLock { $0 } }

    /// Columns of the terminal now, else `COLUMNS`, else 80.
    public var terminalWidth: Int {
        let columns = Int(orrery_window_columns(descriptor))
        if columns > 0 { return columns }
        if let named = Environment["COLUMNS"].flatMap({ Int($0) }), named > 0 { return named }
        return Self.columnsDefault
    }

    /// Whether colour is wanted: a terminal, not a dumb one, and `NO_COLOR` unset or empty.
    public var usesColor: Bool {
        isTerminal && Environment["TERM"] != "dumb" && (Environment["NO_COLOR"] ?? "").isEmpty
    }

    /// Writes the whole text, in one piece among the writers; false if the reader has gone.
    @discardableResult
    public func write(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        isBroken.withLock { isBroken in
            if !isBroken && Descriptor.writeAll(descriptor, bytes) != 0 { isBroken = true }
            return !isBroken
        }
    }
}

/// Whole writes to a descriptor.
enum Descriptor {
    /// Writes all bytes, through interruptions and full buffers; 0, or the error number that ended
    /// it.
    static func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waiting, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}
