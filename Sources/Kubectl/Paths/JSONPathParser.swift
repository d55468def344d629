/// A part of a JSONPath template.
indirect enum PathNode: Sendable, Equatable {
    case list([PathNode])
    case text(String)
    case field(String)
    /// `[from:to:step]`; a plain `[3]` is 3 up to a derived 4.
    case slice(from: Int?, to: Int?, isDerived: Bool, step: Int?)
    case filter(left: PathNode, right: PathNode, operation: String)
    case int(Int64)
    case float(Double)
    case bool(Bool)
    case wildcard
    case recursive
    case union([PathNode])
    case identifier(String)
}

/// What is wrong with a JSONPath template, in upstream's words.
public struct JSONPathError: Error, Sendable, Equatable {
    /// As upstream words it.
    public let message: String
}

/// Reads kubectl's dialect of JSONPath.
///
/// Upstream: staging/src/k8s.io/client-go/util/jsonpath/parser.go.
struct JSONPathParser {
    /// Longer templates are refused.
    static let templateLengthMax = 16_384
    /// Deeper nesting of unions and filters is refused.
    static let depthMax = 32

    private let input: [Character]
    private let depth: Int
    private var position = 0
    private var start = 0
    private var root: [PathNode] = []
    private var current: [PathNode] = []

    private init(_ text: String, depth: Int) {
        input = Array(text)
        self.depth = depth
    }

    /// The nodes of a template: texts, and a list for each `{…}`.
    static func parse(_ text: String) throws(JSONPathError) -> [PathNode] {
        if text.utf8.count > templateLengthMax { throw JSONPathError(message: "the template is too long") }
        var parser = JSONPathParser(text, depth: 0)
        try parser.texts()
        return parser.root
    }

    /// The nodes of what would stand inside braces.
    private static func action(_ text: String, depth: Int) throws(JSONPathError) -> PathNode {
        if depth > depthMax { throw JSONPathError(message: "the template is nested too deep") }
        var parser = JSONPathParser("{" + text + "}", depth: depth)
        try parser.texts()
        guard case .list(let nodes)? = parser.root.first else { return .list([]) }
        return .list(nodes)
    }

    private func fail(_ message: String) -> JSONPathError { JSONPathError(message: message) }
    private var peek: Character? { position < input.count ? input[position] : nil }

    private mutating func next() -> Character? {
        guard position < input.count else { return nil }
        position += 1
        return input[position - 1]
    }

    private mutating func consume() -> String {
        defer { start = position }
        return String(input[start..<position])
    }

    private func stands(_ text: String) -> Bool { input[position...].starts(with: text) }

    private mutating func texts() throws(JSONPathError) {
        while true {
            while let character = peek, character != "{" { _ = (character, next()) }
            if position > start { root.append(.text(consume())) }
            guard peek == "{" else { return }
            position += 1
            _ = consume()
            current = []
            try inside()
            root.append(.list(current))
        }
    }

    /// From behind `{` to behind `}`.
    private mutating func inside() throws(JSONPathError) {
        while true {
            if stands("}") {
                position += 1
                _ = consume()
                return
            }
            if stands("[?(") {
                try filter()
                continue
            }
            if stands("..") {
                try recursive()
                continue
            }
            guard let character = next(), character != "\n", character != "\r" else {
                throw fail("unclosed action")
            }
            switch character {
            case " ", "@", "$": _ = consume()
            case "[": try array()
            case "\"", "'": try quote(character)
            case ".": try field()
            case "+", "-":
                position -= 1
                try number()
            case _ where character.isNumber:
                position -= 1
                try number()
            case _ where character.isLetter || character == "_":
                position -= 1
                identifier()
            default:
                let code = String(character.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
                let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
                throw fail("unrecognized character in action: U+\(padded) '\(character)'")
            }
        }
    }

    private static let terminators: Set<Character> = [
        " ", "\t", "\r", "\n", ".", ",", "[", "]", "$", "@", "{", "}",
    ]

    private mutating func identifier() {
        while let character = peek, !Self.terminators.contains(character) { position += 1 }
        let word = consume()
        switch word {
        case "true": current.append(.bool(true))
        case "false": current.append(.bool(false))
        default: current.append(.identifier(word))
        }
    }

    private mutating func recursive() throws(JSONPathError) {
        if current.last == .recursive { throw fail("invalid multiple recursive descent") }
        position += 2
        _ = consume()
        current.append(.recursive)
        if let character = peek, character.isLetter || character.isNumber || character == "_" { try field() }
    }

    private mutating func number() throws(JSONPathError) {
        if peek == "+" || peek == "-" { position += 1 }
        while let character = peek, character == "." || character.isNumber { position += 1 }
        let text = consume()
        if let int = Int64(text) {
            current.append(.int(int))
        } else if let double = Double(text) {
            current.append(.float(double))
        } else {
            throw fail("cannot parse number \(text)")
        }
    }

    private mutating func field() throws(JSONPathError) {
        _ = consume()
        while let character = peek, !Self.terminators.contains(character) {
            position += 1
            if character == "\\" { _ = next() }
        }
        let name = consume()
        current.append(name == "*" ? .wildcard : .field(name.filter { $0 != "\\" }))
    }

    private mutating func array() throws(JSONPathError) {
        scan: while true {
            switch next() {
            case nil, "\n": throw fail("unterminated array")
            case "]": break scan
            default: continue scan
            }
        }
        var text = String(consume().dropFirst().dropLast())
        if text == "*" { text = ":" }
        let members = text.split(separator: ",", omittingEmptySubsequences: false)
        if members.count > 1 {
            var nodes: [PathNode] = []
            for member in members {
                let inner = "[" + String(member.drop { $0 == " " }) + "]"
                nodes.append(try Self.action(inner, depth: depth + 1))
            }
            current.append(.union(nodes))
            return
        }
        if text.count >= 2, text.hasPrefix("'"), text.hasSuffix("'"),
            !text.dropFirst().dropLast().contains("'")
        {
            let key = try Self.action("." + text.dropFirst().dropLast(), depth: depth + 1)
            if case .list(let nodes) = key { current += nodes }
            return
        }
        try slice(text)
    }

    private mutating func slice(_ text: String) throws(JSONPathError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 3 else { throw fail("invalid array index \(text)") }
        var numbers: [Int?] = []
        for part in parts {
            let digits = part.hasPrefix("-") ? part.dropFirst() : part[...]
            guard digits.allSatisfy({ "0123456789".contains($0) }) else {
                throw fail("invalid array index \(text)")
            }
            if part.isEmpty {
                numbers.append(nil)
            } else if let number = Int(part) {
                numbers.append(number)
            } else {
                throw fail("array index \(part) is not a number")
            }
        }
        let from = numbers[0]
        if numbers.count == 1 {
            current.append(.slice(from: from, to: (from ?? 0) + 1, isDerived: true, step: nil))
        } else {
            current.append(
                .slice(
                    from: from, to: numbers[1], isDerived: false, step: numbers.count > 2 ? numbers[2] : nil))
        }
    }

    private mutating func filter() throws(JSONPathError) {
        position += 3
        _ = consume()
        var begun = false
        var ended = false
        var pair: Character = "\""
        scan: while true {
            let character = next()
            switch character {
            case nil, "\n": throw fail("unterminated filter")
            case "\"", "'":
                if !begun {
                    begun = true
                    pair = character ?? pair
                } else if input[position - 2] != "\\" && character == pair {
                    ended = true
                }
            case ")":
                if begun == ended { break scan }
            default: continue scan
            }
        }
        guard next() == "]" else { throw fail("unclosed array expect ]") }
        let text = String(consume().dropLast(2))
        let operators: Set<Character> = ["!", "<", ">", "="]
        guard let first = text.firstIndex(where: operators.contains), first > text.startIndex,
            let last = text[first...].firstIndex(where: { !operators.contains($0) })
        else {
            let left = try Self.action(text, depth: depth + 1)
            current.append(.filter(left: left, right: .list([]), operation: "exists"))
            return
        }
        current.append(
            .filter(
                left: try Self.action(String(text[..<first]), depth: depth + 1),
                right: try Self.action(String(text[last...]), depth: depth + 1),
                operation: String(text[first..<last])))
    }

    private mutating func quote(_ end: Character) throws(JSONPathError) {
        while true {
            guard let character = next(), character != "\n" else { throw fail("unterminated quoted string") }
            if character == end && input[position - 2] != "\\" { break }
        }
        let text = consume()
        guard let plain = GoStrings.unescaped(String(text.dropFirst().dropLast())) else {
            throw fail("unquote string \(text) error invalid syntax")
        }
        current.append(.text(plain))
    }
}
