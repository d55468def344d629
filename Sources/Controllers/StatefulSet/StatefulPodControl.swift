import ControllerKit
import Documents
import KubeAPI

/// The writes of the StatefulSet controller, each with its event: pods, and the claims before them.
///
/// Upstream: pkg/controller/statefulset/stateful_pod_control.go.
struct StatefulPodControl {
    typealias Context = SyncContext<NoMemory>

    let set: APIObject

    /// Upstream: client-go util/retry, DefaultBackoff.
    private static let conflictTries = 4

    // MARK: pods

    /// The claims first, then the pod. Upstream: CreateStatefulPod.
    func create(_ pod: Value, ordinal: Int, _ context: inout Context) throws(Interrupt) -> SyncFailure? {
        let name = pod.at("metadata", "name")?.string ?? ""
        if let failure = try createClaims(ordinal, for: name, &context) {
            record("Create", name, failure, &context)
            return failure
        }
        let answer = try context.send(.create(pod, .pods))
        if let made = answer.object { PodControl.wrote(made, for: set, &context) }
        if answer.failure?.reason == "AlreadyExists" { return SyncFailure(answer.failure) }
        if let failure = try updateRetention(of: name, uid: "", ordinal, &context) {
            record("Update", name, failure, &context)
            return failure
        }
        let failure = answer.object == nil ? SyncFailure(answer.failure) : nil
        record("Create", name, failure, &context)
        return failure
    }

    /// Upstream: DeleteStatefulPod.
    func delete(_ pod: APIObject, _ context: inout Context) throws(Interrupt) -> SyncFailure? {
        let answer = try context.send(.delete(.pods, pod.key))
        let failure = answer.failure.flatMap { $0.code == 404 ? nil : SyncFailure($0) }
        record("Delete", pod.name, failure, &context)
        return failure
    }

    /// Gives a pod its labels and volumes back, and its claims their owners. Upstream: UpdateStatefulPod.
    func update(_ pod: APIObject, _ context: inout Context) throws(Interrupt) -> SyncFailure? {
        var base = pod
        for attempt in 1...Self.conflictTries {
            let ordinal = StatefulIdentity.ordinal(of: base)
            var draft = base.published
            var isConsistent = true
            if !StatefulIdentity.matches(set, base) {
                StatefulIdentity.setIdentity(&draft, name: base.name, ordinal: ordinal)
                isConsistent = false
            }
            if !StatefulIdentity.storageMatches(set, base) {
                StatefulIdentity.setStorage(&draft, set, ordinal)
                isConsistent = false
                if let failure = try createClaims(ordinal, for: base.name, &context) {
                    record("Update", base.name, failure, &context)
                    return failure
                }
            }
            if !claimsMatch(base.name, uid: base.uid, ordinal, &context) {
                if let failure = try updateRetention(of: base.name, uid: base.uid, ordinal, &context) {
                    record("Update", base.name, failure, &context)
                    return failure
                }
                isConsistent = false
            }
            if isConsistent { return nil }
            let answer = try context.send(.update(draft, .pods))
            if let written = answer.object {
                PodControl.wrote(written, for: set, &context)
                record("Update", base.name, nil, &context)
                return nil
            }
            guard answer.failure?.code == 409, attempt < Self.conflictTries else {
                let failure = SyncFailure(answer.failure)
                record("Update", base.name, failure, &context)
                return failure
            }
            base = context.cached(.pods, pod.key) ?? base
        }
        return nil
    }

    // MARK: claims

    /// Makes the claims that are not there. Upstream: createPersistentVolumeClaims.
    func createClaims(_ ordinal: Int, for pod: String, _ context: inout Context) throws(Interrupt) -> SyncFailure? {
        var failures: [String] = []
        for claim in StatefulIdentity.claims(set, ordinal) {
            let name = claim.at("metadata", "name")?.string ?? ""
            if let known = context.cached(.persistentVolumeClaims, ObjectKey(set.namespace, name)) {
                if known.meta.isTerminating { failures.append("pvc \(name) is being deleted") }
                continue
            }
            let answer = try context.send(.create(claim, .persistentVolumeClaims))
            if let made = answer.object { PodControl.wrote(made, for: set, &context) }
            let failure = answer.object == nil ? SyncFailure(answer.failure) : nil
            if let failure { failures.append("failed to create PVC \(name): \(failure.message)") }
            if answer.failure?.reason != "AlreadyExists" { record(claim: name, of: pod, failure, &context) }
        }
        return SyncFailure(aggregating: failures)
    }

    /// A pending pod gets claims that are missing, and all of them their owners.
    func createMissingClaims(_ pod: APIObject, _ context: inout Context) throws(Interrupt) -> SyncFailure? {
        let ordinal = StatefulIdentity.ordinal(of: pod)
        if let failure = try createClaims(ordinal, for: pod.name, &context) { return failure }
        let failure = try updateRetention(of: pod.name, uid: pod.uid, ordinal, &context)
        if let failure { record("Update", pod.name, failure, &context) }
        return failure
    }

    /// A claim still names an older pod as its owner: it is about to go with it. Upstream: PodClaimIsStale.
    func hasStaleClaim(_ pod: String, _ ordinal: Int, _ context: inout Context) -> Bool {
        guard set.at("spec", "persistentVolumeClaimRetentionPolicy", "whenScaled") == "Delete" else { return false }
        let retention = ClaimRetention(set, pod: pod, uid: "")
        return cachedClaims(ordinal, &context).contains(where: retention.isOfOlderPod)
    }

    /// Upstream: ClaimsMatchRetentionPolicy.
    func claimsMatch(_ pod: String, uid: String, _ ordinal: Int, _ context: inout Context) -> Bool {
        let retention = ClaimRetention(set, pod: pod, uid: uid)
        return cachedClaims(ordinal, &context).allSatisfy(retention.isUpToDate)
    }

    /// Upstream: UpdatePodClaimForRetentionPolicy.
    func updateRetention(
        of pod: String, uid: String, _ ordinal: Int, _ context: inout Context
    ) throws(Interrupt) -> SyncFailure? {
        let retention = ClaimRetention(set, pod: pod, uid: uid)
        for claim in cachedClaims(ordinal, &context) {
            if retention.hasOtherController(claim) {
                context.record(
                    type: "Warning", reason: "ConflictingController",
                    message: "PersistentVolumeClaim \(claim.name) has a conflicting OwnerReference that acts as a "
                        + "manging controller, the retention policy is ignored for this claim", on: set)
            }
            if retention.isUpToDate(claim) { continue }
            context.note(.rule("claim-retention", detail: "\(claim.name) gets the owner its policy asks for"))
            let answer = try context.send(.update(retention.updated(claim), .persistentVolumeClaims))
            guard let written = answer.object else {
                let why = SyncFailure(answer.failure).message
                return SyncFailure("could not update claim \(claim.name) for delete policy ownerRefs: \(why)")
            }
            PodControl.wrote(written, for: set, &context)
        }
        return nil
    }

    /// The claims of one ordinal that the cache has.
    private func cachedClaims(_ ordinal: Int, _ context: inout Context) -> [APIObject] {
        var found: [APIObject] = []
        for template in StatefulIdentity.claimTemplates(set) {
            let name = StatefulIdentity.claimName(template, set, ordinal)
            if let claim = context.cached(.persistentVolumeClaims, ObjectKey(set.namespace, name)) {
                found.append(claim)
            }
        }
        return found
    }

    // MARK: events

    private func record(_ verb: String, _ pod: String, _ failure: SyncFailure?, _ context: inout Context) {
        let outcome = failure.map { "failed error: \($0.message)" } ?? "successful"
        context.record(
            type: failure == nil ? "Normal" : "Warning", reason: (failure == nil ? "Successful" : "Failed") + verb,
            message: "\(verb) Pod \(pod) in StatefulSet \(set.name) \(outcome)", on: set)
    }

    private func record(claim: String, of pod: String, _ failure: SyncFailure?, _ context: inout Context) {
        var message = "Create Claim \(claim) Pod \(pod) in StatefulSet \(set.name) success"
        if let failure {
            message = "Create Claim \(claim) for Pod \(pod) in StatefulSet \(set.name) failed error: \(failure.message)"
        }
        context.record(
            type: failure == nil ? "Normal" : "Warning", reason: failure == nil ? "SuccessfulCreate" : "FailedCreate",
            message: message, on: set)
    }
}
