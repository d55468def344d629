import Commands
import Documents
import KubeAPI

/// `expose`: a Service for what has pods.
///
/// Upstream: kubectl/pkg/cmd/expose/expose.go, kubectl/pkg/polymorphichelpers.
extension Execution {
    private static let serviceNameLengthMax = 63

    mutating func expose(on host: inout some KubectlHost) throws(KubectlFailure) {
        var failures: [KubectlFailure] = []
        for one in try objectsToMakeFor(command.words, &failures, &host) {
            do {
                let made = try overridden(try service(for: one), .services)
                try createMade(made, .services, what: nil, as: "exposed", &host)
            } catch {
                failures.append(error)
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    /// The objects that `expose`, `autoscale` and `debug` make something for: of files as they stand there.
    mutating func objectsToMakeFor(
        _ words: [String], _ failures: inout [KubectlFailure], _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> [Selected] {
        let selected: [Selected]
        if hasFiles && words.isEmpty {
            (selected, failures) = try selectedOfFiles(host)
        } else {
            (selected, failures, _) = fetch(try targets(words, SelectionRules(), host), &host)
        }
        return selected
    }

    private func service(for one: Selected) throws(KubectlFailure) -> Value {
        let exposed: [Resource] = [.pods, .services, .replicationControllers, .deployments, .replicaSets]
        guard exposed.contains(one.info.resource) else {
            let kind = one.info.group.isEmpty ? one.info.kind : "\(one.info.kind).\(one.info.group)"
            throw .message("cannot expose a \(kind)")
        }
        let given = try map(command.string("selector"))
        let selector = given == nil ? try podSelector(of: one) : given
        let ownLabels = one.object.at("metadata", "labels") ?? .null
        let labels = try map(command.string("labels")) ?? (ownLabels.isEmpty ? nil : ownLabels)
        let ports = try servicePorts(of: one)
        let name = command.string("name")
        let usual = String(one.object.name.prefix(Execution.serviceNameLengthMax))
        var value: Value = [
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": .string(name.isEmpty ? usual : name)],
            "spec": .object(Fields()),
        ]
        value.set(selector, at: "spec", "selector")
        value.set(labels, at: "metadata", "labels")
        if !ports.isEmpty { value.set(.array(ports), at: "spec", "ports") }
        for (flag, field) in [("type", "type"), ("cluster-ip", "clusterIP")] where !command.string(flag).isEmpty {
            value.set(.string(command.string(flag)), at: "spec", field)
        }
        let (external, balancer) = (command.string("external-ip"), command.string("load-balancer-ip"))
        if !external.isEmpty { value.set([.string(external)], at: "spec", "externalIPs") }
        if command.string("type") == "LoadBalancer" && !balancer.isEmpty {
            value.set(.string(balancer), at: "spec", "loadBalancerIP")
        }
        switch command.string("session-affinity") {
        case "": break
        case "None": value.set("None", at: "spec", "sessionAffinity")
        case "ClientIP": value.set("ClientIP", at: "spec", "sessionAffinity")
        case let other: throw .message("unknown session affinity: \(other)")
        }
        return value
    }

    /// `a=b,c=d`; `nil` if there is none. Upstream: parseLabels.
    private func map(_ text: String) throws(KubectlFailure) -> Value? {
        if text.isEmpty { return nil }
        var fields = Fields()
        for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = pair.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else { throw .message("unexpected label spec: \(pair)") }
            fields[parts[0]] = .string(parts[1])
        }
        return .object(fields)
    }

    /// Upstream: mapbasedselectorforobject.go.
    private func podSelector(of one: Selected) throws(KubectlFailure) -> Value {
        func none(_ why: String) -> KubectlFailure {
            .message("couldn't retrieve selectors via --selector flag or introspection: \(why)")
        }
        let found: Value?
        switch one.info.resource {
        case .pods:
            found = one.object.at("metadata", "labels")
            if found?.isEmpty ?? true { throw none("the pod has no labels and cannot be exposed") }
        case .services:
            found = one.object.at("spec", "selector")
            if found?.isEmpty ?? true { throw none("the service has no pod selector set") }
        case .replicationControllers: found = one.object.at("spec", "selector")
        default:
            if one.object.at("spec", "selector", "matchExpressions")?.isEmpty == false {
                throw none("couldn't convert expressions to map-based selector format")
            }
            found = one.object.at("spec", "selector", "matchLabels")
        }
        guard let found, !found.isEmpty else {
            throw none("invalid \(one.info.kind.lowercased()): no selectors, therefore cannot be exposed")
        }
        return found
    }

    /// Every port of the containers (or of the Service) with its protocols, in order.
    private func ownPorts(_ one: Selected) -> [(port: String, protocols: [String])] {
        let lists: [Value]
        if one.info.resource == .services {
            lists = one.object.at("spec", "ports")?.array ?? []
        } else {
            let path = Execution.podSpecPath(one.info.resource) ?? []
            let spec = path.reduce(Optional(one.object.value)) { $0?[$1] }
            lists = (spec?["containers"]?.array ?? []).flatMap { $0["ports"]?.array ?? [] }
        }
        var out: [(port: String, protocols: [String])] = []
        for entry in lists {
            let number = entry["port"]?.int ?? entry["containerPort"]?.int ?? 0
            let given = entry.text("protocol")
            if let index = out.firstIndex(where: { $0.port == String(number) }) {
                out[index].protocols.append(given.isEmpty ? "TCP" : given)
            } else {
                out.append((String(number), [given.isEmpty ? "TCP" : given]))
            }
        }
        return out
    }

    private func servicePorts(of one: Selected) throws(KubectlFailure) -> [Value] {
        let own = ownPorts(one)
        let given = command.string("port")
        var numbers = given.isEmpty ? own.map(\.port) : given.split(separator: ",").map(String.init)
        if numbers.isEmpty {
            if command.string("cluster-ip") == "None" { return [] }
            throw .message("couldn't find port via --port flag or introspection")
        }
        if numbers == [""] { numbers = [] }
        var ports: [Value] = []
        for (place, text) in numbers.enumerated() {
            guard let number = Int64(text) else {
                throw .message("strconv.Atoi: parsing \(GoStrings.quoted(text)): invalid syntax")
            }
            let wanted = command.string("protocol")
            let protocols = wanted.isEmpty ? own.first { $0.port == text }?.protocols ?? ["TCP"] : [wanted]
            for each in protocols {
                var port: Value = ["port": .int(number), "protocol": .string(each)]
                if protocols.count > 1 {
                    port.set(.string("port-\(place + 1)-\(each.lowercased())"), at: "name")
                } else if numbers.count > 1 {
                    port.set(.string("port-\(place + 1)"), at: "name")
                }
                let target = command.string("target-port")
                port.set(
                    target.isEmpty ? .int(number) : Int64(target).map { .int($0) } ?? .string(target), at: "targetPort")
                ports.append(port)
            }
        }
        return ports
    }
}
