import Documents
import KubeAPI

/// OpenAPI version 3: an index, and one document for each group and version.
///
/// Upstream: k8s.io/kube-openapi pkg/builder3 and pkg/handler3 (KEP-2896).
struct OpenAPIV3 {
    let served: ServedResources

    /// The paths that have a document: `api/v1`, `apis/apps/v1`.
    private var roots: [String] {
        var roots: Set<String> = []
        for info in served.all where info.openAPIType != nil { roots.insert(OpenAPIV3.root(info)) }
        return roots.sorted()
    }

    private static func root(_ info: ResourceInfo) -> String {
        info.group.isEmpty ? "api/\(info.version)" : "apis/\(info.apiVersion)"
    }

    /// `/openapi/v3`. A document's address holds the tag of what it is made from, so clients may keep it.
    var index: Value {
        [
            "paths": .object(
                Fields(
                    roots.map { root in
                        let tag = OpenAPIV3.tag(of: served.all.filter { OpenAPIV3.root($0) == root })
                        return (root, ["serverRelativeURL": .string("/openapi/v3/\(root)?hash=\(tag)")])
                    }))
        ]
    }

    /// What a document with these resources is made from.
    private static func tag(of infos: [ResourceInfo]) -> Substring {
        var bytes = Array(KubernetesRelease.version.utf8)
        for info in infos {
            bytes += info.plural.utf8
            if let schema = info.custom?.schema?.json { JSONWriter.append(schema, to: &bytes) }
        }
        return EntityTag.of(bytes).dropFirst().dropLast()
    }

    /// `/openapi/v3/apis/apps/v1`; `nil` if nothing is served there.
    func document(_ root: String) -> Value? {
        guard roots.contains(root) else { return nil }
        let apiVersion = root.hasPrefix("apis/") ? String(root.dropFirst(5)) : String(root.dropFirst(4))
        var definitions = SchemaDefinitions(isV3: true, served: served)
        var paths: [(String, Value)] = []
        for (path, common, operations) in OpenAPIPaths(served: served).all(apiVersion) {
            var entry: [(String, Value)] = [("parameters", .array(common.map(OpenAPIV3.parameter)))]
            for operation in operations {
                entry.append((operation.method, value(operation, path, &definitions)))
            }
            paths.append((path, .object(Fields(entry))))
        }
        return [
            "openapi": "3.0.0", "info": ["title": "Kubernetes", "version": .string(KubernetesRelease.minorVersion)],
            "paths": .object(Fields(paths)), "components": ["schemas": definitions.all]
        ]
    }

    private func value(
        _ operation: OpenAPIOperation, _ path: String, _ definitions: inout SchemaDefinitions
    ) -> Value {
        let answer = definitions.reference(toType: operation.answer)
        func content(_ schema: Value, _ types: [String]) -> Value {
            .object(Fields(types.map { ($0, ["schema": schema]) }))
        }
        var value: Value = [
            "operationId": .string(operation.id(path)), "tags": [.string(OpenAPIV3.tag(operation.info))],
            "responses": operation.responses(["content": content(answer, operation.answerTypes)]),
            "x-kubernetes-action": .string(operation.action),
            "x-kubernetes-group-version-kind": operation.kindValue
        ]
        if !operation.parameters.isEmpty {
            value.set(.array(operation.parameters.map(OpenAPIV3.parameter)), at: "parameters")
        }
        if let body = operation.body {
            let schema = body.isEmpty ? definitions.referenceToPatch() : definitions.reference(toType: body)
            let kinds =
                body.isEmpty
                ? operation.patchTypes : ["*/*"]
            value.set(["content": content(schema, kinds)], at: "requestBody")
            if operation.needsBody { value.set(true, at: "requestBody", "required") }
        }
        return value
    }

    private static func parameter(_ parameter: OpenAPIOperation.Parameter) -> Value {
        var value: Value = [
            "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
            "schema": ["type": .string(parameter.type), "uniqueItems": true]
        ]
        if parameter.place == .path { value.set(true, at: "required") }
        return value
    }

    /// `apps_v1`.
    static func tag(_ info: ResourceInfo) -> String {
        (info.group.isEmpty ? "core" : info.group.split(separator: ".").first.map(String.init) ?? "")
            + "_" + info.version
    }
}

/// The kinds of types, for `x-kubernetes-group-version-kind`.
enum KindMarks {
    static func of(_ served: ServedResources) -> [String: Value] {
        var marks: [String: Value] = [:]
        func mark(_ type: String, _ group: String, _ version: String, _ kind: String) {
            marks[type] = ["group": .string(group), "kind": .string(kind), "version": .string(version)]
        }
        for info in served.all {
            guard let type = info.schemaType else { continue }
            mark(type, info.group, info.version, info.kind)
            mark(type + "List", info.group, info.version, info.listKind)
        }
        mark("meta/v1.Status", "", "v1", "Status")
        mark("meta/v1.DeleteOptions", "", "v1", "DeleteOptions")
        mark("autoscaling/v1.Scale", "autoscaling", "v1", "Scale")
        mark("policy/v1.Eviction", "policy", "v1", "Eviction")
        mark("authentication/v1.TokenRequest", "authentication.k8s.io", "v1", "TokenRequest")
        return marks
    }
}
