import Documents
import KubeAPI

extension KindTable {
    /// Upstream: pkg/printers/internalversion/printers.go, printDaemonSet.
    static let daemonSets = KindTable(
        columns: [
            Column("Name"), Column("Desired"), Column("Current"), Column("Ready"), Column("Up-to-date"),
            Column("Available"), Column("Node Selector"), Column("Age"), Column("Containers", wide: true),
            Column("Images", wide: true), Column("Selector", wide: true)
        ]
    ) { object, now in
        let containers = object.at("spec", "template", "spec", "containers")?.array ?? []
        let status = object["status"] ?? .null
        func count(_ field: String) -> String { String(status[field]?.int ?? 0) }
        return [
            object.name, count("desiredNumberScheduled"), count("currentNumberScheduled"), count("numberReady"),
            count("updatedNumberScheduled"), count("numberAvailable"),
            labelsText(object.at("spec", "template", "spec", "nodeSelector")), Ages.since(creationOf: object, now),
            containers.map { $0["name"]?.string ?? "" }.joined(separator: ","),
            containers.map { $0["image"]?.string ?? "" }.joined(separator: ","),
            selectorText(object.at("spec", "selector"))
        ]
    }

    /// `a=b,c=d`, or `<none>`. Upstream: apimachinery pkg/labels, FormatLabels.
    static func labelsText(_ labels: Value?) -> String {
        let pairs = (labels?.stringMap ?? []).map { "\($0.key)=\($0.value)" }
        return pairs.isEmpty ? "<none>" : pairs.joined(separator: ",")
    }
}
