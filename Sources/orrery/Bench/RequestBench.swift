import DoorClient
import Workbench

/// Create, get and patch of pods over HTTPS, one request after the other on each connection.
struct RequestBench {
    let connections: Int
    /// Of each verb, over all connections.
    let requests: Int

    private struct Round: Sendable {
        var times: [Double] = []
        var wall = 0.0
        var failures = 0
    }

    func run() async -> BenchResult {
        var result = BenchResult(
            name: "http-\(connections)",
            method: "\(requests) creates, gets and patches of pods on \(connections) connections: \(BenchDoor.manner); "
                + "profile recorded, history full, time stands")
        let meter = Meter()
        let each = requests / connections
        let connections = connections
        let rounds = try? await BenchDoor.open(Session(SessionOptions(), io: MachineIO())) { door in
            var rounds: [(String, Round)] = []
            for (verb, method) in [("create", "POST"), ("get", "GET"), ("patch", "PATCH")] {
                let start = Meter.wall()
                var round = try await withThrowingTaskGroup(of: Round.self) { group in
                    for connection in 0 ..< connections {
                        group.addTask { try await Self.ask(method, connection, each, door) }
                    }
                    return try await group.reduce(into: Round()) { sum, one in
                        sum.times += one.times
                        sum.failures += one.failures
                    }
                }
                round.wall = Meter.wall() - start
                rounds.append((verb, round))
            }
            return rounds
        }
        guard let rounds else { return result.undone }
        for (verb, round) in rounds {
            result.add("\(verb) per second", Double(round.times.count) / round.wall, "1/s")
            result.add(times: round.times, of: verb)
        }
        result.add("done", rounds.allSatisfy { $0.1.failures == 0 } ? 1 : 0, "")
        result.add(meter)
        return result
    }

    private static func ask(
        _ method: String, _ connection: Int, _ count: Int, _ door: BenchDoor
    ) async throws -> Round {
        try await DoorConnection.open(door.key) { client in
            var round = Round()
            for number in 0 ..< count {
                let name = "p-\(connection)-\(number)"
                let (path, headers, body) = request(method, name)
                let start = Meter.wall()
                let answer = try await client.ask(method, path, headers: headers, body: Array(body.utf8))
                round.times.append(Meter.wall() - start)
                if answer.status != (method == "POST" ? 201 : 200) { round.failures += 1 }
            }
            return round
        }
    }

    private static func request(_ method: String, _ name: String) -> (path: String, headers: [String], body: String) {
        let pods = "/api/v1/namespaces/default/pods"
        switch method {
        case "POST":
            let body = """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"\(name)","labels":{"app":"web"}},
                "spec":{"containers":[{"name":"web","image":"nginx:1.27"}]}}
                """
            return (pods, ["Content-Type: application/json"], body)
        case "PATCH":
            let body = #"{"metadata":{"labels":{"round":"2"}}}"#
            return ("\(pods)/\(name)", ["Content-Type: application/strategic-merge-patch+json"], body)
        default: return ("\(pods)/\(name)", [], "")
        }
    }
}
