import Documents

/// What holds for LimitRanges. Upstream: pkg/apis/core/validation, ValidateLimitRange.
enum LimitRangeRules {
    private static let lists = ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"]

    static func create(_ range: Value, _ report: inout FieldReport) {
        MetadataRules.check(range, namespaced: true, names: .subdomain, &report)
        var types: [String] = []
        report.within("spec") { report in
            report.each("limits", of: range["spec"] ?? .null) { report, item, _ in
                let type = item["type"]?.string ?? ""
                typeName(type, &report)
                if types.contains(type) { report.duplicate("type", type) }
                types.append(type)
                limits(item, type, &report)
            }
        }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        create(new, &report)
    }

    private static func typeName(_ type: String, _ report: inout FieldReport) {
        let problems = TextRules.qualifiedName(type)
        report.invalid("type", type, each: problems)
        if problems.isEmpty, !type.contains("/"), !["Pod", "Container", "PersistentVolumeClaim"].contains(type) {
            report.invalid("type", type, "must be a standard limit type or fully qualified")
        }
    }

    private static func limits(_ item: Value, _ type: String, _ report: inout FieldReport) {
        var names: [String] = []
        for list in lists {
            if type == "Pod", list.hasPrefix("default") {
                if item[list]?.isEmpty == false {
                    report.forbidden(list, "may not be specified when `type` is 'Pod'")
                }
                continue
            }
            report.member(list, of: item) { report, amounts in
                for member in amounts.fields?.members ?? [] {
                    if !names.contains(member.key) { names.append(member.key) }
                    report.within(key: member.key) { report in
                        if type == "Pod" || type == "Container" {
                            ResourceRules.containerResourceName(member.key, &report)
                        } else {
                            ResourceRules.resourceName(member.key, &report)
                        }
                    }
                }
            }
        }
        if type == "PersistentVolumeClaim", item.at("min", "storage") == nil, item.at("max", "storage") == nil {
            report.required("limits", "either minimum or maximum storage value is required, but neither was provided")
        }
        for name in names.sorted() { compare(name, item, &report) }
    }

    private static func compare(_ name: String, _ item: Value, _ report: inout FieldReport) {
        func amount(_ list: String) -> Quantity? {
            item.at(list, name).flatMap { (try? Quantity(reading: $0)) ?? nil }
        }
        func bad(_ list: String, _ shown: Quantity, _ text: String) {
            report.within(list) { $0.within(key: name) { $0.invalid("", shown.description, text) } }
        }
        let least = amount("min")
        let most = amount("max")
        let limit = amount("default")
        let request = amount("defaultRequest")
        if let least, let most, least > most {
            bad("min", least, "min value \(least) is greater than max value \(most)")
        }
        if let request, let least, least > request {
            bad("defaultRequest", request, "min value \(least) is greater than default request value \(request)")
        }
        if let request, let most, request > most {
            bad("defaultRequest", request, "default request value \(request) is greater than max value \(most)")
        }
        if let request, let limit, request > limit {
            bad(
                "defaultRequest", request,
                "default request value \(request) is greater than default limit value \(limit)")
        }
        if let limit, let least, least > limit {
            bad("default", least, "min value \(least) is greater than default value \(limit)")
        }
        if let limit, let most, limit > most {
            bad("default", most, "default value \(limit) is greater than max value \(most)")
        }
        if let ratio = amount("maxLimitRequestRatio"), ratio < Quantity(1) {
            bad("maxLimitRequestRatio", ratio, "ratio \(ratio) is less than 1")
        }
        let mayOvercommit = !name.hasPrefix("hugepages-") && (!name.contains("/") || name.contains("kubernetes.io/"))
        if !mayOvercommit, let limit, let request, limit != request {
            bad(
                "defaultRequest", request,
                "default value \(limit) must equal to defaultRequest value \(request) in \(name)")
        }
    }
}
