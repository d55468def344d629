import Documents

/// Reads Go templates.
///
/// Upstream: text/template/parse/parse.go and lex.go of Go's library.
struct TemplateParser {
    /// Longer templates are refused.
    static let lengthMax = 1 << 16
    /// Deeper nesting is refused.
    static let depthMax = 64
    /// What kubectl calls the template.
    static let name = "output"

    private var scanner: TemplateScanner
    private(set) var defined: [(name: String, body: [TemplateNode])] = []
    private var variables = ["$"]
    private var ranges = 0
    private var depth = 0

    /// The parts of a template, and those it defines under a name.
    static func parse(
        _ text: String
    ) throws(TemplateError) -> (body: [TemplateNode], defined: [(name: String, body: [TemplateNode])]) {
        if text.utf8.count > lengthMax { throw TemplateError(message: "template: \(name): the template is too long") }
        var parser = TemplateParser(scanner: TemplateScanner(text))
        let (body, end) = try parser.list()
        if let end { throw parser.fail("unexpected {{\(end)}}") }
        return (body, parser.defined)
    }

    private init(scanner: TemplateScanner) { self.scanner = scanner }

    private func fail(_ message: String) -> TemplateError { scanner.fail(message) }

    /// Parts up to `{{end}}`, `{{else}}` or the end of the text; answers which of them it was.
    private mutating func list() throws(TemplateError) -> (nodes: [TemplateNode], end: String?) {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.depthMax { throw fail("the template is nested too deep") }
        var nodes: [TemplateNode] = []
        while true {
            let text = scanner.text()
            if !text.isEmpty { nodes.append(.text(text)) }
            guard try scanner.openAction() else { return (nodes, nil) }
            if scanner.atEndOfAction {
                if try scanner.closeComment() { continue }
                throw fail("missing value for command")
            }
            switch scanner.keyword() {
            case "if": nodes.append(try branch(.test))
            case "with": nodes.append(try branch(.with))
            case "range": nodes.append(try branch(.range))
            case "end":
                try scanner.closeAction()
                return (nodes, "end")
            case "else": return (nodes, "else")
            case "define": try define()
            case "block": nodes.append(try block())
            case "template": nodes.append(try call())
            case "break", "continue":
                let word = scanner.lastKeyword
                if ranges == 0 { throw fail("{{\(word)}} outside {{range}}") }
                try scanner.closeAction()
                nodes.append(word == "break" ? .leave : .next)
            default:
                let pipe = try pipeline(in: "command", closes: true)
                nodes.append(.action(pipe))
            }
        }
    }

    private mutating func branch(_ kind: TemplateBranch) throws(TemplateError) -> TemplateNode {
        let scope = variables.count
        defer { variables.removeSubrange(scope...) }
        let pipe = try pipeline(in: kind.rawValue, closes: true)
        if kind == .range { ranges += 1 }
        let (body, end) = try list()
        if kind == .range { ranges -= 1 }
        guard let end else { throw fail("unexpected EOF") }
        if end == "end" { return .branch(kind, pipe, body: body, otherwise: []) }
        let word = scanner.keyword()
        if word == "if" || word == "with" {
            return .branch(kind, pipe, body: body, otherwise: [try branch(word == "if" ? .test : .with)])
        }
        try scanner.closeAction()
        let (otherwise, last) = try list()
        if last == nil { throw fail("unexpected EOF") }
        if last == "else" { throw fail("expected end; found {{else}}") }
        return .branch(kind, pipe, body: body, otherwise: otherwise)
    }

    private mutating func define() throws(TemplateError) {
        let name = try scanner.quotedName("define clause")
        try scanner.closeAction()
        try body(of: name)
    }

    private mutating func body(of name: String) throws(TemplateError) {
        let outside = variables
        variables = ["$"]
        let (nodes, end) = try list()
        variables = outside
        if end != "end" { throw fail("unexpected EOF") }
        defined.removeAll { $0.name == name }
        defined.append((name, nodes))
    }

    private mutating func block() throws(TemplateError) -> TemplateNode {
        let position = scanner.position
        let name = try scanner.quotedName("block clause")
        let pipe = try pipeline(in: "block clause", closes: true)
        try body(of: name)
        return .call(name: name, pipe, position: position)
    }

    private mutating func call() throws(TemplateError) -> TemplateNode {
        let position = scanner.position
        let name = try scanner.quotedName("template clause")
        if scanner.atEndOfAction {
            try scanner.closeAction()
            return .call(name: name, nil, position: position)
        }
        return .call(name: name, try pipeline(in: "template clause", closes: true), position: position)
    }

    /// A pipeline up to the end of the action, or up to a `)`.
    private mutating func pipeline(in context: String, closes: Bool) throws(TemplateError) -> TemplatePipe {
        var pipe = TemplatePipe()
        if let declared = scanner.declaration() {
            pipe.variables = declared.names
            pipe.isAssignment = declared.isAssignment
            if declared.names.count > 1 && context != "range" {
                throw fail("too many declarations in \(context)")
            }
        }
        while true {
            pipe.commands.append(try command())
            if scanner.take("|") { continue }
            break
        }
        if pipe.commands.contains(where: \.operands.isEmpty) { throw fail("missing value for \(context)") }
        if closes { try scanner.closeAction() } else if !scanner.take(")") { throw fail("unclosed left paren") }
        if pipe.isAssignment {
            for name in pipe.variables where !variables.contains(name) {
                throw fail("undefined variable \(GoStrings.quoted(name))")
            }
        } else {
            variables += pipe.variables
        }
        return pipe
    }

    private mutating func command() throws(TemplateError) -> TemplateCommand {
        var operands: [TemplateOperand] = []
        while !scanner.atEndOfAction && !scanner.stands(")") && !scanner.stands("|") {
            if scanner.stands("(") {
                let start = scanner.position
                _ = scanner.take("(")
                depth += 1
                defer { depth -= 1 }
                if depth > Self.depthMax { throw fail("the template is nested too deep") }
                let inner = try pipeline(in: "parenthesized pipeline", closes: false)
                let fields = scanner.fields()
                operands.append(
                    TemplateOperand(
                        kind: .pipe(inner), fields: fields, position: start, text: scanner.written(from: start)))
                continue
            }
            let operand = try scanner.operand()
            if case .variable(let name) = operand.kind, !variables.contains(name) {
                throw fail("undefined variable \(GoStrings.quoted(name))")
            }
            if case .function(let name) = operand.kind, !TemplateFunctions.names.contains(name) {
                throw fail("function \(GoStrings.quoted(name)) not defined")
            }
            operands.append(operand)
        }
        if operands.count > 1 {
            switch operands[0].kind {
            case .literal, .none:
                throw fail("can't give argument to non-function \(operands[0].text)")
            default: break
            }
        }
        return TemplateCommand(operands: operands)
    }
}
