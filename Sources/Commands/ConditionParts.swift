import Documents

// The parts that conditions and expressions share.
extension ConditionParser {
    mutating func expression(_ isResource: (String) -> Bool) throws(ConditionError) -> ConditionExpression {
        guard let word = next, word.kind == .word else { throw noForm(BilingualText(
            "an expression is missing here",
            "这里缺少表达式")) }
        switch word.text {
        case "rev":
            position += 1
            return .revision
        case "outside":
            position += 1
            return .outside
        case "event": return .events(try events())
        case "writes": return .writes(try writes())
        default: break
        }
        if let slash = word.text.firstIndex(of: "/"), isResource(String(word.text[..<slash])) {
            let target = try target()
            let path = try self.word("a path as `.status.phase`", form: "KIND/NAME .PATH")
            return .field(target, try self.path(path))
        }
        guard isResource(word.text) else { throw unknownForm(word) }
        let selection = try selection()
        guard let bracket = next, bracket.kind == .pick else { return .count(selection) }
        position += 1
        let pick = try pick(bracket)
        guard let path = next else { return .element(selection, pick, ConditionExpression.namePath) }
        position += 1
        return .element(selection, pick, try self.path(path))
    }

    private func pick(_ word: ConditionWord) throws(ConditionError) -> ConditionPick {
        let inner = String(word.text.dropFirst().dropLast())
        if inner == "oldest" { return .oldest }
        if inner == "newest" { return .newest }
        guard let index = Int(inner) else {
            throw ConditionError(
                column: word.column,
                "`\(word.text)` picks nothing. Write `[0]`, `[-1]`, `[oldest]` or `[newest]`.",
                "`\(word.text)` 选不出对象。写成 `[0]`、`[-1]`、`[oldest]` 或 `[newest]`。")
        }
        return .index(index)
    }

    mutating func selection() throws(ConditionError) -> ConditionSelection {
        var selection = ConditionSelection(try word("a resource", form: "RESOURCE").text)
        while let word = next, word.kind == .word, !isKeyword(word, "and") {
            position += 1
            switch word.text {
            case "-A", "--all-namespaces": selection.scope = .all
            case "-n", "--namespace":
                selection.scope = .namespace(try self.word("a namespace", form: "-n NAMESPACE").text)
            case "-l", "--selector":
                selection.labels = try self.word("a selector", form: "-l KEY=VALUE").text
            case "--field-selector":
                selection.fields = try self.word("a selector", form: "--field-selector PATH=VALUE").text
            default: try filter(word, &selection)
            }
        }
        return selection
    }

    private func filter(_ word: ConditionWord, _ selection: inout ConditionSelection) throws(ConditionError) {
        if word.text.hasPrefix("--field-selector=") {
            selection.fields = String(word.text.dropFirst("--field-selector=".count))
            return
        }
        guard let filter = ConditionFilter(rawValue: word.text) else {
            let names = ["-l", "-n", "-A", "--field-selector"] + ConditionFilter.allCases.map(\.rawValue)
            throw ConditionError(
                column: word.column,
                .unknown("word", "词", word.text, names))
        }
        if !selection.filters.contains(filter) { selection.filters.append(filter) }
    }

    mutating func target() throws(ConditionError) -> ConditionTarget {
        let word = try word("an object as `pod/duo`", form: "KIND/NAME")
        let parts = word.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ConditionError(
                column: word.column, "`\(word.text)` is no object. Write KIND/NAME: `pod/duo`.",
                "`\(word.text)` 不是对象。写成 KIND/NAME：`pod/duo`。")
        }
        var target = ConditionTarget(parts[0], parts[1])
        if let flag = next, flag.text == "-n" || flag.text == "--namespace" {
            position += 1
            target.namespace = try self.word("a namespace", form: "-n NAMESPACE").text
        }
        return target
    }

    mutating func events() throws(ConditionError) -> ConditionEvents {
        position += 1
        var events = ConditionEvents(try word("a reason", form: "event REASON on KIND/NAME").text)
        if let word = next, isKeyword(word, "on") {
            position += 1
            events.target = try target()
        }
        return events
    }

    mutating func writes() throws(ConditionError) -> ConditionWrites {
        let form = "writes COMPONENT VERB RESOURCE"
        position += 1
        let component = try word("a component", form: form)
        let verb = try word("a verb", form: form)
        guard ConditionWrites.verbs.contains(verb.text) else {
            throw ConditionError(
                column: verb.column,
                .unknown("verb", "动词", verb.text, ConditionWrites.verbs))
        }
        let resource = try word("a resource", form: form)
        return ConditionWrites(component.text, verb.text, resource.text, code: try code())
    }

    mutating func code() throws(ConditionError) -> Int64? {
        guard let word = next, isKeyword(word, "code") else { return nil }
        position += 1
        let number = try self.word("a code", form: "code 403")
        guard let code = Int64(number.text), (100...599).contains(code) else {
            throw ConditionError(
                column: number.column, "`\(number.text)` is no answer's code (100 to 599).",
                "`\(number.text)` 不是响应码（100 到 599）。")
        }
        return code
    }

    func path(_ word: ConditionWord) throws(ConditionError) -> FieldPath {
        guard word.text.hasPrefix(".") else {
            throw ConditionError(
                column: word.column,
                "`\(word.text)` is no path. A path begins with a dot: `.status.phase`.",
                "`\(word.text)` 不是路径。路径以点开头：`.status.phase`。")
        }
        do {
            return try FieldPath(parsing: word.text)
        } catch {
            throw ConditionError(
                column: word.column + error.offset, "\(error.message) in the path `\(word.text)`.",
                "路径 `\(word.text)` 有误：\(error.message)。")
        }
    }

    mutating func comparison(form: String) throws(ConditionError) -> ConditionComparison {
        let relation = try relation(form: form)
        let word = try word("a number", form: form)
        if word.text.hasPrefix("$"), word.text.count > 1 {
            return ConditionComparison(relation, .variable(String(word.text.dropFirst())))
        }
        guard let number = Int64(word.text) else {
            throw ConditionError(column: word.column, "`\(word.text)` is no whole number.", "`\(word.text)` 不是整数。")
        }
        return ConditionComparison(relation, .number(number))
    }

    mutating func relation(form: String) throws(ConditionError) -> ConditionRelation {
        guard case .relation(let relation)? = next?.kind else {
            throw ConditionError(column: nextColumn, "expected a relation as in `\(form)`.", "这里应为关系符，如 `\(form)`。")
        }
        position += 1
        return relation
    }

    mutating func word(_ what: String, form: String) throws(ConditionError) -> ConditionWord {
        guard let word = next, word.kind == .word else {
            throw ConditionError(column: nextColumn, "expected \(what), as in `\(form)`.", "这里应为 \(what)，如 `\(form)`。")
        }
        position += 1
        return word
    }

    mutating func keyword(_ keyword: String, form: String) throws(ConditionError) {
        guard let word = next, isKeyword(word, keyword) else {
            throw ConditionError(column: nextColumn, "expected `\(form)`.", "应为 `\(form)`。")
        }
        position += 1
    }

    func isKeyword(_ word: ConditionWord, _ keyword: String) -> Bool {
        word.kind == .word && !word.isQuoted && word.text == keyword
    }

    func end() throws(ConditionError) {
        guard let word = next else { return }
        throw ConditionError(column: word.column, "expected the end, not `\(word.text)`.", "这里应结束，而不是 `\(word.text)`。")
    }

    func noForm(_ what: BilingualText) -> ConditionError {
        let forms = Condition.knownForms
        return ConditionError(
            column: nextColumn, "\(what.english). Known forms: \(forms).", "\(what.chinese)。已知的形式：\(forms)。")
    }

    func unknownForm(_ word: ConditionWord) -> ConditionError {
        let words = ["quiet", "t", "rev", "outside", "event", "writes", "not", "pods", "nodes", "replicasets", "leases"]
        let slash = word.text.firstIndex(of: "/")
        let head = slash.map { String(word.text[..<$0]) } ?? word.text
        return ConditionError(
            column: word.column,
            BilingualText(
                "unknown form `\(word.text)`. Known forms: \(Condition.knownForms).",
                "未知的形式 `\(word.text)`。已知的形式：\(Condition.knownForms)。") + Suggestions.meant(head, words))
    }
}
