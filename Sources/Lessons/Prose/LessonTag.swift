import Documents

/// A tag in a lesson's prose: `{rule: slow-start}`, `{term: informer}`.
public enum LessonTag: Sendable, Equatable {
    case rule(String)
    case term(String)
    /// Looks like a tag and is none.
    case unknown(String)

    /// The tags of a line, outside of inline code, from left to right.
    public static func tags(in line: String) -> [LessonTag] {
        pieces(of: line).compactMap { if case .tag(let tag) = $0 { tag } else { nil } }
    }

    /// Markdown without tags, for readers outside of the prompt: a term is its word, a rule stands in brackets.
    public static func plain(_ markdown: String) -> String {
        pieces(of: markdown).map { piece in
            switch piece {
            case .text(let text): text
            case .code(let code): "`\(code)`"
            case .tag(.rule(let name)): "(rule `\(name)`)"
            case .tag(.term(let name)), .tag(.unknown(let name)): name
            }
        }.joined()
    }

    enum Piece: Equatable {
        case text(String)
        case code(String)
        case tag(LessonTag)
    }

    /// Takes a text apart into text, inline code and tags.
    static func pieces(of line: String) -> [Piece] {
        var pieces: [Piece] = []
        var text = ""
        var rest = Substring(line)
        func flush() {
            if !text.isEmpty { pieces.append(.text(text)) }
            text = ""
        }
        while let first = rest.first {
            if first == "`", let close = rest.dropFirst().firstIndex(of: "`") {
                flush()
                pieces.append(.code(String(rest[rest.index(after: rest.startIndex)..<close])))
                rest = rest[rest.index(after: close)...]
            } else if first == "{", let close = rest.firstIndex(of: "}"),
                let tag = tag(String(rest[rest.index(after: rest.startIndex)..<close]))
            {
                flush()
                pieces.append(.tag(tag))
                rest = rest[rest.index(after: close)...]
            } else {
                text.append(first)
                rest.removeFirst()
            }
        }
        flush()
        return pieces
    }

    /// `nil` for braces that hold no `word: name`, such as `{#id}`.
    private static func tag(_ inner: String) -> LessonTag? {
        let halves = inner.split(separator: ":", maxSplits: 1).map(\.trimmed)
        guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty }) else { return nil }
        guard halves[0].allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        return switch halves[0] {
        case "rule": .rule(halves[1])
        case "term": .term(halves[1])
        default: .unknown("{\(inner)}")
        }
    }
}
