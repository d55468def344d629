import ArgumentParser

@main
struct Orrery: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orrery", abstract: "A clockwork Kubernetes: step a control plane and see each loop turn.",
        version: "0.1",
        subcommands: [
            PromptCommand.self, RunCommand.self, ReplayCommand.self, LessonsCommand.self, BenchCommand.self,
            SimulateCommand.self, ServeCommand.self,
        ],
        defaultSubcommand: PromptCommand.self)
}
