import Documents
import KubeAPI

/// A container with its place: `spec.template.spec.containers[0]`.
struct PodContainer {
    let value: Value
    let path: String

    /// All of a pod. Upstream: pkg/apis/core/pods/helpers.go, VisitContainersWithPath.
    static func all(_ spec: Value, _ root: String) -> [PodContainer] {
        ["initContainers", "containers", "ephemeralContainers"].flatMap { field in
            (spec[field]?.array ?? []).enumerated().map {
                PodContainer(value: $0.element, path: "\(root)spec.\(field)[\($0.offset)]")
            }
        }
    }
}

/// What clients are warned of in the containers of a pod. Upstream: pkg/api/pod/warnings.go.
enum ContainerWarnings {
    /// `100m` of memory is a tenth of a byte.
    static func fractions(_ amounts: Value?, at path: String) -> [String] {
        ["memory", "ephemeral-storage"].compactMap { resource in
            guard let value = amounts?[resource], let amount = try? Quantity(reading: value),
                amount.milliValue % 1000 != 0
            else { return nil }
            return "\(path)[\(resource)]: fractional byte value \"\(amount)\" is invalid, must be an integer"
        }
    }

    static func resources(_ container: PodContainer) -> [String] {
        // Upstream goes through the resources, and through limits and requests of each.
        let limits = fractions(container.value.at("resources", "limits"), at: container.path + ".resources.limits")
        let requests = fractions(
            container.value.at("resources", "requests"), at: container.path + ".resources.requests")
        func isMemory(_ text: String) -> Bool { text.contains("[memory]") }
        return limits.filter(isMemory) + requests.filter(isMemory)
            + limits.filter { !isMemory($0) } + requests.filter { !isMemory($0) }
    }

    /// A variable that is set again, unless its new value is made of the old one.
    static func variables(_ container: PodContainer) -> [String] {
        var seen: Set<String> = []
        var out: [String] = []
        for (index, variable) in (container.value["env"]?.array ?? []).enumerated() {
            let name = variable["name"]?.string ?? ""
            if seen.insert(name).inserted { continue }
            let text = variable["value"]?.string ?? ""
            let reference = "$(\(name))"
            if variable["valueFrom"] != nil || text == reference || !text.contains(reference) {
                out.append(
                    "\(container.path).env[\(index)]: hides previous definition of \(goQuoted(name)), which may be "
                        + "dropped when using apply")
            }
        }
        return out
    }

    /// Ports that several containers (or one of them twice) want.
    static func ports(_ containers: [PodContainer]) -> [String] {
        let all = containers.flatMap { container in
            (container.value["ports"]?.array ?? []).enumerated().map {
                Port($0.element, path: "\(container.path).ports[\($0.offset)]")
            }
        }
        var out: [String] = []
        for (index, port) in all.enumerated() {
            if !port.hostIP.isEmpty && port.hostPort == 0 {
                out.append("\(port.path): hostIP set without hostPort: \(port.goText)")
            }
            for other in all[..<index] where other.number == port.number && other.transport == port.transport {
                if let relation = port.relation(to: other) {
                    out.append("\(port.path): \(relation) port definition with \(other.path)")
                }
            }
        }
        for (index, port) in all.enumerated() where !port.name.isEmpty {
            guard let other = all[..<index].first(where: { $0.name == port.name }) else { continue }
            out.append(
                "\(port.path): duplicate port name \(goQuoted(port.name)) with \(other.path), services and probes that "
                    + "select ports by name will use \(other.path)")
        }
        return out
    }

    private struct Port {
        let name: String
        let number: Int64
        let transport: String
        let hostPort: Int64
        let hostIP: String
        let path: String

        init(_ port: Value, path: String) {
            name = port["name"]?.string ?? ""
            number = port["containerPort"]?.int ?? 0
            transport = port["protocol"]?.string ?? ""
            hostPort = port["hostPort"]?.int ?? 0
            hostIP = port["hostIP"]?.string ?? ""
            self.path = path
        }

        /// How the two, which are the same port of the pod, get into each other's way on the node.
        func relation(to other: Port) -> String? {
            if hostIP == other.hostIP && hostPort == other.hostPort { return "duplicate" }
            if hostPort == 0 || other.hostPort == 0 { return "overlapping" }
            if hostPort == other.hostPort && hostIP.isEmpty != other.hostIP.isEmpty { return "dangerously ambiguous" }
            return nil
        }

        /// Go's `%+v` of a ContainerPort.
        var goText: String {
            "{Name:\(name) HostPort:\(hostPort) ContainerPort:\(number) Protocol:\(transport) HostIP:\(hostIP)}"
        }
    }
}
