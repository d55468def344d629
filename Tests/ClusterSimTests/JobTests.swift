import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation
import Testing

/// Jobs in a whole cluster: what the server does with them, and that no crash makes them miscount.
@Suite struct JobTests {
    private static let finalizer = "batch.kubernetes.io/job-tracking"
    private static let controller = "system:serviceaccount:kube-system:job-controller"

    private static func job(_ spec: Value = [:], labels: Value? = nil, runsFor seconds: Int = 3) -> Value {
        let behaviour = "{\"runsForSeconds\": \(seconds)}"
        var value: Value = [
            "apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": "crunch", "namespace": "default"],
            "spec": MergePatch.apply(
                spec,
                to: [
                    "template": [
                        "metadata": ["annotations": ["orrery.dev/behaviour": .string(behaviour)]],
                        "spec": ["restartPolicy": "Never", "containers": [["name": "main", "image": "demo/task:1"]]],
                    ]
                ]),
        ]
        if let labels { value.set(labels, at: "metadata", "labels") }
        return value
    }

    private static func isComplete(_ cluster: Cluster) -> Bool {
        (cluster.object(.jobs, "crunch")?.at("status", "conditions")?.array ?? []).contains {
            $0["type"]?.string == "Complete"
        }
    }

    @Test("the server makes the selector, labels the template, and labels the Job as its template")
    func selector() throws {
        var cluster = Cluster.checked(nodes: 0)
        cluster.create(Self.job(), .jobs)
        let job = try #require(cluster.object(.jobs, "crunch"))
        let uid = Value.string(job.uid)
        #expect(job.at("spec", "selector") == ["matchLabels": ["batch.kubernetes.io/controller-uid": uid]])
        let labels: Value = [
            "batch.kubernetes.io/controller-uid": uid, "batch.kubernetes.io/job-name": "crunch", "controller-uid": uid,
            "job-name": "crunch",
        ]
        #expect(job.at("spec", "template", "metadata", "labels") == labels)
        #expect(job.at("metadata", "labels") == labels)
        #expect(job.meta.generation == 1)
        var own = Cluster.checked(nodes: 0)
        own.create(Self.job(labels: ["team": "a"]), .jobs)
        #expect(own.object(.jobs, "crunch")?.at("metadata", "labels") == ["team": "a"])
    }

    @Test("a deletion without a policy orphans the pods, which lose their finalizer")
    func orphans() {
        var cluster = Cluster.checked(nodes: 1)
        cluster.create(Self.job(runsFor: 600), .jobs)
        let runs = cluster.step { $0.pods.first?.pod?.phase == .running }
        #expect(runs)
        cluster.ask(.delete(.jobs, Make.key("crunch")))
        #expect(cluster.object(.jobs, "crunch")?.meta.finalizers == ["orphan"])
        let isGone = cluster.step { $0.object(.jobs, "crunch") == nil }
        #expect(isGone)
        let isFree = cluster.step { cluster in
            guard let pod = cluster.pods.first else { return false }
            return pod.meta.finalizers.isEmpty && pod.meta.owners.isEmpty
        }
        #expect(isFree)
        #expect(cluster.problems == [])
    }

    @Test("a pod that is deleted stays, after its kubelet's last delete, until it has been counted")
    func finalizerHolds() throws {
        var cluster = Cluster.checked(nodes: 1)
        cluster.create(Self.job(runsFor: 600), .jobs)
        let runs = cluster.step { $0.pods.first?.pod?.phase == .running }
        #expect(runs)
        let pod = try #require(cluster.pods.first)
        try cluster.inject(.lag(process: "kube-controller-manager", .pods, changes: 1000))
        cluster.ask(.delete(.pods, pod.key))
        let isOver = cluster.step { $0.object(.pods, pod.name)?.meta.deletionGraceSeconds == 0 }
        #expect(isOver)
        #expect(cluster.object(.pods, pod.name)?.meta.finalizers == [Self.finalizer])
        try cluster.inject(.lag(process: "kube-controller-manager", .pods, changes: 0))
        let isCounted = cluster.step { $0.object(.pods, pod.name) == nil }
        #expect(isCounted)
        #expect(cluster.problems == [])
    }

    @Test("whenever kube-controller-manager crashes, a Job of five counts five", arguments: 0..<12)
    func crashes(_ number: Int) throws {
        var cluster = Cluster.checked(nodes: 2)
        cluster.create(Self.job(["completions": 5, "parallelism": 2]), .jobs)
        // It crashes after so many writes, whoever made them: between any two of the Job controller's.
        var writes = 0
        let wanted = 6 * number + 1
        var revision = cluster.revision
        let isThere = cluster.step { cluster in
            if cluster.revision != revision { writes += 1 }
            revision = cluster.revision
            return writes >= wanted || Self.isComplete(cluster)
        }
        #expect(isThere)
        try cluster.inject(.crash(process: "kube-controller-manager"))
        let isDone = cluster.step(until: Self.isComplete)
        #expect(isDone)
        #expect(cluster.object(.jobs, "crunch")?.at("status", "succeeded") == 5)
        #expect(cluster.object(.jobs, "crunch")?.at("status", "failed") == nil)
        #expect(cluster.problems == [])
    }

    /// One fault or one deed, by chance; what cannot be done to a process that is down is left out.
    private static func disturb(_ cluster: inout Cluster, _ chance: inout Seed) {
        let process = "kube-controller-manager"
        let resource: Resource = chance.below(2) == 0 ? .pods : .jobs
        switch chance.below(7) {
        case 0: try? cluster.inject(.crash(process: process))
        case 1, 2: try? cluster.inject(.lag(process: process, resource, changes: chance.below(8)))
        case 3: try? cluster.inject(.breakWatch(process: process, resource, isGone: chance.below(2) == 0))
        case 4:
            let spec: Value = ["spec": ["parallelism": Value(chance.below(4))]]
            cluster.ask(.patch(.merge, .jobs, Make.key("crunch"), spec))
        default:
            let pods = cluster.pods
            if !pods.isEmpty { cluster.ask(.delete(.pods, pods[chance.below(pods.count)].key)) }
        }
    }

    @Test("whatever is disturbed, a Job ends with each completion counted once", arguments: 1...40)
    func disturbed(_ seed: Int) throws {
        var chance = Seed(UInt64(seed))
        var cluster = Cluster.checked(nodes: 2, seed: UInt64(seed)) { $0.profile = .jittered }
        var spec: Value = ["completions": 5, "parallelism": 2, "backoffLimit": 1000]
        if seed % 2 == 0 { spec.set("Indexed", at: "completionMode") }
        if seed % 3 == 0 { spec.set("Failed", at: "podReplacementPolicy") }
        cluster.create(Self.job(spec), .jobs)
        for _ in 0 ..< 12 {
            let end = cluster.now + .milliseconds(Int64(chance.below(4000)))
            while let due = cluster.nextDue, due <= end, cluster.step() {}
            Self.disturb(&cluster, &chance)
        }
        for resource in [Resource.pods, .jobs] {
            try cluster.inject(.lag(process: "kube-controller-manager", resource, changes: 0))
        }
        cluster.ask(.patch(.merge, .jobs, Make.key("crunch"), ["spec": ["parallelism": 2]]))
        let isDone = cluster.step(within: .minutes(120), until: Self.isComplete)
        #expect(isDone)
        let status = try #require(cluster.object(.jobs, "crunch")?["status"])
        #expect(status["succeeded"] == 5)
        if seed % 2 == 0 { #expect(status["completedIndexes"] == "0-4") }
        #expect(cluster.problems == [])
    }

    // MARK: the checker

    private static func stored(
        _ status: Value, completions: Int = 2, revision: Int64, manual: Bool = false
    ) -> APIObject {
        var value = Self.job(["completions": Value(completions), "manualSelector": .bool(manual)])
        value.set("uid-job", at: "metadata", "uid")
        value.set(status, at: "status")
        return APIObject(value, .jobs, revision: revision)
    }

    /// What the checker says of statuses that the controller writes one after the other.
    private static func found(_ statuses: [Value], held: [String] = []) -> [String] {
        var checker = ClusterChecker()
        var revision: Int64 = 0
        for uid in held {
            revision += 1
            var pod = Make.pod("pod-\(uid)")
            pod.set(.string(uid), at: "metadata", "uid")
            pod.set([.string(finalizer)], at: "metadata", "finalizers")
            let object = APIObject(pod, .pods, revision: revision)
            checker.committed(Change(revision: revision, kind: .added, object: object, old: nil))
        }
        var old: APIObject?
        for status in statuses {
            revision += 1
            let object = stored(status, revision: revision)
            let change = Change(revision: revision, kind: old == nil ? .added : .modified, object: object, old: old)
            checker.committed(change)
            var request = APIRequest.update(object.value, .jobs, subresource: "status")
            request.user = controller
            checker.carriedOut(request, [change]) { _, _ in nil }
            old = object
        }
        return checker.problems
    }

    private static func listed(_ uids: [Value], succeeded: Int = 0) -> Value {
        ["uncountedTerminatedPods": ["succeeded": .array(uids)], "succeeded": Value(succeeded)]
    }

    @Test("the checker: a good count, and each way to miscount")
    func checker() {
        #expect(Self.found([[:], Self.listed(["a"]), Self.listed([], succeeded: 1)]) == [])
        #expect(
            Self.found([[:], Self.listed(["a"]), Self.listed([], succeeded: 1)], held: ["a"])
                == ["Job default/crunch counts pod a while its finalizer is there"])
        #expect(
            Self.found([[:], Self.listed(["a"]), Self.listed([], succeeded: 1), Self.listed(["a"], succeeded: 1)])
                == ["Job default/crunch lists pod a again after counting it"])
        #expect(
            Self.found([[:], ["succeeded": 1]])
                == ["Job default/crunch counts 1 successes after 0 without having listed them"])
        #expect(
            Self.found([[:], ["failed": 1]])
                == ["Job default/crunch counts 1 failures after 0 without having listed them"])
        #expect(
            Self.found([[:], Self.listed(["a", "b", "c"]), Self.listed([], succeeded: 3)])
                == ["Job default/crunch counts 3 successes, 2 are wanted"])
    }
}
