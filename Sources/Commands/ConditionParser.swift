import Documents
import KubeAPI

extension Condition {
    /// The forms, as help and errors print them.
    public static let forms = [
        "RESOURCE [-l SELECTOR] [-n NAMESPACE|-A] [active|ready|terminating] = N",
        "KIND/NAME .PATH = VALUE (or != >= <= > <, contains TEXT, exists, absent)",
        "KIND/NAME exists|gone|ready|active|terminating",
        "event REASON [on KIND/NAME] [>= N]",
        "writes COMPONENT VERB RESOURCE = N [code N]",
        "outside = N", "t >= 12s", "rev >= 40", "quiet", "not …", "… and …",
    ]

    /// The forms in one sentence.
    static var knownForms: String { forms.map { "`\($0)`" }.joined(separator: "; ") }

    /// A built-in resource, or a custom one by its full name: `widgets.example.com`.
    public static func isKnownResource(_ word: String) -> Bool {
        ResourceTable.find(word) != nil || word.contains(".")
    }

    /// Reads a condition.
    ///
    /// `isResource` says which first words are resources: built-in ones and full names of custom ones if nothing is
    /// given.
    public init(
        parsing text: String,
        isResource: (String) -> Bool = Condition.isKnownResource
    ) throws(ConditionError) {
        var parser = ConditionParser(words: try ConditionLexer.words(of: text), text: text)
        self = try parser.conjunction(isResource)
    }
}

extension ConditionExpression {
    /// Reads an expression: `pods -l tier=front [0] .spec.nodeName`.
    public init(
        parsing text: String,
        isResource: (String) -> Bool = Condition.isKnownResource
    ) throws(ConditionError) {
        var parser = ConditionParser(words: try ConditionLexer.words(of: text), text: text)
        self = try parser.expression(isResource)
        try parser.end()
    }
}

extension ConditionBinding {
    /// Whether a line is meant as a binding: its first word is `let`.
    public static func isBinding(_ line: String) -> Bool {
        line.split(separator: " ").first == "let"
    }

    /// Reads `let victim = pods -l tier=front [0]`.
    public init(
        parsing text: String,
        isResource: (String) -> Bool = Condition.isKnownResource
    ) throws(ConditionError) {
        var parser = ConditionParser(words: try ConditionLexer.words(of: text), text: text)
        try parser.keyword("let", form: "let NAME = EXPRESSION")
        let name = try parser.word("a name", form: "let NAME = EXPRESSION")
        guard let first = name.text.first, first.isASCII, first.isLetter,
            name.text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
        else {
            throw ConditionError(
                column: name.column,
                "`\(name.text)` is no name: a letter, then letters, digits and `_`.",
                "`\(name.text)` 不是名字：先是字母，然后是字母、数字和 `_`。")
        }
        guard try parser.relation(form: "let NAME = EXPRESSION") == .equal else {
            throw ConditionError(
                column: name.column, "expected `let NAME = EXPRESSION`.", "应为 `let NAME = EXPRESSION`。")
        }
        self.init(name.text, try parser.expression(isResource))
        try parser.end()
    }
}

/// Reads words from left to right.
struct ConditionParser {

    let words: [ConditionWord]
    let text: String
    var position = 0

    var next: ConditionWord? { position < words.count ? words[position] : nil }
    var endColumn: Int { text.count + 1 }
    var nextColumn: Int { next?.column ?? endColumn }

    mutating func conjunction(_ isResource: (String) -> Bool) throws(ConditionError) -> Condition {
        var parts = [try negation(isResource)]
        while let word = next {
            guard isKeyword(word, "and") else {
                throw ConditionError(
                    column: word.column, "expected `and` or the end, not `\(word.text)`.",
                    "这里应为 `and` 或结尾，而不是 `\(word.text)`。")
            }
            position += 1
            guard parts.count < Condition.conjunctsMax else {
                throw ConditionError(
                    column: word.column,
                    "a condition has at most \(Condition.conjunctsMax) parts.",
                    "一个条件最多有 \(Condition.conjunctsMax) 部分。")
            }
            parts.append(try negation(isResource))
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation(_ isResource: (String) -> Bool) throws(ConditionError) -> Condition {
        guard let word = next, isKeyword(word, "not") else { return try simple(isResource) }
        position += 1
        return .not(try simple(isResource))
    }

    private mutating func simple(_ isResource: (String) -> Bool) throws(ConditionError) -> Condition {
        guard let word = next, word.kind == .word else { throw noForm(BilingualText(
            "a condition is missing here",
            "这里缺少条件")) }
        switch word.text {
        case "quiet":
            position += 1
            return .quiet
        case "t":
            position += 1
            return try time()
        case "rev":
            position += 1
            return .revision(try comparison(form: "rev >= N"))
        case "outside":
            position += 1
            return .outside(try comparison(form: "outside = N"))
        case "event":
            let events = try events()
            guard case .relation? = next?.kind else {
                return .events(events, ConditionComparison(.greaterOrEqual, .number(1)))
            }
            return .events(events, try comparison(form: "event REASON on KIND/NAME >= N"))
        case "writes":
            var writes = try writes()
            let comparison = try comparison(form: "writes COMPONENT VERB RESOURCE = N")
            if writes.code == nil { writes.code = try code() }
            return .writes(writes, comparison)
        default: break
        }
        if let slash = word.text.firstIndex(of: "/"), isResource(String(word.text[..<slash])) {
            return try object()
        }
        guard isResource(word.text) else { throw unknownForm(word) }
        return .count(try selection(), try comparison(form: Condition.forms[0]))
    }

    private mutating func time() throws(ConditionError) -> Condition {
        let relation = try relation(form: "t >= 12s")
        let word = try word("a duration as `12s`", form: "t >= 12s")
        guard let nanos = GoDuration.parse(word.text), nanos >= 0 else {
            throw ConditionError(
                column: word.column,
                "`\(word.text)` is no duration. Write `250ms`, `12s` or `1m30s`.",
                "`\(word.text)` 不是时长。写成 `250ms`、`12s` 或 `1m30s`。")
        }
        return .time(relation, microseconds: nanos / 1000)
    }

    private mutating func object() throws(ConditionError) -> Condition {
        let target = try target()
        let form = "\(target.resource)/\(target.name) .PATH = VALUE, or "
            + ConditionState.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        let word = try word("a path or a state", form: form)
        if word.text.hasPrefix(".") { return .field(target, try path(word), try fieldTest()) }
        guard let state = ConditionState(rawValue: word.text) else {
            let names = ConditionState.allCases.map(\.rawValue)
            throw ConditionError(
                column: word.column,
                .unknown("state", "状态", word.text, names))
        }
        return .state(target, state)
    }

    private mutating func fieldTest() throws(ConditionError) -> ConditionFieldTest {
        let form = "= VALUE, contains TEXT, exists or absent"
        if case .relation(let relation)? = next?.kind {
            position += 1
            return .compares(relation, try word("a value", form: "= VALUE").text)
        }
        let word = try word("a test of the field", form: form)
        switch word.text {
        case "exists": return .exists
        case "absent": return .absent
        case "contains": return .contains(try self.word("a text", form: "contains TEXT").text)
        default:
            throw ConditionError(
                column: word.column,
                BilingualText(
                    "unknown test `\(word.text)`. Known: \(form).",
                    "未知的检验 `\(word.text)`。已知：\(form)。")
                    + Suggestions.meant(word.text, ["exists", "absent", "contains"]))
        }
    }
}
