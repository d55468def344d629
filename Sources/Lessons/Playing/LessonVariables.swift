/// The names a lesson has given to values: `let victim = …`.
public struct LessonVariables: Sendable, Equatable {
    /// Each name with its value, in the order of their giving.
    public private(set) var pairs: [(name: String, value: String)] = []

    /// A lesson may have this many.
    public static let countMax = 100

    /// None.
    public init() {}

    /// A value by its name; setting `nil` forgets it. Past `countMax` new names are not taken.
    public subscript(name: String) -> String? {
        get { pairs.first { $0.name == name }?.value }
        set {
            pairs.removeAll { $0.name == name }
            if let newValue, pairs.count < LessonVariables.countMax { pairs.append((name, newValue)) }
        }
    }

    /// A letter, then letters, digits and `_`.
    public static func isName(_ text: String) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// The text with each `$NAME` that is known replaced; the others stay as they are.
    public func filled(_ text: String) -> String {
        var out = ""
        var rest = Substring(text)
        while let dollar = rest.firstIndex(of: "$") {
            out += rest[..<dollar]
            let behind = rest[rest.index(after: dollar)...]
            let name = String(behind.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
            if LessonVariables.isName(name), let value = self[name] {
                out += value
            } else {
                out += "$" + name
            }
            rest = behind.dropFirst(name.count)
        }
        return out + rest
    }

    /// Equal names with equal values, in the order of their giving.
    public static func == (a: LessonVariables, b: LessonVariables) -> Bool {
        a.pairs.count == b.pairs.count && zip(a.pairs, b.pairs).allSatisfy { $0 == $1 }
    }
}
