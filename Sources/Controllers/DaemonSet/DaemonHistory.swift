import ControllerKit
import Documents
import KubeAPI
import OrderedMaps

/// The templates a DaemonSet has had, each in a ControllerRevision; the newest gives its pods their hash.
///
/// Upstream: pkg/controller/daemon/update.go, constructHistory and what it calls.
struct DaemonHistory {
    typealias Context = DaemonSetReconciler.Context

    let current: APIObject
    /// The others, in the order of their names.
    let old: [APIObject]

    /// The hash of the current template, a label of its pods.
    var hash: String { current.at("metadata", "labels")?[DaemonPodTemplate.hashLabel]?.string ?? "" }

    /// Finds the revisions, makes the current one if it is missing and counts it on if it is old.
    static func construct(
        _ set: APIObject, _ context: inout Context
    ) throws(Interrupt) -> Result<DaemonHistory, SyncFailure> {
        let claimed: [APIObject]
        switch try claim(set, &context) {
        case .failure(let failure): return .failure(failure)
        case .success(let found): claimed = found
        }
        let patch = patch(of: set)
        var matching: [APIObject] = []
        var old: [APIObject] = []
        for revision in claimed {
            let labelled: APIObject
            switch try label(revision, &context) {
            case .failure(let failure): return .failure(failure)
            case .success(let fresh): labelled = fresh
            }
            if labelled["data"] == patch { matching.append(labelled) } else { old.append(labelled) }
        }
        let number = (old.map(number).max() ?? 0) + 1
        let current: Result<APIObject, SyncFailure>
        if matching.isEmpty {
            current = try snapshot(set, patch, number, &context)
        } else {
            current = try newest(of: matching, set, number, &context)
        }
        return current.map { DaemonHistory(current: $0, old: old) }
    }

    private static func claim(
        _ set: APIObject, _ context: inout Context
    ) throws(Interrupt) -> Result<[APIObject], SyncFailure> {
        guard let selector = try? LabelSelector(value: set.at("spec", "selector")) else {
            return .failure(SyncFailure("the selector of \(set.key) cannot be read"))
        }
        let all = context.cachedList(.controllerRevisions, namespace: set.namespace)
        let claimed = try PodClaims(owner: set, selector: selector).claim(all, &context)
        if let failure = SyncFailure(aggregating: claimed.failures) { return .failure(failure) }
        return .success(claimed.pods)
    }

    private static func number(_ revision: APIObject) -> Int64 { revision["revision"]?.int ?? 0 }

    /// The patch that brings a template back: what a revision holds. Upstream: getPatch.
    static func patch(of set: APIObject) -> Value {
        var template = set.at("spec", "template") ?? .object(Fields())
        template.set("replace", at: "$patch")
        return ["spec": ["template": template]]
    }

    /// A revision without the label of its hash gets its own name as one.
    private static func label(
        _ revision: APIObject, _ context: inout Context
    ) throws(Interrupt) -> Result<APIObject, SyncFailure> {
        if revision.at("metadata", "labels")?[DaemonPodTemplate.hashLabel] != nil { return .success(revision) }
        var draft = revision.published
        draft.set(.string(revision.name), at: "metadata", "labels", DaemonPodTemplate.hashLabel)
        return try update(draft, &context)
    }

    private static func update(
        _ draft: Value, _ context: inout Context
    ) throws(Interrupt) -> Result<APIObject, SyncFailure> {
        let answer = try context.send(.update(draft, .controllerRevisions))
        guard let written = answer.object else { return .failure(SyncFailure(answer.failure)) }
        return .success(written)
    }

    // MARK: the current one

    /// The newest of those that hold the template; it gets the number behind all others.
    private static func newest(
        of matching: [APIObject], _ set: APIObject, _ wanted: Int64, _ context: inout Context
    ) throws(Interrupt) -> Result<APIObject, SyncFailure> {
        var kept = matching[0]
        for revision in matching where number(revision) >= number(kept) { kept = revision }
        if matching.count > 1,
            let failure = try removeTwins(of: kept, among: matching, set, &context)
        {
            return .failure(failure)
        }
        if number(kept) < wanted {
            var draft = kept.published
            draft.set(.int(wanted), at: "revision")
            let detail = "\(kept.name) has this template: revision \(number(kept)) becomes \(wanted)"
            context.note(.rule("revisions", detail: detail))
            if case .failure(let failure) = try update(draft, &context) { return .failure(failure) }
        }
        return .success(kept)
    }

    /// Pods of the twins get the label of the one that is kept. Upstream: dedupCurHistories.
    private static func removeTwins(
        of kept: APIObject, among matching: [APIObject], _ set: APIObject, _ context: inout Context
    ) throws(Interrupt) -> SyncFailure? {
        let hash = kept.at("metadata", "labels")?[DaemonPodTemplate.hashLabel] ?? ""
        let pods: [APIObject]
        switch try DaemonPods.claim(set, &context) {
        case .failure(let failure): return failure
        case .success(let claimed): pods = claimed
        }
        for pod in pods where pod.at("metadata", "labels")?[DaemonPodTemplate.hashLabel] != hash {
            let patch: Value = ["metadata": ["labels": [DaemonPodTemplate.hashLabel: hash]]]
            let answer = try context.send(.patch(.merge, .pods, pod.key, patch))
            if let failure = answer.failure { return SyncFailure(failure) }
        }
        for twin in matching where twin.name != kept.name {
            let answer = try context.send(.delete(.controllerRevisions, twin.key))
            if let failure = answer.failure { return SyncFailure(failure) }
        }
        return nil
    }

    /// Writes the template down under its hash. Upstream: snapshot.
    private static func snapshot(
        _ set: APIObject, _ patch: Value, _ number: Int64, _ context: inout Context
    ) throws(Interrupt) -> Result<APIObject, SyncFailure> {
        let collisions = set.at("status", "collisionCount")?.int.map { Int32(truncatingIfNeeded: $0) }
        let template = set.at("spec", "template") ?? .null
        let hash = NameHashes.podTemplateHash(template, collisionCount: collisions)
        let name = "\(set.name)-\(hash)"
        var labels = template.at("metadata", "labels") ?? .object(Fields())
        labels.set(.string(hash), at: DaemonPodTemplate.hashLabel)
        var metadata = Fields([
            ("name", .string(name)), ("namespace", .string(set.namespace)), ("labels", labels),
            ("ownerReferences", .array([OwnerReference(controller: set).value]))
        ])
        if let annotations = set.at("metadata", "annotations") { metadata["annotations"] = annotations }
        let draft: Value = [
            "apiVersion": "apps/v1", "kind": "ControllerRevision", "metadata": .object(metadata), "data": patch,
            "revision": .int(number)
        ]
        context.note(.rule("revisions", detail: "no revision has this template: \(name) becomes revision \(number)"))
        let answer = try context.send(.create(draft, .controllerRevisions))
        if let made = answer.object { return .success(made) }
        guard let failure = answer.failure, failure.reason == "AlreadyExists" else {
            return .failure(SyncFailure(answer.failure))
        }
        return try collided(set, name, patch, failure, &context)
    }

    /// The name is taken: by the same template, or by another one with the same hash.
    private static func collided(
        _ set: APIObject, _ name: String, _ patch: Value, _ failure: Status, _ context: inout Context
    ) throws(Interrupt) -> Result<APIObject, SyncFailure> {
        let read = try context.send(.get(.controllerRevisions, ObjectKey(set.namespace, name)))
        guard let existing = read.object else { return .failure(SyncFailure(read.failure)) }
        context.note(.readLive(existing.ref, found: true))
        if existing["data"] == patch { return .success(existing) }
        let live = try context.send(.get(.daemonSets, set.key))
        guard let fresh = live.object else { return .failure(SyncFailure(live.failure)) }
        context.note(.readLive(fresh.ref, found: true))
        let seen = set.at("status", "collisionCount")?.int
        let counted = fresh.at("status", "collisionCount")?.int
        if seen != counted {
            return .failure(
                SyncFailure(
                    "found a stale collision count (\(seen ?? 0), expected \(counted ?? 0)) of DaemonSet "
                        + "\"\(set.name)\" while processing; will retry until it is updated"))
        }
        var draft = fresh.published
        draft.set(.int((counted ?? 0) + 1), at: "status", "collisionCount")
        let bumped = try context.send(.update(draft, .daemonSets, subresource: "status"))
        return .failure(SyncFailure(bumped.failure ?? failure))
    }

    // MARK: cleaning up

    /// Deletes the oldest revisions above `revisionHistoryLimit` that no pod is of. Upstream: cleanupHistory.
    func cleanUp(_ set: APIObject, _ context: inout Context) throws(Interrupt) -> SyncFailure? {
        let pods: DaemonPods
        switch try DaemonPods.read(set, withEnded: true, &context) {
        case .failure(let failure): return DaemonSetReconciler.unmapped(set, failure)
        case .success(let read): pods = read
        }
        var surplus = old.count - Int(set.at("spec", "revisionHistoryLimit")?.int ?? 10)
        if surplus <= 0 { return nil }
        func hash(_ object: APIObject) -> String? {
            object.at("metadata", "labels")?[DaemonPodTemplate.hashLabel]?.string
        }
        var live: Set<String> = []
        for (_, pods) in pods.byNode { live.formUnion(pods.compactMap(hash)) }
        let byAge = old.sorted { Self.number($0) < Self.number($1) }
        for revision in byAge where surplus > 0 {
            if let hash = hash(revision), live.contains(hash) { continue }
            context.note(
                .rule("revision-history-limit", detail: "revision \(Self.number(revision)) is too old and of no pod"))
            let answer = try context.send(.delete(.controllerRevisions, revision.key))
            if let failure = answer.failure { return SyncFailure(failure) }
            surplus -= 1
        }
        return nil
    }
}
