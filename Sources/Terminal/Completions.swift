// What the completion key may do.

import Rendering

/// Words that could stand at the cursor.
public struct Completions: Sendable, Hashable {
    /// What is typed of the word already, ending at the cursor; the candidates replace it.
    public var word: String
    /// The possible words, in the order in which they are listed.
    public var candidates: [String]
    /// What follows a word that is the only one.
    public var suffix: String

    /// Candidates for `word`.
    public init(word: String, candidates: [String], suffix: String = " ") {
        self.word = word
        self.candidates = candidates
        self.suffix = suffix
    }

    /// No candidates.
    public static let none = Completions(word: "", candidates: [])

    /// What all candidates begin with.
    public var commonPrefix: String {
        guard var common = candidates.first else { return "" }
        for candidate in candidates.dropFirst() {
            while !candidate.hasPrefix(common) { common.removeLast() }
        }
        return common
    }

    /// What the completion key puts in the place of `word`; nil if it can add nothing.
    public var replacement: String? {
        let common = commonPrefix
        if candidates.count == 1 { return common + suffix == word ? nil : common + suffix }
        return common != word && common.count >= word.count ? common : nil
    }

    /// Most candidates that are listed at once.
    public static let listedMax = 200

    /// The candidates in columns, top to bottom and then left to right, as wide as `columns`
    /// allows.
    public func listing(columns: Int) -> [String] {
        let shown = candidates.prefix(Self.listedMax).map { $0.sanitized() }
        guard let widest = shown.map(\.columns).max() else { return [] }
        let across = max(1, (columns + 2) / (widest + 2))
        let down = (shown.count + across - 1) / across
        var lines = (0..<down).map { row in
            stride(from: row, to: shown.count, by: down).map { index in
                index + down < shown.count ? shown[index].padded(to: widest + 2) : shown[index]
            }.joined()
        }
        let hidden = candidates.count - shown.count
        if hidden > 0 { lines.append("… and \(hidden) more") }
        return lines
    }
}
