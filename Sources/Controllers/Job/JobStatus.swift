import Documents
import KubeAPI

/// `status` of a Job as the controller works on it.
struct JobStatus {
    var conditions: [JobCondition] = []
    /// Microseconds since 1970.
    var startTime: Int64?
    var completionTime: Int64?
    var active = 0
    var succeeded = 0
    var failed = 0
    var ready: Int?
    var terminating: Int?
    var completedIndexes = ""
    var failedIndexes: String?
    /// Uids of pods that are over and not in the counts yet.
    var uncountedSucceeded: [String] = []
    var uncountedFailed: [String] = []

    init(_ status: Value) {
        func number(_ field: String) -> Int? { status[field]?.int.map { Int($0) } }
        conditions = (status["conditions"]?.array ?? []).map(JobCondition.init)
        startTime = status["startTime"]?.string.flatMap { Timestamps.parse($0) }
        completionTime = status["completionTime"]?.string.flatMap { Timestamps.parse($0) }
        active = number("active") ?? 0
        succeeded = number("succeeded") ?? 0
        failed = number("failed") ?? 0
        ready = number("ready")
        terminating = number("terminating")
        completedIndexes = status["completedIndexes"]?.string ?? ""
        failedIndexes = status["failedIndexes"]?.string
        let lists = status["uncountedTerminatedPods"]
        uncountedSucceeded = (lists?["succeeded"]?.array ?? []).compactMap(\.string)
        uncountedFailed = (lists?["failed"]?.array ?? []).compactMap(\.string)
    }

    /// As Go encodes it: zero counts are left out, numbers behind pointers are not.
    var value: Value {
        var fields = Fields()
        if !conditions.isEmpty { fields["conditions"] = .array(conditions.map(\.value)) }
        if let startTime { fields["startTime"] = .string(Timestamps.seconds(startTime)) }
        if let completionTime { fields["completionTime"] = .string(Timestamps.seconds(completionTime)) }
        for (name, number) in [("active", active), ("succeeded", succeeded), ("failed", failed)] where number != 0 {
            fields[name] = Value(number)
        }
        if let ready { fields["ready"] = Value(ready) }
        if let terminating { fields["terminating"] = Value(terminating) }
        if !completedIndexes.isEmpty { fields["completedIndexes"] = .string(completedIndexes) }
        if let failedIndexes { fields["failedIndexes"] = .string(failedIndexes) }
        var lists = Fields()
        if !uncountedSucceeded.isEmpty { lists["succeeded"] = .array(uncountedSucceeded.map { .string($0) }) }
        if !uncountedFailed.isEmpty { lists["failed"] = .array(uncountedFailed.map { .string($0) }) }
        fields["uncountedTerminatedPods"] = .object(lists)
        return .object(fields)
    }

    /// The condition of a type, if it is True.
    func holding(_ type: JobCondition.Kind) -> JobCondition? {
        conditions.first { $0.type == type.rawValue && $0.isTrue }
    }

    /// Complete or Failed. Upstream: pkg/controller/job/util, IsJobFinished.
    var finished: JobCondition? { holding(.complete) ?? holding(.failed) }

    /// Sets a condition; `false` if it was so already, or if it would turn from absent to False.
    ///
    /// Upstream: ensureJobConditionStatus.
    mutating func ensure(_ condition: JobCondition) -> Bool {
        if let index = conditions.firstIndex(where: { $0.type == condition.type }) {
            if conditions[index].says(condition) { return false }
            conditions[index] = condition
            return true
        }
        if condition.status == "False" { return false }
        conditions.append(condition)
        return true
    }
}

/// One of `status.conditions` of a Job.
struct JobCondition: Equatable {
    /// The types that the controller sets. FailureTarget and SuccessCriteriaMet announce the end, Failed and
    /// Complete are it: between them the remaining pods go.
    enum Kind: String {
        case suspended = "Suspended"
        case failureTarget = "FailureTarget"
        case successCriteriaMet = "SuccessCriteriaMet"
        case failed = "Failed"
        case complete = "Complete"
    }

    var type: String
    var status: String
    var reason: String
    var message: String
    private let probed: Value?
    private let turned: Value?

    init(_ type: Kind, is status: String = "True", _ reason: String, _ message: String, at now: Int64) {
        self.type = type.rawValue
        self.status = status
        self.reason = reason
        self.message = message
        probed = .string(Timestamps.seconds(now))
        turned = probed
    }

    init(_ value: Value) {
        type = value["type"]?.string ?? ""
        status = value["status"]?.string ?? ""
        reason = value["reason"]?.string ?? ""
        message = value["message"]?.string ?? ""
        probed = value["lastProbeTime"]
        turned = value["lastTransitionTime"]
    }

    var kind: Kind? { Kind(rawValue: type) }
    var isTrue: Bool { status == "True" }
    /// Microseconds since 1970.
    var turnedAt: Int64? { turned?.string.flatMap { Timestamps.parse($0) } }

    /// The same but for the times.
    func says(_ other: JobCondition) -> Bool {
        status == other.status && reason == other.reason && message == other.message
    }

    /// The end that this announcement leads to, with its reason and message.
    func turnedInto(_ type: Kind, at now: Int64) -> JobCondition {
        JobCondition(type, reason, message, at: now)
    }

    var value: Value {
        var fields = Fields([("type", .string(type)), ("status", .string(status))])
        if let probed { fields["lastProbeTime"] = probed }
        if let turned { fields["lastTransitionTime"] = turned }
        if !reason.isEmpty { fields["reason"] = .string(reason) }
        if !message.isEmpty { fields["message"] = .string(message) }
        return .object(fields)
    }
}
