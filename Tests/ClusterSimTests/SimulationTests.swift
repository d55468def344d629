import APIServing
import ClusterSim
import ControllerKit
import Documents
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

    /// The same of the mix: containers that ended while no kubelet looked, and states in which Kubernetes itself
    /// stands still (`StandstillTests`).
    static let mixedRegressions: [UInt64] = [251, 260, 398, 440, 772, 776, 985, 1550, 1660]

    /// The same for the mix of all workloads.
    static var mixedSeeds: Range<UInt64> {
        #if DEBUG
        1 ..< 25
        #else
        1 ..< 401
        #endif
    }

    @Test("a run with faults converges after they end (a failure prints the line that repeats it)", arguments: seeds)
    func converges(seed: UInt64) {
        let outcome = SimulationRun(seed: seed, .replicaSets).run()
        #expect(outcome.problems == [], "\(outcome.report)")
    }

    @Test("so does one with workloads of every kind", arguments: mixedSeeds)
    func mixConverges(seed: UInt64) {
        let outcome = SimulationRun(seed: seed).run()
        #expect(outcome.problems == [], "\(outcome.report)")
    }

    @Test("runs that failed once", arguments: regressions)
    func stayFixed(seed: UInt64) {
        let outcome = SimulationRun(seed: seed, .replicaSets).run()
        #expect(outcome.problems == [], "\(outcome.report)")
    }

    @Test("mixed runs that failed once", arguments: mixedRegressions)
    func mixStaysFixed(seed: UInt64) {
        let outcome = SimulationRun(seed: seed).run()
        #expect(outcome.problems == [], "\(outcome.report)")
    }

    @Test("a seed repeats its run")
    func repeats() {
        let (first, second) = (SimulationRun(seed: 12, .replicaSets).run(), SimulationRun(seed: 12, .replicaSets).run())
        #expect(first.moves == second.moves)
        #expect(first.cluster.fingerprint == second.cluster.fingerprint)
        #expect(first.command == "orrery simulate --seed 12 --replica-sets")
        let (mixed, again) = (SimulationRun(seed: 12).run(), SimulationRun(seed: 12).run())
        #expect(mixed.moves == again.moves)
        #expect(mixed.cluster.fingerprint == again.cluster.fingerprint)
        #expect(mixed.command == "orrery simulate --seed 12")
    }

    @Test("the mix has what it is for: every kind is made, changed, paused and deleted, Jobs complete")
    func mixCovers() {
        var written: Set<String> = []
        var reasons: Set<String> = []
        for seed in 1 ... 10 as ClosedRange<UInt64> {
            let cluster = SimulationRun(seed: seed).run().cluster
            for (_, record) in cluster.requests
            where record.request.user == "kubernetes-admin" && record.result.failure == nil {
                let plural = record.request.resource.info.plural
                written.insert("\(record.request.verb.word) \(plural)")
                if record.request.verb == .delete {
                    reasons.insert(record.request.options.propagationPolicy?.rawValue ?? "")
                }
            }
            for job in cluster.server.store.list(.jobs, namespace: "") {
                for condition in job.at("status", "conditions")?.array ?? [] {
                    reasons.insert(condition["type"]?.string ?? "")
                }
            }
        }
        for plural in ["deployments", "statefulsets", "daemonsets", "jobs", "cronjobs", "replicasets"] {
            #expect(written.isSuperset(of: ["create \(plural)", "patch \(plural)", "delete \(plural)"]), "\(plural)")
        }
        #expect(reasons.isSuperset(of: ["Background", "Foreground", "Orphan", "Complete", "Suspended"]))
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
