/// Reads a regular expression in the syntax of RE2 as Go's regexp package takes it.
///
/// Upstream: Go's regexp/syntax/parse.go with the flags of regexp.Compile.
struct PatternParser {
    /// `(?i)`, `(?m)`, `(?s)`; `(?U)` changes what is greedy, which matters to nobody who only asks for a match.
    struct Flags {
        var foldsCase = false
        var isMultiline = false
        var dotTakesNewline = false
    }

    /// An open parenthesis: what was read inside, and the flags to return to.
    private struct Frame {
        var choices: [PatternNode] = []
        var parts: [PatternNode] = []
        var flags: Flags
        var isCapture = false
    }

    let whole: String
    var rest: Substring
    var flags = Flags()
    private var frames: [Frame]
    /// What the last repetition was written as, if it ended just before `rest`.
    private var lastRepetition: Substring?

    private init(_ text: String) {
        whole = text
        rest = text[...]
        frames = [Frame(flags: flags)]
    }

    static func parse(_ text: String) throws(PatternError) -> PatternNode {
        var parser = PatternParser(text)
        while let character = parser.peek {
            let before = parser.rest
            let isRepetition = try parser.step(character)
            parser.lastRepetition = isRepetition ? before : nil
        }
        guard parser.frames.count == 1 else { throw PatternError(.missingParenthesis, text) }
        return try parser.close(parser.frames[0])
    }

    // MARK: - Reading

    /// The next character by Unicode scalar: Swift's characters may join several.
    var peek: Unicode.Scalar? { rest.unicodeScalars.first }

    mutating func next() -> Unicode.Scalar? { rest.unicodeScalars.popFirst() }

    func peek(after count: Int) -> Unicode.Scalar? { rest.unicodeScalars.dropFirst(count).first }

    mutating func skip(_ count: Int) { rest.unicodeScalars.removeFirst(count) }

    /// What stands between an earlier place and here.
    func since(_ start: Substring) -> Substring { start[..<rest.startIndex] }

    // MARK: - One step

    /// Answers whether it was a repetition.
    private mutating func step(_ character: Unicode.Scalar) throws(PatternError) -> Bool {
        switch character {
        case "(": try open()
        case ")": try closeParenthesis()
        case "|":
            skip(1)
            let last = frames.count - 1
            frames[last].choices.append(try sequence(frames[last].parts))
            frames[last].parts = []
        case "^": assertion(flags.isMultiline ? .lineStart : .textStart, width: 1)
        case "$": assertion(flags.isMultiline ? .lineEnd : .textEnd, width: 1)
        case ".":
            skip(1)
            push(PatternNode(.scalar(flags.dotTakesNewline ? .any : .anyButNewline)))
        case "[": push(PatternNode(.scalar(.set(try bracketClass()))))
        case "*", "+", "?":
            let before = rest
            skip(1)
            try repetition(character == "+" ? 1 : 0, character == "?" ? 1 : -1, before)
            return true
        case "{": return try countedRepetition()
        case "\\": try backslash()
        default:
            skip(1)
            literal(character.value)
        }
        return false
    }

    private mutating func push(_ node: PatternNode) { frames[frames.count - 1].parts.append(node) }

    private mutating func assertion(_ assertion: PatternAssertion, width: Int) {
        skip(width)
        push(PatternNode(.assertion(assertion)))
    }

    private mutating func literal(_ scalar: UInt32) {
        let forms = flags.foldsCase ? CaseFolding.forms(of: scalar) : [scalar]
        if forms.count == 1 { return push(PatternNode(.scalar(.one(scalar)))) }
        let parts = forms.map { ScalarSet.Part(group: .range($0, $0), isNegated: false) }
        push(PatternNode(.scalar(.set(ScalarSet(parts, folds: false)))))
    }

    private mutating func backslash() throws(PatternError) {
        switch peek(after: 1) {
        case "A": return assertion(.textStart, width: 2)
        case "z": return assertion(.textEnd, width: 2)
        case "b": return assertion(.wordBoundary, width: 2)
        case "B": return assertion(.noWordBoundary, width: 2)
        case "C": throw PatternError(.escape, "\\C")
        case "Q":
            skip(2)
            while peek != nil, !(peek == "\\" && peek(after: 1) == "E") {
                if let scalar = next() { literal(scalar.value) }
            }
            return skip(peek == nil ? 0 : 2)
        default: break
        }
        if let part = try groupEscape() {
            return push(PatternNode(.scalar(.set(ScalarSet([part], folds: flags.foldsCase)))))
        }
        literal(try escape())
    }

    // MARK: - Parentheses

    private mutating func open() throws(PatternError) {
        if peek(after: 1) == "?" { return try perlGroup() }
        skip(1)
        frames.append(Frame(flags: flags, isCapture: true))
    }

    /// `(?:`, `(?i)`, `(?i-s:`, `(?P<name>`, `(?<name>`.
    private mutating func perlGroup() throws(PatternError) {
        let start = rest
        let nameAt = peek(after: 2) == "<" ? 3 : peek(after: 2) == "P" && peek(after: 3) == "<" ? 4 : 0
        if nameAt > 0, peek(after: nameAt) != nil {
            guard let end = rest.unicodeScalars.firstIndex(of: ">") else { throw PatternError(.namedCapture, start) }
            let name = rest.unicodeScalars[..<end].dropFirst(nameAt)
            guard !name.isEmpty,
                name.allSatisfy({ $0.isASCII && ($0 == "_" || TextRules.isAlphanumeric(UInt8($0.value))) })
            else { throw PatternError(.namedCapture, start[...end]) }
            rest = rest[rest.unicodeScalars.index(after: end)...]
            frames.append(Frame(flags: flags, isCapture: true))
            return
        }
        skip(2)
        var new = flags
        var isOn = true
        var hasFlag = false
        while let character = next() {
            switch character {
            case "i": new.foldsCase = isOn
            case "m": new.isMultiline = isOn
            case "s": new.dotTakesNewline = isOn
            case "U": break
            case "-" where isOn:
                isOn = false
                hasFlag = false
                continue
            case ":" where isOn || hasFlag, ")" where isOn || hasFlag:
                if character == ":" { frames.append(Frame(flags: flags)) }
                flags = new
                return
            default: throw PatternError(.perlOperator, since(start))
            }
            hasFlag = true
        }
        throw PatternError(.perlOperator, since(start))
    }

    private mutating func closeParenthesis() throws(PatternError) {
        skip(1)
        guard frames.count > 1, let frame = frames.popLast() else {
            throw PatternError(.unexpectedParenthesis, whole)
        }
        flags = frame.flags
        let inner = try close(frame)
        push(frame.isCapture ? try checked(PatternNode(.group(inner))) : inner)
    }

    private func close(_ frame: Frame) throws(PatternError) -> PatternNode {
        let last = try sequence(frame.parts)
        return frame.choices.isEmpty ? last : try checked(PatternNode(.choice(frame.choices + [last])))
    }

    private func sequence(_ parts: [PatternNode]) throws(PatternError) -> PatternNode {
        switch parts.count {
        case 0: PatternNode(.empty)
        case 1: parts[0]
        default: try checked(PatternNode(.sequence(parts)))
        }
    }

    private func checked(_ node: PatternNode) throws(PatternError) -> PatternNode {
        if node.size > PatternNode.sizeMax { throw PatternError(.tooLarge, whole) }
        if node.depth > PatternNode.depthMax { throw PatternError(.nestingDepth, whole) }
        return node
    }

    // MARK: - Repetitions

    /// `before` is where the operator begins.
    private mutating func repetition(_ min: Int, _ max: Int, _ before: Substring) throws(PatternError) {
        if peek == "?" { skip(1) }
        if let lastRepetition { throw PatternError(.repeatOperator, since(lastRepetition)) }
        let last = frames.count - 1
        guard let inner = frames[last].parts.popLast() else { throw PatternError(.missingArgument, since(before)) }
        let node = try checked(PatternNode(.times(inner, min: min, max: max)))
        if min >= 2 || max >= 2, !node.staysBelow(PatternNode.copiesMax) {
            throw PatternError(.repeatSize, since(before))
        }
        push(node)
    }

    /// `{2}`, `{2,}`, `{2,5}`; anything else is a brace.
    private mutating func countedRepetition() throws(PatternError) -> Bool {
        let before = rest
        skip(1)
        guard let (min, max) = bounds() else {
            rest = before
            skip(1)
            literal(UInt32(UInt8(ascii: "{")))
            return false
        }
        let most = PatternNode.copiesMax
        if min < 0 || min > most || max > most || (max >= 0 && min > max) {
            throw PatternError(.repeatSize, since(before))
        }
        try repetition(min, max, before)
        return true
    }

    private mutating func bounds() -> (Int, Int)? {
        guard let min = number() else { return nil }
        var bounds = (min, min)
        if peek == "," {
            skip(1)
            if peek == "}" {
                bounds.1 = -1
            } else {
                guard let max = number() else { return nil }
                bounds = max < 0 ? (-1, max) : (min, max)
            }
        }
        guard peek == "}" else { return nil }
        skip(1)
        return bounds
    }

    /// Digits without a zero in front; -1 if there are too many.
    private mutating func number() -> Int? {
        var digits = ""
        while let digit = peek, ("0" ... "9").contains(digit) {
            digits.unicodeScalars.append(digit)
            skip(1)
        }
        if digits.isEmpty || (digits.utf8.count > 1 && digits.hasPrefix("0")) { return nil }
        return digits.utf8.count > 9 ? -1 : Int(digits) ?? -1
    }
}
