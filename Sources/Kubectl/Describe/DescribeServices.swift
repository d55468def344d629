import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, describeService, describeEndpoints, describeEndpointSliceV1.
extension DescribeText {
    mutating func service(_ object: APIObject, _ slices: [APIObject], _ events: [Value]?) {
        let service = ObjectText.document(object)
        let spec = service["spec"] ?? .null
        head(object, service)
        write(0, "Selector:\t\(KindTable.mapText(spec["selector"]))\n")
        write(0, "Type:\t\(spec.text("type"))\n")
        if let policy = spec["ipFamilyPolicy"]?.string { write(0, "IP Family Policy:\t\(policy)\n") }
        func joined(_ field: String) -> String {
            let texts = (spec[field]?.array ?? []).compactMap(\.string)
            return texts.isEmpty ? "<none>" : texts.joined(separator: ",")
        }
        write(0, "IP Families:\t\(joined("ipFamilies"))\n")
        write(0, "IP:\t\(spec.text("clusterIP"))\n")
        write(0, "IPs:\t\(joined("clusterIPs"))\n")
        if spec["externalIPs"]?.isEmpty == false { write(0, "External IPs:\t\(joined("externalIPs"))\n") }
        lineIfAny("Desired LoadBalancer IP", spec.text("loadBalancerIP"))
        lineIfAny("External Name", spec.text("externalName"))
        let points = service.at("status", "loadBalancer", "ingress")?.array ?? []
        lineIfAny("LoadBalancer Ingress", points.map(Self.balancerPoint).joined(separator: ", "))
        for port in spec["ports"]?.array ?? [] { servicePort(port, slices) }
        write(0, "Session Affinity:\t\(spec.text("sessionAffinity"))\n")
        lineIfAny("External Traffic Policy", spec.text("externalTrafficPolicy"))
        lineIfAny("Internal Traffic Policy", spec.text("internalTrafficPolicy"))
        if let port = spec["healthCheckNodePort"]?.int, port != 0 { write(0, "HealthCheck NodePort:\t\(port)\n") }
        if spec["loadBalancerSourceRanges"]?.isEmpty == false {
            write(0, "LoadBalancer Source Ranges:\t\(joined("loadBalancerSourceRanges"))\n")
        }
        lineIfAny("Traffic Distribution", spec.text("trafficDistribution"))
        self.events(events)
    }

    private static func balancerPoint(_ point: Value) -> String {
        let ip = point.text("ip")
        if ip.isEmpty { return point.text("hostname") }
        return point["ipMode"]?.string.map { "\(ip) (\($0))" } ?? ip
    }

    private mutating func servicePort(_ port: Value, _ slices: [APIObject]) {
        let name = port.text("name").isEmpty ? "<unset>" : port.text("name")
        let transport = port.text("protocol")
        write(0, "Port:\t\(name)\t\(port["port"]?.int ?? 0)/\(transport)\n")
        let target = port["targetPort"]?.string ?? String(port["targetPort"]?.int ?? 0)
        write(0, "TargetPort:\t\(target)/\(transport)\n")
        lineIfAny("AppProtocol", port.text("appProtocol"))
        if let number = port["nodePort"]?.int, number != 0 { write(0, "NodePort:\t\(name)\t\(number)/\(transport)\n") }
        write(0, "Endpoints:\t\(Self.ready(in: slices, port: port.text("name")))\n")
    }

    /// Three of the ready endpoints behind a port, and how many more there are. Upstream: formatEndpointSlices, which
    /// says `+ 0 more...` where only endpoints that are not ready come behind the third.
    static func ready(in slices: [APIObject], port: String) -> String {
        if slices.isEmpty { return "<none>" }
        var shown: [String] = []
        var count = 0
        var hasMore = false
        for slice in slices {
            let ports = slice["ports"]?.array ?? []
            let numbers = ports.filter { $0.text("name") == port }.map { $0["port"]?.int ?? 0 }
            for number in ports.isEmpty ? [nil] : numbers.map(Optional.some) {
                for endpoint in slice["endpoints"]?.array ?? [] {
                    if shown.count == 3 { hasMore = true }
                    guard endpoint.at("conditions", "ready")?.bool != false else { continue }
                    count += 1
                    if hasMore { continue }
                    let address = endpoint["addresses"]?.array?.first?.string ?? ""
                    shown.append(number.map { KindTable.joined(host: address, port: $0) } ?? address)
                }
            }
        }
        return shown.joined(separator: ",") + (hasMore ? " + \(count - 3) more..." : "")
    }

    mutating func endpoints(_ object: APIObject, _ events: [Value]?) {
        let document = ObjectText.document(object)
        head(object, document)
        write(0, "Subsets:\n")
        for subset in document["subsets"]?.array ?? [] {
            for (title, key) in [("Addresses", "addresses"), ("NotReadyAddresses", "notReadyAddresses")] {
                let addresses = (subset[key]?.array ?? []).map { $0.text("ip") }
                write(1, "\(title):\t\(addresses.isEmpty ? "<none>" : addresses.joined(separator: ","))\n")
            }
            let ports = subset["ports"]?.array ?? []
            if !ports.isEmpty {
                write(1, "Ports:\n")
                endpointPorts(ports, level: 2)
            }
            write(0, "\n")
        }
        self.events(events)
    }

    private mutating func endpointPorts(_ ports: [Value], level: Int) {
        write(level, "Name\tPort\tProtocol\n")
        write(level, "----\t----\t--------\n")
        for port in ports {
            let name = port.text("name").isEmpty ? "<unset>" : port.text("name")
            write(level, "\(name)\t\(port["port"]?.int.map(String.init) ?? "<unset>")\t\(port.text("protocol"))\n")
        }
    }

    mutating func endpointSlice(_ object: APIObject, _ events: [Value]?) {
        let document = ObjectText.document(object)
        head(object, document)
        write(0, "AddressType:\t\(document.text("addressType"))\n")
        let ports = document["ports"]?.array ?? []
        write(0, ports.isEmpty ? "Ports: <unset>\n" : "Ports:\n")
        if !ports.isEmpty { endpointPorts(ports, level: 1) }
        let endpoints = document["endpoints"]?.array ?? []
        write(0, endpoints.isEmpty ? "Endpoints: <none>\n" : "Endpoints:\n")
        for endpoint in endpoints {
            func text(_ field: String) -> String { endpoint[field]?.string ?? "<unset>" }
            let addresses = (endpoint["addresses"]?.array ?? []).compactMap(\.string)
            write(1, "- Addresses:\t\(addresses.isEmpty ? "<none>" : addresses.joined(separator: ", "))\n")
            write(2, "Conditions:\n")
            write(3, "Ready:\t\(endpoint.at("conditions", "ready")?.bool.map { $0 ? "true" : "false" } ?? "<unset>")\n")
            write(2, "Hostname:\t\(text("hostname"))\n")
            if let target = endpoint["targetRef"], !target.isNull {
                write(2, "TargetRef:\t\(target.text("kind"))/\(target.text("name"))\n")
            }
            write(2, "NodeName:\t\(text("nodeName"))\n")
            write(2, "Zone:\t\(text("zone"))\n")
        }
        self.events(events)
    }
}
