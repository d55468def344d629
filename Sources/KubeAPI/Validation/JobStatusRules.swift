import Documents

/// What holds for a new status of a Job: whoever manages it, its clients rely on these turns.
///
/// A rule about a field is asked only if the field changed: an old mistake does not block other news.
/// Upstream: pkg/apis/batch/validation/validation.go, ValidateJobUpdateStatus and validateJobStatus;
/// pkg/registry/batch/job/strategy.go, getStatusValidationOptions.
enum JobStatusRules {
    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        let turn = Turn(new, old)
        report.within("status") { report in
            numbers(turn.status, &report)
            uncounted(turn.status, &report)
            ending(turn, &report)
            finished(turn, &report)
            indexes(turn, &report)
            contradictions(turn, &report)
            transitions(turn, &report)
        }
    }

    /// Is the condition `type` of a status True?
    static func isTrue(_ type: String, _ status: Value) -> Bool { has(type, "True", status) }

    private static func has(_ type: String, _ word: String, _ status: Value) -> Bool {
        (status["conditions"]?.array ?? []).contains { $0["type"]?.string == type && $0["status"]?.string == word }
    }

    /// The status before and after, with the spec it belongs to.
    struct Turn {
        let spec: Value
        let status: Value
        let old: Value
        let isComplete: Bool
        let isFailed: Bool
        let hasFailureTarget: Bool
        let hasSuccessCriteria: Bool
        var isFinished: Bool { isComplete || isFailed }

        init(_ new: Value, _ before: Value) {
            spec = new["spec"] ?? .null
            status = new["status"] ?? .null
            old = before["status"] ?? .null
            isComplete = isTrue("Complete", status)
            isFailed = isTrue("Failed", status)
            hasFailureTarget = isTrue("FailureTarget", status)
            hasSuccessCriteria = isTrue("SuccessCriteriaMet", status)
        }

        func changed(_ field: String) -> Bool { (status[field] ?? .null) != (old[field] ?? .null) }
        func turned(_ condition: String) -> Bool { isTrue(condition, status) != isTrue(condition, old) }
        var finishedTurned: Bool { isFinished != (isTrue("Complete", old) || isTrue("Failed", old)) }
        func count(_ field: String) -> Int64 { status[field]?.int ?? 0 }
    }

    private static func numbers(_ status: Value, _ report: inout FieldReport) {
        for field in ["active", "succeeded", "failed", "ready", "terminating"] {
            report.nonNegative(field, status[field]?.int)
        }
    }

    private static func uncounted(_ status: Value, _ report: inout FieldReport) {
        var seen: Set<String> = []
        report.member("uncountedTerminatedPods", of: status) { report, lists in
            for list in ["succeeded", "failed"] {
                report.each(list, of: lists) { report, uid, _ in
                    let text = uid.string ?? ""
                    if text.isEmpty {
                        report.invalid("", text, "must not be empty")
                    } else if !seen.insert(text).inserted {
                        report.duplicate("", text)
                    }
                }
            }
        }
    }

    private static func ending(_ turn: Turn, _ report: inout FieldReport) {
        let status = turn.status
        let completion = status["completionTime"]
        if turn.turned("Complete") || turn.turned("Failed"), turn.isComplete && turn.isFailed {
            report.omitted("conditions", "cannot set Complete=True and Failed=true conditions")
        }
        if turn.turned("Complete") || turn.turned("FailureTarget"), turn.isComplete && turn.hasFailureTarget {
            report.omitted("conditions", "cannot set Complete=True and FailureTarget=true conditions")
        }
        if turn.turned("Complete") || turn.changed("completionTime") {
            if completion.isThere && !turn.isComplete {
                report.invalid(
                    "completionTime", json: completion,
                    "cannot set completionTime when there is no Complete=True condition")
            }
            if !completion.isThere && turn.isComplete {
                report.required("completionTime", "completionTime is required for Complete jobs")
            }
        }
        if turn.changed("startTime") || turn.changed("completionTime"),
            let start = status["startTime"]?.string.flatMap({ Timestamps.parse($0) }),
            let end = completion?.string.flatMap({ Timestamps.parse($0) }), end < start
        {
            report.invalid("completionTime", json: completion, "must be equal to or after `startTime`")
        }
        if turn.turned("Failed") || turn.changed("failedIndexes"), turn.isFailed && !turn.hasFailureTarget {
            report.omitted("conditions", "cannot set Failed=True condition without the FailureTarget=true condition")
        }
        if turn.turned("Complete") || turn.turned("SuccessCriteriaMet"), turn.isComplete && !turn.hasSuccessCriteria {
            report.omitted(
                "conditions", "cannot set Complete=True condition without the SuccessCriteriaMet=true condition")
        }
    }

    private static func finished(_ turn: Turn, _ report: inout FieldReport) {
        guard turn.isFinished else { return }
        let status = turn.status
        if turn.finishedTurned || turn.changed("active"), turn.count("active") > 0 {
            report.invalid("active", turn.count("active"), "active>0 is invalid for finished job")
        }
        let neverStarts = turn.spec["suspend"]?.bool == true && turn.spec["completions"]?.int == 0
        if turn.finishedTurned || turn.changed("startTime"), !neverStarts, !status["startTime"].isThere {
            report.required("startTime", "startTime is required for finished job")
        }
        if turn.finishedTurned || turn.changed("uncountedTerminatedPods"),
            let lists = status["uncountedTerminatedPods"],
            !(lists["succeeded"] ?? .null).isEmpty || !(lists["failed"] ?? .null).isEmpty
        {
            report.add(
                .invalid, "uncountedTerminatedPods",
                badValue: Schema.builtIn.goInternalJSON(lists, as: "batch/v1.UncountedTerminatedPods"),
                "must be empty for finished job")
        }
    }

    private static func indexes(_ turn: Turn, _ report: inout FieldReport) {
        let completed = turn.status["completedIndexes"]?.string ?? ""
        let failed = turn.status["failedIndexes"]?.string
        let (completedChanged, failedChanged) = (turn.changed("completedIndexes"), turn.changed("failedIndexes"))
        let completions = turn.spec["completions"]?.int.map { Int($0) }
        let perIndex = turn.spec["backoffLimitPerIndex"].isThere
        if let completions {
            if completedChanged { format("completedIndexes", completed, completions, &report) }
            if failedChanged, perIndex, let failed { format("failedIndexes", failed, completions, &report) }
        }
        if completedChanged, !completed.isEmpty, !JobRules.isIndexed(turn.spec) {
            report.invalid(
                "completedIndexes", completed, "cannot set non-empty completedIndexes when non-indexed completion mode")
        }
        if failedChanged, !perIndex, let failed {
            report.invalid(
                "failedIndexes", failed, "cannot set non-null failedIndexes when backoffLimitPerIndex is null")
        }
        if completedChanged || failedChanged, let completions, let failed,
            let first = firstCommon(completed, failed, completions)
        {
            report.invalid("failedIndexes", failed, "failedIndexes and completedIndexes overlap at index: \(first)")
        }
    }

    private static func format(_ field: String, _ text: String, _ completions: Int, _ report: inout FieldReport) {
        do { _ = try IndexIntervals.strict(text, completions: completions) } catch {
            report.invalid(field, text, "error parsing \(field): \(error.text)")
        }
    }

    private static func firstCommon(_ completed: String, _ failed: String, _ completions: Int) -> Int? {
        let one = IndexIntervals(parsing: completed, completions: completions)
        let other = IndexIntervals(parsing: failed, completions: completions)
        for interval in one.intervals {
            let met = other.intervals.first { interval.first <= $0.last && $0.first <= interval.last }
            if let met { return max(interval.first, met.first) }
        }
        return nil
    }

    private static func contradictions(_ turn: Turn, _ report: inout FieldReport) {
        if turn.finishedTurned || turn.changed("terminating"), turn.isFinished, turn.count("terminating") > 0 {
            report.invalid("terminating", turn.count("terminating"), "terminating>0 is invalid for finished job")
        }
        if turn.changed("ready") || turn.changed("active"), turn.count("ready") > turn.count("active") {
            report.invalid("ready", turn.count("ready"), "cannot set more ready pods than active")
        }
        if turn.hasSuccessCriteria && turn.isFailed {
            report.omitted("conditions", "cannot set SuccessCriteriaMet=True and Failed=true conditions")
        }
        if turn.hasSuccessCriteria && turn.hasFailureTarget {
            report.omitted("conditions", "cannot set SuccessCriteriaMet=True and FailureTarget=true conditions")
        }
        if turn.spec["successPolicy"].isThere && !turn.hasSuccessCriteria && turn.isComplete {
            report.omitted(
                "conditions", "cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True")
        }
    }

    /// Upstream: ValidateJobStatusUpdate.
    private static func transitions(_ turn: Turn, _ report: inout FieldReport) {
        for type in ["Failed", "Complete", "FailureTarget"] where isTrue(type, turn.old) && !isTrue(type, turn.status) {
            report.omitted("conditions", "cannot disable the terminal \(type)=True condition")
        }
        // Only a Job whose completions follow its parallelism can be made smaller.
        let isElastic = JobRules.isIndexed(turn.spec) && turn.spec["completions"] == turn.spec["parallelism"]
        for field in ["failed", "succeeded"] where turn.count(field) < turn.old[field]?.int ?? 0 {
            if field == "succeeded" && isElastic { continue }
            report.invalid(field, turn.count(field), "cannot decrease the \(field) counter")
        }
        let (completion, before) = (turn.status["completionTime"], turn.old["completionTime"])
        if completion.isThere && before.isThere && completion != before {
            report.invalid("completionTime", json: completion, "field is immutable")
        }
        let isResuming = isTrue("Suspended", turn.old) && has("Suspended", "False", turn.status)
        if turn.changed("startTime"), !isResuming, turn.old["startTime"].isThere, turn.spec["suspend"]?.bool != true {
            report.invalid(
                "startTime", json: turn.status["startTime"], "field is immutable for unsuspended job once set")
        }
        if isTrue("SuccessCriteriaMet", turn.old) && !turn.hasSuccessCriteria {
            report.omitted("conditions", "cannot disable the SuccessCriteriaMet=True condition")
        }
        if isTrue("Complete", turn.old) && !isTrue("SuccessCriteriaMet", turn.old) && turn.hasSuccessCriteria {
            report.omitted(
                "conditions", "cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions")
        }
    }
}
