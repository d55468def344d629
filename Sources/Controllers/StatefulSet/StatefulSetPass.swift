import ControllerKit
import Documents
import KubeAPI

/// One pass over the ordinals: repair and make the wanted ones upwards, take the others away downwards, then
/// renew the wanted ones downwards. Under OrderedReady the first that has to be waited for ends the pass.
///
/// Upstream: pkg/controller/statefulset/stateful_set_control.go, updateStatefulSet.
struct StatefulSetPass {
    typealias Context = SyncContext<NoMemory>

    /// A place of the set: its pod, or the one that is to be made.
    struct Place {
        let ordinal: Int
        let name: String
        var pod: APIObject?
        /// What is to be made, if there is no pod.
        var planned: Value = .null
        var revision: String
    }

    /// What a step says of those behind it.
    enum Outcome {
        case goOn
        case wait
        case failed(SyncFailure)
    }

    let set: APIObject
    let history: StatefulSetHistory
    let availability: PodAvailability
    private let control: StatefulPodControl
    private var wanted: [Place]
    /// Pods beyond the wanted ordinals, the highest first.
    private let condemned: [Place]
    private let isOrdered: Bool
    private(set) var status: StatefulSetStatus

    init(_ set: APIObject, _ pods: [APIObject], _ history: StatefulSetHistory, _ availability: PodAvailability) {
        self.set = set
        self.history = history
        self.availability = availability
        control = StatefulPodControl(set: set)
        isOrdered = set.at("spec", "podManagementPolicy") != "Parallel"
        let ordinals = StatefulIdentity.ordinals(set)
        var byOrdinal: [Int: APIObject] = [:]
        for pod in pods { byOrdinal[StatefulIdentity.ordinal(of: pod)] = pod }
        wanted = ordinals.map { ordinal in
            byOrdinal[ordinal].map { Place($0, ordinal) } ?? StatefulSetPass.plan(ordinal, set, history)
        }
        condemned = pods.map { Place($0, StatefulIdentity.ordinal(of: $0)) }
            .filter { !ordinals.contains($0.ordinal) && $0.ordinal >= 0 }
            .sorted { $0.ordinal > $1.ordinal }
        status = StatefulSetStatus(history, pods: pods, availability)
    }

    /// The pod an ordinal without one is to get: below the partition of the current revision, else of the new one.
    ///
    /// Upstream: newVersionedStatefulSetPod.
    private static func plan(_ ordinal: Int, _ set: APIObject, _ history: StatefulSetHistory) -> Place {
        let rolling = set.at("spec", "updateStrategy", "rollingUpdate")
        let kept: Int64
        if let rolling {
            kept = rolling["partition"]?.int ?? 0
        } else if set.at("spec", "updateStrategy", "type") == "RollingUpdate" {
            kept = set.at("status", "currentReplicas")?.int ?? 0
        } else {
            kept = 0
        }
        let isOld = ordinal < StatefulIdentity.start(set) + Int(kept)
        let revision = isOld ? history.current : history.update
        let template = StatefulSetHistory.template(of: revision)
        var place = Place(ordinal: ordinal, name: "\(set.name)-\(ordinal)", revision: revision.name)
        place.planned = StatefulIdentity.pod(ordinal, of: set, template: template, revision: revision.name)
        return place
    }

    // MARK: the pass

    mutating func run(_ context: inout Context) throws(Interrupt) -> SyncFailure? {
        noteUnavailable(&context)
        if set.meta.isTerminating {
            context.note(.rule("no-steering-while-deleted", detail: "only the status is written"))
            return nil
        }
        var outcome = try forAll(wanted, &context, keepOrMake)
        if case .goOn = outcome { outcome = try forAll(condemned, &context, giveClaimsAway) }
        if case .goOn = outcome { outcome = try forAll(condemned, &context, takeAway) }
        recount()
        switch outcome {
        case .failed(let failure): return failure
        case .wait: return nil
        case .goOn: return try renew(&context)
        }
    }

    private mutating func recount() {
        let pods = (wanted + condemned).compactMap(\.pod)
        status = StatefulSetStatus(history, pods: pods, availability)
    }

    /// In order, up to the first that says wait; or in batches of 1, 2, 4 …, up to one with a failure.
    ///
    /// Upstream: runForAll and slowStartBatch, MaxBatchSize.
    private func forAll(
        _ places: [Place], _ context: inout Context,
        _ step: (Place, inout Context) throws(Interrupt) -> Outcome
    ) throws(Interrupt) -> Outcome {
        if isOrdered {
            for place in places {
                let outcome = try step(place, &context)
                guard case .goOn = outcome else { return outcome }
            }
            return .goOn
        }
        var rest = places[...]
        var size = 1
        while !rest.isEmpty {
            var failures: [String] = []
            for place in rest.prefix(size) {
                if case .failed(let failure) = try step(place, &context) { failures.append(failure.message) }
            }
            if let failure = SyncFailure(aggregating: failures) { return .failed(failure) }
            rest = rest.dropFirst(size)
            size = min(2 * size, StatefulSetPass.batchMax)
        }
        return .goOn
    }

    private static let batchMax = 500  // pkg/controller/statefulset, MaxBatchSize

    // MARK: wanted ordinals, upwards

    /// Upstream: processReplica.
    private func keepOrMake(_ place: Place, _ context: inout Context) throws(Interrupt) -> Outcome {
        guard let pod = place.pod else { return try make(place, &context) }
        if pod.pod?.isFinished == true {
            let phase = pod.at("status", "phase")?.string ?? ""
            context.note(.rule("ended-pod", detail: "\(pod.name) is \(phase): it goes, its twin comes when it is gone"))
            if pod.meta.isTerminating { return .wait }
            return try control.delete(pod, &context).map(Outcome.failed) ?? .wait
        }
        if pod.pod?.phase == .pending, let failure = try control.createMissingClaims(pod, &context) {
            return .failed(failure)
        }
        if isOrdered, let why = notYet(pod) {
            let behind = (wanted.last?.ordinal ?? place.ordinal) - place.ordinal
            context.note(
                .rule("ordered-ready", detail: "\(pod.name) \(why): the \(behind) behind it and all else wait"))
            return .wait
        }
        if StatefulIdentity.matches(set, pod), StatefulIdentity.storageMatches(set, pod),
            control.claimsMatch(pod.name, uid: pod.uid, place.ordinal, &context)
        {
            return .goOn
        }
        return try control.update(pod, &context).map(Outcome.failed) ?? .goOn
    }

    private func make(_ place: Place, _ context: inout Context) throws(Interrupt) -> Outcome {
        if control.hasStaleClaim(place.name, place.ordinal, &context) {
            context.note(.rule("stale-claim", detail: "a claim of \(place.name) goes with an older pod: wait for that"))
            return .wait
        }
        let why = place.revision == history.update.name ? "the update revision" : "the current revision (partition)"
        context.note(.rule("next-ordinal", detail: "\(place.name) is missing: made of \(place.revision), \(why)"))
        if let failure = try control.create(place.planned, ordinal: place.ordinal, &context) { return .failed(failure) }
        return isOrdered ? .wait : .goOn
    }

    /// What a pod must still do before the next ordinal has its turn.
    private func notYet(_ pod: APIObject) -> String? {
        if pod.meta.isTerminating { return "is terminating" }
        if !StatefulSetStatus.isRunningAndReady(pod) { return "is not running and ready" }
        return availability.isAvailable(pod) ? nil : "is ready but not for minReadySeconds"
    }

    private func isUnavailable(_ place: Place) -> Bool {
        guard let pod = place.pod else { return true }
        return !availability.isAvailable(pod) || pod.meta.isTerminating
    }

    /// The first in the order of ordinals, the wanted ones before the others.
    private var firstUnavailable: Place? { (wanted + condemned.reversed()).first(where: isUnavailable) }

    private func noteUnavailable(_ context: inout Context) {
        let count = (wanted + condemned).filter(isUnavailable).count
        context.note(.counted("unavailable", count))
    }

    // MARK: ordinals beyond, downwards

    private func giveClaimsAway(_ place: Place, _ context: inout Context) throws(Interrupt) -> Outcome {
        guard let pod = place.pod, !control.claimsMatch(pod.name, uid: pod.uid, place.ordinal, &context) else {
            return .goOn
        }
        let failure = try control.updateRetention(of: pod.name, uid: pod.uid, place.ordinal, &context)
        return failure.map(Outcome.failed) ?? .goOn
    }

    /// Upstream: processCondemned.
    private func takeAway(_ place: Place, _ context: inout Context) throws(Interrupt) -> Outcome {
        guard let pod = place.pod else { return .goOn }
        if pod.meta.isTerminating {
            guard isOrdered else { return .goOn }
            context.note(
                .rule("ordered-scale-down", detail: "\(pod.name) is terminating: the next waits until it is gone"))
            return .wait
        }
        if isOrdered, pod.uid != firstUnavailable?.pod?.uid, let why = notYet(pod) {
            let first = firstUnavailable?.name ?? "another"
            context.note(.rule("ordered-scale-down", detail: "\(pod.name) \(why) and \(first) is first: nothing goes"))
            return .wait
        }
        context.note(.rule("ordered-scale-down", detail: "\(pod.name) is the highest beyond the wanted: it goes"))
        return try control.delete(pod, &context).map(Outcome.failed) ?? .wait
    }

    // MARK: the update, downwards

    /// One pod of an old revision goes; nobody's turn comes while a newer one is unavailable.
    private mutating func renew(_ context: inout Context) throws(Interrupt) -> SyncFailure? {
        if set.at("spec", "updateStrategy", "type") == "OnDelete" {
            let old = wanted.filter { $0.revision != history.update.name }.count
            if old > 0 {
                context.note(.rule("on-delete", detail: "\(old) of an old revision stay until someone deletes them"))
            }
            return nil
        }
        let partition = Int(set.at("spec", "updateStrategy", "rollingUpdate")?["partition"]?.int ?? 0)
        for place in wanted.indices.reversed() where place >= partition {
            let target = wanted[place]
            if target.revision != history.update.name, let pod = target.pod, !pod.meta.isTerminating {
                context.note(
                    .rule(
                        "update-highest-first",
                        detail: "\(pod.name) has \(target.revision): it goes for \(history.update.name)"))
                if let failure = try control.delete(pod, &context) { return failure }
                status.current -= 1
                return nil
            }
            if isUnavailable(target) {
                context.note(
                    .rule("update-highest-first", detail: "\(target.name) is not available yet: no other goes"))
                return nil
            }
        }
        let below = wanted.prefix(partition).filter { $0.revision != history.update.name }.count
        if below > 0 {
            context.note(.rule("partition", detail: "\(below) below partition \(partition) keep the old revision"))
        }
        return nil
    }
}

extension StatefulSetPass.Place {
    init(_ pod: APIObject, _ ordinal: Int) {
        self.ordinal = ordinal
        name = pod.name
        self.pod = pod
        revision = StatefulIdentity.revision(of: pod)
    }
}
