/// Which characters may stand at a place of a text.
enum ScalarTest {
    case one(UInt32)
    case any
    case anyButNewline
    case set(ScalarSet)

    func accepts(_ scalar: UInt32) -> Bool {
        switch self {
        case .one(let own): scalar == own
        case .any: true
        case .anyButNewline: scalar != 10
        case .set(let set): set.contains(scalar)
        }
    }
}

/// A class of characters: `[a-z\d]`, `[^\p{Greek}]`.
struct ScalarSet {
    /// Characters, or all others.
    struct Part {
        let group: ScalarGroup
        let isNegated: Bool
    }

    private let parts: [Part]
    private let isNegated: Bool
    /// Whether case does not matter.
    private let folds: Bool
    /// The answers for ASCII, a bit each.
    private var low: (UInt64, UInt64) = (0, 0)

    init(_ parts: [Part], isNegated: Bool = false, folds: Bool) {
        self.parts = parts
        self.isNegated = isNegated
        self.folds = folds
        for scalar in UInt32(0) ..< 128 where search(scalar) {
            if scalar < 64 { low.0 |= 1 << UInt64(scalar) } else { low.1 |= 1 << UInt64(scalar - 64) }
        }
    }

    func contains(_ scalar: UInt32) -> Bool {
        if scalar < 64 { return low.0 >> UInt64(scalar) & 1 == 1 }
        if scalar < 128 { return low.1 >> UInt64(scalar - 64) & 1 == 1 }
        return search(scalar)
    }

    private func search(_ scalar: UInt32) -> Bool {
        let forms = folds ? CaseFolding.forms(of: scalar) : [scalar]
        return parts.contains { part in forms.contains(where: part.group.contains) != part.isNegated } != isNegated
    }
}

/// Characters by range, category or script.
enum ScalarGroup {
    case range(UInt32, UInt32)
    case ranges([ClosedRange<UInt32>])
    case categories(Set<Unicode.GeneralCategory>)

    func contains(_ scalar: UInt32) -> Bool {
        switch self {
        case .range(let low, let high): return low <= scalar && scalar <= high
        case .ranges(let ranges):
            var (low, high) = (0, ranges.count)
            while low < high {
                let middle = (low + high) / 2
                if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
            }
            return low < ranges.count && ranges[low].contains(scalar)
        case .categories(let categories):
            return Unicode.Scalar(scalar).map { categories.contains($0.properties.generalCategory) } ?? false
        }
    }

    /// `\d`, `\s`, `\w` by their letter.
    static let perl: [Character: ScalarGroup] = [
        "d": ascii("0-9"), "s": ascii("\t-\n\u{0C}-\r - "), "w": ascii("0-9A-Z_-_a-z"),
    ]

    /// `[:alpha:]` and its like by name.
    static let posix: [Substring: ScalarGroup] = [
        "alnum": ascii("0-9A-Za-z"), "alpha": ascii("A-Za-z"), "ascii": ascii("\0-\u{7F}"),
        "blank": ascii("\t-\t - "), "cntrl": ascii("\0-\u{1F}\u{7F}-\u{7F}"), "digit": ascii("0-9"),
        "graph": ascii("!-~"), "lower": ascii("a-z"), "print": ascii(" -~"), "punct": ascii("!-/:-@[-`{-~"),
        "space": ascii("\t-\r - "), "upper": ascii("A-Z"), "word": ascii("0-9A-Z_-_a-z"),
        "xdigit": ascii("0-9A-Fa-f"),
    ]

    /// Ranges as text, each of three characters, in order.
    private static func ascii(_ text: String) -> ScalarGroup {
        let scalars = text.unicodeScalars.map(\.value)
        return .ranges(stride(from: 0, to: scalars.count, by: 3).map { scalars[$0] ... scalars[$0 + 2] })
    }
}
