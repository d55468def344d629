public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Keeps the Service `default/kubernetes`, and the addresses behind it, by which pods reach the API server.
///
/// The Service is made if it is missing and never put right; the Endpoints and the EndpointSlice are. Runs inside the
/// API server, every 10 s once it is ready. Upstream: pkg/controlplane/controller/kubernetesservice/controller.go,
/// pkg/controlplane/reconcilers/lease.go, endpointsadapter.go.
public enum KubernetesService: Reconciler {
    public static let name = "bootstrap-controller"
    public static let user = "system:apiserver"
    public static let workers = 1
    /// Upstream: DefaultEndpointReconcilerInterval.
    static let period = SimDuration.seconds(10)
    /// How often it asks whether the server is ready, before its first pass.
    static let readyPeriod = SimDuration.milliseconds(100)

    /// The Service, the Endpoints and the EndpointSlice.
    public static let key = ObjectKey("default", "kubernetes")
    public static let firstKeys = [key]
    private static let skipMirror = "endpointslice.kubernetes.io/skip-mirror"

    public static func makeMemory() -> PassClock { PassClock() }

    public static func watches(_ resource: Resource) -> Bool {
        [.services, .endpoints, .endpointSlices].contains(resource)
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<PassClock>) {
        guard change.object.key == key, change.kind != .added else { return }
        if change.object.resource == .services && change.kind != .deleted { return }
        reactions.enqueue(key, after: reactions.memory.own.wait(period, at: reactions.moment.time))
    }

    /// Upstream: UpdateKubernetesService.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<PassClock>) throws(Interrupt) -> Requeue {
        let now = context.moment.time
        if context.recall({ [$0.own.begun != nil] }) == [false] {
            if let missing = notReady(&context) {
                context.note(.remark("/readyz fails: \(missing)"))
                return .after(readyPeriod)
            }
            context.remember { memory in
                memory.own.begin(at: now)
                return 0
            }
        }
        var failure = try ensureService(&context)
        if failure == nil { failure = try ensureEndpoints(&context) }
        if let failure {
            context.note(.remark(failure.message))
            return .after(context.recall { [$0.own.wait(period, at: now)] }[0])
        }
        return .done
    }

    /// A hook of the server that is not through yet. Upstream: `/readyz` asks all of them; these write objects.
    private static func notReady(_ context: inout SyncContext<PassClock>) -> String? {
        let schemas = context.cachedList(.flowSchemas, namespace: "")
        if let missing = BootstrapFlowControl.schemas.first(where: { wanted in
            !schemas.contains { $0.name == wanted.name }
        }) {
            return "no FlowSchema \(missing.name)"
        }
        let services = context.cachedList(.apiServices, namespace: "")
        if let missing = BuiltInAPIServices.all.first(where: { wanted in
            !services.contains { $0.name == wanted.name }
        }) {
            return "missing APIService: [\(missing.name)]"
        }
        let range = context.cached(.serviceCIDRs, DefaultServiceCIDR.key)
        return range == nil ? "no ServiceCIDR \(DefaultServiceCIDR.key)" : nil
    }

    // MARK: the Service

    /// Upstream: CreateOrUpdateMasterServiceIfNeeded.
    private static func ensureService(_ context: inout SyncContext<PassClock>) throws(Interrupt) -> Status? {
        if context.cached(.services, key) != nil { return nil }
        context.note(.absent(.services, key))
        let answer = try context.send(.create(service, .services))
        return answer.failure.flatMap { $0.reason == "AlreadyExists" ? nil : $0 }
    }

    /// As it is sent.
    static let service: Value = [
        "apiVersion": "v1", "kind": "Service",
        "metadata": [
            "name": .string(key.name), "namespace": .string(key.namespace),
            "labels": ["component": "apiserver", "provider": "kubernetes"],
        ],
        "spec": [
            "clusterIP": .string(ControlPlane.serviceAddress), "ipFamilyPolicy": "SingleStack",
            "ports": [
                [
                    "name": "https", "port": .int(ControlPlane.servicePort), "protocol": "TCP",
                    "targetPort": .int(ControlPlane.securePort),
                ]
            ], "sessionAffinity": "None", "type": "ClusterIP",
        ],
    ]

    // MARK: what is behind it

    private static let ports: Value = [
        ["name": "https", "port": .int(ControlPlane.securePort), "protocol": "TCP"]
    ]

    /// Upstream: doReconcile. There is one API server, so its address is the only one.
    private static func ensureEndpoints(_ context: inout SyncContext<PassClock>) throws(Interrupt) -> Status? {
        let found = try context.send(.get(.endpoints, key))
        if let failure = found.failure, failure.code != 404 { return failure }
        var draft: Value =
            found.object?.published ?? [
                "apiVersion": "v1", "kind": "Endpoints",
                "metadata": ["name": .string(key.name), "namespace": .string(key.namespace)],
            ]
        let before = draft
        draft.set("true", at: "metadata", "labels", skipMirror)
        let addresses: Value = [["ip": .string(ControlPlane.address)]]
        var subsets = draft["subsets"]?.array ?? []
        if subsets.count != 1 { subsets = [["addresses": addresses, "ports": ports]] }
        if subsets[0]["addresses"]?.array?.compactMap({ $0["ip"]?.string }) != [ControlPlane.address] {
            subsets[0].set(addresses, at: "addresses")
        }
        draft.set(.array(subsets), at: "subsets")
        var written = draft
        if draft != before {
            let answer = try context.send(
                found.object == nil ? .create(draft, .endpoints) : .update(draft, .endpoints))
            if let failure = answer.failure { return failure.reason == "AlreadyExists" ? nil : failure }
            written = answer.object?.value ?? draft
        }
        return try ensureSlice(of: written, &context)
    }

    /// Upstream: EnsureEndpointSliceFromEndpoints.
    private static func ensureSlice(
        of endpoints: Value, _ context: inout SyncContext<PassClock>
    ) throws(Interrupt) -> Status? {
        let subset = endpoints["subsets"]?.array?.first
        let addresses = (subset?["addresses"]?.array ?? []).compactMap { $0["ip"] }
        let slice: Value = [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
            "metadata": [
                "name": .string(key.name), "namespace": .string(key.namespace),
                "labels": ["kubernetes.io/service-name": .string(key.name)],
            ],
            "endpoints": .array(addresses.map { ["addresses": [$0], "conditions": ["ready": true]] }),
            "ports": subset?["ports"] ?? [],
        ]
        let found = try context.send(.get(.endpointSlices, key))
        guard let known = found.object else {
            if let failure = found.failure, failure.code != 404 { return failure }
            let answer = try context.send(.create(slice, .endpointSlices))
            return answer.failure.flatMap { $0.reason == "AlreadyExists" ? nil : $0 }
        }
        let isSame =
            known["endpoints"] == slice["endpoints"] && known["ports"] == slice["ports"]
            && known.at("metadata", "labels") == slice.at("metadata", "labels")
        if isSame { return nil }
        return try context.send(.update(slice, .endpointSlices)).failure
    }
}
