public import Documents

/// Objects inside objects (`x-kubernetes-embedded-resource`): they have `apiVersion`, `kind` and good metadata.
///
/// Upstream: apiextensions-apiserver pkg/apiserver/schema/objectmeta/validation.go.
enum EmbeddedResources {
    /// With `isRoot` the object itself is one too.
    static func errors(
        _ object: Value, _ schema: StructuralSchema, isRoot: Bool, at place: String = ""
    ) -> [FieldError] {
        var report = FieldReport()
        report.within(place) { check(object, schema, isRoot, &$0) }
        return report.errors
    }

    private static func check(
        _ value: Value, _ schema: StructuralSchema, _ isRoot: Bool, _ report: inout FieldReport
    ) {
        switch value {
        case .object(let fields):
            if isRoot || schema.extensions.isEmbeddedResource { resource(value, fields, &report) }
            for field in fields {
                if let property = schema.property(field.key) {
                    report.within(field.key) { check(field.value, property, false, &$0) }
                } else if let values = schema.additionalSchema {
                    report.within(key: field.key) { check(field.value, values, false, &$0) }
                }
            }
        case .array(let elements):
            guard let items = schema.items else { return }
            for index in elements.indices {
                report.within(index: index) { check(elements[index], items, false, &$0) }
            }
        default: break
        }
    }

    private static func resource(_ object: Value, _ fields: Fields, _ report: inout FieldReport) {
        for name in ["apiVersion", "kind"] where fields[name] == nil { report.required(name) }
        text("apiVersion", fields, &report) { version in
            version.utf8.count(where: { $0 == UInt8(ascii: "/") }) > 1
                ? ["unexpected GroupVersion string: \(version)"] : []
        }
        text("kind", fields, &report) { kind in
            let problems = TextRules.dns1035Label(kind.lowercased())
            return problems.isEmpty
                ? [] : ["may have mixed case, but should otherwise match: " + problems.joined(separator: ",")]
        }
        guard let metadata = fields["metadata"] else { return }
        do {
            var decoded = try ObjectMetadata.decode(metadata).metadata
            if (decoded["name"]?.string ?? "").isEmpty { decoded.set("fakename", at: "name") }
            MetadataRules.check(
                .object(Fields([("metadata", decoded)])),
                namespaced: !(decoded["namespace"]?.string ?? "").isEmpty, names: .pathSegment, &report)
        } catch {
            report.add(.invalid, "metadata", badValue: goShown(metadata), error.message)
        }
    }

    private static func text(
        _ name: String, _ fields: Fields, _ report: inout FieldReport, problems: (String) -> [String]
    ) {
        switch fields[name] {
        case nil: break
        case .string("")?: report.invalid(name, "", "must not be empty")
        case .string(let text)?: report.invalid(name, text, each: problems(text))
        case .some(let other): report.add(.invalid, name, badValue: goShown(other), "must be a string")
        }
    }
}

/// Metadata as the type `ObjectMeta` has it.
///
/// Upstream: apiextensions-apiserver pkg/apiserver/schema/objectmeta/coerce.go.
enum ObjectMetadata {
    /// The metadata in form, and the paths in it that its type does not have.
    static func decode(_ metadata: Value) throws(DecodeError) -> (metadata: Value, unknown: [String]) {
        let (decoded, warnings) = try Schema.builtIn.decoded(metadata, as: "meta/v1.ObjectMeta", strictness: .warn)
        let prefix = "unknown field \""
        return (decoded, warnings.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count).dropLast()) })
    }
}

extension StructuralSchema {
    /// Brings a custom resource that came over the wire into form: what the server does between reading
    /// and defaulting.
    ///
    /// Unknown fields and nulls that stand for nothing go (`prune`), metadata at the root and in embedded
    /// resources becomes that of its type. Answers the unknown places, for warnings and strict requests
    /// (`unknown field "spec.colours"`), in upstream's order: metadata first.
    /// Errors: metadata that does not fit its type. Upstream: pkg/apiserver/customresource_handler.go,
    /// unstructuredSchemaCoercer.
    public func coerce(_ object: inout Value) throws(DecodeError) -> [String] {
        var unknown: [String] = []
        if let metadata = object["metadata"] {
            let (decoded, paths) = try ObjectMetadata.decode(metadata)
            object.set(decoded, at: "metadata")
            unknown = paths.map { "metadata." + $0 }
        }
        unknown += prune(&object)
        var embedded: [String] = []
        do {
            try coerceEmbedded(&object, isRoot: false, at: "", &embedded)
        } catch {
            throw DecodeError(message: error.text)
        }
        return unknown + embedded.sorted()
    }

    /// Brings the metadata of embedded resources into form; with `isRoot` the value is one too.
    ///
    /// Upstream: pkg/apiserver/schema/objectmeta/algorithm.go.
    func coerceEmbedded(
        _ value: inout Value, isRoot: Bool, at path: String, _ unknown: inout [String]
    ) throws(FieldError) {
        switch value {
        case .object(var fields):
            if isRoot || extensions.isEmbeddedResource { try Self.coerceResource(&fields, path, &unknown) }
            for key in fields.keys {
                guard let inner = member(key), var member = fields[key] else { continue }
                try inner.coerceEmbedded(
                    &member, isRoot: false, at: path.isEmpty ? key : path + "." + key, &unknown)
                fields[key] = member
            }
            value = .object(fields)
        case .array(var elements):
            guard let items else { return }
            for index in elements.indices {
                try items.coerceEmbedded(&elements[index], isRoot: false, at: "\(path)[\(index)]", &unknown)
            }
            value = .array(elements)
        default: break
        }
    }

    private static func coerceResource(
        _ fields: inout Fields, _ path: String, _ unknown: inout [String]
    ) throws(FieldError) {
        let prefix = path.isEmpty ? "" : path + "."
        for name in ["apiVersion", "kind"] {
            guard let value = fields[name], value.string == nil else { continue }
            throw FieldError(.invalid, prefix + name, badValue: goShown(value), "must be a string")
        }
        guard let metadata = fields["metadata"] else { return }
        do {
            let (decoded, paths) = try ObjectMetadata.decode(metadata)
            fields["metadata"] = decoded
            unknown += paths.map { prefix + "metadata." + $0 }
        } catch {
            throw FieldError(.invalid, prefix + "metadata", badValue: goShown(metadata), error.message)
        }
    }
}
