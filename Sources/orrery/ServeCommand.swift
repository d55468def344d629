import ArgumentParser
import Door
import Glibc
import HTTPAPI
import Kubectl
import Rendering
import Terminal
import Workbench

/// `orrery serve`: the world behind an HTTPS door, for the real kubectl.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the world to the real kubectl and other clients.",
        discussion: """
            Loopback alone, HTTPS, with an authority and a token made for this run. SIGTERM or Ctrl-C ends it; the \
            journal stays, and `orrery --continue` goes on behind it.
            """)

    @Option(help: "The port; 0 takes any that is free.") var port = 0
    @Option(help: "Another address than 127.0.0.1. Whoever reaches it and has the token is the administrator.")
    var listen: String?
    @Option(help: "Where the kubeconfig is written, instead of the state folder.") var kubeconfig: String?
    @Option(help: "How time passes: manual, real or eager.") var clock = "manual"
    @Option(help: "With --clock real: how fast, such as 10x.") var speed = "1x"
    @OptionGroup var world: WorldOptions

    func run() async throws {
        var options = try world.sessionOptions(startingAt: WallClock.today)
        options.isInteractive = true
        let screen = Screen()
        let io = MachineIO()
        let keeper = JournalKeeper(path: StatePlaces.file("journal.jsonl"))
        let session = Session(options, io: io, course: Course())
        keeper.begin(options)
        let desk = SessionDesk(session, keeper: keeper)
        guard ["manual", "real", "eager"].contains(clock) else {
            throw ValidationError("--clock: `\(clock)` is not manual, real or eager")
        }
        if clock != "manual" {
            let response = desk.perform(clock == "eager" ? "auto eager" : "auto \(speed)", nil)
            if response.isFailure { throw ValidationError(response.output.rendered(useColor: false)) }
        }
        let opening = try DoorOpening(port: port, listen: listen, kubeconfig: kubeconfig, desk: desk, screen: screen)
        Metronome.start(desk) { _ in }
        do {
            try await opening.run(endsOnSignals: true)
        } catch is CancellationError {
            // Clients that did not let go in time were cut off: that too is an end in good order.
            return
        }
    }
}

/// The door with what it prints, opened by `orrery serve` and by `serve` at the prompt.
struct DoorOpening: Sendable {
    private let server: DoorServer
    private let path: String
    private let screen: Screen
    private let isOpen: Bool

    init(port: Int, listen: String?, kubeconfig: String?, desk: SessionDesk, screen: Screen) throws {
        guard let path = kubeconfig ?? StatePlaces.file("kubeconfig") else {
            throw ValidationError("there is no state folder: say --kubeconfig FILE")
        }
        self.path = path
        self.screen = screen
        isOpen = listen.map { !["127.0.0.1", "::1", "localhost"].contains($0) } ?? false
        server = try DoorServer(
            DoorOptions(port: port, listen: listen, now: WallClock.microseconds), desk: desk)
    }

    /// Serves until the task is cancelled or, if `endsOnSignals`, until SIGTERM or SIGINT.
    func run(
        endsOnSignals: Bool, onReady: @escaping @Sendable () -> Void = {},
        onChange: @escaping @Sendable (HTTPRequest, HTTPResponse) -> Void = { _, _ in }
    ) async throws {
        try await server.run(
            endsOnSignals: endsOnSignals,
            onReady: { ready in
                tell(ready)
                onReady()
            }, onChange: onChange)
    }

    private func tell(_ ready: DoorServer.Ready) {
        var text = ""
        do {
            try MachineIO().writePrivately(path, Array(ready.kubeconfig.utf8))
            text += "export KUBECONFIG=\(path)\n"
        } catch {
            text += "\(path): \(error.reason)\n"
        }
        if isOpen {
            text += "others can reach this address: whoever has the token in that file is the administrator\n"
        }
        screen.write(text + "ready \(ready.url)\n")
    }
}
