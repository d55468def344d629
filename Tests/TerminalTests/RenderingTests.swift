import Rendering
import Testing

@Suite("kubectl's tables")
struct TextTableTests {
    @Test("columns are three blanks apart, and six wide at least")
    func pods() {
        let table = TextTable(
            head: ["Name", "Ready", "Status", "Restarts", "Age"],
            rows: [
                ["web-x2k9p", "1/1", "Running", "0", "12s"],
                ["web-7hvq4", "0/1", "ContainerCreating", "3 (2s ago)", "1s"],
            ])
        #expect(
            table.rendered() == """
                NAME        READY   STATUS              RESTARTS     AGE
                web-x2k9p   1/1     Running             0            12s
                web-7hvq4   0/1     ContainerCreating   3 (2s ago)   1s

                """)
        #expect(TextTable(head: [], rows: [["a", "b", "c"]]).rendered() == "a     b     c\n")
    }

    @Test("an empty last cell leaves the filling before it, as kubectl does")
    func trailing() {
        let table = TextTable(head: ["NAME", "LABELS"], rows: [["web", ""], ["", "app=web"]])
        #expect(table.lines() == ["NAME   LABELS", "web    ", "       app=web"])
    }

    @Test("a table that goes on keeps its widths")
    func watching() {
        var widest: [Int] = []
        let first = TextTable(head: ["NAME", "AGE"], rows: [["web-x2k9p", "1s"]])
        #expect(first.lines(remembering: &widest) == ["NAME        AGE", "web-x2k9p   1s"])
        let second = TextTable(head: [], rows: [["db", "2s"]])
        #expect(second.lines(remembering: &widest) == ["db          2s"])
    }

    @Test("a head alone is not printed")
    func empty() {
        #expect(TextTable(head: ["NAME"]).rendered() == "")
    }

    @Test("ideographs are aligned, line ends cut a cell, controls are visible")
    func cells() {
        let table = TextTable(
            head: ["KEY", "VALUE", "AGE"],
            rows: [["状态", "x", "1s"], ["a\nb", "\u{1B}[0m", "2s"]])
        #expect(
            table.rendered() == """
                KEY    VALUE   AGE
                状态   x       1s
                a...   ^[[0m   2s

                """)
    }

    @Test("lines of different lengths share the columns of their neighbours only")
    func describe() {
        let lines = [
            ["Name:", "web"], ["Namespace:", "default"], ["Conditions:"],
            ["  Type", "Status"], ["  ----", "------"],
        ]
        #expect(
            TabStops.describe.aligned(lines) == [
                "Name:       web", "Namespace:  default", "Conditions:",
                "  Type  Status", "  ----  ------",
            ])
    }
}

@Suite("styled output")
struct StyleTests {
    @Test("colour only where it is wanted")
    func rendering() {
        var text = StyledText("rev 42", .bold)
        text.append(" ")
        text.append("+ added", [.bold, .green])
        #expect(text.rendered(useColor: false) == "rev 42 + added")
        #expect(
            text.rendered(useColor: true)
                == "\u{1B}[1mrev 42\u{1B}[0m \u{1B}[1;32m+ added\u{1B}[0m")
        #expect(text.columns == 14)
    }

    @Test("no text brings controls of its own")
    func controls() {
        let text = StyledText("a\u{1B}]0;title\u{7}\n", .red)
        #expect(text.rendered(useColor: true) == "\u{1B}[31ma^[]0;title^G^J\u{1B}[0m")
    }

    @Test("output is lines, each of them ended")
    func output() {
        var output = Output("one\ntwo\n")
        output.appendBlank()
        output.append(StyledText("three", .dim))
        output.append("four" as Line)
        #expect(output.rendered(useColor: false) == "one\ntwo\n\nthree\nfour\n")
        #expect(output.lines.count == 5)
        #expect(Output().rendered(useColor: true) == "")
        #expect(Output("").isEmpty)
    }
}
