/// A part of a regular expression, and what it costs.
struct PatternNode {
    indirect enum Kind {
        case empty
        case scalar(ScalarTest)
        case assertion(PatternAssertion)
        case group(PatternNode)
        case sequence([PatternNode])
        case choice([PatternNode])
        /// At least `min` and at most `max` times; `max` of -1: any number.
        case times(PatternNode, min: Int, max: Int)
    }

    /// Nested deeper, or larger, an expression is refused. Upstream: Go's regexp/syntax, maxHeight and maxSize.
    static let depthMax = 1000
    /// Instructions: 128 MiB of 40 bytes each.
    static let sizeMax = (128 << 20) / 40
    /// Copies that repetitions inside repetitions may make.
    static let copiesMax = 1000

    let kind: Kind
    /// Levels of nodes.
    let depth: Int
    /// Instructions that it becomes.
    let size: Int

    init(_ kind: Kind) {
        self.kind = kind
        switch kind {
        case .empty, .scalar, .assertion:
            depth = 1
            size = 1
        case .group(let inner):
            depth = inner.depth + 1
            size = inner.size + 2
        case .sequence(let parts):
            depth = 1 + (parts.map(\.depth).max() ?? 0)
            size = max(1, parts.reduce(0) { Self.sum($0, $1.size) })
        case .choice(let parts):
            depth = 1 + (parts.map(\.depth).max() ?? 0)
            size = parts.reduce(parts.count - 1) { Self.sum($0, $1.size) }
        case .times(let inner, let min, let max):
            depth = inner.depth + 1
            switch (min, max) {
            case (0, -1): size = 2 + inner.size
            case (_, -1): size = 1 + Self.product(min, inner.size)
            default: size = Swift.max(1, Self.sum(Self.product(max, inner.size), max - min))
            }
        }
    }

    /// Whether repetitions inside repetitions stay below the limit. Upstream: repeatIsValid.
    func staysBelow(_ copies: Int) -> Bool {
        switch kind {
        case .empty, .scalar, .assertion: return true
        case .group(let inner): return inner.staysBelow(copies)
        case .sequence(let parts), .choice(let parts): return parts.allSatisfy { $0.staysBelow(copies) }
        case .times(let inner, let min, let max):
            // `*`, `+` and `?` are no counted repetition to Go.
            if isPlainOperator(min, max) { return inner.staysBelow(copies) }
            let count = max < 0 ? min : max
            if max == 0 { return true }
            if count > copies { return false }
            return inner.staysBelow(count > 0 ? copies / count : copies)
        }
    }

    private func isPlainOperator(_ min: Int, _ max: Int) -> Bool {
        (min == 0 && max == -1) || (min == 1 && max == -1) || (min == 0 && max == 1)
    }

    private static func sum(_ a: Int, _ b: Int) -> Int { min(a + b, sizeMax + 1) }

    private static func product(_ a: Int, _ b: Int) -> Int { b > sizeMax ? sizeMax + 1 : min(a * b, sizeMax + 1) }
}

/// What must hold between two characters.
enum PatternAssertion {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary

    /// `nil` stands for the ends of the text.
    func holds(_ before: UInt32?, _ after: UInt32?) -> Bool {
        switch self {
        case .textStart: before == nil
        case .textEnd: after == nil
        case .lineStart: before == nil || before == 10
        case .lineEnd: after == nil || after == 10
        case .wordBoundary: Self.isWord(before) != Self.isWord(after)
        case .noWordBoundary: Self.isWord(before) == Self.isWord(after)
        }
    }

    private static func isWord(_ scalar: UInt32?) -> Bool {
        guard let scalar, scalar < 128 else { return false }
        return scalar == 95 || TextRules.isAlphanumeric(UInt8(scalar))
    }
}
