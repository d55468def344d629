import Documents
import KubeAPI
import Simulation

/// The recorder of events.k8s.io: alike events become a series on the first of them.
///
/// Upstream: client-go tools/events/event_broadcaster.go, recordToSink and getKey.
struct EventSeries: Sendable {
    private struct Known: Sendable {
        let name: String
        var count: Int64
    }

    private var known = RecentlyUsed<Fingerprint, Known>(limit: EventLimits.cacheEntries)

    /// What is written for `event`: the first alike one makes it, the second turns it into a series; later
    /// ones are only counted until the series is refreshed.
    mutating func correlate(_ event: RecordedEvent, component: String, at moment: Moment) -> EventCorrelator.Write {
        let object = event.regarding
        var key = Fingerprint()
        key.add(object)
        key.add(event.type)
        key.add(event.action)
        key.add(event.reason)
        key.add(UInt64(bitPattern: event.regardingRevision))
        let entry = known.use(key) { known in
            let count = (known?.count ?? 0) + 1
            let entry = Known(name: known?.name ?? CoreEvent.name(object.key.name, moment), count: count)
            known = entry
            return entry
        }
        if entry.count > 2 { return .none }
        if entry.count == 2 {
            return .patch(
                name: entry.name,
                ["series": ["count": 2, "lastObservedTime": .string(Timestamps.micros(moment.date))]])
        }
        let name = entry.name
        return .create([
            "apiVersion": "v1", "kind": "Event", "eventTime": .string(Timestamps.micros(moment.date)),
            "firstTimestamp": .null, "lastTimestamp": .null, "involvedObject": CoreEvent.reference(event),
            "message": .string(event.message),
            "metadata": ["name": .string(name), "namespace": .string(CoreEvent.namespace(event))],
            "reason": .string(event.reason), "action": .string(event.action),
            "reportingComponent": .string(component), "reportingInstance": .string("\(component)-control-plane"),
            "source": [:], "type": .string(event.type),
        ])
    }
}
