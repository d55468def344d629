import Documents
import KubeAPI

/// A Deployment's revisions are its ReplicaSets.
///
/// Upstream: kubectl/pkg/polymorphichelpers, DeploymentStatusViewer, DeploymentHistoryViewer,
/// DeploymentRollbacker; kubectl/pkg/util/deployment/deployment.go.
enum DeploymentRollouts: RolloutKind {
    static let revisionAnnotation = "deployment.kubernetes.io/revision"
    private static let hashLabel = "pod-template-hash"
    /// Annotations that stay with the Deployment; the others come back with the revision.
    private static let keptAnnotations = [
        Execution.lastApplied, revisionAnnotation, "deployment.kubernetes.io/revision-history",
        "deployment.kubernetes.io/desired-replicas", "deployment.kubernetes.io/max-replicas",
        "deprecated.deployment.rollback.to",
    ]

    // MARK: status

    static func status(of object: APIObject, revision: Int64) throws(KubectlFailure) -> RolloutStatusLine {
        let name = GoStrings.quoted(object.name)
        if revision > 0, let running = try number(of: object), running != revision {
            throw .message(
                "desired revision (\(revision)) is different from the running revision (\(running))")
        }
        func count(_ field: String) -> Int64 { object.at("status", field)?.int ?? 0 }
        func waiting(_ what: String) -> RolloutStatusLine {
            RolloutStatusLine(text: "Waiting for deployment \(name) rollout to finish: \(what)...\n", isDone: false)
        }
        if object.meta.generation > count("observedGeneration") {
            return RolloutStatusLine(text: "Waiting for deployment spec update to be observed...\n", isDone: false)
        }
        let progress = object.at("status", "conditions")?.array?.first { $0["type"] == "Progressing" }
        if progress?["reason"] == "ProgressDeadlineExceeded" {
            throw .message("deployment \(name) exceeded its progress deadline")
        }
        let (updated, wanted) = (count("updatedReplicas"), object.at("spec", "replicas")?.int ?? 1)
        if updated < wanted { return waiting("\(updated) out of \(wanted) new replicas have been updated") }
        let old = count("replicas") - updated
        if old > 0 { return waiting("\(old) old replicas are pending termination") }
        let available = count("availableReplicas")
        if available < updated { return waiting("\(available) of \(updated) updated replicas are available") }
        return RolloutStatusLine(text: "deployment \(name) successfully rolled out\n", isDone: true)
    }

    /// 0 without the annotation.
    private static func number(of object: APIObject) throws(KubectlFailure) -> Int64? {
        guard let text = object.at("metadata", "annotations", revisionAnnotation)?.string else { return 0 }
        guard let number = Int64(text) else {
            throw .message(
                "cannot get the revision of deployment \(GoStrings.quoted(object.name)): strconv.ParseInt: parsing "
                    + "\(GoStrings.quoted(text)): invalid syntax")
        }
        return number
    }

    // MARK: history

    static func revisions(
        of object: APIObject, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> [RolloutRevision] {
        replicaSets(of: object, &host).compactMap { set in
            let text = set.at("metadata", "annotations", revisionAnnotation)?.string
            guard let number = text.map({ Int64($0) }) ?? 0 else { return nil }
            var template = set.at("spec", "template") ?? .null
            let cause = set.at("metadata", "annotations", RolloutKinds.changeCause)?.string ?? ""
            if !cause.isEmpty { template.set(.string(cause), at: "metadata", "annotations", RolloutKinds.changeCause) }
            let shown = template.at("metadata", "annotations", RolloutKinds.changeCause)?.string ?? ""
            return RolloutRevision(number: number, template: template, cause: shown, object: set)
        }
    }

    /// Its ReplicaSets, the oldest first. Upstream: ListReplicaSets.
    static func replicaSets(of object: APIObject, _ host: inout some KubectlHost) -> [APIObject] {
        var request = APIRequest(.list, .replicaSets, namespace: object.namespace, user: Execution.user)
        request.options.labelSelector = KindTable.selectorText(object.at("spec", "selector"))
        guard case .list(let sets, _) = host.send(request) else { return [] }
        return sets.filter { $0.meta.controllerUID == object.uid }.sorted {
            ($0.meta.created, $0.name) < ($1.meta.created, $1.name)
        }
    }

    /// The set with the Deployment's template, and the others. Upstream: FindNewReplicaSet, FindOldReplicaSets.
    static func division(
        of object: APIObject, _ sets: [APIObject]
    ) -> (new: APIObject?, old: [APIObject]) {
        let template = withoutHash(object.at("spec", "template"))
        let new = sets.first { withoutHash($0.at("spec", "template")) == template }
        return (new, sets.filter { $0.uid != new?.uid })
    }

    private static func withoutHash(_ template: Value?) -> Value {
        var out = template ?? .null
        out.set(nil, at: "metadata", "labels", hashLabel)
        return out
    }

    // MARK: undo

    static func undo(
        _ object: APIObject, to number: Int64, among revisions: [RolloutRevision]
    ) throws(KubectlFailure) -> RolloutUndo {
        if number < 0 { throw RolloutKinds.notFound(number) }
        let newestFirst = revisions.sorted { $0.number > $1.number }
        let wanted: RolloutRevision
        if number > 0 {
            guard let found = newestFirst.first(where: { $0.number == number }) else {
                throw RolloutKinds.notFound(number)
            }
            wanted = found
        } else {
            guard newestFirst.count > 1 else {
                throw .message("no rollout history found for deployment \(GoStrings.quoted(object.name))")
            }
            wanted = newestFirst[1]
        }
        let set = wanted.object
        let template = withoutHash(set.at("spec", "template"))
        var annotations = Fields()
        for (key, text) in object.at("metadata", "annotations")?.stringMap ?? [] where keptAnnotations.contains(key) {
            annotations[key] = .string(text)
        }
        for (key, text) in set.at("metadata", "annotations")?.stringMap ?? [] where !keptAnnotations.contains(key) {
            annotations[key] = .string(text)
        }
        let isPaused = object.at("spec", "paused")?.bool ?? false
        return RolloutUndo(
            template: set.at("spec", "template") ?? .null,
            isCurrent: template == withoutHash(object.at("spec", "template")),
            refusal: isPaused
                ? "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again"
                : nil, patchType: .json,
            patch: [
                ["op": "replace", "path": "/spec/template", "value": template],
                ["op": "replace", "path": "/metadata/annotations", "value": .object(annotations)],
            ])
    }
}
