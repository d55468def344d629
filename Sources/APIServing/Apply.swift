import Documents
import KubeAPI
import Simulation

/// PATCH with `application/apply-patch+yaml`: server-side apply.
///
/// Upstream: apiserver endpoints/handlers/patch.go, applyPatcher, over apimachinery/pkg/util/managedfields.
extension APIServer {
    mutating func apply(_ pipeline: inout Pipeline) throws(Status) -> APIResult {
        let request = pipeline.request
        let info = pipeline.info
        let configuration = request.body
        var asked = request
        asked.resource = pipeline.asked.resource
        try ApplyChecks.check(asked)
        let old = store.object(request.resource, request.key)
        let managed = old?.fields?.managed ?? ManagedFields()
        let kind = OwnedKind(pipeline.asked, subresource: request.subresource)
        let application = Application(
            configuration: configuration, kind: kind, manager: request.fieldManager, subresource: request.subresource,
            isForced: request.options.force, time: pipeline.moment.date / 1_000_000)
        if let problem = application.problem { throw ApplyChecks.untyped(asked, problem) }
        let applied: Application.Outcome
        do {
            applied = try application.carryOut(
                on: old.map { ServedVersion.value($0.value, in: asked.resource) }, managed)
        } catch {
            throw error.status
        }
        pipeline.ownership = .stated(FieldHistory(applied.owners))
        pipeline.note(
            "field management", before: managed.value ?? .null, after: applied.owners.value ?? .null,
            "\(request.fieldManager) by Apply")
        var draft = applied.object
        try decode(&draft, stored: old?.value, &pipeline)
        try settleNamespace(&draft, pipeline)
        try checkName(draft, request.name)
        if let old { return try update(draft, old: old, &pipeline) }
        if let uid = draft.at("metadata", "uid")?.string, !uid.isEmpty {
            throw .conflict(
                info.plural, group: info.group, name: request.name,
                "uid mismatch: the provided object specified uid \(uid), and no existing object was found")
        }
        if !request.subresource.isEmpty { throw .notFound(info.plural, group: info.group, name: request.name) }
        try pipeline.stage("default", &draft) { value throws(Status) in KindRules.applyDefaults(&value, info) }
        return try create(draft, &pipeline)
    }
}

/// What makes an apply no apply.
enum ApplyChecks {
    /// - Parameter expected: version and kind of what may be applied; the resource's own if it is not given.
    static func check(
        _ request: APIRequest, as expected: (version: String, kind: String)? = nil
    ) throws(Status) {
        let info = request.resource.info
        let expected = expected ?? (info.apiVersion, info.kind)
        if request.options.fieldManager.isEmpty {
            throw .invalid(
                kind: "PatchOptions", group: "meta.k8s.io", name: "",
                [FieldError(.required, "fieldManager", "is required for apply patch")])
        }
        guard case .object = request.body else {
            throw .badRequest(
                "error decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  cannot unmarshal "
                    + "into map"
            )
        }
        let (version, kind) = (request.body["apiVersion"]?.string ?? "", request.body["kind"]?.string ?? "")
        if (version, kind) != (expected.version, expected.kind) {
            let shown = version.contains("/") ? version : "/\(version)"
            throw .badRequest("invalid object type: \(shown), Kind=\(kind)")
        }
        if request.body.at("metadata", "managedFields") != nil {
            throw .badRequest("metadata.managedFields must be nil")
        }
    }

    /// A configuration that is not of its type: an error that upstream gives no code of its own.
    static func untyped(_ request: APIRequest, _ problem: String) -> Status {
        Status(
            code: 500, reason: "",
            message: "failed to create typed patch object (\(subject(request))): \(problem)")
    }

    /// A value that fits the type's form and cannot be read, such as a quantity of letters.
    static func unconverted(_ request: APIRequest, _ problem: String) -> Status {
        Status(
            code: 500, reason: "",
            message: "failed to convert new object (\(subject(request))) to proper version: unable to convert "
                + "unstructured object to \(kind(request)): \(problem)")
    }

    /// Upstream: managedfields/internal/structuredmerge.go, objectGVKNN.
    private static func subject(_ request: APIRequest) -> String {
        let metadata = request.body["metadata"] ?? .null
        return "\(metadata["namespace"]?.string ?? "")/\(metadata["name"]?.string ?? ""); \(kind(request))"
    }

    private static func kind(_ request: APIRequest) -> String {
        let info = request.resource.info
        return "\(info.group.isEmpty ? "/\(info.version)" : info.apiVersion), Kind=\(info.kind)"
    }
}
