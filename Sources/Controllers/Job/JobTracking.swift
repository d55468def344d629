import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Counting pods that are over, in two steps, so that none is counted twice or lost whatever crashes:
/// their uids are written into the status, then their finalizers are taken off, then the counts grow.
///
/// Upstream: pkg/controller/job/job_controller.go, trackJobStatusAndRemoveFinalizers.
extension JobSync {
    /// What one pass over the pods found.
    private struct Pass {
        /// Their finalizer may go.
        var released: [APIObject] = []
        /// Uids of pods that still have theirs.
        var tracked: Set<String> = []
        var newIndexes: [Int] = []
        var isFull = false
    }

    /// Writes the status and takes finalizers off. Answers the text of what failed.
    mutating func track(hasNews: Bool, _ context: inout SyncContext<JobMemory>) throws(Interrupt) -> String? {
        var mustWrite =
            hasNews || active != status.active || ready != status.ready || terminating != status.terminating
        status.active = active
        status.ready = ready
        status.terminating = terminating
        var pass = Pass()
        let ordered = job.isIndexed ? JobSync.byIndex(pods) : pods
        pass.tracked = Set(ordered.filter(isTracked).map(\.uid))
        if countReleased(pass.tracked) { mustWrite = true }
        if collect(ordered, &pass) { mustWrite = true }
        if job.isIndexed, writeIndexes(pass.newIndexes) { mustWrite = true }
        if announceEnding() { mustWrite = true }
        if mustWrite, let failure = try write(&context) { return "adding uncounted pods to status: \(failure)" }
        if mustWrite { rememberBackoff(&context) }
        let failure = try release(&pass, &context)
        mustWrite = countReleased(pass.tracked)
        if let failure {
            if mustWrite, let second = try write(&context) { return "removing uncounted pods from status: \(second)" }
            return failure
        }
        let end = pass.isFull ? nil : finish(&context)
        if end != nil { mustWrite = true }
        if mustWrite, let failure = try write(&context) { return "removing uncounted pods from status: \(failure)" }
        if let end { recordEnd(end, &context) }
        return nil
    }

    // MARK: the pass

    /// Uids without a finalizer leave the list and enter the count. Upstream: cleanUncountedPodsWithoutFinalizers.
    private mutating func countReleased(_ tracked: Set<String>) -> Bool {
        let (good, bad) = (status.uncountedSucceeded.count, status.uncountedFailed.count)
        status.uncountedSucceeded.removeAll { !tracked.contains($0) }
        status.uncountedFailed.removeAll { !tracked.contains($0) }
        status.succeeded += good - status.uncountedSucceeded.count
        status.failed += bad - status.uncountedFailed.count
        return good != status.uncountedSucceeded.count || bad != status.uncountedFailed.count
    }

    /// Lists the pods that are over; answers whether the status changed.
    private mutating func collect(_ ordered: [APIObject], _ pass: inout Pass) -> Bool {
        let knownGood = Set(status.uncountedSucceeded)
        let knownBad = Set(status.uncountedFailed)
        var isNews = false
        for pod in ordered where isTracked(pod) && mayRelease(pod) {
            pass.released.append(pod)
            if pod.pod?.phase == .succeeded && !knownBad.contains(pod.uid) {
                if job.isIndexed {
                    // The index alone keeps it from being counted again.
                    if let index = job.index(of: pod), !indexes.before.contains(index) {
                        pass.newIndexes.append(index)
                        isNews = true
                    }
                } else if !knownGood.contains(pod.uid) {
                    status.uncountedSucceeded.append(pod.uid)
                    isNews = true
                }
            } else if countsAsFailed(pod) && !knownBad.contains(pod.uid) {
                status.uncountedFailed.append(pod.uid)
                isNews = true
            }
            let listed = pass.newIndexes.count + status.uncountedSucceeded.count + status.uncountedFailed.count
            if listed >= JobReconciler.uncountedMax {
                pass.isFull = true
                break
            }
        }
        return isNews
    }

    /// Upstream: canRemoveFinalizer.
    private func mayRelease(_ pod: APIObject) -> Bool {
        if job.object.meta.isTerminating || ending != nil || pod.pod?.phase == .succeeded { return true }
        guard job.hasFailed(pod) else { return false }
        guard job.backoffLimitPerIndex != nil, let index = JobFacts.index(of: pod) else { return true }
        return indexes.replaced[index]?.uid != pod.uid
    }

    private func countsAsFailed(_ pod: APIObject) -> Bool {
        // When a Job fails, whatever has not ended by then has failed too.
        let isLost = ending.map { $0.kind != .successCriteriaMet } ?? false
        guard job.hasFailed(pod) || isLost, !job.isIndexed || job.index(of: pod) != nil else { return false }
        return job.failurePolicy?.match(pod)?.action != .ignore
    }

    private mutating func writeIndexes(_ new: [Int]) -> Bool {
        indexes.succeeded = indexes.succeeded.merged(with: IndexIntervals(ordered: new))
        let text = indexes.succeeded.text
        let failed = indexes.failed?.text
        let isNews = text != status.completedIndexes || failed != status.failedIndexes
        status.succeeded = indexes.succeeded.count
        status.completedIndexes = text
        status.failedIndexes = failed
        return isNews
    }

    // MARK: writing

    private mutating func write(_ context: inout SyncContext<JobMemory>) throws(Interrupt) -> String? {
        var draft = base.published
        draft.set(status.value, at: "status")
        let answer = try context.send(.update(draft, .jobs, subresource: "status"))
        guard let object = answer.object else { return answer.failure?.message ?? "no answer" }
        PodControl.wrote(object, for: object, &context)
        base = object
        return nil
    }

    private func rememberBackoff(_ context: inout SyncContext<JobMemory>) {
        let (key, record) = (job.key, backoff)
        context.remember { memory in
            memory.own.remember(record, of: key)
            return 0
        }
    }

    /// Takes the finalizers off, all at once. Upstream: removeTrackingFinalizerFromPods.
    private func release(_ pass: inout Pass, _ context: inout SyncContext<JobMemory>) throws(Interrupt) -> String? {
        if pass.released.isEmpty { return nil }
        let key = job.key
        let uids = pass.released.map(\.uid)
        context.note(.rule("job-counting", detail: "taking the finalizer off \(JobSync.pods(uids.count))"))
        context.remember { memory in
            memory.own.expectRemovals(of: uids, for: key)
            return 0
        }
        var failure: String?
        for (pod, answer) in zip(pass.released, try context.sendAll(pass.released.map(JobSync.withoutFinalizer))) {
            if let object = answer.object { PodControl.wrote(object, for: base, &context) }
            if let status = answer.failure {
                context.remember { memory in
                    memory.own.removalObserved(of: pod.uid, for: key)
                    return 0
                }
                if status.code != 404 {
                    if failure == nil { failure = status.message }
                    continue
                }
            }
            pass.tracked.remove(pod.uid)
        }
        return failure
    }

    /// `1 pod`, `3 pods`.
    private static func pods(_ count: Int) -> String { "\(count) pod\(count == 1 ? "" : "s")" }

    // MARK: the end

    /// The end is announced before finalizers go; afterwards it is looked at as what it leads to.
    private mutating func announceEnding() -> Bool {
        guard let announced = ending else { return false }
        switch announced.kind {
        case .failureTarget:
            status.conditions.append(announced)
            ending = announced.turnedInto(.failed, at: now)
            return true
        case .successCriteriaMet:
            let isNew = status.holding(.successCriteriaMet) == nil
            if isNew { status.conditions.append(announced) }
            ending = announced.turnedInto(.complete, at: now)
            return isNew
        default: return false
        }
    }

    /// Sets Complete or Failed once nothing is uncounted and no pod is on its way out. Upstream: enactJobFinished.
    private mutating func finish(_ context: inout SyncContext<JobMemory>) -> JobCondition? {
        guard let ending else { return nil }
        let uncounted = status.uncountedSucceeded.count + status.uncountedFailed.count
        if uncounted > 0 || terminating > 0 {
            context.note(
                .rule(
                    "job-ending",
                    detail: "\(ending.type) waits for \(JobSync.pods(uncounted)) to be counted, "
                        + "\(JobSync.pods(terminating)) to go"))
            return nil
        }
        context.note(.rule("job-ending", detail: "\(ending.type): \(ending.reason)"))
        _ = status.ensure(ending)
        if ending.kind == .complete { status.completionTime = ending.turnedAt }
        return ending
    }

    /// Upstream: recordJobFinished.
    private func recordEnd(_ end: JobCondition, _ context: inout SyncContext<JobMemory>) {
        if end.kind == .complete {
            if let completions = job.completions, status.succeeded > completions {
                context.record(
                    type: "Warning", reason: "TooManySucceededPods",
                    message: "Too many succeeded pods running after completion count reached", on: base)
            }
            context.record(type: "Normal", reason: "Completed", message: "Job completed", on: base)
        } else {
            context.record(type: "Warning", reason: end.reason, message: end.message, on: base)
        }
        let uid = base.uid
        context.remember { memory in
            memory.own.declareOver(uid)
            return 0
        }
    }
}
