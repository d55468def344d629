import ClusterSim
import ControllerKit
import Documents
import DoorClient
import Glibc
import KubeAPI
import Terminal
import Workbench

/// Lists of many running pods over HTTPS.
struct ListBench {
    let name: String
    let pods: Int

    /// The whole kubectl process against a real v1.36.2 control plane, seconds, by the number of running pods.
    private static let recorded = [1000: 0.32, 5000: 0.81]
    private static let table = "Accept: application/json;as=Table;v=v1;g=meta.k8s.io,application/json"
    private static let path = "/api/v1/namespaces/default/pods"
    private static let rounds = 5

    private struct Found: Sendable {
        var times: [(what: String, seconds: [Double])] = []
        var bytes: [(what: String, count: Int)] = []
        var world = 0.0
        var peak = 0.0
    }

    func run() async -> BenchResult {
        var result = BenchResult(
            name: name,
            method: "\(pods) running pods listed \(Self.rounds) times: \(BenchDoor.manner); profile unlimited, history "
                + "off. In pages: 500 at a time, as Table, gzip, as kubectl asks")
        let meter = Meter()
        let session = session()
        guard session.cluster.found(.pods).count == pods, let found = try? await measure(session) else {
            return result.undone
        }
        for (what, seconds) in found.times { result.add(times: seconds, of: what) }
        for (what, count) in found.bytes { result.add(what, Double(count), "B") }
        if let real = Self.recorded[pods] { result.add("kubectl, real server", real * 1000, "ms") }
        result.add("memory of the world", found.world, "MiB")
        result.add("peak while listing", found.peak, "MiB")
        result.add("done", 1, "")
        result.add(meter)
        return result
    }

    /// A world of so many running pods.
    private func session() -> Session {
        var options = SessionOptions()
        options.cluster.nodes = max(1, pods / 100)
        options.cluster.profile = .unlimited
        options.cluster.limits = .lean
        options.history = .off
        var session = Session(options, io: MachineIO())
        let sets = max(1, pods / 1000)
        for number in 1 ... sets {
            let set = Cluster.benchWorkload(.replicaSets, "web-\(number)", replicas: pods / sets)
            _ = session.perform("kubectl create -f -", input: JSONWriter.text(set))
        }
        _ = session.perform("settle")
        return session
    }

    private func measure(_ session: Session) async throws -> Found {
        try await BenchDoor.open(session) { door in
            var found = Found()
            Meter.resetPeak()
            found.world = Meter.peakMiB()
            try await DoorConnection.open(door.key) { client in
                _ = try await Self.pages(&client)
            }
            let (pages, table, json) = try await DoorConnection.open(door.key) { client in
                var (pages, table, json) = ([Double](), [Double](), [Double]())
                for _ in 0 ..< Self.rounds { pages.append(try await Self.pages(&client)) }
                for _ in 0 ..< Self.rounds { table.append(try await Self.whole(&client, [Self.table]).seconds) }
                for _ in 0 ..< Self.rounds { json.append(try await Self.whole(&client, []).seconds) }
                return (pages, table, json)
            }
            found.times = [("in pages", pages), ("one Table", table), ("one JSON list", json)]
            found.bytes = try await DoorConnection.open(door.key) { client in
                [
                    ("one Table, size", try await Self.whole(&client, [Self.table]).bytes),
                    ("one JSON list, size", try await Self.whole(&client, []).bytes)
                ]
            }
            found.peak = Meter.peakMiB()
            let kubectl = try await Self.kubectl(door)
            if !kubectl.isEmpty { found.times.append(("kubectl get pods", kubectl)) }
            return found
        }
    }

    private static func whole(
        _ client: inout DoorConnection, _ headers: [String]
    ) async throws -> (seconds: Double, bytes: Int) {
        let start = Meter.wall()
        let answer = try await client.ask("GET", path, headers: headers, keepsBody: false)
        guard answer.status == 200 else { throw DoorConnection.Broken(wanted: "200, not \(answer.status)") }
        return (Meter.wall() - start, answer.bodyBytes)
    }

    private static func pages(_ client: inout DoorConnection) async throws -> Double {
        let start = Meter.wall()
        var next = ""
        repeat {
            // The token of the next page stands near the beginning of an answer that is not compressed.
            let answer = try await client.ask("GET", path + "?limit=500" + next, headers: [table])
            guard answer.status == 200 else { throw DoorConnection.Broken(wanted: "200, not \(answer.status)") }
            let head = String(decoding: answer.body.prefix(1_000), as: UTF8.self)
            let token = head.split(separator: "\"continue\":\"").dropFirst().first?.prefix { $0 != "\"" }
            next = token.map { "&continue=\($0)" } ?? ""
        } while !next.isEmpty
        return Meter.wall() - start
    }

    /// The real client, its discovery cache warm.
    private static func kubectl(_ door: BenchDoor) async throws -> [Double] {
        let folder = "/tmp/orrery-bench-\(getpid())"
        mkdir(folder, 0o700)
        let file = folder + "/kubeconfig"
        defer {
            unlink(file)
            rmdir(folder)
        }
        try MachineIO().writePrivately(file, Array(door.kubeconfig.utf8))
        guard await RealKubectl.seconds(["get", "pods"], kubeconfig: file) != nil else { return [] }
        var times: [Double] = []
        for _ in 0 ..< rounds {
            if let seconds = await RealKubectl.seconds(["get", "pods"], kubeconfig: file) { times.append(seconds) }
        }
        return times
    }
}
