import ClusterSim
import Rendering
import Testing
import Transcripts
import Workbench

/// Journal, export, import, replay: what was done can be done again and shown.
@Suite struct RecordTests {
    private static let lines = [
        "apply -f web.yaml", "scale rs/web --replicas=3", "step replicaset", "tick", "step 7", "back 5",
        "fork what-if", "delete rs web --wait=false", "settle", "switch main", "get pods", "nonsense",
        "let N = pods -l app=web", "note a remark", "fault crash kube-scheduler", "advance 20s",
        "why rs/web", "get nodes", "lang zh", "help step", "pin get rs", "tick 1s", "break on event Killing"
    ]

    private static func worked(_ io: MemoryIO) -> Session {
        var session = Desk.session(io)
        for line in lines { session.type(line) }
        session.type("apply -f - <<EOF", input: Desk.web.replacing("name: web", with: "name: again"))
        session.type("settle")
        return session
    }

    @Test("an exported session replays identically, without any file")
    func replay() throws {
        let io = MemoryIO(["web.yaml": Desk.web])
        var session = Self.worked(io)
        #expect(!session.perform("export notes.json").isFailure)
        let document = try SessionDocument(io.text("notes.json"))
        let (again, outcome) = try Session.replay(document, over: SessionOptions(), course: Course())
        #expect(outcome == .identical(lines: Self.lines.count + 2))
        #expect(again.cluster.revision == session.cluster.revision)
        #expect(again.cluster.now == session.cluster.now)
        #expect(again.prompt().plain == session.prompt().plain)
    }

    @Test("a record that says something else is found out, with the entry")
    func tampered() throws {
        let io = MemoryIO(["web.yaml": Desk.web])
        var session = Self.worked(io)
        session.type("export notes.json")
        let text = io.text("notes.json").replacing("replicaset.apps/web scaled", with: "replicaset.apps/web scalded")
        let (_, outcome) = try Session.replay(SessionDocument(text), over: SessionOptions(), course: Course())
        guard case .parts(_, let expected, let found) = outcome else {
            Issue.record("it replayed: \(outcome)")
            return
        }
        #expect(expected.contains("scalded"))
        #expect(found.contains("scaled"))
    }

    @Test("import opens the session at its end, and one can go on")
    func importing() {
        let io = MemoryIO(["web.yaml": Desk.web])
        var first = Self.worked(io)
        first.type("export notes.json")
        var second = Desk.session(io)
        second.type("tick 3s")
        // The session that is open now was a Chinese one.
        #expect(second.type("import notes.json").unwrapped.contains("重放完全一致"))
        #expect(second.prompt().plain == first.prompt().plain)
        first.type("scale rs/web --replicas=4")
        second.type("scale rs/web --replicas=4")
        #expect(first.type("settle") == second.type("settle"))
    }

    @Test("what is no session is refused", arguments: ["", "{", "[]", "{\"a\": 1}", "null", "\u{1}"])
    func badImport(text: String) {
        var session = Desk.session(MemoryIO(["notes.json": text]))
        let before = session.cluster.revision
        #expect(session.perform("import notes.json").isFailure)
        #expect(session.cluster.revision == before)
    }

    @Test("Secret data is masked in every export, unless asked for", arguments: ["md", "html", "json", "cast"])
    func secrets(form: String) {
        let io = MemoryIO()
        var session = Desk.session(io)
        session.type("create secret generic s --from-literal=password=hunter2-correct-horse")
        session.type("get secret s -o yaml")
        session.type("get secret s -o jsonpath='{.data.password}'")
        session.type("export notes.\(form)")
        let encoded = "aHVudGVyMi1jb3JyZWN0LWhvcnNl"
        let text = io.text("notes.\(form)")
        #expect(!text.isEmpty)
        #expect(!text.contains("hunter2-correct-horse") && !text.contains(encoded))
        session.type("export open.\(form) --with-secrets")
        #expect(io.text("open.\(form)").contains(encoded))
    }

    @Test("a masked session with a Secret replays identically")
    func maskedReplay() throws {
        let io = MemoryIO()
        var session = Desk.session(io)
        session.type("create secret generic s --from-literal=password=hunter2-correct-horse")
        session.type("get secret s -o yaml")
        session.type("settle")
        session.type("export notes.json")
        let (_, outcome) = try Session.replay(
            SessionDocument(io.text("notes.json")), over: SessionOptions(), course: Course())
        guard case .identical = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test("source runs the lines of a file, stops at the first that fails, and replays from the journal")
    func source() throws {
        let io = MemoryIO([
            "web.yaml": Desk.web, "go.k8s": "apply -f web.yaml\n# a remark\n\nsettle\n",
            "bad.k8s": "get nodes\nnonsense\nget pods\n", "loop.k8s": "source loop.k8s\n"
        ])
        var session = Desk.session(io)
        #expect(!session.perform("source go.k8s").isFailure)
        #expect(session.type("get pods").contains("web-"))
        let bad = session.perform("source bad.k8s")
        #expect(bad.isFailure)
        #expect(bad.output.rendered(useColor: false).contains("bad.k8s:2: stopped here"))
        #expect(session.perform("source loop.k8s").isFailure)
        session.type("export notes.json")
        let (_, outcome) = try Session.replay(
            SessionDocument(io.text("notes.json")), over: SessionOptions(), course: Course())
        #expect(outcome == .identical(lines: 4))
    }

    @Test("the journal holds each line with what it read")
    func journal() {
        let io = MemoryIO(["web.yaml": Desk.web])
        var session = Desk.session(io)
        session.type("apply -f web.yaml")
        session.type("# nothing")
        session.type("tick")
        #expect(session.journal.map(\.line) == ["apply -f web.yaml", "tick"])
        #expect(session.journal[0].files.map(\.path) == ["web.yaml"])
        #expect(session.journal[0].files.first?.bytes == Array(Desk.web.utf8))
        #expect(session.journal[0].printed == "replicaset.apps/web created\n")
    }
}
