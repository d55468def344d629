import Documents

// The parts that conditions and expressions share.
extension ConditionParser {
    mutating func expression(_ isResource: (String) -> Bool) throws(ConditionError) -> ConditionExpression {
        guard let word = next, word.kind == .word else { throw noForm("an expression is missing here") }
        switch word.text {
        case "rev":
            position += 1
            return .revision
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
                message: "`\(word.text)` picks nothing. Write `[0]`, `[-1]`, `[oldest]` or `[newest]`.")
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
                message: "unknown word `\(word.text)` in a selection. Known: \(Suggestions.list(names))."
                    + Suggestions.meant(word.text, names).english)
        }
        if !selection.filters.contains(filter) { selection.filters.append(filter) }
    }

    mutating func target() throws(ConditionError) -> ConditionTarget {
        let word = try word("an object as `pod/duo`", form: "KIND/NAME")
        let parts = word.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ConditionError(
                column: word.column, message: "`\(word.text)` is no object. Write KIND/NAME: `pod/duo`.")
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
                message: "unknown verb `\(verb.text)`. Known: \(Suggestions.list(ConditionWrites.verbs))."
                    + Suggestions.meant(verb.text, ConditionWrites.verbs).english)
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
                column: number.column, message: "`\(number.text)` is no answer's code (100 to 599).")
        }
        return code
    }

    func path(_ word: ConditionWord) throws(ConditionError) -> FieldPath {
        guard word.text.hasPrefix(".") else {
            throw ConditionError(
                column: word.column,
                message: "`\(word.text)` is no path. A path begins with a dot: `.status.phase`.")
        }
        do {
            return try FieldPath(parsing: word.text)
        } catch {
            throw ConditionError(
                column: word.column + error.offset, message: "\(error.message) in the path `\(word.text)`.")
        }
    }

    mutating func comparison(form: String) throws(ConditionError) -> ConditionComparison {
        let relation = try relation(form: form)
        let word = try word("a number", form: form)
        if word.text.hasPrefix("$"), word.text.count > 1 {
            return ConditionComparison(relation, .variable(String(word.text.dropFirst())))
        }
        guard let number = Int64(word.text) else {
            throw ConditionError(column: word.column, message: "`\(word.text)` is no whole number.")
        }
        return ConditionComparison(relation, .number(number))
    }

    mutating func relation(form: String) throws(ConditionError) -> ConditionRelation {
        guard case .relation(let relation)? = next?.kind else {
            throw ConditionError(column: nextColumn, message: "expected a relation as in `\(form)`.")
        }
        position += 1
        return relation
    }

    mutating func word(_ what: String, form: String) throws(ConditionError) -> ConditionWord {
        guard let word = next, word.kind == .word else {
            throw ConditionError(column: nextColumn, message: "expected \(what), as in `\(form)`.")
        }
        position += 1
        return word
    }

    mutating func keyword(_ keyword: String, form: String) throws(ConditionError) {
        guard let word = next, isKeyword(word, keyword) else {
            throw ConditionError(column: nextColumn, message: "expected `\(form)`.")
        }
        position += 1
    }

    func isKeyword(_ word: ConditionWord, _ keyword: String) -> Bool {
        word.kind == .word && !word.isQuoted && word.text == keyword
    }

    func end() throws(ConditionError) {
        guard let word = next else { return }
        throw ConditionError(column: word.column, message: "expected the end, not `\(word.text)`.")
    }

    func noForm(_ what: String) -> ConditionError {
        ConditionError(column: nextColumn, message: "\(what). Known forms: \(Condition.knownForms).")
    }

    func unknownForm(_ word: ConditionWord) -> ConditionError {
        let words = ["quiet", "t", "rev", "event", "writes", "not", "pods", "nodes", "replicasets", "leases"]
        let slash = word.text.firstIndex(of: "/")
        let head = slash.map { String(word.text[..<$0]) } ?? word.text
        return ConditionError(
            column: word.column,
            message: "unknown form `\(word.text)`. Known forms: \(Condition.knownForms)."
                + Suggestions.meant(head, words).english)
    }
}
