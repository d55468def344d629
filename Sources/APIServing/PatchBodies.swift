import Documents
import KubeAPI

/// What a patch must be before it is looked at: an object, or a list of operations.
///
/// Upstream: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go, applyJSPatch, strategicPatchObject, where
/// unknown fields are to be told of, as they are unless a client forbids it.
enum PatchBodies {
    static func check(_ patch: Value, _ type: PatchType) throws(Status) {
        switch type {
        case .json:
            if let problem = operationsProblem(patch) { throw .badRequest("error decoding patch: \(problem)") }
        case .merge:
            if patch.isNull { throw .badRequest("Invalid JSON Patch") }
            if let problem = objectProblem(patch) { throw .badRequest("error decoding patch: \(problem)") }
        case .strategic:
            if let problem = objectProblem(patch) { throw .badRequest(problem) }
        case .apply: break
        }
    }

    /// The members of operations that mean nothing, as the server warns of them.
    static func unknownMembers(_ patch: Value, _ type: PatchType) -> [String] {
        guard type == .json else { return [] }
        var found: [String] = []
        for (index, operation) in (patch.array ?? []).enumerated() {
            for member in operation.fields?.members ?? []
            where !["op", "path", "from", "value"].contains(member.key) {
                found.append("json patch unknown field \"[\(index)].\(member.key)\"")
            }
        }
        return found
    }

    private static func objectProblem(_ patch: Value) -> String? {
        switch patch {
        case .object, .null: nil
        default: "json: cannot unmarshal \(patch.decoderWord) into Go value of type map[string]interface {}"
        }
    }

    /// As the type `jsonPatchOp` reads them.
    private static func operationsProblem(_ patch: Value) -> String? {
        if patch.isNull { return nil }
        guard case .array(let operations) = patch else {
            return "json: cannot unmarshal \(patch.decoderWord) into Go value of type []handlers.jsonPatchOp"
        }
        for operation in operations where !operation.isNull {
            guard case .object(let members) = operation else {
                return "json: cannot unmarshal \(operation.decoderWord) into Go value of type handlers.jsonPatchOp"
            }
            for member in members.members where ["op", "path", "from"].contains(member.key) {
                if member.value.isNull || member.value.string != nil { continue }
                return "json: cannot unmarshal \(member.value.decoderWord) into Go struct field "
                    + "jsonPatchOp.\(member.key) of type string"
            }
        }
        return nil
    }
}
