import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct TTLAfterFinishedTests {
    private static func rig(_ ttl: Int64?, ended: Bool = true) -> Rig {
        var job = JobWorld.job()
        if let ttl { job.set(.int(ttl), at: "spec", "ttlSecondsAfterFinished") }
        if ended {
            job.set(
                [["type": "Failed", "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z"]], at: "status",
                "conditions")
        }
        var rig = Rig(ControllerRunner<TTLAfterFinishedReconciler>())
        rig.started()
        rig.put(job, .jobs)
        return rig
    }

    @Test("a Job that is over is deleted when its time is, in the foreground and only itself")
    func deletes() throws {
        var rig = Self.rig(60)
        rig.run(until: SimTime(microseconds: 59_000_000))
        #expect(rig.sent.isEmpty)
        rig.run(until: SimTime(microseconds: 61_000_000))
        #expect(rig.requests == ["GET jobs/crunch", "DELETE jobs/crunch"])
        let request = try #require(rig.sent.last)
        #expect(request.options.propagationPolicy == .foreground)
        #expect(request.options.uid == "uid-crunch")
    }

    @Test("no time to live, or not over: nothing happens")
    func leavesAlone() {
        for var rig in [Self.rig(nil), Self.rig(0, ended: false)] {
            rig.run(for: .minutes(10))
            #expect(rig.sent.isEmpty)
        }
    }

    @Test("the time was made longer behind the cache's back: it waits on")
    func readsLive() {
        var rig = Self.rig(10)
        var longer = rig.stored(.jobs, JobWorld.key)?.value ?? .null
        longer.set(100, at: "spec", "ttlSecondsAfterFinished")
        rig.store(longer, .jobs)
        rig.run(for: .seconds(20))
        #expect(rig.requests == ["GET jobs/crunch"])
        rig.run(for: .seconds(85))
        #expect(rig.requests.last == "DELETE jobs/crunch")
    }
}
