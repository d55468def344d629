import Documents
import KubeAPI

/// What the fields of a Service that hang together say about each other.
///
/// Upstream: pkg/registry/core/service/storage/storage.go, normalizeClusterIPs and patchAllocatedValues;
/// strategy.go, dropTypeDependentFields.
enum ServiceStrategy {
    /// The address of a Service whose clients are told the addresses of its pods.
    static let headless: Value = "None"

    static func needsAddress(_ service: Value) -> Bool { service.at("spec", "type") != "ExternalName" }

    static func isHeadless(_ service: Value) -> Bool { service.at("spec", "clusterIP") == headless }

    static func usesNodePorts(_ service: Value) -> Bool {
        ["NodePort", "LoadBalancer"].contains(service.at("spec", "type")?.string ?? "")
    }

    /// Node ports are given to those who name none, unless a load balancer says that it wants none.
    static func allocatesNodePorts(_ service: Value) -> Bool {
        switch service.at("spec", "type")?.string {
        case "NodePort": true
        case "LoadBalancer": service.at("spec", "allocateLoadBalancerNodePorts")?.bool ?? true
        default: false
        }
    }

    /// A port on which nodes tell whether they have endpoints. Upstream: pkg/api/service, NeedsHealthCheck.
    static func needsHealthCheck(_ service: Value) -> Bool {
        service.at("spec", "type") == "LoadBalancer" && service.at("spec", "externalTrafficPolicy") == "Local"
    }

    static func nodePorts(_ service: Value) -> [Int64] {
        (service.at("spec", "ports")?.array ?? []).compactMap { $0["nodePort"]?.int }.filter { $0 != 0 }
    }

    private static func address(_ service: Value) -> String { service.at("spec", "clusterIP")?.string ?? "" }

    static func addresses(_ service: Value) -> [Value] { service.at("spec", "clusterIPs")?.array ?? [] }

    /// `clusterIP` and `clusterIPs` say the same: who gives only the older field gets the newer one.
    static func normalize(_ service: inout Value, old: Value?) {
        let one = address(service)
        guard let old else {
            if !one.isEmpty && addresses(service).isEmpty { service.set([.string(one)], at: "spec", "clusterIPs") }
            return
        }
        let isSilent = addresses(service).isEmpty && !addresses(old).isEmpty
        if isSilent && address(old) == one { service.set(old.at("spec", "clusterIPs"), at: "spec", "clusterIPs") }
        guard address(old) != one, addresses(old) == addresses(service) else { return }
        let isCleared = !address(old).isEmpty && one.isEmpty
        service.set(isCleared ? nil : [.string(one)], at: "spec", "clusterIPs")
    }

    /// An update that leaves out what was allocated keeps it.
    static func keepAllocated(_ service: inout Value, old: Value) {
        if needsAddress(old) && needsAddress(service) {
            for field in ["clusterIP", "clusterIPs"] where service.at("spec", field)?.isEmpty ?? true {
                if let known = old.at("spec", field), !known.isEmpty { service.set(known, at: "spec", field) }
            }
        }
        if allocatesNodePorts(old) && allocatesNodePorts(service) { keepNodePorts(&service, old) }
        if needsHealthCheck(old), needsHealthCheck(service), service.at("spec", "healthCheckNodePort")?.int ?? 0 == 0 {
            service.set(old.at("spec", "healthCheckNodePort"), at: "spec", "healthCheckNodePort")
        }
    }

    /// By the name of the port, unless the number is used for another one already.
    private static func keepNodePorts(_ service: inout Value, _ old: Value) {
        let used = nodePorts(old).filter(nodePorts(service).contains)
        guard case .array(var ports)? = service.at("spec", "ports") else { return }
        for index in ports.indices where ports[index]["nodePort"]?.int ?? 0 == 0 {
            let name = ports[index]["name"]?.string ?? ""
            let known = (old.at("spec", "ports")?.array ?? []).last { $0["name"]?.string ?? "" == name }
            guard let number = known?["nodePort"]?.int, number != 0, !used.contains(number) else { continue }
            ports[index].set(.int(number), at: "nodePort")
        }
        service.set(.array(ports), at: "spec", "ports")
    }

    /// A change of the type takes off what the new type has no use for, if the client did not change it as well.
    static func dropTypeDependentFields(_ service: inout Value, old: Value) {
        func isKept(_ field: String) -> Bool { service.at("spec", field) == old.at("spec", field) }
        if needsAddress(old) && !needsAddress(service) {
            if isKept("clusterIP") && isKept("clusterIPs") { drop(&service, ["clusterIP", "clusterIPs"]) }
            for field in ["ipFamilies", "ipFamilyPolicy"] where isKept(field) { drop(&service, [field]) }
        }
        if usesNodePorts(old) && !usesNodePorts(service) {
            let before = nodePorts(old)
            if nodePorts(service).allSatisfy(before.contains) { dropNodePorts(&service) }
        }
        if needsHealthCheck(old) && !needsHealthCheck(service) && isKept("healthCheckNodePort") {
            drop(&service, ["healthCheckNodePort"])
        }
        if old.at("spec", "type") == "LoadBalancer" && service.at("spec", "type") != "LoadBalancer" {
            for field in ["allocateLoadBalancerNodePorts", "loadBalancerClass"] where isKept(field) {
                drop(&service, [field])
            }
        }
        if isExternal(old) && !isExternal(service) && isKept("externalTrafficPolicy") {
            drop(&service, ["externalTrafficPolicy"])
        }
        if service.at("spec", "type") != "LoadBalancer" { service.set([:], at: "status", "loadBalancer") }
    }

    /// What was given for nothing and is never shown: a name outside has no traffic inside.
    ///
    /// Upstream: storage.go, defaultOnReadInternalTrafficPolicy.
    static func stored(_ service: inout Value) {
        if !needsAddress(service) { drop(&service, ["internalTrafficPolicy"]) }
    }

    private static func drop(_ service: inout Value, _ fields: [String]) {
        for field in fields where service.at("spec", field) != nil { service.set(nil, at: "spec", field) }
    }

    private static func dropNodePorts(_ service: inout Value) {
        guard case .array(var ports)? = service.at("spec", "ports") else { return }
        for index in ports.indices where ports[index]["nodePort"] != nil { ports[index].set(nil, at: "nodePort") }
        service.set(.array(ports), at: "spec", "ports")
    }

    /// Upstream: pkg/api/service/util.go, ExternallyAccessible.
    private static func isExternal(_ service: Value) -> Bool {
        usesNodePorts(service)
            || (service.at("spec", "type") == "ClusterIP" && service.at("spec", "externalIPs")?.isEmpty == false)
    }

    /// Upstream: pkg/api/service/warnings.go, GetWarningsForService.
    static func warnings(_ service: Value) -> [String] {
        let spec = service["spec"] ?? .null
        var out: [String] = []
        let (old, new) = ("service.kubernetes.io/topology-aware-hints", "service.kubernetes.io/topology-mode")
        if service.at("metadata", "annotations", old) != nil {
            out.append("annotation \(old) is deprecated, please use \(new) instead")
        }
        func spelling(_ list: String) -> [String] {
            (spec[list]?.array ?? []).enumerated().flatMap { index, address in
                list == "loadBalancerSourceRanges"
                    ? IPSpelling.warnings(range: address.string ?? "", "spec.\(list)[\(index)]")
                    : IPSpelling.warnings(address: address.string ?? "", "spec.\(list)[\(index)]")
            }
        }
        out += spelling("clusterIPs")
        let hasExternal = spec["externalIPs"]?.isEmpty == false
        let isExternalName = !needsAddress(service)
        if isHeadless(service) {
            if spec["loadBalancerIP"]?.isEmpty == false {
                out.append("spec.loadBalancerIP is ignored for headless services")
            }
            if hasExternal { out.append("spec.externalIPs is ignored for headless services") }
            if spec["sessionAffinity"] != "None" {
                out.append("spec.SessionAffinity is ignored for headless services")
            }
        }
        out += spelling("externalIPs")
        if hasExternal && !isHeadless(service) && !isExternalName {
            out.append("spec.externalIPs is deprecated and may no longer be implemented in some clusters")
        }
        out += IPSpelling.warnings(address: spec["loadBalancerIP"]?.string ?? "", "spec.loadBalancerIP")
        out += spelling("loadBalancerSourceRanges")
        if isExternalName && hasExternal {
            out.append("spec.externalIPs is ignored when spec.type is \"ExternalName\"")
        }
        if !isExternalName && spec["externalName"]?.isEmpty == false {
            out.append("spec.externalName is ignored when spec.type is not \"ExternalName\"")
        }
        if spec["trafficDistribution"] == "PreferClose" {
            out.append("spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"")
        }
        return out
    }
}
