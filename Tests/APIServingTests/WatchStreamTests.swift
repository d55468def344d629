import APIServing
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct WatchStreamTests {
    private let moment = Moment(time: SimTime(microseconds: 0), start: 1_767_225_600_000_000)

    private func open(
        _ server: Server, _ change: (inout RequestOptions) -> Void = { _ in }
    ) throws(Status) -> (stream: WatchStream, events: [WatchEvent]) {
        var request = APIRequest(.watch, .configMaps, namespace: "default", user: "kubernetes-admin")
        change(&request.options)
        return try server.server.watch(request, at: moment)
    }

    private func text(_ events: [WatchEvent]) -> [String] {
        events.map { event in
            switch event {
            case .added(let object), .modified(let object), .deleted(let object):
                "\(event.type) \(object.name)@\(object.revision)"
            case .bookmark(let revision, let ends): "BOOKMARK \(revision)\(ends ? " end" : "")"
            case .error(let status): "ERROR \(status.code) \(status.message)"
            }
        }
    }

    @Test("without a version a watch begins with what is there, then tells what changes")
    func fromNow() throws {
        var server = Server()
        server.create(configMap("a", []), .configMaps)
        var (stream, events) = try open(server)
        #expect(text(events) == ["ADDED a@3"])
        #expect(stream.next(server.server.store).isEmpty)
        server.create(configMap("b", []), .configMaps)
        server.update(configMap("a", [("k", "v")]), .configMaps)
        server.send(.delete(.configMaps, ObjectKey("default", "b")))
        #expect(text(stream.next(server.server.store)) == ["ADDED b@4", "MODIFIED a@5", "DELETED b@6"])
        #expect(stream.bookmark() == nil)
    }

    @Test("from a version it tells what came after it; one that is gone is an ERROR event, and the end")
    func fromVersion() throws {
        var server = Server()
        server.create(configMap("a", []), .configMaps)
        server.create(configMap("b", []), .configMaps)
        #expect(text(try open(server) { $0.resourceVersion = "3" }.events) == ["ADDED b@4"])
        server.server.compact(upTo: 4)
        var (stream, events) = try open(server) { $0.resourceVersion = "3" }
        #expect(text(events) == ["ERROR 410 too old resource version: 3 (4)"])
        #expect(stream.isOver)
        server.create(configMap("c", []), .configMaps)
        #expect(stream.next(server.server.store).isEmpty)
    }

    @Test("a streaming list ends with a bookmark that says so")
    func streamingList() throws {
        var server = Server()
        server.create(configMap("a", []), .configMaps)
        let (stream, events) = try open(server) { options in
            options.sendInitialEvents = true
            options.resourceVersionMatch = "NotOlderThan"
            options.allowsBookmarks = true
        }
        #expect(text(events) == ["ADDED a@3", "BOOKMARK 3 end"])
        #expect(
            events.last?.object(.configMaps) == [
                "kind": "ConfigMap", "apiVersion": "v1",
                "metadata": ["resourceVersion": "3", "annotations": ["k8s.io/initial-events-end": "true"]]
            ])
        #expect(stream.bookmark() == .bookmark(revision: 3, endsInitialEvents: false))
    }

    @Test("what begins to match is added, what no longer does is deleted as it was")
    func selectors() throws {
        var server = Server()
        server.create(configMap("a", []), .configMaps)
        var (stream, _) = try open(server) { $0.labelSelector = "on=yes" }
        server.update(configMap("a", [], labels: [("on", "yes")]), .configMaps)
        server.update(configMap("a", [("k", "v")], labels: [("on", "yes")]), .configMaps)
        server.update(configMap("a", [("k", "w")]), .configMaps)
        let events = stream.next(server.server.store)
        #expect(text(events) == ["ADDED a@4", "MODIFIED a@5", "DELETED a@6"])
        guard case .deleted(let last)? = events.last else {
            Issue.record("no deletion")
            return
        }
        #expect(last.at("metadata", "labels") == ["on": "yes"])
    }

    @Test(
        "options that do not go together",
        arguments: [
            (
                true, "",
                "resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to "
                    + "NotOlderThan"
            ),
            (
                nil, "NotOlderThan",
                "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless "
                    + "sendInitialEvents is provided"
            )
        ] as [(Bool?, String, String)])
    func options(sends: Bool?, match: String, message: String) {
        var refused: Status?
        do {
            _ = try open(Server()) { options in
                options.sendInitialEvents = sends
                options.resourceVersionMatch = match
            }
        } catch { refused = error }
        #expect(refused?.message == "ListOptions.meta.k8s.io \"\" is invalid: \(message)")
    }
}
