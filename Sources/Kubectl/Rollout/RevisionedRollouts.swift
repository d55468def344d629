import Documents
import KubeAPI

/// A kind whose revisions are ControllerRevisions: patches that bring a template back.
///
/// Upstream: kubectl/pkg/polymorphichelpers, DaemonSetHistoryViewer, StatefulSetHistoryViewer, DaemonSetRollbacker,
/// StatefulSetRollbacker.
protocol RevisionedRollouts: RolloutKind {}

extension RevisionedRollouts {
    /// Each ControllerRevision, with the object as it was.
    static func revisions(
        of object: APIObject, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> [RolloutRevision] {
        var request = APIRequest(.list, .controllerRevisions, namespace: object.namespace, user: Execution.user)
        request.options.labelSelector = KindTable.selectorText(object.at("spec", "selector"))
        guard case .list(let found, _) = host.send(request) else { return [] }
        return found.filter { $0.meta.controllerUID == object.uid }.map { revision in
            var template = revision.at("data", "spec", "template") ?? .null
            template.set(nil, at: "$patch")
            var past = object.value
            past.set(template, at: "spec", "template")
            return RolloutRevision(
                number: revision["revision"]?.int ?? 0, template: template,
                cause: revision.at("metadata", "annotations", RolloutKinds.changeCause)?.string ?? "",
                object: APIObject(past, after: object, revision: object.revision))
        }
    }

    static func undo(
        _ object: APIObject, to number: Int64, among revisions: [RolloutRevision]
    ) throws(KubectlFailure) -> RolloutUndo {
        if number < 0 { throw RolloutKinds.notFound(number) }
        let oldestFirst = revisions.sorted { $0.number < $1.number }
        if number == 0 && oldestFirst.count <= 1 { throw .message("no last revision to roll back to") }
        let wanted =
            number == 0 ? oldestFirst[oldestFirst.count - 2] : oldestFirst.first { $0.number == number }
        guard let wanted else { throw RolloutKinds.notFound(number) }
        var patch = wanted.template
        patch.set("replace", at: "$patch")
        let now = ObjectText.document(object).at("spec", "template") ?? .null
        return RolloutUndo(
            template: wanted.template, isCurrent: compact(now) == compact(wanted.template), refusal: nil,
            patchType: .strategic, patch: ["spec": ["template": patch]])
    }

    /// Without the empty structs that Go's encoder leaves in.
    private static func compact(_ template: Value) -> Value {
        guard let spec = template["spec"] else { return template }
        var out = template
        out.set(Schema.builtIn.encoded(spec, as: "core/v1.PodSpec"), at: "spec")
        if out.at("metadata", "creationTimestamp")?.isNull == true {
            out.set(nil, at: "metadata", "creationTimestamp")
        }
        return out
    }
}
