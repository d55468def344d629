import Glibc
import Rendering
import Terminal
import Testing

@Suite("lines of a pipe")
struct PlainLinesTests {
    @Test(
        "lines end with LF, CR LF, or the end of input",
        arguments: [
            ("", []), ("a", [.line("a")]), ("a\nb\n", [.line("a"), .line("b")]),
            ("a\r\n\nb", [.line("a"), .line(""), .line("b")]), ("状态\n", [.line("状态")]),
            ("\u{FEFF}get\n\u{FEFF}x\n", [.line("get"), .line("\u{FEFF}x")]),
        ] as [(String, [LineInput])])
    func lineEnds(_ text: String, _ expected: [LineInput]) throws {
        #expect(try Self.items(Array(text.utf8)) == expected)
    }

    @Test("a line that cannot be taken is reported, and the next one is there")
    func faults() throws {
        let bytes = Array("ok\nabc".utf8) + [0xFF] + Array("\nx\0y\nlast\n".utf8)
        #expect(
            try Self.items(bytes) == [
                .line("ok"), .rejected(LineFault(line: 2, reason: .notUTF8(column: 4))),
                .rejected(LineFault(line: 3, reason: .nul(column: 2))), .line("last"),
            ])
        #expect(
            LineFault(line: 2, reason: .notUTF8(column: 4)).message
                == "line 2: byte 4 is not UTF-8; the line was skipped.")
    }

    @Test("a line at the limit is taken, a longer one reported")
    func limit() throws {
        let text = "12345678\n123456789\r\n12345678\r\n1234567890123\n123456789"
        #expect(
            try Self.items(Array(text.utf8), limit: 8) == [
                .line("12345678"), .rejected(LineFault(line: 2, reason: .tooLong(limit: 8))),
                .line("12345678"), .rejected(LineFault(line: 4, reason: .tooLong(limit: 8))),
                .rejected(LineFault(line: 5, reason: .tooLong(limit: 8))),
            ])
    }

    @Test("lines longer than what one read brings")
    func manyReads() throws {
        let long = String(repeating: "中", count: 100_000)
        let tooLong = String(repeating: "x", count: PlainLines.lineBytesMax + 1)
        let items = try Self.items(Array("\(long)\n\(tooLong)\nend".utf8))
        #expect(
            items == [
                .line(long),
                .rejected(LineFault(line: 2, reason: .tooLong(limit: PlainLines.lineBytesMax))),
                .line("end"),
            ])
    }

    /// All items of a pipe that carries `bytes`.
    static func items(
        _ bytes: [UInt8], limit: Int = PlainLines.lineBytesMax
    ) throws -> [LineInput] {
        let (output, input) = try pipeEnds()
        let text = bytes
        let started = OwnThread.start {
            var rest = text[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
                if count <= 0 { break }
                rest = rest.dropFirst(count)
            }
            close(input)
        }
        #expect(started)
        defer { close(output) }
        var lines = PlainLines(descriptor: output, lineBytesMax: limit)
        var items: [LineInput] = []
        while true {
            let item = lines.next(prompt: .continuation)
            if item == .end { return items }
            items.append(item)
        }
    }
}

/// The reading and the writing end of a new pipe.
func pipeEnds() throws -> (output: Int32, input: Int32) {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    return (ends[0], ends[1])
}

@Suite("writing to the screen")
struct ScreenTests {
    @Test("a pipe is no terminal, gets all bytes, and its closing is noticed")
    func pipes() throws {
        let (output, input) = try pipeEnds()
        let screen = Screen(descriptor: input)
        #expect(!screen.isTerminal && !screen.usesColor && screen.terminalWidth > 0)
        #expect(screen.write("rev 42 中文\n"))
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(output, &bytes, bytes.count)
        #expect(String(decoding: bytes[..<max(0, count)], as: UTF8.self) == "rev 42 中文\n")
        close(output)
        #expect(!screen.write("lost"))
        #expect(screen.isClosed)
        close(input)
    }
}

@Suite("completion")
struct CompletionsTests {
    @Test(
        "what the key inserts",
        arguments: [
            ("de", ["describe", "delete"], nil), ("d", ["describe", "delete"], "de"),
            ("", ["get"], "get "), ("get", ["get"], "get "), ("x", [], nil),
            ("状", ["状态一", "状态二"], "状态"), ("RS", ["rs/web"], "rs/web "),
        ] as [(String, [String], String?)])
    func replacement(_ word: String, _ candidates: [String], _ expected: String?) {
        #expect(Completions(word: word, candidates: candidates).replacement == expected)
    }

    @Test("candidates are listed in columns, top to bottom")
    func listing() {
        let words = Completions(word: "", candidates: ["apply", "delete", "get", "状态", "step"])
        #expect(words.listing(columns: 24) == ["apply   get     step", "delete  状态"])
        #expect(words.listing(columns: 3) == ["apply", "delete", "get", "状态", "step"])
        #expect(Completions.none.listing(columns: 80) == [])
        let many = Completions(word: "", candidates: (0..<250).map { "pod-\($0)" })
        #expect(many.listing(columns: 1).count == Completions.listedMax + 1)
        #expect(many.listing(columns: 1).last == "… and 50 more")
    }
}
