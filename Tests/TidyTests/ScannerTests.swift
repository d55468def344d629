import Testing

@Suite("scanner")
struct ScannerTests {
    @Test(
        "code, comments and strings are told apart",
        arguments: [
            ("let a = \"x\" // y", "let a =", " // y"),
            ("a /* b /* c */ d */ e", "a                   e", " /* b /* c */ d */ "),
            ("\"\\(f(\"q\") + 1)\" + b", "   f(   ) + 1   + b", ""),
            ("#\"a\\(b\"# + c", "         + c", ""),
        ])
    func tellsApart(_ text: String, _ code: String, _ comment: String) {
        let scanned = SourceScanner(text)
        #expect(trimmedEnd(scanned.code) == trimmedEnd(code))
        #expect(scanned.comments.filter { $0 != " " } == comment.filter { $0 != " " })
        #expect(scanned.code.count == text.count && scanned.strings.count == text.count)
    }

    @Test("a string of several lines ends at its three quotes")
    func longStrings() {
        let scanned = SourceScanner("let a = \"\"\"\n  try! \"x\"\n  \"\"\"\nb")
        #expect(scanned.code.split(separator: "\n").map { trimmedEnd(String($0)) } == ["let a =", "", "", "b"])
    }

    private func trimmedEnd(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
