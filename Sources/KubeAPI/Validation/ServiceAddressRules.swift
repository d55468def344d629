public import Documents

/// What is wrong with the addresses and families of a Service, before any is allocated.
///
/// Upstream: pkg/registry/core/service/storage/alloc.go, initIPFamilyFields, asks the same.
public func validateServiceAddresses(_ service: Value) -> [FieldError] {
    var report = FieldReport()
    report.within("spec") { ServiceAddressRules.check(service["spec"] ?? .null, &$0) }
    return report.errors
}

/// The addresses of a Service and their families.
///
/// Upstream: pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields,
/// validateUpgradeDowngradeClusterIPs and validateUpgradeDowngradeIPFamilies.
enum ServiceAddressRules {
    static func check(_ spec: Value, _ report: inout FieldReport) {
        if spec["type"] == "ExternalName" { return }
        let addresses = (spec["clusterIPs"]?.array ?? []).compactMap(\.string)
        let families = (spec["ipFamilies"]?.array ?? []).compactMap(\.string)
        agreement(spec, addresses, &report)
        for (index, family) in families.enumerated() {
            if !["IPv4", "IPv6"].contains(family) {
                report.notSupported("ipFamilies[\(index)]", family, ["IPv4", "IPv6"])
            }
            if families[..<index].contains(family) { report.duplicate("ipFamilies[\(index)]", family) }
        }
        report.oneOf(
            "ipFamilyPolicy", spec["ipFamilyPolicy"]?.string, ["PreferDualStack", "RequireDualStack", "SingleStack"],
            requires: false)
        let before = report.errors.count
        for (index, address) in addresses.enumerated() {
            if index == 0 && address == "None" {
                if addresses.count > 1 {
                    report.invalid("clusterIPs", json: spec["clusterIPs"], "'None' must be the first and only value")
                }
            } else {
                report.invalid("clusterIPs[\(index)]", address, each: IPSpelling.addressProblems(address))
            }
        }
        let isInvalid = report.hasMore(than: before)
        if addresses.count > 2 {
            report.invalid("clusterIPs", json: spec["clusterIPs"], "may only hold up to 2 values")
        }
        if isInvalid { return }
        if addresses.count > 1, Set(addresses.map { $0.contains(":") }).count < addresses.count {
            report.invalid(
                "clusterIPs", json: spec["clusterIPs"], "may specify no more than one IP for each IP family")
        }
        if ServiceRules.isHeadless(spec) { return }
        for (index, (address, family)) in zip(addresses, families).enumerated()
        where ["IPv4", "IPv6"].contains(family) && address.contains(":") != (family == "IPv6") {
            report.invalid(
                "clusterIPs[\(index)]", address, "expected an \(family) value as indicated by `ipFamilies[\(index)]`")
        }
    }

    private static func agreement(_ spec: Value, _ addresses: [String], _ report: inout FieldReport) {
        let first = spec["clusterIP"]?.string ?? ""
        if !first.isEmpty, addresses.isEmpty {
            report.required("clusterIPs")
        } else if !first.isEmpty, addresses[0] != first {
            report.invalid("clusterIPs", json: spec["clusterIPs"], "first value must match `clusterIP`")
        } else if first.isEmpty, !addresses.isEmpty {
            report.invalid("clusterIPs", json: spec["clusterIPs"], "must be empty when `clusterIP` is not specified")
        }
    }

    static func change(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        if new["type"] == "ExternalName" || old["type"] == "ExternalName" { return }
        if ServiceRules.isHeadless(new) && ServiceRules.isHeadless(old) { return }
        addressChange(new, old, &report)
        if !ServiceRules.isHeadless(new) && !ServiceRules.isHeadless(old) { familyChange(new, old, &report) }
    }

    private static func addressChange(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        let (after, before) = (new["clusterIPs"]?.array ?? [], old["clusterIPs"]?.array ?? [])
        func wrong(_ index: Int, _ text: String) { report.invalid("clusterIPs[\(index)]", json: .array(after), text) }
        if after.count == before.count {
            for index in before.indices where before[index] != after[index] { wrong(index, "may not change once set") }
            return
        }
        if after.isEmpty { wrong(0, "primary clusterIP can not be unset") }
        if let first = before.first, let now = after.first, first != now { wrong(0, "may not change once set") }
        if before.count > after.count && after.count == 1 { release("clusterIP", new, &report) }
    }

    /// Upstream shows the addresses where the families differ in number.
    private static func familyChange(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        let (after, before) = (new["ipFamilies"]?.array ?? [], old["ipFamilies"]?.array ?? [])
        let addresses = new["clusterIPs"]?.array ?? []
        if after.count == before.count {
            for index in before.indices where before[index] != after[index] {
                report.invalid("ipFamilies[0]", json: .array(after), "may not change once set")
            }
            return
        }
        if before.count > after.count && addresses.isEmpty {
            report.invalid("ipFamilies[0]", json: .array(after), "primary ipFamily can not be unset")
        }
        if let first = before.first, let now = after.first, first != now {
            report.invalid("ipFamilies[0]", json: .array(addresses), "may not change once set")
        }
        if before.count > after.count && after.count == 1 { release("ipFamily", new, &report) }
    }

    private static func release(_ what: String, _ new: Value, _ report: inout FieldReport) {
        if new["ipFamilyPolicy"] == "SingleStack" { return }
        report.invalid(
            "ipFamilyPolicy", json: new["ipFamilyPolicy"],
            "must be set to 'SingleStack' when releasing the secondary \(what)")
    }
}
