import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation
import Testing

/// The past can be reached, and going on from there is exact or forks.
@Suite struct TimelineTests {
    private static func command(_ request: APIRequest) -> ClusterCommand {
        var request = request
        request.user = "kubernetes-admin"
        return .request(request, text: request.path)
    }

    /// A timeline with commands between events of one instant, and time that passed by itself.
    private static func worked(mode: HistoryMode = .full) throws -> Timeline {
        var timeline = Timeline(.checked(), mode: mode)
        try timeline.apply(command(.create(Make.set("web", replicas: 3), .replicaSets)))
        for _ in 0 ..< 25 { timeline.step() }
        try timeline.apply(command(Make.scale("web", to: 5)))
        for _ in 0 ..< 61 { timeline.step() }
        timeline.run(until: timeline.present.now + .milliseconds(333))
        try timeline.apply(command(Make.scale("web", to: 1)))
        for _ in 0 ..< 90 { timeline.step() }
        return timeline
    }

    private static func problem(_ body: () throws -> Void) -> String? {
        do { try body() } catch let problem as CommandProblem {
            return problem.message.english
        } catch {
            return "\(error)"
        }
        return nil
    }

    @Test("each past event can be reached and stepped forward from to the identical newest moment")
    func everyMoment() throws {
        var timeline = try Self.worked()
        let end = timeline.present
        let newest = end.fingerprint
        for index in stride(from: timeline.firstEvent, through: end.eventCount, by: 17) {
            try timeline.go(to: index)
            #expect(timeline.present.eventCount == index)
            #expect(timeline.behind == end.eventCount - index)
            while timeline.behind > 0 { timeline.step() }
            try timeline.go(to: end.eventCount)
            #expect(timeline.present.fingerprint == newest, "from event \(index)")
        }
    }

    @Test("the moments on the way are the ones that were, each of them")
    func momentsOnTheWay() throws {
        var timeline = Timeline(.checked(), mode: .full)
        try timeline.apply(Self.command(.create(Make.set("web", replicas: 2), .replicaSets)))
        var seen: [Int: Int64] = [:]
        for _ in 0 ..< 120 {
            timeline.step()
            seen[timeline.present.eventCount] = timeline.present.revision
        }
        for count in seen.keys.sorted().reversed() {
            try timeline.go(to: count)
            #expect(timeline.present.revision == seen[count])
        }
    }

    @Test("a command between two events of one instant is replayed between them")
    func commandWithinAnInstant() throws {
        var cluster = Cluster.checked { $0.profile = .unlimited }
        cluster.create(Make.set("web", replicas: 6), .replicaSets)
        var timeline = Timeline(cluster, mode: .full)
        while timeline.present.pods.count < 2 { timeline.step() }
        #expect(timeline.present.nextDue == timeline.present.now)  // more is due at this very moment
        try timeline.apply(Self.command(Make.scale("web", to: 1)))
        for _ in 0 ..< 50 { timeline.step() }
        let end = timeline.present
        try timeline.go(to: end.eventCount - 60)
        while timeline.behind > 0 { timeline.step() }  // past the command, not by a snapshot behind it
        #expect(timeline.present.fingerprint == end.fingerprint)
    }

    @Test("a command in the past opens a branch and leaves the other one as it was")
    func forkInThePast() throws {
        var timeline = try Self.worked()
        let main = timeline.present.fingerprint
        let count = timeline.present.eventCount
        try timeline.fork(named: "fork-1")
        try timeline.switchTo("main")
        try timeline.go(to: count - 80)
        try timeline.apply(Self.command(Make.scale("web", to: 9)))
        #expect(timeline.branchName == "fork-2")  // fork-1 was taken
        #expect(timeline.behind == 0)
        _ = timeline.settle()
        #expect(timeline.present.activePods.count == 9)
        try timeline.switchTo("main")
        #expect(timeline.present.fingerprint == main)
        #expect(timeline.allBranches.map(\.name) == ["fork-1", "fork-2", "main"])
        #expect(timeline.allBranches[1].parent?.branch == "main")
    }

    @Test("time passes in the past as it passed then, up to the moment asked for")
    func timeInThePast() throws {
        var timeline = Timeline(.checked(), mode: .full)
        timeline.run(until: SimTime.zero + .seconds(30))
        let newest = timeline.present.fingerprint
        try timeline.go(toTime: SimTime.zero + .seconds(5))
        for tick in 1 ... 20 {
            timeline.run(until: SimTime.zero + .seconds(5) + .milliseconds(250) * Int64(tick))
            #expect(timeline.present.now == SimTime.zero + .seconds(5) + .milliseconds(250) * Int64(tick))
        }
        timeline.run(until: SimTime.zero + .seconds(30))
        #expect(timeline.present.fingerprint == newest)
    }

    @Test("goto a time stands at that time; back at the newest event, at the newest time")
    func goToTime() throws {
        var timeline = Timeline(.checked(), mode: .full)
        timeline.run(until: SimTime.zero + .milliseconds(12_345))
        let end = timeline.present.eventCount
        try timeline.go(toTime: SimTime.zero + .milliseconds(3_210))
        #expect(timeline.present.now == SimTime.zero + .milliseconds(3_210))
        try timeline.go(to: end)
        #expect(timeline.present.now == SimTime.zero + .milliseconds(12_345))
    }

    @Test("a mark leads back to its moment, from another branch too")
    func marks() throws {
        var timeline = try Self.worked()
        timeline.mark("here")
        let marked = timeline.present.fingerprint
        try timeline.fork(named: "what-if")
        try timeline.apply(Self.command(Make.scale("web", to: 8)))
        _ = timeline.settle()
        try timeline.go(toMark: "here")
        #expect(timeline.branchName == "main")
        #expect(timeline.present.fingerprint == marked)
        #expect(timeline.hasMark("here") && !timeline.hasMark("there"))
        #expect(Self.problem { try timeline.go(toMark: "there") } == "no mark there")
    }

    @Test("two branches from one moment with the same commands have the same future")
    func equalBranches() throws {
        var timeline = try Self.worked()
        let at = timeline.present.eventCount
        var ends: [[String]] = []
        for name in ["one", "two"] {
            try timeline.switchTo("main")
            try timeline.go(to: at)
            try timeline.fork(named: name)
            try timeline.apply(Self.command(Make.scale("web", to: 4)))
            _ = timeline.settle()
            ends.append(timeline.present.fingerprint)
        }
        #expect(ends[0] == ends[1])
    }

    @Test("what cannot be reached is refused with its reason")
    func refusals() throws {
        var timeline = try Self.worked()
        let tip = timeline.present.eventCount
        #expect(
            Self.problem { try timeline.go(to: tip + 1) }
                == "event \(tip + 1) has not happened yet: the newest is \(tip)")
        #expect(
            Self.problem { try timeline.go(to: 0) }
                == "event 0 lies before the beginning: history begins with event \(timeline.firstEvent)")
        #expect(Self.problem { try timeline.fork(named: "main") } == "branch main is there already")
        #expect(Self.problem { try timeline.switchTo("maim") } == "no branch maim; there are main")
        var off = try Self.worked(mode: .off)
        #expect(
            Self.problem { try off.go(to: 3) } == "there is no history: it was started with --history off")
        #expect(
            Self.problem { try off.go(toTime: .zero) }
                == "there is no history: it was started with --history off")
    }

    @Test("with a window the newest part stays, the rest is refused, and snapshots are few")
    func window() throws {
        var cluster = Cluster.checked(nodes: 1)
        cluster.run(until: .zero)
        var timeline = Timeline(cluster, mode: .window)
        for _ in 0 ..< 25_000 { timeline.step() }
        let tip = timeline.present.eventCount
        try timeline.go(to: tip - 2_000)
        #expect(timeline.present.eventCount == tip - 2_000)
        #expect(
            Self.problem { try timeline.go(to: cluster.eventCount) }
                == "event \(cluster.eventCount) is no longer kept (--history window)")
        #expect(timeline.snapshotCount < 120)
    }
}
