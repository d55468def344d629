import ArgumentParser
import Documents
import Terminal
import Workbench

/// `orrery run FILE.k8s [--record DIR]`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a .k8s file; the first failing or unknown line stops it.",
        discussion: "Exit code 1: a line failed. 2: a line is not known, or the file cannot be read.")

    @Argument(help: "The file.") var file: String
    @Option(help: "Write audit log, outputs and snapshots there.") var record: String?
    @Flag(name: .shortAndLong, help: "Print nothing but errors.") var quiet = false
    @OptionGroup var world: WorldOptions

    func run() throws {
        let options = try world.sessionOptions()
        let screen = Screen()
        let errors = Screen(descriptor: 2)
        let bytes: [UInt8]
        do { bytes = try WholeFile.read(file) } catch {
            errors.write("\(file): \(error.reason)\n")
            throw ExitCode(2)
        }
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
        var runner = ScenarioRunner(options, io: MachineIO(base: folder))
        var stop: ScenarioRunner.Stop?
        do {
            try runner.run(String(decoding: bytes, as: UTF8.self)) { text in
                if !quiet { screen.write(text.hasSuffix("\n") ? text : text + "\n") }
            }
        } catch { stop = error }
        if let record { try write(runner.record, to: record) }
        if let stop {
            errors.write("\(file):\(stop.line): \(stop.message)\n")
            throw ExitCode(Int32(stop.exitCode))
        }
    }

    private func write(_ record: ScenarioRunner.Record, to folder: String) throws {
        let io = MachineIO()
        func put(_ name: String, _ text: String) throws { try io.writeFile("\(folder)/\(name)", Array(text.utf8)) }
        try put("audit.log", record.audit.map { JSONWriter.text($0) + "\n" }.joined())
        try put("outputs.json", JSONWriter.text(.array(record.outputs), style: .kubectl) + "\n")
        try put("initial.json", JSONWriter.text(record.initial, style: .kubectl) + "\n")
        for (name, list) in record.snapshots {
            try put("snapshots/\(name).json", JSONWriter.text(list, style: .kubectl) + "\n")
        }
    }
}
