import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct JobCountingTests {
    @Test("a success: listed, released, counted, in this order")
    func twoSteps() throws {
        let rig = JobWorld.synced(JobWorld.job(["completions": 2]), [JobWorld.pod("s", "Succeeded")])
        let statuses = rig.sent.filter { Rig.word($0) == "PUT jobs/crunch/status" }.map(\.body)
        #expect(rig.writes == ["POST pods", "PUT jobs/crunch/status", "PATCH pods/s", "PUT jobs/crunch/status"])
        #expect(statuses[0].at("status", "uncountedTerminatedPods", "succeeded") == ["uid-s"])
        #expect(statuses[0].at("status", "succeeded") == nil)
        #expect(statuses[1].at("status", "uncountedTerminatedPods")?.isEmpty == true)
        #expect(statuses[1].at("status", "succeeded") == 1)
        let patch = try #require(rig.sent.first { Rig.word($0) == "PATCH pods/s" }).body
        #expect(patch == ["metadata": ["$deleteFromPrimitiveList/finalizers": [.string(JobWorld.finalizer)]]])
    }

    @Test("a crash between any two steps: the pod is counted once", arguments: [
        (listed: false, released: false), (listed: true, released: false), (listed: true, released: true),
    ])
    func crash(_ listed: Bool, _ released: Bool) {
        var status: Value = ["startTime": "2026-01-01T00:00:00Z"]
        if listed { status.set(["succeeded": ["uid-s"]], at: "uncountedTerminatedPods") }
        let rig = JobWorld.synced(
            JobWorld.job(status: status), [JobWorld.pod("s", "Succeeded", tracked: !released)])
        #expect(rig.jobCounts == "succeeded 1")
        #expect(rig.jobConditions.last == "Complete CompletionsReached")
    }

    @Test("a listed pod that is gone is counted; a released one that is not listed was counted before")
    func goneAndReleased() {
        let gone = JobWorld.synced(
            JobWorld.job(
                ["completions": 2],
                status: ["uncountedTerminatedPods": ["failed": ["uid-x"], "succeeded": ["uid-y"]]]), [])
        #expect(gone.jobCounts == "active 1, succeeded 1, failed 1")
        let released = JobWorld.synced(
            JobWorld.job(["completions": 2], status: ["succeeded": 1]),
            [JobWorld.pod("s", "Succeeded", tracked: false)])
        #expect(released.jobCounts == "active 1, succeeded 1")
    }

    @Test("a release that fails is tried again; the rest is counted meanwhile")
    func failedRelease() throws {
        let rig = JobWorld.synced(
            JobWorld.job(["completions": 2]), [JobWorld.pod("a", "Succeeded"), JobWorld.pod("b", "Succeeded")]
        ) { request in
            Rig.word(request) == "PATCH pods/b" ? Status(code: 500, reason: "InternalError", message: "broken") : nil
        }
        #expect(rig.jobCounts == "succeeded 1")
        #expect(rig.jobStatus.at("uncountedTerminatedPods", "succeeded") == ["uid-b"])
        guard case .failed(let message, _, _) = try #require(rig.syncs.first).outcome else {
            Issue.record("the sync did not fail")
            return
        }
        #expect(message == "tracking status: broken")
    }

    @Test("at most 500 pods are listed in one sync")
    func many() {
        let pods = (0..<600).map { JobWorld.pod("s\($0)", "Succeeded") }
        var rig = JobWorld.synced(JobWorld.job(["completions": 600, "parallelism": 10]), pods)
        #expect(rig.jobCounts == "succeeded 500")
        #expect(rig.jobConditions == ["SuccessCriteriaMet CompletionsReached"])
        rig.run(for: .seconds(3))
        #expect(rig.jobCounts == "succeeded 600")
        #expect(rig.jobConditions.last == "Complete CompletionsReached")
    }

    @Test("pod news is looked at a second later, news of the spec at once")
    func batching() {
        var rig = JobWorld.synced(JobWorld.job(["completions": 2]), [])
        let syncs = rig.syncs.count
        rig.put(JobWorld.pod("crunch-1", "Succeeded"), .pods)
        rig.run(for: .milliseconds(400))
        #expect(rig.syncs.count == syncs)
        rig.run(for: .milliseconds(800))
        #expect(rig.syncs.count > syncs)
    }

    @Test("a finished Job is not touched again; what it left loses the finalizer")
    func finished() {
        let done: Value = [
            "conditions": [["type": "Complete", "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z"]]
        ]
        var rig = JobWorld.synced(JobWorld.job(status: done), [])
        #expect(rig.writes.isEmpty)
        rig.put(JobWorld.pod("late", "Running"), .pods)
        rig.put(JobWorld.pod("late", "Running", deleted: true), .pods)
        rig.run(for: .seconds(2))
        #expect(rig.writes == ["PATCH pods/late"])
    }

    @Test("a pod without a Job loses its finalizer; one of another kind of owner keeps it")
    func orphans() {
        var rig = Rig(ControllerRunner<JobReconciler>())
        rig.started()
        var orphan = JobWorld.pod("orphan", "Running")
        orphan.set(nil, at: "metadata", "ownerReferences")
        rig.put(orphan, .pods)
        var other = JobWorld.pod("other", "Running", deleted: true)
        other.set([["apiVersion": "x/v1", "kind": "Task", "name": "t", "uid": "u", "controller": true]],
            at: "metadata", "ownerReferences")
        rig.put(other, .pods)
        rig.run(for: .seconds(1))
        #expect(rig.writes == ["PATCH pods/orphan"])
    }

    @Test("when a Job is gone its selector finds the pods it left")
    func jobGone() {
        var rig = JobWorld.synced(JobWorld.job(), [JobWorld.pod("r", "Running")])
        rig.remove(.jobs, JobWorld.key)
        rig.run(for: .seconds(1))
        #expect(rig.writes.last == "PATCH pods/r")
    }

    @Test("a matching orphan is adopted with the finalizer, and counted")
    func adoption() throws {
        var orphan = JobWorld.pod("s", "Succeeded", tracked: false)
        orphan.set(nil, at: "metadata", "ownerReferences")
        let rig = JobWorld.synced(JobWorld.job(), [orphan])
        let patch = try #require(rig.sent.first { Rig.word($0) == "PATCH pods/s" }).body
        #expect(patch.at("metadata", "finalizers") == [.string(JobWorld.finalizer)])
        #expect(patch.at("metadata", "ownerReferences") == [JobWorld.owner])
        #expect(rig.jobCounts == "succeeded 1")
    }
}
