/// Conditions on a few fields of an object: `status.phase=Running,metadata.name!=web`.
///
/// Upstream: apimachinery/pkg/fields/selector.go.
public struct FieldSelector: Sendable, Equatable {
    /// One condition.
    public struct Term: Sendable, Equatable {
        /// `metadata.name`.
        public let field: String
        /// The value, escapes resolved.
        public let value: String
        /// Whether the field must have the value (`=`) or must not (`!=`).
        public let isEqual: Bool
    }

    /// The conditions, sorted by their text.
    public let terms: [Term]

    /// Matches everything.
    public static let everything = FieldSelector(terms: [])

    init(terms: [Term]) { self.terms = terms }

    /// `metadata.name=web`.
    public init(field: String, equals value: String) {
        terms = [Term(field: field, value: value, isEqual: true)]
    }

    /// Whether there is no condition.
    public var isEmpty: Bool { terms.isEmpty }

    /// Whether all conditions hold; `value` answers a field of the object, empty if there is none.
    public func matches(_ value: (String) -> String) -> Bool {
        for term in terms where (value(term.field) == term.value) != term.isEqual { return false }
        return true
    }

    /// The value that the selector demands of `field`, if it demands exactly one.
    public func exactValue(of field: String) -> String? {
        terms.first { $0.isEqual && $0.field == field }?.value
    }

    /// Reads `k=v`, `k==v`, `k!=v`, joined by commas; `\` escapes a comma, `=` or itself.
    public static func parse(_ text: String) throws(SelectorError) -> FieldSelector {
        var out: [Term] = []
        for part in split(text).sorted() where !part.isEmpty {
            guard let (left, isEqual, right) = splitTerm(part) else {
                throw SelectorError("invalid selector: '\(text)'; can't understand '\(part)'")
            }
            out.append(Term(field: left, value: try unescaped(right), isEqual: isEqual))
        }
        return FieldSelector(terms: out)
    }

    private static func split(_ text: String) -> [String] {
        if text.isEmpty { return [] }
        var out: [String] = []
        var current = ""
        var isAfterSlash = false
        for character in text.unicodeScalars {
            if isAfterSlash {
                isAfterSlash = false
            } else if character == "\\" {
                isAfterSlash = true
            } else if character == "," {
                out.append(current)
                current = ""
                continue
            }
            current.unicodeScalars.append(character)
        }
        out.append(current)
        return out
    }

    private static func splitTerm(_ term: String) -> (String, Bool, String)? {
        var index = term.startIndex
        while index < term.endIndex {
            let rest = term[index...]
            for (op, isEqual) in [("!=", false), ("==", true), ("=", true)] where rest.hasPrefix(op) {
                return (String(term[..<index]), isEqual, String(rest.dropFirst(op.count)))
            }
            index = term.index(after: index)
        }
        return nil
    }

    private static func unescaped(_ text: String) throws(SelectorError) -> String {
        var out = ""
        var isAfterSlash = false
        for character in text.unicodeScalars {
            if isAfterSlash {
                guard character == "\\" || character == "," || character == "=" else {
                    throw SelectorError("invalid field selector: invalid escape sequence: \\\(character)")
                }
                out.unicodeScalars.append(character)
                isAfterSlash = false
            } else if character == "\\" {
                isAfterSlash = true
            } else if character == "," || character == "=" {
                throw SelectorError(
                    "invalid field selector: unescaped character in value: \(character.value)")
            } else {
                out.unicodeScalars.append(character)
            }
        }
        if isAfterSlash { throw SelectorError("invalid field selector: invalid escape sequence: \\") }
        return out
    }
}
