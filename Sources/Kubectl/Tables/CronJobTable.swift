import Documents
import KubeAPI

extension KindTable {
    /// Upstream: pkg/printers/internalversion/printers.go, printCronJob.
    static let cronJobs = KindTable(
        columns: [
            Column("Name"), Column("Schedule"), Column("Timezone"), Column("Suspend", .boolean),
            Column("Active", .integer),
            Column("Last Schedule"), Column("Age"), Column("Containers", wide: true), Column("Images", wide: true),
            Column("Selector", wide: true),
        ]
    ) { object, now in
        let template = object.at("spec", "jobTemplate", "spec")
        let containers = template?.at("template", "spec", "containers")?.array ?? []
        let lastSchedule = object.at("status", "lastScheduleTime")?.string
        return [
            object.name, object.at("spec", "schedule")?.string ?? "",
            object.at("spec", "timeZone")?.string ?? "<none>", flagText(object.at("spec", "suspend")?.bool),
            String(object.at("status", "active")?.array?.count ?? 0),
            lastSchedule.map { Ages.since($0, now) } ?? "<none>", Ages.since(creationOf: object, now),
            containers.map { $0["name"]?.string ?? "" }.joined(separator: ","),
            containers.map { $0["image"]?.string ?? "" }.joined(separator: ","), selectorText(template?["selector"]),
        ]
    }

    /// `True`, `False`, or that it is not set. Upstream: printBoolPtr.
    static func flagText(_ flag: Bool?) -> String { flag.map { $0 ? "True" : "False" } ?? "<unset>" }
}
