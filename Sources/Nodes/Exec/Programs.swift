import Documents
import KubeAPI
import Simulation

/// The programs that every image has, answered from what is known of the pod.
///
/// Texts are those of busybox.
enum Programs {
    /// What a program does with its arguments; its exit code.
    typealias Program = @Sendable (inout Shell, [String]) -> Int

    /// By name.
    static let table: [(name: String, run: Program)] = [
        ("cat", cat), ("date", date), ("echo", echo), ("env", env), ("false", { _, _ in 1 }), ("hostname", hostname),
        ("ls", ls), ("printenv", printenv), ("ps", ps), ("pwd", pwd), ("sleep", sleep), ("true", { _, _ in 0 }),
    ]

    @Sendable private static func hostname(_ shell: inout Shell, _ arguments: [String]) -> Int {
        let world = shell.world
        switch arguments {
        case []: shell.write(world.hostname + "\n")
        case ["-f"]: shell.write(world.domain.isEmpty ? "\(world.hostname)\n" : "\(world.hostname).\(world.domain)\n")
        case ["-i"]: shell.write(world.ip + "\n")
        default: return shell.refuse("hostname", arguments.joined(separator: " "))
        }
        return 0
    }

    @Sendable private static func env(_ shell: inout Shell, _ arguments: [String]) -> Int {
        if let first = arguments.first { return shell.refuse("env", first) }
        if let problem = shell.unknownVariables { return shell.refuse("env", problem) }
        for (name, value) in shell.environment.variables { shell.write("\(name)=\(value)\n") }
        return 0
    }

    @Sendable private static func printenv(_ shell: inout Shell, _ arguments: [String]) -> Int {
        if arguments.isEmpty { return env(&shell, []) }
        if let problem = shell.unknownVariables { return shell.refuse("printenv", problem) }
        var code = 0
        for name in arguments {
            if let value = shell.environment[name] { shell.write(value + "\n") } else { code = 1 }
        }
        return code
    }

    @Sendable private static func echo(_ shell: inout Shell, _ arguments: [String]) -> Int {
        let isOpen = arguments.first == "-n"
        let words = isOpen ? arguments.dropFirst() : arguments[...]
        shell.write(words.joined(separator: " ") + (isOpen ? "" : "\n"))
        return 0
    }

    @Sendable private static func pwd(_ shell: inout Shell, _ arguments: [String]) -> Int {
        shell.write(shell.world.workingFolder + "\n")
        return 0
    }

    @Sendable private static func date(_ shell: inout Shell, _ arguments: [String]) -> Int {
        switch arguments {
        case [], ["-u"]: shell.write(shell.world.date + "\n")
        case ["+%s"]: shell.write("\(shell.world.moment.date / 1_000_000)\n")
        default: return shell.refuse("date", arguments.joined(separator: " "))
        }
        return 0
    }

    @Sendable private static func sleep(_ shell: inout Shell, _ arguments: [String]) -> Int {
        if arguments.isEmpty {
            shell.complain("sleep: missing operand\n")
            return 1
        }
        for word in arguments {
            let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
            let unit = word.last.flatMap { units[$0] }
            guard let number = Double(unit == nil ? word : String(word.dropLast())), number >= 0, number < 1e9 else {
                shell.complain("sleep: invalid number '\(word)'\n")
                return 1
            }
            shell.wait(microseconds: Int64(number * (unit ?? 1) * 1e6))
        }
        return 0
    }

    @Sendable private static func ps(_ shell: inout Shell, _ arguments: [String]) -> Int {
        let world = shell.world
        if world.row.spec["hostPID"]?.bool == true { return shell.refuse("ps", "the processes of a node") }
        shell.write("PID   USER     TIME  COMMAND\n")
        let asking = (["ps"] + arguments).joined(separator: " ")
        for (index, name) in world.processes(asking: asking).enumerated() {
            let number = String(index + 1)
            let blanks = String(repeating: " ", count: max(0, 5 - number.count))
            shell.write("\(blanks)\(number) root      0:00 \(name)\n")
        }
        return 0
    }

    @Sendable private static func cat(_ shell: inout Shell, _ arguments: [String]) -> Int {
        if arguments.isEmpty { shell.write(shell.input) }
        var code = 0
        for path in arguments {
            if path == "-" {
                shell.write(shell.input)
                continue
            }
            switch shell.world.place(path) {
            case .file(let text): shell.write(text)
            case .folder:
                shell.complain("cat: read error: Is a directory\n")
                code = 1
            case .nothing:
                shell.complain("cat: can't open '\(path)': No such file or directory\n")
                code = 1
            case .notModelled(let what): code = shell.refuse("cat", "\(path): \(what)")
            }
        }
        return code
    }

    @Sendable private static func ls(_ shell: inout Shell, _ arguments: [String]) -> Int {
        if let option = arguments.first(where: { $0.hasPrefix("-") && $0 != "-1" }) {
            return shell.refuse("ls", option)
        }
        let paths = arguments.filter { !$0.hasPrefix("-") }
        var code = 0
        for path in paths.isEmpty ? [shell.world.workingFolder] : paths {
            switch shell.world.place(path) {
            case .file: shell.write(path + "\n")
            case .folder(let names):
                if paths.count > 1 { shell.write("\(path == paths[0] ? "" : "\n")\(path):\n") }
                for name in names { shell.write(name + "\n") }
            case .nothing:
                shell.complain("ls: \(path): No such file or directory\n")
                code = 1
            case .notModelled(let what): code = shell.refuse("ls", "\(path): \(what)")
            }
        }
        return code
    }
}
