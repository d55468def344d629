import Commands
import Documents
import KubeAPI
import YAMLText

/// Where in a manifest a field stands that the server refused, and what may have been meant.
///
/// kubectl's message names the field; a person wants the line.
enum PlaceHints {
    /// `web.yaml:14:7: spec.template.spec.contaniers. Did you mean containers?`, one for each field.
    static func lines(for message: String, files: [FileRead]) -> [String] {
        var out: [String] = []
        for field in unknownFields(in: message) {
            guard let path = try? FieldPath(parsing: field) else { continue }
            for file in files {
                guard let bytes = file.bytes, let documents = try? YAMLReader.documents(bytes) else { continue }
                for document in documents {
                    guard document.value[path] != nil else { continue }
                    let place = document.position(of: path)
                    let meant = suggestion(for: field, in: document.value).map { ". Did you mean `\($0)`?" } ?? ""
                    out.append("\(file.path):\(place.line):\(place.column): \(field)\(meant)")
                }
            }
        }
        return out
    }

    /// The paths between the quotes behind `unknown field`.
    private static func unknownFields(in message: String) -> [String] {
        var out: [String] = []
        var rest = Substring(message)
        let mark = "unknown field \""
        while let start = rest.firstIndex(of: "u") {
            rest = rest[start...]
            guard rest.hasPrefix(mark) else {
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(mark.count)
            guard let end = rest.firstIndex(of: "\"") else { break }
            out.append(String(rest[..<end]))
            rest = rest[end...].dropFirst()
        }
        return out
    }

    private static func suggestion(for field: String, in document: Value) -> String? {
        guard let type = Schema.builtIn.kindType(
            apiVersion: document["apiVersion"]?.string ?? "", kind: document["kind"]?.string ?? "")
        else { return nil }
        var names = field.split(separator: ".").map { String($0.prefix { $0 != "[" }) }
        guard let last = names.popLast() else { return nil }
        let owner: SchemaType?
        if names.isEmpty {
            owner = Schema.builtIn.type(type)
        } else {
            owner = Schema.builtIn.walk(from: type, names).flatMap { Schema.builtIn.elementStruct($0.field.shape) }
        }
        return owner.flatMap { Suggestions.nearest(to: last, in: $0.fields.map(\.json)) }
    }
}
