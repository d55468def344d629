import Documents

/// What makes a schema structural: each field has a type, and what `allOf`, `anyOf`, `oneOf` and `not` say
/// only restricts what is described outside of them.
///
/// Upstream: apiextensions-apiserver pkg/apiserver/schema/validation.go, complete.go.
enum StructuralRules {
    private enum Level {
        case root, item, field
    }

    /// What is wrong with a schema, sorted by text as upstream does.
    static func errors(_ schema: StructuralSchema, at path: String) -> [FieldError] {
        var report = FieldReport()
        report.within(path) { invariants(schema, .root, &$0) }
        return (report.errors + StructuralCompleteness.errors(schema, at: path)).sorted { $0.text < $1.text }
    }

    private static func invariants(_ schema: StructuralSchema, _ level: Level, _ report: inout FieldReport) {
        if schema.type == "array", schema.items == nil { report.required("items", "must be specified") }
        if let items = schema.items { report.within("items") { invariants(items, .item, &$0) } }
        for property in schema.properties {
            inProperty(property.name, &report) { invariants(property.schema, .field, &$0) }
        }
        if schema.additional != nil {
            if level == .root { report.forbidden("additionalProperties", "must not be used at the root") }
            if let inner = schema.additionalSchema {
                report.within("additionalProperties") { invariants(inner, .field, &$0) }
            }
        }
        extensions(schema.extensions, &report)
        let isAnyOf = isIntOrString(schema.junctors.anyOf)
        let isAllOf = isIntOrString(schema.junctors.allOf.first?.junctors.anyOf ?? [])
        junctors(schema, skipsAnyOf: isAnyOf, skipsFirstAllOf: isAllOf, &report)
        type(schema, level, &report)
        let isResource = level == .root || schema.extensions.isEmbeddedResource
        meta(schema, isResource, isRoot: level == .root, &report)
        if schema.extensions.isEmbeddedResource, !schema.extensions.preservesUnknownFields, schema.properties.isEmpty {
            report.required(
                "properties",
                "must not be empty if x-kubernetes-embedded-resource is true without "
                    + "x-kubernetes-preserve-unknown-fields")
        }
    }

    private static func extensions(_ extensions: SchemaExtensions, _ report: inout FieldReport) {
        guard extensions.isIntOrString else { return }
        for (name, isSet) in [
            ("preserve-unknown-fields", extensions.preservesUnknownFields),
            ("embedded-resource", extensions.isEmbeddedResource),
        ] where isSet {
            report.add(
                .invalid, "x-kubernetes-" + name, badValue: "true",
                "must be false if x-kubernetes-int-or-string is true")
        }
    }

    private static func type(_ schema: StructuralSchema, _ level: Level, _ report: inout FieldReport) {
        let extensions = schema.extensions
        if extensions.isEmbeddedResource, schema.type != "object" {
            let detail = "must be object if x-kubernetes-embedded-resource is true"
            if schema.type.isEmpty {
                report.required("type", detail)
            } else {
                report.invalid("type", schema.type, detail)
            }
        } else if schema.type.isEmpty, !extensions.isIntOrString, !extensions.preservesUnknownFields {
            switch level {
            case .root: report.required("type", "must not be empty at the root")
            case .item: report.required("type", "must not be empty for specified array items")
            case .field: report.required("type", "must not be empty for specified object fields")
            }
        }
        if extensions.isEmbeddedResource, schema.additional != nil {
            report.forbidden(
                "additionalProperties", "must not be used if x-kubernetes-embedded-resource is set")
        }
        if level == .root, !schema.type.isEmpty, schema.type != "object" {
            report.invalid("type", schema.type, "must be object at the root")
        }
    }

    /// `apiVersion`, `kind` and `metadata` have their types; at the root only names may be restricted.
    private static func meta(
        _ schema: StructuralSchema, _ isResource: Bool, isRoot: Bool, _ report: inout FieldReport
    ) {
        for name in ["kind", "apiVersion"] {
            guard isResource, let property = schema.property(name), property.type != "string" else { continue }
            inProperty(name, &report) { $0.invalid("type", property.type, "must be string") }
        }
        guard let metadata = schema.property("metadata") else { return }
        if isResource, metadata.type != "object" {
            inProperty("metadata", &report) { $0.invalid("type", metadata.type, "must be object") }
        }
        guard isRoot else { return }
        let areNames = metadata.properties.allSatisfy { $0.name == "name" || $0.name == "generateName" }
        let isPlain = (metadata.json.fields?.keys ?? []).allSatisfy {
            $0 == "type" || $0 == "default" || ($0 == "properties" && areNames)
        }
        if !isPlain {
            report.forbidden(
                "properties[metadata]",
                "must not specify anything other than name and generateName, but metadata is implicitly specified")
        }
    }

    // MARK: - Below allOf, anyOf, oneOf and not

    private static func junctors(
        _ schema: StructuralSchema, skipsAnyOf: Bool = false, skipsFirstAllOf: Bool = false,
        _ report: inout FieldReport
    ) {
        let junctors = schema.junctors
        if !skipsAnyOf { list("anyOf", junctors.anyOf, &report) }
        for (index, inner) in junctors.allOf.enumerated() {
            report.within("allOf") { report in
                report.within(index: index) { nested(inner, skipsAnyOf: skipsFirstAllOf && index == 0, &$0) }
            }
        }
        list("oneOf", junctors.oneOf, &report)
        if let not = junctors.not { report.within("not") { nested(not, &$0) } }
        if case .failure(let problem)? = schema.rules.matcher {
            report.invalid(
                "pattern", schema.rules.pattern, "must be a valid regular expression, but isn't: " + problem.text)
        }
    }

    private static func list(_ name: String, _ schemas: [StructuralSchema], _ report: inout FieldReport) {
        for (index, inner) in schemas.enumerated() {
            report.within(name) { $0.within(index: index) { nested(inner, &$0) } }
        }
    }

    private static func nested(
        _ schema: StructuralSchema, skipsAnyOf: Bool = false, _ report: inout FieldReport
    ) {
        junctors(schema, skipsAnyOf: skipsAnyOf, &report)
        if let items = schema.items { report.within("items") { nested(items, &$0) } }
        for property in schema.properties { inProperty(property.name, &report) { nested(property.schema, &$0) } }
        let extensions = schema.extensions
        var additional = false
        if case .allowed(false)? = schema.additional {} else { additional = schema.additional != nil }
        for (name, state, isSet) in [
            ("type", "empty", !schema.type.isEmpty), ("additionalProperties", "undefined", additional),
            ("default", "undefined", schema.defaultValue != nil), ("title", "empty", !schema.title.isEmpty),
            ("description", "empty", !schema.description.isEmpty), ("nullable", "false", schema.isNullable),
            ("x-kubernetes-preserve-unknown-fields", "false", extensions.preservesUnknownFields),
            ("x-kubernetes-embedded-resource", "false", extensions.isEmbeddedResource),
            ("x-kubernetes-int-or-string", "false", extensions.isIntOrString),
            ("x-kubernetes-list-map-keys", "empty", !extensions.listMapKeys.isEmpty),
            ("x-kubernetes-list-type", "undefined", extensions.listType != nil),
            ("x-kubernetes-map-type", "undefined", extensions.mapType != nil),
            ("x-kubernetes-validations", "empty", !extensions.rules.isEmpty),
        ] where isSet {
            report.forbidden(name, "must be \(state) to be structural")
        }
        if schema.property("metadata") != nil {
            report.forbidden("properties[metadata]", "must not be specified in a nested context")
        }
    }

    private static func inProperty(
        _ name: String, _ report: inout FieldReport, _ body: (inout FieldReport) -> Void
    ) {
        report.within("properties") { $0.within(key: name, body) }
    }

    /// `anyOf: [{type: integer}, {type: string}]`, the one place below a junctor where types may stand.
    private static func isIntOrString(_ anyOf: [StructuralSchema]) -> Bool {
        anyOf.map(\.json) == [["type": "integer"], ["type": "string"]]
    }
}

/// What a junctor of the root describes must be described outside of it too; others are not looked at.
///
/// Upstream: apiextensions-apiserver pkg/apiserver/schema/complete.go.
enum StructuralCompleteness {
    static func errors(_ schema: StructuralSchema, at path: String) -> [FieldError] {
        junctors(schema, schema, path, path)
    }

    private static func junctors(
        _ nested: StructuralSchema, _ schema: StructuralSchema, _ path: String, _ place: String
    ) -> [FieldError] {
        var out: [FieldError] = []
        if let not = nested.junctors.not { out += errors(not, schema, path, place + ".not") }
        for (name, schemas) in [
            ("allOf", nested.junctors.allOf), ("anyOf", nested.junctors.anyOf), ("oneOf", nested.junctors.oneOf),
        ] {
            for (index, inner) in schemas.enumerated() {
                out += errors(inner, schema, path, "\(place).\(name)[\(index)]")
            }
        }
        return out
    }

    private static func errors(
        _ nested: StructuralSchema, _ schema: StructuralSchema?, _ path: String, _ place: String
    ) -> [FieldError] {
        guard let schema else { return [FieldError(.required, path, "because it is defined in \(place)")] }
        var out = junctors(nested, schema, path, place)
        if let items = nested.items { out += errors(items, schema.items, path + ".items", place + ".items") }
        for property in nested.properties {
            let step = ".properties[\(property.name)]"
            out += errors(property.schema, schema.property(property.name), path + step, place + step)
        }
        return out
    }
}
