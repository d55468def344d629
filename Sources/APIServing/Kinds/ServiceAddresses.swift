import Documents
import KubeAPI
import Simulation

/// The cluster address and the IP family of a Service, in a cluster with IPv4 only.
///
/// Upstream: pkg/registry/core/service/storage/alloc.go and ipallocator.
extension APIServer {
    /// `--service-cluster-ip-range`: 10.96.0.0/16. The first 256 addresses are kept for those who ask by number.
    private static let serviceRange = "10.96.0.0/16"
    private static let staticAddresses = 256
    private static let lastAddress = 65_534

    /// Fills in what allocation decides, once the Service is valid.
    mutating func allocateAddresses(_ service: inout Value, old: APIObject?) throws(Status) {
        if service.at("spec", "type") == "ExternalName" { return }
        let isHeadless = service.at("spec", "clusterIP") == "None"
        if isHeadless && service.at("spec", "selector")?.isEmpty ?? true {
            setDefault(&service, "ipFamilyPolicy", "RequireDualStack")
            let isSingle = service.at("spec", "ipFamilyPolicy") == "SingleStack"
            setDefault(&service, "ipFamilies", isSingle ? ["IPv4"] : ["IPv4", "IPv6"])
            return
        }
        setDefault(&service, "ipFamilyPolicy", "SingleStack")
        try checkFamilies(service)
        setDefault(&service, "ipFamilies", ["IPv4"])
        let asked = service.at("spec", "clusterIP")?.string ?? ""
        if isHeadless || (!asked.isEmpty && old?.at("spec", "clusterIP")?.string == asked) { return }
        let address = try asked.isEmpty ? freeAddress(service) : checked(asked, service)
        service.set(.string(address), at: "spec", "clusterIP")
        service.set([.string(address)], at: "spec", "clusterIPs")
    }

    private func setDefault(_ service: inout Value, _ field: String, _ value: Value) {
        if service.at("spec", field)?.isEmpty ?? true { service.set(value, at: "spec", field) }
    }

    private func checkFamilies(_ service: Value) throws(Status) {
        var errors: [FieldError] = []
        if service.at("spec", "ipFamilyPolicy") == "RequireDualStack" {
            errors.append(
                FieldError(
                    .invalid, "spec.ipFamilyPolicy", badValue: "\"RequireDualStack\"",
                    "this cluster is not configured for dual-stack services"))
        }
        for (index, family) in (service.at("spec", "ipFamilies")?.array ?? []).enumerated() where family == "IPv6" {
            errors.append(
                FieldError(
                    .invalid, "spec.ipFamilies[\(index)]", badValue: "\"IPv6\"", "not configured on this cluster"))
        }
        if !errors.isEmpty { throw invalid(service, errors) }
    }

    private func invalid(_ service: Value, _ errors: [FieldError]) -> Status {
        .invalid(kind: "Service", group: "", name: service.at("metadata", "name")?.string ?? "", errors)
    }

    /// A random address behind the static ones, counted on from there if it is taken.
    private mutating func freeAddress(_ service: Value) throws(Status) -> String {
        let count = Self.lastAddress - Self.staticAddresses
        let start = suffixes.below(count)
        let taken = Set(store.list(.services, namespace: "").compactMap { $0.at("spec", "clusterIP")?.string })
        for step in 0 ..< count {
            let number = Self.staticAddresses + 1 + (start + step) % count
            let address = "10.96.\(number / 256).\(number % 256)"
            if !taken.contains(address) { return address }
        }
        let name = service.at("metadata", "name")?.string ?? ""
        throw Status(
            code: 500, reason: "InternalError",
            message: "Internal error occurred: failed to allocate a serviceIP for Service \"\(name)\": range is full")
    }

    private func checked(_ address: String, _ service: Value) throws(Status) -> String {
        let isTaken = store.list(.services, namespace: "").contains { $0.at("spec", "clusterIP")?.string == address }
        let isInRange = address.hasPrefix("10.96.") && address != "10.96.0.0" && address != "10.96.255.255"
        if isInRange && !isTaken { return address }
        let why =
            isTaken
            ? "provided IP is already allocated"
            : "the provided IP (\(address)) is not in the valid range. The range of valid IPs is \(Self.serviceRange)"
        let addresses = (service.at("spec", "clusterIPs")?.array ?? []).compactMap(\.string).map { "\"\($0)\"" }
        throw invalid(
            service,
            [
                FieldError(
                    .invalid, "spec.clusterIPs", badValue: "[\(addresses.joined(separator: ","))]",
                    "failed to allocate IP \(address): \(why)")
            ])
    }
}

/// What a Service's address fields say before they are validated.
///
/// Upstream: pkg/registry/core/service/storage/storage.go, normalizeClusterIPs and patchAllocatedValues;
/// strategy.go, dropTypeDependentFields.
enum ServiceAddresses {
    /// `clusterIP` and `clusterIPs` say the same; an update that leaves them out keeps the old ones; a Service
    /// that becomes an ExternalName gives them up.
    static func normalize(_ service: inout Value, old: APIObject?) {
        let needsAddress = service.at("spec", "type") != "ExternalName"
        let hadAddress = old != nil && old?.at("spec", "type") != "ExternalName"
        let all = ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"]
        if hadAddress && !needsAddress {
            for field in all where old?.at("spec", field) == service.at("spec", field) {
                service.set(nil, at: "spec", field)
            }
        } else if hadAddress {
            let isSilent =
                service.at("spec", "clusterIP")?.string ?? "" == ""
                && service.at("spec", "clusterIPs")?.isEmpty ?? true
            for field in all where isSilent || field.hasPrefix("ip") {
                guard service.at("spec", field)?.isEmpty ?? true, let known = old?.at("spec", field) else { continue }
                service.set(known, at: "spec", field)
            }
        }
        let one = service.at("spec", "clusterIP")?.string ?? ""
        if let before = old?.at("spec", "clusterIP"), before != service.at("spec", "clusterIP"), !one.isEmpty,
            service.at("spec", "clusterIPs") == old?.at("spec", "clusterIPs")
        {
            service.set(nil, at: "spec", "clusterIPs")
        }
        if !one.isEmpty && service.at("spec", "clusterIPs")?.isEmpty ?? true {
            service.set([.string(one)], at: "spec", "clusterIPs")
        } else if old == nil, one.isEmpty, let first = service.at("spec", "clusterIPs")?.array?.first {
            service.set(first, at: "spec", "clusterIP")
        }
    }
}
