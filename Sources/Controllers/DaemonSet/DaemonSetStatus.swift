import ControllerKit
import Documents
import KubeAPI
import Simulation

/// The status a DaemonSet reports: nodes are counted, not pods.
///
/// Upstream: pkg/controller/daemon/daemon_controller.go, updateDaemonSetStatus, storeDaemonSetStatus.
struct DaemonSetCounts: Equatable {
    /// A failed status write is tried again once, on the newest version.
    static let retries = 1  // StatusUpdateRetries

    var desired = 0
    var current = 0
    var misscheduled = 0
    var ready = 0
    var updated = 0
    var available = 0

    init(_ round: DaemonSetReconciler.Round, _ pods: DaemonPods, now: Int64) {
        let seconds = DaemonSetReconciler.minReadySeconds(of: round.set)
        for node in round.nodes {
            let there = pods.on(node.name)
            guard round.eligibility.verdict(node).shouldRun else {
                if !there.isEmpty { misscheduled += 1 }
                continue
            }
            desired += 1
            guard let oldest = DaemonPods.oldestFirst(there).first else { continue }
            current += 1
            if oldest.flags.isReady { ready += 1 }
            if oldest.isAvailable(minReadySeconds: seconds, at: now) { available += 1 }
            if DaemonPodTemplate.isUpdated(oldest, of: round.set, hash: round.hash) { updated += 1 }
        }
    }

    /// The fields, in which a zero of some is left out.
    private var fields: [(name: String, count: Int, keepsZero: Bool)] {
        [
            ("desiredNumberScheduled", desired, true), ("currentNumberScheduled", current, true),
            ("numberMisscheduled", misscheduled, true), ("numberReady", ready, true),
            ("updatedNumberScheduled", updated, false), ("numberAvailable", available, false),
            ("numberUnavailable", desired - available, false)
        ]
    }

    func isWritten(in set: APIObject) -> Bool {
        let status = set["status"]
        return fields.allSatisfy { Int(status?[$0.name]?.int ?? 0) == $0.count }
            && status?["observedGeneration"]?.int ?? 0 >= set.meta.generation
    }

    func write(into draft: inout Value) {
        for (name, count, keepsZero) in fields {
            draft.set(count == 0 && !keepsZero ? nil : .int(Int64(count)), at: "status", name)
        }
    }
}

extension DaemonSetReconciler {
    /// What became of the status.
    enum StatusOutcome {
        case failed(SyncFailure)
        /// It is written, or was as it should be. Pods that are ready and not available are looked at again.
        case done(again: SimDuration?)

        func requeue(_ soonest: SimDuration?) -> Requeue {
            switch self {
            case .failed(let failure): return .withBackoff(reason: failure.message)
            case .done(let again):
                let waits = [again, soonest].compactMap { $0 }
                return waits.min().map { .after($0) } ?? .done
            }
        }
    }

    /// Counts nodes and pods as they are now and writes the counts.
    ///
    /// - Parameter observed: whether this generation of the spec has been acted upon.
    static func status(
        _ round: Round, observed: Bool, _ context: inout Context
    ) throws(Interrupt) -> StatusOutcome {
        let pods: DaemonPods
        switch try DaemonPods.read(round.set, &context) {
        case .failure(let failure): return .failed(unmapped(round.set, failure))
        case .success(let read): pods = read
        }
        let counts = DaemonSetCounts(round, pods, now: context.moment.date)
        if counts.isWritten(in: round.set) {
            context.note(.rule("no-op-write", detail: "the status is as it was: nothing is written"))
        } else if let failure = try store(counts, round.set, observed: observed, &context) {
            return .failed(SyncFailure("error storing status for daemon set \(round.set.key): \(failure.message)"))
        }
        let seconds = minReadySeconds(of: round.set)
        let waits = seconds > 0 && counts.ready != counts.available
        return .done(again: waits ? .seconds(seconds) : nil)
    }

    private static func store(
        _ counts: DaemonSetCounts, _ set: APIObject, observed: Bool, _ context: inout Context
    ) throws(Interrupt) -> SyncFailure? {
        var base = set
        for attempt in 0... {
            var draft = base.published
            counts.write(into: &draft)
            if observed { draft.set(.int(set.meta.generation), at: "status", "observedGeneration") }
            let answer = try context.send(.update(draft, .daemonSets, subresource: "status"))
            if let written = answer.object {
                PodControl.wrote(written, for: set, &context)
                return nil
            }
            if attempt >= DaemonSetCounts.retries { return SyncFailure(answer.failure) }
            let read = try context.send(.get(.daemonSets, set.key))
            guard let newest = read.object else { return SyncFailure(read.failure) }
            context.note(.readLive(newest.ref, found: true))
            base = newest
        }
        return nil
    }
}
