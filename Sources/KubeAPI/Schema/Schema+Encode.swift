public import Documents

extension Schema {
    /// The document as the server sends it: with the zero values that Go's encoder never leaves out
    /// (`resources: {}` of a container, `replicas: 0` of a status).
    ///
    /// What is stored has no need of them; `decode` drops them and this puts them back.
    public func encoded(_ value: Value, as type: String) -> Value {
        guard let struct_ = self.type(type) else { return value }
        return encoded(value, struct_)
    }

    private func encoded(_ value: Value, _ type: SchemaType) -> Value {
        guard case .object(let given) = value else { return value }
        var out = given
        for field in type.fields {
            if let member = given[field.json] {
                let new = encoded(member, field.shape)
                if new != member { out[field.json] = new }
            } else if let zero = zeroInJSON(field) {
                out[field.json] = zero
            }
        }
        return .object(out)
    }

    private func encoded(_ value: Value, _ shape: SchemaShape) -> Value {
        switch (resolved(shape.pointee), value) {
        case (.named(let index), _): encoded(value, types[index])
        case (.list(let element), .array(let elements)): .array(elements.map { encoded($0, element) })
        case (.map(_, let element), .object(let fields)):
            .object(
                Fields(
                    sorted: fields.members.map {
                        Fields.Field(key: $0.key, value: encoded($0.value, element))
                    }))
        default: value
        }
    }

    /// What Go prints for a field that nobody set, or `nil` if it prints nothing.
    func zeroInJSON(_ field: SchemaField) -> Value? {
        if field.shape.isPointer { return field.omitsEmpty ? nil : .null }
        let shape = resolved(field.shape)
        if case .named(let index) = shape {
            // omitempty does not know empty structs; omitzero does.
            return field.omitsZero ? nil : encoded(.object(Fields()), types[index])
        }
        if field.omitsZero { return nil }
        switch shape {
        case .time, .microTime: return .null
        case .quantity: return .string("0")
        case .intOrString: return .int(0)
        default: break
        }
        if field.omitsEmpty { return nil }
        switch shape {
        case .string, .otherString: return .string("")
        case .bool: return .bool(false)
        case .integer, .double: return .int(0)
        case .duration: return .string("0s")
        default: return .null
        }
    }
}
