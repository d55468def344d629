/// What Go calls the kinds of values in its messages.
extension Value {
    /// As encoding/json says it: `object`, `array`, `number`, …
    public var decoderWord: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .int, .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// The kind of the Go value that a decoder without a type makes of it: `map`, `slice`, `int64`, …
    public var goKind: String {
        switch self {
        case .null: "invalid"
        case .bool: "bool"
        case .int: "int64"
        case .double: "float64"
        case .string: "string"
        case .array: "slice"
        case .object: "map"
        }
    }
}
