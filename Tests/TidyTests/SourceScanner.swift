/// Splits Swift text into code, comments and string literals, so that a rule about one does not trip over another.
///
/// Each result has as many lines and columns as the text; what does not belong to it is blank. Known: line and
/// nested block comments, strings of one and of several lines, raw strings, and code inside `\( )`. A regex
/// literal is not known: its quotes would confuse it, and we have none.
struct SourceScanner {
    private(set) var code = ""
    private(set) var comments = ""
    private(set) var strings = ""

    private enum Place {
        case code(parentheses: Int)
        case string(pounds: Int, isLong: Bool)
        case lineComment
        case blockComment(depth: Int)
    }

    private enum Channel { case code, comment, string }

    private let text: [Character]
    private var at = 0
    private var places: [Place] = [.code(parentheses: 0)]

    init(_ source: String) {
        text = Array(source)
        while at < text.count { step() }
    }

    private mutating func step() {
        switch places[places.count - 1] {
        case .code(let parentheses): stepCode(parentheses)
        case .string(let pounds, let isLong): stepString(pounds, isLong)
        case .lineComment:
            if text[at] == "\n" { places.removeLast() }
            take(1, .comment)
        case .blockComment(let depth): stepBlock(depth)
        }
    }

    private mutating func stepCode(_ parentheses: Int) {
        if looks("//") {
            places.append(.lineComment)
            return take(2, .comment)
        }
        if looks("/*") {
            places.append(.blockComment(depth: 1))
            return take(2, .comment)
        }
        if let opening = openingQuote() {
            places.append(.string(pounds: opening.pounds, isLong: opening.isLong))
            return take(opening.length, .string)
        }
        let character = text[at]
        if character == "(" { places[places.count - 1] = .code(parentheses: parentheses + 1) }
        if character == ")" {
            // The parenthesis that ends an interpolation gives the place back to its string.
            if parentheses == 0 && places.count > 1 {
                places.removeLast()
                return take(1, .string)
            }
            places[places.count - 1] = .code(parentheses: parentheses - 1)
        }
        take(1, .code)
    }

    private mutating func stepString(_ pounds: Int, _ isLong: Bool) {
        let raw = String(repeating: "#", count: pounds)
        if looks("\\" + raw + "(") {
            places.append(.code(parentheses: 0))
            return take(2 + pounds, .string)
        }
        if text[at] == "\\" && pounds == 0 { return take(2, .string) }
        let end = (isLong ? "\"\"\"" : "\"") + raw
        if looks(end) {
            places.removeLast()
            return take(end.count, .string)
        }
        take(1, .string)
    }

    private mutating func stepBlock(_ depth: Int) {
        if looks("/*") {
            places[places.count - 1] = .blockComment(depth: depth + 1)
            return take(2, .comment)
        }
        if looks("*/") {
            if depth == 1 { places.removeLast() } else { places[places.count - 1] = .blockComment(depth: depth - 1) }
            return take(2, .comment)
        }
        take(1, .comment)
    }

    private func openingQuote() -> (pounds: Int, isLong: Bool, length: Int)? {
        var pounds = 0
        while at + pounds < text.count, text[at + pounds] == "#" { pounds += 1 }
        guard at + pounds < text.count, text[at + pounds] == "\"" else { return nil }
        let isLong = looks("\"\"\"", after: pounds)
        return (pounds, isLong, pounds + (isLong ? 3 : 1))
    }

    private func looks(_ word: String, after offset: Int = 0) -> Bool {
        let start = at + offset
        let letters = Array(word)
        guard start + letters.count <= text.count else { return false }
        for index in letters.indices where text[start + index] != letters[index] { return false }
        return true
    }

    private mutating func take(_ count: Int, _ channel: Channel) {
        for _ in 0 ..< min(count, text.count - at) {
            let character = text[at]
            let isBreak = character == "\n"
            code.append(isBreak || channel == .code ? character : " ")
            comments.append(isBreak || channel == .comment ? character : " ")
            strings.append(isBreak || channel == .string ? character : " ")
            at += 1
        }
    }
}
