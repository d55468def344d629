import Documents

/// Lists of type `set` have no element twice, those of type `map` no key twice.
///
/// Upstream: apiextensions-apiserver pkg/apiserver/schema/listtype/validation.go.
enum ListTypes {
    static func errors(_ object: Value, _ schema: StructuralSchema, at path: String = "") -> [FieldError] {
        var out: [FieldError] = []
        switch object {
        case .object(let fields):
            if let values = schema.additionalSchema {
                for field in fields { out += errors(field.value, values, at: path + "[\(field.key)]") }
            }
            for field in fields {
                guard let property = schema.property(field.key) else { continue }
                out += errors(field.value, property, at: path.isEmpty ? field.key : path + "." + field.key)
            }
        case .array(let elements):
            switch schema.extensions.listType {
            case "set":
                out = repeated(elements.map(Optional.some)).map { index in
                    FieldError(.duplicate, "\(path)[\(index)]", badValue: goShown(elements[index]))
                }
            case "map": out = mapErrors(elements, schema, path)
            default: break
            }
            guard let items = schema.items else { break }
            for index in elements.indices { out += errors(elements[index], items, at: "\(path)[\(index)]") }
        default: break
        }
        return out
    }

    private static func mapErrors(_ elements: [Value], _ schema: StructuralSchema, _ path: String) -> [FieldError] {
        for (index, element) in elements.enumerated() where !element.isNull && element.fields == nil {
            return [
                FieldError(
                    .invalid, "\(path)[\(index)]", badValue: goShown(element),
                    "must be an object for an array of list-type map")
            ]
        }
        let keys = schema.extensions.listMapKeys
        let found = elements.map { element in
            Value.object(Fields(keys.compactMap { key in element[key].map { (key, $0) } }))
        }
        return repeated(found).map { index in
            FieldError(.duplicate, "\(path)[\(index)]", badValue: goShown(found[index]))
        }
    }

    /// Where a value stands for the second time.
    private static func repeated(_ values: [Value?]) -> [Int] {
        var seen: [String: Int] = [:]
        var out: [Int] = []
        for (index, value) in values.enumerated() {
            let text = value.map(identity) ?? ""
            let times = seen[text, default: 0]
            seen[text] = times + 1
            if times == 1 { out.append(index) }
        }
        return out
    }

    /// Integers and floats differ also where their texts are one.
    private static func identity(_ value: Value) -> String {
        if case .double = value { return "float " + goShown(value) }
        return JSONWriter.text(value)
    }
}
