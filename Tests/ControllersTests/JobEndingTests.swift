import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct JobEndingTests {
    private static let failed = ["FailureTarget BackoffLimitExceeded", "Failed BackoffLimitExceeded"]

    // MARK: limits

    @Test("more failures than backoffLimit end the Job; what runs is deleted first, with its finalizer")
    func backoffLimit() {
        var rig = JobWorld.synced(
            JobWorld.job(["backoffLimit": 1, "parallelism": 3, "completions": 3]),
            [JobWorld.pod("a", "Failed"), JobWorld.pod("b", "Failed"), JobWorld.pod("r", "Running", ready: true)])
        #expect(rig.writes.first == "DELETE pods/r")
        #expect(rig.jobConditions == ["FailureTarget BackoffLimitExceeded"])
        #expect(rig.jobCounts == "failed 3, terminating 1")
        rig.remove(.pods, ObjectKey("default", "r"))
        rig.run(for: .seconds(2))
        #expect(rig.jobConditions == Self.failed)
        #expect(
            rig.eventTexts.last
                == "Warning BackoffLimitExceeded default/crunch: Job has reached the specified backoff limit")
    }

    @Test("restarts in place count against the limit when they reach it", arguments: [
        (limit: 2, restarts: 1, ends: false), (limit: 2, restarts: 2, ends: true), (limit: 0, restarts: 0, ends: false),
        (limit: 0, restarts: 1, ends: true),
    ])
    func restarts(_ limit: Int, _ restarts: Int, _ ends: Bool) {
        let spec: Value = ["backoffLimit": Value(limit), "template": ["spec": ["restartPolicy": "OnFailure"]]]
        let rig = JobWorld.synced(
            JobWorld.job(spec), [JobWorld.pod("r", "Running", restarts: Int64(restarts))])
        #expect(rig.jobConditions == (ends ? ["FailureTarget BackoffLimitExceeded"] : []))
    }

    @Test("the deadline counts from startTime and fires without any other news")
    func deadline() {
        var rig = JobWorld.synced(JobWorld.job(["activeDeadlineSeconds": 25]), [])
        rig.run(until: SimTime(microseconds: 24_900_000))
        #expect(rig.jobConditions.isEmpty)
        rig.run(until: SimTime(microseconds: 25_200_000))
        #expect(rig.jobConditions.first == "FailureTarget DeadlineExceeded")
        #expect(rig.count("DELETE pods") == 1)
    }

    @Test("limit and deadline at once: the limit is the reason")
    func limitBeforeDeadline() {
        let rig = JobWorld.synced(
            JobWorld.job(
                ["activeDeadlineSeconds": 5, "backoffLimit": 0],
                status: ["startTime": .string(Timestamps.seconds(Rig.start - 60_000_000))]),
            [JobWorld.pod("a", "Failed")])
        #expect(rig.jobConditions == Self.failed)
    }

    @Test("the delays of failures in a row: 10, 20, 40, 80 s")
    func delays() {
        for (failures, delay) in [(1, 10), (2, 20), (3, 40), (4, 80), (6, 320), (7, 600), (20, 600)] {
            let pods = (0..<failures).map { JobWorld.pod("f\($0)", "Failed", ago: 0) }
            var rig = JobWorld.synced(JobWorld.job(["backoffLimit": 100]), pods)
            rig.run(until: SimTime(microseconds: Int64(delay) * 1_000_000 - 100_000))
            #expect(rig.count("POST pods") == 0, "\(failures) failures")
            rig.run(for: .seconds(2))
            #expect(rig.count("POST pods") == 1, "\(failures) failures")
        }
    }

    @Test("while it waits it reports none as active, and says how long it waits")
    func waiting() {
        let rig = JobWorld.synced(
            JobWorld.job(["parallelism": 2, "completions": 5]),
            [JobWorld.pod("f", "Failed", ago: 4), JobWorld.pod("r", "Running")])
        #expect(rig.jobCounts == "failed 1")
        #expect(rig.noted("job-back-off") == ["failure 1 in a row: 10s, 5.999s of it left"])
        let shown = rig.component.inspection(rig.caches, at: rig.moment).map { "\($0.topic) \($0.text)" }
        #expect(shown.contains("failures default/crunch: 1 in a row, the next pod comes in 5.5s"))
    }

    @Test("a later success sets the delay back")
    func successResets() {
        let rig = JobWorld.synced(
            JobWorld.job(["completions": 3]),
            [JobWorld.pod("f", "Failed", ago: 9), JobWorld.pod("s", "Succeeded", ago: 1)])
        #expect(rig.count("POST pods") == 1)
    }

    // MARK: policies

    private static func policy(_ action: String, codes: [Value]? = nil, condition: String? = nil) -> Value {
        var rule: Value = ["action": .string(action)]
        if let codes { rule.set(["operator": "In", "values": .array(codes)], at: "onExitCodes") }
        if let condition { rule.set([["type": .string(condition), "status": "True"]], at: "onPodConditions") }
        return ["podFailurePolicy": ["rules": [rule]], "podReplacementPolicy": "Failed", "backoffLimit": 0]
    }

    @Test("FailJob ends the Job with the rule in its message")
    func failJob() {
        let rig = JobWorld.synced(
            JobWorld.job(Self.policy("FailJob", codes: [42])), [JobWorld.pod("f", "Failed", exit: 42)])
        #expect(rig.jobConditions == ["FailureTarget PodFailurePolicy", "Failed PodFailurePolicy"])
        #expect(
            rig.jobStatus["conditions"]?[0]?["message"]?.string
                == "Container main for pod default/f failed with exit code 42 matching FailJob rule at index 0")
        #expect(rig.noted("job-failure-policy") == ["f: rule 0 FailJob (container main, exit code 42)"])
    }

    @Test("Ignore does not count: the pod goes uncounted and is replaced")
    func ignored() {
        let disrupted: Value = ["type": "DisruptionTarget", "status": "True"]
        let rig = JobWorld.synced(
            JobWorld.job(Self.policy("Ignore", condition: "DisruptionTarget")),
            [JobWorld.pod("f", "Failed", conditions: [disrupted])])
        #expect(rig.jobCounts == "active 1")
        #expect(rig.jobConditions.isEmpty)
        #expect(rig.count("PATCH pods/f") == 1)
    }

    @Test("Count and no match count; the first rule that matches decides")
    func counted() {
        for spec in [Self.policy("Count", codes: [42]), Self.policy("FailJob", codes: [7])] {
            let rig = JobWorld.synced(JobWorld.job(spec), [JobWorld.pod("f", "Failed", exit: 42)])
            #expect(rig.jobConditions == Self.failed)
        }
    }

    // MARK: suspension

    @Test("suspending deletes the active pods uncounted and takes the start time away; resuming sets it anew")
    func suspension() {
        var rig = JobWorld.synced(JobWorld.job(["parallelism": 2, "completions": 2]), [])
        #expect(rig.jobStatus["startTime"] != nil)
        var job = JobWorld.job(["parallelism": 2, "completions": 2, "suspend": true], status: rig.jobStatus)
        job.set(2, at: "metadata", "generation")
        rig.put(job, .jobs)
        rig.run(for: .milliseconds(200))
        #expect(rig.count("DELETE pods") == 2)
        #expect(rig.jobCounts == "terminating 2")
        #expect(rig.jobConditions == ["Suspended JobSuspended"])
        #expect(rig.jobStatus["startTime"] == nil)
        for gone in rig.sent.filter({ $0.verb == .delete }) { rig.remove(.pods, gone.key) }
        job = JobWorld.job(["parallelism": 2, "completions": 2, "suspend": false], status: rig.jobStatus)
        job.set(3, at: "metadata", "generation")
        rig.put(job, .jobs)
        rig.run(for: .milliseconds(200))
        #expect(rig.jobConditions == ["not Suspended JobResumed"])
        #expect(rig.jobStatus["startTime"] != nil)
        #expect(rig.jobCounts == "active 2")
        let said = rig.eventTexts.map { $0.split(separator: " ")[1] }
        #expect(said.filter { $0 == "Suspended" || $0 == "Resumed" } == ["Suspended", "Resumed"])
    }

    @Test("a Job that is made suspended has no start time and no pods")
    func bornSuspended() {
        let rig = JobWorld.synced(JobWorld.job(["suspend": true]), [])
        #expect(rig.count("POST pods") == 0)
        #expect(rig.jobStatus["startTime"] == nil)
        #expect(rig.jobConditions == ["Suspended JobSuspended"])
    }
}
