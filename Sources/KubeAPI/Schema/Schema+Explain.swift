/// What `explain` shows of one field.
public struct FieldExplanation: Sendable, Equatable {
    /// The JSON name.
    public var name: String
    /// `<string>`, `<[]Container>`, `<map[string]string>`, `<Quantity>` without the brackets.
    public var typeText: String
    /// Whether it is marked `-required-`.
    public var isRequired: Bool
    /// The values of an enumeration, sorted.
    public var enumValues: [String]
    /// In our own words; empty if nobody has written one yet.
    public var description: String
    /// The type to go on with, if the field has fields of its own.
    public var structType: String?
}

extension Schema {
    /// What is known of the fields of a type, sorted by name.
    public func explanation(of type: String) -> [FieldExplanation] {
        guard let type = self.type(type) else { return [] }
        return type.fields.map(explanation)
    }

    /// What is known of one field.
    public func explanation(of field: SchemaField) -> FieldExplanation {
        FieldExplanation(
            name: field.json, typeText: explainType(field.shape), isRequired: field.isRequired,
            enumValues: enumValues(field.shape),
            description: description(of: field),
            structType: elementStruct(field.shape)?.name)
    }

    /// The type and field at the end of a path of JSON names, lists and maps stepped through.
    public func walk(from type: String, _ path: [String]) -> (owner: SchemaType, field: SchemaField)? {
        var current = self.type(type)
        var found: (SchemaType, SchemaField)?
        for name in path {
            guard let owner = current, let field = owner.field(name) else { return nil }
            found = (owner, field)
            current = elementStruct(field.shape)
        }
        return found
    }

    /// A type's description in our own words; empty if nobody has written one yet.
    public func typeDescription(_ type: String) -> String {
        FieldDescriptions.byField[type] ?? self.type(type).flatMap(genericDescription) ?? ""
    }

    /// What is said of the type of a field, of a list the type of its elements; empty for plain types.
    ///
    /// Upstream: kubectl/pkg/explain/v2/templates/plaintext.tmpl, "description".
    public func typeDescription(of shape: SchemaShape) -> String {
        switch resolved(shape.pointee) {
        case .list(let element): typeDescription(of: element)
        case .map(_, let value): typeDescription(of: value)
        case .named(let index): typeDescription(types[index].name)
        case .time: typeDescription("meta/v1.Time")
        case .microTime: typeDescription("meta/v1.MicroTime")
        case .duration: typeDescription("meta/v1.Duration")
        case .fieldsV1: typeDescription("meta/v1.FieldsV1")
        case .quantity: typeDescription("resource.Quantity")
        case .intOrString: typeDescription("intstr.IntOrString")
        case .rawExtension: typeDescription("runtime.RawExtension")
        default: ""
        }
    }

    /// All that the tables describe, by `package.Type` or `package.Type.field`, sorted.
    public var descriptions: [(name: String, text: String)] {
        FieldDescriptions.byField.sorted { $0.key < $1.key }.map { (name: $0.key, text: $0.value) }
    }

    private func description(of field: SchemaField) -> String {
        FieldDescriptions.byField["\(field.owner).\(field.json)"] ?? genericDescription(of: field) ?? ""
    }

    private func enumValues(_ shape: SchemaShape) -> [String] {
        switch shape.pointee {
        case .named(let index): types[index].enumValues
        default: []
        }
    }

    /// Upstream: kubectl/pkg/explain/v2/template.go (how a type is printed).
    private func explainType(_ shape: SchemaShape) -> String {
        switch resolved(shape.pointee) {
        case .string, .otherString, .bytes, .time, .microTime, .duration: "string"
        case .quantity: "Quantity"
        case .intOrString: "IntOrString"
        case .bool: "boolean"
        case .integer: "integer"
        case .double: "number"
        case .fieldsV1: "FieldsV1"
        case .rawExtension, .anyObject: "Object"
        case .list(let element): "[]" + explainType(element)
        case .map(_, let value): "map[string]" + explainType(value)
        case .named(let index): types[index].goName
        case .pointer(let inner): explainType(inner)
        }
    }
}
