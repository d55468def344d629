import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct JobIndexTests {
    private static func spec(_ completions: Int, parallelism: Int = 2, _ more: Value = [:]) -> Value {
        let base: Value = [
            "completionMode": "Indexed", "completions": Value(completions), "parallelism": Value(parallelism),
        ]
        return MergePatch.apply(more, to: base)
    }

    private static func indexes(_ rig: Rig) -> [String] {
        rig.madePods.compactMap { $0.at("metadata", "annotations", JobWorld.indexKey)?.string }
    }

    @Test("a pod of an index: name, host name, label, annotation, variable")
    func indexedPod() throws {
        let rig = JobWorld.synced(JobWorld.job(Self.spec(4)), [])
        #expect(Self.indexes(rig) == ["0", "1"])
        let pod = try #require(rig.madePods.last)
        #expect(pod.at("metadata", "generateName") == "crunch-1-")
        #expect(pod.at("spec", "hostname") == "crunch-1")
        #expect(pod.at("metadata", "labels", JobWorld.indexKey) == "1")
        let variable: Value = [
            "name": "JOB_COMPLETION_INDEX",
            "valueFrom": ["fieldRef": ["fieldPath": "metadata.labels['batch.kubernetes.io/job-completion-index']"]],
        ]
        #expect(pod.at("spec", "containers")?[0]?["env"] == [variable])
    }

    @Test("the lowest indexes without a pod and without a success come next")
    func nextIndexes() {
        let rig = JobWorld.synced(
            JobWorld.job(Self.spec(6, parallelism: 3)),
            [JobWorld.pod("a", "Succeeded", index: 1), JobWorld.pod("b", "Running", index: 0)])
        #expect(Self.indexes(rig) == ["2", "3"])
        #expect(rig.jobStatus["completedIndexes"] == "1")
        #expect(rig.jobCounts == "active 3, succeeded 1")
    }

    @Test("an index that succeeds twice counts once")
    func twice() {
        let rig = JobWorld.synced(
            JobWorld.job(Self.spec(3), status: ["completedIndexes": "0", "succeeded": 1]),
            [JobWorld.pod("a", "Succeeded", index: 0), JobWorld.pod("b", "Succeeded", index: 2)])
        #expect(rig.jobStatus["completedIndexes"] == "0,2")
        #expect(rig.jobCounts == "active 1, succeeded 2")
    }

    @Test("pods of one index too many, out of range or without an index are deleted")
    func duplicates() {
        let rig = JobWorld.synced(
            JobWorld.job(Self.spec(2)),
            [
                JobWorld.pod("a", "Running", index: 0, ready: true), JobWorld.pod("b", "Running", index: 0),
                JobWorld.pod("c", "Running", index: 7), JobWorld.pod("d", "Running"),
                JobWorld.pod("e", "Running", index: 1),
            ])
        let gone = rig.writes.filter { $0.hasPrefix("DELETE") }
        #expect(gone == ["DELETE pods/d", "DELETE pods/b", "DELETE pods/c"])
        #expect(rig.count("POST pods") == 0)
    }

    @Test("an elastic Job forgets the indexes beyond its completions")
    func elastic() {
        let rig = JobWorld.synced(
            JobWorld.job(Self.spec(2, parallelism: 2), status: ["completedIndexes": "1,3-4", "succeeded": 3]), [])
        #expect(rig.jobStatus["completedIndexes"] == "1")
        #expect(rig.jobCounts == "active 1, succeeded 1")
    }

    // MARK: limits per index

    @Test("a failed pod stays until its replacement carries the failure count on")
    func failureCount() throws {
        let spec = Self.spec(2, ["backoffLimitPerIndex": 2, "backoffLimit": 100])
        let rig = JobWorld.synced(
            JobWorld.job(spec),
            [JobWorld.pod("a", "Failed", index: 0, failures: 0), JobWorld.pod("b", "Running", index: 1)])
        #expect(Self.indexes(rig) == ["0"])
        #expect(rig.madePods[0].at("metadata", "annotations", JobWorld.failuresKey) == "1")
        #expect(rig.count("PATCH pods/a") == 0)
        #expect(rig.jobStatus["failedIndexes"] == "")
    }

    @Test("an index at its limit has failed; the others go on, and the Job fails at the end")
    func failedIndex() {
        let spec = Self.spec(3, ["backoffLimitPerIndex": 1, "backoffLimit": 100])
        let going = JobWorld.synced(
            JobWorld.job(spec),
            [JobWorld.pod("a", "Failed", index: 1, failures: 1), JobWorld.pod("b", "Running", index: 0)])
        #expect(going.jobStatus["failedIndexes"] == "1")
        #expect(Self.indexes(going) == ["2"])
        #expect(going.jobConditions.isEmpty)
        let ended = JobWorld.synced(
            JobWorld.job(spec, status: ["completedIndexes": "0,2", "succeeded": 2]),
            [JobWorld.pod("a", "Failed", index: 1, failures: 1)])
        #expect(ended.jobConditions == ["FailureTarget FailedIndexes", "Failed FailedIndexes"])
        #expect(ended.jobCounts == "succeeded 2, failed 1")
    }

    @Test("more failed indexes than allowed end the Job at once")
    func maxFailed() {
        let spec = Self.spec(
            4, ["backoffLimitPerIndex": 0, "backoffLimit": 100, "maxFailedIndexes": 0])
        let rig = JobWorld.synced(
            JobWorld.job(spec),
            [JobWorld.pod("a", "Failed", index: 1), JobWorld.pod("b", "Running", index: 0)])
        #expect(rig.jobConditions == ["FailureTarget MaxFailedIndexesExceeded"])
        #expect(rig.count("DELETE pods/b") == 1)
    }

    @Test("FailIndex ends the index whatever its limit")
    func failIndex() {
        let rule: Value = ["action": "FailIndex", "onExitCodes": ["operator": "In", "values": [3]]]
        let spec = Self.spec(
            2,
            [
                "backoffLimitPerIndex": 5, "backoffLimit": 100, "podFailurePolicy": ["rules": [rule]],
                "podReplacementPolicy": "Failed",
            ])
        let rig = JobWorld.synced(
            JobWorld.job(spec), [JobWorld.pod("a", "Failed", index: 0, exit: 3, failures: 0)])
        #expect(rig.jobStatus["failedIndexes"] == "0")
        #expect(Self.indexes(rig) == ["1"])
    }

    @Test("each index waits for itself: one that failed just now does not hold back another")
    func delayPerIndex() {
        let spec = Self.spec(2, ["backoffLimitPerIndex": 3, "backoffLimit": 100])
        let rig = JobWorld.synced(
            JobWorld.job(spec), [JobWorld.pod("a", "Failed", index: 0, ago: 2, failures: 0)])
        #expect(Self.indexes(rig) == ["1"])
    }

    // MARK: success policy

    @Test("which indexes are enough", arguments: [
        (["succeededIndexes": "0"], "0", true), (["succeededIndexes": "0,2"], "0-1", false),
        (["succeededIndexes": "0-2", "succeededCount": 2], "1-3", true), (["succeededCount": 3], "0,2,4", true),
        (["succeededCount": 3], "0,2", false),
    ] as [(Value, String, Bool)])
    func successPolicy(_ rule: Value, _ done: String, _ met: Bool) {
        let spec = Self.spec(5, ["successPolicy": ["rules": [rule]]])
        var rig = JobWorld.synced(
            JobWorld.job(spec, status: ["completedIndexes": .string(done)]),
            [JobWorld.pod("r", "Running", index: 3)])
        guard met else {
            #expect(rig.jobConditions.isEmpty)
            return
        }
        #expect(rig.jobConditions == ["SuccessCriteriaMet SuccessPolicy"])
        #expect(rig.jobStatus["conditions"]?[0]?["message"] == "Matched rules at index 0")
        #expect(rig.count("DELETE pods/r") == 1)
        rig.remove(.pods, ObjectKey("default", "r"))
        rig.run(for: .seconds(2))
        #expect(rig.jobConditions.last == "Complete SuccessPolicy")
    }
}
