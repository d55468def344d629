import Commands
import Kubectl
import Testing

/// What help promises is there.
struct GrammarTests {
    /// Every verb with its words, `create` and `create secret tls` too.
    private static func all(_ verbs: [VerbSpec], below path: [String] = []) -> [(path: [String], spec: VerbSpec)] {
        verbs.flatMap { spec in
            [(path + [spec.name], spec)] + all(spec.children, below: path + [spec.name])
        }
    }

    @Test("every example of a page is read by the parser")
    func examples() {
        for (path, spec) in Self.all(KubectlGrammar.verbs) {
            for example in spec.examples {
                #expect(throws: Never.self, "\(path.joined(separator: " ")): \(example.line)") {
                    try CommandParser().parse(example.line)
                }
            }
        }
    }

    @Test("every verb that is not refused is carried out, and has a page")
    func verbs() {
        for (path, spec) in Self.all(KubectlGrammar.verbs) where spec.owner == .kubectl {
            let line = path.joined(separator: " ")
            var host = FakeHost()
            #expect(!host.run(line).stderr.contains("not modelled yet: \(line)\n"), "\(line)")
            #expect(host.run("\(line) --help").stdout.hasPrefix(line), "\(line)")
        }
    }

    @Test("every verb that is refused says so")
    func refusals() {
        for (path, spec) in Self.all(KubectlGrammar.verbs) where spec.owner == .kubectlNotModelled {
            let line = path.joined(separator: " ")
            var host = FakeHost()
            let result = host.run("\(line) x")
            #expect(result.exitCode == 1 && result.stderr.hasPrefix("error: not modelled yet: \(line)"))
        }
    }
}
