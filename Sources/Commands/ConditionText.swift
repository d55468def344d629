import Documents

extension Condition: CustomStringConvertible {
    /// The condition in the form that reads back equal.
    public var description: String {
        switch self {
        case .count(let selection, let comparison): "\(selection) \(comparison)"
        case .field(let target, let path, let test): "\(target) .\(path) \(test)"
        case .state(let target, let state): "\(target) \(state.rawValue)"
        case .events(let events, let comparison): "\(events) \(comparison)"
        case .writes(let writes, let comparison): Condition.text(writes, comparison)
        case .time(let relation, let micros):
            "t \(relation.rawValue) \(GoDuration.text(nanos: micros * 1000))"
        case .revision(let comparison): "rev \(comparison)"
        case .outside(let comparison): "outside \(comparison)"
        case .quiet: "quiet"
        case .all(let parts): parts.map(\.description).joined(separator: " and ")
        case .not(let inner): "not \(inner)"
        }
    }

    private static func text(_ writes: ConditionWrites, _ comparison: ConditionComparison) -> String {
        var bare = writes
        bare.code = nil
        return "\(bare) \(comparison)" + (writes.code.map { " code \($0)" } ?? "")
    }

    /// A value in quotes if it would not be read as one word.
    static func quoted(_ text: String) -> String {
        let keywords = ["and", "not", "on", "code"]
        let isPlain = !text.isEmpty && !keywords.contains(text) && !text.hasPrefix("[")
            && text.allSatisfy { !$0.isWhitespace && !"=!<>\"'\\[]()".contains($0) }
        if isPlain { return text }
        let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return "\"\(escaped)\""
    }
}

extension ConditionComparison: CustomStringConvertible {
    /// `>= 3`
    public var description: String { "\(relation.rawValue) \(amount)" }
}

extension ConditionAmount: CustomStringConvertible {
    /// `3`, `$before`
    public var description: String {
        switch self {
        case .number(let number): "\(number)"
        case .variable(let name): "$\(name)"
        }
    }
}

extension ConditionSelection: CustomStringConvertible {
    /// `pods -n other -l tier=front active`
    public var description: String {
        var words = [resource]
        switch scope {
        case .current: break
        case .namespace(let name): words += ["-n", Condition.quoted(name)]
        case .all: words.append("-A")
        }
        if let labels { words += ["-l", ConditionSelection.selector(labels)] }
        if let fields { words += ["--field-selector", ConditionSelection.selector(fields)] }
        return (words + filters.map(\.rawValue)).joined(separator: " ")
    }

    /// Selectors keep their relations unquoted; blanks need quotes.
    private static func selector(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.allSatisfy { !$0.isWhitespace && !"\"'\\[]()".contains($0) }
        return isPlain ? text : Condition.quoted(text)
    }
}

extension ConditionTarget: CustomStringConvertible {
    /// `pod/duo -n other`
    public var description: String {
        "\(resource)/\(name)" + (namespace.map { " -n \(Condition.quoted($0))" } ?? "")
    }
}

extension ConditionFieldTest: CustomStringConvertible {
    /// `= Running`
    public var description: String {
        switch self {
        case .compares(let relation, let value): "\(relation.rawValue) \(Condition.quoted(value))"
        case .contains(let part): "contains \(Condition.quoted(part))"
        case .exists: "exists"
        case .absent: "absent"
        }
    }
}

extension ConditionEvents: CustomStringConvertible {
    /// `event FailedCreate on rs/front`
    public var description: String { "event \(reason)" + (target.map { " on \($0)" } ?? "") }
}

extension ConditionWrites: CustomStringConvertible {
    /// `writes replicaset-controller create pods code 403`
    public var description: String {
        "writes \(component) \(verb) \(resource)" + (code.map { " code \($0)" } ?? "")
    }
}

extension ConditionExpression: CustomStringConvertible {
    /// The expression in the form that reads back equal.
    public var description: String {
        switch self {
        case .count(let selection): "\(selection)"
        case .element(let selection, let pick, let path):
            "\(selection) \(pick)" + (path == Self.namePath ? "" : " .\(path)")
        case .field(let target, let path): "\(target) .\(path)"
        case .events(let events): "\(events)"
        case .writes(let writes): "\(writes)"
        case .revision: "rev"
        case .outside: "outside"
        }
    }
}

extension ConditionPick: CustomStringConvertible {
    /// `[0]`, `[newest]`
    public var description: String {
        switch self {
        case .index(let index): "[\(index)]"
        case .oldest: "[oldest]"
        case .newest: "[newest]"
        }
    }
}

extension ConditionBinding: CustomStringConvertible {
    /// `let victim = pods [0]`
    public var description: String { "let \(name) = \(expression)" }
}
