import ClusterSim
import Documents
import KubeAPI
import Simulation
import Testing

/// What the eviction subresource decides. Upstream: pkg/registry/core/pod/storage/eviction_test.go.
@Suite struct EvictionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var phase = "Running"
        var ready = "True"
        var spec: Value = [:]
        var status: Value = ["disruptionsAllowed": 0, "currentHealthy": 3, "desiredHealthy": 3]
        var options: Value = [:]
        var budgets = 1
        /// 201, or the code and the first cause (or message) of the refusal.
        var code = 201
        var why = ""
        /// What is left of the budget.
        var left: Int64 = 0
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "a pending pod asks nobody", phase: "Pending", ready: "False"),
        Case(name: "a finished pod asks nobody", phase: "Succeeded", ready: "False"),
        Case(name: "no budget covers the pod", budgets: 0),
        Case(
            name: "room for one", status: ["disruptionsAllowed": 1, "currentHealthy": 3, "desiredHealthy": 2], left: 0),
        Case(
            name: "room for two", status: ["disruptionsAllowed": 2, "currentHealthy": 4, "desiredHealthy": 2], left: 1),
        Case(
            name: "no room", code: 429, why: "The disruption budget b needs 3 healthy pods and has 3 currently"),
        Case(
            name: "no room, more healthy than desired",
            status: ["disruptionsAllowed": 0, "currentHealthy": 4, "desiredHealthy": 3], code: 429,
            why: "The disruption budget b does not allow evicting pods currently"),
        Case(
            name: "the last sync failed",
            status: [
                "disruptionsAllowed": 0,
                "conditions": [
                    [
                        "type": "DisruptionAllowed", "status": "False", "reason": "SyncFailed", "message": "no scale",
                        "lastTransitionTime": "2026-01-01T00:00:00Z"
                    ]
                ]
            ], code: 429,
            why: "The disruption budget b does not allow evicting pods currently because it failed sync: no scale"),
        Case(
            name: "not counted yet", status: ["disruptionsAllowed": 1, "observedGeneration": 0], code: 429,
            why: "The disruption budget b is still being processed by the server.", left: 1),
        Case(
            name: "two budgets", budgets: 2, code: 500,
            why: "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support."),
        Case(
            name: "not ready, the others are enough", ready: "False",
            status: ["disruptionsAllowed": 0, "currentHealthy": 3, "desiredHealthy": 3]),
        Case(
            name: "not ready, the others are not enough", ready: "False",
            status: ["disruptionsAllowed": 0, "currentHealthy": 2, "desiredHealthy": 3], code: 429,
            why: "The disruption budget b needs 3 healthy pods and has 2 currently"),
        Case(
            name: "not ready, nothing is desired", ready: "False",
            status: ["disruptionsAllowed": 0, "currentHealthy": 0, "desiredHealthy": 0], code: 429,
            why: "The disruption budget b needs 0 healthy pods and has 0 currently"),
        Case(
            name: "not ready, AlwaysAllow", ready: "False", spec: ["unhealthyPodEvictionPolicy": "AlwaysAllow"],
            status: ["disruptionsAllowed": 0, "currentHealthy": 1, "desiredHealthy": 3]),
        Case(
            name: "ready, AlwaysAllow", spec: ["unhealthyPodEvictionPolicy": "AlwaysAllow"], code: 429,
            why: "The disruption budget b needs 3 healthy pods and has 3 currently"),
        Case(
            name: "dry run spends nothing", status: ["disruptionsAllowed": 1], options: ["dryRun": ["All"]], left: 1),
        Case(
            name: "another uid is meant", status: ["disruptionsAllowed": 1],
            options: ["preconditions": ["uid": "other"]], code: 409)
    ]

    /// A pod of that state without a node, and budgets with that status; no controller runs.
    static func world(_ c: Case) -> Cluster {
        var cluster = Cluster.checked(nodes: 0) {
            $0.controllersOff = ["disruption-controller", "pod-garbage-collector-controller"]
        }
        cluster.create(Make.pod("p", node: "nowhere"), .pods)
        cluster.ask(
            .patch(
                .merge, .pods, Make.key("p"), subresource: "status",
                ["status": ["phase": .string(c.phase), "conditions": [["type": "Ready", "status": .string(c.ready)]]]]))
        for name in ["b", "c"].prefix(c.budgets) {
            var spec = c.spec
            spec.set(["matchLabels": ["app": "web"]], at: "selector")
            spec.set(2, at: "minAvailable")
            cluster.create(
                [
                    "apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
                    "metadata": ["name": .string(name), "namespace": "default"], "spec": spec
                ], .podDisruptionBudgets)
            var status = c.status
            if status["observedGeneration"] == nil { status.set(1, at: "observedGeneration") }
            cluster.ask(
                .patch(.merge, .podDisruptionBudgets, Make.key(name), subresource: "status", ["status": status]))
        }
        return cluster
    }

    static func evict(_ options: Value = [:]) -> APIRequest {
        var request = APIRequest.create(
            [
                "apiVersion": "policy/v1", "kind": "Eviction", "metadata": ["name": "p", "namespace": "default"],
                "deleteOptions": options
            ], .pods)
        request.subresource = "eviction"
        return request
    }

    @Test("an eviction is granted or refused, and the budget pays for it", arguments: cases)
    func decides(_ c: Case) {
        var cluster = Self.world(c)
        let result = cluster.ask(Self.evict(c.options))
        #expect(result.code == c.code)
        let failure = result.failure
        let why: String = failure?.causes.first?.message ?? failure?.message ?? ""
        if c.code != 409 { #expect(why == c.why) }
        let budget = cluster.object(.podDisruptionBudgets, "b")
        let left: Int64 = budget?.at("status", "disruptionsAllowed")?.int ?? 0
        #expect(left == c.left)
        let pod = cluster.object(.pods, "p")
        let isGoing = pod.map(\.meta.isTerminating) ?? true
        let mustGo = c.code == 201 && c.options["dryRun"] == nil
        #expect(isGoing == mustGo)
        #expect(cluster.problems == [])
    }

    @Test("what an eviction writes: the budget with the pod in it, the condition, the deletion")
    func writes() throws {
        var cluster = Self.world(Case(name: "", status: ["disruptionsAllowed": 1, "desiredHealthy": 2]))
        let before = cluster.revision
        #expect(cluster.ask(Self.evict(["gracePeriodSeconds": 7])).code == 201)
        #expect(cluster.revision == before + 3)
        let budget = try #require(cluster.object(.podDisruptionBudgets, "b"))
        #expect(budget.at("status", "disruptedPods")?.fields?.map(\.key) == ["p"])
        let condition = budget.at("status", "conditions")?.array?.first
        #expect(condition?["status"]?.string == "False")
        #expect(condition?["reason"]?.string == "InsufficientPods")
        let pod = try #require(cluster.object(.pods, "p"))
        #expect(pod.meta.deletionGraceSeconds == 7)
        let mark = pod.at("status", "conditions")?.array?.first { $0["type"] == "DisruptionTarget" }
        #expect(mark?["reason"]?.string == "EvictionByEvictionAPI")
        #expect(mark?["message"]?.string == "Eviction API: evicting")
    }

    @Test("a second eviction of the same pod is free: it is being deleted")
    func again() {
        var cluster = Self.world(Case(name: "", status: ["disruptionsAllowed": 1]))
        #expect(cluster.ask(Self.evict()).code == 201)
        #expect(cluster.ask(Self.evict()).code == 201)
        #expect(cluster.problems == [])
    }

    @Test("the checker keeps its own books of a budget")
    func checker() {
        var cluster = Self.world(Case(name: "", status: ["disruptionsAllowed": 1]))
        #expect(cluster.ask(Self.evict()).code == 201)
        var books = ClusterChecker()
        let pod = APIObject(Make.pod("p"), .pods, revision: 2)
        var running = pod.value
        running.set(["phase": "Running", "conditions": [["type": "Ready", "status": "True"]]], at: "status")
        let budget = APIObject(
            [
                "metadata": ["name": "b", "namespace": "default"],
                "spec": ["selector": ["matchLabels": ["app": "web"]]], "status": ["disruptionsAllowed": 1]
            ], .podDisruptionBudgets, revision: 1)
        let counted = Change(revision: 1, kind: .added, object: budget, old: nil)
        books.carriedOut(.create(budget.value, .podDisruptionBudgets), [counted]) { _, _ in nil }
        let gone = Change(revision: 3, kind: .modified, object: pod, old: APIObject(running, .pods, revision: 2))
        books.carriedOut(Self.evict(), [gone]) { _, _ in nil }
        #expect(books.problems == [])
        books.carriedOut(Self.evict(), [gone]) { _, _ in nil }
        #expect(books.problems == ["pod default/p was evicted though budget b allows no more disruptions"])
    }
}
