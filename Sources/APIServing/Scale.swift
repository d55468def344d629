import Documents
import KubeAPI
import Simulation

/// The `scale` subresource: replicas of a workload seen as an `autoscaling/v1` `Scale`.
///
/// Upstream: pkg/registry/apps/replicaset/storage/storage.go, ScaleREST.
enum ScaleSubresource {
    static func scale(of object: APIObject) -> Value {
        var metadata: Fields = Fields([
            ("name", .string(object.name)), ("namespace", .string(object.namespace)), ("uid", .string(object.uid)),
            ("resourceVersion", .string(String(object.revision))),
        ])
        metadata["creationTimestamp"] = object.at("metadata", "creationTimestamp")
        var status: Value = ["replicas": object.at("status", "replicas") ?? 0]
        let given = object.at("spec", "selector")
        // The selector of a ReplicationController is a map.
        let selector =
            object.resource == .replicationControllers
            ? LabelSelector(labels: given?.stringMap ?? []) : (try? LabelSelector(value: given)) ?? .nothing
        if !selector.text.isEmpty { status.set(.string(selector.text), at: "selector") }
        var spec: Value = [:]
        if let replicas = object.at("spec", "replicas"), replicas != 0 { spec.set(replicas, at: "replicas") }
        return [
            "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": .object(metadata), "spec": spec,
            "status": status,
        ]
    }
}

extension APIServer {
    /// PUT or PATCH of a scale.
    mutating func updateScale(_ pipeline: inout Pipeline) throws(Status) -> APIResult {
        let request = pipeline.request
        let old = try existing(request)
        let info = pipeline.info
        var scale = request.body
        if case .patch(let type) = request.verb {
            scale = ScaleSubresource.scale(of: old)
            let patch = request.body
            try pipeline.stage("patch", &scale) { value throws(Status) in
                try Patching.apply(type, patch, to: &value, schema: nil)
            }
        }
        if let version = scale.at("metadata", "resourceVersion")?.string, !version.isEmpty,
            version != String(old.revision)
        {
            throw .conflict(
                info.plural, group: info.group, name: old.name,
                "the object has been modified; please apply your changes to the latest version and try again")
        }
        let replicas = scale.at("spec", "replicas")?.int ?? 0
        if replicas < 0 {
            throw .invalid(
                kind: "Scale", group: "autoscaling", name: old.name,
                [
                    FieldError(
                        .invalid, "spec.replicas", badValue: String(replicas), "must be greater than or equal to 0")
                ])
        }
        var draft = old.value
        draft.set(.int(replicas), at: "spec", "replicas")
        manageFields(of: &draft, old: old, &pipeline)
        KindRules.prepareForUpdate(&draft, old: old, subresource: "")
        let object = commit(draft, old: old, &pipeline)
        return .document(ScaleSubresource.scale(of: object), code: 200)
    }
}
