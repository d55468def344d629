import ArgumentParser
import ClusterSim
import Rendering
import Terminal
import Views
import Workbench

/// `orrery simulate`: random runs with faults, each decided by its seed. Hidden: for those who work on Orrery.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Run random worlds with faults; exit code 1 if one does not converge.",
        shouldDisplay: false)

    @Option(help: "The seed of the first run.") var seed: UInt64 = 1
    @Option(help: "How many runs, with the seeds that follow.") var count: Int = 1
    @Flag(help: "Work with ReplicaSets and pods only.") var replicaSets = false
    @Flag(help: "Show what was done.") var moves = false
    @Option(help: "Show the events of the last run that mention a word.") var trace: String?
    @Option(parsing: .singleValue, help: "Ask the world at the end of the last run: a line of the prompt.")
    var ask: [String] = []

    func run() throws {
        guard (1 ... 1_000_000).contains(count) else { throw ValidationError("--count: \(count) is not 1 to 1000000") }
        var failed = 0
        for offset in 0 ..< UInt64(count) {
            let outcome = SimulationRun(seed: seed &+ offset, replicaSets ? .replicaSets : .mixed).run()
            if moves { Screen().write(outcome.moves.map { $0 + "\n" }.joined()) }
            if count == 1 || !outcome.isGood { Screen().write(outcome.report + "\n") }
            if !outcome.isGood { failed += 1 }
            if offset + 1 == count { look(into: outcome.cluster) }
        }
        Screen().write("\(count) runs, \(failed) failed\n")
        if failed > 0 { throw ExitCode(1) }
    }

    /// What is asked of a run, for those who look for the cause of a failure.
    private func look(into cluster: Cluster) {
        if let trace { Screen().write(TraceLines.lines(mentioning: trace, in: cluster).rendered(useColor: false)) }
        if ask.isEmpty { return }
        var session = Session(on: cluster, io: MachineIO())
        for line in ask { Screen().write("> \(line)\n" + session.perform(line).output.rendered(useColor: false)) }
    }
}
