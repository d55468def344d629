import Documents

/// Something that does not fit a schema, before it has its place in the object.
///
/// Upstream: kube-openapi pkg/validation/errors/schema.go, and what becomes of its errors in
/// apiextensions-apiserver pkg/apiserver/validation/validation.go, kubeOpenAPIResultToFieldErrors.
struct SchemaFinding {
    let kind: FieldError.Kind
    /// The place as the schema validator writes it; `nil` of errors that upstream gives no place.
    let name: String?
    /// The bad value as Go prints it.
    var value = ""
    /// What is wrong, in full: findings with one text count once.
    let message: String
    /// What the field error says; the message if not said otherwise.
    var detail: String?

    /// The field error below the place `root`, which may be empty: Go prints no path as `<nil>`.
    func error(below root: String) -> FieldError {
        var parts = root.isEmpty ? [] : [root]
        if let name, !name.isEmpty, name != "." { parts.append(String(name.trimmingPrefix("."))) }
        let field = parts.isEmpty ? "<nil>" : parts.joined(separator: ".")
        return FieldError(kind, field, badValue: value, detail ?? message)
    }
}

/// What a walk over a value found.
struct SchemaFindings {
    private(set) var errors: [SchemaFinding] = []
    /// How many checks the value stood: `anyOf` and `oneOf` show the errors of the schema that came closest.
    var matches = 0

    var isValid: Bool { errors.isEmpty }

    mutating func add(_ finding: SchemaFinding?) {
        guard let finding, !errors.contains(where: { $0.message == finding.message }) else { return }
        errors.append(finding)
    }

    mutating func merge(_ other: SchemaFindings) {
        for finding in other.errors { add(finding) }
        matches += other.matches
    }
}

extension SchemaFinding {
    /// A value that breaks a rule; `name in body …` stands in front of the rule.
    static func broken(_ name: String, _ rule: String, value: String) -> SchemaFinding {
        SchemaFinding(kind: .invalid, name: name, value: value, message: "\(name) in body \(rule)")
    }

    /// An error that upstream gives no place.
    static func placeless(_ message: String) -> SchemaFinding {
        SchemaFinding(kind: .invalid, name: nil, value: "\"\"", message: message)
    }

    /// A value of another type or format than `expected`.
    static func type(_ name: String, _ expected: String, found: String) -> SchemaFinding {
        SchemaFinding(
            kind: .typeInvalid, name: name, value: goQuoted(found),
            message: "\(name) in body must be of type \(expected): \(goQuoted(found))")
    }
}

/// A value as it stands in errors: simple ones as Go prints them, others as JSON.
func goShown(_ value: Value) -> String {
    switch value {
    case .string(let text): goQuoted(text)
    case .double(let number): GoNumbers.general(number)
    default: JSONWriter.text(value)
    }
}
