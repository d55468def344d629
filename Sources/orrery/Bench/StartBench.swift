import ClusterSim
import Glibc
import Workbench

/// From nothing to the first prompt.
enum StartBench {
    static func run(smoke: Bool) -> BenchResult {
        var result = BenchResult(
            name: "start",
            method:
                "a session of 3 nodes is made (boot included); the program is started with no input until it ends; profile recorded"
        )
        let rounds = smoke ? 3 : 21
        let meter = Meter()
        var sessions: [Double] = []
        for _ in 0 ..< rounds {
            let start = Meter.wall()
            let session = Session(SessionOptions(), io: MachineIO())
            _ = session.prompt()
            sessions.append(Meter.wall() - start)
        }
        result.add(times: sessions, of: "session")
        var processes: [Double] = []
        for _ in 0 ..< rounds {
            let start = Meter.wall()
            if !spawn() { break }
            processes.append(Meter.wall() - start)
        }
        result.add(times: processes, of: "process")
        result.add(meter)
        return result
    }

    /// Runs this program with empty input and without a state folder of its own, and waits for its end.
    private static func spawn() -> Bool {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        var child = pid_t()
        let path = strdup("/proc/self/exe")
        let state = strdup("ORRERY_STATE=/dev/null")
        defer {
            free(path)
            free(state)
        }
        let arguments: [UnsafeMutablePointer<CChar>?] = [path, nil]
        let variables: [UnsafeMutablePointer<CChar>?] = [state, nil]
        guard posix_spawn(&child, "/proc/self/exe", &actions, nil, arguments, variables) == 0 else { return false }
        var status: Int32 = 0
        return waitpid(child, &status, 0) == child
    }
}
