import KubeAPI
import OrderedMaps

/// What the autoscaler controller remembers of one autoscaler.
struct ScalingHistory: Sendable, Equatable {
    /// A number at a moment (microseconds since 1970).
    struct Entry: Sendable, Equatable {
        var number: Int64
        var time: Int64
    }

    /// What was recommended, before limits.
    var recommendations: [Entry] = []
    /// Replicas that were added, and taken away.
    var ups: [Entry] = []
    var downs: [Entry] = []
    /// The selector of its pods.
    var selector = ""

    /// Puts an entry in, in the place of one that is too old to matter.
    static func put(_ entry: Entry, into list: inout [Entry], outdatedBefore cutoff: Int64) {
        if let index = list.lastIndex(where: { $0.time < cutoff }) {
            list[index] = entry
        } else {
            list.append(entry)
        }
    }

    /// Upstream: getReplicasChangePerPeriod.
    static func change(_ events: [Entry], within seconds: Int64, now: Int64) -> Int64 {
        events.filter { $0.time > now - seconds * 1_000_000 }.reduce(0) { $0 + $1.number }
    }
}

/// What the controller remembers of all.
public struct AutoscalerMemory: Sendable {
    var histories = OrderedMap<ObjectKey, ScalingHistory>()
}
