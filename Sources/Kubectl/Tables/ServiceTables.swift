import Documents
import KubeAPI

/// Upstream: pkg/printers/internalversion/printers.go, printService, printEndpoints, printEndpointSlice,
/// printIPAddress, printServiceCIDR.
extension KindTable {
    static let services = KindTable(
        columns: [
            Column("Name"), Column("Type"), Column("Cluster-IP"), Column("External-IP"), Column("Port(s)"),
            Column("Age"), Column("Selector", wide: true),
        ]
    ) { object, now in
        let spec = object["spec"] ?? .null
        let ports = (spec["ports"]?.array ?? []).map { port in
            let node = port["nodePort"]?.int ?? 0
            return "\(port["port"]?.int ?? 0)\(node > 0 ? ":\(node)" : "")/\(port["protocol"]?.string ?? "")"
        }
        return [
            object.name, spec["type"]?.string ?? "", spec["clusterIPs"]?.array?.first?.string ?? "<none>",
            externalAddress(of: object), ports.isEmpty ? "<none>" : ports.joined(separator: ","),
            Ages.since(creationOf: object, now), plainSelector(spec["selector"]),
        ]
    }

    /// Upstream: getServiceExternalIP.
    private static func externalAddress(of service: APIObject) -> String {
        let given = (service.at("spec", "externalIPs")?.array ?? []).compactMap(\.string)
        switch service.at("spec", "type")?.string {
        case "ExternalName": return service.at("spec", "externalName")?.string ?? ""
        case "LoadBalancer":
            let points = balancerAddress(service.at("status", "loadBalancer", "ingress"))
            let all = (points.isEmpty ? [] : [points]) + given
            return all.isEmpty ? "<pending>" : all.joined(separator: ",")
        default: return given.isEmpty ? "<none>" : given.joined(separator: ",")
        }
    }

    /// The addresses of a load balancer, cut at 16 characters. Upstream: loadBalancerStatusStringer.
    private static func balancerAddress(_ points: Value?) -> String {
        let width = 16
        let names = (points?.array ?? []).map { point in
            let ip = point["ip"]?.string ?? ""
            return ip.isEmpty ? point["hostname"]?.string ?? "" : ip
        }
        var unique: [String] = []
        for name in names.sorted() where !name.isEmpty && unique.last != name { unique.append(name) }
        let text = unique.joined(separator: ",")
        return text.count > width ? text.prefix(width - 3) + "..." : text
    }

    static let endpoints = KindTable(
        columns: [Column("Name"), Column("Endpoints"), Column("Age")]
    ) { object, now in
        [object.name, endpointsText(object["subsets"]?.array ?? []), Ages.since(creationOf: object, now)]
    }

    /// Three of the addresses, and how many more there are. Upstream: formatEndpoints.
    private static func endpointsText(_ subsets: [Value]) -> String {
        if subsets.isEmpty { return "<none>" }
        var all: [String] = []
        for subset in subsets {
            let addresses = (subset["addresses"]?.array ?? []).compactMap { $0["ip"]?.string }
            let ports = subset["ports"]?.array ?? []
            if ports.isEmpty { all += addresses }
            for port in ports { all += addresses.map { hostPort($0, port["port"]?.int ?? 0) } }
        }
        return firstThree(all)
    }

    /// `10.0.0.1:80`, `[fd00::1]:80`. Upstream: Go's net.JoinHostPort.
    static func hostPort(_ address: String, _ port: Int64) -> String {
        address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
    }

    /// `a,b,c + 2 more...`.
    static func firstThree(_ all: [String]) -> String {
        let text = all.prefix(3).joined(separator: ",")
        return all.count > 3 ? "\(text) + \(all.count - 3) more..." : text
    }

    static let endpointSlices = KindTable(
        columns: [
            Column("Name"), Column("AddressType"), Column("Ports"), Column("Endpoints"), Column("Age"),
        ]
    ) { object, now in
        let ports = (object["ports"]?.array ?? []).map { port in
            port["port"]?.int.map(String.init) ?? port["name"]?.string ?? "*"
        }
        let addresses = (object["endpoints"]?.array ?? []).flatMap { endpoint in
            (endpoint["addresses"]?.array ?? []).compactMap(\.string)
        }
        func shown(_ all: [String]) -> String { all.isEmpty ? "<unset>" : firstThree(all) }
        return [
            object.name, object["addressType"]?.string ?? "", shown(ports), shown(addresses),
            Ages.since(creationOf: object, now),
        ]
    }

    static let ipAddresses = KindTable(
        columns: [Column("Name"), Column("ParentRef"), Column("Age")]
    ) { object, now in
        var parent = "<none>"
        if let reference = object.at("spec", "parentRef") {
            func text(_ field: String) -> String { reference[field]?.string ?? "" }
            let group = text("group")
            let parts = [
                (text("resource") + (group.isEmpty ? "" : "." + group)).lowercased(), text("namespace"), text("name"),
            ]
            parent = parts.filter { !$0.isEmpty }.joined(separator: "/")
        }
        return [object.name, parent, Ages.since(creationOf: object, now)]
    }

    static let serviceCIDRs = KindTable(
        columns: [Column("Name"), Column("CIDRs"), Column("Age")]
    ) { object, now in
        let ranges = (object.at("spec", "cidrs")?.array ?? []).compactMap(\.string)
        return [object.name, ranges.joined(separator: ","), Ages.since(creationOf: object, now)]
    }

    static let persistentVolumes = KindTable(
        columns: [
            Column("Name"), Column("Capacity"), Column("Access Modes"), Column("Reclaim Policy"), Column("Status"),
            Column("Claim"), Column("StorageClass"), Column("VolumeAttributesClass"), Column("Reason"), Column("Age"),
            Column("VolumeMode", wide: true),
        ]
    ) { object, now in
        let spec = object["spec"] ?? .null
        func text(_ field: String, _ none: String = "") -> String { spec[field]?.string ?? none }
        let claim = spec["claimRef"].map { "\($0["namespace"]?.string ?? "")/\($0["name"]?.string ?? "")" } ?? ""
        return [
            object.name, spec.at("capacity", "storage")?.string ?? "0", Claims.accessModes(spec["accessModes"]),
            text("persistentVolumeReclaimPolicy"),
            object.meta.isTerminating ? "Terminating" : object.at("status", "phase")?.string ?? "", claim,
            Claims.storageClass(object.value), text("volumeAttributesClassName", "<unset>"),
            object.at("status", "reason")?.string ?? "", Ages.since(creationOf: object, now),
            text("volumeMode", "<unset>"),
        ]
    }
}
