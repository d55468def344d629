import ClusterSim
import Commands
import ControllerKit
import Documents
import KubeAPI
import Kubectl
import Rendering
import Simulation

/// kubectl's words.
extension Session {
    /// Runs a parsed kubectl command and shows what it printed.
    mutating func kubectl(
        _ command: ParsedCommand, _ line: String, _ input: String?, _ entry: inout JournalLine
    ) -> Response {
        let before = timeline.branchName
        let result = kubectlResult(command, line, input, &entry)
        var response = Response()
        response.exitCode = result.exitCode
        response.isFailure = result.exitCode != 0
        for text in lines(result.stdout) { response.output.append(StyledText(text)) }
        for text in lines(result.stderr) { response.output.append(text, result.exitCode == 0 ? .dim : .red) }
        if options.isInteractive && result.exitCode != 0 {
            for hint in PlaceHints.lines(for: result.stderr, files: entry.files) {
                response.output.append(hint, .yellow)
            }
            if command.verb == "exec", result.stderr.contains("executable file not found") {
                response.output.append(
                    phrase(
                        "an image knows the commands it is taught: `help images`", "镜像只认识教过它的命令：`help images`"),
                    .yellow)
            }
        }
        followed += result.logs
        if result.watch != nil || !result.logs.isEmpty {
            if let watch = result.watch { watches.append(watch) }
            response.output.append(
                phrase(
                    "(more rows come with the next steps; `unpin` ends it)",
                    "（后面的步骤会带来更多行；`unpin` 结束）"), .dim)
        }
        if let waits = result.waitsFor, Waiting.check(waits, cluster) != .met {
            response.output.append(Session.hint(waits).text(language), .dim)
        }
        if timeline.branchName != before && lesson == nil {
            response.output.append(
                "from here on this is \(timeline.branchName); `switch \(before)` goes back to what was", .yellow)
        }
        return response
    }

    private func lines(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { $0.expandingTabs() }
    }

    /// How to go on to what kubectl would have waited for.
    static func hint(_ waits: WaitCondition) -> BilingualText {
        if case .elapsed(let microseconds) = waits.state {
            let time = SimDuration(microseconds: microseconds).description
            return BilingualText(
                "kubectl would wait here until the command is over: `tick \(time)`",
                "kubectl 会在这里等待命令结束：`tick \(time)`")
        }
        guard let ref = waits.objects.first else { return BilingualText(same: "") }
        let name = "\(ref.resource.info.singular)/\(ref.key.name)"
        let state: String
        switch waits.state {
        case .evictable:
            return BilingualText(
                "kubectl would try again every 5 s: `tick 5s`, then `drain` again; what is evicted stays evicted",
                "kubectl 会每 5 秒重试：先 `tick 5s`，再 `drain`；已驱逐的不会回来")
        case .drained:
            return BilingualText(
                "kubectl would wait here: `until \(name) gone`; then `drain` again goes on",
                "kubectl 会在这里等待：`until \(name) gone`；然后再 `drain` 继续")
        case .changed:
            return BilingualText(
                "kubectl would go on with every change of \(name): `settle`, then ask again",
                "kubectl 会继续显示 \(name) 的每次变化：先 `settle`，再问一次")
        case .gone, .elapsed: state = "gone"
        case .created: state = "exists"
        case .condition(let type, let status):
            // kubectl compares without regard to case, `until` does not.
            let name = type.prefix(1).uppercased() + type.dropFirst()
            let value = status.prefix(1).uppercased() + status.dropFirst()
            state = name == "Ready" ? "ready" : ".status.conditions[type=\(name)].status = \(value)"
        case .replicas(let count): state = ".status.replicas = \(count)"
        case .path(let path, let value): state = "\(path) = \(value ?? "…")"
        }
        return BilingualText(
            "kubectl would wait here: `until \(name) \(state)`", "kubectl 会在这里等待：`until \(name) \(state)`")
    }

    /// Lets kubectl loose on the world.
    mutating func kubectlResult(
        _ command: ParsedCommand, _ line: String, _ input: String?, _ entry: inout JournalLine
    ) -> KubectlResult {
        var door = WorldDoor(
            timeline: timeline, io: io, line: line, standardInput: input.map { Array($0.utf8) },
            kubeconfig: kubeconfig, isInteractive: options.isInteractive, folder: lessonFolder, discovered: discovered)
        let result = Kubectl.run(command, on: &door)
        timeline = door.timeline
        discovered = door.discovered
        kubeconfig = door.kubeconfig
        entry.files += door.read
        entry.edits += door.edits
        return result
    }

    /// A whole line as a scenario has it, with its nested commands.
    mutating func runKubectl(_ line: String, input: String?) -> KubectlResult {
        var entry = JournalLine(line: line, input: input, files: [], edits: [], printed: "")
        do {
            let lexed = try Lexer.split(line)
            let words = try lexed.resolved { nested throws(CommandError) in try answer(nested, &entry) }
            let command = try parser.parse(words)
            return kubectlResult(command, line, input, &entry)
        } catch {
            return KubectlResult(exitCode: 1, stdout: "", stderr: error.kubectlText)
        }
    }

    /// The output of `$(kubectl …)`.
    mutating func answer(_ nested: LexedLine, _ entry: inout JournalLine) throws(CommandError) -> String {
        let words = try nested.resolved { deeper throws(CommandError) in
            var copy = self
            var inner = entry
            return try copy.answer(deeper, &inner)
        }
        let command = try parser.parse(words)
        guard command.isKubectl else { throw CommandError(
            "`$(…)` holds kubectl commands only",
            "`$(…)` 里只能是 kubectl 命令") }
        let result = kubectlResult(command, entry.line, nil, &entry)
        if result.exitCode != 0 { throw CommandError(kubectl: result.stderr.trimmed) }
        return result.stdout
    }

    /// Where the manifests of the present lesson are, as the journal names the place: below `lessons`.
    var lessonFolder: String? {
        guard let lesson, let folder = course.folder else { return nil }
        return "\(folder)/\(lesson.folder)"
    }

    // MARK: watches and pins

    /// The rows that `get -w` adds after a step.
    mutating func showWatches(_ response: inout Response) {
        for index in watches.indices {
            for change in changes(since: commandStart) {
                if !watches[index].covers(change.object) { continue }
                let text = watches[index].text(change.kind, change.object, now: cluster.moment.date)
                for row in lines(text) { response.output.append(row) }
            }
        }
        for index in followed.indices {
            let plan = followed[index]
            let now = ContainerLogs.lines(of: plan.container, in: plan.pod, LogOptions(), cluster)
            for line in followed[index].text((try? now.get()) ?? []) { response.output.append(line.expandingTabs()) }
        }
    }

    /// The changes that were committed since a command began.
    private func changes(since start: SpanID) -> [Change] {
        var out: [Change] = []
        timeline.present.trace.forEach(from: start) { span in
            if case .request(let request) = span.body { out += request.changes }
            return true
        }
        return out
    }

    func showPin(_ line: String, _ response: inout Response) {
        var copy = self
        copy.pins = []
        (copy.watches, copy.followed) = ([], [])
        let shown = copy.perform(line)
        response.output.append("pinned: \(line)", .dim)
        response.output.append(shown.output)
    }
}
