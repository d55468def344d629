import ClusterSim
import Rendering
import Testing
import Workbench

/// Wrong lines: what is said, where, and what was meant.
@Suite struct MistakeTests {
    struct Case: Sendable, CustomStringConvertible {
        let line: String
        let says: [String]
        /// The column of the first mark, counted in the line from 0; `nil`: no mark is looked for.
        let mark: Int?
        var description: String { line }

        init(_ line: String, mark: Int? = nil, _ says: String...) {
            self.line = line
            self.says = says
            self.mark = mark
        }
    }

    @Test("a component with nothing to do does not move time, and a name's beginning is answered by the names")
    func nothingToDo() {
        var session = Desk.session()
        session.type("apply -f - <<EOF", input: Desk.web)
        session.type("scale rs/web --replicas=3")
        session.type("settle")
        let place = session.prompt().plain
        #expect(session.type("step scheduler").contains("nothing to do in the next"))
        #expect(session.prompt().plain == place)
        #expect(session.type("why pod/web").unwrapped.contains("no pod `web`. There are `web-"))
    }

    @Test("our own errors are Chinese in a Chinese session; names, words and kubectl's errors stay")
    func chinese() {
        var session = Desk.session()
        session.type("lang zh")
        #expect(session.type("scael rs/web").contains("error: 没有这个命令：`scael`。是不是 `scale`？"))
        #expect(session.type("step replicaste").contains("error: 没有组件 `replicaste`。是不是 `replicaset`？"))
        #expect(session.type("switch nowhere").contains("error: 没有分支 nowhere；现有：main"))
        #expect(session.type("until pods = x").contains("`x` 不是整数。"))
        #expect(session.type("until pods = x").contains("形式见 `help conditions`"))
        #expect(session.type("get pod none").contains("Error from server (NotFound): pods \"none\" not found"))
    }

    @Test(
        "a wrong line changes nothing and says what was meant",
        arguments: [
            Case("scael rs/web --replicas=3", mark: 0, "no such command: `scael`", "Did you mean `scale`?"),
            Case("   gte pods", mark: 3, "no such command: `gte`", "Did you mean `get`?"),
            Case("get pods --watchh", mark: 9, "unknown flag: --watchh"),
            Case("get pods -Z", mark: 9, "unknown shorthand flag: 'Z' in -Z"),
            Case("get poods", "poods"),
            Case("step replicaste", "no component `replicaste`. Did you mean `replicaset`?"),
            Case("step 0", "is no number from 1 to"),
            Case("step -1"),
            Case("step 99999999999999999999", "no component"),
            Case("tick soon", "tick: `soon` is no duration up to a year"),
            Case("advance", "advance needs a duration"),
            Case("advance 99999999h", "is no duration up to a year"),
            Case("back x", "back: `x` is no positive number"),
            Case("goto", "goto needs an event"),
            Case("switch nowhere", "no branch nowhere; there are main"),
            Case("fault lga kube-scheduler/pods 3", "no such fault: `lga`"),
            Case("fault lag kube-scheduler/pods many", "is no number from 0 to 100000"),
            Case("fault crash nobody", "no process nobody"),
            Case("lesson 99", "no lesson `99`"),
            Case("answer c", "this is free play"),
            Case("return", "there is no lesson to return to"),
            Case("export notes.txt", "ends in none of .md, .html, .json, .cast"),
            Case("import missing.json", "missing.json", "no such file"),
            Case("source missing.k8s", "missing.k8s", "no such file"),
            Case("apply -f missing.yaml", "missing.yaml"),
            Case("get pods \"unterminated"),
            Case("get pod none", "Error from server (NotFound): pods \"none\" not found"),
            Case("why pod/none"),
            Case("show 999999"),
            Case("until", "condition"),
            Case("until pods nonsense", "help conditions"),
            Case("break on", "condition"),
            Case("lang fr", "lang is en or zh"),
            Case("auto fast", "is no speed such as"),
            Case("node add", "node add needs a name"),
            Case("node stop nobody", "no process kubelet/nobody"),
            Case("etcd"),
            Case("snapshot x", "has a meaning only in a file"),
            Case("mark", "mark needs a name"),
            Case("note"),
            Case("unpin 3", "unpin: there is no pin 3")
        ])
    func mistakes(_ given: Case) throws {
        var session = Desk.session()
        let before = (session.cluster.eventCount, session.cluster.revision)
        let columns = session.prompt().plain.columns
        let response = session.perform(given.line)
        let text = response.output.rendered(useColor: false)
        #expect(response.isFailure)
        #expect(response.exitCode != 0)
        #expect(!text.isEmpty)
        for words in given.says { #expect(text.unwrapped.contains(words), "\(text)") }
        #expect((session.cluster.eventCount, session.cluster.revision) == before)
        if let mark = given.mark {
            let marks = text.split(separator: "\n").first.map(String.init) ?? ""
            #expect(marks.prefix { $0 == " " }.count == columns + mark, "\(text)")
            #expect(marks.drop { $0 == " " }.allSatisfy { $0 == "^" } && marks.contains("^"))
        }
        for line in response.output.lines { #expect(line.text.plain.columns <= 80, "\(line.text.plain)") }
    }

    @Test("a manifest with a wrong field says file, line and column, and nothing is applied")
    func manifest() {
        let wrong = Desk.web.replacing("containers:", with: "contaniers:")
        var session = Desk.session(MemoryIO(["web.yaml": wrong]))
        let response = session.perform("apply -f web.yaml")
        let text = response.output.rendered(useColor: false)
        #expect(response.isFailure)
        #expect(text.contains("contaniers"), "\(text)")
        #expect(session.type("get rs").contains("No resources found"))
    }
}

extension String {
    /// Wrapped lines put together again.
    var unwrapped: String {
        split(separator: "\n").map { line in String(line.drop { $0 == " " }) }.joined(separator: " ")
    }

    func replacing(_ word: String, with other: String) -> String {
        split(separator: word, omittingEmptySubsequences: false).joined(separator: other)
    }
}
