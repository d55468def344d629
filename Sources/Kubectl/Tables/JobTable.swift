import Documents
import KubeAPI

extension KindTable {
    /// Upstream: pkg/printers/internalversion/printers.go, printJob.
    static let jobs = KindTable(
        columns: [
            Column("Name"), Column("Status"), Column("Completions"), Column("Duration"), Column("Age"),
            Column("Containers", wide: true), Column("Images", wide: true), Column("Selector", wide: true),
        ]
    ) { object, now in
        let containers = object.at("spec", "template", "spec", "containers")?.array ?? []
        return [
            object.name, JobText.status(object), JobText.completions(object), JobText.duration(object, now),
            Ages.since(creationOf: object, now),
            containers.map { $0["name"]?.string ?? "" }.joined(separator: ","),
            containers.map { $0["image"]?.string ?? "" }.joined(separator: ","),
            selectorText(object.at("spec", "selector")),
        ]
    }
}

/// What tables and describe say of a Job.
enum JobText {
    /// The first of these that holds is the status.
    private static let conditions = ["Suspended", "FailureTarget", "SuccessCriteriaMet"]

    static func status(_ job: APIObject) -> String {
        func holds(_ type: String) -> Bool {
            (job.at("status", "conditions")?.array ?? []).contains {
                $0["type"]?.string == type && $0["status"]?.string == "True"
            }
        }
        if let end = ["Complete", "Failed"].first(where: holds) { return end }
        if job.meta.isTerminating { return "Terminating" }
        return conditions.first(where: holds) ?? "Running"
    }

    /// `2/5`; without a number of completions `0/1 of 3`.
    static func completions(_ job: APIObject) -> String {
        let succeeded = job.at("status", "succeeded")?.int ?? 0
        if let wanted = job.at("spec", "completions")?.int { return "\(succeeded)/\(wanted)" }
        let parallelism = job.at("spec", "parallelism")?.int ?? 0
        return parallelism > 1 ? "\(succeeded)/1 of \(parallelism)" : "\(succeeded)/1"
    }

    /// From its start to its completion, or until now.
    static func duration(_ job: APIObject, _ now: Int64) -> String {
        func time(_ field: String) -> Int64? {
            job.at("status", field)?.string.flatMap { Timestamps.parse($0) }
        }
        guard let start = time("startTime") else { return "" }
        return HumanDuration.text(micros: (time("completionTime") ?? now) - start)
    }
}
