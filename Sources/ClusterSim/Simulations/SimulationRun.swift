import ControllerKit
import Documents
import KubeAPI
import Nodes
public import Simulation

/// What people work with in a random run.
public enum SimulatedWorkloads: Sendable {
    /// ReplicaSets and pods.
    case replicaSets
    /// Deployments, StatefulSets, DaemonSets, Jobs, CronJobs, ReplicaSets and pods.
    case mixed
}

/// One random run: people work with workloads and pods while delivery is shuffled, hops vary and things
/// break; then the faults end, time passes, and the cluster must have come to what was asked for.
///
/// The seed decides everything: `orrery simulate --seed N` repeats a run.
public struct SimulationRun: Sendable {
    /// How often somebody does something, at least and at most.
    static let movesMin = 20
    static let movesMax = 45
    /// In the mix so many workloads are made before anything breaks.
    static let workloadsFirst = 5
    /// Changes the store keeps: few, so that watches that fall behind meet 410.
    static let changeLogWindow = 120
    /// After the faults it may take so long until all is as asked for: the pods of a dead node go after
    /// 50 s + 300 s, a pod that came and went while a watch was broken is awaited for 300 s.
    static let convergenceMax = SimDuration.minutes(7)

    /// The same for the mix: a pod of a Job that failed again and again is made anew after minutes.
    static let mixedConvergenceMax = SimDuration.minutes(20)

    public let seed: UInt64
    /// What people work with.
    public let workloads: SimulatedWorkloads

    /// The run of a seed.
    public init(seed: UInt64, _ workloads: SimulatedWorkloads = .mixed) {
        self.seed = seed
        self.workloads = workloads
    }

    /// The options of the run's cluster.
    public var options: ClusterOptions {
        var chance = Seed(seed).child("options")
        var options = ClusterOptions()
        options.seed = seed
        options.nodes = 1 + chance.below(4)
        options.profile = .jittered
        options.delivery = .shuffled(Seed(seed).child("delivery"))
        options.limits.changeLogWindow = SimulationRun.changeLogWindow
        options.checks = true
        if workloads == .mixed {
            var batch = options.behaviours.fallback
            batch.runsForSeconds = 2
            options.behaviours.rules.append(Behaviours.Rule("batch", batch))
        }
        return options
    }

    /// Runs to the end. Equal seeds give equal outcomes.
    public func run() -> SimulationOutcome {
        var world = SimulatedWorld(Cluster(options), workloads, chance: Seed(seed).child("moves"))
        if workloads == .mixed { for _ in 0 ..< SimulationRun.workloadsFirst { world.createWorkload() } }
        let moves = SimulationRun.movesMin + world.chance.below(SimulationRun.movesMax - SimulationRun.movesMin)
        for _ in 0 ..< moves { world.move() }
        world.endFaults()
        let calm = world.cluster.now
        var unmet = world.converge()
        if !unmet.isEmpty && world.mayAwaitInVain {
            world.touchWorkloads()
            unmet = world.converge()
        }
        return SimulationOutcome(
            seed: seed, workloads: workloads, moves: world.lines, problems: unmet + world.cluster.checkWorld(),
            convergedAfter: world.cluster.now - calm, cluster: world.cluster)
    }
}

/// What came of a run.
public struct SimulationOutcome: Sendable {
    public let seed: UInt64
    /// What people worked with.
    public let workloads: SimulatedWorkloads
    /// What was done and broken, in order, with its time.
    public let moves: [String]
    /// What is not as it must be; empty if the run is good.
    public let problems: [String]
    /// How long it took after the last fault ended.
    public let convergedAfter: SimDuration
    /// The cluster at the end.
    public let cluster: Cluster

    public var isGood: Bool { problems.isEmpty }

    /// The line that repeats the run.
    public var command: String {
        "orrery simulate --seed \(seed)" + (workloads == .mixed ? "" : " --replica-sets")
    }

    /// Problems and command, as a failing test prints them.
    public var report: String {
        isGood
            ? "seed \(seed): \(cluster.eventCount) events, converged after \(convergedAfter)"
            : "seed \(seed): \(problems.joined(separator: "; "))\nrepeat: \(command)"
    }
}

/// A cluster that is worked with at random.
struct SimulatedWorld {
    var cluster: Cluster
    let workloads: SimulatedWorkloads
    var chance: Seed
    private(set) var lines: [String] = []
    /// Counts up for names that are never used twice by chance.
    var made = 0
    /// Processes that were stopped and must be started again.
    var stopped: [String] = []

    init(_ cluster: Cluster, _ workloads: SimulatedWorkloads, chance: Seed) {
        self.cluster = cluster
        self.workloads = workloads
        self.chance = chance
    }

    /// One of `choices`, by chance.
    mutating func pick<Item>(_ choices: [Item]) -> Item? {
        choices.isEmpty ? nil : choices[chance.below(choices.count)]
    }

    /// True in `percent` of a hundred cases.
    mutating func happens(_ percent: Int) -> Bool { chance.below(100) < percent }

    /// Applies a command; one that cannot be carried out now (its subject is gone) counts as nothing.
    @discardableResult
    mutating func apply(_ command: ClusterCommand, _ text: String) -> CommandOutcome? {
        do {
            let outcome = try cluster.apply(command)
            lines.append("t=\(cluster.now) \(text)")
            return outcome
        } catch {
            lines.append("t=\(cluster.now) \(text): \(error.message.english)")
            return nil
        }
    }

    /// Lets time pass until the cluster is as asked for; gives what is not at the end.
    mutating func converge() -> [String] {
        let start = cluster.now
        let max = workloads == .mixed ? SimulationRun.mixedConvergenceMax : SimulationRun.convergenceMax
        while true {
            if case .capped(let last) = cluster.settle() { return ["it does not settle: \(last)"] }
            let unmet = cluster.unconverged()
            if unmet.isEmpty || cluster.now - start > max { return unmet }
            cluster.run(until: cluster.now + .seconds(15))
        }
    }

    /// A pod that was made and removed while the controller's watch was broken is in no list: the creation is
    /// awaited until it expires, and then something must make the controller look again, as upstream.
    var mayAwaitInVain: Bool {
        cluster.spans(from: cluster.trace.firstKept).contains { span in
            guard case .process(let record) = span.body else { return false }
            return record.process == ProcessPlans.controllerManager && record.text.contains("relists pods")
        }
    }

    /// Somebody does something or something breaks; then some events or some time pass.
    mutating func move() {
        if happens(65) { work() } else { breakSomething() }
        switch chance.below(20) {
        case 0 ..< 12:
            for _ in 0 ..< chance.below(40) { cluster.step() }
        case 12 ..< 17:
            cluster.run(until: cluster.now + .milliseconds(Int64(1 + chance.below(400))))
        case 17, 18:
            cluster.run(until: cluster.now + .milliseconds(Int64(500 + chance.below(8_000))))
        default:
            cluster.run(until: cluster.now + .seconds(Int64(20 + chance.below(60))))
        }
    }
}
