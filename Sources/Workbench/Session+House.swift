import Lessons
import ClusterSim
import Commands
import ControllerKit
import Documents
import KubeAPI
import Nodes
import Rendering
import Simulation
import Transcripts
import Views

/// Our own words, one by one.
extension Session {
    mutating func house(
        _ command: ParsedCommand, _ all: [CommandWord], _ line: String, _ entry: inout JournalLine
    ) throws -> Response {
        let words = command.words
        switch command.path.joined(separator: " ") {
        case "step":
            return try remembering(line) { session throws in try session.step(words, verbose: command.bool("verbose")) }
        case "tick":
            let duration = try duration(words, or: .milliseconds(250), "tick")
            return try remembering(line) { session throws in session.pass(duration) }
        case "advance":
            guard !words.isEmpty else { throw WordProblem(
                "advance needs a duration, such as 30s or 1m30s",
                "advance 需要时长，例如 30s 或 1m30s") }
            let duration = try duration(words, or: .zero, "advance")
            return try remembering(line) { session throws in session.pass(duration) }
        case "settle": return settle()
        case "align": return align()
        case "auto": return try auto(words)
        case "halt":
            speed = nil
            settlesAfterRequests = false
            return note("virtual time stands still again", "虚拟时间又停住了")
        case "serve", "serve stop": return try serve(command)
        case "back": return try remembering(line) { session throws in try session.back(words) }
        case "forward": return try remembering(line) { session throws in try session.forward(words) }
        case "goto": return try goTo(words)
        case "mark": return try mark(words)
        case "fork": return try fork(words)
        case "branches": return show(BranchesView.branches(timeline, view))
        case "switch":
            guard let name = words.first else { throw WordProblem(
                "switch needs a branch; `branches` lists them",
                "switch 需要分支名；`branches` 列出分支") }
            try timeline.switchTo(name)
            return here()
        case "compare": return try compare(words)
        case "fault": return try fault(words, line)
        case "load": return try load(words, line)
        case "stop", "start": return try stopOrStart(command.verb, words, line)
        case "controller add": return try addController(command, line, &entry)
        case "controller list": return listControllers()
        case "controller remove": return try removeController(words, line)
        case "node add": return try addNode(command, line)
        case "node stop", "node start": return try stopOrStart(command.path[1], words.map { "kubelet/\($0)" }, line)
        case "lang": return try language(words)
        case "exit":
            var response = Response()
            response.quits = true
            return response
        default: return try seeingOrNotebook(command, words, line, &entry)
        }
    }

    private mutating func seeingOrNotebook(
        _ command: ParsedCommand, _ words: [String], _ line: String, _ entry: inout JournalLine
    ) throws -> Response {
        switch command.path.joined(separator: " ") {
        case "why" where StillWords.object(words) != nil: return try still(StillWords.object(words) ?? [])
        case "gc graph": return try graph(words, verbose: command.bool("verbose"))
        case "why", "tree", "timeline", "versions": return try seeObject(command.verb, words)
        case "show": return try show(words, verbose: command.bool("verbose"))
        case "rule": return try rule(words)
        case "queue": return show(QueueView.queue(cluster, view))
        case "inspect": return try inspect(words)
        case "sequence": return try sequence(words)
        case "decisions": return try decisions(words)
        case "stages": return try stages(words)
        case "etcd get": return try etcd(words)
        case "define": return try define(words)
        case "check world": return show(WorldView.world(cluster, view))
        case "unpin": return try unpin(words)
        case "break off", "break list": return try breaking(command.path[1], words)
        case "export": return try export(words, withSecrets: command.bool("with-secrets"))
        case "import": return try importSession(words, &entry)
        case "source": return try source(words, &entry)
        case "help": return help(words)
        case "nodes", "snapshot", "out":
            throw WordProblem(
                "`\(command.verb)` has a meaning only in a file that `orrery run` runs",
                "`\(command.verb)` 只在 `orrery run` 执行的文件里有意义")
        case "check", "break", "node", "etcd", "gc", "controller":
            throw WordProblem(
                "`\(command.verb)` needs one of: \(command.spec.children.map(\.name).joined(separator: ", "))",
                "`\(command.verb)` 后面要有：\(command.spec.children.map(\.name).joined(separator: ", "))")
        default: return try lessonWord(command, words)
        }
    }

    // MARK: small ones

    mutating func write(note text: String) throws(WordProblem) -> Response {
        guard !text.isEmpty else { throw WordProblem("note needs a text", "note 需要文字") }
        transcript.append(.note(text), time: "t=\(cluster.now)", revision: Int(cluster.revision))
        return note("noted", "已记下")
    }

    /// A short answer of ours.
    func note(_ english: String, _ chinese: String) -> Response {
        var response = Response()
        for line in phrase(english, chinese).split(separator: "\n", omittingEmptySubsequences: false) {
            for part in String(line).wrapped(to: width) { response.output.append(part, .dim) }
        }
        return response
    }

    func show(_ output: Output) -> Response {
        var response = Response()
        response.output = output
        return response
    }

    /// Enter alone repeats the last time command.
    private mutating func remembering(
        _ line: String, _ body: (inout Session) throws -> Response
    ) throws -> Response {
        lastTimeCommand = line.trimmed.isEmpty ? lastTimeCommand : line
        return try body(&self)
    }

    private func duration(_ words: [String], or usual: SimDuration, _ verb: String) throws(WordProblem) -> SimDuration {
        guard let word = words.first else { return usual }
        guard let duration = Durations.parse(word), duration <= .minutes(60 * 24 * 366) else {
            throw WordProblem(
                "\(verb): `\(word)` is no duration up to a year, such as 250ms, 30s or 1m30s",
                "\(verb)：`\(word)` 不是一年以内的时长，例如 250ms、30s 或 1m30s")
        }
        return duration
    }

    private mutating func auto(_ words: [String]) throws(WordProblem) -> Response {
        if words.first == "eager" {
            speed = nil
            settlesAfterRequests = true
            return note(
                "the world comes to rest after each request from outside, and goes on while a client watches; "
                    + "`halt` ends it",
                "外部的每个请求之后世界都会静下来，有客户端在监视时时间继续前进；`halt` 停下")
        }
        settlesAfterRequests = false
        var text = words.first ?? "1x"
        if text.hasSuffix("x") { text.removeLast() }
        guard let factor = Double(text), factor > 0, factor <= 1000 else {
            throw WordProblem(
                "auto: `\(words.first ?? "")` is no speed such as 1x, 0.5x or 20x (at most 1000x)",
                "auto：`\(words.first ?? "")` 不是速度，例如 1x、0.5x 或 20x（最多 1000x）")
        }
        speed = factor
        return note(
            "virtual time now runs at \(words.first ?? "1x") of real time; `halt` ends it",
            "虚拟时间现在以真实时间的 \(words.first ?? "1x") 前进；`halt` 停下")
    }

    /// How fast virtual time runs by itself; `nil` if it stands.
    ///
    /// A world that comes to rest after each request has timers that go beyond that (a namespace is emptied 5 s after
    /// its deletion, a pod has 30 s to end): as long as somebody watches, he waits for them.
    public func autoSpeed(isWatched: Bool) -> Double? { speed ?? (settlesAfterRequests && isWatched ? 1 : nil) }

    /// Real time has passed: virtual time follows, if `auto` is on.
    ///
    /// - Parameter isWatched: a client waits for what will happen.
    public mutating func realTimePassed(microseconds: Int64, isWatched: Bool = false) -> Response? {
        guard let speed = autoSpeed(isWatched: isWatched), timeline.behind == 0 else { return nil }
        let duration = SimDuration(microseconds: Int64(Double(microseconds) * speed))
        commandStart = timeline.present.trace.nextID
        let quietBefore = timeline.present.lastCountedWrite
        let response = pass(duration)
        journal.append(
            JournalLine(line: "advance \(duration.microseconds)us", input: nil, files: [], edits: [], printed: ""))
        return timeline.present.lastCountedWrite > quietBefore ? response : nil
    }

    private mutating func mark(_ words: [String]) throws(WordProblem) -> Response {
        guard let name = words.first else { throw WordProblem("mark needs a name", "mark 需要名字") }
        timeline.mark(name)
        return note(
            "\(name) is t=\(cluster.now), event \(cluster.trace.count); `goto \(name)` comes back here",
            "\(name) 是 t=\(cluster.now)，事件 \(cluster.trace.count)；`goto \(name)` 回到这里")
    }

    private mutating func fork(_ words: [String]) throws -> Response {
        var name = words.first ?? ""
        if name.isEmpty {
            var number = 1
            while timeline.allBranches.contains(where: { $0.name == "fork-\(number)" }) { number += 1 }
            name = "fork-\(number)"
        }
        let from = timeline.branchName
        try timeline.fork(named: name)
        return note("this is \(name) now; `switch \(from)` goes back", "现在在 \(name)；`switch \(from)` 回去")
    }

    private func compare(_ words: [String]) throws -> Response {
        guard words.count == 2 else { throw WordProblem(
            "compare needs two branches; `branches` lists them",
            "compare 需要两个分支；`branches` 列出分支") }
        return show(
            CompareView.compare(
                try timeline.tip(of: words[0]), words[0], try timeline.tip(of: words[1]), words[1], view))
    }

    private mutating func language(_ words: [String]) throws(WordProblem) -> Response {
        switch words.first {
        case "en": language = .english
        case "zh": language = .chinese
        default: throw WordProblem("lang is en or zh", "lang 是 en 或 zh")
        }
        if var state = lesson, let other = language == .english ? state.english : state.chinese {
            state.driver.player.translate(to: other)
            lesson = state
        }
        return note("English", "中文")
    }

    // MARK: acting

    private mutating func fault(_ words: [String], _ line: String) throws -> Response {
        if words.first == "node", words.count == 2 { return try stopOrStart("stop", ["kubelet/\(words[1])"], line) }
        let fault = try FaultWords.parse(words, namespace: namespace, among: cluster.served)
        try timeline.apply(.fault(fault, text: line))
        return note(
            "done: \(line.trimmed); it shows from the next step on",
            "完成：\(line.trimmed)；从下一步起可以看到")
    }

    private mutating func stopOrStart(_ verb: String, _ words: [String], _ line: String) throws -> Response {
        guard let name = words.first else {
            throw WordProblem(
                "\(verb) needs a process: \(cluster.processNames.prefix(6).joined(separator: ", "))",
                "\(verb) 需要进程：\(cluster.processNames.prefix(6).joined(separator: ", "))")
        }
        let process = ComponentWords.full(name)
        if !cluster.processNames.contains(process), cluster.components.contains(where: { $0.component == process }) {
            let home = cluster.components.first { $0.component == process }?.process ?? ""
            throw WordProblem(
                "\(process) is a part of the process \(home), which is what can be stopped; "
                    + "`--controllers=-\(process)` leaves it out from the start",
                "\(process) 是进程 \(home) 的一部分，能停止的是进程；`--controllers=-\(process)` 从一开始就不带它")
        }
        try timeline.apply(verb == "stop" ? .stop(process: process, text: line) : .start(process: process, text: line))
        return note(
            "\(process) \(verb == "stop" ? "is stopped" : "starts")",
            "\(process) \(verb == "stop" ? "已停止" : "开始运行")")
    }

    private mutating func addNode(_ command: ParsedCommand, _ line: String) throws -> Response {
        guard let name = command.words.first else { throw WordProblem("node add needs a name", "node add 需要名字") }
        let spec = try NodeWords.spec(name, command, cluster)
        try timeline.apply(.addNode(spec, isManual: command.bool("manual"), text: line))
        return note(
            "\(name) starts; `until node/\(name) ready` waits for it",
            "\(name) 开始启动；`until node/\(name) ready` 等到它就绪")
    }

    // MARK: pins and breaks

    mutating func pin(_ line: String) throws -> Response {
        guard !line.isEmpty else {
            var response = Response()
            for (index, pin) in pins.enumerated() { response.output.append("\(index + 1)  \(pin)") }
            if pins.isEmpty { response.output.append(phrase("nothing is pinned", "没有固定任何命令"), .dim) }
            return response
        }
        guard pins.count < Session.pinsMax else { throw WordProblem(
            "there are \(pins.count) pins already",
            "已有 \(pins.count) 个 pin") }
        _ = try parser.parse(line)
        pins.append(line)
        return note(
            "pinned as \(pins.count): shown after each step; `unpin \(pins.count)` ends it",
            "已固定为 \(pins.count)：每步之后显示；`unpin \(pins.count)` 取消")
    }

    /// Commands that are shown after each step.
    static let pinsMax = 8
    static let breaksMax = 32

    private mutating func unpin(_ words: [String]) throws(WordProblem) -> Response {
        (watches, followed) = ([], [])
        guard let word = words.first else {
            pins = []
            return note("no pins, no watches", "没有 pin，也没有 watch")
        }
        guard let number = Int(word), pins.indices.contains(number - 1) else {
            throw WordProblem("unpin: there is no pin \(word)", "unpin：没有 pin \(word)")
        }
        pins.remove(at: number - 1)
        return note("unpinned", "已取消固定")
    }

    mutating func breakOn(_ text: String) throws -> Response {
        let condition = try Condition(parsing: text, isResource: isResource)
        guard breaks.count < Session.breaksMax else { throw WordProblem(
            "there are \(breaks.count) breaks already",
            "已有 \(breaks.count) 个断点") }
        let number = (breaks.last?.number ?? 0) + 1
        breaks.append(BreakPoint(number: number, condition: condition, held: evaluator().holds(condition).holds))
        return note(
            "break \(number): stops when it becomes true: \(condition)",
            "断点 \(number)：成立时停下：\(condition)")
    }

    private mutating func breaking(_ word: String, _ words: [String]) throws -> Response {
        switch word {
        case "off":
            if let first = words.first {
                guard let number = Int(first), breaks.contains(where: { $0.number == number }) else {
                    throw WordProblem("break off: there is no break \(first)", "break off：没有断点 \(first)")
                }
                breaks.removeAll { $0.number == number }
            } else {
                breaks = []
            }
            return note("\(breaks.count) breaks are left", "还剩 \(breaks.count) 个断点")
        default:
            var response = Response()
            for point in breaks { response.output.append("\(point.number)  \(point.condition)") }
            if breaks.isEmpty { response.output.append(phrase("no breaks", "没有断点"), .dim) }
            return response
        }
    }
}

/// Reads `node add`.
enum NodeWords {
    static func spec(_ name: String, _ command: ParsedCommand, _ cluster: Cluster) throws(WordProblem) -> NodeSpec {
        var spec = cluster.nextNode(named: name)
        if command.bool("manual") {
            spec.cpuMilli = 4000
            spec.memoryBytes = 8 << 30
        }
        for label in command.list("labels") {
            let parts = label.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw WordProblem(
                "node add: `\(label)` is no label k=v",
                "node add：`\(label)` 不是 k=v 形式的标签") }
            spec.labels.append((parts[0], parts[1]))
        }
        for taint in command.list("taints") { spec.taints.append(try self.taint(taint)) }
        for room in command.list("capacity") {
            let parts = room.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let quantity = try? Quantity(parsing: parts[1]) else {
                throw WordProblem(
                    "node add: `\(room)` is not cpu=…, memory=… or pods=…",
                    "node add：`\(room)` 不是 cpu=…、memory=… 或 pods=…")
            }
            switch parts[0] {
            case "cpu": spec.cpuMilli = quantity.milliValue
            case "memory": spec.memoryBytes = quantity.value
            case "pods": spec.pods = Int(quantity.value)
            default: throw WordProblem(
                "node add: no room called `\(parts[0])`: cpu, memory, pods",
                "node add：没有叫 `\(parts[0])` 的容量：cpu、memory、pods")
            }
        }
        return spec
    }

    private static func taint(_ text: String) throws(WordProblem) -> Value {
        guard let colon = text.lastIndex(of: ":") else {
            throw WordProblem(
                "node add: `\(text)` is no taint k=v:Effect",
                "node add：`\(text)` 不是 k=v:Effect 形式的污点")
        }
        let effect = String(text[text.index(after: colon)...])
        guard ["NoSchedule", "PreferNoSchedule", "NoExecute"].contains(effect) else {
            throw WordProblem(
                "node add: `\(effect)` is no effect: NoSchedule, PreferNoSchedule, NoExecute",
                "node add：`\(effect)` 不是效果：NoSchedule、PreferNoSchedule、NoExecute")
        }
        let parts = text[..<colon].split(separator: "=", maxSplits: 1).map(String.init)
        var taint: Value = ["key": .string(parts.first ?? ""), "effect": .string(effect)]
        if parts.count == 2 { taint.set(.string(parts[1]), at: "value") }
        return taint
    }
}
