import Lessons
import Rendering
import Testing

@Suite("Glossary, rules and prose")
struct ReferenceAndProseTests {
    @Test("a glossary row needs four cells, a term stands once")
    func glossaryErrors() {
        let text = "| term | a | b | c |\n| --- | --- | --- | --- |\n| pod | 豆 | x | y |\n"
            + "| Pod | 豆 | x | y |\n| z |\n"
        let error = #expect(throws: LessonProblems.self) { try Glossary.parse(text, file: "g.md") }
        #expect(error?.description == """
            g.md:4: `Pod` stands in line 3 already.
            g.md:5: expected `| term | 中文 | English | 中文说明 |`, four cells with text.
            """)
    }

    @Test("a rule needs both languages and a source")
    func ruleErrors() {
        let text = "# Rules\n## a: A\ntext\n### 甲\n文\nSource: x.go\n## b: B\ntext\n## c\n"
        let error = #expect(throws: LessonProblems.self) { try RuleBook.parse(text, file: "r.md") }
        #expect(error?.description == """
            r.md:7: the rule `b` lacks a Chinese title, a Chinese text, a `Source: ` line.
            r.md:9: expected `## id: Title`.
            """)
    }

    private func plain(_ markdown: String, _ columns: Int) -> [String] {
        ProseLines.lines(markdown, columns: columns).map(\.plain)
    }

    @Test("paragraphs, lists and quotes are wrapped under their heads")
    func wrapping() {
        let markdown = """
            One two three four
            five **six** `seven`.

            - an item that is longer
              than a line
            2. a numbered one

            > **Changed since**: a quote that goes on
            """
        #expect(plain(markdown, 22) == [
            "One two three four", "five six seven.", "", "• an item that is", "  longer than a line",
            "2. a numbered one", "", "│ Changed since: a", "│ quote that goes on",
        ])
    }

    @Test("lines of Chinese are joined without a blank")
    func chinese() {
        #expect(plain("你好\n世界", 20) == ["你好世界"])
        #expect(plain("两个；\n`a` 和\n`b`（c）。\n`d`", 40) == ["两个；a 和 b（c）。d"])
    }

    @Test("tables line up, the last column is wrapped")
    func tables() {
        let markdown = "| what | who |\n| --- | --- |\n| 存储 | etcd keeps all of the state |\n"
        #expect(plain(markdown, 24) == ["what  who", "存储  etcd keeps all of", "      the state"])
    }

    @Test("code is indented and never broken, tags are readable")
    func code() {
        #expect(plain("```yaml\nkind: ThisIsAVeryLongWordForALine\n```", 20)
            == ["  kind: ThisIsAVeryLongWordForALine"])
        #expect(plain("See {rule: slow-start}, [here](a.md).", 60) == ["See (rule slow-start), here (a.md)."])
    }

    @Test("names are bold, tags are dim")
    func styles() {
        let runs = ProseLines.lines("a `b` {term: pod}", columns: 40)[0].runs
        #expect(runs.map(\.style) == [.none, .bold, .none, .bold])
        let emphasis = ProseLines.lines("a *b `c` d* 2 * 3", columns: 40)[0]
        #expect(emphasis.plain == "a b c d 2 * 3")
        #expect(emphasis.runs.filter { $0.style == .bold }.map(\.text).joined() == "b c d")
    }

    @Test("a heading fills the width and names the other language")
    func headings() {
        let line = ProseLines.heading("Replacing", other: "替换", columns: 40)
        #expect(line.plain == "── Replacing ─────────────────── 替换 ──")
        #expect(line.columns == 40)
    }
}
