import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// Upstream: pkg/controller/disruption/disruption_test.go.
@Suite struct DisruptionTests {
    static let key = ObjectKey("default", "b")
    static let labels: Value = ["app": "web"]

    static func budget(_ spec: Value, selector: Value? = ["matchLabels": labels], status: Value = [:]) -> Value {
        var spec = spec
        if let selector { spec.set(selector, at: "selector") }
        return [
            "apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
            "metadata": ["name": "b", "namespace": "default", "uid": "uid-b", "generation": 1],
            "spec": spec, "status": status
        ]
    }

    static func owner(_ apiVersion: String, _ kind: String, _ name: String) -> Value {
        [
            "apiVersion": .string(apiVersion), "kind": .string(kind), "name": .string(name),
            "uid": .string("uid-\(name)"), "controller": true
        ]
    }

    static func workload(
        _ apiVersion: String, _ kind: String, _ name: String, replicas: Int64, owner: Value? = nil
    ) -> Value {
        var value: Value = [
            "apiVersion": .string(apiVersion), "kind": .string(kind),
            "metadata": ["name": .string(name), "namespace": "default", "uid": .string("uid-\(name)")],
            "spec": ["replicas": .int(replicas)]
        ]
        if let owner { value.set([owner], at: "metadata", "ownerReferences") }
        return value
    }

    static func rig(_ server: Rig.Server = .obedient) -> Rig {
        var rig = Rig(ControllerRunner<DisruptionReconciler>(), server: server)
        rig.started()
        return rig
    }

    /// `allowed healthy desired expected` and the condition's reason.
    static func status(_ rig: Rig) -> String {
        guard let budget = rig.stored(.podDisruptionBudgets, key) else { return "none" }
        let numbers = ["disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"].map {
            String(budget.at("status", $0)?.int ?? 0)
        }
        let reason = budget.at("status", "conditions")?.array?.first?["reason"]?.string ?? "-"
        return numbers.joined(separator: " ") + " " + reason
    }

    struct Count: Sendable, CustomTestStringConvertible {
        let name: String
        let spec: Value
        var ready = 3
        var unready = 0
        var replicas: Int64 = 3
        let expect: String
        var testDescription: String { name }
    }

    static let counts: [Count] = [
        Count(name: "minAvailable 2 of 3", spec: ["minAvailable": 2], expect: "1 3 2 3 SufficientPods"),
        Count(name: "minAvailable 3 of 3", spec: ["minAvailable": 3], expect: "0 3 3 3 InsufficientPods"),
        Count(
            name: "minAvailable counts pods, not the scale", spec: ["minAvailable": 2], replicas: 9,
            expect: "1 3 2 3 SufficientPods"),
        Count(
            name: "minAvailable 28% rounds up", spec: ["minAvailable": "28%"], replicas: 10,
            expect: "0 3 3 10 InsufficientPods"),
        Count(name: "minAvailable 100%", spec: ["minAvailable": "100%"], expect: "0 3 3 3 InsufficientPods"),
        Count(name: "minAvailable 0", spec: ["minAvailable": 0], expect: "3 3 0 3 SufficientPods"),
        Count(name: "maxUnavailable 1", spec: ["maxUnavailable": 1], expect: "1 3 2 3 SufficientPods"),
        Count(
            name: "maxUnavailable more than there are", spec: ["maxUnavailable": 7], expect: "3 3 0 3 SufficientPods"),
        Count(
            name: "maxUnavailable 30% of 3 rounds up to 1", spec: ["maxUnavailable": "30%"],
            expect: "1 3 2 3 SufficientPods"),
        Count(name: "maxUnavailable 0", spec: ["maxUnavailable": 0], expect: "0 3 3 3 InsufficientPods"),
        Count(
            name: "pods that are not ready are not healthy", spec: ["minAvailable": 2], ready: 2, unready: 1,
            expect: "0 2 2 3 InsufficientPods"),
        Count(
            name: "a set that has not made its pods yet", spec: ["maxUnavailable": 1], ready: 1,
            expect: "0 1 2 3 InsufficientPods"),
        Count(name: "neither is set", spec: [:], expect: "0 3 0 0 InsufficientPods")
    ]

    @Test("what may be disrupted", arguments: counts)
    func counted(_ c: Count) {
        var rig = Self.rig()
        rig.put(Self.workload("apps/v1", "ReplicaSet", "web", replicas: c.replicas), .replicaSets)
        let owner = Self.owner("apps/v1", "ReplicaSet", "web")
        for index in 0 ..< c.ready { rig.put(Make.pod("r\(index)", labels: Self.labels, owner: owner), .pods) }
        for index in 0 ..< c.unready {
            rig.put(Make.pod("u\(index)", ready: "False", labels: Self.labels, owner: owner), .pods)
        }
        rig.put(Self.budget(c.spec), .podDisruptionBudgets)
        rig.run(for: .seconds(1))
        #expect(Self.status(rig) == c.expect)
        #expect(rig.stored(.podDisruptionBudgets, Self.key)?.at("status", "observedGeneration") == 1)
        let writes = rig.writes.count
        rig.run(for: .seconds(60))
        #expect(rig.writes.count == writes)
    }

    struct Finder: Sendable { let resource: Resource, apiVersion: String, kind: String }

    @Test(
        "the scale is that of the controller",
        arguments: [
            Finder(resource: .replicationControllers, apiVersion: "v1", kind: "ReplicationController"),
            Finder(resource: .replicaSets, apiVersion: "apps/v1", kind: "ReplicaSet"),
            Finder(resource: .statefulSets, apiVersion: "apps/v1", kind: "StatefulSet")
        ])
    func finders(_ finder: Finder) {
        var rig = Self.rig()
        rig.put(Self.workload(finder.apiVersion, finder.kind, "web", replicas: 5), finder.resource)
        rig.put(
            Make.pod("p", labels: Self.labels, owner: Self.owner(finder.apiVersion, finder.kind, "web")), .pods)
        rig.put(Self.budget(["maxUnavailable": 2]), .podDisruptionBudgets)
        rig.run(for: .seconds(1))
        #expect(Self.status(rig) == "0 1 3 5 InsufficientPods")
    }

    @Test("a ReplicaSet of a Deployment stands for the Deployment; two controllers add up")
    func deploymentsAndSums() {
        var rig = Self.rig()
        rig.put(Self.workload("apps/v1", "Deployment", "d", replicas: 10), .deployments)
        rig.put(
            Self.workload("apps/v1", "ReplicaSet", "d-1", replicas: 4, owner: Self.owner("apps/v1", "Deployment", "d")),
            .replicaSets)
        rig.put(Self.workload("apps/v1", "StatefulSet", "s", replicas: 2), .statefulSets)
        rig.put(Make.pod("a", labels: Self.labels, owner: Self.owner("apps/v1", "ReplicaSet", "d-1")), .pods)
        rig.put(Make.pod("b", labels: Self.labels, owner: Self.owner("apps/v1", "ReplicaSet", "d-1")), .pods)
        rig.put(Make.pod("c", labels: Self.labels, owner: Self.owner("apps/v1", "StatefulSet", "s")), .pods)
        rig.put(Self.budget(["minAvailable": "50%"]), .podDisruptionBudgets)
        rig.run(for: .seconds(1))
        #expect(Self.status(rig) == "0 3 6 12 InsufficientPods")
    }

    @Test("a controller without a scale fails the sync, and nothing may be disrupted")
    func failSafe() throws {
        var rig = Self.rig()
        rig.put(Make.pod("p", labels: Self.labels, owner: Self.owner("batch/v1", "Job", "j")), .pods)
        rig.put(
            Self.budget(["maxUnavailable": 1], status: ["disruptionsAllowed": 1, "observedGeneration": 1]),
            .podDisruptionBudgets)
        rig.run(for: .milliseconds(100))
        #expect(Self.status(rig).hasPrefix("0 0 0 0 SyncFailed"))
        let condition = rig.stored(.podDisruptionBudgets, Self.key)?.at("status", "conditions")?.array?.first
        #expect(condition?["message"] == "jobs.batch does not implement the scale subresource")
        #expect(
            rig.eventTexts.first
                == "Warning CalculateExpectedPodCountFailed default/b: Failed to calculate the number of expected "
                + "pods: jobs.batch does not implement the scale subresource")
    }

    @Test("pods without a controller: a share of them is no number, a count is")
    func unmanaged() {
        var rig = Self.rig()
        rig.put(Make.pod("p", labels: Self.labels), .pods)
        rig.put(Self.budget(["maxUnavailable": 1]), .podDisruptionBudgets)
        rig.run(for: .milliseconds(100))
        #expect(Self.status(rig) == "0 1 0 0 InsufficientPods")
        let said: String =
            "Warning UnmanagedPods default/b: Pods selected by this PodDisruptionBudget (selector: "
                + "&LabelSelector{MatchLabels:map[string]string{app: web,},MatchExpressions:"
                + "[]LabelSelectorRequirement{},}) were found to be unmanaged. As a result, the status of the PDB "
                + "cannot be calculated correctly, which may result in undefined behavior. To account for these pods "
                + "please set \".spec.minAvailable\" field of the PDB to an integer value."
        #expect(rig.eventTexts.first == said)
        rig = Self.rig()
        rig.put(Make.pod("p", labels: Self.labels), .pods)
        rig.put(Self.budget(["minAvailable": 0]), .podDisruptionBudgets)
        rig.run(for: .milliseconds(100))
        #expect(Self.status(rig) == "1 1 0 1 SufficientPods")
        #expect(rig.events.isEmpty)
    }

    @Test("no selector selects nothing, an empty one everything")
    func selectors() {
        var rig = Self.rig()
        rig.put(Make.pod("p", labels: Self.labels), .pods)
        rig.put(Self.budget(["minAvailable": 0], selector: nil), .podDisruptionBudgets)
        rig.run(for: .milliseconds(100))
        #expect(Self.status(rig) == "0 0 0 0 InsufficientPods")
        #expect(rig.eventTexts.first == "Normal NoPods default/b: No matching pods found")
        rig = Self.rig()
        rig.put(Make.pod("p", labels: Self.labels), .pods)
        rig.put(Self.budget(["minAvailable": 0], selector: [:]), .podDisruptionBudgets)
        rig.run(for: .milliseconds(100))
        #expect(Self.status(rig) == "1 1 0 1 SufficientPods")
    }

    @Test("an eviction that was granted counts until the deletion is seen, at most two minutes")
    func disruptedPods() throws {
        var rig = Self.rig()
        for name in ["a", "b", "c"] { rig.put(Make.pod(name, labels: Self.labels), .pods) }
        let granted: Value = ["a": "2026-01-01T00:00:00Z", "gone": "2026-01-01T00:00:00Z"]
        rig.put(
            Self.budget(["minAvailable": 1], status: ["disruptedPods": granted, "observedGeneration": 1]),
            .podDisruptionBudgets)
        rig.run(for: .seconds(1))
        #expect(Self.status(rig) == "1 2 1 3 SufficientPods")
        let status = { (rig: Rig) in rig.stored(.podDisruptionBudgets, Self.key)?.at("status", "disruptedPods") }
        #expect(status(rig) == ["a": "2026-01-01T00:00:00Z"])
        rig.run(for: .seconds(118))
        #expect(status(rig) != nil)
        rig.run(for: .seconds(2))
        #expect(status(rig) == nil)
        #expect(Self.status(rig) == "2 3 1 3 SufficientPods")
        // The namespace stands twice, as upstream has it.
        #expect(
            rig.eventTexts.contains(
                "Warning NotDeleted default/a: Pod was expected by PDB default/default to be deleted but it wasn't"))
    }

    @Test("a conflict is tried again, without the fail-safe")
    func conflict() {
        var rig = Self.rig()
        rig.put(Make.pod("p", labels: Self.labels), .pods)
        var refused = false
        rig.failing = { request in
            request.verb == .update
                ? .conflict("poddisruptionbudgets", group: "policy", name: "b", "modified") : nil
        }
        rig.put(Self.budget(["minAvailable": 0]), .podDisruptionBudgets)
        rig.run(for: .milliseconds(3))
        refused = rig.writes.count == 1
        #expect(refused && Self.status(rig) == "0 0 0 0 -")
        rig.failing = { _ in nil }
        rig.run(for: .seconds(1))
        #expect(Self.status(rig) == "1 1 0 1 SufficientPods")
    }

    @Test("a pod that two budgets select wakes one of them, not always the same, with a warning")
    func twoBudgets() {
        var rig = Self.rig()
        rig.put(Self.budget(["minAvailable": 0]), .podDisruptionBudgets)
        var other = Self.budget(["minAvailable": 0])
        other.set("c", at: "metadata", "name")
        rig.put(other, .podDisruptionBudgets)
        rig.run(for: .seconds(1))
        rig.events = []
        for number in 0 ..< 8 { rig.put(Make.pod("p\(number)", labels: Self.labels), .pods) }
        let wanted = ["b", "c"].map { name in
            "Warning MultiplePodDisruptionBudgets default/p: Pod \"default\"/\"p\" matches multiple "
                + "PodDisruptionBudgets.  Chose \"\(name)\" arbitrarily."
        }
        let found = rig.eventTexts.map { text in String(text.filter { !$0.isNumber }) }
        #expect(found.count == 8 && Set(found) == Set(wanted))
    }

    struct Stale: Sendable, CustomTestStringConvertible {
        let name: String
        var reason = "EvictionByEvictionAPI"
        var phase = "Running"
        var isTerminating = false
        let isReset: Bool
        var testDescription: String { name }
    }

    @Test(
        "a stale mark is taken back after two minutes",
        arguments: [
            Stale(name: "marked, never deleted", isReset: true),
            Stale(name: "being deleted", isTerminating: true, isReset: false),
            Stale(name: "by the kubelet", reason: "TerminationByKubelet", isReset: false),
            Stale(name: "finished", phase: "Failed", isReset: false)
        ])
    func stale(_ c: Stale) {
        var rig = Self.rig()
        var pod = Make.pod("p", labels: Self.labels)
        pod.set(.string(c.phase), at: "status", "phase")
        pod.set(
            [
                [
                    "type": "DisruptionTarget", "status": "True", "reason": .string(c.reason),
                    "lastTransitionTime": "2026-01-01T00:00:00Z"
                ]
            ], at: "status", "conditions")
        if c.isTerminating { pod.set("2026-01-01T00:00:30Z", at: "metadata", "deletionTimestamp") }
        rig.put(pod, .pods)
        rig.run(for: .seconds(119))
        #expect(rig.writes.isEmpty)
        rig.run(for: .seconds(2))
        let writes = c.isReset ? ["PUT pods/p/status"] : []
        #expect(rig.writes == writes)
        let mark = rig.stored(.pods, ObjectKey("default", "p"))?.at("status", "conditions")?.array?.first
        let status = c.isReset ? "False" : "True"
        #expect(mark?["status"]?.string == status)
    }
}
