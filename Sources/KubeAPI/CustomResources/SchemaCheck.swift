import Documents

/// Holds values against a schema.
///
/// Members are walked in the order of their names, where upstream takes the order of a Go map.
/// Upstream: kube-openapi pkg/validation/validate: schema.go, type.go, object_validator.go,
/// slice_validator.go, schema_props.go, validator.go.
struct SchemaCheck {
    /// Takes the schema by its letter: int-or-string without its types, formats that the server does not
    /// know. So are defaults checked (schema/kubeopenapi.go).
    var isLiteral = false

    /// Checks `value`; what did not change since `old` may stay wrong.
    ///
    /// Upstream: apiextensions-apiserver pkg/apiserver/validation/ratcheting.go.
    func findings(
        _ value: Value, _ schema: StructuralSchema, at path: String, since old: CorrelatedValue? = nil
    ) -> SchemaFindings {
        let found = check(value, schema, path, old)
        if !found.isValid, let old, old.isUnchanged {
            var ratcheted = SchemaFindings()
            ratcheted.matches = found.matches
            return ratcheted
        }
        return found
    }

    private func check(
        _ value: Value, _ schema: StructuralSchema, _ path: String, _ old: CorrelatedValue?
    ) -> SchemaFindings {
        var found = SchemaFindings()
        let types = isLiteral ? (schema.type.isEmpty ? [] : [schema.type]) : schema.types
        let format = isLiteral ? schema.rules.format : schema.rules.knownFormat
        let hasType = !types.isEmpty || !format.isEmpty
        if value.isNull {
            found.merge(type(value, types, format, schema, path))
            found.merge(enumeration(value, schema, path))
            return found
        }
        func merge(_ part: SchemaFindings) {
            found.merge(part)
            found.matches += 1
        }
        if hasType { merge(type(value, types, format, schema, path)) }
        merge(junctors(value, schema, path))
        switch value {
        case .string(let text):
            merge(StringCheck.findings(text, schema.rules, path))
            if StringFormats.isChecked(format) { merge(StringCheck.format(text, format, path)) }
        case .int, .double:
            merge(NumberCheck(schema: schema, types: types, format: format, path: path).findings(value))
        case .array(let elements): merge(array(elements, schema, path, old))
        default: break
        }
        merge(enumeration(value, schema, path))
        if case .object(let fields) = value { merge(object(fields, schema, path, old)) }
        found.matches += 1
        return found
    }

    // MARK: - Types and enumerations

    private func type(
        _ value: Value, _ types: [String], _ format: String, _ schema: StructuralSchema, _ path: String
    ) -> SchemaFindings {
        var found = SchemaFindings()
        func accept() -> SchemaFindings {
            found.matches += 1
            return found
        }
        func refuse(_ expected: String, _ actual: String) -> SchemaFindings {
            found.add(.type(path, expected, found: actual))
            return found
        }
        if value.isNull {
            if types.isEmpty || schema.isNullable { return accept() }
            return refuse(types.joined(separator: ","), "null")
        }
        let (type, typeFormat) = Self.typeName(value)
        let isWholeFloat = { if case .double(let number) = value { NumberCheck.isWhole(number) } else { false } }()
        let isNumberAsInteger = type == "number" && isWholeFloat && types.contains("integer")
        let isIntegerAsNumber = type == "integer" && types.contains("number")
        let isText = type == "string" || type == "array"
        if !isText, !format.isEmpty,
            !(types.contains(type) || typeFormat == format || isNumberAsInteger || isIntegerAsNumber)
        {
            return refuse(format, typeFormat)
        }
        if isText, !format.isEmpty, !types.contains("number"), !types.contains("integer") { return accept() }
        if types.contains(type) || isNumberAsInteger || isIntegerAsNumber { return accept() }
        return refuse(types.joined(separator: ","), type)
    }

    /// JSON type and Go's format of it.
    private static func typeName(_ value: Value) -> (type: String, format: String) {
        switch value {
        case .null: ("null", "")
        case .bool: ("boolean", "")
        case .int: ("integer", "int64")
        case .double: ("number", "float64")
        case .string: ("string", "")
        case .array: ("array", "")
        case .object: ("object", "")
        }
    }

    private func enumeration(_ value: Value, _ schema: StructuralSchema, _ path: String) -> SchemaFindings {
        var found = SchemaFindings()
        guard let allowed = schema.rules.enumValues, !allowed.isEmpty else { return found }
        if allowed.contains(where: { Self.equals(value, $0) }) { return found }
        let texts = allowed.map { $0.string ?? JSONWriter.text($0) }
        found.add(
            SchemaFinding(
                kind: .notSupported, name: path, value: goShown(value),
                message: "\(path) in body should be one of [\(texts.joined(separator: " "))]",
                detail: "supported values: " + texts.map(goQuoted).joined(separator: ", ")))
        return found
    }

    /// Numbers are turned into the type of the enumeration's value first, as Go converts them.
    private static func equals(_ value: Value, _ allowed: Value) -> Bool {
        switch (value, allowed) {
        case (.null, _), (_, .null): false
        case (.int(let number), .double(let other)): Double(number) == other
        case (.double(let number), .int(let other)): NumberCheck.truncated(number) == other
        default: value == allowed
        }
    }

    // MARK: - Objects and arrays

    private func object(
        _ fields: Fields, _ schema: StructuralSchema, _ path: String, _ old: CorrelatedValue?
    ) -> SchemaFindings {
        var found = SchemaFindings()
        let count = Int64(fields.count)
        if let least = schema.rules.minProperties, count < least {
            found.add(.broken(path, "should have at least \(least) properties", value: "\(count)"))
        }
        if let most = schema.rules.maxProperties, count > most {
            found.add(.tooMany(path, "properties", count, most))
        }
        for field in fields where schema.property(field.key) == nil {
            switch schema.additional {
            case .allowed(false):
                found.add(
                    SchemaFinding(
                        kind: .invalid, name: path, value: goQuoted(field.key),
                        message: "\(path).\(field.key) in body is a forbidden property"))
            case .schema(let additional):
                found.merge(
                    findings(
                        field.value, additional, at: path + "." + field.key,
                        since: child(field.key, of: old, path)))
            default: break
            }
        }
        for property in schema.properties {
            guard let value = fields[property.name] else { continue }
            let place = path.isEmpty ? property.name : path + "." + property.name
            found.merge(findings(value, property.schema, at: place, since: child(property.name, of: old, path)))
        }
        for name in schema.rules.required where fields[name] == nil {
            let place = path + "." + name
            found.add(
                SchemaFinding(kind: .required, name: place, message: "\(place) in body is required", detail: ""))
        }
        return found
    }

    /// Kind and version are not ratcheted at the root: old and new come in one version.
    private func child(_ name: String, of old: CorrelatedValue?, _ path: String) -> CorrelatedValue? {
        if path.isEmpty && (name == "kind" || name == "apiVersion") { return nil }
        return old?.member(name)
    }

    private func array(
        _ elements: [Value], _ schema: StructuralSchema, _ path: String, _ old: CorrelatedValue?
    ) -> SchemaFindings {
        var found = SchemaFindings()
        if let items = schema.items {
            for index in elements.indices {
                found.merge(
                    findings(elements[index], items, at: "\(path)[\(index)]", since: old?.element(index)))
            }
        }
        let count = Int64(elements.count)
        if let least = schema.rules.minItems, count < least {
            found.add(.broken(path, "should have at least \(least) items", value: "\(count)"))
        }
        if let most = schema.rules.maxItems, count > most { found.add(.tooMany(path, "items", count, most)) }
        if schema.rules.hasUniqueItems,
            elements.indices.contains(where: { elements[..<$0].contains(elements[$0]) })
        {
            found.add(.broken(path, "shouldn't contain duplicates", value: "\"\""))
        }
        found.matches += 1
        return found
    }
}

extension SchemaFinding {
    static func tooMany(_ name: String, _ what: String, _ count: Int64, _ most: Int64) -> SchemaFinding {
        SchemaFinding(
            kind: .tooMany, name: name, message: "\(name) in body should have at most \(most) \(what)",
            detail: "\(count): must have at most \(most) \(most == 1 ? "item" : "items")")
    }
}
