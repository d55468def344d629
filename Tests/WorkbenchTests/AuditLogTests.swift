import Documents
import HTTPAPI
import Testing
import Workbench

/// The audit log holds what everybody asked: writes, reads of a person, watches of components.
@Suite struct AuditLogTests {
    /// The lines of the log, parsed.
    private static func log(_ session: inout Session, _ io: MemoryIO) throws -> [Value] {
        session.type("export audit.log")
        return try io.text("audit.log").split(separator: "\n").map { try JSONReader.read(String($0)) }
    }

    private static func lines(_ log: [Value], _ verb: String, _ uri: String) -> [Value] {
        log.filter { $0["verb"]?.string == verb && $0["requestURI"]?.string == uri }
    }

    @Test("what a person reads is in it, in its place, without bodies")
    func reads() throws {
        let io = MemoryIO()
        var session = Desk.session(io)
        session.type("create configmap one")
        session.type("get configmap one")
        session.type("get configmap nothing")
        session.type("create configmap two")
        let log = try Self.log(&session, io)
        let path = "/api/v1/namespaces/default/configmaps"
        let read = try #require(Self.lines(log, "get", "\(path)/one").first)
        #expect(read["level"] == "Metadata" && read["responseObject"] == nil)
        #expect(read.at("user", "username") == "kubernetes-admin")
        #expect(read.at("responseStatus", "code") == 200)
        #expect(Self.lines(log, "get", "\(path)/nothing").first?.at("responseStatus", "code") == 404)
        let mine = log.filter { ["one", "two", "nothing"].contains($0.at("objectRef", "name")?.string) }
        #expect(mine.compactMap { $0["verb"]?.string } == ["create", "get", "get", "create"])
    }

    @Test("who is refused before the body is read has named nothing; groups and impersonated users are in it")
    func refusals() throws {
        let io = MemoryIO()
        var session = Desk.session(io)
        session.type("create configmap one --as=jane")
        session.type("create configmap two --as=jane --as-group=system:masters")
        let log = try Self.log(&session, io)
        let mine = log.filter { $0.at("impersonatedUser", "username") == "jane" }
        #expect(mine.map { $0.at("responseStatus", "code") } == [403, 201])
        #expect(mine.map { $0.at("objectRef", "name") } == [nil, "two"])
        #expect(mine.first?.at("user", "groups") == ["kubeadm:cluster-admins", "system:authenticated"])
        #expect(mine.last?.at("impersonatedUser", "groups") == ["system:masters", "system:authenticated"])
    }

    @Test("so are the watches that reflectors opened, under their own names")
    func watches() throws {
        let io = MemoryIO()
        var session = Desk.session(io)
        let log = try Self.log(&session, io)
        let options = "allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&sendInitialEvents=true&watch=true"
        let opened = Self.lines(log, "watch", "/api/v1/pods?\(options)")
        let users = opened.compactMap { $0.at("user", "username")?.string }
        #expect(users.contains("system:kube-scheduler"))
        #expect(opened.allSatisfy { $0["stage"] == "ResponseStarted" })
        let node = "/api/v1/pods?allowWatchBookmarks=true&fieldSelector=spec.nodeName%3Dnode-1"
        let ofNode = log.filter { ($0["requestURI"]?.string ?? "").hasPrefix(node) }
        #expect(!ofNode.isEmpty)
    }

    @Test("what was read before the present is in it, what came after is not, and branches keep their own")
    func history() throws {
        let io = MemoryIO()
        var session = Desk.session(io)
        session.type("get pods")
        session.type("mark here")
        session.type("create configmap one")
        session.type("get configmap one")
        session.type("goto here")
        let path = "/api/v1/namespaces/default/configmaps/one"
        var log = try Self.log(&session, io)
        #expect(Self.lines(log, "get", path).isEmpty)
        #expect(log.contains { $0["verb"] == "list" && $0.at("objectRef", "resource") == "pods" })
        session.type("create configmap two")
        log = try Self.log(&session, io)
        #expect(Self.lines(log, "get", path).isEmpty)
        session.type("switch main")
        log = try Self.log(&session, io)
        #expect(Self.lines(log, "get", path).count == 1)
    }

    @Test("reads that come over HTTP are in it too, also of paths that are no resource")
    func overHTTP() throws {
        let io = MemoryIO()
        var session = Desk.session(io)
        for path in ["/api/v1/nodes?limit=5", "/version", "/nowhere"] {
            let request = HTTPRequest("GET", path, user: "kubernetes-admin")
            var world = session.snapshot
            let answer = Gateway.answer(request, on: &world)
            session.note(request, answeredBy: world, code: answer.code)
        }
        let log = try Self.log(&session, io)
        #expect(Self.lines(log, "list", "/api/v1/nodes?limit=5").first?.at("objectRef", "resource") == "nodes")
        #expect(Self.lines(log, "get", "/version").first?["objectRef"] == nil)
        #expect(Self.lines(log, "get", "/nowhere").first?.at("responseStatus", "code") == 404)
    }
}
