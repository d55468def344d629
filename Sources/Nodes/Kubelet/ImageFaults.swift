public import KubeAPI
import OrderedMaps

extension Kubelet {
    /// From now on pulls of `image` fail on this node, or work again.
    public mutating func setImageFails(_ image: String, _ fails: Bool) {
        behaviours.rules.removeAll { $0.pattern == image && $0.behaviour.pullFailure != nil }
        if fails {
            var failing = Behaviour()
            failing.pullFailure = "not found"
            behaviours.rules.insert(Behaviours.Rule(image, failing), at: 0)
            runtime.images[image] = nil
        }
        sharedBehaviours.removeAll()
        for uid in rows.map({ $0.key }) { refreshBehaviours(ofPod: uid) }
    }

    /// Pods that are here already behave by the changed table from their next pull or start on.
    private mutating func refreshBehaviours(ofPod uid: String) {
        guard var row = rows[uid] else { return }
        for index in row.units.indices {
            row.units[index].behaviour = behaviour(
                of: row.object, row.units[index].name, image: row.units[index].image)
        }
        rows[uid] = row
    }

    /// The names of the containers of a pod that this kubelet runs.
    public func containerNames(pod: ObjectKey) -> [String] {
        namespaces(pod: pod).map(\.container)
    }
}
