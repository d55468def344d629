import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// The garbage collector alone, told of one thing after the other.
@Suite struct CollectorTests {
    /// A collector with a clock: what it sends is kept, its timers run at once.
    private struct Rig {
        var collector = ControllerRunner<GarbageCollector>()
        var caches = InformerCaches([(.pods, []), (.replicaSets, [])])
        var sent: [Outgoing] = []
        var now = SimTime.zero
        var trace = TraceLog<Happening>(window: 100)

        mutating func tell(_ input: ComponentInput) {
            var outlet = Outlet(
                moment: Moment(time: now, start: 0), profile: .unlimited, caches: caches, seed: Seed(1),
                trace: trace, newestRevisions: Array(repeating: 0, count: ResourceTable.builtIn.count))
            collector.handle(input, &outlet)
            caches = outlet.caches
            trace = outlet.trace
            sent += outlet.requests
            for (due, tag) in outlet.timers {
                now = max(now, due)
                tell(.timer(tag))
            }
        }

        mutating func added(_ name: String, revision: Int64) {
            var pod = Make.pod(name)
            pod.set(.string("uid-\(name)"), at: "metadata", "uid")
            pod.set(
                [["apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web", "uid": "uid-web", "controller": true]],
                at: "metadata", "ownerReferences")
            let change = Change(
                revision: revision, kind: .added, object: APIObject(pod, .pods, revision: revision), old: nil)
            caches.apply(change)
            tell(.delta(change, cause: .none))
        }
    }

    @Test("an owner that is not there: dependents that came while it was looked up are looked at too")
    func dependentsOfTheMoment() throws {
        var rig = Rig()
        rig.tell(.started)
        rig.added("early", revision: 1)
        let asked = try #require(rig.sent.first { $0.request.name == "web" })
        #expect(asked.request.verb == .get)
        rig.added("late", revision: 2)
        rig.sent = []
        let missing = Status.notFound("replicasets", group: "apps", name: "web")
        rig.tell(.answer(ticket: asked.ticket, .failure(missing), cause: .none))
        #expect(rig.sent.map(\.request.name).sorted() == ["early", "late"])
    }
}
