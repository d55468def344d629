import Commands
import Documents
import KubeAPI

/// `create service clusterip|nodeport|loadbalancer|externalname`.
///
/// Upstream: kubectl/pkg/cmd/create/create_service.go.
extension Execution {
    private static let serviceTypes = [
        "clusterip": "ClusterIP", "nodeport": "NodePort", "loadbalancer": "LoadBalancer",
        "externalname": "ExternalName",
    ]

    mutating func createService(_ name: String, _ host: inout some KubectlHost) throws(KubectlFailure) {
        let type = Execution.serviceTypes[command.path[2]] ?? ""
        let (address, external) = (command.string("clusterip"), command.string("external-name"))
        if type == "ExternalName" && !command.isGiven("external-name") {
            throw .message("required flag(s) \"external-name\" not set")
        }
        let pairs = command.list("tcp")
        if address != "None" && pairs.isEmpty && type != "ExternalName" {
            throw .message("at least one tcp port specifier must be provided")
        }
        if type == "ExternalName" && !TextRules.dnsSubdomain(external).isEmpty {
            throw .message("invalid service external name \(external)")
        }
        var ports: [Value] = []
        for pair in pairs { ports.append(try servicePort(pair)) }
        let labels: Value = ["app": .string(name)]
        var value: Value = [
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": .string(name), "labels": labels],
            "spec": ["selector": labels, "type": .string(type)],
        ]
        if !ports.isEmpty { value.set(.array(ports), at: "spec", "ports") }
        if !address.isEmpty { value.set(.string(address), at: "spec", "clusterIP") }
        if !external.isEmpty { value.set(.string(external), at: "spec", "externalName") }
        try createMade(value, .services, what: "\(type) service:", &host)
    }

    /// `80:8080` or `80`. Upstream: parsePorts.
    private func servicePort(_ pair: String) throws(KubectlFailure) -> Value {
        let parts = pair.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let port = Int64(parts[0]), (0...65535).contains(port) else {
            let why = Int64(parts[0]) == nil ? "invalid syntax" : "value out of range"
            throw .message("strconv.ParseUint: parsing \(GoStrings.quoted(parts[0])): \(why)")
        }
        var target = Value.int(port)
        if parts.count > 1 {
            if let number = Int64(parts[1]) {
                guard (1...65535).contains(number) else { throw .message("must be between 1 and 65535, inclusive") }
                target = .int(number)
            } else {
                let problems = TextRules.portName(parts[1])
                if !problems.isEmpty { throw .message(problems.joined(separator: ",")) }
                target = .string(parts[1])
            }
        }
        var value: Value = [
            "name": .string(parts.joined(separator: "-")), "port": .int(port), "protocol": "TCP",
            "targetPort": target,
        ]
        if let node = command.int("node-port"), node != 0 { value.set(.int(node), at: "nodePort") }
        return value
    }
}
