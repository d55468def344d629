import OrderedMaps
import Simulation

/// How long a failed daemon pod stays before it is deleted: a kubelet that turns pods away must not be fought.
///
/// Upstream: client-go util/flowcontrol/backoff.go, with the limits of cmd/kube-controller-manager/app/apps.go.
struct FailedPodBackoff: Sendable {
    static let first = SimDuration.seconds(1)
    static let longest = SimDuration.minutes(15)

    private struct Entry: Sendable {
        var delay: SimDuration
        var since: SimTime
    }

    private var entries = OrderedMap<String, Entry>()

    /// The delay that a failed pod must wait out; `nil`: it may be deleted now.
    func delay(of key: String, at now: SimTime) -> SimDuration? {
        guard let known = entries[key], now - known.since < known.delay else { return nil }
        return known.delay
    }

    /// A failed pod is deleted: the next one has to wait, twice as long each time.
    mutating func deleted(_ key: String, at now: SimTime) {
        let expired = entries.compactMap { now - $0.value.since > FailedPodBackoff.longest * 2 ? $0.key : nil }
        for old in expired { entries[old] = nil }
        let delay = entries[key].map { min($0.delay * 2, FailedPodBackoff.longest) } ?? FailedPodBackoff.first
        entries[key] = Entry(delay: delay, since: now)
    }

    /// Which nodes of which set wait, and until when.
    var waiting: [(key: String, until: SimTime)] { entries.map { ($0.key, $0.value.since + $0.value.delay) } }
}
