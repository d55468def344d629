public import ControllerKit
public import KubeAPI

/// Which loops kube-controller-manager runs, and what they cache.
public enum ControllerRegistry {
    public static func make() -> [any Component] {
        [ControllerRunner<ReplicaSetReconciler>(), ControllerRunner<GarbageCollector>()]
    }

    public static let caches: [(resource: Resource, indexes: [CacheIndex])] = [
        (.pods, [.controllerUID, .nodeName]), (.replicaSets, [.controllerUID]), (.nodes, []), (.namespaces, []),
        (.leases, []), (.serviceAccounts, []), (.configMaps, []), (.secrets, []), (.priorityClasses, []),
    ]

    public static func eventSource(of component: String) -> String { component }
}
