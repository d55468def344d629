import ClusterSim
import ControllerKit
import KubeAPI
import Simulation
import Testing

/// Random worlds with faults: each must come to what was asked for.
@Suite struct SimulationTests {
    /// Runs that once failed: a looked-up owner that forgot its newest dependents, two lists under way at once, a
    /// deletion that turned from foreground to orphan, a creation awaited in vain.
    static let regressions: [UInt64] = [
        1001, 1045, 1084, 1094, 1119, 1120, 1134, 1136, 2083, 2195, 2224, 5081, 5148, 5152
    ]

    /// In a release build as many as are to be shown, else fewer.
    static var seeds: Range<UInt64> {
        #if DEBUG
        1 ..< 41
        #else
        1 ..< 501
        #endif
    }

    @Test("a run with faults converges after they end (a failure prints the line that repeats it)", arguments: seeds)
    func converges(seed: UInt64) {
        let outcome = SimulationRun(seed: seed, .replicaSets).run()
        #expect(outcome.isGood, "\(outcome.report)")
    }

    @Test("runs that failed once", arguments: regressions)
    func stayFixed(seed: UInt64) {
        let outcome = SimulationRun(seed: seed, .replicaSets).run()
        #expect(outcome.isGood, "\(outcome.report)")
    }

    @Test("a seed repeats its run")
    func repeats() {
        let (first, second) = (SimulationRun(seed: 12).run(), SimulationRun(seed: 12).run())
        #expect(first.moves == second.moves)
        #expect(first.cluster.fingerprint == second.cluster.fingerprint)
        #expect(first.command == "orrery simulate --seed 12")
    }

    @Test("runs do what they are for: crashes, relists, conflicts and evictions happen in them")
    func covers() {
        var seen: Set<String> = []
        for seed in 1 ... 15 as ClosedRange<UInt64> {
            let cluster = SimulationRun(seed: seed, .replicaSets).run().cluster
            for line in cluster.processLines {
                for word in ["crashed: fault", "crashed: stopped", "relists", "watches", "became leader"]
                where line.text.contains(word) {
                    seen.insert(word)
                }
            }
            for (_, record) in cluster.requests {
                if record.result.code == 409 { seen.insert("409") }
                if record.result.code == 403 { seen.insert("403") }
            }
        }
        #expect(
            seen == ["crashed: fault", "crashed: stopped", "relists", "watches", "became leader", "409", "403"])
    }
}
