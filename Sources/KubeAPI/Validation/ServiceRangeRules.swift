import Documents

/// ServiceCIDRs. Upstream: pkg/apis/networking/validation/validation.go.
enum ServiceCIDRRules {
    private static let rangesMax = 2

    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .subdomain, &report)
        spec(object["spec"] ?? .null, &report)
    }

    private static func spec(_ spec: Value, _ report: inout FieldReport) {
        let ranges = (spec["cidrs"]?.array ?? []).map { $0.string ?? "" }
        if ranges.isEmpty { return report.required("spec.cidrs", "at least one CIDR required") }
        if ranges.count > rangesMax {
            return report.invalid(
                "spec.cidrs", json: ["CIDRs": spec["cidrs"] ?? .null], "may only hold up to 2 values")
        }
        for (index, range) in ranges.enumerated() {
            report.invalid("spec.cidrs[\(index)]", range, each: IPSpelling.canonicalRangeProblems(range))
        }
        if ranges.count == 2, ranges.allSatisfy(IPText.isRange), ranges[0].contains(":") == ranges[1].contains(":") {
            report.invalid(
                "spec.cidrs", json: spec["cidrs"],
                "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64")
        }
    }

    /// A second range may be added, of the other family; nothing else changes.
    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        let (after, before) = (new.at("spec", "cidrs")?.array ?? [], old.at("spec", "cidrs")?.array ?? [])
        guard after.count == before.count || (before.count == 1 && after.count == 2) else {
            return report.invalid("spec.cidrs", json: new.at("spec", "cidrs"), "field is immutable")
        }
        for (index, range) in before.enumerated() where after[index] != range {
            report.invalid("spec.cidrs[\(index)]", after[index].string ?? "", "field is immutable")
        }
        if after.count != before.count { spec(new["spec"] ?? .null, &report) }
    }
}

/// IPAddresses. Upstream: pkg/apis/networking/validation/validation.go.
enum IPAddressRules {
    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .address, &report)
        report.within("spec") { report in
            guard let parent = object.at("spec", "parentRef"), !parent.isNull else {
                return report.required("parentRef")
            }
            report.within("parentRef") { self.parent(parent, &$0) }
        }
    }

    private static func parent(_ parent: Value, _ report: inout FieldReport) {
        let group = parent["group"]?.string ?? ""
        if !group.isEmpty { report.invalid("group", group, each: TextRules.dnsSubdomain(group)) }
        for field in ["resource", "name"] { report.pathSegment(field, parent[field]?.string ?? "") }
        let namespace = parent["namespace"]?.string ?? ""
        if !namespace.isEmpty { report.pathSegment("namespace", namespace) }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.immutable("spec.parentRef", new.at("spec", "parentRef"), old.at("spec", "parentRef"))
    }
}
