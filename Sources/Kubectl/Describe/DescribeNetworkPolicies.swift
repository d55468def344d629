import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, describeNetworkPolicy and what it calls.
extension DescribeText {
    mutating func networkPolicy(_ object: APIObject) {
        let document = ObjectText.document(object)
        let spec = document["spec"] ?? .null
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        let created = document.text("metadata", "creationTimestamp")
        write(0, "Created on:\t\(created.replacing("T", with: " ").replacing("Z", with: "")) +0000 UTC\n")
        labels("Labels", document.at("metadata", "labels"))
        annotations("Annotations", document.at("metadata", "annotations"))
        write(0, "Spec:\n")
        write(1, "PodSelector: ")
        let selector = spec["podSelector"] ?? .null
        write(
            2,
            selector.isEmpty
                ? "<none> (Allowing the specific traffic to all pods in this namespace)\n"
                : "\(KindTable.selectorText(selector))\n")
        let types = (spec["policyTypes"]?.array ?? []).compactMap(\.string)
        for direction in [PolicyDirection.ingress, .egress] {
            if types.contains(direction.type) {
                write(1, "Allowing \(direction.word) traffic:\n")
                rules(spec[direction.word]?.array ?? [], direction)
            } else {
                write(1, "Not affecting \(direction.word) traffic\n")
            }
        }
        write(1, "Policy Types: \(types.isEmpty ? "<none>" : types.joined(separator: ", "))\n")
    }

    private struct PolicyDirection {
        let type: String
        let word: String
        /// The member with the peers, and what it is called.
        let peers: String
        let title: String
        let open: String

        static let ingress = PolicyDirection(
            type: "Ingress", word: "ingress", peers: "from", title: "From",
            open: "From: <any> (traffic not restricted by source)")
        static let egress = PolicyDirection(
            type: "Egress", word: "egress", peers: "to", title: "To",
            open: "To: <any> (traffic not restricted by destination)")
    }

    private mutating func rules(_ rules: [Value], _ direction: PolicyDirection) {
        if rules.isEmpty {
            return write(2, "<none> (Selected pods are isolated for \(direction.word) connectivity)\n")
        }
        for (index, rule) in rules.enumerated() {
            let ports = rule["ports"]?.array ?? []
            if ports.isEmpty { write(2, "To Port: <any> (traffic allowed to all ports)\n") }
            for port in ports {
                let transport = port["protocol"]?.string ?? "TCP"
                let number = port["port"].map(GoStrings.plain) ?? "<nil>"
                write(
                    2,
                    port["endPort"]?.int.map { "To Port Range: \(number)-\($0)/\(transport)\n" }
                        ?? "To Port: \(number)/\(transport)\n")
            }
            let peers = rule[direction.peers]?.array ?? []
            if peers.isEmpty { write(2, "\(direction.open)\n") }
            for peer in peers { self.peer(peer, direction) }
            if index < rules.count - 1 { write(2, "----------\n") }
        }
    }

    private mutating func peer(_ peer: Value, _ direction: PolicyDirection) {
        write(2, "\(direction.title):\n")
        for (title, field) in [("NamespaceSelector", "namespaceSelector"), ("PodSelector", "podSelector")] {
            if let selector = peer[field] { write(3, "\(title): \(KindTable.selectorText(selector))\n") }
        }
        guard let block = peer["ipBlock"], peer["podSelector"] == nil, peer["namespaceSelector"] == nil else { return }
        write(3, "IPBlock:\n")
        write(4, "CIDR: \(block.text("cidr"))\n")
        let holes = (block["except"]?.array ?? []).compactMap(\.string)
        write(4, "Except: \(holes.joined(separator: ", "))\n")
    }
}
