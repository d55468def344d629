/// One address of mail: `a@b.c`, `"a b"@c`, `A B <a@b.c>`, `a@[127.0.0.1]`.
///
/// Upstream: Go's net/mail, ParseAddress. Encoded words of a display name are taken as they are.
struct EmailAddress {
    private var rest: Substring

    static func isGood(_ text: String) -> Bool {
        var plain = EmailAddress(rest: text[...])
        plain.skipSpace()
        if plain.specification(), plain.isAtEnd() { return true }
        var named = EmailAddress(rest: text[...])
        named.skipSpace()
        guard named.rest.hasPrefix("<") || named.phrase() else { return false }
        named.skipSpace()
        return named.take("<") && named.specification() && named.take(">") && named.isAtEnd()
    }

    private mutating func take(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func skipSpace() { rest = rest.drop { $0 == " " || $0 == "\t" } }

    /// Nothing is left but space and comments in parentheses.
    private mutating func isAtEnd() -> Bool {
        skipSpace()
        while take("(") {
            var depth = 1
            while depth > 0, let character = rest.popFirst() {
                switch character {
                case "\\": _ = rest.popFirst()
                case "(": depth += 1
                case ")": depth -= 1
                default: break
                }
            }
            if depth > 0 { return false }
            skipSpace()
        }
        return rest.isEmpty
    }

    private mutating func specification() -> Bool {
        skipSpace()
        guard rest.hasPrefix("\"") ? quoted(isEmptyGood: false) : atom(isStrict: true) else { return false }
        skipSpace()
        guard take("@") else { return false }
        skipSpace()
        if rest.isEmpty { return false }
        if !take("[") { return atom(isStrict: true) }
        let literal = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(literal.count)
        let address = literal.hasPrefix("IPv6:") ? literal.dropFirst(5) : literal
        return take("]") && IPText.isAddress(String(address))
    }

    /// Words in front of `<`.
    private mutating func phrase() -> Bool {
        var count = 0
        while true {
            skipSpace()
            if rest.hasPrefix("\"") ? quoted(isEmptyGood: true) : atom(isStrict: false) { count += 1 } else { break }
        }
        return count > 0
    }

    /// Strict: dots neither at an end nor side by side.
    private mutating func atom(isStrict: Bool) -> Bool {
        let text = rest.prefix { character in
            character.unicodeScalars.allSatisfy { $0.value > 127 || ($0.value > 32 && $0.value < 127) }
                && !"()[];@\\,<>\":".contains(character)
        }
        if text.isEmpty { return false }
        if isStrict, text.hasPrefix(".") || text.hasSuffix(".") || text.contains("..") { return false }
        rest = rest.dropFirst(text.count)
        return true
    }

    private mutating func quoted(isEmptyGood: Bool) -> Bool {
        _ = take("\"")
        var length = 0
        while let character = rest.popFirst() {
            switch character {
            case "\"": return isEmptyGood || length > 0
            case "\\": if rest.popFirst() == nil { return false }
            default:
                let isGood = character.unicodeScalars.allSatisfy { $0 == "\t" || ($0.value >= 32 && $0.value != 127) }
                if !isGood { return false }
            }
            length += 1
        }
        return false
    }
}
