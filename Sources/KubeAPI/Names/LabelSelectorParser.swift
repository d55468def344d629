extension LabelSelector {
    /// Reads the text form: `a=b,c!=d,e in (f,g),h notin (i),j,!k,l>1`.
    ///
    /// Upstream: apimachinery/pkg/labels/selector.go, Parse.
    public static func parse(_ text: String) throws(SelectorError) -> LabelSelector {
        var parser = LabelSelectorParser(text)
        return try parser.parse()
    }
}

private enum Token {
    case error, end, closedParenthesis, comma, doesNotExist, doubleEquals, equals, greaterThan, identifier
    case `in`, lessThan, notEquals, notIn, openParenthesis
}

private struct LabelSelectorParser {
    private var items: [(token: Token, text: String)] = []
    private var position = 0

    init(_ text: String) { scan(Array(text.utf8)) }

    // MARK: - Words

    private static func keyword(_ text: String) -> Token? {
        switch text {
        case ")": .closedParenthesis
        case ",": .comma
        case "!": .doesNotExist
        case "==": .doubleEquals
        case "=": .equals
        case ">": .greaterThan
        case "in": .in
        case "<": .lessThan
        case "!=": .notEquals
        case "notin": .notIn
        case "(": .openParenthesis
        default: nil
        }
    }

    private mutating func scan(_ bytes: [UInt8]) {
        let special = Array("=!(),><".utf8)
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte == 32 || byte == 9 || byte == 10 || byte == 13 {
                at += 1
            } else if special.contains(byte) {
                at = scanSymbol(bytes, at, special)
            } else {
                let start = at
                while at < bytes.count, ![32, 9, 10, 13].contains(bytes[at]), !special.contains(bytes[at]) {
                    at += 1
                }
                let text = String(decoding: bytes[start..<at], as: UTF8.self)
                items.append((Self.keyword(text) ?? .identifier, text))
            }
        }
        items.append((.end, ""))
    }

    /// The longest symbol that begins here.
    private mutating func scanSymbol(_ bytes: [UInt8], _ start: Int, _ special: [UInt8]) -> Int {
        var end = start
        var text = ""
        var last: (Token, String)?
        while end < bytes.count, special.contains(bytes[end]) {
            text += String(decoding: [bytes[end]], as: UTF8.self)
            if let token = Self.keyword(text) {
                last = (token, text)
                end += 1
            } else if last != nil {
                break
            } else {
                end += 1
            }
        }
        items.append(last ?? (.error, "error expected: keyword found '\(text)'"))
        return end
    }

    /// Among values `in` and `notin` are ordinary words.
    private func lookahead() -> (token: Token, text: String) {
        let item = items[min(position, items.count - 1)]
        return item.token == .in || item.token == .notIn ? (.identifier, item.text) : item
    }

    private mutating func consume() -> (token: Token, text: String) {
        let item = lookahead()
        position += 1
        return item
    }

    // MARK: - Sentences

    mutating func parse() throws(SelectorError) -> LabelSelector {
        var found: [LabelSelector.Requirement] = []
        while true {
            let next = lookahead()
            switch next.token {
            case .identifier, .doesNotExist:
                do {
                    found.append(try requirement())
                } catch {
                    throw SelectorError("unable to parse requirement: \(error.message)")
                }
                let after = consume()
                if after.token == .end { return sorted(found) }
                guard after.token == .comma else {
                    throw SelectorError("found '\(after.text)', expected: ',' or 'end of string'")
                }
                let following = lookahead()
                guard following.token == .identifier || following.token == .doesNotExist else {
                    throw SelectorError("found '\(following.text)', expected: identifier after ','")
                }
            case .end: return sorted(found)
            default:
                throw SelectorError("found '\(next.text)', expected: !, identifier, or 'end of string'")
            }
        }
    }

    private func sorted(_ requirements: [LabelSelector.Requirement]) -> LabelSelector {
        LabelSelector(requirements: requirements.sorted { $0.key < $1.key })
    }

    private mutating func requirement() throws(SelectorError) -> LabelSelector.Requirement {
        var first = consume()
        let isNegated = first.token == .doesNotExist
        if isNegated { first = consume() }
        guard first.token == .identifier else {
            throw SelectorError("found '\(first.text)', expected: identifier")
        }
        let keyProblems = TextRules.qualifiedName(first.text)
        if !keyProblems.isEmpty {
            let detail = keyProblems.joined(separator: "; ")
            throw SelectorError("<nil>: Invalid value: \(goQuoted(first.text)): \(detail)")
        }
        if isNegated { return try LabelSelector.checked(first.text, .doesNotExist, [], path: "") }
        let next = lookahead().token
        if next == .end || next == .comma {
            return try LabelSelector.checked(first.text, .exists, [], path: "")
        }
        let op = try comparison()
        let values = op == .isIn || op == .notIn ? try list() : try exactValue()
        return try LabelSelector.checked(first.text, op, values, path: "")
    }

    private mutating func comparison() throws(SelectorError) -> LabelSelector.Operator {
        let item = items[min(position, items.count - 1)]
        position += 1
        switch item.token {
        case .in: return .isIn
        case .notIn: return .notIn
        case .equals, .doubleEquals: return .equals
        case .notEquals: return .notEquals
        case .greaterThan: return .greaterThan
        case .lessThan: return .lessThan
        default:
            throw SelectorError("found '\(item.text)', expected: in, notin, =, ==, !=, gt, lt")
        }
    }

    private mutating func exactValue() throws(SelectorError) -> [String] {
        let next = lookahead().token
        if next == .end || next == .comma { return [""] }
        let item = consume()
        guard item.token == .identifier else {
            throw SelectorError("found '\(item.text)', expected: identifier")
        }
        return [item.text]
    }

    private mutating func list() throws(SelectorError) -> [String] {
        let open = consume()
        guard open.token == .openParenthesis else {
            throw SelectorError("found '\(open.text)' expected: '('")
        }
        let next = lookahead()
        switch next.token {
        case .identifier, .comma:
            let values = try identifiers()
            guard consume().token == .closedParenthesis else {
                throw SelectorError("found '\(next.text)', expected: ')'")
            }
            return values
        case .closedParenthesis:
            position += 1
            return [""]
        default: throw SelectorError("found '\(next.text)', expected: ',', ')' or identifier")
        }
    }

    private mutating func identifiers() throws(SelectorError) -> [String] {
        var out: [String] = []
        while true {
            let item = consume()
            switch item.token {
            case .identifier:
                out.append(item.text)
                let next = lookahead()
                if next.token == .comma { continue }
                if next.token == .closedParenthesis { return out }
                throw SelectorError("found '\(next.text)', expected: ',' or ')'")
            case .comma:
                if out.isEmpty { out.append("") }
                let next = lookahead().token
                if next == .closedParenthesis {
                    out.append("")
                    return out
                }
                if next == .comma { out.append("") }
            default: throw SelectorError("found '\(item.text)', expected: ',', or identifier")
            }
        }
    }
}
