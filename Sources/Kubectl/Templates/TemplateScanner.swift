import Documents

/// Walks over the bytes of a template.
///
/// Upstream: text/template/parse/lex.go of Go's library.
struct TemplateScanner {
    private let bytes: [UInt8]
    private(set) var position = 0
    /// The action before ended in ` -}}`.
    private var trimsNext = false
    private(set) var lastKeyword = ""

    init(_ text: String) { bytes = Array(text.utf8) }

    /// An error at the line that is read.
    func fail(_ message: String) -> TemplateError {
        let line = bytes.prefix(position).count { $0 == 10 } + 1
        return TemplateError(message: "template: \(TemplateParser.name):\(line): \(message)")
    }

    func written(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

    func stands(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    /// Takes `text` and the blanks behind it, if it stands here.
    mutating func take(_ text: String) -> Bool {
        guard stands(text) else { return false }
        position += text.utf8.count
        skipBlanks()
        return true
    }

    // MARK: text and actions

    /// The text up to the next action, trimmed as the markers on both sides say.
    mutating func text() -> String {
        let start = position
        while position < bytes.count && !stands("{{") { position += 1 }
        var piece = bytes[start..<position]
        if trimsNext { piece = piece.drop(while: Self.isBlank) }
        if position < bytes.count && stands("{{-"), position + 3 < bytes.count, Self.isBlank(bytes[position + 3]) {
            while let last = piece.last, Self.isBlank(last) { piece.removeLast() }
        }
        trimsNext = false
        return String(decoding: piece, as: UTF8.self)
    }

    /// Goes into the action that begins here; false at the end of the text.
    mutating func openAction() throws(TemplateError) -> Bool {
        guard position < bytes.count else { return false }
        position += 2
        if stands("-"), position + 1 < bytes.count, Self.isBlank(bytes[position + 1]) { position += 2 }
        if stands("/*") {
            while position < bytes.count && !stands("*/") { position += 1 }
            guard position < bytes.count else { throw fail("unclosed comment") }
            position += 2
            lastKeyword = "/*"
            skipBlanks()
            if !atEndOfAction { throw fail("comment ends before closing delimiter") }
            return true
        }
        lastKeyword = ""
        skipBlanks()
        return true
    }

    /// Leaves the action if it is a comment.
    mutating func closeComment() throws(TemplateError) -> Bool {
        guard lastKeyword == "/*" else { return false }
        try closeAction()
        return true
    }

    var atEndOfAction: Bool { position >= bytes.count || stands("}}") || stands("-}}") }

    mutating func closeAction() throws(TemplateError) {
        if stands("-}}") {
            position += 3
            trimsNext = true
        } else if stands("}}") {
            position += 2
        } else {
            guard position < bytes.count else { throw fail("unclosed action") }
            throw fail("unexpected \(GoStrings.quoted(String(UnicodeScalar(bytes[position])))) in command")
        }
    }

    /// The word that rules the action, if one stands here.
    mutating func keyword() -> String {
        let known = ["if", "with", "range", "end", "else", "define", "block", "template", "break", "continue"]
        let word = wordHere()
        lastKeyword = known.contains(word) ? word : ""
        if !lastKeyword.isEmpty {
            position += word.utf8.count
            skipBlanks()
        }
        return lastKeyword
    }

    // MARK: inside an action

    /// `$x :=`, `$i, $x :=` or `$x =`.
    mutating func declaration() -> (names: [String], isAssignment: Bool)? {
        let start = position
        var names: [String] = []
        while stands("$") {
            position += 1
            let word = wordHere()
            position += word.utf8.count
            names.append("$" + word)
            skipBlanks()
            if names.count < 2 && take(",") { continue }
            break
        }
        if !names.isEmpty {
            if take(":=") { return (names, false) }
            if !stands("==") && take("=") { return (names, true) }
        }
        position = start
        return nil
    }

    mutating func quotedName(_ context: String) throws(TemplateError) -> String {
        guard stands("\"") || stands("`"), case .literal(let value) = try operand().kind, let name = value.string
        else { throw fail("unexpected \(GoStrings.quoted(wordHere())) in \(context)") }
        return name
    }

    mutating func operand() throws(TemplateError) -> TemplateOperand {
        let start = position
        let byte = bytes[position]
        var kind: TemplateOperand.Kind
        switch byte {
        case UInt8(ascii: "."):
            if position + 1 < bytes.count, Self.isDigit(bytes[position + 1]) {
                kind = .literal(try number())
            } else {
                kind = .dot
                if !(position + 1 < bytes.count && Self.isWord(bytes[position + 1])) { position += 1 }
            }
        case UInt8(ascii: "$"):
            position += 1
            let word = wordHere()
            position += word.utf8.count
            kind = .variable("$" + word)
        case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "'"): kind = .literal(try quoted(byte))
        case _ where Self.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"):
            kind = .literal(try number())
        default:
            let word = wordHere()
            if word.isEmpty { throw fail("unexpected \(GoStrings.quoted(String(UnicodeScalar(byte)))) in operand") }
            position += word.utf8.count
            switch word {
            case "true": kind = .literal(true)
            case "false": kind = .literal(false)
            case "nil": kind = .none
            default: kind = .function(word)
            }
        }
        let head = position
        let names = rawFields()
        let text = written(from: start)
        try checkEnd(of: kind, hasFields: !names.isEmpty)
        // A chain is said to be where its second field is.
        let first = names.first.map { head + 1 + $0.utf8.count } ?? head
        let place = kind == .dot && names.count > 1 ? first : start
        skipBlanks()
        return TemplateOperand(kind: kind, fields: names, position: place, text: text)
    }

    /// What may stand right behind a field, a variable or a word. Upstream: text/template/parse/lex.go, atTerminator.
    private func checkEnd(of kind: TemplateOperand.Kind, hasFields: Bool) throws(TemplateError) {
        switch kind {
        case .variable, .function: break
        default: if !hasFields { return }
        }
        guard position < bytes.count, !stands("}}") else { return }
        let byte = bytes[position]
        if Self.isBlank(byte) || ".,|:)(".utf8.contains(byte) { return }
        let code = String(byte, radix: 16, uppercase: true)
        throw fail("bad character U+00\(code) '\(String(UnicodeScalar(byte)))'")
    }

    /// `.a.b` here, and the blanks behind.
    mutating func fields() -> [String] {
        let names = rawFields()
        skipBlanks()
        return names
    }

    private mutating func rawFields() -> [String] {
        var names: [String] = []
        while stands("."), position + 1 < bytes.count, Self.isWord(bytes[position + 1]) {
            position += 1
            let word = wordHere()
            position += word.utf8.count
            names.append(word)
        }
        return names
    }

    private mutating func number() throws(TemplateError) -> Value {
        let start = position
        while position < bytes.count, Self.isWord(bytes[position]) || "+-.".utf8.contains(bytes[position]) {
            position += 1
        }
        let text = written(from: start)
        if let whole = Int64(text) { return .int(whole) }
        if text.lowercased().hasPrefix("0x"), let whole = Int64(text.dropFirst(2), radix: 16) { return .int(whole) }
        if let number = Double(text) { return .double(number) }
        throw fail("bad number syntax: \(GoStrings.quoted(text))")
    }

    private mutating func quoted(_ mark: UInt8) throws(TemplateError) -> Value {
        position += 1
        let start = position
        let isRaw = mark == UInt8(ascii: "`")
        while position < bytes.count && bytes[position] != mark {
            if !isRaw && bytes[position] == UInt8(ascii: "\n") { throw fail("unterminated quoted string") }
            position += !isRaw && bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < bytes.count else {
            throw fail(isRaw ? "unterminated raw quoted string" : "unterminated quoted string")
        }
        let body = written(from: start)
        position += 1
        if isRaw { return .string(body) }
        guard let text = GoStrings.unescaped(body) else { throw fail("invalid syntax") }
        if mark == UInt8(ascii: "'") {
            guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
                throw fail("malformed character constant: '\(body)'")
            }
            return .int(Int64(scalar.value))
        }
        return .string(text)
    }

    private func wordHere() -> String {
        String(decoding: bytes[position...].prefix { Self.isWord($0) }, as: UTF8.self)
    }

    private mutating func skipBlanks() {
        while position < bytes.count && Self.isBlank(bytes[position]) { position += 1 }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == 95 || byte >= 128 || (byte | 32) >= 97 && (byte | 32) <= 122
    }
}
