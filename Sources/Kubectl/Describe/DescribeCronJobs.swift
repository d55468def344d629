import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, describeCronJob, describeJobTemplate and printActiveJobs.
extension DescribeText {
    mutating func cronJob(_ object: APIObject, _ events: [Value]?) {
        let cronJob = ObjectText.document(object)
        let spec = cronJob["spec"] ?? .null
        func count(_ field: String, _ unit: String = "") -> String {
            spec[field]?.int.map { "\($0)\(unit)" } ?? "<unset>"
        }
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        labels("Labels", cronJob.at("metadata", "labels"))
        annotations("Annotations", cronJob.at("metadata", "annotations"))
        write(0, "Schedule:\t\(spec.text("schedule"))\n")
        write(0, "Concurrency Policy:\t\(spec.text("concurrencyPolicy"))\n")
        write(0, "Suspend:\t\(KindTable.flagText(spec["suspend"]?.bool))\n")
        write(0, "Time Zone:\t\(spec["timeZone"]?.string ?? "<unset>")\n")
        write(0, "Successful Job History Limit:\t\(count("successfulJobsHistoryLimit"))\n")
        write(0, "Failed Job History Limit:\t\(count("failedJobsHistoryLimit"))\n")
        write(0, "Starting Deadline Seconds:\t\(count("startingDeadlineSeconds", "s"))\n")
        jobTemplate(spec.at("jobTemplate", "spec") ?? .null)
        let lastSchedule = cronJob.at("status", "lastScheduleTime")?.string
        write(0, "Last Schedule Time:\t\(lastSchedule.map { LongTimes.text($0) } ?? "<unset>")\n")
        let active = (cronJob.at("status", "active")?.array ?? []).map { $0.text("name") }
        write(0, "Active Jobs:\t\(active.isEmpty ? "<none>" : active.joined(separator: ", "))\n")
        self.events(events)
    }

    private mutating func jobTemplate(_ spec: Value) {
        let selector = spec["selector"].map { KindTable.selectorText($0) }
        write(0, "Selector:\t\(selector ?? "<unset>")\n")
        write(0, "Parallelism:\t\(spec["parallelism"]?.int.map { "\($0)" } ?? "<unset>")\n")
        write(0, "Completions:\t\(spec["completions"]?.int.map { "\($0)" } ?? "<unset>")\n")
        if let deadline = spec["activeDeadlineSeconds"]?.int {
            write(0, "Active Deadline Seconds:\t\(deadline)s\n")
        }
        template(spec["template"] ?? .null)
    }
}
