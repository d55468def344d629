import ArgumentParser
import Documents
import Terminal

/// `orrery bench [--only NAME] [--json FILE] [--smoke]`
///
/// Measures and says how. Wall time is CLOCK_MONOTONIC, CPU time is getrusage of this process, peak memory is
/// VmHWM of /proc/self/status, reset before each bench. The clocks are read outside the simulation.
struct BenchCommand: ParsableCommand {
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

    func run() throws {
        let screen = Screen()
        screen.write(
            """
            method: wall CLOCK_MONOTONIC, CPU getrusage, peak memory VmHWM (reset before each bench); one run each
            build: \(Benches.configuration)\(smoke ? "; smoke sizes: the figures mean nothing" : "")

            """)
        var found: [BenchResult] = []
        for bench in Benches.all where only.isEmpty || only.contains(bench.name) {
            Meter.resetPeak()
            let result = bench.run(smoke)
            screen.write("\n" + result.text)
            found.append(result)
        }
        if let growth = Benches.growth(found) {
            screen.write("\ngrowth of the cost of a pod, 15k to 150k: \(growth.short)x\n")
        }
        guard let json else { return }
        var document: Value = [
            "build": .string(Benches.configuration), "smoke": .bool(smoke), "benches": .array(found.map(\.value)),
        ]
        if let growth = Benches.growth(found) { document.set(.double(growth), at: "costGrowth15kTo150k") }
        try MachineIO().writeFile(json, Array((JSONWriter.text(document, style: .kubectl) + "\n").utf8))
    }
}

/// What is measured, by name, in the order in which it runs: small ones first.
enum Benches {
    struct Bench: Sendable {
        let name: String
        /// Runs it; `true`: with a tiny size.
        let run: @Sendable (Bool) -> BenchResult
    }

    static let all: [Bench] = [
        Bench(name: "start") { StartBench.run(smoke: $0) },
        Bench(name: "step") { StepBench.step(smoke: $0) },
        Bench(name: "back") { StepBench.back(smoke: $0) },
        Bench(name: "simulation") { SimulationBench.run(smoke: $0) },
        Bench(name: "replicaset-10k") {
            ClusterBench(name: "replicaset-10k", nodes: $0 ? 5 : 200, sets: 1, podsPerSet: $0 ? 200 : 10_000).run()
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

    /// How much dearer a pod is in the big cluster than in the small one.
    static func growth(_ results: [BenchResult]) -> Double? {
        func cost(_ name: String) -> Double? {
            results.first { $0.name == name }?.figures.first { $0.name == "cpu per pod" }?.number
        }
        guard let small = cost("cluster-15k"), let big = cost("cluster-150k"), small > 0 else { return nil }
        return big / small
    }
}
