import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, describeNamespace, describeQuota, describeLimitRange.
extension DescribeText {
    mutating func namespace(_ object: APIObject, quotas: [APIObject], limitRanges: [APIObject]) {
        let document = object.published
        head(object, document)
        write(0, "Status:\t\(document.text("status", "phase"))\n")
        timedConditions(document.at("status", "conditions"))
        write(0, "\n")
        quotaList(quotas)
        write(0, "\n")
        if limitRanges.isEmpty { return write(0, "No LimitRange resource.\n") }
        write(0, "Resource Limits\n " + Self.limitColumns.replacing("\n", with: "\n "))
        write(0, "\n")
        for range in limitRanges { limits(range, prefix: " ") }
    }

    private static let limitColumns =
        "Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio\n"
        + "----\t--------\t---\t---\t---------------\t-------------\t-----------------------"

    /// Conditions with their times.
    mutating func timedConditions(_ conditions: Value?) {
        let conditions = conditions?.array ?? []
        if conditions.isEmpty { return }
        write(0, "Conditions:\n")
        write(1, "Type\tStatus\tLastTransitionTime\tReason\tMessage\n")
        write(1, "----\t------\t------------------\t------\t-------\n")
        for condition in conditions {
            write(
                1,
                "\(condition.text("type"))\t\(condition.text("status"))"
                    + "\t\(LongTimes.text(condition["lastTransitionTime"]?.string))"
                    + "\t\(condition.text("reason"))\t\(condition.text("message"))\n")
        }
    }

    private mutating func quotaList(_ quotas: [APIObject]) {
        if quotas.isEmpty { return write(0, "No resource quota.\n") }
        write(0, "Resource Quotas\n")
        for quota in quotas.sorted(by: { $0.name < $1.name }) {
            write(1, "Name:\t\(quota.name)\n")
            scopes(quota, level: 1, mark: "* ")
            write(1, "Resource\tUsed\tHard\n")
            write(1, "--------\t---\t---\n")
            for hard in quota.at("status", "hard")?.fields ?? Fields() {
                let used = quota.at("status", "used", hard.key).map(GoStrings.plain) ?? "0"
                write(1, "\(hard.key)\t\(used)\t\(GoStrings.plain(hard.value))\n")
            }
        }
    }

    mutating func quota(_ object: APIObject) {
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        scopes(object, level: 0, mark: " * ")
        write(0, "Resource\tUsed\tHard\n")
        write(0, "--------\t----\t----\n")
        for hard in object.at("status", "hard")?.fields ?? Fields() {
            let used = object.at("status", "used", hard.key)
            write(0, "\(hard.key)\t\(Self.used(used, like: hard.value))\t\(GoStrings.plain(hard.value))\n")
        }
    }

    /// The used amount in the format of the hard one.
    private static func used(_ used: Value?, like hard: Value) -> String {
        guard let amount = used?.string.flatMap({ try? Quantity(parsing: $0) }),
            let limit = hard.string.flatMap({ try? Quantity(parsing: $0) })
        else { return used.map(GoStrings.plain) ?? "0" }
        return amount.format == limit.format
            ? amount.description : Quantity(amount.value, format: limit.format).description
    }

    private mutating func scopes(_ quota: APIObject, level: Int, mark: String) {
        let scopes = (quota.at("spec", "scopes")?.array ?? []).compactMap(\.string).sorted()
        if scopes.isEmpty { return }
        write(level, "Scopes:\t\(scopes.joined(separator: ", "))\n")
        for scope in scopes { if let text = Self.scopeTexts[scope] { write(level, "\(mark)\(text)\n") } }
    }

    /// Upstream: helpTextForResourceQuotaScope.
    private static let scopeTexts = [
        "Terminating": "Matches all pods that have an active deadline. These pods have a limited lifespan on a node "
            + "before being actively terminated by the system.",
        "NotTerminating": "Matches all pods that do not have an active deadline. These pods usually include long "
            + "running pods whose container command is not expected to terminate.",
        "BestEffort": "Matches all pods that do not have resource requirements set. These pods have a best effort "
            + "quality of service.",
        "NotBestEffort": "Matches all pods that have at least one resource requirement set. These pods have a "
            + "burstable or guaranteed quality of service.",
    ]

    mutating func limitRange(_ object: APIObject) {
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        write(0, Self.limitColumns + "\n")
        limits(object, prefix: "")
    }

    /// One line a resource; upstream takes them in the order of a Go map. Upstream: describeLimitRangeSpec.
    private mutating func limits(_ range: APIObject, prefix: String) {
        for limit in range.at("spec", "limits")?.array ?? [] {
            let columns = ["min", "max", "defaultRequest", "default", "maxLimitRequestRatio"]
            var names = Fields()
            for column in columns { for amount in limit[column]?.fields ?? Fields() { names[amount.key] = .null } }
            for name in names.keys {
                let cells = columns.map { limit.at($0, name).map(GoStrings.plain) ?? "-" }
                write(0, "\(prefix)\(limit.text("type"))\t\(name)\t\(cells.joined(separator: "\t"))\n")
            }
        }
    }
}
