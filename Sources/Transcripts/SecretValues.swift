// Secrets by their structure.

import Documents

/// Finds objects of kind Secret in any value, and masks their data.
enum SecretValues {
    private static let annotation = "kubectl.kubernetes.io/last-applied-configuration"

    /// Calls `body` for each Secret in `value`, also inside lists and watch events.
    static func forEachSecret(in value: Value, _ body: (Value) -> Void) {
        if isSecret(value) { body(value) }
        switch value {
        case .array(let elements):
            for element in elements { forEachSecret(in: element, body) }
        case .object(let fields):
            let isList = isSecretList(value)
            for field in fields {
                // Elements of a typed list carry no kind of their own.
                if isList, field.key == "items", let items = field.value.array {
                    for item in items where !isSecret(item) { body(item) }
                }
                forEachSecret(in: field.value, body)
            }
        default: break
        }
    }

    /// The value with the data of its Secrets replaced.
    static func masked(_ value: Value, isSecret known: Bool = false) -> Value {
        switch value {
        case .array(let elements): return .array(elements.map { masked($0) })
        case .object(let fields):
            let isList = isSecretList(value)
            var out = Fields()
            for field in fields {
                if isList, field.key == "items", let items = field.value.array {
                    out[field.key] = .array(items.map { masked($0, isSecret: true) })
                } else {
                    out[field.key] = masked(field.value)
                }
            }
            return known || isSecret(value) ? maskedSecret(out) : .object(out)
        default: return value
        }
    }

    /// The text of a Secret's last-applied annotation, if it has one.
    static func lastApplied(of secret: Value) -> String? {
        secret.at("metadata", "annotations", annotation)?.string
    }

    private static func maskedSecret(_ fields: Fields) -> Value {
        var secret = Value.object(fields)
        for key in ["data", "stringData"] {
            guard let data = fields[key], !data.isNull else { continue }
            secret.set(masked(data: data, isEncoded: key == "data"), at: key)
        }
        if let applied = lastApplied(of: secret) {
            let text: String
            if let old = try? JSONReader.read(applied), old.fields != nil {
                text = JSONWriter.text(masked(old, isSecret: true)) + "\n"
            } else {
                text = SecretMask.replacement(byteCount: applied.utf8.count)
            }
            secret.set(.string(text), at: "metadata", "annotations", annotation)
        }
        return secret
    }

    private static func masked(data: Value, isEncoded: Bool) -> Value {
        guard let fields = data.fields else { return .string("•••••") }
        return .object(
            Fields(
                sorted: fields.map { field in
                    guard let text = field.value.string else {
                        return Fields.Field(key: field.key, value: "•••••")
                    }
                    let bytes = isEncoded ? Base64.bytes(text) : nil
                    let count = bytes?.count ?? text.utf8.count
                    let mask = SecretMask.replacement(byteCount: count)
                    return Fields.Field(key: field.key, value: .string(mask))
                }))
    }

    private static func isSecret(_ value: Value) -> Bool { value["kind"]?.string == "Secret" }

    private static func isSecretList(_ value: Value) -> Bool {
        value["kind"]?.string == "SecretList"
    }
}
