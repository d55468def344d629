import Documents
import KubeAPI

extension KindTable {
    static let podDisruptionBudgets = KindTable(
        columns: [
            Column("Name"), Column("Min Available"), Column("Max Unavailable"), Column("Allowed Disruptions", .integer),
            Column("Age")
        ]
    ) { object, now in
        [
            object.name, amount(object.at("spec", "minAvailable")), amount(object.at("spec", "maxUnavailable")),
            String(object.at("status", "disruptionsAllowed")?.int ?? 0), Ages.since(creationOf: object, now)
        ]
    }

    private static func amount(_ value: Value?) -> String {
        guard let value, !value.isNull else { return "N/A" }
        return value.string ?? String(value.int ?? 0)
    }
}

extension DescribeText {
    /// Upstream: kubectl/pkg/describe/describe.go, describePodDisruptionBudgetV1.
    mutating func podDisruptionBudget(_ object: APIObject, _ events: [Value]?) {
        let spec = object["spec"] ?? .null
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        if let least = spec["minAvailable"], !least.isNull {
            write(0, "Min available:\t\(GoStrings.plain(least))\n")
        } else if let most = spec["maxUnavailable"], !most.isNull {
            write(0, "Max unavailable:\t\(GoStrings.plain(most))\n")
        }
        let selector = spec["selector"].map { KindTable.selectorText($0) } ?? "<unset>"
        write(0, "Selector:\t\(selector)\n")
        write(0, "Status:\n")
        for (title, field) in [
            ("Allowed disruptions", "disruptionsAllowed"), ("Current", "currentHealthy"),
            ("Desired", "desiredHealthy"), ("Total", "expectedPods")
        ] {
            write(2, "\(title):\t\(object.at("status", field)?.int ?? 0)\n")
        }
        self.events(events)
    }
}
