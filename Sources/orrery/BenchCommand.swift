import ArgumentParser

/// `orrery bench`
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure, and say how.")

    func run() throws {}
}
