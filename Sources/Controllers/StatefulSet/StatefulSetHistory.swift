import ControllerKit
import Documents
import KubeAPI

/// The templates a StatefulSet has had: which one its pods have, which one they are to get.
///
/// Upstream: pkg/controller/statefulset/stateful_set_control.go, getStatefulSetRevisions and truncateHistory;
/// pkg/controller/history/controller_history.go.
struct StatefulSetHistory {
    typealias Context = SyncContext<NoMemory>

    static let hashLabel = "controller.kubernetes.io/hash"

    /// All revisions there were when the sync began, oldest first.
    let revisions: [APIObject]
    let current: APIObject
    let update: APIObject
    let collisionCount: Int64

    // MARK: finding them

    /// Revisions with the set's labels that are its own or nobody's, oldest first.
    static func list(_ set: APIObject, _ selector: LabelSelector, _ context: inout Context) -> [APIObject] {
        let own = context.cachedIndexed(.controllerRevisions, .controllerUID, set.uid)
        let orphans = context.cachedIndexed(.controllerRevisions, .controllerUID, "")
        return (own + orphans.filter { $0.namespace == set.namespace }).filter { selector.matches($0.meta.labels) }
            .sorted { a, b in
                (number(a), a.meta.created, a.name) < (number(b), b.meta.created, b.name)
            }
    }

    static func number(_ revision: APIObject) -> Int64 { revision["revision"]?.int ?? 0 }

    /// Takes revisions that lost their owner. Upstream: adoptOrphanRevisions.
    static func adoptOrphans(
        _ set: APIObject, _ selector: LabelSelector, _ context: inout Context
    ) throws(Interrupt) -> SyncFailure? {
        let orphans = list(set, selector, &context).filter { $0.meta.controller == nil }
        if orphans.isEmpty { return nil }
        let claims = PodClaims(owner: set, selector: selector)
        if case .refused(let why) = try claims.recheck(&context) {
            return SyncFailure("can't adopt ControllerRevisions: \(why)")
        }
        for orphan in orphans {
            let patch: Value = [
                "metadata": [
                    "ownerReferences": [OwnerReference(controller: set).value], "uid": .string(orphan.uid),
                ]
            ]
            let answer = try context.send(.patch(.strategic, .controllerRevisions, orphan.key, patch))
            if let failure = answer.failure { return SyncFailure(failure) }
            context.note(.claimed(orphan.key, .adopted))
        }
        return nil
    }

    // MARK: the current and the wanted one

    /// Finds or writes the revision of the set's template, and finds the one its status names.
    static func decide(
        _ set: APIObject, _ revisions: [APIObject], _ context: inout Context
    ) throws(Interrupt) -> Result<StatefulSetHistory, SyncFailure> {
        var collisions = set.at("status", "collisionCount")?.int ?? 0
        let number = (revisions.last.map(Self.number) ?? 0) + 1
        let data = patch(of: set.at("spec", "template") ?? .null)
        let equal = revisions.filter { $0["data"] == data }
        let update: Result<APIObject, SyncFailure>
        if let newest = revisions.last, newest["data"] == data {
            update = .success(newest)
        } else if let again = equal.last {
            context.note(
                .rule(
                    "sts-revision",
                    detail: "\(again.name) has this template: revision \(Self.number(again)) becomes \(number)"))
            update = try renumber(again, number, &context)
        } else if let newest = revisions.last, meansTheSame(newest, set, data) {
            update = .success(newest)
        } else {
            update = try write(set, data, number, &collisions, &context)
        }
        let current = revisions.first { $0.name == set.at("status", "currentRevision")?.string }
        return update.map { update in
            StatefulSetHistory(
                revisions: revisions, current: current ?? update, update: update, collisionCount: collisions)
        }
    }

    /// The patch that brings a template back, with the empty structs that Go's encoder leaves in: what a revision
    /// holds. Upstream: getPatch.
    static func patch(of template: Value) -> Value {
        var template = template
        if let spec = template["spec"] { template.set(Schema.builtIn.encoded(spec, as: "core/v1.PodSpec"), at: "spec") }
        template.set("replace", at: "$patch")
        return ["spec": ["template": template]]
    }

    /// The template a revision holds. Upstream: ApplyRevision.
    static func template(of revision: APIObject) -> Value {
        var template = revision.at("data", "spec", "template") ?? .null
        template.set(nil, at: "$patch")
        return template
    }

    /// With today's defaults the old template is the new one: nothing is rolled out.
    ///
    /// Upstream: setMatchesLatestExistingRevision (feature gate StatefulSetSemanticRevisionComparison).
    private static func meansTheSame(_ revision: APIObject, _ set: APIObject, _ data: Value) -> Bool {
        var filled = set.value
        filled.set(template(of: revision), at: "spec", "template")
        applyDefaults(&filled, group: "apps", kind: "StatefulSet")
        return patch(of: filled.at("spec", "template") ?? .null) == data
    }

    private static func renumber(
        _ revision: APIObject, _ number: Int64, _ context: inout Context
    ) throws(Interrupt) -> Result<APIObject, SyncFailure> {
        var base = revision
        for attempt in 1...conflictTries {
            var draft = base.published
            draft.set(.int(number), at: "revision")
            let answer = try context.send(.update(draft, .controllerRevisions))
            if let written = answer.object { return .success(written) }
            guard answer.failure?.code == 409, attempt < conflictTries else {
                return .failure(SyncFailure(answer.failure))
            }
            base = context.cached(.controllerRevisions, revision.key) ?? base
        }
        return .success(base)
    }

    /// Upstream: client-go util/retry, DefaultBackoff.
    private static let conflictTries = 4

    /// Writes the template down under its hash; a name that another template has counts as a collision.
    private static func write(
        _ set: APIObject, _ data: Value, _ number: Int64, _ collisions: inout Int64, _ context: inout Context
    ) throws(Interrupt) -> Result<APIObject, SyncFailure> {
        let first = NameHashes.controllerRevisionHash(data, collisionCount: collisions)
        while true {
            let hash = NameHashes.controllerRevisionHash(data, collisionCount: collisions)
            let name = "\(set.name.prefix(223))-\(hash)"
            context.note(
                .rule("sts-revision", detail: "no revision has this template: \(name) becomes revision \(number)"))
            let draft = draft(set, data, number, name: name, hash: first)
            let answer = try context.send(.create(draft, .controllerRevisions))
            if let made = answer.object { return .success(made) }
            guard let failure = answer.failure, failure.reason == "AlreadyExists" else {
                return .failure(SyncFailure(answer.failure))
            }
            let read = try context.send(.get(.controllerRevisions, ObjectKey(set.namespace, name)))
            guard let existing = read.object else { return .failure(SyncFailure(read.failure)) }
            context.note(.readLive(existing.ref, found: true))
            if existing["data"] == data { return .success(existing) }
            collisions += 1
        }
    }

    /// Upstream: newRevision: the labels of the template, the annotations of the set.
    private static func draft(
        _ set: APIObject, _ data: Value, _ number: Int64, name: String, hash: String
    ) -> Value {
        var labels = set.at("spec", "template", "metadata")?["labels"] ?? .object(Fields())
        labels.set(.string(hash), at: hashLabel)
        var metadata = Fields([
            ("name", .string(name)), ("namespace", .string(set.namespace)), ("labels", labels),
            ("ownerReferences", .array([OwnerReference(controller: set).value])),
        ])
        if let annotations = set.at("metadata", "annotations"), !annotations.isEmpty {
            metadata["annotations"] = annotations
        }
        return [
            "apiVersion": "apps/v1", "kind": "ControllerRevision", "metadata": .object(metadata), "data": data,
            "revision": .int(number),
        ]
    }

    // MARK: forgetting

    /// Deletes the oldest revisions above `revisionHistoryLimit` that neither a pod nor the status names.
    func truncate(
        _ set: APIObject, _ pods: [APIObject], _ context: inout Context
    ) throws(Interrupt) -> SyncFailure? {
        let live = [current.name, update.name] + pods.map(StatefulIdentity.revision)
        let unused = revisions.filter { !live.contains($0.name) }
        let limit = Int(set.at("spec", "revisionHistoryLimit")?.int ?? 10)
        if limit < 0 || unused.count <= limit { return nil }
        for revision in unused.prefix(unused.count - limit) {
            context.note(
                .rule(
                    "revision-history-limit",
                    detail: "\(unused.count) unused revisions, \(limit) kept: \(revision.name) goes"))
            let answer = try context.send(.delete(.controllerRevisions, revision.key))
            if let failure = answer.failure { return SyncFailure(failure) }
        }
        return nil
    }
}
