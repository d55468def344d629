public import ControllerKit
public import KubeAPI

/// The controllers of kube-controller-manager that are modelled, and what they need of their process.
///
/// Upstream: cmd/kube-controller-manager/app/controller_descriptor.go.
public enum ControllerRegistry {
    /// Fresh controllers, in the order in which they are told of changes.
    public static func make() -> [any Component] {
        [
            ControllerRunner<ReplicaSetReconciler>(), ControllerRunner<GarbageCollector>(),
            NodeLifecycleController(), TaintEvictionController(), ControllerRunner<ServiceAccountsReconciler>(),
            ControllerRunner<RootCAPublisher>(),
        ]
    }

    /// The resources they watch, and the orders their caches keep.
    public static let caches: [(resource: Resource, indexes: [CacheIndex])] = [
        (.pods, [.controllerUID, .nodeName]), (.replicaSets, [.controllerUID]), (.nodes, []), (.namespaces, []),
        (.leases, []), (.serviceAccounts, []), (.configMaps, []), (.secrets, []), (.priorityClasses, []),
    ]

    /// What the events of a component name as their source.
    public static func eventSource(of component: String) -> String {
        switch component {
        case NodeLifecycle.name: "node-controller"
        case GarbageCollector.name: "garbage-collector-controller"
        default: component
        }
    }
}
