import Documents
// Text and prose as HTML. Everything that reaches a page goes through `escaped`.

import Rendering

/// Pieces of a page.
enum HTMLText {
    /// Text with HTML's own characters as entities and controls made visible.
    static func escaped(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.sanitized().unicodeScalars {
            switch scalar {
            case "&": out.append(contentsOf: "&amp;".unicodeScalars)
            case "<": out.append(contentsOf: "&lt;".unicodeScalars)
            case ">": out.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
            case "'": out.append(contentsOf: "&#39;".unicodeScalars)
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    /// Lines of a plain text with `<br>` between them.
    static func escapedLines(_ text: String) -> String {
        ProseBlock.lines(of: text).map(escaped).joined(separator: "<br>\n")
    }

    /// One paragraph of prose, without its element.
    static func inline(_ markdown: String) -> String {
        let line = ProseBlock.lines(of: markdown).map(\.trimmed).joined(separator: " ")
        return ProseSpan.parse(line).map { span in
            switch span {
            case .text(let text): escaped(text)
            case .code(let code): "<code>\(escaped(code))</code>"
            case .strong(let text): "<strong>\(inline(text))</strong>"
            case .emphasis(let text): "<em>\(inline(text))</em>"
            case .link(let text, let address): link(text, address)
            }
        }.joined()
    }

    /// A link to the web, or its text alone if the address is anything else (`javascript:`).
    private static func link(_ text: String, _ address: String) -> String {
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
            return escaped(text)
        }
        return "<a href=\"\(escaped(address))\" rel=\"noreferrer\">\(escaped(text))</a>"
    }

    /// Prose in its blocks. A heading of level 1 becomes `<h4>`: lessons and steps have the levels
    /// above.
    static func prose(_ markdown: String) -> String {
        ProseBlock.parse(markdown).map(block).joined()
    }

    private static func block(_ block: ProseBlock) -> String {
        switch block {
        case .paragraph(let text): return "<p>\(inline(text))</p>\n"
        case .heading(let level, let text):
            let name = "h\(min(6, level + 3))"
            return "<\(name)>\(inline(text))</\(name)>\n"
        case .list(let isNumbered, let items):
            let name = isNumbered ? "ol" : "ul"
            let rows = items.map { "<li>\(inline($0))</li>\n" }.joined()
            return "<\(name)>\n\(rows)</\(name)>\n"
        case .quote(let lines):
            return "<blockquote><p>\(inline(lines.joined(separator: "\n")))</p></blockquote>\n"
        case .code(let language, let lines):
            return "<pre class=\"code\" tabindex=\"0\">"
                + CodeColours.html(code: lines, language: language) + "</pre>\n"
        case .table(let head, let rows):
            let titles = head.map { "<th scope=\"col\">\(inline($0))</th>" }.joined()
            let body = rows.map { row in
                "<tr>" + row.map { "<td>\(inline($0))</td>" }.joined() + "</tr>\n"
            }.joined()
            return
                "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>\(titles)</tr></thead>\n"
                + "<tbody>\n\(body)</tbody>\n</table></div>\n"
        }
    }
}
