import KubeAPI
import OrderedMaps

/// At most one pod for each ordinal of a StatefulSet, so never two that run.
///
/// A name is unique, so the second life of an ordinal may begin only when the first is gone from the store. Looks
/// at the changed pod only.
struct OrdinalChecker: Sendable {
    private static let nameLabel = "statefulset.kubernetes.io/pod-name"
    /// The uid of the pod that has an ordinal, by `uid of the set/ordinal`, and the other way round.
    private var holders = OrderedMap<String, String>()
    private var places = OrderedMap<String, String>()

    mutating func problem(with change: Change) -> String? {
        let pod = change.object
        guard pod.resource == .pods else { return nil }
        if let place = places[pod.uid], change.kind == .deleted || pod.meta.controller == nil {
            places[pod.uid] = nil
            holders[place] = nil
        }
        guard change.kind != .deleted, let set = pod.meta.controller, set.kind == "StatefulSet",
            let ordinal = pod.name.split(separator: "-").last.flatMap({ Int($0) })
        else { return nil }
        if let label = pod.meta.label(Self.nameLabel), label != pod.name {
            return "pod \(pod.key) says it is \(label)"
        }
        let place = "\(set.uid)/\(ordinal)"
        if let holder = holders[place], holder != pod.uid {
            return "pod \(pod.key) (\(pod.uid)) has ordinal \(ordinal) of \(set.name), and \(holder) has it too"
        }
        holders[place] = pod.uid
        places[pod.uid] = place
        return nil
    }
}
