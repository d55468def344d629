public import KubeAPI
import OrderedMaps

extension Kubelet {
    /// From now on pulls of `image` fail on this node, or work again.
    public mutating func setImageFails(_ image: String, _ fails: Bool) {
        behaviours.rules.removeAll { $0.pattern == image && $0.behaviour.pullFailure != nil }
        guard fails else { return }
        var failing = Behaviour()
        failing.pullFailure = "not found"
        behaviours.rules.insert(Behaviours.Rule(image, failing), at: 0)
        runtime.images[image] = nil
    }

    /// The names of the containers of a pod that this kubelet runs.
    public func containerNames(pod: ObjectKey) -> [String] {
        namespaces(pod: pod).map(\.container)
    }
}
