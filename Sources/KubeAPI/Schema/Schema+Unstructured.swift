public import Documents

/// What a strategic merge patch leaves is turned into its type by a converter whose words are not the decoder's.
///
/// Upstream: apimachinery/pkg/runtime/converter.go, fromUnstructured.
extension Schema {
    /// What the converter says of the first value that is not of its type; `nil`: all are.
    ///
    /// `{"spec":{"replicas":"three"}}` of a Deployment: `unrecognized type: int32`.
    public func conversionProblem(of value: Value, as type: String) -> String? {
        index(of: type).flatMap { problem(value, .named($0)) }
    }

    private func problem(_ value: Value, _ shape: SchemaShape) -> String? {
        if value.isNull { return nil }
        let plain = resolved(shape)
        switch (plain, value) {
        case (.pointer(let inner), _): return problem(value, inner)
        case (.named(let index), _): return structProblem(value, types[index])
        case (.string, .string), (.otherString, .string), (.bool, .bool), (.integer, .int), (.double, .int),
            (.double, .double):
            return nil
        case (.string, .int), (.otherString, .int): return "cannot convert int64 to \(goText(shape))"
        case (.integer, .double(let number)):
            return number == number.rounded(.towardZero) ? nil : "cannot convert float64 to \(goText(shape))"
        case (.string, _), (.otherString, _): return "unrecognized type: string"
        case (.bool, _): return "unrecognized type: bool"
        case (.double, _): return "unrecognized type: float64"
        case (.integer(let kind), _): return "unrecognized type: \(kind)"
        case (.bytes, .string(let text)):
            return Base64Text.firstBadByte(text).map {
                "error decoding from json: illegal base64 data at input byte \($0)"
            }
        case (.list(let element), .array(let elements)): return first(elements, element)
        case (.bytes, _), (.list, _): return "cannot restore slice from \(value.goKind)"
        case (.map(_, let element), .object(let fields)): return first(fields.members.map(\.value), element)
        case (.map, _): return "cannot restore map from \(value.goKind)"
        case (.quantity, _), (.intOrString, _), (.time, _), (.microTime, _), (.duration, _):
            // They read their own text, here as there.
            var decoder = SchemaDecoder(schema: self)
            _ = decoder.clean(value, shape)
            return decoder.problem
        case (.rawExtension, _), (.fieldsV1, _), (.anyObject, _): return nil
        }
    }

    private func first(_ values: [Value], _ shape: SchemaShape) -> String? {
        for value in values {
            if let problem = problem(value, shape) { return problem }
        }
        return nil
    }

    /// Field by field, in the order of the Go type.
    private func structProblem(_ value: Value, _ type: SchemaType) -> String? {
        guard case .object(let members) = value else { return "cannot restore struct from: \(value.goKind)" }
        for field in type.goFields {
            guard let part = field.isInline ? value : members[field.json] else { continue }
            if let problem = problem(part, field.shape) { return problem }
        }
        return nil
    }

    /// Numbers too big for their type lose their upper bits, as Go's conversions have it: 99999999999 is the int32
    /// 1215752191.
    public func truncatingIntegers(_ value: Value, as type: String) -> Value {
        index(of: type).map { truncated(value, .named($0)) } ?? value
    }

    private func truncated(_ value: Value, _ shape: SchemaShape) -> Value {
        switch (resolved(shape.pointee), value) {
        case (.integer("int32"), .int(let number)): return .int(Int64(Int32(truncatingIfNeeded: number)))
        case (.list(let element), .array(let elements)): return .array(elements.map { truncated($0, element) })
        case (.map(_, let element), .object(let fields)):
            return .object(Fields(fields.members.map { ($0.key, truncated($0.value, element)) }))
        case (.named(let index), .object(var fields)):
            for field in types[index].fields {
                if let member = fields[field.json] { fields[field.json] = truncated(member, field.shape) }
            }
            return .object(fields)
        default: return value
        }
    }
}
