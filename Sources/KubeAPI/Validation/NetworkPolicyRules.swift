import Documents

/// NetworkPolicies. Upstream: pkg/apis/networking/validation/validation.go.
enum NetworkPolicyRules {
    private static let protocols = ["TCP", "UDP", "SCTP"]
    private static let types = ["Ingress", "Egress"]

    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: true, names: .subdomain, &report)
        spec(object["spec"] ?? .null, &report)
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        spec(new["spec"] ?? .null, &report)
    }

    private static func spec(_ spec: Value, _ report: inout FieldReport) {
        report.within("spec") { report in
            MetadataRules.labelSelector("podSelector", spec["podSelector"], &report)
            for (list, peers) in [("ingress", "from"), ("egress", "to")] {
                report.each(list, of: spec) { report, rule, _ in
                    report.each("ports", of: rule) { report, value, _ in port(value, &report) }
                    report.each(peers, of: rule) { report, value, _ in peer(value, &report) }
                }
            }
            let asked = spec["policyTypes"]?.array ?? []
            if asked.count > types.count {
                return report.invalid(
                    "policyTypes", json: spec["policyTypes"], "may not specify more than two policyTypes")
            }
            report.each("policyTypes", of: spec) { report, type, _ in
                let text = type.string ?? ""
                if !types.contains(text) { report.notSupported("", text, types) }
            }
        }
    }

    private static func port(_ port: Value, _ report: inout FieldReport) {
        if let name = port["protocol"]?.string, !protocols.contains(name) {
            report.notSupported("protocol", name, protocols)
        }
        let end = port["endPort"]?.int
        switch port["port"] {
        case .int(let number)?:
            report.invalidNumber("port", number, each: TextRules.portNumber(number))
            guard let end else { return }
            if end < number { report.invalid("endPort", number, "must be greater than or equal to `port`") }
            report.invalidNumber("endPort", end, each: TextRules.portNumber(end))
        case .string(let name)?:
            if let end { report.invalid("endPort", end, "may not be specified when `port` is non-numeric") }
            report.invalid("port", name, each: TextRules.portName(name))
        default:
            if let end { report.invalid("endPort", end, "may not be specified when `port` is not specified") }
        }
    }

    private static func peer(_ peer: Value, _ report: inout FieldReport) {
        let given = ["podSelector", "namespaceSelector", "ipBlock"].filter { peer[$0] != nil }
        for selector in given where selector != "ipBlock" {
            MetadataRules.labelSelector(selector, peer[selector], &report)
        }
        report.member("ipBlock", of: peer) { report, block in
            let range = block["cidr"]?.string ?? ""
            if range.isEmpty { return report.required("cidr") }
            report.invalid("cidr", range, each: IPSpelling.rangeProblems(range))
            guard let whole = IPRange(range) else { return }
            report.each("except", of: block) { report, except, _ in
                let text = except.string ?? ""
                report.invalid("", text, each: IPSpelling.rangeProblems(text))
                guard let part = IPRange(text) else { return }
                if !whole.strictlyContains(part) { report.invalid("", text, "must be a strict subset of `cidr`") }
            }
        }
        if given.isEmpty { report.required("", "must specify a peer") }
        if given.count > 1, given.contains("ipBlock") {
            report.forbidden("", "may not specify both ipBlock and another peer")
        }
    }
}

extension FieldReport {
    /// One finding for each text of a rule.
    mutating func invalidNumber(_ child: String, _ number: Int64, each details: [String]) {
        for detail in details { invalid(child, number, detail) }
    }
}
