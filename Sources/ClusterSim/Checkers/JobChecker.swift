import Documents
import KubeAPI
import OrderedMaps

/// A Job counts each pod once, only when nothing holds the pod any more, and never more successes than it wants.
///
/// Looks at what the Job controller writes; whatever a person writes into a status is their own affair.
struct JobChecker: Sendable {
    static let controller = "system:serviceaccount:kube-system:job-controller"
    private static let finalizer = "batch.kubernetes.io/job-tracking"

    /// Uids of pods that carry the tracking finalizer.
    private var held = OrderedMap<String, Bool>()
    /// Uids that left the uncounted lists, by the uid of their Job: as many as it has counted.
    private var counted = OrderedMap<String, OrderedMap<String, Bool>>()

    mutating func committed(_ change: Change) {
        let object = change.object
        if object.resource == .pods {
            let isHeld = change.kind != .deleted && object.meta.finalizers.contains(JobChecker.finalizer)
            if isHeld != (held[object.uid] != nil) { held[object.uid] = isHeld ? true : nil }
        } else if object.resource == .jobs && change.kind == .deleted {
            counted[object.uid] = nil
        }
    }

    /// What is wrong with a status that the controller wrote.
    mutating func problem(withStatus change: Change) -> String? {
        guard let old = change.old else { return nil }
        let (before, after) = (Counts(old), Counts(change.object))
        let name = "Job \(change.object.key)"
        if let problem = recount(before, after, change.object.uid) { return "\(name) \(problem)" }
        if before.isFinished && before != after { return "\(name) is over and counts on" }
        if after.isIndexed {
            if after.succeeded != after.indexes.count {
                return "\(name) says \(after.succeeded) succeeded, its indexes are \(after.indexes.text)"
            }
        } else if after.succeeded - before.succeeded != JobChecker.left(before.good, after.good).count {
            return "\(name) counts \(after.succeeded) successes after \(before.succeeded) without having listed them"
        }
        if after.failed - before.failed != JobChecker.left(before.bad, after.bad).count {
            return "\(name) counts \(after.failed) failures after \(before.failed) without having listed them"
        }
        if let wanted = after.completions, after.succeeded > wanted, after.succeeded > before.succeeded,
            !after.adopts
        {
            return "\(name) counts \(after.succeeded) successes, \(wanted) are wanted"
        }
        return nil
    }

    /// Uids leave the lists when their pod is no longer held, and never come back.
    private mutating func recount(_ before: Counts, _ after: Counts, _ job: String) -> String? {
        for uid in JobChecker.left(after.good + after.bad, before.good + before.bad)
        where counted[job]?[uid] != nil {
            return "lists pod \(uid) again after counting it"
        }
        for uid in JobChecker.left(before.good + before.bad, after.good + after.bad) {
            if held[uid] != nil { return "counts pod \(uid) while its finalizer is there" }
            let isTwice = counted.update(job, default: OrderedMap()) { uids in
                if uids[uid] != nil { return true }
                uids[uid] = true
                return false
            }
            if isTwice { return "counts pod \(uid) twice" }
        }
        return nil
    }

    /// Those of `uids` that are not among `others`.
    private static func left(_ uids: [String], _ others: [String]) -> [String] {
        let others = Set(others)
        return uids.filter { !others.contains($0) }
    }

    /// What a status says in numbers.
    private struct Counts: Equatable {
        let completions: Int?
        let isIndexed: Bool
        /// Pods that were there before may be taken in, as many as there are.
        let adopts: Bool
        let succeeded: Int
        let failed: Int
        let good: [String]
        let bad: [String]
        let indexes: IndexIntervals
        let isFinished: Bool

        init(_ job: APIObject) {
            let spec = job["spec"] ?? .null
            let status = job["status"] ?? .null
            completions = spec["completions"]?.int.map { Int($0) }
            isIndexed = spec["completionMode"]?.string == "Indexed"
            adopts = spec["manualSelector"]?.bool == true
            succeeded = status["succeeded"]?.int.map { Int($0) } ?? 0
            failed = status["failed"]?.int.map { Int($0) } ?? 0
            let lists = status["uncountedTerminatedPods"]
            good = (lists?["succeeded"]?.array ?? []).compactMap(\.string)
            bad = (lists?["failed"]?.array ?? []).compactMap(\.string)
            indexes = IndexIntervals(
                parsing: status["completedIndexes"]?.string ?? "", completions: completions ?? 0)
            isFinished = (status["conditions"]?.array ?? []).contains {
                ["Complete", "Failed"].contains($0["type"]?.string) && $0["status"]?.string == "True"
            }
        }
    }
}
