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
            report.invalid("spec.cidrs[\(index)]", range, each: StrictIP.rangeProblems(range))
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

/// Addresses and ranges of newer fields: only the canonical spelling will do.
///
/// Upstream: apimachinery/pkg/util/validation/ip.go, IsValidIP, IsValidCIDR. What is looked for in IPv6 texts is
/// capitals and leading zeros; which run of zeros is shortened is not.
enum StrictIP {
    /// What is wrong with an address.
    static func addressProblems(_ text: String) -> [String] {
        guard IPText.isAddress(text) else { return [IPText.addressProblem] }
        if hasLeadingZero(text) && !text.contains(":") { return ["must not have leading 0s"] }
        if isMapped(text) { return ["must not be an IPv4-mapped IPv6 address"] }
        let canonical = plain(text)
        return canonical == text ? [] : ["must be in canonical form (\(goQuoted(canonical)))"]
    }

    /// What is wrong with a range.
    static func rangeProblems(_ text: String) -> [String] {
        guard IPText.isRange(text) else { return [IPText.rangeProblem] }
        let parts = text.split(separator: "/").map(String.init)
        let hasZero = parts[1].utf8.count > 1 && parts[1].hasPrefix("0")
        if hasZero || (hasLeadingZero(parts[0]) && !text.contains(":")) {
            return ["must not have leading 0s in IP or prefix length"]
        }
        if isMapped(parts[0]) { return ["must not have an IPv4-mapped IPv6 address"] }
        if !text.contains(":"), hasBitsBeyond(parts[0], Int(parts[1]) ?? 0) {
            return ["must not have bits set beyond the prefix length"]
        }
        let canonical = "\(plain(parts[0]))/\(parts[1])"
        return canonical == text ? [] : ["must be in canonical form (\(goQuoted(canonical)))"]
    }

    private static func hasLeadingZero(_ text: String) -> Bool {
        text.split(separator: ".").contains { $0.utf8.count > 1 && $0.hasPrefix("0") }
    }

    private static func isMapped(_ text: String) -> Bool { text.contains(":") && text.contains(".") }

    /// Does an IPv4 address have bits behind the first `length`?
    private static func hasBitsBeyond(_ text: String, _ length: Int) -> Bool {
        let bits = text.split(separator: ".").reduce(UInt64(0)) { $0 << 8 | (UInt64($1) ?? 0) }
        return bits & (1 << UInt64(32 - length) - 1) != 0
    }

    /// Lower case, no leading zeros in a group.
    private static func plain(_ text: String) -> String {
        guard text.contains(":") else { return text }
        return text.lowercased().split(separator: ":", omittingEmptySubsequences: false).map { group in
            let digits = group.drop { $0 == "0" }
            return digits.isEmpty && !group.isEmpty ? "0" : String(digits)
        }.joined(separator: ":")
    }
}
