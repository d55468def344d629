import Documents

/// Text as Go reads and prints it.
enum GoStrings {
    /// Resolves the backslashes of a Go string literal without its quotes; `nil` if one is wrong.
    static func unescaped(_ text: String) -> String? {
        guard text.contains("\\") else { return text }
        var out = ""
        var rest = Substring(text)
        while let character = rest.popFirst() {
            guard character == "\\" else {
                out.append(character)
                continue
            }
            guard let escape = rest.popFirst() else { return nil }
            if let plain = simple[escape] {
                out.append(plain)
            } else if let length = ["x": 2, "u": 4, "U": 8][escape] {
                guard let code = UInt32(rest.prefix(length), radix: 16), rest.count >= length,
                    let scalar = Unicode.Scalar(code)
                else { return nil }
                rest.removeFirst(length)
                out.unicodeScalars.append(scalar)
            } else {
                return nil
            }
        }
        return out
    }

    private static let simple: [Character: Character] = [
        "n": "\n", "t": "\t", "r": "\r", "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "v": "\u{B}", "\\": "\\",
        "'": "'",
        "\"": "\"",
    ]

    /// As Go's JSON encoder writes text.
    static func json(_ text: String) -> String { JSONWriter.quoted(text) }

    /// `%q`: what messages put in quotes.
    static func quoted(_ text: String) -> String { JSONWriter.quoted(text, escapesHTML: false) }

    /// `%#v`: `map[string]interface {}{"app":"web"}`.
    static func syntax(_ value: Value) -> String {
        switch value {
        case .null: "interface {}(nil)"
        case .string(let text): quoted(text)
        case .array(let elements): "[]interface {}{" + elements.map(syntax).joined(separator: ", ") + "}"
        case .object(let fields):
            "map[string]interface {}{"
                + fields.map { "\(quoted($0.key)):\(syntax($0.value))" }.joined(separator: ", ") + "}"
        default: plain(value)
        }
    }

    /// `%v`: `map[app:web]`, `[80 443]`, `<nil>`.
    static func plain(_ value: Value) -> String {
        switch value {
        case .null: "<nil>"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .double(let number): GoNumbers.general(number)
        case .string(let text): text
        case .array(let elements): "[" + elements.map(plain).joined(separator: " ") + "]"
        case .object(let fields):
            "map[" + fields.map { "\($0.key):\(plain($0.value))" }.joined(separator: " ") + "]"
        }
    }
}
