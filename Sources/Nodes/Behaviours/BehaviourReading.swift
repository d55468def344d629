public import Documents

/// What is wrong with a table of behaviours.
public struct BehaviourError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where: `rules[2].behaviour.exitCode`.
    public let path: String
    public let message: String

    public var description: String { "\(path.isEmpty ? "behaviours" : path): \(message)" }
}

extension Behaviours {
    /// Reads `{"rules": [{"image": "demo/*", "behaviour": {…}}], "default": {…}}`.
    public init(parsing value: Value) throws(BehaviourError) {
        guard let fields = value.fields else { throw BehaviourError(path: "", message: "must be an object") }
        self.init()
        for field in fields {
            switch field.key {
            case "default": fallback = try Behaviour(parsing: field.value, path: "default")
            case "rules":
                guard let list = field.value.array else {
                    throw BehaviourError(path: "rules", message: "must be a list")
                }
                guard list.count <= Behaviours.rulesMax else {
                    throw BehaviourError(path: "rules", message: "has more than \(Behaviours.rulesMax) entries")
                }
                for (index, entry) in list.enumerated() {
                    let path = "rules[\(index)]"
                    guard let pattern = entry["image"]?.string, !pattern.isEmpty else {
                        throw BehaviourError(path: path, message: "needs `image`, a name or pattern")
                    }
                    let behaviour = try Behaviour(
                        parsing: entry["behaviour"] ?? .object(Fields()), path: "\(path).behaviour")
                    rules.append(Rule(pattern, behaviour))
                }
            default: throw BehaviourError(path: field.key, message: "unknown; known are `rules` and `default`")
            }
        }
    }
}

extension Behaviour {
    static let known = [
        "exec", "exitCode", "exitCodes", "ignoresSIGTERM", "imageBytes", "isOnEveryNode", "listens",
        "livenessFailsAfterSeconds", "logs", "preStopMilliseconds", "pullFails", "pullMilliseconds",
        "readyAfterSeconds", "readyNever", "runsForSeconds", "startMilliseconds", "stopExitCode",
        "stopMilliseconds", "upAfterSeconds",
    ]

    /// Reads an object with any of the known members; what it does not name stays as in `base`.
    ///
    /// `pullFails` is `true` or the registry's message. `logs` is a list of texts or of
    /// `{"atMilliseconds": 500, "text": "…"}`, `exec` one of `{"command": "nginx -v", "stdout": "…", "exitCode": 0}`.
    public init(parsing value: Value, over base: Behaviour = Behaviour(), path: String = "") throws(BehaviourError) {
        self = base
        guard let fields = value.fields else { throw BehaviourError(path: path, message: "must be an object") }
        for field in fields {
            try set(field.key, field.value, path: path.isEmpty ? field.key : "\(path).\(field.key)")
        }
    }

    private mutating func set(_ key: String, _ value: Value, path: String) throws(BehaviourError) {
        switch key {
        case "pullMilliseconds": pullMilliseconds = try Self.amount(value, path)
        case "imageBytes": imageBytes = try Self.amount(value, path)
        case "startMilliseconds": startMilliseconds = try Self.amount(value, path)
        case "stopMilliseconds": stopMilliseconds = try Self.amount(value, path)
        case "preStopMilliseconds": preStopMilliseconds = try Self.amount(value, path)
        case "runsForSeconds": runsForSeconds = value.isNull ? nil : try Self.amount(value, path)
        case "upAfterSeconds": upAfterSeconds = try Self.amount(value, path)
        case "readyAfterSeconds": readyAfterSeconds = try Self.amount(value, path)
        case "livenessFailsAfterSeconds": livenessFailsAfterSeconds = try Self.amount(value, path)
        case "exitCode": exitCode = try Self.code(value, path)
        case "stopExitCode": stopExitCode = try Self.code(value, path)
        case "exitCodes":
            exitCodes = []
            for entry in try Self.list(value, path) { exitCodes.append(try Self.code(entry, path)) }
        case "isOnEveryNode": isOnEveryNode = try Self.flag(value, path)
        case "readyNever": readyNever = try Self.flag(value, path)
        case "ignoresSIGTERM": ignoresSIGTERM = try Self.flag(value, path)
        case "pullFails":
            if let text = value.string {
                pullFailure = text
            } else {
                pullFailure = try Self.flag(value, path) ? "not found" : nil
            }
        case "listens":
            var ports: [Int64] = []
            for entry in try Self.list(value, path) { ports.append(try Self.amount(entry, path)) }
            listens = ports
        case "logs":
            logs = []
            for entry in try Self.list(value, path) { logs.append(try Self.line(entry, path)) }
        case "exec":
            execs = []
            for (index, entry) in try Self.list(value, path).enumerated() {
                execs.append(try Self.rule(entry, "\(path)[\(index)]"))
            }
        default:
            let words = Self.known.joined(separator: ", ")
            throw BehaviourError(path: path, message: "unknown; known are \(words)")
        }
    }

    private static func amount(_ value: Value, _ path: String) throws(BehaviourError) -> Int64 {
        guard let number = value.int, number >= 0, number <= 1_000_000_000_000 else {
            throw BehaviourError(path: path, message: "must be a whole number, 0 or more")
        }
        return number
    }

    private static func code(_ value: Value, _ path: String) throws(BehaviourError) -> Int {
        guard let number = value.int, (0...255).contains(number) else {
            throw BehaviourError(path: path, message: "must be an exit code from 0 to 255")
        }
        return Int(number)
    }

    private static func flag(_ value: Value, _ path: String) throws(BehaviourError) -> Bool {
        guard let flag = value.bool else { throw BehaviourError(path: path, message: "must be true or false") }
        return flag
    }

    private static func list(_ value: Value, _ path: String) throws(BehaviourError) -> [Value] {
        guard let list = value.array else { throw BehaviourError(path: path, message: "must be a list") }
        return list
    }

    /// The command is a text of words between blanks, or a list of words. Texts get the line end they lack.
    private static func rule(_ value: Value, _ path: String) throws(BehaviourError) -> ExecRule {
        var rule = ExecRule(command: [])
        for field in value.fields ?? Fields() {
            let place = "\(path).\(field.key)"
            switch field.key {
            case "command":
                if let text = field.value.string {
                    rule.command = text.split(separator: " ").map(String.init)
                } else {
                    rule.command = try list(field.value, place).compactMap(\.string)
                }
            case "stdout": rule.stdout = try lines(field.value, place)
            case "stderr": rule.stderr = try lines(field.value, place)
            case "exitCode": rule.exitCode = try code(field.value, place)
            default:
                throw BehaviourError(path: place, message: "unknown; known are command, exitCode, stderr, stdout")
            }
        }
        if rule.command.isEmpty { throw BehaviourError(path: path, message: "needs `command`, the words of a command") }
        return rule
    }

    private static func lines(_ value: Value, _ path: String) throws(BehaviourError) -> String {
        guard let text = value.string else { throw BehaviourError(path: path, message: "must be a text") }
        return text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    }

    private static func line(_ value: Value, _ path: String) throws(BehaviourError) -> LogLine {
        if let text = value.string { return LogLine(atMilliseconds: 0, text: text) }
        guard let text = value["text"]?.string else {
            throw BehaviourError(path: path, message: "must hold texts, or objects with `text` and `atMilliseconds`")
        }
        return LogLine(atMilliseconds: try amount(value["atMilliseconds"] ?? 0, path), text: text)
    }
}
