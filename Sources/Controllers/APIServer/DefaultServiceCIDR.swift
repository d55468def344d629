public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Keeps the ServiceCIDR `kubernetes`: the range of the API server's flag.
///
/// It is made if it is missing, and said to be ready if nobody has said anything yet; it is never put right. Runs
/// inside the API server, every 10 s.
/// Upstream: pkg/controlplane/controller/defaultservicecidr/default_servicecidr_controller.go.
public enum DefaultServiceCIDR: Reconciler {
    public static let name = "kubernetes-service-cidr-controller"
    public static let user = "system:apiserver"
    public static let workers = 1
    static let period = SimDuration.seconds(10)

    /// The one it looks at.
    public static let key = ObjectKey("", "kubernetes")
    public static let firstKeys = [key]

    public static func makeMemory() -> PassClock { PassClock() }

    public static func watches(_ resource: Resource) -> Bool { resource == .serviceCIDRs }

    public static func observe(_ change: Change, _ reactions: inout Reactions<PassClock>) {
        guard change.object.key == key, needsPass(change) else { return }
        reactions.enqueue(key, after: reactions.memory.own.wait(period, at: reactions.moment.time))
    }

    private static func needsPass(_ change: Change) -> Bool {
        change.kind == .deleted || (change.kind == .modified && mayBeCalledReady(change.object))
    }

    /// Upstream: syncStatus, of one range; what it warns of in events needs an API server of another range.
    private static func mayBeCalledReady(_ range: APIObject) -> Bool {
        let ready = range.at("status", "conditions")?.array?.first { $0["type"] == "Ready" }
        return !range.meta.isTerminating && range.at("spec", "cidrs") == [.string(ControlPlane.serviceRange)]
            && (ready == nil || ready?["status"] == "Unknown")
    }

    /// Upstream: sync.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<PassClock>) throws(Interrupt) -> Requeue {
        let now = context.moment
        context.remember { memory in
            memory.own.begin(at: now.time)
            return 0
        }
        var range = context.cached(.serviceCIDRs, key.key)
        if range == nil {
            context.note(.absent(.serviceCIDRs, key.key))
            let body: Value = [
                "apiVersion": "networking.k8s.io/v1", "kind": "ServiceCIDR",
                "metadata": ["name": .string(key.key.name)], "spec": ["cidrs": [.string(ControlPlane.serviceRange)]],
            ]
            let answer = try context.send(.create(body, .serviceCIDRs))
            if answer.failure != nil { return .after(context.recall { [$0.own.wait(period, at: now.time)] }[0]) }
            range = answer.object
        }
        if let range, mayBeCalledReady(range) {
            let request = ServiceCIDRStatus.apply(
                key.key.name, true, "", "Kubernetes default Service CIDR is ready", by: name, at: now)
            _ = try context.send(request)
        }
        return .done
    }
}
