import ArgumentParser
import Documents
import Terminal

/// `orrery bench [--only NAME] [--json FILE] [--smoke]`
///
/// Measures and says how. Wall time is CLOCK_MONOTONIC, CPU time is getrusage of this process, peak memory is
/// VmHWM of /proc/self/status, reset before each bench. The clocks are read outside the simulation.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure, and say how.",
        discussion: "Benches: \(Benches.all.map(\.name).joined(separator: ", ")).")

    @Option(help: "Only the bench of this name; may be given again.") var only: [String] = []
    @Option(help: "Write the figures there as JSON.") var json: String?
    @Flag(help: "Tiny sizes of everything: does it run at all?") var smoke = false

    func validate() throws {
        for name in only where !Benches.all.contains(where: { $0.name == name }) {
            throw ValidationError("no bench `\(name)`; there are \(Benches.all.map(\.name).joined(separator: ", "))")
        }
    }

    func run() async throws {
        let screen = Screen()
        screen.write(
            """
            method: wall CLOCK_MONOTONIC, CPU getrusage, peak memory VmHWM (reset before each bench); one run each
            build: \(Benches.configuration)\(smoke ? "; smoke sizes: the figures mean nothing" : "")

            """)
        var found: [BenchResult] = []
        for bench in Benches.all where only.isEmpty || only.contains(bench.name) {
            Meter.resetPeak()
            let result = await bench.run(smoke)
            screen.write("\n" + result.text)
            found.append(result)
        }
        let growths = Benches.growths.compactMap { $0.measured(found) }
        for growth in growths {
            screen.write("\ngrowth of the cost of a pod, \(growth.from) to \(growth.to): \(growth.factor.short)x\n")
        }
        let real = RealControlPlane(found)
        if !real.isEmpty { screen.write("\n" + real.text) }
        try writeJSON(found, growths, real)
        let undone = found.filter { $0.figure("done") == 0 }.map(\.name)
        if !undone.isEmpty {
            screen.write("\nnever reached its end: \(undone.joined(separator: ", "))\n")
            throw ExitCode.failure
        }
    }

    private func writeJSON(
        _ found: [BenchResult], _ growths: [Benches.Growth.Measured], _ real: RealControlPlane
    ) throws {
        guard let json else { return }
        var document: Value = [
            "build": .string(Benches.configuration), "smoke": .bool(smoke), "benches": .array(found.map(\.value)),
        ]
        document.set(.array(growths.map(\.value)), at: "costGrowth")
        document.set(real.value, at: "besideRealControlPlane")
        try MachineIO().writeFile(json, Array((JSONWriter.text(document, style: .kubectl) + "\n").utf8))
    }
}

/// What is measured, by name, in the order in which it runs: small ones first.
enum Benches {
    struct Bench: Sendable {
        let name: String
        /// Runs it; `true`: with a tiny size.
        let run: @Sendable (Bool) async -> BenchResult
    }

    static let all: [Bench] = [
        Bench(name: "start") { StartBench.run(smoke: $0) },
        Bench(name: "step") { StepBench.step(smoke: $0) },
        Bench(name: "back") { StepBench.back(smoke: $0) },
        Bench(name: "simulation") { SimulationBench.run(smoke: $0) },
        Bench(name: "http-1") { await RequestBench(connections: 1, requests: $0 ? 20 : 4000).run() },
        Bench(name: "http-32") { await RequestBench(connections: 32, requests: $0 ? 64 : 8000).run() },
        Bench(name: "http-list-1k") { await ListBench(name: "http-list-1k", pods: $0 ? 20 : 1000).run() },
        Bench(name: "http-list-5k") { await ListBench(name: "http-list-5k", pods: $0 ? 50 : 5000).run() },
        Bench(name: "http-list-50k") { await ListBench(name: "http-list-50k", pods: $0 ? 100 : 50_000).run() },
        Bench(name: "http-watch") {
            await WatchBench(watchers: $0 ? 5 : 200, changes: $0 ? 10 : 1000).run()
        },
        Bench(name: "replicaset-10k") {
            ClusterBench(name: "replicaset-10k", nodes: $0 ? 5 : 200, sets: 1, podsPerSet: $0 ? 200 : 10_000).run()
        },
        Bench(name: "rollout-1k") {
            DeploymentBench(name: "rollout-1k", nodes: $0 ? 2 : 20, deployments: 1, replicas: $0 ? 20 : 1000).roll()
        },
        Bench(name: "rollout-10k") {
            DeploymentBench(name: "rollout-10k", nodes: $0 ? 5 : 200, deployments: 1, replicas: $0 ? 100 : 10_000)
                .roll()
        },
        Bench(name: "deployments-50x20") {
            DeploymentBench(
                name: "deployments-50x20", nodes: $0 ? 2 : 20, deployments: $0 ? 2 : 50, replicas: $0 ? 5 : 20
            ).create()
        },
        Bench(name: "deployments-500x20") {
            DeploymentBench(
                name: "deployments-500x20", nodes: $0 ? 5 : 200, deployments: $0 ? 20 : 500, replicas: $0 ? 5 : 20
            ).create()
        },
        Bench(name: "job-500") {
            JobBench(name: "job-500", nodes: $0 ? 2 : 5, completions: $0 ? 10 : 500, parallelism: $0 ? 5 : 50).run()
        },
        Bench(name: "job-5k") {
            JobBench(name: "job-5k", nodes: $0 ? 5 : 50, completions: $0 ? 50 : 5000, parallelism: $0 ? 10 : 500).run()
        },
        Bench(name: "cascade-2k") {
            DeploymentBench(
                name: "cascade-2k", nodes: $0 ? 2 : 20, deployments: $0 ? 2 : 10, replicas: $0 ? 5 : 198
            ).cascade()
        },
        Bench(name: "cascade-20k") {
            DeploymentBench(
                name: "cascade-20k", nodes: $0 ? 5 : 200, deployments: $0 ? 10 : 100, replicas: $0 ? 8 : 198
            ).cascade()
        },
        Bench(name: "cluster-15k") {
            ClusterBench(name: "cluster-15k", nodes: $0 ? 10 : 500, sets: $0 ? 3 : 15, podsPerSet: $0 ? 100 : 1000)
                .run()
        },
        Bench(name: "cluster-150k") {
            ClusterBench(name: "cluster-150k", nodes: $0 ? 50 : 5000, sets: $0 ? 15 : 150, podsPerSet: $0 ? 100 : 1000)
                .run()
        },
    ]

    static var configuration: String {
        #if DEBUG
            "debug (figures of a debug build mean little)"
        #else
            "release"
        #endif
    }

    /// The same work in a small and a big cluster: pairs of benches whose pods should cost the same.
    static let growths = [
        Growth(from: "rollout-1k", to: "rollout-10k"), Growth(from: "deployments-50x20", to: "deployments-500x20"),
        Growth(from: "job-500", to: "job-5k"), Growth(from: "cascade-2k", to: "cascade-20k"),
        Growth(from: "cluster-15k", to: "cluster-150k"),
    ]

    /// How much dearer a pod is in the big cluster than in the small one.
    struct Growth: Sendable {
        let from: String
        let to: String

        /// The factor, if both have run.
        func measured(_ results: [BenchResult]) -> Measured? {
            func cost(_ name: String) -> Double? {
                results.first { $0.name == name }?.figure(BenchResult.costOfAPod)
            }
            guard let small = cost(from), let big = cost(to), small > 0 else { return nil }
            return Measured(from: from, to: to, factor: big / small)
        }

        struct Measured {
            let from: String
            let to: String
            let factor: Double

            var value: Value { ["from": .string(from), "to": .string(to), "factor": .double(factor)] }
        }
    }
}
