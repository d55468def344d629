public import OrderedMaps
public import Simulation

/// The history of a cluster: any past moment can be reached, and going on from there forks.
///
/// Snapshots are kept close together for what is recent and thinned out behind; what lies between two of
/// them is regained by replay, which is exact.
public struct Timeline: Sendable {
    /// How snapshots are spaced by their age in events: (younger than, one every).
    static let spacing: [(age: Int, every: Int)] = [(4_096, 64), (65_536, 1_024), (.max, 16_384)]
    /// With `HistoryMode.window`, snapshots older than so many events go.
    static let windowEvents = 20_000
    /// Branches that are kept.
    public static let branchesMax = 64

    /// One command with its place: it was applied when so many events had happened.
    public struct Entry: Sendable {
        public let index: Int
        public let time: SimTime
        public let command: ClusterCommand
    }

    /// One line of history.
    public struct Branch: Sendable {
        public let name: String
        /// Where it left its parent; `nil` for `main`.
        public let parent: (branch: String, index: Int)?
        public internal(set) var journal: OrderedMap<Int, Entry>
        var snapshots: OrderedMap<Int, Cluster>
        /// The reads from outside, oldest first.
        var reads = ChunkedLog<ReadNote>()
        /// The newest moment that was reached, in events and in time.
        public internal(set) var tip: Int
        public internal(set) var tipTime: SimTime
    }

    public let mode: HistoryMode
    public private(set) var present: Cluster
    public private(set) var branchName = "main"
    var branches = OrderedMap<String, Branch>()
    private var marks = OrderedMap<String, (branch: String, index: Int, time: SimTime)>()
    private var forks = 0
    /// The event at which history begins: the boot lies before it.
    public let firstEvent: Int

    public init(_ cluster: Cluster, mode: HistoryMode) {
        self.mode = mode
        firstEvent = cluster.eventCount
        present = cluster
        var branch = Branch(
            name: "main", parent: nil, journal: OrderedMap(), snapshots: OrderedMap(), tip: cluster.eventCount,
            tipTime: cluster.now)
        if mode != .off { branch.snapshots[cluster.eventCount] = cluster }
        branches["main"] = branch
    }

    /// Events that the present is behind the newest moment of its branch.
    public var behind: Int { (branches[branchName]?.tip ?? 0) - present.eventCount }
    public var allBranches: [Branch] { branches.map { $0.value } }
    public var allMarks: [(name: String, branch: String, index: Int, time: SimTime)] {
        marks.map { ($0.key, $0.value.branch, $0.value.index, $0.value.time) }
    }
    /// Whole clusters that are kept, over all branches.
    public var snapshotCount: Int { branches.reduce(0) { $0 + $1.value.snapshots.count } }
    /// The commands of the present branch, in order.
    public var journal: [Entry] { branches[branchName]?.journal.map { $0.value } ?? [] }

    // MARK: forwards

    /// One event on: from the queue, or the journal's next command if the present lies in the past.
    @discardableResult
    public mutating func step() -> Bool {
        if behind > 0 { return replayOne() }
        guard present.step() else { return false }
        keepSnapshot()
        moveTip()
        return true
    }

    /// All that is due up to `moment`; in the past only up to the branch's newest moment.
    public mutating func run(until moment: SimTime) {
        while behind > 0, nextTime() <= moment { replayOne() }
        if behind > 0 {
            present.stand(at: moment)
            return
        }
        standAtTip(notAfter: moment)
        while let due = present.nextDue, due <= moment { step() }
        present.run(until: moment)
        moveTip()
    }

    /// Lets time pass to `moment` without an event (all that is due must have happened).
    private mutating func moveTip() {
        let count = present.eventCount
        let now = present.now
        branches.update(branchName) { branch in
            branch.tip = max(branch.tip, count)
            branch.tipTime = max(branch.tipTime, now)
        }
    }

    /// When the next thing of this branch happens, seen from the present.
    private func nextTime() -> SimTime {
        if let entry = branches[branchName]?.journal[present.eventCount] { return entry.time }
        return present.nextDue ?? .never
    }

    /// Applies a command. In the past it opens a branch first.
    @discardableResult
    public mutating func apply(_ command: ClusterCommand) throws(CommandProblem) -> CommandOutcome {
        if behind > 0 {
            repeat { forks += 1 } while branches["fork-\(forks)"] != nil
            try fork(named: "fork-\(forks)")
        }
        let entry = Entry(index: present.eventCount, time: present.now, command: command)
        let outcome = try present.apply(command)
        branches.update(branchName) { $0.journal[entry.index] = entry }
        keepSnapshot()
        moveTip()
        return outcome
    }

    /// Runs `body` on the present as one go (settle, until): it may only step.
    public mutating func advance<Answer>(_ body: (inout Timeline) -> Answer) -> Answer { body(&self) }

    /// Settles the present; in the past it first goes to the newest moment.
    public mutating func settle() -> Cluster.Settled {
        let limit = present.now + Cluster.settleMax
        var quietUntil = max(present.now, present.lastCountedWrite) + Cluster.settleQuiet
        while true {
            guard let due = behind > 0 ? nextTime() : present.nextDue, due <= quietUntil else {
                run(until: quietUntil)
                return .settled
            }
            let count = present.eventCount
            step()
            if present.eventCount == count { return .settled }
            quietUntil = max(quietUntil, present.lastCountedWrite + Cluster.settleQuiet)
            if present.now > limit { return .capped(present.lastWriteText()) }
        }
    }

    // MARK: to and fro

    /// Goes to the moment at which `index` events had happened on this branch.
    public mutating func go(to index: Int) throws(CommandProblem) {
        guard mode != .off else {
            throw CommandProblem(
                "there is no history: it was started with --history off",
                "没有历史：启动时用了 --history off")
        }
        guard let branch = branches[branchName] else { return }
        guard index <= branch.tip else {
            throw CommandProblem(
                "event \(index) has not happened yet: the newest is \(branch.tip)",
                "事件 \(index) 还没有发生：最新的是 \(branch.tip)")
        }
        guard index >= firstEvent else {
            throw CommandProblem(
                "event \(index) lies before the beginning: history begins with event \(firstEvent)",
                "事件 \(index) 在开端之前：历史从事件 \(firstEvent) 开始")
        }
        guard let start = nearest(index, branch) else {
            throw CommandProblem(
                "event \(index) is no longer kept (--history window)",
                "事件 \(index) 已不再保留（--history window）")
        }
        if index < present.eventCount || start.eventCount > present.eventCount { present = start }
        while present.eventCount < index, replayOne() {}
        standAtTip()
    }

    /// At the newest event of a branch, time that has passed since has passed.
    private mutating func standAtTip(notAfter latest: SimTime = .never) {
        guard behind == 0, let branch = branches[branchName] else { return }
        present.stand(at: min(branch.tipTime, latest))
    }

    /// Goes to the newest moment at or before `time`.
    public mutating func go(toTime time: SimTime) throws(CommandProblem) {
        guard mode != .off else {
            throw CommandProblem(
                "there is no history: it was started with --history off",
                "没有历史：启动时用了 --history off")
        }
        guard let branch = branches[branchName] else { return }
        if time >= present.now {
            run(until: time)
            return
        }
        var start: Cluster?
        for (_, snapshot) in branch.snapshots where snapshot.now <= time { start = snapshot }
        guard let start else { throw CommandProblem(
            "t=\(time) is before the oldest kept moment",
            "t=\(time) 早于保留的最早时刻") }
        present = start
        while behind > 0, nextTime() <= time { replayOne() }
        present.stand(at: time)
    }

    private func nearest(_ index: Int, _ branch: Branch) -> Cluster? {
        if let exact = branch.snapshots[index] { return exact }
        return branch.snapshots.lastBefore(index)?.value
    }

    /// Replays one event or command of the branch.
    @discardableResult
    private mutating func replayOne() -> Bool {
        if let entry = branches[branchName]?.journal[present.eventCount] {
            present.stand(at: entry.time)
            do { try present.apply(entry.command) } catch {
                preconditionFailure("replay of \(entry.command) parted: \(error.message)")
            }
            return true
        }
        return present.step()
    }

    /// Goes to the first kept moment at which span `id` is in the trace.
    public mutating func go(toSpan id: SpanID) throws(CommandProblem) {
        guard let branch = branches[branchName], let oldest = branch.snapshots.first?.key else {
            throw CommandProblem(
                "there is no history: it was started with --history off",
                "没有历史：启动时用了 --history off")
        }
        var (low, high) = (oldest, branch.tip)
        while low < high {
            let middle = (low + high) / 2
            try go(to: middle)
            if present.trace.count >= id.number { high = middle } else { low = middle + 1 }
        }
        try go(to: low)
    }

    /// The oldest moment that can be reached, as a number of events.
    public var oldest: Int? { branches[branchName]?.snapshots.first?.key }

    // MARK: branches and marks

    /// Opens a branch at the present and goes on in it.
    public mutating func fork(named name: String) throws(CommandProblem) {
        if branches[name] != nil { throw CommandProblem("branch \(name) is there already", "分支 \(name) 已经存在") }
        if branches.count >= Timeline.branchesMax {
            throw CommandProblem(
                "there are \(branches.count) branches, no more fit",
                "已有 \(branches.count) 个分支，不能再多")
        }
        let index = present.eventCount
        guard let origin = branches[branchName] else { return }
        var journal = OrderedMap<Int, Entry>()
        for (at, entry) in origin.journal where at < index { journal[at] = entry }
        var snapshots = OrderedMap<Int, Cluster>()
        for (at, cluster) in origin.snapshots where at <= index { snapshots[at] = cluster }
        if mode != .off { snapshots[index] = present }
        branches[name] = Branch(
            name: name, parent: (branchName, index), journal: journal, snapshots: snapshots,
            reads: origin.reads.past(present), tip: index, tipTime: present.now)
        branchName = name
    }

    /// Goes to the newest moment of another branch.
    public mutating func switchTo(_ name: String) throws(CommandProblem) {
        guard let branch = branches[name] else {
            throw CommandProblem(
                "no branch \(name); there are \(branches.map { $0.key }.joined(separator: ", "))",
                "没有分支 \(name)；现有：\(branches.map { $0.key }.joined(separator: ", "))")
        }
        guard let newest = branch.snapshots.last?.value else {
            throw CommandProblem(
                "branch \(name) keeps no moment (--history off)",
                "分支 \(name) 没有保留任何时刻（--history off）")
        }
        branchName = name
        present = newest
        while behind > 0, replayOne() {}
        present.stand(at: branch.tipTime)
    }

    /// The newest moment of a branch, without going there.
    public func tip(of name: String) throws(CommandProblem) -> Cluster {
        if name == branchName && behind == 0 { return present }
        var copy = self
        try copy.switchTo(name)
        return copy.present
    }

    /// Gives the present a name.
    public mutating func mark(_ name: String) { marks[name] = (branchName, present.eventCount, present.now) }

    /// Goes to a named moment, on its branch.
    public mutating func go(toMark name: String) throws(CommandProblem) {
        guard let mark = marks[name] else { throw CommandProblem("no mark \(name)", "没有标记 \(name)") }
        if mark.branch != branchName { try switchTo(mark.branch) }
        try go(to: mark.index)
        present.stand(at: mark.time)
    }

    public func hasMark(_ name: String) -> Bool { marks[name] != nil }

    // MARK: snapshots

    /// Keeps the present if its place is due for a snapshot, and thins out behind.
    private mutating func keepSnapshot() {
        guard mode != .off else { return }
        let count = present.eventCount
        guard count % Timeline.spacing[0].every == 0 else { return }
        let present = present
        let mode = mode
        branches.update(branchName) { branch in
            branch.snapshots[count] = present
            Timeline.thin(&branch.snapshots, at: count, mode)
        }
    }

    /// Removes the snapshots that have just grown too old for their spacing.
    private static func thin(_ snapshots: inout OrderedMap<Int, Cluster>, at count: Int, _ mode: HistoryMode) {
        for level in 0 ..< spacing.count - 1 {
            let aged = count - spacing[level].age
            if aged > 0, aged % spacing[level + 1].every != 0, snapshots.first?.key != aged { snapshots[aged] = nil }
        }
        if mode == .window, let first = snapshots.first?.key, count - first > windowEvents {
            snapshots[first] = nil
        }
    }
}
