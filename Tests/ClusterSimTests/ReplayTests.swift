import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation
import Testing

/// The same options and commands give the same bytes; copies go their own ways.
@Suite struct ReplayTests {
    /// A run with writes, a fault and a dead node.
    private static func worked(_ change: (inout ClusterOptions) -> Void = { _ in }) throws -> Cluster {
        var cluster = Cluster.checked(change)
        cluster.create(Make.set("web", replicas: 4), .replicaSets)
        for _ in 0 ..< 40 { cluster.step() }
        try cluster.inject(.crash(process: "kube-controller-manager"))
        cluster.run(until: cluster.now + .seconds(30))
        try cluster.apply(.stop(process: "kubelet/node-2", text: "node stop node-2"))
        cluster.ask(Make.scale("web", to: 2))
        _ = cluster.settle()
        return cluster
    }

    @Test("two runs of the same seed and commands are equal in every byte")
    func equalRuns() throws {
        let first = try Self.worked()
        let second = try Self.worked()
        #expect(first.fingerprint == second.fingerprint)
        #expect(first.problems.isEmpty)
    }

    @Test("another seed gives other names, so equality says something")
    func otherSeed() throws {
        let first = try Self.worked()
        let second = try Self.worked { $0.seed = 2 }
        #expect(first.fingerprint != second.fingerprint)
    }

    @Test("a shuffled and jittered run repeats itself too", arguments: [1, 7, 99] as [UInt64])
    func shuffledRuns(seed: UInt64) throws {
        func run() throws -> [String] {
            try Self.worked { options in
                options.seed = seed
                options.profile = .jittered
                options.delivery = .shuffled(Seed(seed))
            }.fingerprint
        }
        #expect(try run() == run())
    }

    @Test("a copy and its original have the same future")
    func equalFutures() throws {
        var cluster = Cluster.checked()
        cluster.create(Make.set("web", replicas: 5), .replicaSets)
        for _ in 0 ..< 33 { cluster.step() }
        var fork = cluster
        cluster.run(until: cluster.now + .seconds(20))
        fork.run(until: fork.now + .seconds(20))
        #expect(cluster.fingerprint == fork.fingerprint)
    }

    @Test("what is done to a copy is not seen in the original")
    func forksAreApart() throws {
        var cluster = Cluster.checked()
        cluster.create(Make.set("web", replicas: 2), .replicaSets)
        _ = cluster.settle()
        let before = cluster.fingerprint
        var fork = cluster
        fork.ask(Make.scale("web", to: 7))
        try fork.inject(.crash(process: "kube-scheduler"))
        _ = fork.settle()
        #expect(cluster.fingerprint == before)
        #expect(cluster.pods.count == 2)
        #expect(fork.pods.count == 7)
    }

    @Test("every span names only older causes, and those of the control plane lead to what was done from outside")
    func causesAreOlder() throws {
        let cluster = try Self.worked()
        for span in cluster.spans(from: cluster.trace.firstKept) {
            #expect(span.causes.allSatisfy { $0 < span.id && $0 != .none })
        }
    }
}
