import Testing

@Suite("exceptions")
struct RatchetTests {
    private static let two = [1, 2].map { Violation(path: "a", line: $0, message: "long") }

    @Test(
        "the numbers of the list may only fall",
        arguments: [
            (granted: 2, failures: 0), (granted: 1, failures: 2), (granted: 3, failures: 1), (granted: 0, failures: 2)
        ])
    func ratchets(_ granted: Int, _ failures: Int) {
        let list = ["line": granted == 0 ? [:] : ["a": granted]]
        #expect(Ratchet.beyond(Self.two, rule: "line", list: list).count == failures)
    }

    @Test("every row of the list names a file that exists")
    func rowsAreAlive() {
        let paths = Set(SourceTree.files.map(\.path))
        for (rule, rows) in exceptions {
            for path in rows.keys { #expect(paths.contains(path), "\(rule): \(path) is gone: take its row away") }
        }
    }
}
