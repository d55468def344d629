import Documents

/// What a definition may write into a schema, apart from its being structural: only what is supported,
/// list and map types that fit their values, keys that cannot be absent.
///
/// Upstream: apiextensions-apiserver pkg/apis/apiextensions/validation/validation.go,
/// ValidateCustomResourceDefinitionOpenAPISchema and specStandardValidatorV3.
struct SchemaRules {
    private static let types = ["array", "boolean", "integer", "number", "object", "string"]
    /// What upstream does not support: JSON names, in the order of its checks.
    private static let unsupported = [
        "id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref",
    ]

    /// Why defaults are not allowed here; `nil`: they are.
    private var forbidsDefaults: String?
    /// Inside the metadata of a resource.
    private var isInsideMeta = false

    /// What is wrong with the schema of a version; `path` is the place of the schema.
    static func errors(_ schema: StructuralSchema, at path: String) -> [FieldError] {
        var report = FieldReport()
        report.within(path) { SchemaRules().check(schema, isRoot: true, &$0) }
        return report.errors
    }

    private func check(_ schema: StructuralSchema, isRoot: Bool = false, _ report: inout FieldReport) {
        standard(schema, &report)
        if schema.rules.hasUniqueItems {
            report.forbidden(
                "uniqueItems",
                "uniqueItems cannot be set to true since the runtime complexity becomes quadratic")
        }
        members(schema, isRoot, &report)
        if let not = schema.junctors.not { report.within("not") { check(not, &$0) } }
        each("allOf", schema.junctors.allOf, &report)
        each("oneOf", schema.junctors.oneOf, &report)
        each("anyOf", schema.junctors.anyOf, &report)
        if let items = schema.items { report.within("items") { check(items, &$0) } }
        if schema.json["x-kubernetes-preserve-unknown-fields"]?.bool == false {
            report.add(
                .invalid, "x-kubernetes-preserve-unknown-fields", badValue: "false", "must be true or undefined")
        }
        ListTypeRules.check(schema, &report)
        if !schema.extensions.rules.isEmpty {
            report.forbidden("x-kubernetes-validations", "CEL is not evaluated: not modelled by orrery")
        }
    }

    private func each(_ name: String, _ schemas: [StructuralSchema], _ report: inout FieldReport) {
        for (index, inner) in schemas.enumerated() {
            report.within(name) { $0.within(index: index) { check(inner, &$0) } }
        }
    }

    private func members(_ schema: StructuralSchema, _ isRoot: Bool, _ report: inout FieldReport) {
        if let additional = schema.additional {
            let isOpen = if case .allowed(true) = additional { true } else { false }
            if !schema.properties.isEmpty, !isOpen {
                report.forbidden(
                    "additionalProperties", "additionalProperties and properties are mutual exclusive")
            }
            if let inner = schema.additionalSchema {
                var rules = self
                if isInsideMeta {
                    rules.forbidsDefaults = "inside additionalProperties applying to object metadata"
                }
                report.within("additionalProperties") { rules.check(inner, &$0) }
            }
        }
        for property in schema.properties {
            var rules = self
            if isRoot || schema.extensions.isEmbeddedResource,
                ["metadata", "kind", "apiVersion"].contains(property.name)
            {
                rules.isInsideMeta = true
                if isRoot { rules.forbidsDefaults = "in top-level \(property.name)" }
            }
            report.within("properties") { $0.within(key: property.name) { rules.check(property.schema, &$0) } }
        }
    }

    private func standard(_ schema: StructuralSchema, _ report: inout FieldReport) {
        if !schema.type.isEmpty, !Self.types.contains(schema.type) {
            report.notSupported("type", schema.type, Self.types)
        }
        if schema.defaultValue != nil, let forbidsDefaults {
            report.forbidden("default", "must not be set \(forbidsDefaults)")
        }
        for name in Self.unsupported where schema.json[name].isThere {
            report.forbidden(name, "\(name) is not supported")
        }
        if schema.type == "null" {
            report.forbidden("type", "type cannot be set to null, use nullable as an alternative")
        }
        if !(schema.json["items"]?.array ?? []).isEmpty {
            report.forbidden("items", "items must be a schema object and not an array")
        }
        if isInsideMeta, schema.extensions.isEmbeddedResource {
            report.forbidden("x-kubernetes-embedded-resource", "must not be used inside of resource meta")
        }
    }

    /// Why a schema cannot be taken for a structural one at all; told only if nothing else is wrong.
    ///
    /// Upstream: apiextensions-apiserver pkg/apiserver/schema/convert.go, NewStructural.
    static func unsupportedMember(of json: Value) -> String? {
        for name in ["id", "$schema", "$ref", "patternProperties", "dependencies", "additionalItems", "definitions"]
        where name == "additionalItems" ? json[name].isThere : !(json[name]?.isEmpty ?? true) {
            return "OpenAPIV3Schema '\(name == "$schema" ? "schema" : name)' is not supported"
        }
        guard case .object(let fields) = json else { return nil }
        var below = fields["not"].map { [$0] } ?? []
        for name in ["allOf", "anyOf", "oneOf"] { below += fields[name]?.array ?? [] }
        for inner in below { if let found = unsupportedMember(of: inner) { return found } }
        if fields["x-kubernetes-preserve-unknown-fields"]?.bool == false {
            return "internal error: 'x-kubernetes-preserve-unknown-fields' must be true or undefined"
        }
        if !(fields["items"]?.array ?? []).isEmpty {
            return "OpenAPIV3Schema 'items' must be a schema, but is an array"
        }
        below = ["items", "additionalProperties"].compactMap { fields[$0] }
        for inner in below + (fields["properties"]?.fields?.members ?? []).map(\.value) {
            if let found = unsupportedMember(of: inner) { return found }
        }
        return nil
    }
}

/// `x-kubernetes-list-type`, `-list-map-keys` and `-map-type` fit the values they describe.
///
/// Upstream: the same function, and validateMapListKeysMapSet.
enum ListTypeRules {
    static func check(_ schema: StructuralSchema, _ report: inout FieldReport) {
        let extensions = schema.extensions
        if let mapType = extensions.mapType {
            typeIs("object", schema, "x-kubernetes-map-type", &report)
            if !["atomic", "granular"].contains(mapType) {
                report.notSupported("x-kubernetes-map-type", mapType, ["atomic", "granular"])
            }
        }
        if let listType = extensions.listType {
            if schema.type != "array" {
                typeIs("array", schema, "x-kubernetes-list-type", &report)
            } else if listType == "set", let items = schema.items {
                atomic(items, &report)
            }
            if !["atomic", "set", "map"].contains(listType) {
                report.notSupported("x-kubernetes-list-type", listType, ["atomic", "set", "map"])
            }
        }
        if !extensions.listMapKeys.isEmpty, extensions.listType != "map" {
            let detail = "must be map if x-kubernetes-list-map-keys is non-empty"
            if let listType = extensions.listType {
                report.invalid("x-kubernetes-list-type", listType, detail)
            } else {
                report.required("x-kubernetes-list-type", detail)
            }
        }
        if extensions.listType == "map" { map(schema, &report) }
        if let items = schema.items, let listType = extensions.listType, ["set", "map"].contains(listType) {
            if items.isNullable {
                report.forbidden("items.nullable", "cannot be nullable when x-kubernetes-list-type is " + listType)
            }
            if listType == "map" { keys(schema, items, &report) }
        }
    }

    private static func typeIs(
        _ type: String, _ schema: StructuralSchema, _ name: String, _ report: inout FieldReport
    ) {
        if schema.type == type { return }
        let detail = "must be \(type) if \(name) is specified"
        if schema.type.isEmpty { report.required("type", detail) } else { report.invalid("type", schema.type, detail) }
    }

    /// Elements of a set are compared as a whole.
    private static func atomic(_ items: StructuralSchema, _ report: inout FieldReport) {
        let detail = "must be atomic as item of a list with x-kubernetes-list-type=set"
        let listType = items.extensions.listType
        let shown = listType.map(goQuoted) ?? "null"
        if items.type == "array", let listType, listType != "atomic" {
            report.add(.invalid, "items.x-kubernetes-list-type", badValue: shown, detail)
        }
        if items.type == "object", items.extensions.mapType != "atomic" {
            report.add(.invalid, "items.x-kubernetes-map-type", badValue: shown, detail)
        }
    }

    private static func map(_ schema: StructuralSchema, _ report: inout FieldReport) {
        let keys = schema.extensions.listMapKeys
        if keys.isEmpty {
            report.required("x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map")
        }
        guard let items = schema.items else {
            if !schema.json["items"].isThere {
                report.required("items", "must have a schema if x-kubernetes-list-type is map")
            } else {
                report.add(
                    .invalid, "items", badValue: GoSchemaText.items(schema.json["items"]),
                    "must only have a single schema if x-kubernetes-list-type is map")
            }
            return
        }
        guard items.type == "object" else {
            return report.invalid(
                "items.type", items.type, "must be object if parent array's x-kubernetes-list-type is map")
        }
        for (index, key) in keys.enumerated() {
            if let property = items.property(key) {
                if property.type == "array" || property.type == "object" {
                    report.invalid(
                        "items.properties[\(key)].type", items.type,
                        "must be a scalar type if parent array's x-kubernetes-list-type is map")
                }
            } else {
                report.add(
                    .invalid, "x-kubernetes-list-map-keys", badValue: goList(keys),
                    "entries must all be names of item properties")
            }
            if keys[..<index].contains(key) {
                report.add(
                    .invalid, "x-kubernetes-list-map-keys", badValue: goList(keys),
                    "must not contain duplicate entries")
            }
        }
    }

    /// Keys are there: required or with a default, and never null.
    private static func keys(_ schema: StructuralSchema, _ items: StructuralSchema, _ report: inout FieldReport) {
        for key in schema.extensions.listMapKeys {
            guard let property = items.property(key) else { continue }
            let place = "items.properties[\(key)]"
            if !items.rules.required.contains(key), property.defaultValue == nil {
                report.required(
                    place + ".default",
                    "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required "
                        + "property")
            }
            if property.isNullable {
                report.forbidden(
                    place + ".nullable",
                    "this property is in x-kubernetes-list-map-keys, so it cannot be nullable")
            }
        }
    }
}
