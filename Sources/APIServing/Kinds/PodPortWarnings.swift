import Documents

/// Ports of a pod that are in each other's way. Upstream: pkg/api/pod/warnings.go.
enum PodPortWarnings {
    private struct Port {
        let place: String
        let number: Int64
        let transport: String
        let hostPort: Int64
        let hostIP: String
        let name: String
    }

    static func of(_ containers: [(container: Value, path: String)]) -> [String] {
        let ports = containers.flatMap { one in
            (one.container["ports"]?.array ?? []).enumerated().map { index, port in
                Port(
                    place: "\(one.path).ports[\(index)]", number: port["containerPort"]?.int ?? 0,
                    transport: port["protocol"]?.string ?? "TCP", hostPort: port["hostPort"]?.int ?? 0,
                    hostIP: port["hostIP"]?.string ?? "", name: port["name"]?.string ?? "")
            }
        }
        var out: [String] = []
        for (index, port) in ports.enumerated() {
            if !port.hostIP.isEmpty && port.hostPort == 0 {
                out.append(
                    "\(port.place): hostIP set without hostPort: {Name:\(port.name) HostPort:0 "
                        + "ContainerPort:\(port.number) Protocol:\(port.transport) HostIP:\(port.hostIP)}")
            }
            for other in ports[..<index] where other.number == port.number && other.transport == port.transport {
                guard let what = clash(port, other) else { continue }
                out.append("\(port.place): \(what) port definition with \(other.place)")
            }
        }
        return out + names(ports)
    }

    private static func clash(_ port: Port, _ other: Port) -> String? {
        if port.hostIP == other.hostIP && port.hostPort == other.hostPort { return "duplicate" }
        if port.hostPort == 0 || other.hostPort == 0 { return "overlapping" }
        let isOneOpen = port.hostIP.isEmpty != other.hostIP.isEmpty
        return port.hostPort == other.hostPort && isOneOpen ? "dangerously ambiguous" : nil
    }

    private static func names(_ ports: [Port]) -> [String] {
        var first: [Port] = []
        var out: [String] = []
        for port in ports where !port.name.isEmpty {
            if let other = first.first(where: { $0.name == port.name }) {
                out.append(
                    "\(port.place): duplicate port name \"\(port.name)\" with \(other.place), services and probes that "
                        + "select ports by name will use \(other.place)")
            } else {
                first.append(port)
            }
        }
        return out
    }
}
