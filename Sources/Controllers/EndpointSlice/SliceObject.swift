import Documents
import KubeAPI

/// An EndpointSlice and an endpoint as they are written.
///
/// Upstream: staging/src/k8s.io/endpointslice/utils.go.
enum SliceObject {
    /// A new slice of a Service: it gets its name from the server. Upstream: newEndpointSlice.
    static func new(_ service: APIObject, ports: [Value], family: String, endpoints: [Value]) -> Value {
        [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": .string(family),
            "endpoints": .array(endpoints), "ports": .array(ports),
            "metadata": [
                "generateName": .string(SliceLabels.namePrefix(service.name)),
                "namespace": .string(service.namespace), "labels": labels(of: service),
                "ownerReferences": [OwnerReference(controller: service).value],
            ],
        ]
    }

    static func name(_ slice: Value) -> String { slice.at("metadata", "name")?.string ?? "" }

    /// Those of the Service, and three that are the controller's. Upstream: setEndpointSliceLabels.
    static func labels(of service: APIObject) -> Value {
        var labels = plainLabels(service.value)
        if !EndpointFacts.hasAddress(service) { labels[EndpointFacts.headless] = "" }
        labels[SliceLabels.serviceName] = .string(service.name)
        labels[SliceLabels.managedBy] = .string(EndpointSliceReconciler.manager)
        return .object(labels)
    }

    /// The controller's own labels do not count.
    static func labelsDiffer(_ slice: APIObject, _ service: APIObject) -> Bool {
        plainLabels(slice.value) != plainLabels(service.value)
    }

    private static func plainLabels(_ object: Value) -> Fields {
        var labels = object.at("metadata", "labels")?.fields ?? Fields()
        for key in [EndpointFacts.headless, SliceLabels.serviceName, SliceLabels.managedBy] { labels[key] = nil }
        return labels
    }

    /// Upstream: ownedBy.
    static func isOwned(_ slice: APIObject, by service: APIObject) -> Bool {
        slice.meta.owners.contains { $0.uid == service.uid && $0.kind == "Service" && $0.apiVersion == "v1" }
    }

    /// The families of the Service's addresses, `IPv4` first.
    ///
    /// Upstream: getAddressTypesForService, in the order of a Go map.
    static func addressTypes(of service: APIObject) -> [String] {
        let families = (service.at("spec", "ipFamilies")?.array ?? []).compactMap(\.string)
        let known = ["IPv4", "IPv6"].filter(families.contains)
        if !known.isEmpty { return known }
        if !EndpointFacts.hasAddress(service) { return ["IPv4", "IPv6"] }
        return [EndpointFacts.isV6(service.at("spec", "clusterIP")?.string ?? "") ? "IPv6" : "IPv4"]
    }

    /// The ports of a stored slice, in the order in which groups are told apart.
    static func ports(of slice: APIObject) -> [Value] { SliceEndpoint.sorted(slice["ports"]?.array ?? []) }

    /// The ports of a Service that a pod offers. Upstream: getEndpointPorts.
    static func ports(of service: APIObject, _ pod: APIObject) -> [Value] {
        var ports: [Value] = []
        for port in service.at("spec", "ports")?.array ?? [] {
            guard let number = EndpointFacts.port(port, of: pod) else { continue }
            var fields = Fields([
                ("name", port["name"] ?? ""), ("port", .int(number)), ("protocol", port["protocol"] ?? "TCP"),
            ])
            if let word = port["appProtocol"], !word.isNull { fields["appProtocol"] = word }
            ports.append(.object(fields))
        }
        return SliceEndpoint.sorted(ports)
    }

    /// Upstream: podToEndpoint.
    static func endpoint(of pod: APIObject, _ node: APIObject?, _ service: APIObject, _ family: String) -> Value {
        let isServing = pod.flags.isReady
        let isTerminating = pod.flags.isTerminating
        // Ready means serving and staying, unless the Service publishes all.
        let isReady =
            service.at("spec", "publishNotReadyAddresses")?.bool == true || (isServing && !isTerminating)
        let addresses = EndpointFacts.addresses(of: pod).filter { EndpointFacts.isV6($0) == (family == "IPv6") }
        var fields = Fields([
            ("addresses", .array(addresses.map { .string($0) })),
            (
                "conditions",
                ["ready": .bool(isReady), "serving": .bool(isServing), "terminating": .bool(isTerminating)]
            ),
            ("targetRef", EndpointFacts.reference(to: pod)),
        ])
        if let name = pod.pod?.nodeName, !name.isEmpty { fields["nodeName"] = .string(name) }
        if let zone = node.flatMap(ZoneShares.zone) { fields["zone"] = .string(zone) }
        if let hostname = EndpointFacts.hostname(of: pod, in: service) { fields["hostname"] = .string(hostname) }
        return .object(fields)
    }

    /// Upstream: placeholderSliceCompare: the name, annotations and what the server sets do not count.
    static func isSamePlaceholder(_ slice: APIObject, _ placeholder: Value) -> Bool {
        (slice["endpoints"]?.array ?? []).isEmpty && (slice["ports"]?.array ?? []).isEmpty
            && slice["addressType"] == placeholder["addressType"]
            && slice.at("metadata", "labels") == placeholder.at("metadata", "labels")
    }
}
