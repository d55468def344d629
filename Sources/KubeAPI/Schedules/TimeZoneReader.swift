/// Finds a zone in the table.
///
/// After its first line, `version 2025c`, each line is for the zones that keep the same time:
///
///     RULE OFFSET [MOMENT±OFFSET …] NAME …
///
/// with the POSIX rule for all times after the last moment, the offset before the first one, and the moments at which
/// the offset changed otherwise. The text is read only when a zone is asked for.
enum TimeZoneReader {
    static let version: String = {
        let words = lines.first?.split(separator: " ") ?? []
        return words.count == 2 ? String(words[1]) : ""
    }()

    private static let lines: [Substring] = {
        let text = timeZoneTable.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        return text.split(separator: "\n")
    }()

    static var names: [String] {
        lines.dropFirst().flatMap { line in
            line.split(separator: " ").dropFirst(2).filter { !isTransition($0) }.map(String.init)
        }
    }

    static func zone(_ name: String) -> TimeZoneRules? {
        for line in lines.dropFirst() where line.contains(name) {
            let words = line.split(separator: " ")
            guard words.dropFirst(2).contains(where: { $0 == name }) else { continue }
            guard let rule = YearlyRule(words[0]), let before = Int64(words[1]) else {
                preconditionFailure("time zone table: `\(line.prefix(40))` is no zone")
            }
            let transitions = words.dropFirst(2).prefix(while: isTransition).map(transition)
            return TimeZoneRules(name: name, offsetBefore: before, transitions: transitions, rule: rule)
        }
        return nil
    }

    private static func isTransition(_ word: Substring) -> Bool { word.first?.isNumber == true }

    /// `1414281600-25200`.
    private static func transition(_ word: Substring) -> TimeZoneRules.Transition {
        let digits = word.prefix(while: \.isNumber)
        guard let at = Int64(digits), let offset = Int64(word[digits.endIndex...]) else {
            preconditionFailure("time zone table: `\(word)` is no transition")
        }
        return TimeZoneRules.Transition(at: at, offset: offset)
    }
}
