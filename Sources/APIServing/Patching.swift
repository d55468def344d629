import Documents
import KubeAPI

/// Applies patches to documents. Upstream: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go.
///
/// A strategic patch changes a Go struct, which is of its kind whatever the patch says.
enum Patching {
    static func apply(
        _ type: PatchType, _ patch: Value, to value: inout Value, schema: ResourceInfo?
    ) throws(Status) {
        try PatchBodies.check(patch, type)
        switch type {
        case .merge: value = MergePatch.apply(patch, to: value)
        case .json:
            do { value = try JSONPatch(patch).apply(to: value) } catch { throw problem(error) }
        case .strategic:
            guard let schema, let type = schema.schemaType else { throw unsupported }
            do {
                value = try StrategicPatch.apply(patch, to: value, type: type, schema: SchemaPatchRules(.builtIn))
            } catch { throw strategicProblem(error) }
            value.set(.string(schema.apiVersion), at: "apiVersion")
            value.set(.string(schema.kind), at: "kind")
        case .apply: throw unsupported
        }
    }

    /// For what has no Go type: custom resources, `Scale` by a patch of its parent.
    private static let unsupported = Status(
        code: 415, reason: "UnsupportedMediaType",
        message:
            "the body of the request was in an unknown format - accepted media types include: "
            + "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
    )

    /// Upstream: applyJSPatch.
    private static func problem(_ error: PatchError) -> Status {
        switch error.kind {
        case .tooLarge:
            Status(code: 413, reason: "RequestEntityTooLarge", message: "Request entity is too large: \(error.message)")
        case .malformed: .badRequest(error.message)
        case .doesNotApply: rejected
        }
    }

    /// What the client hears of a patch that does not fit; why stays with the server.
    ///
    /// Upstream: apimachinery api/errors, NewGenericServerResponse with 422.
    private static let rejected = Status(
        code: 422, reason: "Invalid", message: "the server rejected our request due to an error in our request")

    /// Upstream: interpretStrategicMergePatchError; what it does not know is an internal error.
    private static func strategicProblem(_ error: PatchError) -> Status {
        switch error.message {
        case "invalid JSON document", "invalid patch format of primitive list", "invalid patch format of retainKeys",
            "invalid patch format of setElementOrder list",
            "strategic merge patch format is not supported":
            .badRequest(error.message)
        case "lists of lists are not supported", "patch content doesn't match retainKeys list": rejected
        default: Status(code: 500, reason: "", message: error.message)
        }
    }

    /// Decodes what a patch made: a type that does not fit is the patch's fault.
    static func decode(
        _ value: inout Value, _ type: PatchType, _ request: APIRequest, stored: Value?
    ) throws(Status) -> [String] {
        let info = request.resource.info
        let patched = value
        if info.custom != nil {
            do {
                return try KindRules.decode(&value, info, request.options.fieldValidation, stored: stored)
            } catch {
                throw refused(JSONWriter.text(patched), error.message)
            }
        }
        do {
            let isLax = request.options.fieldValidation == .ignore
            let unknown = isLax ? [] : PatchBodies.unknownMembers(request.body, type)
            return unknown + (try KindRules.decoded(&value, info, request.options.fieldValidation, stored: stored))
        } catch {
            if type == .apply { throw ApplyChecks.unconverted(request, error.message) }
            guard type == .strategic else { throw refused(JSONWriter.text(patched), error.message) }
            let problem = info.schemaType.flatMap { Schema.builtIn.conversionProblem(of: patched, as: $0) }
            if problem == nil, let schemaType = info.schemaType {
                let fitting = Schema.builtIn.truncatingIntegers(patched, as: schemaType)
                if fitting != patched {
                    value = fitting
                    return try decode(&value, type, request, stored: stored)
                }
            }
            throw refused(request.body.goText, problem ?? error.message)
        }
    }

    private static func refused(_ shown: String, _ why: String) -> Status {
        .invalid(
            kind: "", group: "", name: "", [FieldError(.invalid, "patch", badValue: goQuoted(shown), why)])
    }
}

extension APIServer {
    /// The object with the patch of the request applied; who owns which fields is in it only if the patch asks.
    func patched(_ old: APIObject, _ type: PatchType, _ pipeline: inout Pipeline) throws(Status) -> Value {
        let asked = pipeline.asked
        let patch = pipeline.request.body
        let speaksOfOwners = Self.speaksOfOwners(patch)
        let speaksOfVersion = Self.speaksOfVersion(patch)
        var draft = ServedVersion.value(speaksOfVersion ? old.published : old.value, in: asked.resource)
        if speaksOfOwners { draft.set(old.managedFields, at: "metadata", "managedFields") }
        try pipeline.stage("patch", &draft) { value throws(Status) in
            try Patching.apply(type, patch, to: &value, schema: asked)
        }
        if speaksOfOwners && draft.at("metadata", "managedFields") == old.managedFields {
            draft.set(nil, at: "metadata", "managedFields")
        }
        return draft
    }

    private static func speaksOfOwners(_ patch: Value) -> Bool {
        if let operations = patch.array {
            return operations.contains { ($0["path"]?.string ?? "").hasPrefix("/metadata/managedFields") }
        }
        return patch.at("metadata", "managedFields") != nil
    }

    /// Does the patch test or set the version (or all of the metadata)?
    private static func speaksOfVersion(_ patch: Value) -> Bool {
        if let operations = patch.array {
            return operations.contains {
                ["/metadata", "/metadata/resourceVersion"].contains($0["path"]?.string ?? "")
                    || ($0["from"]?.string ?? "").hasPrefix("/metadata")
            }
        }
        return patch.at("metadata", "resourceVersion") != nil
    }
}
