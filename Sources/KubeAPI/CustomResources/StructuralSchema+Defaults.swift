public import Documents

extension StructuralSchema {
    /// Fills in defaults: absent fields, and nulls that are no value of their own.
    ///
    /// A default may bring fields that have defaults again. Upstream:
    /// pkg/apiserver/schema/defaulting/algorithm.go.
    public func applyDefaults(_ object: inout Value) {
        switch object {
        case .object(var fields):
            object = .null
            for property in properties {
                guard let value = property.schema.defaultValue else { continue }
                let old = fields[property.name]
                if old == nil || property.schema.replaces(old) { fields[property.name] = value }
            }
            for key in fields.keys {
                let named = property(key)
                guard let schema = named ?? additionalSchema else { continue }
                fields.update(key) { member in
                    if named == nil, schema.replaces(member) { member = schema.defaultValue ?? .null }
                    schema.applyDefaults(&member)
                }
            }
            object = .object(fields)
        case .array(var elements):
            guard let items else { return }
            object = .null
            for index in elements.indices {
                if items.replaces(elements[index]) { elements[index] = items.defaultValue ?? .null }
                items.applyDefaults(&elements[index])
            }
            object = .array(elements)
        default: break
        }
    }

    /// Whether a value is a null that the schema does not take for one.
    private func replaces(_ value: Value?) -> Bool { value?.isNull ?? false && !isNullable }
}
