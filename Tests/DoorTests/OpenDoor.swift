import ClusterSim
import Documents
import Door
import DoorClient
import Glibc
import Simulation
import Testing
import Workbench

/// A door of a small world, open for as long as a test runs.
struct OpenDoor: Sendable {
    let desk: SessionDesk
    let ready: DoorServer.Ready
    /// The administrator's.
    let key: DoorKey

    static let pods = "/api/v1/namespaces/default/pods"
    static let configMaps = "/api/v1/namespaces/default/configmaps"
    static let json = "Content-Type: application/json"

    /// Certificates are valid from here on, in microseconds since 1970.
    private static let now: Int64 = Int64(time(nil)) * 1_000_000

    /// Opens a door, runs `body`, and holds the world against the checkers.
    static func open<Answer: Sendable>(
        patience: DoorPatience = DoorPatience(), _ body: @escaping @Sendable (OpenDoor) async throws -> Answer
    ) async throws -> Answer {
        var options = SessionOptions()
        options.cluster.checks = true
        let desk = SessionDesk(Session(options, io: RecordedIO(files: [], edits: [])), keeper: NoJournal())
        var doorOptions = DoorOptions(now: now)
        doorOptions.patience = patience
        let server = try DoorServer(doorOptions, desk: desk)
        let answer = try await server.serve { ready in
            let key = try DoorKey(port: ready.port, authority: ready.authority, token: ready.token)
            let door = OpenDoor(desk: desk, ready: ready, key: key)
            let answer = try await body(door)
            // Whatever was done to it: the next client is served.
            let nodes = try await door.ask("GET", "/api/v1/nodes")
            #expect(nodes.status == 200)
            return answer
        }
        let problems = desk.turn { $0.cluster.checkWorld() }
        #expect(problems == [])
        return answer
    }

    /// One request on a connection of its own.
    func ask(
        _ method: String, _ target: String, headers: [String] = [], body: String = "", as key: DoorKey? = nil
    ) async throws -> DoorAnswer {
        try await DoorConnection.open(key ?? self.key) { client in
            try await client.ask(method, target, headers: headers, body: Array(body.utf8))
        }
    }

    /// What comes back for these bytes on a connection of their own; `nil` if it is closed without an answer.
    func send(_ bytes: [UInt8]) async throws -> DoorAnswer? {
        try await DoorConnection.open(key) { client in
            try await client.send(bytes)
            do { return try await client.answer() } catch is DoorConnection.Broken { return nil }
        }
    }

    func send(_ text: String) async throws -> DoorAnswer? { try await send(Array(text.utf8)) }

    private struct NoJournal: LineKeeper {
        func before(_ line: String, _ input: String?) {}
        func after(_ lines: ArraySlice<Session.JournalLine>) {}
        func note(_ lines: ArraySlice<Session.JournalLine>) {}
    }
}

extension DoorAnswer {
    var json: Value { (try? JSONReader.read(body)) ?? .null }
    var reason: String { json["reason"]?.string ?? "" }
    var message: String { json["message"]?.string ?? "" }
}
