import Documents
import KubeAPI

/// Addresses and ways in: Endpoints, EndpointSlices, Ingresses, network policies.
///
/// Upstream: pkg/printers/internalversion/printers.go.
extension KindTable {
    /// Longer lists end in `+ 2 more...`.
    private static let listedMax = 3

    static let endpoints = KindTable(columns: [.name, Column("Endpoints"), Column("Age")]) { object, now in
        var addresses: [String] = []
        for subset in object["subsets"]?.array ?? [] {
            let hosts = (subset["addresses"]?.array ?? []).map { $0.text("ip") }
            let ports = subset["ports"]?.array ?? []
            if ports.isEmpty { addresses += hosts }
            for port in ports { addresses += hosts.map { joined(host: $0, port: port["port"]?.int ?? 0) } }
        }
        return [object.name, listed(addresses, none: "<none>"), Ages.since(creationOf: object, now)]
    }

    static let endpointSlices = KindTable(
        columns: [.name, Column("AddressType"), Column("Ports"), Column("Endpoints"), Column("Age")]
    ) { object, now in
        let ports = (object["ports"]?.array ?? []).map { port -> String in
            if let number = port["port"]?.int { return String(number) }
            return port["name"]?.string ?? "*"
        }
        let addresses = (object["endpoints"]?.array ?? []).flatMap { $0["addresses"]?.array ?? [] }
        return [
            object.name, object["addressType"]?.string ?? "", listed(ports, none: "<unset>"),
            listed(addresses.compactMap(\.string), none: "<unset>"), Ages.since(creationOf: object, now),
        ]
    }

    static let ingresses = KindTable(
        columns: [
            .name, Column("Class"), Column("Hosts"), Column("Address"), Column("Ports"), Column("Age"),
        ]
    ) { object, now in
        let tls = object.at("spec", "tls")?.array ?? []
        return [
            object.name, object.at("spec", "ingressClassName")?.string ?? "<none>",
            hosts(object.at("spec", "rules")?.array ?? []), balancerAddresses(object.value),
            tls.isEmpty ? "80" : "80, 443", Ages.since(creationOf: object, now),
        ]
    }

    static let ingressClasses = KindTable(
        columns: [.name, Column("Controller"), Column("Parameters"), Column("Age")]
    ) { object, now in
        var parameters = "<none>"
        if let given = object.at("spec", "parameters"), !given.isNull {
            let group = given["apiGroup"]?.string.map { ".\($0)" } ?? ""
            parameters = "\(given.text("kind"))\(group)/\(given.text("name"))"
        }
        return [
            object.name + (isDefault(object, "ingressclass.kubernetes.io/is-default-class") ? " (default)" : ""),
            object.at("spec", "controller")?.string ?? "", parameters, Ages.since(creationOf: object, now),
        ]
    }

    static let networkPolicies = KindTable(
        columns: [.name, Column("Pod-Selector"), Column("Age")]
    ) { object, now in
        [object.name, selectorText(object.at("spec", "podSelector")), Ages.since(creationOf: object, now)]
    }

    static let ipAddresses = KindTable(columns: [.name, Column("ParentRef")]) { object, _ in
        guard let parent = object.at("spec", "parentRef"), !parent.isNull else { return [object.name, "<none>"] }
        let group = parent.text("group")
        let kind = parent.text("resource") + (group.isEmpty ? "" : ".\(group)")
        let parts = [kind.lowercased(), parent.text("namespace"), parent.text("name")]
        return [object.name, parts.enumerated().filter { $0 != 1 || !$1.isEmpty }.map(\.1).joined(separator: "/")]
    }

    static let serviceCIDRs = KindTable(columns: [.name, Column("CIDRs"), Column("Age")]) { object, now in
        let ranges = (object.at("spec", "cidrs")?.array ?? []).compactMap(\.string)
        return [object.name, ranges.joined(separator: ","), Ages.since(creationOf: object, now)]
    }

    /// Is the annotation `key` set to `true`?
    static func isDefault(_ object: APIObject, _ key: String) -> Bool {
        object.at("metadata", "annotations", key)?.string == "true"
    }

    /// The addresses of a load balancer, sorted, joined by commas. Upstream: loadBalancerStatusStringer.
    static func balancerAddresses(_ object: Value) -> String {
        let ingress = object.at("status", "loadBalancer", "ingress")?.array ?? []
        var known: [String] = []
        for point in ingress {
            let address = point.text("ip").isEmpty ? point.text("hostname") : point.text("ip")
            if !address.isEmpty && !known.contains(address) { known.append(address) }
        }
        return known.sorted().joined(separator: ",")
    }

    /// Upstream: formatHosts, which counts all rules in what it leaves out.
    private static func hosts(_ rules: [Value]) -> String {
        var hosts: [String] = []
        var isCut = false
        for rule in rules {
            if hosts.count == listedMax { isCut = true }
            if !isCut && !rule.text("host").isEmpty { hosts.append(rule.text("host")) }
        }
        if hosts.isEmpty { return "*" }
        return hosts.joined(separator: ",") + (isCut ? " + \(rules.count - listedMax) more..." : "")
    }

    private static func listed(_ texts: [String], none: String) -> String {
        if texts.isEmpty { return none }
        let shown = texts.prefix(listedMax).joined(separator: ",")
        return texts.count > listedMax ? "\(shown) + \(texts.count - listedMax) more..." : shown
    }

    static func joined(host: String, port: Int64) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
