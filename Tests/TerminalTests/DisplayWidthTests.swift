import Rendering
import Testing

@Suite("columns of text")
struct DisplayWidthTests {
    @Test(
        "a text takes the columns a terminal draws it in",
        arguments: [
            ("", 0), ("web-7d9c", 8), ("中文", 4), ("a中b", 4), ("，。", 4), ("ｗｉｄｅ", 8), ("ﾊﾝｶｸ", 4),
            ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("e\u{301}", 1), ("\u{300}", 0),
            ("a\u{200B}b", 2), ("◆▸●✓│├─", 7), ("…“”", 3), ("⚡", 2), ("❤", 1), ("❤\u{FE0F}", 2),
            ("🚀", 2), ("👩\u{200D}👩\u{200D}👧", 2), ("👍🏽", 2), ("🇨🇳", 2), ("🫠", 2), ("𠮷", 2),
        ])
    func columns(_ text: String, _ columns: Int) {
        #expect(text.columns == columns)
    }

    @Test(
        "a cut text ends in an ellipsis and is never wider than asked",
        arguments: [
            ("replicaset", 10, "replicaset"), ("replicaset", 5, "repl…"), ("副本替换", 5, "副本…"),
            ("副本替换", 4, "副…"), ("副本替换", 8, "副本替换"), ("副本", 1, "…"), ("ab", 0, ""),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ])
    func truncation(_ text: String, _ columns: Int, _ expected: String) {
        #expect(text.truncated(to: columns) == expected)
    }

    @Test("a filled text counts columns, not characters")
    func padding() {
        #expect("中文".padded(to: 6) == "中文  ")
        #expect("7".padded(to: 3, alignment: .right) == "  7")
        #expect("longer".padded(to: 3) == "longer")
    }

    @Test(
        "nothing that steers a terminal is left",
        arguments: [
            ("plain 中文 ◆", "plain 中文 ◆"), ("a\u{1B}[2Jb", "a^[[2Jb"), ("a\tb\r\n", "a^Ib^M^J"),
            ("\0\u{7F}", "^@^?"), ("\u{9B}31m", "\\u{9B}31m"),
            ("abc\u{202E}def", "abc\\u{202E}def"),
            ("\u{FEFF}x\u{2028}", "\\u{FEFF}x\\u{2028}"), ("👩\u{200D}👧", "👩\u{200D}👧"),
            ("\u{61C}", "\\u{61C}"),
        ])
    func sanitizing(_ text: String, _ expected: String) {
        #expect(text.sanitized() == expected)
    }

    @Test("newlines stay if asked for")
    func newlines() {
        #expect("a\nb\u{7}".sanitized(keepingNewlines: true) == "a\nb^G")
    }
}

@Suite("breaking lines")
struct LineWrapTests {
    @Test(
        "lines break where a reader expects it",
        arguments: [
            Case("", 10, [""]),
            Case("one two three", 7, ["one two", "three"]),
            Case("one two three", 8, ["one two", "three"]),
            Case("one  two", 4, ["one", "two"]),
            Case("  indented text", 10, ["  indented", "text"]),
            Case("a\n\nb", 10, ["a", "", "b"]),
            Case("unbreakable", 4, ["unbr", "eaka", "ble"]),
            Case("to unbreakable", 4, ["to", "unbr", "eaka", "ble"]),
            Case("控制器创建副本", 6, ["控制器", "创建副", "本"]),
            Case("控制器创建副本", 7, ["控制器", "创建副", "本"]),
            Case("删除副本，再等", 8, ["删除副", "本，再等"]),
            Case("副本（三个）在", 6, ["副本", "（三", "个）在"]),
            Case("用kubectl看Pod吧", 10, ["用kubectl", "看Pod吧"]),
            Case("the end, ok.", 7, ["the", "end,", "ok."]),
            Case("blanks at end   ", 13, ["blanks at end"]),
        ])
    func wrapping(_ c: Case) {
        #expect(c.text.wrapped(to: c.columns) == c.lines)
    }

    @Test("no line is wider than asked, and no character is lost but blanks")
    func widths() {
        let text =
            "A ReplicaSet（副本集）keeps 3 Pods；「删除」一个, it makes another… "
            + "https://example.org/a/long/path"
        for columns in 2...60 {
            let lines = text.wrapped(to: columns)
            #expect(lines.allSatisfy { $0.columns <= columns }, "\(columns): \(lines)")
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        }
    }

    @Test("styles survive the break")
    func styled() {
        var text = StyledText("the ")
        text.append("slow start", .bold)
        text.append(" rule")
        let lines = text.wrapped(to: 8)
        #expect(lines.map(\.plain) == ["the slow", "start", "rule"])
        #expect(lines[0].runs == [.init("the "), .init("slow", .bold)])
        #expect(lines[1].runs == [.init("start", .bold)])
        #expect(lines[2].runs == [.init("rule")])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let columns: Int
        let lines: [String]

        init(_ text: String, _ columns: Int, _ lines: [String]) {
            (self.text, self.columns, self.lines) = (text, columns, lines)
        }

        var testDescription: String { "\(text) in \(columns)" }
    }
}
