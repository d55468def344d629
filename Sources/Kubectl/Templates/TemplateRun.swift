import Documents

/// A template at work.
///
/// Upstream: text/template/exec.go of Go's library. `nil` is Go's value that is none.
struct TemplateRun {
    /// Calls of templates by templates deeper than this are refused.
    static let callsMax = 1000
    /// Longer output is refused.
    static let outputMax = 64 << 20

    private let template: GoTemplate
    let data: Value?
    private(set) var out = ""
    private var variables: [(name: String, value: Value?)]
    private var calls = 0

    init(template: GoTemplate, data: Value?) {
        self.template = template
        self.data = data
        variables = [("$", data)]
    }

    /// How a list of parts ended.
    enum End { case normal, leave, next }

    mutating func walk(_ nodes: [TemplateNode], _ dot: Value?) throws(TemplateError) -> End {
        for node in nodes {
            if out.utf8.count > Self.outputMax { throw TemplateError(message: "the output is too long") }
            switch node {
            case .text(let text): out += text
            case .action(let pipe):
                let value = try evaluate(pipe, dot)
                if pipe.variables.isEmpty { out += Self.printed(value) }
            case .branch(.range, let pipe, let body, let otherwise):
                if try range(pipe, body, otherwise, dot) != .normal { return .normal }
            case .branch(let kind, let pipe, let body, let otherwise):
                let scope = variables.count
                defer { variables.removeSubrange(scope...) }
                let value = try evaluate(pipe, dot)
                let isTrue = TemplateFunctions.isTrue(value)
                let end = try walk(isTrue ? body : otherwise, isTrue && kind == .with ? value : dot)
                if end != .normal { return end }
            case .call(let name, let pipe, let position): try call(name, pipe, position, dot)
            case .leave: return .leave
            case .next: return .next
            }
        }
        return .normal
    }

    private static func printed(_ value: Value?) -> String {
        guard let value, !value.isNull else { return "<no value>" }
        return GoStrings.plain(value)
    }

    private mutating func call(
        _ name: String, _ pipe: TemplatePipe?, _ position: Int, _ dot: Value?
    ) throws(TemplateError) {
        guard let body = template.defined(name) else {
            throw fail("template \(GoStrings.quoted(name)) not defined", position, "{{template \"\(name)\"}}")
        }
        calls += 1
        if calls > Self.callsMax {
            throw fail("exceeded maximum template depth (\(Self.callsMax))", position, "{{template \"\(name)\"}}")
        }
        let value = try pipe.map { pipe throws(TemplateError) in try evaluate(pipe, dot) } ?? nil
        let outside = variables
        variables = [("$", value)]
        _ = try walk(body, value)
        variables = outside
        calls -= 1
    }

    private mutating func range(
        _ pipe: TemplatePipe, _ body: [TemplateNode], _ otherwise: [TemplateNode], _ dot: Value?
    ) throws(TemplateError) -> End {
        let scope = variables.count
        defer { variables.removeSubrange(scope...) }
        var plain = pipe
        plain.variables = []
        let value = try evaluate(plain, dot)
        let pairs: [(key: Value, element: Value)]
        switch value {
        case .array(let elements): pairs = elements.enumerated().map { (.int(Int64($0)), $1) }
        case .object(let fields): pairs = fields.map { (.string($0.key), $0.value) }
        case .int(let count): pairs = (0..<max(0, count)).map { (.int($0), .int($0)) }
        case nil, .null?: pairs = []
        case let other?: throw fail("range can't iterate over \(GoStrings.plain(other))", pipe)
        }
        if pairs.isEmpty { return try walk(otherwise, dot) }
        for (key, element) in pairs {
            let mark = variables.count
            if pipe.isAssignment {
                assign(pipe.variables, key, element)
            } else if let last = pipe.variables.last {
                if pipe.variables.count > 1 { variables.append((pipe.variables[0], key)) }
                variables.append((last, element))
            }
            let end = try walk(body, element)
            variables.removeSubrange(mark...)
            if end == .leave { break }
        }
        return .normal
    }

    private mutating func assign(_ names: [String], _ key: Value, _ element: Value) {
        if names.count > 1 { set(names[0], key) }
        if let last = names.last { set(last, element) }
    }

    private mutating func set(_ name: String, _ value: Value?) {
        if let index = variables.lastIndex(where: { $0.name == name }) { variables[index].value = value }
    }

    // MARK: values

    private mutating func evaluate(_ pipe: TemplatePipe, _ dot: Value?) throws(TemplateError) -> Value? {
        var value: Value?
        for (index, command) in pipe.commands.enumerated() {
            value = try evaluate(command, dot, piped: index == 0 ? nil : .some(value))
        }
        for name in pipe.variables {
            if pipe.isAssignment { set(name, value) } else { variables.append((name, value)) }
        }
        return value
    }

    private mutating func evaluate(
        _ command: TemplateCommand, _ dot: Value?, piped: Value??
    ) throws(TemplateError) -> Value? {
        let first = command.operands[0]
        if case .function(let name) = first.kind {
            var arguments: [Value?] = []
            for operand in command.operands.dropFirst() {
                // `and` and `or` look at no more than they have to.
                if let last = arguments.last, name == "and" && !TemplateFunctions.isTrue(last)
                    || name == "or" && TemplateFunctions.isTrue(last)
                {
                    return last
                }
                arguments.append(try evaluate(operand, dot))
            }
            if let piped { arguments.append(piped) }
            do {
                return try descend(try TemplateFunctions.call(name, arguments), first)
            } catch {
                let words = command.operands.map(\.text).joined(separator: " ")
                throw fail("error calling \(name): \(error.message)", first.position, words)
            }
        }
        if command.operands.count > 1 || piped != nil {
            throw fail("can't give argument to non-function \(first.text)", first.position, first.text)
        }
        return try evaluate(first, dot)
    }

    private mutating func evaluate(_ operand: TemplateOperand, _ dot: Value?) throws(TemplateError) -> Value? {
        switch operand.kind {
        case .dot: return try descend(dot, operand)
        case .variable(let name): return try descend(variables.last { $0.name == name }?.value, operand)
        case .literal(let value): return value
        case .none: return nil
        case .function:
            return try evaluate(TemplateCommand(operands: [operand]), dot, piped: nil)
        case .pipe(let pipe):
            let scope = variables.count
            defer { variables.removeSubrange(scope...) }
            return try descend(try evaluate(pipe, dot), operand)
        }
    }

    /// Upstream: evalField.
    private func descend(_ start: Value?, _ operand: TemplateOperand) throws(TemplateError) -> Value? {
        var value = start
        for name in operand.fields {
            guard let receiver = value else {
                if template.allowsMissingKeys { return nil }
                throw fail("nil data; no entry for key \(GoStrings.quoted(name))", operand.position, operand.text)
            }
            switch receiver {
            case .object(let fields):
                value = fields[name]
                if value == nil && !template.allowsMissingKeys {
                    throw fail("map has no entry for key \(GoStrings.quoted(name))", operand.position, operand.text)
                }
            case .null:
                throw fail("nil pointer evaluating interface {}.\(name)", operand.position, operand.text)
            default:
                throw fail("can't evaluate field \(name) in type interface {}", operand.position, operand.text)
            }
        }
        return value
    }

    private func fail(_ message: String, _ pipe: TemplatePipe) -> TemplateError {
        let first = pipe.commands[0].operands[0]
        return fail(message, first.position, first.text)
    }

    /// Upstream: state.errorf and Tree.ErrorContext.
    private func fail(_ message: String, _ position: Int, _ text: String) -> TemplateError {
        let before = Array(template.text.utf8.prefix(position))
        let line = before.count { $0 == 10 } + 1
        let column = before.count - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0)
        let name = TemplateParser.name
        return TemplateError(
            message: "template: \(name):\(line):\(column): executing \"\(name)\" at <\(text)>: \(message)")
    }
}
