import Commands
import Documents
import KubeAPI
import Rendering

/// Upstream: kubectl/pkg/cmd/explain, kubectl/pkg/explain/v2/templates/plaintext.tmpl. The descriptions are
/// our own.
extension Execution {
    /// Deeper fields are not listed by `--recursive`.
    static let explainDepthMax = 24

    mutating func explain(on host: inout some KubectlHost) throws(KubectlFailure) {
        guard let word = command.words.first else {
            throw .message(
                "You must specify the type of resource to explain. Use \"kubectl api-resources\" for a complete "
                    + "list of supported resources.\n")
        }
        if command.words.count > 1 { throw .message("We accept only this format: explain RESOURCE\n") }
        let output = command.string("output")
        if output == "plaintext-openapiv2" { throw .message("not modelled yet: explain -o \(output)") }
        if output != "plaintext" { throw .message("unrecognized format: \(output)") }
        var (info, path) = try explained(word)
        let wanted = command.string("api-version")
        if !wanted.isEmpty && wanted != info.apiVersion {
            guard let other = discovery.find(apiVersion: wanted, kind: info.kind), other.plural == info.plural else {
                throw .message("GVR (\(wanted), Resource=\(info.plural)) not found in OpenAPI schema")
            }
            info = other
        }
        let schema = Schema.builtIn
        let head =
            (info.group.isEmpty ? "" : "GROUP:      \(info.group)\n")
            + "KIND:       \(info.kind)\nVERSION:    \(info.version)\n\n"
        var root = schema.kindType(info.group, info.version, info.kind)
        // What every object has is told of any of them.
        if root == nil, let first = path.first, CustomExplanation.common.contains(first) {
            root = CustomExplanation.anyType
        }
        guard let root else {
            out += head
            return out += try explained(custom: info, path, &host)
        }
        out += head
        var type: String? = root
        var descriptions = [schema.typeDescription(root)]
        if !path.isEmpty {
            guard let (_, field) = schema.walk(from: root, path) else {
                throw .message("field \(GoStrings.quoted(missing(path, root))) does not exist")
            }
            let explanation = schema.explanation(of: field)
            out += "FIELD: \(explanation.name) <\(Execution.bare(explanation.typeText))>\n"
            out += enumeration(explanation.enumValues.map { $0.isEmpty ? "\"\"" : $0 })
            descriptions = [explanation.description, schema.typeDescription(of: field.shape)]
            type = explanation.structType
        }
        let text = descriptions.filter { !$0.isEmpty }.map { indented($0, by: 4, to: 76) }.joined()
        // The template leaves an indented line behind a text.
        out += "DESCRIPTION:\n" + (text.isEmpty ? "    <empty>\n" : text + "    \n")
        if let type {
            let fields = fieldList(type, level: 1, above: [])
            if !fields.isEmpty { out += "FIELDS:\n" + fields }
        }
        out += "\n"
    }

    private func explained(_ word: String) throws(KubectlFailure) -> (ResourceInfo, [String]) {
        let parts = word.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
        // The longest beginning that names a resource: `replicasets.apps.spec`.
        for count in stride(from: min(parts.count, 6), through: 1, by: -1) {
            if let info = discovery.find(parts[..<count].joined(separator: ".")) {
                return (info, Array(parts[count...]))
            }
        }
        throw .plain("the server doesn't have a resource type \(GoStrings.quoted(parts.first ?? word))")
    }

    /// The values that are allowed, and the blank line behind; without any there are two.
    func enumeration(_ values: [String]) -> String {
        (values.isEmpty ? "\n" : "ENUM:\n" + values.map { "    \($0)\n" }.joined()) + "\n"
    }

    private func missing(_ path: [String], _ root: String) -> String { path.last ?? root }

    private static func bare(_ type: String) -> String {
        type.hasPrefix("<") && type.hasSuffix(">") ? String(type.dropFirst().dropLast()) : type
    }

    func indented(_ text: String, by blanks: Int, to width: Int) -> String {
        let indent = String(repeating: " ", count: blanks)
        return text.split(whereSeparator: \.isNewline).flatMap { String($0).wrapped(to: width) }
            .map { indent + $0 + "\n" }.joined()
    }

    func fieldList(_ type: String, level: Int, above: [String]) -> String {
        if above.contains(type) || level > Execution.explainDepthMax { return "" }
        let isRecursive = command.bool("recursive")
        let indent = String(repeating: "  ", count: level)
        var out = ""
        for field in Schema.builtIn.explanation(of: type) {
            out += "\(indent)\(field.name)\t<\(Execution.bare(field.typeText))>"
            if field.isRequired { out += " -required-" }
            out += "\n"
            if !field.enumValues.isEmpty {
                let shown = field.enumValues.prefix(4).map { $0.isEmpty ? "\"\"" : $0 }.joined(
                    separator: ", ")
                out += "\(indent)enum: \(shown)\(field.enumValues.count > 4 ? ", ...." : "")\n"
            }
            if isRecursive {
                if let inner = field.structType {
                    out += fieldList(inner, level: level + 1, above: above + [type])
                }
            } else {
                let text = field.description.isEmpty ? "<no description>" : field.description
                out += indented(text, by: level * 2 + 2, to: 78 - level * 2) + "\n"
            }
        }
        return out
    }
}
