import ClusterSim
import Commands
import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation
import Views

/// Moving in time.
extension Session {
    /// Events that one command steps at the most.
    static let stepMax = 1_000_000
    /// `step <component>` and `until` look so far ahead.
    static let lookAhead = SimDuration.minutes(30)

    mutating func step(_ words: [String], verbose: Bool) throws(WordProblem) -> Response {
        guard let word = words.first else { return stepEvents(1, verbose) }
        if let count = Int(word) {
            guard count > 0, count <= Session.stepMax else {
                throw WordProblem(
                    "step: `\(word)` is no number from 1 to \(Session.stepMax)",
                    "step：`\(word)` 不是 1 到 \(Session.stepMax) 的数")
            }
            return stepEvents(count, verbose)
        }
        if word == "into" { return try stepInto(verbose) }
        return try stepComponent(word, verbose)
    }

    private mutating func stepEvents(_ count: Int, _ verbose: Bool) -> Response {
        let from = timeline.present.trace.nextID
        let start = timeline.present.now
        var done = 0
        var stopped: String?
        while done < count, stopped == nil {
            if !timeline.step() { break }
            done += 1
            stopped = breakReached()
        }
        var response = Response()
        if done == 0 {
            response.output.append(
                phrase("nothing is queued: the clockwork stands still", "队列是空的：时钟静止不动"), .dim)
        }
        let spans = timeline.present.spans(from: from)
        if count == 1 {
            response.output.append(EventView.step(spans, in: cluster, view(verbose)))
        } else {
            response.output.append(
                TickView.summary(spans, from: start, to: cluster.now, in: cluster, view(verbose)))
        }
        after(&response, stopped)
        return response
    }

    func view(_ verbose: Bool) -> ViewOptions {
        var options = view
        options.verbose = verbose
        return options
    }

    /// Runs to the end of a component's next sync (or the next thing a scheduler or kubelet does).
    private mutating func stepComponent(_ word: String, _ verbose: Bool) throws(WordProblem) -> Response {
        let name = ComponentWords.full(word)
        let known = cluster.components.map(\.component) + cluster.processNames
        guard known.contains(name) else {
            throw WordProblem(no: "component", "组件", word, among: HouseWords.componentNames + known)
        }
        let limit = cluster.now + Session.lookAhead
        let reconciles = cluster.components.contains { process, component in
            component == name && cluster.component(component, of: process) is any ReconcilingComponent
        }
        let before = (timeline, breaks)
        var stopped: String?
        while stopped == nil {
            let from = timeline.present.trace.nextID
            guard let due = timeline.present.nextDue, due <= limit, timeline.step() else {
                (timeline, breaks) = before
                return note(
                    "\(name) has nothing to do in the next \(Session.lookAhead); time stands where it was",
                    "接下来 \(Session.lookAhead) 内 \(name) 没有事可做；时间没有变")
            }
            let spans = timeline.present.spans(from: from)
            if let span = spans.first(where: { Session.ends($0, name, reconciles: reconciles) }) {
                var response = Response()
                if case .syncEnded = span.body {
                    response.output.append(SyncView.sync(span, in: cluster, view(verbose)))
                } else {
                    response.output.append(EventView.step(spans, in: cluster, view(verbose)))
                }
                after(&response, breakReached())
                return response
            }
            stopped = breakReached()
        }
        var response = Response()
        after(&response, stopped)
        return response
    }

    /// Does this span end what `step <component>` waits for?
    private static func ends(_ span: Span<Happening>, _ name: String, reconciles: Bool) -> Bool {
        switch span.body {
        case .syncEnded(let record): record.component == name
        case .scheduled: name == "default-scheduler" || name == "kube-scheduler"
        case .kubelet(let step): name == "kubelet/\(step.node)" || name == "kubelet"
        case .request(let request):
            !reconciles && request.component == name && request.request.resource != .events
                && !request.request.verb.isRead
        default: false
        }
    }

    /// Runs to the next request of a sync and shows the sync there, not yet answered.
    private mutating func stepInto(_ verbose: Bool) throws(WordProblem) -> Response {
        let start = timeline
        let before = flights()
        let limit = cluster.now + Session.lookAhead
        while let due = timeline.present.nextDue, due <= limit, timeline.step() {
            let now = flights()
            for (name, flight) in now {
                let known = before.contains { $0.0 == name && $0.1.span == flight.span && $0.1.isAt(flight) }
                if known || flight.openRequests.isEmpty { continue }
                var response = Response()
                response.output.append(SyncView.underWay(flight, of: name, in: cluster, view(verbose)))
                after(&response, nil)
                return response
            }
        }
        timeline = start
        return note(
            "no sync asks for anything in the next \(Session.lookAhead); time stands where it was",
            "接下来 \(Session.lookAhead) 内没有同步要发请求；时间没有变")
    }

    /// The syncs under way, with their controllers.
    private func flights() -> [(String, Flight)] {
        var out: [(String, Flight)] = []
        for (process, component) in cluster.components {
            guard let found = cluster.component(component, of: process) as? any ReconcilingComponent else { continue }
            out += found.underWay.map { (component, $0) }
        }
        return out
    }

    mutating func pass(_ duration: SimDuration) -> Response {
        let from = timeline.present.trace.nextID
        let start = timeline.present.now
        let target = start + duration
        var stopped: String?
        if breaks.isEmpty {
            timeline.run(until: target)
        } else {
            while stopped == nil, let due = timeline.present.nextDue, due <= target, timeline.step() {
                stopped = breakReached()
            }
            if stopped == nil { timeline.run(until: target) }
        }
        return passed(from, start, stopped)
    }

    private mutating func passed(_ from: SpanID, _ start: SimTime, _ stopped: String?) -> Response {
        var response = Response()
        response.output.append(
            TickView.summary(
                timeline.present.spans(from: from), from: start, to: cluster.now, in: cluster, view))
        after(&response, stopped)
        return response
    }

    mutating func runUntil(_ text: String) throws -> Response {
        let condition = try Condition(parsing: text, isResource: isResource)
        let from = timeline.present.trace.nextID
        let start = timeline.present.now
        let limit = start + Session.lookAhead
        var stopped: String?
        var result = evaluator().holds(condition)
        while !result.holds, stopped == nil {
            guard let due = timeline.present.nextDue, due <= limit, timeline.step() else { break }
            stopped = breakReached()
            result = evaluator().holds(condition)
        }
        var response = passed(from, start, stopped)
        if result.holds {
            for part in result.evidence.wrapped(to: width) { response.output.append(part, .green) }
        } else if stopped == nil {
            response.isFailure = true
            response.exitCode = 1
            let text = phrase("not reached within", "未能达到，限时") + " \(Session.lookAhead): \(result.evidence)"
            for part in text.wrapped(to: width) { response.output.append(part, .red) }
        }
        return response
    }

    mutating func settle() -> Response {
        let from = timeline.present.trace.nextID
        let start = timeline.present.now
        let settled = timeline.settle()
        var response = passed(from, start, nil)
        if case .capped(let last) = settled {
            response.output.append(
                phrase(
                    "still moving after \(Cluster.settleMax): \(last)",
                    "\(Cluster.settleMax) 之后仍在变化：\(last)"), .yellow)
        }
        return response
    }

    /// Goes on to 5 s after the next full minute of the clock.
    mutating func align() -> Response {
        let minute: Int64 = 60_000_000
        let date = cluster.moment.date
        let next = (date / minute + 1) * minute + 5_000_000
        return pass(SimDuration(microseconds: next - date))
    }

    // MARK: to and fro

    mutating func back(_ words: [String]) throws -> Response {
        let count = words.first.map { Int($0) } ?? 1
        guard let count, count > 0 else { throw WordProblem(
            "back: `\(words.first ?? "")` is no positive number",
            "back：`\(words.first ?? "")` 不是正数") }
        let target = max(timeline.oldest ?? 0, timeline.present.eventCount - count)
        if timeline.present.eventCount == target { return note("this is the oldest moment", "这是最早的时刻") }
        try timeline.go(to: target)
        return here()
    }

    mutating func forward(_ words: [String]) throws -> Response {
        let count = words.first.map { Int($0) } ?? 1
        guard let count, count > 0 else { throw WordProblem(
            "forward: `\(words.first ?? "")` is no positive number",
            "forward：`\(words.first ?? "")` 不是正数") }
        if timeline.behind == 0 { return note(
            "this is the newest moment: `step` makes the next one",
            "这是最新的时刻：`step` 走出下一步") }
        try timeline.go(to: min(timeline.present.eventCount + count, timeline.present.eventCount + timeline.behind))
        return here()
    }

    mutating func goTo(_ words: [String]) throws -> Response {
        guard let word = words.first else { throw WordProblem(
            "goto needs an event, a time (t=2s) or a mark",
            "goto 需要事件号、时间（t=2s）或标记") }
        if timeline.hasMark(word) {
            try timeline.go(toMark: word)
        } else if word == "end" {
            try timeline.go(to: timeline.present.eventCount + timeline.behind)
        } else if let index = Int(word) {
            guard index > 0, index <= cluster.trace.count || timeline.behind > 0 else {
                throw WordProblem(
                    "goto: event \(index) has not happened yet: the newest is \(cluster.trace.count)",
                    "goto：事件 \(index) 还没有发生：最新的是 \(cluster.trace.count)")
            }
            try timeline.go(toSpan: SpanID(index))
        } else if let time = Durations.parse(word.hasPrefix("t=") ? String(word.dropFirst(2)) : word) {
            try timeline.go(toTime: SimTime.zero + time)
        } else {
            throw WordProblem(
                "goto: `\(word)` is no event number, no time such as t=2s, and no mark",
                "goto：`\(word)` 不是事件号，不是 t=2s 这样的时间，也不是标记")
        }
        return here()
    }

    /// One line that says where one is now.
    func here() -> Response {
        var response = Response()
        let behind =
            timeline.behind > 0
            ? phrase(
                "\(timeline.behind) event\(timeline.behind == 1 ? "" : "s") behind the newest",
                "比最新时刻早 \(timeline.behind) 个事件")
            : phrase("the newest moment", "最新时刻")
        let place = "t=\(cluster.now) · rev \(cluster.revision) · event \(cluster.trace.count)"
        response.output.append("\(place) · \(timeline.branchName): \(behind)", .dim)
        return response
    }

    // MARK: after a step

    /// A break whose condition has just become true.
    mutating func breakReached() -> String? {
        guard !breaks.isEmpty else { return nil }
        let evaluator = evaluator()
        for index in breaks.indices {
            let result = evaluator.holds(breaks[index].condition)
            let becameTrue = result.holds && !breaks[index].held
            breaks[index].held = result.holds
            if becameTrue { return "break \(breaks[index].number): \(breaks[index].condition) (\(result.evidence))" }
        }
        return nil
    }

    /// What is shown after each step: breaks, watches, pins.
    mutating func after(_ response: inout Response, _ stopped: String?) {
        if let stopped { response.output.append("■ \(stopped)", .yellow) }
        showWatches(&response)
        for pin in pins { showPin(pin, &response) }
    }
}

/// Durations as they are typed.
enum Durations {
    /// `250ms`, `1m30s`, `2` (seconds); `nil` if it is none or negative.
    static func parse(_ text: String) -> SimDuration? {
        if let seconds = Int64(text), seconds >= 0, seconds < 1_000_000_000 { return .seconds(seconds) }
        guard let nanoseconds = GoDuration.parse(text), nanoseconds >= 0 else { return nil }
        return SimDuration(microseconds: nanoseconds / 1000)
    }
}
