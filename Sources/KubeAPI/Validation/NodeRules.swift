import Documents

/// What holds for nodes. Upstream: ValidateNode, ValidateNodeUpdate.
enum NodeRules {
    static func create(_ node: Value, _ report: inout FieldReport) {
        MetadataRules.check(node, namespaced: false, names: .subdomain, &report)
        taints(node, &report)
        resources(node, &report)
        let ranges = (node.at("spec", "podCIDRs")?.array ?? []).compactMap(\.string)
        for (index, range) in ranges.enumerated() {
            report.invalid("spec.podCIDRs[\(index)]", range, each: IPSpelling.rangeProblems(range))
        }
        if ranges.count > 1, let bad = ranges.firstIndex(where: { !IPText.isRange($0) }) {
            report.add(
                .internalError, "spec.podCIDRs", badValue: "",
                "invalid PodCIDRs. failed to check with dual stack with error:invalid CIDR[\(bad)]: <nil> "
                    + "(invalid CIDR address: \(ranges[bad]))")
        }
        let families = Set(ranges.filter(IPText.isRange).map { $0.contains(":") })
        if ranges.count > 2 || (ranges.count == 2 && families.count < 2) {
            report.invalid(
                "spec.podCIDRs", json: node.at("spec", "podCIDRs"),
                "may specify no more than one CIDR for each IP family")
        }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        resources(new, &report)
        addresses(new, &report)
        let before = old.at("spec", "podCIDRs")?.array ?? []
        let after = new.at("spec", "podCIDRs")?.array ?? []
        let problem = "node updates may not change podCIDR except from \"\" to valid"
        if !before.isEmpty {
            if before.count != after.count {
                report.forbidden("spec.podCIDRs", problem)
            } else {
                for index in before.indices where before[index] != after[index] {
                    report.forbidden("spec.podCIDRs", problem)
                }
            }
        }
        let provider = old.at("spec", "providerID")?.string ?? ""
        if !provider.isEmpty, provider != new.at("spec", "providerID")?.string ?? "" {
            report.forbidden(
                "spec.providerID", "node updates may not change providerID except from \"\" to valid")
        }
        taints(new, &report)
    }

    /// Upstream puts the path below `metadata`.
    private static func taints(_ node: Value, _ report: inout FieldReport) {
        guard let spec = node["spec"] else { return }
        var seen: [String] = []
        report.within("metadata") { report in
            report.each("taints", of: spec) { report, taint, _ in
                let key = taint["key"]?.string ?? ""
                let effect = taint["effect"]?.string ?? ""
                let value = taint["value"]?.string ?? ""
                report.invalid("key", key, each: TextRules.qualifiedName(key))
                let problems = TextRules.labelValue(value)
                if !problems.isEmpty { report.invalid("value", value, problems.joined(separator: ";")) }
                PlacementRules.taintEffect(effect, &report)
                let pair = "\(key) \(effect)"
                if seen.contains(pair) {
                    let added = taint["timeAdded"]?.string.map(goQuoted) ?? "null"
                    report.add(
                        .duplicate, "",
                        badValue: "{\"Key\":\(goQuoted(key)),\"Value\":\(goQuoted(value)),"
                            + "\"Effect\":\(goQuoted(effect)),\"TimeAdded\":\(added)}",
                        "taints must be unique by key and effect pair")
                } else {
                    seen.append(pair)
                }
            }
        }
    }

    private static func resources(_ node: Value, _ report: inout FieldReport) {
        for list in ["capacity", "allocatable"] {
            for member in node.at("status", list)?.fields?.members ?? [] {
                report.within("status") { report in
                    report.within(list) { report in
                        report.within(member.key) {
                            ResourceRules.value(member.key, member.value.string ?? "", &$0)
                        }
                    }
                }
            }
        }
    }

    private static func addresses(_ node: Value, _ report: inout FieldReport) {
        let list = node.at("status", "addresses")?.array ?? []
        for (index, address) in list.enumerated() where list[..<index].contains(address) {
            let type = goQuoted(address["type"]?.string ?? "")
            let text = goQuoted(address["address"]?.string ?? "")
            report.add(
                .duplicate, "status.addresses[\(index)]", badValue: "{\"Type\":\(type),\"Address\":\(text)}"
            )
        }
    }
}
