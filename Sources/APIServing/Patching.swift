import Documents
import KubeAPI

/// Applies a patch to a document. Upstream: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go.
enum Patching {
    static func apply(
        _ type: PatchType, _ patch: Value, to value: inout Value, kind: String, schema: ResourceInfo?
    ) throws(Status) {
        switch type {
        case .merge: value = MergePatch.apply(patch, to: value)
        case .json:
            do { value = try JSONPatch(patch).apply(to: value) } catch { throw problem(error.message) }
        case .strategic:
            guard let schema else {
                throw Status(
                    code: 415, reason: "UnsupportedMediaType",
                    message:
                        "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
                )
            }
            do {
                value = try StrategicPatch.apply(
                    patch, to: value, type: schema.schemaType ?? "", schema: SchemaPatchRules(.builtIn))
            } catch { throw problem(error.message) }
        case .apply: throw .notModelled("server-side apply")
        }
    }

    private static func problem(_ message: String) -> Status {
        Status(code: 422, reason: "Invalid", message: message)
    }
}
