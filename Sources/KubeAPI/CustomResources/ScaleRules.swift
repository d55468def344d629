import Documents

/// What the scale subresource shows must be there in form: numbers of replicas, and a selector as text.
///
/// Upstream: apiextensions-apiserver pkg/registry/customresource/validator.go, ValidateScaleSpec and
/// ValidateScaleStatus; apimachinery/pkg/apis/meta/v1/unstructured/helpers.go.
extension ScalePaths {
    /// What is wrong with the places of an object; a write to the status does not look at the spec.
    func errors(in object: Value, isStatusWrite: Bool) -> [FieldError] {
        var out: [FieldError] = []
        if !isStatusWrite { out += Self.replicas(specReplicas, in: object) }
        out += Self.replicas(statusReplicas, in: object)
        if let labelSelector {
            switch Self.look(labelSelector, in: object) {
            case .failure(let problem): out.append(Self.error(labelSelector, "\"\"", problem.message))
            case .success(.string?), .success(nil): break
            case .success(let other?):
                out.append(Self.error(labelSelector, "\"\"", Self.mismatch(labelSelector, other, "string").message))
            }
        }
        return out
    }

    private static func replicas(_ names: [String], in object: Value) -> [FieldError] {
        switch look(names, in: object) {
        case .failure(let problem): return [error(names, "0", problem.message)]
        case .success(nil): return []
        case .success(.int(let count)?):
            if count < 0 { return [error(names, "\(count)", "should be a non-negative integer")] }
            if count > Int64(Int32.max) {
                return [error(names, "\(count)", "should be less than or equal to \(Int32.max)")]
            }
            return []
        case .success(let other?): return [error(names, "0", mismatch(names, other, "int64").message)]
        }
    }

    private static func error(_ names: [String], _ value: String, _ detail: String) -> FieldError {
        FieldError(.invalid, "." + names.joined(separator: "."), badValue: value, detail)
    }

    /// The value at a path; an error if the way there leads through something that is no object.
    private static func look(_ names: [String], in object: Value) -> Result<Value?, TextProblem> {
        var value = object
        for (index, name) in names.enumerated() {
            if value.isNull { return .success(nil) }
            guard case .object(let fields) = value else {
                return .failure(mismatch(Array(names[...index]), value, "map[string]interface{}"))
            }
            guard let next = fields[name] else { return .success(nil) }
            value = next
        }
        return .success(value)
    }

    private static func mismatch(_ names: [String], _ value: Value, _ expected: String) -> TextProblem {
        let path = "." + names.joined(separator: ".")
        return TextProblem(
            message: "\(path) accessor error: \(goPlain(value)) is of the type \(goType(value)), expected \(expected)")
    }

    private static func goType(_ value: Value) -> String {
        switch value {
        case .null: "<nil>"
        case .bool: "bool"
        case .int: "int64"
        case .double: "float64"
        case .string: "string"
        case .array: "[]interface {}"
        case .object: "map[string]interface {}"
        }
    }

    /// A value as Go's `%v` prints it.
    private static func goPlain(_ value: Value) -> String {
        switch value {
        case .null: "<nil>"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): "\(number)"
        case .double(let number): GoNumbers.general(number)
        case .string(let text): text
        case .array(let elements): "[" + elements.map(goPlain).joined(separator: " ") + "]"
        case .object(let fields):
            "map[" + fields.map { $0.key + ":" + goPlain($0.value) }.joined(separator: " ") + "]"
        }
    }
}
