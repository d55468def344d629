import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation
import Testing

/// Which of several due events goes first, and when all is quiet.
@Suite struct DeliveryTests {
    private static func drained(_ delivery: Delivery) -> [String] {
        var queue = EventQueue<String>(delivery: delivery)
        for (number, channel) in [1, 2, 3, 1, 2, 1].enumerated() {
            queue.push("\(channel)\(["a", "b", "c", "d", "e", "f"][number])", on: ChannelID(Int64(channel)), due: .zero)
        }
        var out: [String] = []
        while let (_, payload) = queue.pop() { out.append(payload) }
        return out
    }

    @Test("in order: as they were put in")
    func inOrder() {
        #expect(Self.drained(.inOrder) == ["1a", "2b", "3c", "1d", "2e", "1f"])
    }

    @Test("scripted: the n-th choice takes the n-th number among the heads of the channels, then in order")
    func scripted() {
        #expect(Self.drained(.scripted([2, 1, 0])) == ["3c", "2b", "1a", "1d", "2e", "1f"])
        #expect(Self.drained(.scripted([])) == Self.drained(.inOrder))
        #expect(Self.drained(.scripted([9, -1])) == Self.drained(.inOrder))
    }

    @Test("shuffled: another order, but each channel keeps its own; the same seed gives the same order")
    func shuffled() {
        var seen: Set<String> = []
        for seed in 0 ..< 50 as Range<UInt64> {
            let order = Self.drained(.shuffled(Seed(seed)))
            #expect(order == Self.drained(.shuffled(Seed(seed))))
            for (channel, own) in [("1", ["1a", "1d", "1f"]), ("2", ["2b", "2e"]), ("3", ["3c"])] {
                #expect(order.filter { $0.hasPrefix(channel) } == own)
            }
            seen.insert(order.joined())
        }
        #expect(seen.count > 10)
    }

    @Test("what is due later never goes before what is due earlier")
    func dueOrder() {
        var queue = EventQueue<Int>(delivery: .shuffled(Seed(3)))
        for number in 0 ..< 20 {
            queue.push(
                number, on: ChannelID(Int64(number)), due: SimTime(microseconds: Int64(number % 5)))
        }
        var last = SimTime.zero
        while let (slot, _) = queue.pop() {
            #expect(slot.due >= last)
            last = slot.due
        }
    }

    @Test("a channel never overtakes itself: an event put in later with an earlier time waits")
    func channelKeepsOrder() {
        var queue = EventQueue<String>()
        queue.push("first", on: ChannelID(1), due: SimTime(microseconds: 10))
        let slot = queue.push("second", on: ChannelID(1), due: SimTime(microseconds: 5))
        queue.pushTimer("timer", on: ChannelID(1), due: SimTime(microseconds: 5))
        #expect(slot.due == SimTime(microseconds: 10))
        let order = [queue.pop()?.payload, queue.pop()?.payload, queue.pop()?.payload]
        #expect(order == ["timer", "first", "second"])
    }

    @Test("every delivery comes to the same pods", arguments: [.inOrder, .shuffled(Seed(5)), .scripted([1, 0, 2])] as [Delivery])
    func sameEnd(delivery: Delivery) {
        var cluster = Cluster.checked { $0.delivery = delivery }
        cluster.create(Make.set("web", replicas: 6), .replicaSets)
        let settled = cluster.settle()
        #expect(settled == .settled)
        #expect(cluster.unconverged() == [])
        #expect(cluster.checkWorld() == [])
        #expect(cluster.pods.count == 6)
    }

    @Test("settle ends 3 s after the last write; events, leases and heartbeats do not count")
    func settle() {
        var cluster = Cluster.checked()
        cluster.create(Make.set("web", replicas: 2), .replicaSets)
        let settled = cluster.settle()
        #expect(settled == .settled)
        #expect(cluster.now == cluster.lastCountedWrite + .seconds(3))
        let quiet = cluster.requests.filter {
            $0.time > cluster.lastCountedWrite && !$0.record.changes.isEmpty
        }
        #expect(!quiet.isEmpty)
        for (_, record) in quiet {
            let isHeartbeat = record.request.resource == .nodes && record.request.subresource == "status"
            #expect(record.request.resource == .events || record.request.resource == .leases || isHeartbeat)
        }
    }

    @Test("a cluster at rest settles after exactly 3 s, again and again")
    func settleAtRest() {
        var cluster = Cluster.checked()
        _ = cluster.settle()
        for _ in 0 ..< 5 {
            let before = cluster.now
            let settled = cluster.settle()
        #expect(settled == .settled)
            #expect(cluster.now == before + .seconds(3))
        }
    }

    @Test("settle of the history stands where settle of the cluster stands")
    func settleInHistory() throws {
        var cluster = Cluster.checked()
        cluster.create(Make.set("web", replicas: 3), .replicaSets)
        var timeline = Timeline(cluster, mode: .full)
        _ = timeline.settle()
        _ = cluster.settle()
        #expect(timeline.present.fingerprint == cluster.fingerprint)
    }

    @Test("a world that never rests is given up with the name of who writes")
    func settleCap() {
        var cluster = Cluster.checked(nodes: 1)
        cluster.create(Make.set("web", replicas: 2), .replicaSets)
        _ = cluster.settle()
        // Somebody without rest: each step changes an object again, so quiet never lasts 3 s.
        var number: Int64 = 0
        let start = cluster.now
        while cluster.now < start + .seconds(20) {
            number += 1
            cluster.ask(.patch(.merge, .replicaSets, Make.key("web"), ["metadata": ["labels": ["n": .string("\(number)")]]]))
            cluster.run(until: cluster.now + .seconds(2))
            #expect(cluster.now - cluster.lastCountedWrite < .seconds(3))
        }
        #expect(cluster.lastWriteText().contains("replicasets/web"))
    }
}
