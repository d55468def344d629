/// A piece of a condition's text, with its place.
struct ConditionWord: Equatable {
    enum Kind: Equatable {
        case word
        case relation(ConditionRelation)
        /// `[0]`, standing alone.
        case pick
    }
    var kind: Kind
    var text: String
    /// From 1, in characters.
    var column: Int
    var isQuoted = false
}

/// Takes a text apart: words, quoted words, relations, `[n]`.
enum ConditionLexer {
    static func words(of text: String) throws(ConditionError) -> [ConditionWord] {
        guard text.utf8.count <= Condition.bytesMax else {
            throw ConditionError(
                column: 1, "a condition has at most \(Condition.bytesMax) bytes.", "一个条件最多 \(Condition.bytesMax) 字节。")
        }
        let characters = Array(text)
        var words: [ConditionWord] = []
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if character.isWhitespace {
                index += 1
            } else if "=!<>".contains(character) {
                words.append(try relation(characters, &index))
            } else {
                words.append(try word(characters, &index, after: words.last))
            }
        }
        return words
    }

    private static func relation(
        _ characters: [Character], _ index: inout Int
    ) throws(ConditionError) -> ConditionWord {
        let start = index
        while index < characters.count, "=!<>".contains(characters[index]) { index += 1 }
        let text = String(characters[start..<index])
        guard let relation = ConditionRelation(rawValue: text == "==" ? "=" : text) else {
            let known = ConditionRelation.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            throw ConditionError(
                column: start + 1, "unknown relation `\(text)`. Known: \(known).", "未知的关系符 `\(text)`。已知：\(known)。")
        }
        return ConditionWord(kind: .relation(relation), text: relation.rawValue, column: start + 1)
    }

    /// A word runs to the next blank. Outside of `-l` and `--field-selector` values and of brackets, a
    /// relation ends it too: `pods=3`.
    private static func word(
        _ characters: [Character], _ index: inout Int, after last: ConditionWord?
    ) throws(ConditionError) -> ConditionWord {
        let start = index
        let takesAll = last.map { ["-l", "--selector", "--field-selector"].contains($0.text) } ?? false
        var text = ""
        var depth = 0
        var isQuoted = false
        while index < characters.count {
            let character = characters[index]
            if depth == 0 && (character == "\"" || character == "'") {
                text += try quoted(characters, &index)
                isQuoted = true
                continue
            }
            if depth == 0, character.isWhitespace || (!takesAll && isRelation(character, text)) {
                break
            }
            if character == "[" || character == "(" { depth += 1 }
            if character == "]" || character == ")" { depth = max(0, depth - 1) }
            text.append(character)
            index += 1
        }
        let isPick = !isQuoted && text.hasPrefix("[") && text.hasSuffix("]")
        return ConditionWord(
            kind: isPick ? .pick : .word, text: text, column: start + 1, isQuoted: isQuoted)
    }

    /// `--field-selector=a=b` keeps its relations; all other words end at one.
    private static func isRelation(_ character: Character, _ text: String) -> Bool {
        guard "=!<>".contains(character) else { return false }
        return !text.hasPrefix("--")
    }

    private static func quoted(
        _ characters: [Character], _ index: inout Int
    ) throws(ConditionError) -> String {
        let quote = characters[index]
        let start = index
        var text = ""
        index += 1
        while index < characters.count, characters[index] != quote {
            if characters[index] == "\\", index + 1 < characters.count { index += 1 }
            text.append(characters[index])
            index += 1
        }
        guard index < characters.count else {
            throw ConditionError(column: start + 1, "this quote is not closed.", "引号没有闭合。")
        }
        index += 1
        return text
    }
}
