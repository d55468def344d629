import KubeAPI
import Testing

@Suite("patterns")
struct PatternTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let pattern: String
        let matching: [String]
        let others: [String]
        var testDescription: String { pattern }

        init(_ pattern: String, _ matching: [String], not others: [String] = []) {
            self.pattern = pattern
            self.matching = matching
            self.others = others
        }
    }

    @Test(
        "a pattern matches somewhere in the text",
        arguments: [
            Case("", ["", "a"]),
            Case("b", ["abc"], not: ["", "a", "B"]),
            Case("^[a-z]([-a-z0-9]*[a-z0-9])?$", ["a", "my-name", "a1"], not: ["", "-a", "a-", "A", "a\n"]),
            Case("a|b|", ["x"]),
            Case("^(a|bc|)$", ["", "a", "bc"], not: ["b", "abc"]),
            Case("^a{2}$", ["aa"], not: ["a", "aaa"]),
            Case("^a{2,}$", ["aa", "aaaa"], not: ["a"]),
            Case("^a{2,3}?$", ["aa", "aaa"], not: ["a", "aaaa"]),
            Case("^a{,3}$", ["a{,3}"], not: ["aaa"]),
            Case("^a{1,x}{$", ["a{1,x}{"]),
            Case("^(a+b?)*c$", ["c", "abac"], not: ["bc"]),
            Case("^.$", ["a", "é", "猫"], not: ["", "\n", "ab"]),
            Case("(?s)^.$", ["\n"]),
            Case("^a$", ["a"], not: ["a\nb", "b\na"]),
            Case("(?m)^a$", ["b\na\nb"]),
            Case("(?i)^straße$", ["STRAßE", "straße", "Stra\u{1E9E}e"], not: ["STRASSE"]),
            Case("(?i)^[a-k]$", ["K", "k", "\u{212A}", "B"], not: ["l"]),
            Case("(?i)^[^k]$", ["l"], not: ["K", "\u{212A}"]),
            Case("^(?i:a)b$", ["Ab", "ab"], not: ["aB"]),
            Case("^(?i)a(?-i)b$", ["Ab"], not: ["AB"]),
            Case("^(?:(?i)a)b$", ["Ab"], not: ["AB"]),
            Case("(?i)σ", ["Σ", "ς"]),
            Case("^[]a]$", ["]", "a"], not: ["b"]),
            Case("^[^]a]$", ["b", "\n"], not: ["]", "a"]),
            Case("^[a-]$", ["a", "-"], not: ["b"]),
            Case("^[-a]$", ["a", "-"]),
            Case("^[\\d\\-x]+$", ["1-x"], not: ["y"]),
            Case("^[\\D]$", ["a"], not: ["1"]),
            Case("^\\w\\W\\s\\S$", ["_- a"], not: ["é- a"]),
            Case("^\\s$", [" ", "\t", "\n", "\u{0C}", "\r"], not: ["\u{0B}", "\u{A0}"]),
            Case("^[[:alpha:][:^digit:]]$", ["a", "-"], not: ["1"]),
            Case("^[[:word:]]+$", ["a_1"], not: ["é"]),
            Case("^[[:alpha]$", ["[", ":", "a"], not: ["b"]),
            Case("\\bfoo\\b", ["a foo b", "foo"], not: ["food", "afoo"]),
            Case("\\Boo\\B", ["xoox"], not: ["oo"]),
            Case("\\Aa\\z", ["a"], not: ["ba", "ab", "a\n"]),
            Case("^\\Qa.b*\\E+$", ["a.b*", "a.b**"], not: ["axb"]),
            Case("^\\x41\\x{1F600}\\101\\0$", ["A😀A\0"]),
            Case("^\\a\\f\\t\\n\\r\\v$", ["\u{7}\u{C}\t\n\r\u{B}"]),
            Case("^\\.\\_\\-$", ["._-"]),
            Case("^\\pL\\p{Lu}\\P{Ll}$", ["éÉ1"], not: ["1ÉÉ"]),
            Case("^\\p{Greek}+$", ["αβγ"], not: ["abc"]),
            Case("^\\p{^Han}$", ["a"], not: ["猫"]),
            Case("^[\\p{Han}\\p{hiragana}]+$", ["猫はか"], not: ["カ"]),
            Case("^\\p{Old_Persian}$", ["\u{103A0}"]),
            Case("^\\p{Uppercase Letter}$", ["A"], not: ["a"]),
            Case("(?i)^\\p{Lu}$", ["a", "A"], not: ["1"]),
            Case("^(?P<year>\\d+)(?<month>x)$", ["2026x"]),
            Case("(?U)^a+?$", ["aaa"]),
            Case("^(|a)*$", ["aaa", ""], not: ["b"]),
            Case("^(|a)+$", ["aaa", ""]),
            Case("^*a", ["a"]),
        ])
    func matches(_ c: Case) throws {
        let pattern = try Pattern(c.pattern)
        for text in c.matching { #expect(pattern.matches(text), "\(text)") }
        for text in c.others { #expect(!pattern.matches(text), "\(text)") }
    }

    private static let refused: [(String, String)] = [
        ("*", "missing argument to repetition operator: `*`"),
        ("(+)", "missing argument to repetition operator: `+`"),
        ("a|?", "missing argument to repetition operator: `?`"),
        ("\\Q\\E*", "missing argument to repetition operator: `*`"),
        ("(abc", "missing closing ): `(abc`"),
        ("abc)", "unexpected ): `abc)`"),
        ("x[a-z", "missing closing ]: `[a-z`"),
        ("[z-a]", "invalid character class range: `z-a`"),
        ("abc\\", "trailing backslash at end of expression: ``"),
        ("a**", "invalid nested repetition operator: `**`"),
        ("a*+", "invalid nested repetition operator: `*+`"),
        ("a{2}{3}", "invalid nested repetition operator: `{2}{3}`"),
        ("\\x", "invalid escape sequence: `\\x`"),
        ("\\x{110000}", "invalid escape sequence: `\\x{110000`"),
        ("\\q", "invalid escape sequence: `\\q`"),
        ("(a)\\1", "invalid escape sequence: `\\1`"),
        ("\\C", "invalid escape sequence: `\\C`"),
        ("[\\b]", "invalid escape sequence: `\\b`"),
        ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
        ("(?!a)", "invalid or unsupported Perl syntax: `(?!`"),
        ("(?<=a)b", "invalid named capture: `(?<=a)b`"),
        ("(?P=n)", "invalid or unsupported Perl syntax: `(?P`"),
        ("(?i", "invalid or unsupported Perl syntax: `(?i`"),
        ("(?i-)", "invalid or unsupported Perl syntax: `(?i-)`"),
        ("(?P<x y>a)", "invalid named capture: `(?P<x y>`"),
        ("(?P<>a)", "invalid named capture: `(?P<>`"),
        ("(?P<n", "invalid named capture: `(?P<n`"),
        ("a{1001}", "invalid repeat count: `{1001}`"),
        ("a{2,1}", "invalid repeat count: `{2,1}`"),
        ("a{1,9876543210}", "invalid repeat count: `{1,9876543210}`"),
        ("((a{100}){10}){2}", "invalid repeat count: `{2}`"),
        ("\\p{Klingon}", "invalid character class range: `\\p{Klingon}`"),
        ("\\pX", "invalid character class range: `\\pX`"),
        ("[[:word:]-[:foo:]]", "invalid character class range: `[:foo:]`"),
        ("\\p{Lu", "invalid character class range: `\\p{Lu`"),
    ]

    @Test("what is no pattern is refused in the words of Go", arguments: refused)
    func refuses(_ pattern: String, _ text: String) {
        #expect(throws: PatternError.self) { try Pattern(pattern) }
        do {
            _ = try Pattern(pattern)
        } catch {
            #expect(error.text == "error parsing regexp: " + text)
        }
    }

    @Test("nesting and size have limits")
    func limits() throws {
        func nested(_ count: Int) -> String {
            String(repeating: "(", count: count) + "a" + String(repeating: ")", count: count)
        }
        #expect(try Pattern(nested(900)).matches("a"))
        #expect(throws: PatternError.self) { try Pattern(nested(1001)) }
        let large = String(repeating: "a", count: 4000)
        #expect(throws: PatternError.self) { try Pattern("(\(large)){1000}") }
    }

    @Test(
        "the steps of a match are bounded by pattern times text",
        arguments: ["(a*)*b", "(a|aa)+$b", "(a|a?)+b", "(x+x+)+y", "([a-z]+)*=", "(.*)(.*)(.*)(.*)(.*)[^a]",
            "(a?){50}a{50}b",
        ])
    func steps(_ text: String) throws {
        let pattern = try Pattern(text)
        let short = pattern.search(String(repeating: "a", count: 1000))
        let long = pattern.search(String(repeating: "a", count: 10_000))
        #expect(!short.isMatch && !long.isMatch)
        #expect(long.steps < short.steps * 11)
        #expect(long.steps < 10_001 * 500)
    }

    @Test("patterns made by chance do not break, and agree with a plain search")
    func chance() throws {
        var state: UInt64 = 42
        func draw(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let alphabet = Array("ab*+?|()[]{},1\\^$.-d")
        for _ in 0 ..< 3000 {
            let text = String((0 ..< draw(12)).map { _ in alphabet[draw(alphabet.count)] })
            guard let pattern = try? Pattern(text) else { continue }
            for word in ["", "a", "ab", "ba1"] {
                let found = pattern.search(word)
                let grouped = try Pattern("(?:\(text))").search(word)
                #expect(found.isMatch == grouped.isMatch, "seed 42: \(text) in \(word)")
            }
        }
    }
}
