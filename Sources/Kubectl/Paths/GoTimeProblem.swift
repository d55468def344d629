/// Why Go cannot read a text as a time.
enum GoTimeProblem {
    /// The parts of RFC 3339 as Go's layout spells them, and how many digits each takes; 0 for a mark.
    private static let layout: [(part: String, digits: Int)] = [
        ("2006", 4), ("-", 0), ("01", 2), ("-", 0), ("02", 2), ("T", 0), ("15", 2), (":", 0), ("04", 2), (":", 0),
        ("05", 2), ("Z07:00", 0),
    ]

    /// `parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"`. Upstream: Go time/format.go.
    static func text(_ text: String) -> String {
        let whole = layout.map(\.part).joined()
        var rest = Substring(text)
        for (part, digits) in layout {
            let taken = rest.prefix(digits == 0 ? part.count : digits)
            let isRight = digits == 0 ? taken == part : taken.count == digits && taken.allSatisfy { "0"..."9" ~= $0 }
            if !isRight {
                return "parsing time \(GoStrings.quoted(text)) as \(GoStrings.quoted(whole)): cannot parse "
                    + "\(GoStrings.quoted(String(rest))) as \(GoStrings.quoted(part))"
            }
            rest = rest.dropFirst(taken.count)
        }
        return "parsing time \(GoStrings.quoted(text)): extra text: \(GoStrings.quoted(String(rest)))"
    }
}
