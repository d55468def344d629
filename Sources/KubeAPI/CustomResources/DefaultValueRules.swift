import Documents

/// Defaults fit their own schema, have no unknown fields, and make good metadata.
///
/// Upstream: apiextensions-apiserver pkg/apiserver/schema/defaulting/validation.go, surroundingobject.go.
struct DefaultValueRules {
    private enum Step {
        case member(String)
        case element
    }

    /// The resource that the walk is in: the root or an embedded one.
    private var resource: StructuralSchema
    /// The way from that resource to here.
    private var steps: [Step] = []
    /// Inside `apiVersion`, `kind` or `metadata` of that resource.
    private var isInsideMeta = false

    /// What is wrong with the defaults of a version's schema.
    static func errors(_ schema: StructuralSchema, at path: String) -> [FieldError] {
        DefaultValueRules(resource: schema).check(schema, path, isResource: true)
    }

    private func check(_ schema: StructuralSchema, _ path: String, isResource: Bool = false) -> [FieldError] {
        var rules = self
        let isResource = isResource || schema.extensions.isEmbeddedResource
        if isResource { rules = DefaultValueRules(resource: schema) }
        var out: [FieldError] = []
        if let value = schema.defaultValue {
            out = rules.isInsideMeta
                ? rules.metadataErrors(value, schema, path + ".default")
                : errors(value, schema, path + ".default", isResource: isResource)
        }
        if let items = schema.items {
            var inner = rules
            inner.steps.append(.element)
            out += inner.check(items, path + ".items")
        }
        for property in schema.properties {
            var inner = rules
            inner.steps.append(.member(property.name))
            if isResource, ["metadata", "apiVersion", "kind"].contains(property.name) { inner.isInsideMeta = true }
            out += inner.check(property.schema, "\(path).properties[\(property.name)]")
        }
        return out
    }

    private func errors(
        _ value: Value, _ schema: StructuralSchema, _ path: String, isResource: Bool
    ) -> [FieldError] {
        var out: [FieldError] = []
        var pruned = value
        schema.dropUnknown(&pruned, isResource: isResource)
        if pruned != value {
            out.append(FieldError(.invalid, path, badValue: goShown(value), "must not have unknown fields"))
        }
        var coerced = value
        var unknown: [String] = []
        do {
            try schema.coerceEmbedded(&coerced, isRoot: isResource, at: path, &unknown)
        } catch {
            return out + [error]
        }
        let embedded = EmbeddedResources.errors(coerced, schema, isRoot: isResource, at: path)
        return out + (embedded.isEmpty ? Self.schemaErrors(value, schema, path) : embedded)
    }

    /// A default of metadata is held against the whole object around it.
    private func metadataErrors(_ value: Value, _ schema: StructuralSchema, _ path: String) -> [FieldError] {
        func refused(_ text: String) -> [FieldError] {
            [FieldError(.invalid, path, badValue: goShown(value), "must result in valid metadata: " + text)]
        }
        var object = surrounding(value)
        var unknown: [String] = []
        do {
            try resource.coerceEmbedded(&object, isRoot: true, at: "", &unknown)
        } catch {
            return refused(error.text)
        }
        let errors = EmbeddedResources.errors(object, resource, isRoot: true)
        if !errors.isEmpty {
            let texts = errors.map(\.text)
            return refused(texts.count == 1 ? texts[0] : "[" + texts.joined(separator: ", ") + "]")
        }
        return Self.schemaErrors(value, schema, path)
    }

    private static func schemaErrors(_ value: Value, _ schema: StructuralSchema, _ path: String) -> [FieldError] {
        SchemaCheck(isLiteral: true).findings(value, schema, at: "").errors.map { $0.error(below: path) }
    }

    /// An object that has nothing but the value at its place, kind and version.
    private func surrounding(_ value: Value) -> Value {
        var object = value
        for step in steps.reversed() {
            switch step {
            case .member(let name): object = .object(Fields([(name, object)]))
            case .element: object = .array([object])
            }
        }
        if object["kind"] == nil { object.set("Validation", at: "kind") }
        if object["apiVersion"] == nil { object.set("validation/v1", at: "apiVersion") }
        return object
    }
}
