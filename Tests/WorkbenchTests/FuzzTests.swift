import ClusterSim
import Rendering
import Simulation
import Testing
import Workbench

/// Lines and files nobody would write: every one is answered, nothing falls over, nothing raw reaches the screen.
@Suite struct FuzzTests {
    private static let lines = [
        "apply -f web.yaml", "scale rs/web --replicas=3", "step replicaset", "step into", "tick 100ms", "settle",
        "get pods -o wide", "get rs web -o yaml", "get pods -o jsonpath='{.items[*].metadata.name}'",
        "get pods -l 'app in (web, x)' --field-selector spec.nodeName=node-1", "describe rs web", "describe nodes",
        "delete pod -l app=web --wait=false", "label pods --all a=b", "annotate rs web k=v", "explain pod.spec",
        "patch rs web -p '{\"spec\":{\"replicas\":2}}'", "why rs/web", "tree rs/web", "timeline rs/web",
        "versions rs/web", "inspect replicaset", "queue", "show 3", "stages 3", "etcd get /registry/pods/default/x",
        "let N = pods -l app=web", "until pods -l app=web ready = 1", "break on event Killing", "break off",
        "pin get rs", "unpin", "back 5", "forward 2", "goto t=1s", "mark m", "fork", "switch main", "branches",
        "compare main fork-1", "fault lag kube-controller-manager/pods 3", "fault conflict replicaset 2",
        "node stop node-1", "node start node-1", "note hello", "export n.md", "help step", "lang en", "check world",
        "create secret generic s --from-literal=a=b", "run p --image=nginx", "wait --for=delete pod/p --timeout=1s",
        "kubectl api-resources", "get events", "cordon node-1", "drain node-2", "auto 2x", "halt"
    ]

    private static let pieces = [
        "\u{1B}[31m", "\u{0}", "\u{7}", "\r", "\t", "\u{202E}", "\u{200B}", "é", "漢字", "🕰️", "'", "\"", "\\", "$(", ")",
        "$N", "`", "<<EOF", "--", "-", "=", "=9223372036854775808", "-1", "{", "}", "[", "]", ".", "..", "/", "//", "*",
        "%s%n", "999999999999999999999", "\u{FFFD}", "\u{85}", "\u{9B}31m", " ", "#", "!", "|", ">", "&"
    ]

    /// Control characters never reach the screen as they are.
    private static func isClean(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || (scalar.value >= 0x20 && scalar.value != 0x7F && !(0x80 ... 0x9F).contains(scalar.value))
        }
    }

    private static func mutated(_ text: String, _ chance: inout Seed) -> String {
        var characters = Array(text)
        for _ in 0 ..< 1 + chance.below(4) {
            let at = chance.below(characters.count + 1)
            switch chance.below(5) {
            case 0: characters.insert(contentsOf: pieces[chance.below(pieces.count)], at: at)
            case 1 where at < characters.count: characters.remove(at: at)
            case 2 where at < characters.count:
                characters[at] = Character(pieces[chance.below(pieces.count)].prefix(1).description)
            case 3: characters = Array(characters.prefix(at))
            default:
                let other = Array(lines[chance.below(lines.count)])
                characters.insert(contentsOf: other.suffix(chance.below(other.count + 1)), at: at)
            }
        }
        return String(characters)
    }

    @Test("mutated lines are answered, and what is printed is clean", arguments: 1 ... 12 as ClosedRange<UInt64>)
    func promptLines(seed: UInt64) {
        var chance = Seed(seed)
        var session = Desk.session { $0.cluster.checks = true }
        session.type("apply -f web.yaml")
        for number in 0 ..< 60 {
            let base = Self.lines[chance.below(Self.lines.count)]
            let line = chance.below(4) == 0 ? base : Self.mutated(base, &chance)
            // Long times are what such a line asks for; they are no subject here.
            if ["advance", "auto"].contains(where: line.hasPrefix) { continue }
            let response = session.perform(line, input: chance.below(8) == 0 ? Self.mutated(Desk.web, &chance) : nil)
            let text = response.output.rendered(useColor: false)
            #expect(
                Self.isClean(text),
                "seed \(seed), line \(number): \(line.debugDescription) answers \(text.debugDescription)")
            #expect(!response.quits || line.contains("exit") || line.contains("quit"))
        }
        #expect(session.cluster.problems == [], "seed \(seed)")
        #expect(Self.isClean(session.prompt().plain))
    }

    @Test(
        "mutated manifests are refused or applied, never half, and answers are clean",
        arguments: 1 ... 8 as ClosedRange<UInt64>)
    func manifests(seed: UInt64) {
        var chance = Seed(seed).child("manifests")
        for number in 0 ..< 25 {
            let text = Self.mutated(Self.mutated(Desk.web, &chance), &chance)
            var session = Desk.session(MemoryIO(["web.yaml": text])) { $0.cluster.nodes = 0 }
            let before = session.cluster.revision
            let response = session.perform("apply -f web.yaml")
            let answer = response.output.rendered(useColor: false)
            #expect(!answer.isEmpty)
            #expect(Self.isClean(answer), "seed \(seed), file \(number): \(answer.debugDescription)")
            if response.isFailure { #expect(session.cluster.revision - before <= 1) }
        }
    }

    @Test("mutated scenario files end with an answer", arguments: 1 ... 6 as ClosedRange<UInt64>)
    func scenarios(seed: UInt64) {
        var chance = Seed(seed).child("scenarios")
        let file =
            "nodes 1\nkubectl apply -f web.yaml\nsettle\nout kubectl get pods\n! kubectl get pod "
                + "none\nsnapshot end nodes\n"
        for _ in 0 ..< 10 {
            let text = Self.mutated(file, &chance)
            // Thousands of nodes are allowed, but not for a test.
            if text.split(separator: "\n").contains(where: { $0.hasPrefix("nodes") && $0.utf8.count > 8 }) { continue }
            var runner = ScenarioRunner(SessionOptions(), io: MemoryIO(["web.yaml": Desk.web]))
            do { try runner.run(text) { _ in } } catch {
                #expect(error.line > 0 && !error.message.isEmpty && [1, 2].contains(error.exitCode))
            }
        }
    }

    @Test(
        "huge lines are answered in few lines",
        arguments: [
            String(repeating: "a", count: 100_000), String(repeating: "get ", count: 20_000),
            "get pods -l " + String(repeating: "a=b,", count: 20_000), String(repeating: "$(", count: 5_000),
            "note " + String(repeating: "漢", count: 30_000), "get " + String(repeating: "'", count: 9_999),
            "until " + String(repeating: "(", count: 10_000), "let N = " + String(repeating: "1+", count: 10_000),
            "get pods -o jsonpath='" + String(repeating: "{", count: 10_000) + "'",
            "patch rs web -p '" + String(repeating: "[", count: 20_000) + "'"
        ])
    func hugeLines(line: String) {
        var session = Desk.session()
        let response = session.perform(line)
        #expect(Self.isClean(response.output.rendered(useColor: false)))
    }

    @Test("an escape sequence in an object's text is shown, not sent")
    func escapes() {
        var session = Desk.session()
        session.type("create configmap m --from-literal=k=v")
        session.type("annotate configmap m note=\u{1B}[31mred\u{7}")
        for line in [
            "get configmap m -o yaml", "describe configmap m", "get configmap m -o json", "versions configmap/m",
            "why configmap/m"
        ] {
            let text = session.type(line)
            #expect(Self.isClean(text), "\(line): \(text.debugDescription)")
        }
    }
}
