// Inside a paragraph: code, strong, emphasis and links.

import Rendering

/// A run of prose in one form.
enum ProseSpan: Equatable {
    case text(String)
    case code(String)
    case strong(String)
    case emphasis(String)
    case link(text: String, address: String)

    /// The characters as they are read.
    var plain: String {
        switch self {
        case .text(let text), .code(let text), .strong(let text), .emphasis(let text): text
        case .link(let text, _): text
        }
    }

    /// The spans of one paragraph, in order. A mark without its partner is text.
    static func parse(_ markdown: String) -> [ProseSpan] {
        let characters = Array(markdown)
        var spans: [ProseSpan] = []
        var text = ""
        var index = 0
        while index < characters.count {
            if characters[index] == "\\", index + 1 < characters.count,
                "\\`*_[]#<>|!-".contains(characters[index + 1])
            {
                text.append(characters[index + 1])
                index += 2
            } else if let (span, end) = special(characters, at: index) {
                if !text.isEmpty { spans.append(.text(text)) }
                text = ""
                spans.append(span)
                index = end
            } else {
                text.append(characters[index])
                index += 1
            }
        }
        if !text.isEmpty { spans.append(.text(text)) }
        return spans
    }

    private static func special(_ text: [Character], at index: Int) -> (ProseSpan, Int)? {
        switch text[index] {
        case "`":
            guard let (body, end) = enclosed(text, from: index + 1, until: "`") else { return nil }
            return (.code(body), end)
        case "*" where index + 1 < text.count && text[index + 1] == "*":
            guard let (body, end) = enclosed(text, from: index + 2, until: "**") else { return nil }
            return (.strong(body), end)
        case "*":
            guard let (body, end) = enclosed(text, from: index + 1, until: "*"),
                body.first != " ", body.last != " "
            else { return nil }
            return (.emphasis(body), end)
        case "_" where index == 0 || !text[index - 1].isWordPart:
            guard let (body, end) = enclosed(text, from: index + 1, until: "_"),
                body.first != " ", end == text.count || !text[end].isWordPart
            else { return nil }
            return (.emphasis(body), end)
        case "[":
            guard let (body, end) = enclosed(text, from: index + 1, until: "]("),
                let (address, last) = enclosed(text, from: end, until: ")")
            else { return nil }
            return (.link(text: body, address: address), last)
        default: return nil
        }
    }

    /// The text up to `mark`, and the place behind it; `nil` if it is empty or never ends.
    private static func enclosed(
        _ text: [Character], from start: Int, until mark: String
    ) -> (String, Int)? {
        let mark = Array(mark)
        var index = start
        while index + mark.count <= text.count {
            if Array(text[index..<index + mark.count]) == mark {
                return index > start ? (String(text[start..<index]), index + mark.count) : nil
            }
            index += 1
        }
        return nil
    }
}

extension Character {
    /// Letters, digits and `_`.
    var isWordPart: Bool { isLetter || isNumber || self == "_" }
    /// Whether it takes two columns, as ideographs do.
    var isWide: Bool { columns == 2 }
}
