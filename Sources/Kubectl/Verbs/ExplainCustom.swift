import Commands
import Documents
import KubeAPI

/// The schema of a custom resource as `explain` shows it.
///
/// Upstream: kubectl/pkg/explain/v2/templates/plaintext.tmpl; the fields that every object has come from
/// apiextensions-apiserver pkg/controller/openapi/builder/builder.go.
struct CustomExplanation {
    /// The fields that every object has.
    static let common = ["apiVersion", "kind", "metadata"]
    /// A built-in type, whose common fields are those of custom resources too.
    static let anyType = Schema.builtIn.kindType("", "v1", "Pod")

    /// The `openAPIV3Schema` with the common fields.
    let root: Value

    init(_ schema: Value) {
        var root = schema
        let known = CustomExplanation.anyType.map(Schema.builtIn.explanation(of:)) ?? []
        for field in known where CustomExplanation.common.contains(field.name) {
            var value: Value = ["description": .string(field.description)]
            let isMetadata = field.name == "metadata"
            value.set(isMetadata ? "ObjectMeta" : "string", at: isMetadata ? "$ref" : "type")
            root.set(value, at: "properties", field.name)
        }
        self.root = root
    }

    /// The schema at the end of a path, lists and maps stepped through.
    static func walk(_ schema: Value, _ path: ArraySlice<String>) -> Value? {
        guard let name = path.first else { return schema }
        if let next = schema.at("properties", name) { return walk(next, path.dropFirst()) }
        if let items = schema["items"] { return walk(items, path) }
        if let values = schema["additionalProperties"], values.fields != nil { return walk(values, path) }
        for part in schema["allOf"]?.array ?? [] {
            if let found = walk(part, path) { return found }
        }
        return nil
    }

    /// `string`, `[]Object`, `map[string]integer`.
    static func type(of schema: Value) -> String {
        if let items = schema["items"] { return "[]" + type(of: items) }
        if let values = schema["additionalProperties"], values.fields != nil { return "map[string]" + type(of: values) }
        if let parts = schema["allOf"]?.array, parts.count == 1, schema["properties"] == nil {
            return type(of: parts[0])
        }
        if let reference = schema["$ref"]?.string { return reference }
        let type = schema.text("type")
        return type.isEmpty || type == "object" ? "Object" : type
    }

    /// What is said of a schema, and of what its lists and maps hold.
    static func description(of schema: Value) -> String {
        var out = schema.text("description")
        if !out.isEmpty { out += "\n" }
        for part in schema["allOf"]?.array ?? [] { out += description(of: part) }
        if let items = schema["items"] { out += description(of: items) }
        if let values = schema["additionalProperties"], values.fields != nil { out += description(of: values) }
        return out
    }

    /// The words of an enumeration.
    static func enumeration(_ schema: Value) -> [String] {
        (schema["enum"]?.array ?? []).map { $0.string == "" ? "\"\"" : GoStrings.plain($0) }
    }
}

extension Execution {
    /// Fields, or one of them, of a custom resource.
    func explained(
        custom info: ResourceInfo, _ path: [String], _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> String {
        let definition = try send(.get(.customResourceDefinitions, ObjectKey("", info.qualified)), &host)
        let version = definition.at("spec", "versions")?.array?.first { $0.text("name") == info.version }
        let explanation = CustomExplanation(version?.at("schema", "openAPIV3Schema") ?? ["type": "object"])
        guard let schema = CustomExplanation.walk(explanation.root, path[...]) else {
            throw .message("field \(GoStrings.quoted(path.last ?? "")) does not exist")
        }
        var out = ""
        if let name = path.last {
            out += "FIELD: \(name) <\(CustomExplanation.type(of: schema))>\n"
            out += enumeration(CustomExplanation.enumeration(schema))
        }
        let text = CustomExplanation.description(of: schema)
        out += "DESCRIPTION:\n" + (text.isEmpty ? "    <empty>\n" : indented(text, by: 4, to: 76) + "    \n")
        let fields = customFields(schema, level: 1)
        return out + (fields.isEmpty ? "" : "FIELDS:\n" + fields) + "\n"
    }

    private func customFields(_ schema: Value, level: Int) -> String {
        if level > Execution.explainDepthMax { return "" }
        if schema["$ref"] != nil { return fieldList("meta/v1.ObjectMeta", level: level, above: []) }
        let isRecursive = command.bool("recursive")
        let indent = String(repeating: "  ", count: level)
        let required = (schema["required"]?.array ?? []).compactMap(\.string)
        var out = ""
        for field in (schema["properties"]?.fields?.members ?? []).sorted(by: { $0.key < $1.key }) {
            out += "\(indent)\(field.key)\t<\(CustomExplanation.type(of: field.value))>"
            out += required.contains(field.key) ? " -required-\n" : "\n"
            let words = CustomExplanation.enumeration(field.value)
            if !words.isEmpty {
                out += "\(indent)enum: \(words.prefix(4).joined(separator: ", "))\(words.count > 4 ? ", ...." : "")\n"
            }
            if isRecursive {
                out += customFields(field.value, level: level + 1)
            } else {
                let text = field.value.text("description")
                out += indented(text.isEmpty ? "<no description>" : text, by: level * 2 + 2, to: 78 - level * 2) + "\n"
            }
        }
        for part in schema["allOf"]?.array ?? [] { out += customFields(part, level: level) }
        if let items = schema["items"] { out += customFields(items, level: level) }
        if let values = schema["additionalProperties"], values.fields != nil {
            out += customFields(values, level: level)
        }
        return out
    }
}
