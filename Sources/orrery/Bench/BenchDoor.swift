import Documents
import Door
import DoorClient
import Glibc
import Terminal
import Transcripts
import Workbench

/// The real door in this process, on a loopback port, for as long as a bench knocks at it.
struct BenchDoor: Sendable {
    let key: DoorKey
    let kubeconfig: String

    /// How all of them run, for the method.
    static let manner =
        "the door of `orrery serve` in this process on a loopback port, TLS 1.3, HTTP/1.1; the client runs beside it, "
        + "on the same cores and in the same memory"

    /// Opens a door to `session`, runs `body`, and closes it.
    static func open<Answer: Sendable>(
        _ session: Session, _ body: @escaping @Sendable (BenchDoor) async throws -> Answer
    ) async throws -> Answer {
        let desk = SessionDesk(session, keeper: NoJournal())
        let server = try DoorServer(DoorOptions(now: WallClock.microseconds), desk: desk)
        return try await server.serve { ready in
            try await body(
                BenchDoor(
                    key: DoorKey(port: ready.port, authority: ready.authority, token: ready.token),
                    kubeconfig: ready.kubeconfig))
        }
    }

    /// Nothing is kept on disk.
    private struct NoJournal: LineKeeper {
        func before(_ line: String, _ input: String?) {}
        func after(_ lines: ArraySlice<Session.JournalLine>) {}
        func note(_ lines: ArraySlice<Session.JournalLine>) {}
    }
}

/// The real kubectl, if there is one.
enum RealKubectl {
    /// The whole process, from its start to its end; `nil` if there is none or it fails.
    static func seconds(_ arguments: [String], kubeconfig: String) async -> Double? {
        let start = Meter.wall()
        guard let child = spawn(["kubectl", "--kubeconfig", kubeconfig] + arguments) else { return nil }
        var status: Int32 = 0
        while waitpid(child, &status, WNOHANG) == 0 { try? await Task.sleep(for: .milliseconds(1)) }
        return status == 0 ? Meter.wall() - start : nil
    }

    private static func spawn(_ words: [String]) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream: Int32 in [1, 2] { posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0) }
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for text in arguments { free(text) } }
        var child = pid_t()
        return posix_spawnp(&child, words[0], &actions, nil, arguments, environ) == 0 ? child : nil
    }
}
