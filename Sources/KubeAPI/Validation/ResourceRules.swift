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

    /// `names` says what is wrong with the name of a resource, where it is not that of every container.
    static func requirements(
        _ resources: Value, names: ((String, inout FieldReport) -> Void)? = nil, _ report: inout FieldReport
    ) {
        let limits = resources["limits"]?.fields ?? Fields()
        let requests = resources["requests"]?.fields ?? Fields()
        if limits.isEmpty, requests.isEmpty { return }
        for limit in limits.members {
            check("limits", limit, names, &report)
        }
        for request in requests.members {
            check("requests", request, names, &report)
            compare(request, limits[request.key], &report)
        }
        let all = limits.keys + requests.keys
        if all.contains(where: isHugePage), !all.contains("cpu"), !all.contains("memory") {
            report.forbidden("", "HugePages require cpu or memory")
        }
        if names == nil, !(resources["claims"]?.array ?? []).isEmpty {
            report.forbidden("claims", "claims of devices: not modelled by orrery")
        }
    }

    private static func check(
        _ list: String, _ member: Fields.Field, _ names: ((String, inout FieldReport) -> Void)?,
        _ report: inout FieldReport
    ) {
        // The usual case costs no text.
        let isStandard = standardInContainers.contains(member.key)
        if isStandard, let text = member.value.string, text.utf8.first != UInt8(ascii: "-") { return }
        report.within(list) { report in
            report.within(key: member.key) { amount(member, names, &$0) }
        }
    }

    private static func amount(
        _ member: Fields.Field, _ names: ((String, inout FieldReport) -> Void)?, _ report: inout FieldReport
    ) {
        let name = member.key
        if let names { names(name, &report) } else { containerResourceName(name, &report) }
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

    /// A name without a domain is one that Kubernetes knows. Upstream: validateResourceName.
    static func resourceName(_ name: String, _ report: inout FieldReport) {
        let problems = TextRules.qualifiedName(name)
        report.invalid("", name, each: problems)
        if !problems.isEmpty || name.contains("/") || isStandardAnywhere(name) { return }
        if name.hasPrefix("requests.hugepages-") { return }
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
