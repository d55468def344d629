import Commands
import Documents
import KubeAPI
import Rendering

/// What `-o` asks for.
enum OutputFormat: Sendable, Equatable {
    case table(isWide: Bool)
    case json, yaml, kyaml, name
    case jsonPath(JSONPath, template: String)
    case jsonPathAsJSON(JSONPath)
    case template(GoTemplate)
    case columns(CustomColumns)

    /// Objects are shown one by one or as a list, not as tables.
    var isTable: Bool { if case .table = self { true } else { false } }
}

/// `-o custom-columns=NAME:.metadata.name,…`.
///
/// Upstream: kubectl/pkg/cmd/get/customcolumn.go.
struct CustomColumns: Sendable, Equatable {
    let head: [String]
    let paths: [JSONPath]

    /// Reads `NAME:.path,NAME:.path`.
    init(_ text: String) throws(KubectlFailure) {
        if text.isEmpty { throw .message("custom-columns format specified but no custom columns given") }
        var head: [String] = []
        var paths: [JSONPath] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init)
            guard pair.count == 2 else {
                throw .message("unexpected custom-columns spec: \(part), expected <header>:<json-path-expr>")
            }
            head.append(pair[0])
            paths.append(try CustomColumns.path(pair[1]))
        }
        (self.head, self.paths) = (head, paths)
    }

    /// Reads a file of two lines: titles and paths.
    init(file text: String) throws(KubectlFailure) {
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            line.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        guard lines.count >= 2 else {
            throw .message(
                "invalid template, missing spec line. Expected format is one line of space separated headers, one line "
                    + "of space separated column specs.")
        }
        guard lines[0].count == lines[1].count else {
            throw .message(
                "number of headers (\(lines[0].count)) and field specifications (\(lines[1].count)) don't match"
            )
        }
        head = lines[0]
        var paths: [JSONPath] = []
        for spec in lines[1] { paths.append(try CustomColumns.path(spec)) }
        self.paths = paths
    }

    private static func path(_ text: String) throws(KubectlFailure) -> JSONPath {
        do {
            return try JSONPath(try JSONPath.relaxed(text), allowsMissingKeys: true)
        } catch {
            throw .message(error.message)
        }
    }

    /// Rows as text. What a cell says on a second line stands below all columns, and ends them.
    static func lines(of rows: [[String]]) -> String {
        let cells = rows.flatMap { row in
            row.joined(separator: "\t").split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            }
        }
        var widest: [Int] = []
        return TabStops.get.aligned(cells, remembering: &widest).map { $0 + "\n" }.joined()
    }

    /// The cells of one object.
    func row(_ value: Value) throws(KubectlFailure) -> [String] {
        var cells: [String] = []
        for path in paths {
            do {
                let results = try path.results(value)
                var texts = results.flatMap { $0 }.map(GoStrings.plain)
                if results.first?.isEmpty ?? true { texts.insert("<none>", at: 0) }
                cells.append(texts.joined(separator: ","))
            } catch {
                throw .message(error.message)
            }
        }
        return cells
    }
}

extension Execution {
    /// The formats that `get` knows, as its error message lists them.
    private static let formatNames =
        "custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,"
        + "jsonpath-file,kyaml,name,template,templatefile,wide,yaml"

    /// The formats of verbs that print what became of an object. Upstream: genericclioptions/print_flags.go.
    private static let resultFormatNames =
        "go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,"
        + "yaml"

    /// `get` and `events` have tables, and columns of one's own.
    private var hasTables: Bool { ["get", "events"].contains(command.verb) }

    /// Reads `-o`.
    func outputFormat(_ host: some KubectlHost) throws(KubectlFailure) -> OutputFormat {
        var text = command.string("output")
        // `--template` alone means a Go template; beside `-o jsonpath` it is that template.
        if command.isGiven("template") {
            text = text.isEmpty ? "go-template" : text
            let takesTemplate = ["go-template", "jsonpath", "template"].contains { text.hasPrefix($0) }
            if takesTemplate && !text.contains("=") { text += "=" + command.string("template") }
        }
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let argument = parts.count > 1 ? parts[1] : ""
        switch text.lowercased() {
        case "": return .table(isWide: false)
        case "wide" where text == "wide" && hasTables: return .table(isWide: true)
        case "json": return .json
        case "yaml": return .yaml
        case "kyaml": return .kyaml
        case "name": return .name
        default: break
        }
        switch parts.first ?? "" {
        case "jsonpath", "jsonpath-as-json", "jsonpath-file":
            var template = argument
            if template.isEmpty { throw .message("template format specified but no template given") }
            if parts[0] == "jsonpath-file" { template = try textFile(argument, host) }
            do {
                let path = try JSONPath(template, allowsMissingKeys: missingKeysAllowed)
                return parts[0] == "jsonpath-as-json"
                    ? .jsonPathAsJSON(path) : .jsonPath(path, template: template)
            } catch {
                throw .message("error parsing jsonpath \(template), \(error.message)")
            }
        case "custom-columns" where hasTables: return .columns(try CustomColumns(argument))
        case "custom-columns-file" where hasTables:
            return .columns(try CustomColumns(file: try textFile(argument, host)))
        case "go-template", "template": return .template(try goTemplate(argument))
        case "go-template-file", "templatefile":
            let text: String
            do { text = String(decoding: try host.readFile(argument), as: UTF8.self) } catch {
                throw .message("error reading --template \(argument), open \(argument): \(error.reason)")
            }
            return .template(try goTemplate(text))
        default:
            throw .message(
                "unable to match a printer suitable for the output format \(GoStrings.quoted(text)), allowed formats "
                    + "are: \(hasTables ? Execution.formatNames : Execution.resultFormatNames)")
        }
    }

    private func goTemplate(_ text: String) throws(KubectlFailure) -> GoTemplate {
        if text.isEmpty { throw .message("template format specified but no template given") }
        do {
            return try GoTemplate(text, allowsMissingKeys: missingKeysAllowed)
        } catch {
            throw .message("error parsing template \(text), \(error.message)")
        }
    }

    private var missingKeysAllowed: Bool {
        command.spec.flag("allow-missing-template-keys") == nil || command.bool("allow-missing-template-keys")
    }

    /// The verb holds objects as Go types, whose members have an order; others hold maps, which are sorted.
    ///
    /// Upstream: who asks resource.Builder for `WithScheme`, who for `Unstructured`.
    private var printsGoTypes: Bool {
        switch command.verb {
        case "autoscale", "cluster-info", "config", "debug", "events", "expose", "rollout", "run", "set", "taint": true
        case "create": command.path.count > 1
        case "auth": command.path.last == "reconcile"
        default: false
        }
    }

    func textFile(_ path: String, _ host: some KubectlHost) throws(KubectlFailure) -> String {
        do {
            return String(decoding: try host.readFile(path), as: UTF8.self)
        } catch {
            throw .message(Execution.text(of: error))
        }
    }

    /// Prints a document as `-o` asks; not for tables.
    mutating func printDocument(_ value: Value, _ format: OutputFormat) throws(KubectlFailure) {
        let plain = command.bool("show-managed-fields") ? value : ObjectText.withoutManagedFields(value)
        switch format {
        case .table: break
        case .json: out += ObjectText.json(plain, isTyped: printsGoTypes)
        case .kyaml: out += ObjectText.kyaml(plain, isTyped: printsGoTypes)
        case .yaml: out += (out.isEmpty ? "" : "---\n") + ObjectText.yaml(plain)
        case .name: break
        case .jsonPath(let path, let template):
            do {
                out += try path.text(value)
            } catch {
                throw .message(
                    "error executing jsonpath \(GoStrings.quoted(template)): Error executing template: "
                        + "\(error.message). Printing more information for debugging the template:\n\ttemplate "
                        + "was:\n\t\t\(template)\n\tobject given to jsonpath engine was:\n\t\t"
                        + "\(GoStrings.syntax(value))\n\n")
            }
        case .jsonPathAsJSON(let path):
            do {
                out += ObjectText.json(.array(try path.results(value).flatMap { $0 }))
            } catch {
                throw .message(error.message)
            }
        case .template(let template):
            do {
                out += try template.text(value)
            } catch {
                out += "Error executing template: \(error.message). Printing more information for debugging the "
                out += "template:\n\ttemplate was:\n\t\t\(template.text)\n"
                out += "\traw data was:\n\t\t\(JSONWriter.text(value))\n"
                out += "\tobject given to template engine was:\n\t\t\(GoStrings.plain(value))\n\n"
                throw .message("error executing template \(GoStrings.quoted(template.text)): \(error.message)")
            }
        case .columns: break
        }
    }

    /// Prints what became of an object: `pod/web created`, or the object as `-o` asks.
    ///
    /// Upstream: cli-runtime printers, NamePrinter and PrintFlags.Complete.
    mutating func printResult(
        _ selected: Selected, _ operation: String, _ format: OutputFormat, _ dryRun: DryRun = .none,
        named title: String? = nil
    ) throws(KubectlFailure) {
        switch format {
        case .table:
            out += "\(title ?? selected.title) \(operation)"
            switch dryRun {
            case .none: break
            case .client where isLocal && !command.isGiven("dry-run"): break
            case .client: out += " (dry run)"
            case .server: out += " (server dry run)"
            }
            out += "\n"
        case .name: out += (title ?? selected.title) + "\n"
        default:
            let object = selected.object
            try printDocument(selected.isAsRead ? object.published : ObjectText.whole(object), format)
        }
    }
}
