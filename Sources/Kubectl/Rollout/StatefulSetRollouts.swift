import Documents
import KubeAPI

/// A StatefulSet's revisions are its ControllerRevisions.
///
/// Upstream: kubectl/pkg/polymorphichelpers, StatefulSetStatusViewer, StatefulSetHistoryViewer,
/// StatefulSetRollbacker.
enum StatefulSetRollouts: RolloutKind {
    static func status(of object: APIObject, revision: Int64) throws(KubectlFailure) -> RolloutStatusLine {
        let strategy = object.at("spec", "updateStrategy") ?? .null
        guard strategy["type"] == "RollingUpdate" else {
            throw .message("rollout status is only available for RollingUpdate strategy type")
        }
        func count(_ field: String) -> Int64 { object.at("status", field)?.int ?? 0 }
        func name(_ field: String) -> String { object.at("status", field)?.string ?? "" }
        func waiting(_ text: String) -> RolloutStatusLine { RolloutStatusLine(text: text + "...\n", isDone: false) }
        if count("observedGeneration") == 0 || object.meta.generation > count("observedGeneration") {
            return waiting("Waiting for statefulset spec update to be observed")
        }
        let wanted = object.at("spec", "replicas")?.int ?? 1
        if count("readyReplicas") < wanted {
            return waiting("Waiting for \(wanted - count("readyReplicas")) pods to be ready")
        }
        let updated = count("updatedReplicas")
        if let rolling = strategy["rollingUpdate"], !rolling.isNull {
            let share = wanted - (rolling["partition"]?.int ?? 0)
            if updated < share {
                return waiting(
                    "Waiting for partitioned roll out to finish: \(updated) out of \(share) new pods have been updated")
            }
            let text = "partitioned roll out complete: \(updated) new pods have been updated...\n"
            return RolloutStatusLine(text: text, isDone: true)
        }
        if name("updateRevision") != name("currentRevision") {
            return waiting(
                "waiting for statefulset rolling update to complete \(updated) pods at revision "
                    + name("updateRevision"))
        }
        let text =
            "statefulset rolling update complete \(count("currentReplicas")) pods at revision "
            + "\(name("currentRevision"))...\n"
        return RolloutStatusLine(text: text, isDone: true)
    }

    /// Each ControllerRevision, with the set as it was.
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
