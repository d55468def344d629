/// Did you mean …?
public enum Suggestions {
    /// Words longer than this are not compared.
    public static let wordLengthMax = 64
    /// So many names that begin with a word are listed.
    static let longerShownMax = 5

    /// The nearest of `candidates`, if one is near enough: a third of the letters may differ (at least one,
    /// at most three), or the word is the beginning of exactly one candidate.
    public static func nearest(to word: String, in candidates: [String]) -> String? {
        guard !word.isEmpty, word.count <= wordLengthMax else { return nil }
        let lower = word.lowercased()
        let allowed = min(3, max(1, (lower.count + 1) / 3))
        var best: (candidate: String, distance: Int)?
        for candidate in candidates where candidate.count <= wordLengthMax && candidate.count > 1 {
            let distance = editDistance(lower, candidate.lowercased())
            if distance <= allowed, distance < candidate.count, distance < best?.distance ?? Int.max {
                best = (candidate, distance)
            }
        }
        if let best { return best.candidate }
        let longer = candidates.filter { $0.hasPrefix(lower) }
        return longer.count == 1 ? longer[0] : nil
    }

    /// ` Did you mean `scale`?` behind a sentence, or nothing.
    ///
    /// If none is near, those that begin with the word are named: for `web` there may be `web-bn694` and others.
    public static func meant(_ word: String, _ candidates: [String]) -> BilingualText {
        guard let nearest = nearest(to: word, in: candidates) else {
            let longer = candidates.filter { !word.isEmpty && $0.hasPrefix(word) }
            if longer.isEmpty { return BilingualText(same: "") }
            let shown = list(Array(longer.prefix(longerShownMax))) + (longer.count > longerShownMax ? ", …" : "")
            return BilingualText(" There are \(shown).", "有 \(shown)。")
        }
        return BilingualText(" Did you mean `\(nearest)`?", "是不是 `\(nearest)`？")
    }

    /// `` `a`, `b` ``: names in a sentence.
    public static func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other.
    public static func editDistance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var before: [Int] = []
        var previous = Array(0...b.count)
        for row in 1...a.count {
            var current = [row]
            current.reserveCapacity(b.count + 1)
            for column in 1...b.count {
                let cost = a[row - 1] == b[column - 1] ? 0 : 1
                var least = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + cost)
                if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] {
                    least = min(least, before[column - 2] + 1)
                }
                current.append(least)
            }
            before = previous
            previous = current
        }
        return previous[b.count]
    }
}

extension BilingualText {
    /// `` unknown verb `lits`. Known: `list`, `get`. Did you mean `list`? ``
    public static func unknown(
        _ english: String, _ chinese: String, _ word: String, _ known: [String]
    ) -> BilingualText {
        let list = Suggestions.list(known)
        return BilingualText(
            "unknown \(english) `\(word)`. Known: \(list).",
            "未知的\(chinese) `\(word)`。已知：\(list)。")
            + Suggestions.meant(word, known)
    }
}
