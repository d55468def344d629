import Documents
import KubeAPI

/// The evictions of one node under way: upstream's goroutines, one departure a pod, in the order of their times.
///
/// Upstream: kubectl/pkg/drain/drain.go, evictPods.
struct DrainRound {
    /// A refused eviction is tried again after so long. Upstream: EvictErrorRetryDelay, 5 s.
    static let retryMicroseconds: Int64 = 5_000_000
    /// A pod that has to end is looked at each second. Upstream: waitForDeleteParams.interval.
    static let pollMicroseconds: Int64 = 1_000_000

    /// Without a `--timeout` kubectl waits for ever; a file of commands would not end then.
    static let longestMicroseconds: Int64 = 30 * 60 * 1_000_000

    enum Stage: Equatable {
        case evicting(isRefused: Bool)
        /// The eviction was granted: until the pod is gone.
        case waiting
        case done
    }

    struct Departure {
        var pod: APIObject
        var stage = Stage.evicting(isRefused: false)
        /// Microseconds since 1970.
        var due: Int64
    }

    var departures: [Departure]
    /// Microseconds since 1970; no timeout is as good as none.
    let deadline: Int64
    /// As Go prints it.
    let timeoutText: String
    private let start: Int64
    private(set) var failures: [KubectlFailure] = []

    init(_ pods: [APIObject], timeout nanoseconds: Int64, from start: Int64) {
        self.start = start
        departures = pods.map { Departure(pod: $0, due: start) }
        deadline = nanoseconds == 0 ? .max : start + nanoseconds / 1000
        timeoutText = nanoseconds == 0 ? "2562047h47m16.854775807s" : GoDuration.text(nanos: nanoseconds)
    }

    /// The departure that is due first; `nil` when all have ended.
    var next: Int? {
        departures.indices.filter { departures[$0].stage != .done }.min {
            (departures[$0].due, $0) < (departures[$1].due, $1)
        }
    }

    /// Ends a drain that would go on for ever.
    func check(_ now: Int64) throws(KubectlFailure) {
        if now - start < DrainRound.longestMicroseconds { return }
        let left = departures.filter { $0.stage != .done }.map { "pod/\($0.pod.name)" }
        throw .message(
            "not modelled: kubectl would wait for ever for \(left.joined(separator: ", ")); say a --timeout")
    }

    mutating func finish(_ index: Int) { departures[index].stage = .done }

    mutating func fail(_ index: Int, _ message: String) {
        failures.append(.message(message))
        departures[index].stage = .done
    }

    /// Leaves only those of `pods`, which are asked to end already.
    mutating func keep(_ pods: [APIObject]) { departures = pods.map { Departure(pod: $0, stage: .waiting, due: 0) } }

    /// What a person who is not made to wait has to wait for: refused evictions first.
    var waitsFor: WaitCondition {
        let refused = departures.filter { $0.stage == .evicting(isRefused: true) }
        if !refused.isEmpty { return WaitCondition(objects: refused.map(\.pod.ref), state: .evictable) }
        return WaitCondition(objects: departures.filter { $0.stage == .waiting }.map(\.pod.ref), state: .drained)
    }
}
