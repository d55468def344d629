import Documents
import KubeAPI

/// How objects of CustomResourceDefinitions are written.
///
/// Upstream: staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresource/strategy.go and status_strategy.go;
/// pkg/apiserver/customresource_handler.go.
enum CustomStrategy {
    /// Brings a document into form: metadata as its type says, unknown fields away, defaults in.
    ///
    /// - Returns: warnings of unknown fields. An error if they are refused, or the kind is another one.
    static func decoded(
        _ value: inout Value, _ info: ResourceInfo, _ custom: CustomVersion, _ validation: FieldValidation
    ) throws(DecodeError) -> [String] {
        if !isOfKind(value, info) { throw DecodeError(message: "the object provided is unrecognized") }
        var unknown: [String] = []
        if let schema = custom.schema {
            unknown = try schema.coerce(&value).map { "unknown field \"\($0)\"" }
            schema.applyDefaults(&value)
        }
        switch validation {
        case .ignore: return []
        case .warn: return unknown
        case .strict:
            if unknown.isEmpty { return [] }
            throw DecodeError(message: "strict decoding error: " + unknown.joined(separator: ", "))
        }
    }

    private static func isOfKind(_ value: Value, _ info: ResourceInfo) -> Bool {
        value["kind"]?.string == info.kind && value["apiVersion"]?.string == info.apiVersion
    }

    /// What a client hears of a body that does not fit.
    static func problem(of value: Value, _ error: DecodeError, _ info: ResourceInfo) -> Status {
        if isOfKind(value, info) {
            return .badRequest(
                "\(info.kind) in version \"\(info.version)\" cannot be handled as a \(info.kind): \(error.message)")
        }
        return .badRequest(
            "the object provided is unrecognized (must be of type \(info.kind)): couldn't get version/kind; json parse "
                + "error: \(value["apiVersion"]?.string ?? ""), Kind=\(value["kind"]?.string ?? "") does not match the "
                + "expected \(info.apiVersion), Kind=\(info.kind)")
    }

    /// A new object is of generation 1; a status that has its own subresource is not taken.
    static func prepareForCreate(_ draft: inout Value, _ custom: CustomVersion) {
        if custom.hasStatus { draft.set(nil, at: "status") }
        draft.set(1, at: "metadata", "generation")
    }

    /// The generation counts what is neither metadata nor a status of its own.
    static func prepareForUpdate(_ draft: inout Value, old: APIObject, _ custom: CustomVersion, subresource: String) {
        let before = old.value
        if subresource == "status" {
            var kept = before
            kept.set(draft["status"], at: "status")
            kept.set(draft["apiVersion"], at: "apiVersion")
            draft = kept
            return
        }
        if custom.hasStatus { draft.set(before["status"], at: "status") }
        let isNew = counted(draft, custom) != counted(before, custom)
        draft.set(.int(old.meta.generation + (isNew ? 1 : 0)), at: "metadata", "generation")
    }

    private static func counted(_ value: Value, _ custom: CustomVersion) -> Value {
        var counted = value
        for field in ["metadata", "apiVersion"] + (custom.hasStatus ? ["status"] : []) { counted.set(nil, at: field) }
        return counted
    }

    /// All that is wrong with an object; `old` is `nil` for a new one.
    static func validate(
        _ value: Value, old: Value?, _ info: ResourceInfo, _ custom: CustomVersion, subresource: String = ""
    ) -> [FieldError] {
        var errors =
            old.map { KubeAPI.validateUpdate(value, from: $0, group: info.group, kind: info.kind) }
            ?? KubeAPI.validateCustomMetadata(value, isNamespaced: info.isNamespaced)
        guard let schema = custom.schema else { return errors }
        if subresource == "status", let old {
            errors += schema.validateStatus(value, old: old, scale: custom.scale)
        } else {
            errors += schema.validate(value, old: old, scale: custom.scale)
        }
        return errors
    }

    /// What is kept: the version of the definition that is stored.
    static func stored(_ draft: inout Value, _ info: ResourceInfo, _ custom: CustomVersion) {
        guard custom.storageVersion != info.version else { return }
        draft.set(.string("\(info.group)/\(custom.storageVersion)"), at: "apiVersion")
    }
}
