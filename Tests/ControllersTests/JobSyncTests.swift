import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct JobSyncTests {
    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let spec: Value
        var pods: [Value] = []
        var creates = 0
        var deletes = 0
        let counts: String
        var conditions: [String] = []

        init(
            _ name: String, _ spec: Value, _ pods: [Value] = [], creates: Int = 0, deletes: Int = 0,
            counts: String, conditions: [String] = []
        ) {
            testDescription = name
            self.spec = spec
            self.pods = pods
            self.creates = creates
            self.deletes = deletes
            self.counts = counts
            self.conditions = conditions
        }
    }

    private static func pods(
        pending: Int = 0, running: Int = 0, succeeded: Int = 0, failed: Int = 0, ago: Int64 = 3600
    ) -> [Value] {
        (0..<pending).map { JobWorld.pod("p\($0)", "Pending") }
            + (0..<running).map { JobWorld.pod("r\($0)", "Running", ready: true) }
            + (0..<succeeded).map { JobWorld.pod("s\($0)", "Succeeded") }
            + (0..<failed).map { JobWorld.pod("f\($0)", "Failed", ago: ago) }
    }

    private static let end = ["SuccessCriteriaMet CompletionsReached", "Complete CompletionsReached"]
    private static let queue: Value = ["completions": .null, "parallelism": 2]

    @Test("how many pods a Job makes, deletes and counts", arguments: [
        Row("it starts", ["parallelism": 2, "completions": 5], creates: 2, counts: "active 2"),
        Row("a work queue starts", queue, creates: 2, counts: "active 2"),
        Row("its pods are pending", ["parallelism": 2, "completions": 5], pods(pending: 2), counts: "active 2"),
        Row("as many run as should", ["parallelism": 2, "completions": 5], pods(running: 2),
            counts: "active 2, ready 2"),
        Row("one too few", ["parallelism": 2, "completions": 5], pods(running: 1, succeeded: 1), creates: 1,
            counts: "active 2, ready 1, succeeded 1"),
        Row("no more than completions are missing", ["parallelism": 4, "completions": 5],
            pods(running: 1, succeeded: 3), creates: 1, counts: "active 2, ready 1, succeeded 3"),
        Row("one too many", ["parallelism": 2, "completions": 5], pods(running: 3), deletes: 1,
            counts: "active 2, ready 2, terminating 1"),
        Row("parallelism 0", ["parallelism": 0, "completions": 5], pods(running: 2), deletes: 2,
            counts: "terminating 2"),
        Row("more than the missing completions run", ["parallelism": 4, "completions": 4],
            pods(running: 2, succeeded: 3), deletes: 1, counts: "active 1, ready 1, succeeded 3, terminating 1"),
        Row("a work queue with a success starts none", queue, pods(running: 1, succeeded: 1),
            counts: "active 1, ready 1, succeeded 1"),
        Row("a work queue ends when the last pod has", queue, pods(succeeded: 1, failed: 1),
            counts: "succeeded 1, failed 1", conditions: end),
        Row("all completions are there", ["parallelism": 2, "completions": 3], pods(succeeded: 3),
            counts: "succeeded 3", conditions: end),
        Row("completions 0", ["completions": 0], counts: "", conditions: end),
        Row("a failure is replaced after its delay", [:], pods(failed: 1), creates: 1, counts: "active 1, failed 1"),
        Row("a failure just now holds back", [:], pods(failed: 1, ago: 4), counts: "failed 1"),
        Row("two failures hold back longer", [:], pods(failed: 2, ago: 15), counts: "failed 2"),
        Row("a pod that is deleted has failed and is replaced", [:],
            [JobWorld.pod("d", "Running", deleted: true)], creates: 1, counts: "active 1, failed 1, terminating 1"),
        Row("with Failed it is replaced only when it is over", ["podReplacementPolicy": "Failed"],
            [JobWorld.pod("d", "Running", deleted: true)], counts: "terminating 1"),
        Row("a deleted pod that succeeded is a success", [:], [JobWorld.pod("d", "Succeeded", deleted: true)],
            counts: "succeeded 1", conditions: end),
    ])
    func counts(_ row: Row) {
        let rig = JobWorld.synced(JobWorld.job(row.spec), row.pods)
        #expect(rig.count("POST pods") == row.creates)
        #expect(rig.count("DELETE pods") == row.deletes)
        #expect(rig.jobCounts == row.counts)
        #expect(rig.jobConditions == row.conditions)
    }

    @Test("the numbers behind a decision are noted, with the rule")
    func findings() {
        let pods = Self.pods(running: 1, succeeded: 3)
        let rig = JobWorld.synced(JobWorld.job(["parallelism": 4, "completions": 5]), pods)
        #expect(
            rig.noted("job-want-active") == [
                "want active 2 = min(completions 5 − succeeded 3, parallelism 4)",
                "to create 1 = want active 2 − active 1",
            ])
    }

    @Test("a pod carries the template, the owner and the tracking finalizer")
    func madePod() throws {
        let rig = JobWorld.synced(JobWorld.job(), [])
        let pod = try #require(rig.madePods.first)
        #expect(pod.at("metadata", "generateName") == "crunch-")
        #expect(pod.at("metadata", "finalizers") == [.string(JobWorld.finalizer)])
        #expect(pod.at("metadata", "ownerReferences") == [JobWorld.owner])
        #expect(rig.eventTexts.count == 1)
        #expect(rig.eventTexts[0].hasPrefix("Normal SuccessfulCreate default/crunch: Created pod: crunch-"))
    }

    @Test("surplus pods lose the finalizer before they are deleted: they are not counted")
    func surplus() {
        let rig = JobWorld.synced(JobWorld.job(["parallelism": 0]), [JobWorld.pod("r", "Running", ready: true)])
        #expect(rig.writes == ["PATCH pods/r", "DELETE pods/r", "PUT jobs/crunch/status"])
        #expect(rig.eventTexts == ["Normal SuccessfulDelete default/crunch: Deleted pod: r"])
    }

    @Test("a pod that is adopted and not wanted loses the finalizer that adopting gave it")
    func adoptedSurplus() {
        var orphan = JobWorld.pod("r", "Running", tracked: false, ready: true)
        orphan.set(nil, at: "metadata", "ownerReferences")
        let rig = JobWorld.synced(JobWorld.job(["suspend": true]), [orphan])
        #expect(rig.writes == ["PATCH pods/r", "PATCH pods/r", "DELETE pods/r", "PUT jobs/crunch/status"])
    }

    @Test("what was asked for and has not been seen holds making back, not counting")
    func expectations() {
        var rig = JobWorld.synced(JobWorld.job(["parallelism": 2, "completions": 5]), [])
        rig.server = .unseen
        var job = JobWorld.job(["parallelism": 4, "completions": 5], status: rig.jobStatus)
        job.set(2, at: "metadata", "generation")
        rig.put(job, .jobs)
        rig.run(for: .milliseconds(100))
        #expect(rig.count("POST pods") == 4)
        job.set(3, at: "metadata", "generation")
        job.set(5, at: "spec", "parallelism")
        rig.put(job, .jobs)
        rig.run(for: .milliseconds(100))
        #expect(rig.count("POST pods") == 4)
    }

    @Test("a failed creation is said, not awaited, and tried again after a second")
    func failedCreation() throws {
        var rig = JobWorld.synced(JobWorld.job(["parallelism": 4, "completions": 4]), []) { request in
            request.verb == .create ? .forbidden("pods", group: "", name: "", "exceeded quota") : nil
        }
        #expect(rig.count("POST pods") == 1)
        #expect(rig.eventTexts.first?.hasPrefix("Warning FailedCreate default/crunch: Error creating: pods") == true)
        guard case .failed(_, let retry, _) = try #require(rig.syncs.first).outcome else {
            Issue.record("the sync did not fail")
            return
        }
        #expect((retry - rig.syncs[0].startedAt).wholeSeconds == 1)
        rig.failing = { _ in nil }
        rig.run(for: .seconds(3))
        #expect(rig.count("POST pods") == 5)
    }

    @Test("a Job that another controller manages is left alone")
    func managedBy() {
        let rig = JobWorld.synced(JobWorld.job(["managedBy": "example.com/queue"]), [])
        #expect(rig.writes.isEmpty)
        let own = JobWorld.synced(JobWorld.job(["managedBy": "kubernetes.io/job-controller"]), [])
        #expect(own.count("POST pods") == 1)
    }

    @Test("a Job that is being deleted makes no pods and lets its finished ones go")
    func deleted() {
        var job = JobWorld.job(["parallelism": 2, "completions": 2])
        job.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp")
        let rig = JobWorld.synced(job, [JobWorld.pod("s", "Succeeded"), JobWorld.pod("r", "Running")])
        #expect(rig.count("POST pods") == 0)
        #expect(rig.count("PATCH pods") == 2)
    }
}
