import Documents
import KubeAPI

/// The status of a CronJob while a sync changes it.
struct CronJobStatus {
    private(set) var value: Value
    /// Must it be written?
    var isChanged = false

    init(_ cronJob: APIObject) { value = cronJob["status"] ?? .object(Fields()) }

    /// References to the Jobs that run, in the order in which they were started.
    var active: [Value] {
        get { value["active"]?.array ?? [] }
        set { value.set(newValue.isEmpty ? nil : .array(newValue), at: "active") }
    }

    /// Upstream: inActiveList.
    func lists(uid: String) -> Bool { active.contains { $0["uid"]?.string == uid } }

    /// Upstream: inActiveListByName.
    func lists(_ key: ObjectKey) -> Bool {
        active.contains { $0["name"]?.string == key.name && $0["namespace"]?.string == key.namespace }
    }

    /// Upstream: deleteFromActiveList.
    mutating func drop(uid: String) { active.removeAll { $0["uid"]?.string == uid } }

    /// A Job was started for a moment. Upstream: the end of syncCronJob, and getRef.
    mutating func started(_ job: APIObject, for scheduled: Int64) {
        active.append([
            "apiVersion": .string(job.resource.info.apiVersion), "kind": .string(job.resource.info.kind),
            "name": .string(job.name), "namespace": .string(job.namespace),
            "resourceVersion": .string("\(job.revision)"), "uid": .string(job.uid),
        ])
        value.set(.string(Timestamps.seconds(scheduled)), at: "lastScheduleTime")
        isChanged = true
    }

    /// A Job has completed: the latest completion is kept.
    mutating func succeeded(at text: String?) {
        let known = value["lastSuccessfulTime"]?.string
        if known == nil { isChanged = true }
        guard let text, let time = Timestamps.parse(text) else { return }
        if let last = known.flatMap(Timestamps.parse), time <= last { return }
        value.set(.string(text), at: "lastSuccessfulTime")
        isChanged = true
    }
}

/// What a CronJob's controller reads of a Job.
struct CronJobChild {
    let job: APIObject
    /// `Complete` or `Failed`, once it is.
    let outcome: String?
    let started: Int64?

    /// Upstream: pkg/controller/job/util, FinishedCondition.
    init(_ job: APIObject) {
        self.job = job
        let conditions = job.at("status", "conditions")?.array ?? []
        let ending = conditions.first {
            ($0["type"]?.string == "Complete" || $0["type"]?.string == "Failed") && $0["status"]?.string == "True"
        }
        outcome = ending?["type"]?.string
        started = job.at("status", "startTime")?.string.flatMap(Timestamps.parse)
    }

    var completionTime: String? { job.at("status", "completionTime")?.string }

    /// Oldest first; what has not started is last. Upstream: byJobStartTime.
    static func isOlder(_ a: CronJobChild, _ b: CronJobChild) -> Bool {
        switch (a.started, b.started) {
        case (let first?, let second?) where first != second: first < second
        case (.some, nil): true
        case (nil, .some): false
        default: a.job.name < b.job.name
        }
    }
}
