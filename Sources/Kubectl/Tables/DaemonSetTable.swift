import Documents
import KubeAPI

extension KindTable {
    /// Upstream: pkg/printers/internalversion/printers.go, printDaemonSet.
    static let daemonSets = KindTable(
        columns: [
            Column("Name"), Column("Desired", .integer), Column("Current", .integer), Column("Ready", .integer),
            Column("Up-to-date", .integer), Column("Available", .integer), Column("Node Selector"), Column("Age"),
            Column("Containers", wide: true),
            Column("Images", wide: true), Column("Selector", wide: true)
        ]
    ) { object, now in
        let containers = object.at("spec", "template", "spec", "containers")?.array ?? []
        let status = object["status"] ?? .null
        func count(_ field: String) -> String { String(status[field]?.int ?? 0) }
        return [
            object.name, count("desiredNumberScheduled"), count("currentNumberScheduled"), count("numberReady"),
            count("updatedNumberScheduled"), count("numberAvailable"),
            mapText(object.at("spec", "template", "spec", "nodeSelector")), Ages.since(creationOf: object, now),
            containers.map { $0["name"]?.string ?? "" }.joined(separator: ","),
            containers.map { $0["image"]?.string ?? "" }.joined(separator: ","),
            selectorText(object.at("spec", "selector"))
        ]
    }
}
