import Documents
import KubeAPI
import OrderedMaps

/// At most one pod of a DaemonSet is active on a node, or two if the set surges or has surged.
///
/// Only pods that were made for a set count: people may make any number and have them adopted.
struct DaemonPodChecker: Sendable {
    /// A set and a node.
    private struct Slot: Comparable, Sendable {
        let set: String
        let node: String

        static func < (a: Slot, b: Slot) -> Bool { a.set == b.set ? a.node < b.node : a.set < b.set }
    }

    /// The active pods by uid, with their slots.
    private var slotOfPod = OrderedMap<String, Slot>()
    private var pods = OrderedMap<Slot, Int>()
    /// Sets that may have two pods on a node.
    private var surging = OrderedMap<String, Bool>()

    /// Takes in a change and says what is wrong with it.
    mutating func problem(with change: Change) -> String? {
        switch change.object.resource {
        case .daemonSets:
            setChanged(change)
            return nil
        case .pods: return podChanged(change)
        default: return nil
        }
    }

    private mutating func setChanged(_ change: Change) {
        let set = change.object
        if change.kind == .deleted {
            surging[set.uid] = nil
            return
        }
        let surge = IntOrPercent(set.at("spec", "updateStrategy", "rollingUpdate", "maxSurge"))
        if surge?.number ?? 0 > 0 { surging[set.uid] = true }
    }

    private mutating func podChanged(_ change: Change) -> String? {
        let pod = change.object
        if change.kind == .added {
            guard pod.flags.isActive, let owner = pod.meta.controller, owner.kind == "DaemonSet",
                let node = pod.targetNode
            else { return nil }
            let slot = Slot(set: owner.uid, node: node)
            slotOfPod[pod.uid] = slot
            let count = (pods[slot] ?? 0) + 1
            pods[slot] = count
            let limit = surging[owner.uid] == true ? 2 : 1
            if count <= limit { return nil }
            return "DaemonSet \(owner.name) has \(count) active pods on \(node), \(pod.name) among them"
        }
        guard let slot = slotOfPod[pod.uid] else { return nil }
        if change.kind == .deleted || !pod.flags.isActive || pod.meta.controllerUID != slot.set {
            slotOfPod[pod.uid] = nil
            let left = (pods[slot] ?? 1) - 1
            pods[slot] = left > 0 ? left : nil
        }
        return nil
    }
}
