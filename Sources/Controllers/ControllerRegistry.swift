public import ControllerKit
public import KubeAPI

/// The controllers of kube-controller-manager that are modelled, and what they need of their process.
///
/// Upstream: cmd/kube-controller-manager/app/controller_descriptor.go.
public enum ControllerRegistry {
    /// Fresh controllers, in the order in which they are told of changes.
    public static func make() -> [any Component] {
        [
            ControllerRunner<ReplicaSetReconciler>(),
            ControllerRunner<DeploymentReconciler>(),
            ControllerRunner<ReplicationControllerReconciler>(),
            GarbageCollectorController(),
            ControllerRunner<StatefulSetReconciler>(),
            ControllerRunner<ClaimProtectionReconciler>(),
            NodeLifecycleController(),
            TaintEvictionController(),
            ControllerRunner<ServiceAccountsReconciler>(),
            ControllerRunner<RootCAPublisher>(),
            ControllerRunner<TokensReconciler>(),
            ControllerRunner<DisruptionReconciler>(),
            PodGCController(),
            ControllerRunner<JobReconciler>(),
            ControllerRunner<TTLAfterFinishedReconciler>(),
            ControllerRunner<CronJobReconciler>(),
            ControllerRunner<HorizontalReconciler>(),
            DaemonSetController(),
            ControllerRunner<ClusterRoleAggregation>(),
            ControllerRunner<NamespaceReconciler>(),
            ControllerRunner<ResourceQuotaReconciler>(),
            ControllerRunner<VolumeProtectionReconciler>(),
            ControllerRunner<EndpointsReconciler>(),
            ControllerRunner<EndpointSliceReconciler>(),
            ControllerRunner<MirroringReconciler>(),
            VolumeBinderController(),
            ControllerRunner<VolumeExpandReconciler>(),
            ControllerRunner<EphemeralVolumeReconciler>(),
            ControllerRunner<ServiceCIDRReconciler>(),
            ControllerRunner<AttributesClassProtection>(),
        ]
    }

    /// The loops that run inside kube-apiserver.
    public static func makeAPIServerLoops() -> [any Component] {
        [
            ControllerRunner<DefinitionNaming>(),
            ControllerRunner<DefinitionEstablishing>(),
            ControllerRunner<DefinitionFinalizer>(),
            ControllerRunner<FlowControlConsumer>(),
            ControllerRunner<FlowControlProducer>(),
            ControllerRunner<DefaultServiceCIDR>(),
            ControllerRunner<SystemNamespaces>(),
            ControllerRunner<ClusterAuthentication>(),
            IdentityLease(process: "kube-apiserver", host: ControlPlane.hostName),
            ControllerRunner<LegacyTokenTracking>(),
            ControllerRunner<APIServiceRegistration>(),
            ControllerRunner<KubernetesService>(),
        ]
    }

    /// What those loops watch, and how much of it.
    ///
    /// Upstream the Services, Endpoints and EndpointSlices are polled, or watched as a whole; what is told here is what
    /// a poll would find changed.
    public static let apiServerCaches: [(resource: Resource, scope: WatchScope)] = [
        (.customResourceDefinitions, .all), (.apiServices, .all), (.flowSchemas, .all),
        (.priorityLevelConfigurations, .all), (.serviceCIDRs, .object(DefaultServiceCIDR.key)),
        (.namespaces, .object(SystemNamespaces.key)), (.configMaps, .namespace("kube-system")),
        (.services, .object(KubernetesService.key)), (.endpoints, .object(KubernetesService.key)),
        (.endpointSlices, .object(KubernetesService.key)),
    ]

    /// The resources they watch, and the orders their caches keep: all that can be deleted, since the graph of
    /// owners is built of them. Upstream: pkg/controller/garbagecollector, GetDeletableResources.
    public static let caches: [(resource: Resource, indexes: [CacheIndex])] = ResourceTable.builtIn.compactMap {
        GarbageCollector.isIgnored($0) ? nil : ($0.resource, indexes(of: $0.resource))
    }

    private static func indexes(of resource: Resource) -> [CacheIndex] {
        switch resource {
        case .pods: [.controllerUID, .nodeName]
        case .replicaSets, .replicationControllers, .controllerRevisions: [.controllerUID]
        case .services: [.selectorTerm]
        case .endpointSlices: [.serviceName]
        default: []
        }
    }

    /// The request limit of a component's client: the garbage collector needs two requests for each deletion, the
    /// namespace controller two for each resource.
    ///
    /// Upstream: cmd/kube-controller-manager/app/core.go, newGarbageCollectorController, newNamespaceController.
    public static func clientLimit(of component: String, _ limit: Profile.ClientLimit) -> Profile.ClientLimit {
        switch component {
        case GarbageCollector.name: Profile.ClientLimit(perSecond: 2 * limit.perSecond, burst: limit.burst)
        case NamespaceReconciler.name: Profile.ClientLimit(perSecond: 20 * limit.perSecond, burst: 100 * limit.burst)
        default: limit
        }
    }

    /// What the events of a component name as their source.
    public static func eventSource(of component: String) -> String {
        switch component {
        case NodeLifecycle.name: "node-controller"
        case DisruptionReconciler.name: "controllermanager"
        case DaemonSetReconciler.name: "daemonset-controller"
        case GarbageCollector.name: "garbage-collector-controller"
        case VolumeBinderReconciler.name: "persistentvolume-controller"
        case VolumeExpandReconciler.name: "volume_expand"
        case EphemeralVolumeReconciler.name: "ephemeral_volume"
        case EndpointSliceReconciler.name: "endpoint-slice-controller"
        case MirroringReconciler.name: "endpoint-slice-mirroring-controller"
        default: component
        }
    }
}
