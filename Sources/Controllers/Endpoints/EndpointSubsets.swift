import Documents
import KubeAPI

/// The subsets of a Service's Endpoints, one a pod and port, before they are packed.
///
/// Upstream: pkg/controller/endpoint/endpoints_controller.go, syncService, podToEndpointAddressForService and
/// addEndpointSubset.
enum EndpointSubsets {
    static func subsets(of service: APIObject, _ pods: [APIObject]) -> [Value] {
        let publishesAll = service.at("spec", "publishNotReadyAddresses")?.bool == true
        let ports = service.at("spec", "ports")?.array ?? []
        var out: [Value] = []
        for pod in pods where EndpointFacts.counts(pod, evenTerminating: publishesAll) {
            guard let address = address(of: pod, service) else { continue }
            let list = publishesAll || pod.flags.isReady ? "addresses" : "notReadyAddresses"
            // A headless Service may do without ports.
            if ports.isEmpty && service.at("spec", "clusterIP") == "None" {
                out.append([list: [address]])
            }
            for port in ports {
                guard let number = EndpointFacts.port(port, of: pod) else { continue }
                out.append([list: [address], "ports": [self.port(port, number)]])
            }
        }
        return out
    }

    private static func port(_ port: Value, _ number: Int64) -> Value {
        var fields = Fields([("port", .int(number)), ("protocol", port["protocol"] ?? "TCP")])
        for key in ["name", "appProtocol"] { if let value = port[key], !value.isEmpty { fields[key] = value } }
        return .object(fields)
    }

    /// The first address of the Service's first family.
    private static func address(of pod: APIObject, _ service: APIObject) -> Value? {
        let addresses = EndpointFacts.addresses(of: pod)
        let wantsV6 = wantsV6(service, addresses)
        guard let ip = addresses.first(where: { EndpointFacts.isV6($0) == wantsV6 }) else { return nil }
        var fields = Fields([
            ("ip", .string(ip)), ("nodeName", .string(pod.pod?.nodeName ?? "")),
            ("targetRef", EndpointFacts.reference(to: pod)),
        ])
        if let hostname = EndpointFacts.hostname(of: pod, in: service) { fields["hostname"] = .string(hostname) }
        return .object(fields)
    }

    private static func wantsV6(_ service: APIObject, _ addresses: [String]) -> Bool {
        if let family = service.at("spec", "ipFamilies")?.array?.first?.string { return family == "IPv6" }
        if EndpointFacts.hasAddress(service) {
            return EndpointFacts.isV6(service.at("spec", "clusterIP")?.string ?? "")
        }
        return addresses.first.map(EndpointFacts.isV6) ?? false
    }
}
