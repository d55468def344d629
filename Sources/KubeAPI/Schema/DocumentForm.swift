import Documents

/// From what a typed object is made, and so in whose words it is said that something does not fit.
public enum DocumentForm: Sendable {
    /// JSON text. Upstream: encoding/json, UnmarshalTypeError.
    case text
    /// The maps that a strategic patch works on. Upstream: apimachinery/pkg/runtime/converter.go, fromUnstructured.
    case maps
}

/// What the converter says of a value of another kind than its field's: `cannot restore map from string`.
enum ConversionProblem {
    static func message(_ value: Value, _ shape: SchemaShape, _ schema: Schema) -> String {
        switch target(shape, schema) {
        case .map: "cannot restore map from \(kind(value))"
        case .list, .bytes: "cannot restore slice from \(kind(value))"
        case .named: "cannot restore struct from: \(kind(value))"
        case let plain:
            if isConvertible(value, plain) {
                "cannot convert \(goType(value)) to \(schema.goText(shape))"
            } else {
                "unrecognized type: \(plain.isText ? "string" : schema.goText(plain))"
            }
        }
    }

    /// Go would convert the one into the other, and the converter will not.
    private static func isConvertible(_ value: Value, _ shape: SchemaShape) -> Bool {
        switch (value, shape) {
        case (.int, _): shape.isText
        case (.double, .integer): true
        default: false
        }
    }

    /// The shape behind pointers and names; a struct stays a name.
    private static func target(_ shape: SchemaShape, _ schema: Schema) -> SchemaShape {
        switch shape {
        case .pointer(let inner): target(inner, schema)
        case .named(let index): schema.types[index].underlying.map { target($0, schema) } ?? shape
        default: shape
        }
    }

    /// `reflect.Kind`.
    private static func kind(_ value: Value) -> String {
        switch value {
        case .array: "slice"
        case .object: "map"
        default: goType(value)
        }
    }

    /// `reflect.Type`.
    private static func goType(_ value: Value) -> String {
        switch value {
        case .null: "nil"
        case .bool: "bool"
        case .int: "int64"
        case .double: "float64"
        case .string: "string"
        case .array: "[]interface {}"
        case .object: "map[string]interface {}"
        }
    }
}

extension SchemaShape {
    /// Kept as a Go string.
    fileprivate var isText: Bool {
        switch self {
        case .string, .otherString: true
        default: false
        }
    }
}
