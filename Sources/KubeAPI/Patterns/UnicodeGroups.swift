/// The names behind `\p`: categories, their long names, scripts. Case, spaces, dashes and `_` do not count.
///
/// Upstream: Go's regexp/syntax, unicodeTable, and unicode.CategoryAliases.
extension ScalarGroup {
    static func named(_ name: String) -> ScalarGroup? {
        let key = canonical(name)
        if key == "any" { return .range(0, 0x10FFFF) }
        if key == "ascii" { return .range(0, 0x7F) }
        if key == "assigned" { return .categories(Set(categories.map(\.category)).subtracting([.unassigned])) }
        if key == "lc" || key == "casedletter" {
            return .categories([.uppercaseLetter, .lowercaseLetter, .titlecaseLetter])
        }
        let short = longNames[key] ?? key
        let found = categories.filter { short.count == 1 ? $0.name.hasPrefix(short) : $0.name == short }
        if !found.isEmpty { return .categories(Set(found.map(\.category))) }
        return scripts[key]
    }

    private static func canonical(_ name: some StringProtocol) -> String {
        name.lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" }
    }

    private static let categories: [(name: String, category: Unicode.GeneralCategory)] = [
        ("lu", .uppercaseLetter), ("ll", .lowercaseLetter), ("lt", .titlecaseLetter), ("lm", .modifierLetter),
        ("lo", .otherLetter), ("mn", .nonspacingMark), ("mc", .spacingMark), ("me", .enclosingMark),
        ("nd", .decimalNumber), ("nl", .letterNumber), ("no", .otherNumber), ("pc", .connectorPunctuation),
        ("pd", .dashPunctuation), ("ps", .openPunctuation), ("pe", .closePunctuation), ("pi", .initialPunctuation),
        ("pf", .finalPunctuation), ("po", .otherPunctuation), ("sm", .mathSymbol), ("sc", .currencySymbol),
        ("sk", .modifierSymbol), ("so", .otherSymbol), ("zs", .spaceSeparator), ("zl", .lineSeparator),
        ("zp", .paragraphSeparator), ("cc", .control), ("cf", .format), ("cs", .surrogate), ("co", .privateUse),
        ("cn", .unassigned),
    ]

    private static let longNames: [String: String] = [
        "letter": "l", "uppercaseletter": "lu", "lowercaseletter": "ll", "titlecaseletter": "lt",
        "modifierletter": "lm", "otherletter": "lo", "mark": "m", "combiningmark": "m", "nonspacingmark": "mn",
        "spacingmark": "mc", "enclosingmark": "me", "number": "n", "decimalnumber": "nd", "digit": "nd",
        "letternumber": "nl", "othernumber": "no", "punctuation": "p", "punct": "p", "connectorpunctuation": "pc",
        "dashpunctuation": "pd", "openpunctuation": "ps", "closepunctuation": "pe", "initialpunctuation": "pi",
        "finalpunctuation": "pf", "otherpunctuation": "po", "symbol": "s", "mathsymbol": "sm",
        "currencysymbol": "sc", "modifiersymbol": "sk", "othersymbol": "so", "separator": "z",
        "spaceseparator": "zs", "lineseparator": "zl", "paragraphseparator": "zp", "other": "c", "control": "cc",
        "cntrl": "cc", "format": "cf", "surrogate": "cs", "privateuse": "co", "unassigned": "cn",
    ]

    private static let scripts: [String: ScalarGroup] = {
        var ranges: [String: [ClosedRange<UInt32>]] = [:]
        var name = ""
        for line in "\(scriptTable)".split(separator: "\n") {
            var words = line.split(separator: " ")[...]
            if !line.hasPrefix(" ") { name = canonical(words.removeFirst()) }
            for word in words {
                let ends = word.split(separator: "-").compactMap { UInt32($0, radix: 16) }
                if let low = ends.first, let high = ends.last { ranges[name, default: []].append(low ... high) }
            }
        }
        return ranges.mapValues(ScalarGroup.ranges)
    }()
}
