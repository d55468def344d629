public import Documents

/// How the objects of one resource use up quotas.
///
/// Upstream: pkg/quota/v1/evaluator/core, staging/src/k8s.io/apiserver/pkg/quota/v1/generic/evaluator.go.
public struct QuotaEvaluator: Sendable {
    /// Whose objects.
    public let resource: Resource

    /// `nil` for resources that no quota counts: what is not stored, what is outside namespaces, events.
    public init?(_ resource: Resource) {
        let info = resource.info
        guard info.isStored, info.isNamespaced, resource != .events else { return nil }
        self.resource = resource
    }

    /// `count/secrets`, `count/deployments.apps`.
    private var countName: String {
        let info = resource.info
        return "count/" + (info.group.isEmpty ? info.plural : "\(info.plural).\(info.group)")
    }

    private static let storageClassSuffix = ".storageclass.storage.k8s.io/"
    private static let podNames = [
        "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage",
        "limits.cpu", "limits.memory", "limits.ephemeral-storage", "pods",
    ]
    private static let claimNames = ["persistentvolumeclaims", "requests.storage"]

    /// Those of `names` that objects of this resource use up, in their order.
    public func matching(_ names: [String]) -> [String] { names.filter(counts) }

    private func counts(_ name: String) -> Bool {
        if name == countName { return true }
        switch resource {
        case .pods:
            return QuotaEvaluator.podNames.contains(name) || name.hasPrefix("hugepages-")
                || name.hasPrefix("requests.hugepages-") || QuotaEvaluator.isExtended(name)
        case .services: return ["services", "services.nodeports", "services.loadbalancers"].contains(name)
        case .persistentVolumeClaims:
            return QuotaEvaluator.claimNames.contains { known in
                name == known || name.hasSuffix(QuotaEvaluator.storageClassSuffix + known)
            }
        case .configMaps, .resourceQuotas, .replicationControllers, .secrets: return name == resource.info.plural
        default: return false
        }
    }

    /// `requests.example.com/gpu`. Upstream: isExtendedResourceNameForQuota.
    private static func isExtended(_ name: String) -> Bool {
        guard name.hasPrefix("requests.") else { return false }
        let isNative = !name.contains("/") || name.contains("kubernetes.io/")
        return !isNative || name.hasPrefix("requests.deviceclass.resource.kubernetes.io/")
    }

    /// What one object uses up. `now`: microseconds since 1970.
    public func usage(_ object: Value, now: Int64) -> ResourceList {
        var out = ResourceList()
        out[countName] = Quantity(1)
        switch resource {
        case .pods: return out.adding(QuotaEvaluator.podUsage(object, now: now))
        case .services: return out.adding(QuotaEvaluator.serviceUsage(object))
        case .persistentVolumeClaims: return out.adding(QuotaEvaluator.claimUsage(object))
        case .configMaps, .resourceQuotas, .replicationControllers, .secrets:
            out[resource.info.plural] = Quantity(1)
        default: break
        }
        return out
    }

    /// What all of them use up of `names`; objects that a scope leaves out do not count.
    public func usage(
        of objects: some Sequence<APIObject>, names: [String], scopes: QuotaScopes, now: Int64
    ) -> ResourceList {
        var sum = ResourceList()
        for name in names { sum[name] = .zero }
        for object in objects where scopes.match(object.value, resource) {
            sum = sum.adding(usage(object.value, now: now))
        }
        return sum
    }

    // MARK: by kind

    /// A pod that is over, or should long be gone, uses nothing but its count. Upstream: QuotaV1Pod.
    public static func countsAsRunning(_ pod: Value, now: Int64) -> Bool {
        let phase = pod.at("status", "phase")?.string
        if phase == "Failed" || phase == "Succeeded" { return false }
        guard let deletion = pod.at("metadata", "deletionTimestamp")?.string.flatMap({ Timestamps.parse($0) }),
            let grace = pod.at("metadata", "deletionGracePeriodSeconds")?.int
        else { return true }
        return now <= deletion + grace * Timestamps.microsPerSecond
    }

    private static func podUsage(_ pod: Value, now: Int64) -> ResourceList {
        guard countsAsRunning(pod, now: now) else { return ResourceList() }
        let spec = pod["spec"] ?? .null
        return computed(PodAmounts.requests(spec), PodAmounts.limits(spec))
    }

    /// Upstream: podComputeUsageHelper.
    private static func computed(_ requests: ResourceList, _ limits: ResourceList) -> ResourceList {
        var out = ResourceList()
        out["pods"] = Quantity(1)
        for name in ["cpu", "memory", "ephemeral-storage"] {
            if let request = requests[name] {
                out[name] = request
                out["requests.\(name)"] = request
            }
            if let limit = limits[name] { out["limits.\(name)"] = limit }
        }
        for entry in requests.entries {
            if entry.name.hasPrefix("hugepages-") {
                out[entry.name] = entry.amount
                out["requests.\(entry.name)"] = entry.amount
            } else if entry.name.contains("/"), !entry.name.contains("kubernetes.io/") {
                out["requests.\(entry.name)"] = entry.amount
            }
        }
        return out
    }

    private static func serviceUsage(_ service: Value) -> ResourceList {
        let ports = service.at("spec", "ports")?.array ?? []
        let type = service.at("spec", "type")?.string
        var nodePorts = 0
        if type == "NodePort" { nodePorts = ports.count }
        if type == "LoadBalancer" {
            let allocates = service.at("spec", "allocateLoadBalancerNodePorts")?.bool != false
            nodePorts = allocates ? ports.count : ports.count { ($0["nodePort"]?.int ?? 0) != 0 }
        }
        var out = ResourceList()
        out["services"] = Quantity(1)
        out["services.loadbalancers"] = Quantity(type == "LoadBalancer" ? 1 : 0)
        out["services.nodeports"] = Quantity(Int64(nodePorts))
        return out
    }

    private static func claimUsage(_ claim: Value) -> ResourceList {
        let beta = claim.at("metadata", "annotations", "volume.beta.kubernetes.io/storage-class")?.string
        let storageClass = beta ?? claim.at("spec", "storageClassName")?.string ?? ""
        var out = ResourceList()
        func charge(_ name: String, _ amount: Quantity) {
            out[name] = amount
            if !storageClass.isEmpty { out[storageClass + storageClassSuffix + name] = amount }
        }
        charge("persistentvolumeclaims", Quantity(1))
        let asked = ResourceList(reading: claim.at("spec", "resources", "requests"))["storage"]
        let given = ResourceList(reading: claim.at("status", "allocatedResources"))["storage"]
        if let asked { charge("requests.storage", wholeBytes(max(asked, given ?? asked))) }
        return out
    }

    /// Bytes are counted whole. Upstream: pvcEvaluator.getStorageUsage, roundUpFunc.
    private static func wholeBytes(_ amount: Quantity) -> Quantity {
        let whole = Quantity(amount.value, format: amount.format)
        return whole == amount ? amount : whole
    }

    // MARK: what must be said

    /// Once cpu or memory is counted, each container has to say what it wants: `nil`, or what is missing.
    ///
    /// Upstream: podEvaluator.Constraints.
    public func missing(_ required: [String], in object: Value) -> String? {
        guard resource == .pods, object.at("spec", "resources").map({ $0.isEmpty }) ?? true else { return nil }
        let kinds = ["cpu", "limits.cpu", "limits.memory", "memory", "requests.cpu", "requests.memory"]
        var parts: [String] = []
        for name in kinds where required.contains(name) {
            var lacking: [String] = []
            for list in ["containers", "initContainers"] {
                for container in object.at("spec", list)?.array ?? [] {
                    let said = QuotaEvaluator.computed(
                        ResourceList(reading: container.at("resources", "requests")),
                        ResourceList(reading: container.at("resources", "limits")))
                    if said[name] == nil { lacking.append(container["name"]?.string ?? "") }
                }
            }
            if !lacking.isEmpty { parts.append("\(name) for: \(lacking.sorted().joined(separator: ","))") }
        }
        return parts.isEmpty ? nil : "must specify " + parts.joined(separator: "; ")
    }
}
