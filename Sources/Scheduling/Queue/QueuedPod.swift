import Simulation

/// A pod that waits to be scheduled.
///
/// Upstream: pkg/scheduler/framework/types.go, QueuedPodInfo.
struct QueuedPod: Sendable {
    /// Which of the three queues it is in.
    enum Place: Sendable, Equatable { case active, backoff, errorBackoff, unschedulable }

    /// How many causes of merged wake-ups are kept, the oldest.
    static let causesKept = 64

    var pod: PodRow
    /// When it was added, or when its last try failed.
    var timestamp: SimTime
    /// Among pods of one priority and timestamp the first comes first.
    let arrival: Int
    var place: Place = .active
    var attempts = 0
    var unschedulableCount = 0
    /// Errors in a row: anything but a pod that fits nowhere.
    var errorCount = 0
    var backoffUntil: SimTime?
    var rejectedBy: PluginSet = []
    var gatedBy: SchedulingPlugin?
    /// Why the last try failed.
    var message = ""
    var causes: [SpanID]

    init(_ pod: PodRow, at time: SimTime, arrival: Int, causes: [SpanID]) {
        self.pod = pod
        timestamp = time
        self.arrival = arrival
        self.causes = causes
    }

    mutating func note(_ more: [SpanID]) {
        for cause in more where causes.count < QueuedPod.causesKept && !causes.contains(cause) {
            causes.append(cause)
        }
    }

    var turn: QueueTurn {
        QueueTurn(until: .zero, priority: pod.spec.priority, timestamp: timestamp, arrival: arrival)
    }
}

/// The order of a queue: end of the back-off, then priority (high first), then time.
///
/// Upstream: plugins/queuesort/priority_sort.go; backend/queue/backoff_queue.go.
struct QueueTurn: Comparable, Sendable {
    let until: SimTime
    let priority: Int64
    let timestamp: SimTime
    let arrival: Int

    static func < (a: QueueTurn, b: QueueTurn) -> Bool {
        if a.until != b.until { return a.until < b.until }
        if a.priority != b.priority { return a.priority > b.priority }
        return a.timestamp == b.timestamp ? a.arrival < b.arrival : a.timestamp < b.timestamp
    }
}

/// How long a pod waits after its n-th failure.
///
/// Upstream: pkg/scheduler/backend/queue/backoff_queue.go.
enum Backoff {
    static let first = SimDuration.seconds(1)
    static let longest = SimDuration.seconds(10)
    /// Back-offs end on whole seconds of the clock, so that priorities are heeded within one.
    static let window = SimDuration.seconds(1)

    /// 1 s, 2 s, 4 s, 8 s, then 10 s; nothing before the first failure.
    static func delay(failures: Int) -> SimDuration {
        if failures <= 0 { return .zero }
        guard failures <= 16 else { return longest }
        return min(longest, first * (Int64(1) << Int64(failures - 1)))
    }

    /// The start of the window `time` is in; `start` is the date of time zero in microseconds.
    static func aligned(_ time: SimTime, start: Int64) -> SimTime {
        let date = time.microseconds &+ start
        var rest = date % window.microseconds
        if rest < 0 { rest += window.microseconds }
        return SimTime(microseconds: time.microseconds - rest)
    }
}
