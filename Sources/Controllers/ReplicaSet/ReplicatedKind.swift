import Documents
public import KubeAPI

/// What differs between the kinds that keep a number of equal pods.
///
/// Upstream: pkg/controller/replication wraps the ReplicaSet controller in adapters.
public protocol ReplicatedKind: Sendable {
    /// `replicaset-controller`: the source of its events and the end of its user name.
    static var controllerName: String { get }
    static var resource: Resource { get }
    /// The caches that must be as new as the loop's own writes; empty: not checked.
    static var consistentResources: [Resource] { get }
    /// The status has `terminatingReplicas`.
    static var reportsTerminating: Bool { get }
    /// `nil` if it cannot be read.
    static func selector(of object: APIObject) -> LabelSelector?
}

/// apps/v1 ReplicaSet.
public enum ReplicaSetKind: ReplicatedKind {
    public static let controllerName = "replicaset-controller"
    public static let resource = Resource.replicaSets
    public static let consistentResources: [Resource] = [.pods, .replicaSets]
    public static let reportsTerminating = true

    public static func selector(of object: APIObject) -> LabelSelector? {
        try? LabelSelector(value: object.at("spec", "selector"))
    }
}

/// v1 ReplicationController: its selector is a map, and 1.36 does not check its caches.
///
/// Upstream: pkg/controller/replication/replication_controller.go.
public enum ReplicationControllerKind: ReplicatedKind {
    public static let controllerName = "replication-controller"
    public static let resource = Resource.replicationControllers
    public static let consistentResources: [Resource] = []
    public static let reportsTerminating = false

    public static func selector(of object: APIObject) -> LabelSelector? {
        LabelSelector(labels: object.at("spec", "selector")?.stringMap ?? [])
    }
}

/// The controller of ReplicaSets.
public typealias ReplicaSetReconciler = ReplicaReconciler<ReplicaSetKind>
/// The controller of ReplicationControllers: the same engine, as upstream.
public typealias ReplicationControllerReconciler = ReplicaReconciler<ReplicationControllerKind>
