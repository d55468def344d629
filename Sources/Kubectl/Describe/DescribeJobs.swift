import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, describeJob.
extension DescribeText {
    /// Completed indexes are cut at the first comma behind so many characters.
    private static let indexesShown = 50

    mutating func job(_ object: APIObject, _ events: [Value]?) {
        let job = ObjectText.document(object)
        let (spec, status) = (job["spec"] ?? .null, job["status"] ?? .null)
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        write(0, "Selector:\t\(KindTable.selectorText(spec["selector"]))\n")
        labels("Labels", job.at("metadata", "labels"))
        annotations("Annotations", job.at("metadata", "annotations"))
        controller(object)
        number("Parallelism", spec["parallelism"])
        write(0, "Completions:\t\(spec["completions"]?.int.map(String.init) ?? "<unset>")\n")
        lineIfAny("Completion Mode", spec.text("completionMode"))
        if let suspend = spec["suspend"]?.bool { write(0, "Suspend:\t\(suspend)\n") }
        number("Backoff Limit", spec["backoffLimit"])
        number("TTL Seconds After Finished", spec["ttlSecondsAfterFinished"])
        if let start = status["startTime"]?.string { write(0, "Start Time:\t\(LongTimes.text(start))\n") }
        if let end = status["completionTime"]?.string {
            write(0, "Completed At:\t\(LongTimes.text(end))\n")
            if status["startTime"] != nil { write(0, "Duration:\t\(JobText.duration(object, now))\n") }
        }
        if let deadline = spec["activeDeadlineSeconds"]?.int {
            write(0, "Active Deadline Seconds:\t\(deadline)s\n")
        }
        func count(_ field: String) -> Int64 { status[field]?.int ?? 0 }
        let ready = status["ready"]?.int.map { " (\($0) Ready)" } ?? ""
        write(
            0,
            "Pods Statuses:\t\(count("active")) Active\(ready) / \(count("succeeded")) Succeeded / "
                + "\(count("failed")) Failed\n")
        if spec.text("completionMode") == "Indexed" {
            write(0, "Completed Indexes:\t\(Self.indexes(status.text("completedIndexes")))\n")
        }
        template(spec["template"] ?? .null)
        self.events(events)
    }

    private mutating func number(_ title: String, _ value: Value?) {
        if let number = value?.int { write(0, "\(title):\t\(number)\n") }
    }

    /// Upstream: capIndexesListOrNone.
    private static func indexes(_ text: String) -> String {
        if text.isEmpty { return "<none>" }
        let bytes = Array(text.utf8)
        guard bytes.count > indexesShown,
            let comma = bytes[indexesShown...].firstIndex(of: UInt8(ascii: ","))
        else { return text }
        return String(decoding: bytes[...comma], as: UTF8.self) + "..."
    }
}
