import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Making and deleting pods so that as many run as should.
///
/// Upstream: pkg/controller/job/job_controller.go, manageJob, deleteJobPods, deleteActivePods.
extension JobSync {
    func noteCounts<Memory>(_ context: inout SyncContext<Memory>) {
        context.note(.counted("owned", pods.count))
        context.note(.counted("active", active))
        context.note(.counted("ready", ready))
        if terminating > 0 { context.note(.counted("terminating", terminating)) }
        context.note(.counted("succeeded", succeeded))
        context.note(.counted("failed", failed))
    }

    // MARK: how many

    mutating func steer<Memory>(_ context: inout SyncContext<Memory>) throws(Interrupt) {
        if job.isSuspended {
            context.note(.rule("job-suspend", detail: "suspended: all \(active) active pods go"))
            return try giveUp(surplus(atLeast: active, &context), &context)
        }
        let wanted = wantedActive(&context)
        let victims = surplus(atLeast: max(0, active - wanted), &context)
        if !victims.isEmpty {
            // Either deletions or creations in one sync; deletions come first.
            return try giveUp(Array(victims.prefix(JobReconciler.podsPerSyncMax)), &context)
        }
        let waiting = job.replacesOnlyFailed ? terminating : 0
        let missing = wanted - waiting - active
        var terms = [Finding.Worked.Term("want active", wanted), .init("− active", active)]
        if job.replacesOnlyFailed { terms.append(.init("− terminating", terminating)) }
        context.note(.worked(.init("to create", max(0, missing), terms, rule: "job-want-active")))
        if missing > 0 { try create(missing, &context) }
    }

    private func wantedActive<Memory>(_ context: inout SyncContext<Memory>) -> Int {
        let wanted: Int
        let terms: [Finding.Worked.Term]
        if let completions = job.completions {
            wanted = max(0, min(completions - succeeded, job.parallelism))
            terms = [
                .init("min(completions", completions), .init("− succeeded", succeeded),
                .init(", parallelism", job.parallelism), .init(")"),
            ]
        } else if succeeded > 0 {
            wanted = active
            terms = [.init("active", active), .init(": one has succeeded, the rest ends by itself")]
        } else {
            wanted = job.parallelism
            terms = [.init("parallelism", job.parallelism), .init(": nothing says how many must succeed")]
        }
        context.note(.worked(.init("want active", wanted, terms, rule: "job-want-active")))
        return wanted
    }

    // MARK: deleting

    /// The active pods that must go: first those of no index or of an index that has one already.
    ///
    /// Upstream: activePodsForRemoval, appendDuplicatedIndexPodsForRemoval.
    private func surplus<Memory>(atLeast count: Int, _ context: inout SyncContext<Memory>) -> [APIObject] {
        var (gone, left) = job.isIndexed ? splitByIndex() : ([], activePods)
        if gone.count < count {
            let ranked = PodRanking(plainAt: now).ranked(left, victims: count - gone.count)
            if count < active {
                context.note(.rule("victim-ranking", detail: "\(count) of \(active) active pods must go"))
                context.note(.ranked(ranked.shown))
            }
            gone += ranked.order.prefix(count - gone.count)
        }
        left = []
        return gone
    }

    private func splitByIndex() -> (gone: [APIObject], left: [APIObject]) {
        var gone: [APIObject] = []
        var left: [APIObject] = []
        let ordered = JobSync.byIndex(activePods)
        var start = 0
        while start < ordered.count {
            let index = JobFacts.index(of: ordered[start])
            var end = start + 1
            while end < ordered.count, JobFacts.index(of: ordered[end]) == index { end += 1 }
            let alike = Array(ordered[start..<end])
            if index == nil || job.index(of: ordered[start]) == nil {
                gone += alike
            } else {
                let order = PodRanking(plainAt: now).ranked(alike, victims: alike.count - 1).order
                gone += order.dropLast()
                left += order.suffix(1)
            }
            start = end
        }
        return (gone, left)
    }

    /// Pods in the order of their index, those without one first.
    static func byIndex(_ pods: [APIObject]) -> [APIObject] {
        pods.map { (index: JobFacts.index(of: $0) ?? -1, pod: $0) }.enumerated().sorted {
            ($0.element.index, $0.offset) < ($1.element.index, $1.offset)
        }.map(\.element.pod)
    }

    /// Takes the finalizer off and deletes: such a pod is not counted.
    private mutating func giveUp<Memory>(
        _ victims: [APIObject], _ context: inout SyncContext<Memory>
    ) throws(Interrupt) {
        let key = job.key
        let moment = context.moment.time
        context.remember { memory in
            memory.expectations.expect(creations: 0, deletions: victims.count, for: key, at: moment)
            return 0
        }
        let tracked = victims.filter { $0.hasTrackingFinalizer || adopted.contains($0.uid) }
        let patched = try context.sendAll(tracked.map(JobSync.withoutFinalizer))
        var kept: Set<String> = []
        for (pod, answer) in zip(tracked, patched) {
            if let object = answer.object { PodControl.wrote(object, for: base, &context) }
            guard let failure = answer.failure else { continue }
            kept.insert(pod.uid)
            notDeleted(pod.key, "removing completion finalizer: \(failure.message)", failure.code, &context)
        }
        let deleted = victims.filter { !kept.contains($0.uid) }
        for (pod, failure) in try PodControl.delete(deleted.map(\.key), of: base, &context) {
            notDeleted(pod, "unable to delete pods: \(failure.message)", failure.code, &context)
        }
        ready -= deleted.reduce(0) { $0 + ($1.flags.isReady ? 1 : 0) }
        active -= victims.count
        terminating += victims.count
    }

    /// Its deletion will not be seen; one that is gone already counts as deleted.
    private mutating func notDeleted<Memory>(
        _ pod: ObjectKey, _ message: String, _ code: Int, _ context: inout SyncContext<Memory>
    ) {
        let key = job.key
        context.remember { memory in
            memory.expectations.deletionObserved(for: key)
            return 0
        }
        if code == 404 { return }
        active += 1
        terminating -= 1
        if problem == nil { problem = message }
    }

    /// The Job ends: what still runs is deleted, with its finalizer, so that it is counted.
    mutating func deleteActivePods<Memory>(_ context: inout SyncContext<Memory>) throws(Interrupt) {
        let failures = try PodControl.delete(activePods.map(\.key), of: base, &context)
            .filter { $0.failure.code != 404 }
        if !failures.isEmpty || !maySteer {
            // Finalizers or pods that the cache does not show may be left: the end must wait.
            ending = nil
        }
        let deleted = active - failures.count
        active -= deleted
        terminating += deleted
        ready = 0
        problem = failures.first.map { "unable to delete pods: \($0.failure.message)" }
    }

    static func withoutFinalizer(_ pod: APIObject) -> APIRequest {
        let patch: Value = [
            "metadata": ["$deleteFromPrimitiveList/finalizers": [.string(JobMarks.trackingFinalizer)]]
        ]
        return .patch(.strategic, .pods, pod.key, patch)
    }

    // MARK: creating

    private mutating func create<Memory>(
        _ missing: Int, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) {
        if job.backoffLimitPerIndex == nil, wait(backoff.remaining(at: now), &context) { return }
        let count = min(missing, JobReconciler.podsPerSyncMax)
        var indexesToAdd: [Int]?
        if job.isIndexed {
            let due = dueIndexes(count)
            if due.indexes.isEmpty {
                // Each index without a success has a pod, or waits for its own delay.
                _ = wait(due.soonest, &context)
                return
            }
            indexesToAdd = due.indexes
            context.note(.rule("job-indexes", detail: "next: \(IndexIntervals(ordered: due.indexes).text)"))
        }
        let pods = JobPods(job, replaced: indexes.replaced)
        let drafts = indexesToAdd.map { $0.map(pods.pod(index:)) } ?? Array(repeating: pods.template, count: count)
        let key = job.key
        let moment = context.moment.time
        context.remember { memory in
            memory.expectations.expect(creations: drafts.count, deletions: 0, for: key, at: moment)
            return 0
        }
        let created = try PodControl.createInBatches(drafts, for: base, &context)
        let missed = drafts.count - created.succeeded
        if missed > 0 {
            context.remember { memory in
                memory.expectations.creationObserved(for: key, count: missed)
                return 0
            }
        }
        active += created.succeeded
        problem = created.failure?.message
    }

    /// Failures hold replacements back. Answers whether they do now.
    private mutating func wait<Memory>(_ left: SimDuration, _ context: inout SyncContext<Memory>) -> Bool {
        guard left > .zero else { return false }
        context.note(
            .rule(
                "job-back-off",
                detail: job.backoffLimitPerIndex == nil
                    ? "failure \(backoff.failuresSinceSuccess) in a row: "
                        + "\(JobBackoff.delay(after: backoff.failuresSinceSuccess)), \(left) of it left"
                    : "the soonest index may be tried again in \(left)"))
        lookAgain(after: max(left, JobReconciler.batchPeriod))
        // As upstream: while it waits it reports none as active.
        active = 0
        return true
    }

    /// The first indexes that lack a pod and whose own delay is over; else how long the soonest waits.
    ///
    /// Upstream: firstPendingIndexes, getPodCreationInfoForIndependentIndexes.
    private func dueIndexes(_ count: Int) -> (indexes: [Int], soonest: SimDuration) {
        func held(_ pods: [APIObject]) -> IndexIntervals {
            IndexIntervals(ordered: pods.compactMap { JobFacts.index(of: $0) }.sorted())
        }
        var taken = indexes.succeeded.merged(with: held(activePods))
        if job.replacesOnlyFailed { taken = taken.merged(with: held(pods.filter(\.isPodTerminating))) }
        if let failed = indexes.failed { taken = taken.merged(with: failed) }
        let missing = taken.firstMissing(count, below: job.completions ?? 0)
        guard job.backoffLimitPerIndex != nil else { return (missing, .zero) }
        var due: [Int] = []
        var soonest: SimDuration?
        for index in missing {
            let left = delay(of: index)
            if left == .zero { due.append(index) } else { soonest = min(soonest ?? left, left) }
        }
        return (due, soonest ?? .zero)
    }

    /// Upstream: getRemainingTimePerIndex.
    private func delay(of index: Int) -> SimDuration {
        guard let pod = indexes.replaced[index] else { return .zero }
        return JobBackoff.remaining(
            failures: JobIndexCounts(pod).all + 1, since: JobBackoff.finishTime(pod), now: now)
    }
}
