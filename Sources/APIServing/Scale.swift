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
        let places = ScalePlaces(object.resource)
        var status: Value = ["replicas": places.value(places.statusReplicas, object) ?? 0]
        let selector = places.selector(object)
        if !selector.isEmpty { status.set(.string(selector), at: "selector") }
        var spec: Value = [:]
        if let replicas = places.value(places.specReplicas, object), replicas != 0 {
            spec.set(replicas, at: "replicas")
        }
        return [
            "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": .object(metadata), "spec": spec,
            "status": status,
        ]
    }
}

/// Where a kind keeps its replicas and selector; a definition says it of custom resources.
struct ScalePlaces {
    let specReplicas: [String]
    let statusReplicas: [String]
    private let labelSelector: [String]?
    private let resource: Resource

    init(_ resource: Resource) {
        self.resource = resource
        let custom = resource.info.custom?.scale
        specReplicas = custom?.specReplicas ?? ["spec", "replicas"]
        statusReplicas = custom?.statusReplicas ?? ["status", "replicas"]
        labelSelector = custom?.labelSelector
    }

    func value(_ path: [String], _ object: APIObject) -> Value? {
        var value: Value? = object.value
        for name in path { value = value?[name] }
        return value
    }

    /// As text. The selector of a ReplicationController is a map, that of a custom resource text already.
    func selector(_ object: APIObject) -> String {
        if !resource.isBuiltIn { return labelSelector.flatMap { value($0, object)?.string } ?? "" }
        let given = object.at("spec", "selector")
        let selector =
            resource == .replicationControllers
            ? LabelSelector(labels: given?.stringMap ?? []) : (try? LabelSelector(value: given)) ?? .nothing
        return selector.text
    }
}

extension APIServer {
    /// PUT or PATCH of a scale.
    mutating func updateScale(_ pipeline: inout Pipeline) throws(Status) -> APIResult {
        let request = pipeline.request
        let old = try existing(request)
        let info = pipeline.info
        var scale = request.body
        var applied: ManagedFields?
        if request.verb == .patch(.apply) {
            let outcome = try applyScale(to: old, pipeline)
            applied = outcome.owners
            let places = ScalePlaces(info.resource)
            scale.set(places.value(places.specReplicas, old.with(outcome.object)) ?? 0, at: "spec", "replicas")
        } else if case .patch(let type) = request.verb {
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
        draft.set(.int(replicas), path: ScalePlaces(info.resource).specReplicas[...])
        if let applied {
            pipeline.ownership = .stated(FieldHistory(applied))
        } else {
            manageFields(of: &draft, old: old, &pipeline)
        }
        KindRules.prepareForUpdate(&draft, old: old, info.resource, subresource: "")
        let object = commit(draft, old: old, &pipeline)
        return .document(ScaleSubresource.scale(of: object), code: 200)
    }

    /// Server-side apply of a scale: of its fields only the number of replicas is the workload's, and that alone is
    /// owned there. Conflicts are told in the words of the scale.
    ///
    /// Upstream: apimachinery/pkg/util/managedfields/scalehandler.go.
    private func applyScale(to old: APIObject, _ pipeline: Pipeline) throws(Status) -> Application.Outcome {
        let (request, info) = (pipeline.request, pipeline.info)
        try ApplyChecks.check(request, as: ("autoscaling/v1", "Scale"))
        var configuration: Value = [
            "apiVersion": .string(info.apiVersion), "kind": .string(info.kind),
            "metadata": ["name": .string(old.name), "namespace": .string(old.namespace)],
        ]
        let path = ScalePlaces(info.resource).specReplicas
        if let replicas = request.body.at("spec", "replicas") { configuration.set(replicas, path: path[...]) }
        let application = Application(
            configuration: configuration, kind: OwnedKind(info, subresource: request.subresource),
            manager: request.fieldManager, subresource: request.subresource, isForced: request.options.force,
            time: pipeline.moment.date / 1_000_000)
        if let problem = application.problem { throw ApplyChecks.untyped(request, problem) }
        do {
            return try application.carryOut(on: old.value, old.fields?.managed ?? ManagedFields())
        } catch {
            throw error.named(in: "autoscaling/v1", below: path).status
        }
    }
}
