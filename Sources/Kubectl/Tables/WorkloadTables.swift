import Documents
import KubeAPI

/// The tables of kinds that keep pods of one template.
extension KindTable {
    /// `CONTAINERS`, `IMAGES` and `SELECTOR`, shown with `-o wide`.
    static let templateColumns = [
        Column("Containers", wide: true), Column("Images", wide: true), Column("Selector", wide: true),
    ]

    /// The cells of `templateColumns`.
    static func templateCells(_ object: APIObject, selector: String) -> [String] {
        let containers = object.at("spec", "template", "spec", "containers")?.array ?? []
        return [
            containers.map { $0["name"]?.string ?? "" }.joined(separator: ","),
            containers.map { $0["image"]?.string ?? "" }.joined(separator: ","), selector,
        ]
    }

    static let replicaSets = replicated { selectorText($0.at("spec", "selector")) }

    /// A map for a selector. Upstream: printReplicationController, labels.FormatLabels.
    static let replicationControllers = replicated { mapText($0.at("spec", "selector")) }

    /// `app=web,tier=front`. Upstream: apimachinery/pkg/labels, FormatLabels.
    static func mapText(_ labels: Value?) -> String {
        let text = (labels?.stringMap ?? []).map { "\($0.key)=\($0.value)" }
        return text.isEmpty ? "<none>" : text.joined(separator: ",")
    }

    private static func replicated(selector: @escaping @Sendable (APIObject) -> String) -> KindTable {
        KindTable(
            columns: [
                .name, Column("Desired", .integer), Column("Current", .integer), Column("Ready", .integer),
                Column("Age"),
            ] + templateColumns
        ) { object, now in
            [
                object.name, String(object.at("spec", "replicas")?.int ?? 0),
                String(object.at("status", "replicas")?.int ?? 0),
                String(object.at("status", "readyReplicas")?.int ?? 0), Ages.since(creationOf: object, now),
            ] + templateCells(object, selector: selector(object))
        }
    }

    static let deployments = KindTable(
        columns: [
            Column("Name"), Column("Ready"), Column("Up-to-date", .count), Column("Available", .count), Column("Age"),
        ]
            + templateColumns
    ) { object, now in
        func count(_ field: String) -> Int64 { object.at("status", field)?.int ?? 0 }
        let selector = (try? LabelSelector(value: object.at("spec", "selector")))?.text ?? "<invalid>"
        return [
            object.name, "\(count("readyReplicas"))/\(object.at("spec", "replicas")?.int ?? 0)",
            String(count("updatedReplicas")), String(count("availableReplicas")), Ages.since(creationOf: object, now),
        ] + templateCells(object, selector: selector)
    }
}
