import Documents
import KubeAPI

/// The query of a URL: names and values, decoded, in their order.
///
/// Upstream: Go's url.ParseQuery.
public struct QueryItems: Sendable, Equatable {
    private let items: [(name: String, value: String)]
    /// More items are not read.
    static let itemsMax = 1_000

    /// Reads `a=1&b=2`. Items that cannot be decoded are left out, as Go's server does.
    public init(_ text: Substring) {
        var items: [(String, String)] = []
        for part in text.split(separator: "&").prefix(QueryItems.itemsMax) {
            if part.contains(";") { continue }
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentText.decoded(pair[0], plusIsSpace: true),
                let value = PercentText.decoded(pair.count > 1 ? pair[1] : "", plusIsSpace: true)
            else { continue }
            items.append((name, value))
        }
        self.items = items
    }

    /// The first value of `name`.
    public subscript(name: String) -> String? { items.first { $0.name == name }?.value }

    /// All values of `name`.
    func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    /// A flag: absent is `nil`; `0` and `false` in any case are false, all else is true.
    ///
    /// Upstream: apimachinery/pkg/runtime/conversion.go, Convert_Slice_string_To_bool.
    func flag(_ name: String) -> Bool? {
        guard let text = self[name] else { return nil }
        return !["false", "0"].contains(text.lowercased())
    }

    /// A number: absent is `nil`.
    ///
    /// Upstream: apimachinery/pkg/runtime/conversion.go, Convert_Slice_string_To_int64.
    func number(_ name: String) throws(Status) -> Int64? {
        guard let text = self[name], !text.isEmpty else { return nil }
        guard let number = Int64(text), !text.hasPrefix("+") || text.utf8.count > 1 else {
            let problem = QueryItems.isNumber(text) ? "value out of range" : "invalid syntax"
            throw .badRequest("strconv.ParseInt: parsing \(JSONWriter.quoted(text, escapesHTML: false)): \(problem)")
        }
        return number
    }

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        return !digits.isEmpty && digits.utf8.allSatisfy { (48 ... 57).contains($0) }
    }

    public static func == (a: QueryItems, b: QueryItems) -> Bool {
        a.items.elementsEqual(b.items) { $0.name == $1.name && $0.value == $1.value }
    }
}

/// `%2F` and its like.
public enum PercentText {
    /// The text behind the escapes; `nil` if an escape is cut short or none.
    public static func decoded(_ text: Substring, plusIsSpace: Bool = false) -> String? {
        if !text.utf8.contains(UInt8(ascii: "%")) && !(plusIsSpace && text.utf8.contains(UInt8(ascii: "+"))) {
            return String(text)
        }
        var out: [UInt8] = []
        var bytes = text.utf8[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = bytes.popFirst().flatMap(digit), let low = bytes.popFirst().flatMap(digit) else {
                    return nil
                }
                out.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: out.append(UInt8(ascii: " "))
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0") ... UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a") ... UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A") ... UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
