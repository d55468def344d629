import Documents
import KubeAPI
import Simulation

/// What is allocated for a Service, in a cluster with IPv4 only, before it is validated: family, address, node ports.
///
/// Upstream: pkg/registry/core/service/storage/storage.go, beginCreate and beginUpdate; storage/alloc.go; ipallocator.
/// An address that is given out is an IPAddress object that names the Service.
extension APIServer {
    /// The first 256 addresses are kept for those who ask by number.
    private static let staticAddresses = 256
    private static let lastAddress = 65_534

    mutating func allocateService(
        _ service: inout Value, old: APIObject?, _ pipeline: inout Pipeline
    ) throws(Status) {
        let before = old?.value
        if let before { ServiceStrategy.keepAllocated(&service, old: before) }
        ServiceStrategy.normalize(&service, old: before)
        try chooseFamilies(&service, old: before)
        try chooseAddress(&service, old: before, pipeline)
        try allocateNodePorts(&service, old: before, pipeline)
        if let before { ServiceStrategy.dropTypeDependentFields(&service, old: before) }
    }

    /// Just before a Service is written: its new address is kept for it.
    mutating func keepAddresses(of service: Value, old: Value?, _ pipeline: inout Pipeline) {
        for address in ServiceStrategy.addresses(service) where address != ServiceStrategy.headless {
            guard let text = address.string, !isTaken(text) else { continue }
            keep(text, for: service, &pipeline)
        }
    }

    /// Just after: an address that it has no more is free again.
    mutating func releaseAddresses(of service: Value, notIn new: Value, _ pipeline: inout Pipeline) {
        let kept = ServiceStrategy.addresses(new)
        for address in ServiceStrategy.addresses(service) where !kept.contains(address) {
            let key = ObjectKey("", address.string ?? "")
            if let object = store.object(.ipAddresses, key) { _ = remove(object, &pipeline) }
        }
    }

    /// A Service that is gone takes its addresses with it, and its Endpoints: a new one of its name shall not find
    /// them. Upstream: afterDelete.
    mutating func releaseService(_ service: APIObject, _ pipeline: inout Pipeline) {
        if let endpoints = store.object(.endpoints, service.key), endpoints.meta.finalizers.isEmpty {
            _ = remove(endpoints, &pipeline)
        }
        releaseAddresses(of: service.value, notIn: .null, &pipeline)
    }

    // MARK: families

    /// Upstream: initIPFamilyFields.
    private func chooseFamilies(_ service: inout Value, old: Value?) throws(Status) {
        guard ServiceStrategy.needsAddress(service), !isSettledDualStack(service, old) else { return }
        let isOpen = ServiceStrategy.isHeadless(service) && service.at("spec", "selector")?.isEmpty ?? true
        if service.at("spec", "ipFamilyPolicy")?.isEmpty ?? true {
            let known = old?.at("spec", "ipFamilyPolicy")
            service.set(known ?? (isOpen ? "RequireDualStack" : "SingleStack"), at: "spec", "ipFamilyPolicy")
        }
        try refuse(service, validateServiceAddresses(service))
        let isSingle = service.at("spec", "ipFamilyPolicy") == "SingleStack"
        var errors: [FieldError] = []
        if let old { try reduce(&service, old, isSingle, &errors) }
        checkCounts(service, isSingle, &errors)
        var families = service.at("spec", "ipFamilies")?.array ?? []
        for (index, address) in (service.at("spec", "clusterIPs")?.array ?? []).enumerated() {
            guard address != ServiceStrategy.headless, index >= families.count else { continue }
            if address.string?.contains(":") == true {
                let all = goJSON(service.at("spec", "clusterIPs"))
                errors.append(
                    FieldError(
                        .invalid, "spec.clusterIPs[\(index)]", badValue: all, "IPv6 is not configured on this cluster"))
            } else {
                families.append("IPv4")
            }
        }
        try refuse(service, errors)
        if isOpen {
            if families.isEmpty { families = ["IPv4"] }
            if families.count < 2 && !isSingle { families.append(families[0] == "IPv4" ? "IPv6" : "IPv4") }
        } else {
            try refuse(service, unconfigured(service, families))
            if families.isEmpty { families = ["IPv4"] }
        }
        service.set(.array(families), at: "spec", "ipFamilies")
    }

    /// Upstream: isMatchingPreferDualStackClusterIPFields.
    private func isSettledDualStack(_ service: Value, _ old: Value?) -> Bool {
        guard let old, service.at("spec", "ipFamilyPolicy") == "PreferDualStack" else { return false }
        return ["type", "ipFamilyPolicy", "clusterIPs", "ipFamilies"].allSatisfy {
            old.at("spec", $0) == service.at("spec", $0)
        }
    }

    /// A second address or family is let go only by a Service that says `SingleStack`.
    private func reduce(
        _ service: inout Value, _ old: Value, _ isSingle: Bool, _ errors: inout [FieldError]
    ) throws(Status) {
        for (field, what) in [("clusterIPs", "cluster IP"), ("ipFamilies", "IP family")] {
            let (before, after) = (old.at("spec", field)?.array ?? [], service.at("spec", field)?.array ?? [])
            if isSingle {
                if before == after && after.count > 1 { service.set(.array([after[0]]), at: "spec", field) }
            } else if before.count == 2 && after.count == 1 && before[0] == after[0] {
                errors.append(policyError(service, "must be 'SingleStack' to release the secondary \(what)"))
            }
        }
    }

    private func checkCounts(_ service: Value, _ isSingle: Bool, _ errors: inout [FieldError]) {
        guard isSingle else { return }
        for (field, what) in [("clusterIPs", "cluster IPs"), ("ipFamilies", "IP families")]
        where service.at("spec", field)?.array?.count == 2 {
            errors.append(
                policyError(
                    service, "must be 'RequireDualStack' or 'PreferDualStack' when multiple \(what) are specified"))
        }
    }

    private func unconfigured(_ service: Value, _ families: [Value]) -> [FieldError] {
        var errors: [FieldError] = []
        if service.at("spec", "ipFamilyPolicy") == "RequireDualStack" {
            errors.append(policyError(service, "this cluster is not configured for dual-stack services"))
        }
        for (index, family) in families.enumerated() where family == "IPv6" {
            errors.append(
                FieldError(
                    .invalid, "spec.ipFamilies[\(index)]", badValue: "\"IPv6\"", "not configured on this cluster"))
        }
        return errors
    }

    private func policyError(_ service: Value, _ text: String) -> FieldError {
        FieldError(
            .invalid, "spec.ipFamilyPolicy", badValue: goJSON(service.at("spec", "ipFamilyPolicy")), text)
    }

    private func goJSON(_ value: Value?) -> String { KubeAPI.goJSON(value ?? .null) }

    func refuse(_ service: Value, _ errors: [FieldError]) throws(Status) {
        if errors.isEmpty { return }
        let name = service.at("metadata", "name")?.string ?? ""
        throw .invalid(kind: "Service", group: "", name: name, errors)
    }

    // MARK: addresses

    /// A new Service gets an address, and one that was an ExternalName. Upstream: allocClusterIPs, updateClusterIPs.
    private mutating func chooseAddress(
        _ service: inout Value, old: Value?, _ pipeline: Pipeline
    ) throws(Status) {
        guard ServiceStrategy.needsAddress(service), !ServiceStrategy.isHeadless(service) else { return }
        if let old, ServiceStrategy.needsAddress(old) { return }
        let asked = service.at("spec", "clusterIP")?.string ?? ""
        let address =
            asked.isEmpty ? try freeAddress(service, pipeline) : try checked(asked, service, pipeline)
        service.set(.string(address), at: "spec", "clusterIP")
        service.set([.string(address)], at: "spec", "clusterIPs")
    }

    private func isTaken(_ address: String) -> Bool { store.object(.ipAddresses, ObjectKey("", address)) != nil }

    /// A random address behind the static ones, counted on from there if it is taken; then one of the static ones.
    private mutating func freeAddress(_ service: Value, _ pipeline: Pipeline) throws(Status) -> String {
        if pipeline.isDryRun { return "10.96.0.0" }
        for (first, last) in [(Self.staticAddresses + 1, Self.lastAddress), (1, Self.staticAddresses)] {
            let count = last - first + 1
            let start = suffixes.below(count)
            for step in 0 ..< count {
                let number = first + (start + step) % count
                let address = "10.96.\(number / 256).\(number % 256)"
                if !isTaken(address) { return address }
            }
        }
        let name = service.at("metadata", "name")?.string ?? ""
        throw Status(
            code: 500, reason: "InternalError",
            message: "Internal error occurred: failed to allocate a serviceIP for Service \"\(name)\": range is full")
    }

    private func checked(_ address: String, _ service: Value, _ pipeline: Pipeline) throws(Status) -> String {
        let isInRange = address.hasPrefix("10.96.") && address != "10.96.0.0" && address != "10.96.255.255"
        if isInRange && (pipeline.isDryRun || !isTaken(address)) { return address }
        let why =
            isInRange
            ? "provided IP is already allocated"
            : "the provided network does not match the current range"
        try refuse(
            service,
            [
                FieldError(
                    .invalid, "spec.clusterIPs", badValue: goJSON(service.at("spec", "clusterIPs")),
                    "failed to allocate IP \(address): \(why)")
            ])
        return address
    }

    /// Upstream: ipallocator.go, createIPAddress.
    private mutating func keep(_ address: String, for service: Value, _ pipeline: inout Pipeline) {
        let object: Value = [
            "apiVersion": "networking.k8s.io/v1", "kind": "IPAddress",
            "metadata": [
                "name": .string(address), "uid": .string(makeUID()), "generation": 1,
                "creationTimestamp": .string(Timestamps.seconds(pipeline.moment.date)),
                "labels": [
                    "ipaddress.kubernetes.io/ip-family": "IPv4",
                    "ipaddress.kubernetes.io/managed-by": "ipallocator.k8s.io",
                ],
            ],
            "spec": [
                "parentRef": [
                    "resource": "services", "name": service.at("metadata", "name") ?? "",
                    "namespace": service.at("metadata", "namespace") ?? "",
                ]
            ],
        ]
        let change = store.put({ APIObject(object, .ipAddresses, revision: $0) }, old: nil)
        pipeline.changes.append(change)
    }
}
