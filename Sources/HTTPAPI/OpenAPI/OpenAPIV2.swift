import Documents
import KubeAPI

/// OpenAPI version 2: all in one document.
///
/// Upstream: k8s.io/kube-openapi pkg/builder.
struct OpenAPIV2 {
    let served: ServedResources

    /// `/openapi/v2`.
    var document: Value {
        var definitions = SchemaDefinitions(isV3: false, served: served)
        var paths: [(String, Value)] = []
        for (path, common, operations) in OpenAPIPaths(served: served).all() {
            var entry: [(String, Value)] = [("parameters", .array(common.map(OpenAPIV2.parameter)))]
            for operation in operations {
                entry.append((operation.method, OpenAPIV2.value(operation, path, &definitions)))
            }
            paths.append((path, .object(Fields(entry))))
        }
        return [
            "swagger": "2.0", "info": ["title": "Kubernetes", "version": .string(KubernetesRelease.minorVersion)],
            "paths": .object(Fields(paths)), "definitions": definitions.all
        ]
    }

    private static func value(
        _ operation: OpenAPIOperation, _ path: String, _ definitions: inout SchemaDefinitions
    ) -> Value {
        let answer = definitions.reference(toType: operation.answer)
        var parameters = operation.parameters.map(parameter)
        var consumes = ["*/*"]
        if let body = operation.body {
            let schema = body.isEmpty ? definitions.referenceToPatch() : definitions.reference(toType: body)
            var whole: Value = ["in": "body", "name": "body", "schema": schema]
            if operation.needsBody { whole.set(true, at: "required") }
            parameters.insert(whole, at: 0)
            if body.isEmpty { consumes = operation.patchTypes }
        }
        var value: Value = [
            "operationId": .string(operation.id(path)), "tags": [.string(OpenAPIV3.tag(operation.info))],
            "consumes": .array(consumes.map { .string($0) }),
            "produces": .array(operation.answerTypes.map { .string($0) }), "schemes": ["https"],
            "responses": operation.responses(["schema": answer]),
            "x-kubernetes-action": .string(operation.action),
            "x-kubernetes-group-version-kind": operation.kindValue
        ]
        if !parameters.isEmpty { value.set(.array(parameters), at: "parameters") }
        return value
    }

    private static func parameter(_ parameter: OpenAPIOperation.Parameter) -> Value {
        var value: Value = [
            "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
            "type": .string(parameter.type), "uniqueItems": true
        ]
        if parameter.place == .path { value.set(true, at: "required") }
        return value
    }
}
