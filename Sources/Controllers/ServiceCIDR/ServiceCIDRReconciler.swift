public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Says of ServiceCIDRs that they are ready, and holds one that is deleted as long as its addresses are in use.
///
/// An address of a range wakes it only if the range is being deleted: upstream's other passes find nothing to do.
/// Upstream: pkg/controller/servicecidrs/servicecidrs_controller.go.
public enum ServiceCIDRReconciler: Reconciler {
    public static let name = "service-cidr-controller"
    public static let user = "system:serviceaccount:kube-system:service-cidrs-controller"
    static let finalizer = "networking.k8s.io/service-cidr-finalizer"
    /// How long API servers may take to hear of the deletion.
    static let deletionGracePeriod = SimDuration.seconds(10)
    public static let retriesMax: Int? = 15
    private static let managedBy = "ipaddress.kubernetes.io/managed-by"

    public static func watches(_ resource: Resource) -> Bool {
        resource == .serviceCIDRs || resource == .ipAddresses
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let object = change.object
        if object.resource == .serviceCIDRs {
            reactions.enqueue(object.key)
            if change.kind != .added { return }
        }
        let all = reactions.caches[.serviceCIDRs]?.list(namespace: "") ?? []
        for other in all where other.meta.isTerminating {
            if object.resource == .serviceCIDRs ? overlap(object, other) : concerns(change, other) {
                reactions.enqueue(other.key)
            }
        }
    }

    private static func overlap(_ one: APIObject, _ other: APIObject) -> Bool {
        ranges(one).contains { range in ranges(other).contains { $0.contains(range) || range.contains($0) } }
    }

    private static func concerns(_ change: Change, _ range: APIObject) -> Bool {
        change.kind != .modified && isAllocated(change.object)
            && ranges(range).contains { $0.contains(address: change.object.name) }
    }

    private static func isAllocated(_ address: APIObject) -> Bool {
        address.at("metadata", "labels", managedBy)?.string == "ipallocator.k8s.io"
    }

    private static func ranges(_ object: APIObject) -> [AddressRange] {
        (object.at("spec", "cidrs")?.array ?? []).compactMap { $0.string.flatMap(AddressRange.init) }
    }

    /// Upstream: sync.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        guard let range = context.cached(.serviceCIDRs, key.key) else {
            context.note(.absent(.serviceCIDRs, key.key))
            return .done
        }
        if range.meta.isTerminating { return try letGo(range, &context) }
        if !range.meta.finalizers.contains(finalizer) {
            let patch: Value = ["metadata": ["finalizers": [.string(finalizer)]]]
            let failure = try context.send(.patch(.strategic, .serviceCIDRs, range.key, patch)).failure
            if let failure, failure.code != 404 { return .withBackoff(reason: failure.message) }
        }
        return try say(true, "", "Kubernetes Service CIDR is ready", of: range, &context)
    }

    private static func letGo(
        _ range: APIObject, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> Requeue {
        if let address = addressInUse(of: range, &context) {
            context.note(.remark("\(address) is in use and in no other range"))
            return try say(
                false, "Terminating",
                "There are still IPAddresses referencing the ServiceCIDR, please remove them or create a new "
                    + "ServiceCIDR",
                of: range, &context)
        }
        let deleted = Timestamps.parse(range.at("metadata", "deletionTimestamp")?.string ?? "") ?? 0
        let left = deleted + deletionGracePeriod.microseconds - context.moment.date
        if left > 0 { return .after(SimDuration(microseconds: left)) }
        guard range.meta.finalizers.contains(finalizer) else { return .done }
        let patch: Value = ["metadata": ["$deleteFromPrimitiveList/finalizers": [.string(finalizer)]]]
        let failure = try context.send(.patch(.strategic, .serviceCIDRs, range.key, patch)).failure
        return failure.flatMap { $0.code == 404 ? nil : .withBackoff(reason: $0.message) } ?? .done
    }

    /// An address that no range would hold any more. Upstream: canDeleteCIDR.
    private static func addressInUse(
        of range: APIObject, _ context: inout SyncContext<NoMemory>
    ) -> String? {
        let others = context.cachedList(.serviceCIDRs, namespace: "").filter { $0.name != range.name }.flatMap(ranges)
        let own = ranges(range)
        let addresses = context.cachedList(.ipAddresses, namespace: "").filter(isAllocated).map(\.name)
        if own.allSatisfy({ part in others.contains { $0.contains(part) } }) { return nil }
        return addresses.first { address in
            own.contains { $0.contains(address: address) } && !others.contains { $0.contains(address: address) }
        }
    }

    /// Upstream: updateConditionIfNeeded.
    private static func say(
        _ isReady: Bool, _ reason: String, _ message: String, of range: APIObject,
        _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> Requeue {
        let known = range.at("status", "conditions")?.array?.first { $0["type"] == "Ready" }
        if known?["status"]?.string == (isReady ? "True" : "False"), known?["reason"]?.string ?? "" == reason,
            known?["message"]?.string == message
        {
            return .done
        }
        let request = ServiceCIDRStatus.apply(range.name, isReady, reason, message, by: name, at: context.moment)
        return try context.send(request).failure.map { .withBackoff(reason: $0.message) } ?? .done
    }
}
