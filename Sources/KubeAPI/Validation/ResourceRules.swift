import Documents

/// What holds for amounts of resources.
///
/// Upstream: validateResourceRequirements, ValidateResourceQuantityValue.
enum ResourceRules {
    private static let standardInContainers = ["cpu", "memory", "ephemeral-storage"]
    private static let wholeNumbers = [
        "pods", "resourcequotas", "services", "replicationcontrollers", "secrets", "configmaps",
        "persistentvolumeclaims", "services.nodeports", "services.loadbalancers",
    ]
    private static let otherStandard = [
        "requests.cpu", "requests.memory", "requests.ephemeral-storage", "limits.cpu", "limits.memory",
        "limits.ephemeral-storage", "storage", "requests.storage",
    ]

    static func requirements(_ resources: Value, _ report: inout FieldReport) {
        let limits = resources["limits"]?.fields ?? Fields()
        let requests = resources["requests"]?.fields ?? Fields()
        if limits.isEmpty, requests.isEmpty { return }
        for limit in limits.members {
            check("limits", limit, &report)
        }
        for request in requests.members {
            check("requests", request, &report)
            compare(request, limits[request.key], &report)
        }
        let names = limits.keys + requests.keys
        if names.contains(where: isHugePage), !names.contains("cpu"), !names.contains("memory") {
            report.forbidden("", "HugePages require cpu or memory")
        }
        if !(resources["claims"]?.array ?? []).isEmpty {
            report.forbidden("claims", "claims of devices: not modelled by orrery")
        }
    }

    private static func check(_ list: String, _ member: Fields.Field, _ report: inout FieldReport) {
        // The usual case costs no text.
        let isStandard = standardInContainers.contains(member.key)
        if isStandard, let text = member.value.string, text.utf8.first != UInt8(ascii: "-") { return }
        report.within(list) { report in
            report.within(key: member.key) { amount(member, isStandard: isStandard, &$0) }
        }
    }

    private static func amount(_ member: Fields.Field, isStandard: Bool, _ report: inout FieldReport) {
        let name = member.key
        if !isStandard { containerResourceName(name, &report) }
        let text = member.value.string ?? ""
        value(name, text, &report)
        if isHugePage(name), !isWholePages(text, name) {
            report.invalid("", text, "\(text) is not positive integer multiple of \(name)")
        }
    }

    /// Upstream: IsHugePageResourceValueDivisible; sizes are in the name, `hugepages-2Mi`.
    private static func isWholePages(_ text: String, _ name: String) -> Bool {
        guard let size = try? Quantity(parsing: String(name.dropFirst(hugePages.count))),
            size > Quantity(0), size == Quantity(size.value), let amount = try? Quantity(parsing: text)
        else { return false }
        return amount.value % size.value == 0
    }

    static func containerResourceName(_ name: String, _ report: inout FieldReport) {
        if standardInContainers.contains(name) { return }
        resourceName(name, &report)
        if !name.contains("/") {
            if !standardInContainers.contains(name), !isHugePage(name) {
                report.invalid("", name, "must be a standard resource for containers")
            }
        } else if !isNative(name), !isExtended(name) {
            report.invalid("", name, "doesn't follow extended resource name standard")
        }
    }

    /// Upstream: validateResourceName.
    static func resourceName(_ name: String, _ report: inout FieldReport) {
        let problems = TextRules.qualifiedName(name)
        report.invalid("", name, each: problems)
        if problems.isEmpty { standardName(name, &report) }
    }

    /// A name without a domain is one that Kubernetes knows.
    static func standardName(_ name: String, _ report: inout FieldReport) {
        if name.contains("/") || isStandardAnywhere(name) || name.hasPrefix("requests.hugepages-") { return }
        report.invalid("", name, "must be a standard resource type or fully qualified")
    }

    /// Not below zero, and whole where only whole amounts make sense.
    static func value(_ name: String, _ text: String, _ report: inout FieldReport) {
        guard case .success(let quantity) = QuantityText.parse(text) else { return }
        if quantity.isNegative { report.invalid("", text, "must be greater than or equal to 0") }
        if wholeNumbers.contains(name) || isExtended(name), !quantity.isWhole {
            report.invalid("", text, "must be an integer")
        }
    }

    private static func compare(_ request: Fields.Field, _ limit: Value?, _ report: inout FieldReport) {
        let mayOvercommit = isNative(request.key) && !isHugePage(request.key)
        guard let limit = limit?.string else {
            if !mayOvercommit {
                report.required("limits", "Limit must be set for non overcommitable resources")
            }
            return
        }
        let wanted = request.value.string ?? ""
        if wanted == limit { return }
        guard case .success(let first) = QuantityText.parse(wanted),
            case .success(let second) = QuantityText.parse(limit)
        else { return }
        if first.nanos != second.nanos, !mayOvercommit {
            report.invalid("requests", wanted, "must be equal to \(request.key) limit of \(limit)")
        } else if first.nanos > second.nanos {
            report.invalid(
                "requests", wanted, "must be less than or equal to \(request.key) limit of \(limit)")
        }
    }

    static func isNegative(_ text: String) -> Bool {
        if case .success(let quantity) = QuantityText.parse(text) { return quantity.isNegative }
        return false
    }

    private static let hugePages = "hugepages-"

    private static func isHugePage(_ name: String) -> Bool { name.hasPrefix(hugePages) }

    private static func isStandardAnywhere(_ name: String) -> Bool {
        standardInContainers.contains(name) || wholeNumbers.contains(name) || otherStandard.contains(name)
            || isHugePage(name)
    }

    private static func isNative(_ name: String) -> Bool {
        !name.contains("/") || name.contains("kubernetes.io/")
    }

    private static func isExtended(_ name: String) -> Bool {
        !isNative(name) && !name.hasPrefix("requests.")
            && TextRules.qualifiedName("requests." + name).isEmpty
    }
}
