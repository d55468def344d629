import Documents
import KubeAPI
import OrderedMaps

/// When the change happened that a write of endpoints answers: the earliest of what is new since the last sync.
///
/// Upstream: staging/src/k8s.io/endpointslice/util/trigger_time_tracker.go.
struct TriggerTimes: Sendable {
    private struct Seen: Sendable {
        var service: Int64 = 0
        /// By name, in order; microseconds since 1970.
        var pods: [(name: String, ready: Int64)] = []
    }

    private var seen = OrderedMap<ObjectKey, Seen>()

    /// Microseconds since 1970; 0: nothing is known to have changed. `pods` are in the order of their names.
    mutating func next(_ service: APIObject, _ pods: [APIObject]) -> Int64 {
        let before = seen[service.key]
        var now = Seen(service: service.meta.created)
        var earliest: Int64 = 0
        func take(_ time: Int64) { earliest = earliest == 0 ? time : min(earliest, time) }
        var place = 0
        let known = before?.pods ?? []
        for pod in pods {
            guard let ready = pod.pod?.readySince else { continue }
            now.pods.append((pod.name, ready))
            while place < known.count, known[place].name < pod.name { place += 1 }
            let last = place < known.count && known[place].name == pod.name ? known[place].ready : 0
            if ready > last { take(ready) }
        }
        if now.service > before?.service ?? 0 { take(now.service) }
        seen[service.key] = now
        return before == nil ? now.service : earliest
    }

    mutating func forget(_ service: ObjectKey) { seen[service] = nil }

    /// Puts the annotation on an object, or takes it off. Upstream: addTriggerTimeAnnotation.
    static func annotate(_ object: inout Value, _ time: Int64) {
        object.set(
            time == 0 ? nil : .string(Timestamps.seconds(time)), at: "metadata", "annotations",
            EndpointFacts.triggerTime)
        if object.at("metadata", "annotations")?.isEmpty == true { object.set(nil, at: "metadata", "annotations") }
    }
}
