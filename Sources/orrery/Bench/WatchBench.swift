import DoorClient
import Workbench

/// Many watchers of the same resource: each is told of each change.
struct WatchBench {
    let watchers: Int
    let changes: Int

    private struct Found: Sendable {
        var writing = 0.0
        var last = 0.0
        var bytes = 0
    }

    func run() async -> BenchResult {
        var result = BenchResult(
            name: "http-watch",
            method: "\(watchers) watches of config maps, \(changes) patches one after the other on one connection, "
                + "until the last watcher has seen the last: \(BenchDoor.manner); profile recorded, history full")
        let meter = Meter()
        var session = Session(SessionOptions(), io: MachineIO())
        _ = session.perform("kubectl create configmap told --from-literal=n=0")
        let (watchers, changes) = (watchers, changes)
        let found = try? await BenchDoor.open(session) { door in
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            return try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0 ..< watchers {
                    group.addTask { try await Self.watch(door, until: changes) { begin.yield(()) } }
                }
                var waiting = watchers
                for await _ in begun {
                    waiting -= 1
                    if waiting == 0 { break }
                }
                let start = Meter.wall()
                try await Self.change(door, changes)
                var found = Found(writing: Meter.wall() - start)
                for try await bytes in group { found.bytes += bytes }
                found.last = Meter.wall() - start
                return found
            }
        }
        guard let found else { return result.undone }
        let events = Double(watchers * changes)
        result.add("writes per second", Double(changes) / found.writing, "1/s")
        result.add("until all have seen all", found.last, "s")
        result.add("events per second", events / found.last, "1/s")
        result.add("sent", Double(found.bytes) / 1_048_576, "MiB")
        result.add("done", 1, "")
        result.add(meter)
        return result
    }

    private static let path = "/api/v1/namespaces/default/configmaps"

    /// Reads a watch until the change `last` has come; how many bytes that were.
    private static func watch(_ door: BenchDoor, until last: Int, begun: @Sendable () -> Void) async throws -> Int {
        try await DoorConnection.open(door.key) { client in
            try await client.send(door.key.request("GET", path + "?watch=true&fieldSelector=metadata.name%3Dtold"))
            _ = try await client.head()
            begun()
            var (bytes, tail) = (0, [UInt8]())
            let wanted = Array("\"n\":\"\(last)\"".utf8)
            while let piece = try await client.piece() {
                bytes += piece.count
                tail += piece
                if Self.holds(tail, wanted) { return bytes }
                tail = tail.suffix(wanted.count)
            }
            throw DoorConnection.Broken(wanted: "change \(last)")
        }
    }

    private static func holds(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0] == wanted[0] && bytes[$0...].starts(with: wanted) }
    }

    private static func change(_ door: BenchDoor, _ count: Int) async throws {
        try await DoorConnection.open(door.key) { client in
            for number in 1 ... count {
                let answer = try await client.ask(
                    "PATCH", path + "/told", headers: ["Content-Type: application/merge-patch+json"],
                    body: Array("{\"data\":{\"n\":\"\(number)\"}}".utf8))
                guard answer.status == 200 else { throw DoorConnection.Broken(wanted: "200, not \(answer.status)") }
            }
        }
    }
}
