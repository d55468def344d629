import ControllerKit
import Documents
import KubeAPI
import Nodes
import Simulation
import Testing

/// Containers that are added to a running pod, and resources that change while it runs.
@Suite struct ResizeTests {
    private static func spec(_ resources: Value, policy: Value? = nil) -> Value {
        var container: Value = ["name": "web", "image": "nginx:1.25", "resources": resources]
        if let policy { container.set(policy, at: "resizePolicy") }
        return ["containers": [container], "restartPolicy": "Always"]
    }

    private static func cpu(_ amount: Value) -> Value { ["requests": ["cpu": amount]] }

    /// A change of the spec, as the API server stores it.
    private static func change(_ name: String, _ harness: inout NodeHarness, _ body: (inout Value) -> Void) {
        guard var pod = harness.pod(name)?.value else { return }
        pod.update(at: "spec") { body(&$0) }
        pod.set(.int((pod.at("metadata", "generation")?.int ?? 0) + 1), at: "metadata", "generation")
        harness.put(pod, .pods)
    }

    private static func resize(_ name: String, _ harness: inout NodeHarness, to resources: Value) {
        change(name, &harness) { spec in
            var containers = spec["containers"]?.array ?? []
            containers[0].set(resources, at: "resources")
            spec.set(.array(containers), at: "containers")
        }
    }

    private static func events(_ harness: NodeHarness) -> [String] { harness.events.map(\.event.reason) }

    @Test("a status tells what was given and what the containers have, of each and of the whole pod")
    func reported() {
        var harness = NodeHarness.running()
        harness.bind("web", spec: Self.spec(["requests": ["cpu": "100m"], "limits": ["cpu": "1", "memory": "1Gi"]]))
        harness.bind("plain", spec: ["containers": [["name": "web", "image": "nginx:1.25"]]])
        harness.bind(
            "two",
            spec: [
                "containers": [
                    ["name": "a", "image": "i", "resources": ["requests": ["cpu": "100m"], "limits": ["cpu": "1"]]],
                    ["name": "b", "image": "i", "resources": Self.cpu("50m")],
                ]
            ])
        harness.run(for: .seconds(3))
        let web = harness.status("web")
        #expect(web["allocatedResources"] == ["cpu": "100m"])
        #expect(web["resources"] == ["requests": ["cpu": "100m"], "limits": ["cpu": "1", "memory": "1Gi"]])
        #expect(web["containerStatuses"]?[0]?["allocatedResources"] == ["cpu": "100m"])
        let plain = harness.status("plain")
        #expect(plain["allocatedResources"] == nil)
        #expect(plain["resources"] == .object(Fields()))
        #expect(plain["containerStatuses"]?[0]?["resources"] == .object(Fields()))
        let two = harness.status("two")
        #expect(two["allocatedResources"] == ["cpu": "150m"])
        #expect(two["resources"] == ["requests": ["cpu": "150m"]], "only one container has a limit")
    }

    @Test("a resize that fits is given at once and true after the next relist")
    func fits() {
        var harness = NodeHarness.running()
        harness.bind("web", spec: Self.spec(Self.cpu("100m")))
        harness.run(for: .seconds(3))
        harness.events = []
        Self.resize("web", &harness, to: Self.cpu("200m"))
        harness.run(for: .milliseconds(20))
        #expect(harness.status("web")["allocatedResources"] == ["cpu": "200m"])
        #expect(harness.status("web")["resources"] == Self.cpu("100m"))
        #expect(harness.condition("web", "PodResizeInProgress") == "True")
        harness.run(for: .seconds(3))
        #expect(harness.status("web")["resources"] == Self.cpu("200m"))
        #expect(harness.condition("web", "PodResizeInProgress") == "none")
        #expect(Self.events(harness) == ["ResizeStarted", "ResizeCompleted"])
        #expect(
            harness.events.first?.event.message
                == #"Pod resize started: {"containers":[{"name":"web","resources":{"requests":{"cpu":"200m"}}}],"#
                + #""generation":2}"#)
        #expect(harness.status("web")["containerStatuses"]?[0]?["restartCount"] == 0)
    }

    @Test("a resize that does not fit waits, and is given when room comes")
    func deferred() {
        var harness = NodeHarness.running()
        harness.bind("web", spec: Self.spec(Self.cpu("100m")))
        harness.bind("other", spec: Self.spec(Self.cpu("800m")))
        harness.run(for: .seconds(3))
        harness.events = []
        Self.resize("web", &harness, to: Self.cpu("500m"))
        harness.run(for: .seconds(3))
        #expect(harness.condition("web", "PodResizePending") == "True Deferred")
        #expect(harness.status("web")["resources"] == Self.cpu("100m"))
        #expect(Self.events(harness) == ["ResizeDeferred"])
        harness.delete("other", grace: 0)
        harness.run(for: .seconds(5))
        #expect(harness.condition("web", "PodResizePending") == "none")
        #expect(harness.status("web")["resources"] == Self.cpu("500m"))
    }

    @Test("a resize that is taken back is no longer waited for")
    func takenBack() {
        var harness = NodeHarness.running()
        harness.bind("web", spec: Self.spec(Self.cpu("100m")))
        harness.bind("other", spec: Self.spec(Self.cpu("800m")))
        harness.run(for: .seconds(3))
        Self.resize("web", &harness, to: Self.cpu("500m"))
        harness.run(for: .seconds(1))
        Self.resize("web", &harness, to: Self.cpu("100m"))
        harness.run(for: .seconds(1))
        #expect(harness.condition("web", "PodResizePending") == "none")
    }

    @Test("a policy can ask for a new container")
    func restart() {
        var harness = NodeHarness.running()
        harness.bind(
            "web",
            spec: Self.spec(
                Self.cpu("100m"), policy: [["resourceName": "cpu", "restartPolicy": "RestartContainer"]]))
        harness.run(for: .seconds(3))
        harness.events = []
        Self.resize("web", &harness, to: Self.cpu("200m"))
        harness.run(for: .seconds(30))
        #expect(harness.status("web")["containerStatuses"]?[0]?["restartCount"] == 1)
        #expect(harness.status("web")["resources"] == Self.cpu("200m"))
        #expect(harness.events.first?.event.message == "Container web resize requires restart")
        #expect(Self.events(harness).last == "ResizeCompleted")
    }

    @Test("an ephemeral container starts in the running pod, once, and changes nothing of the pod's state")
    func ephemeral() {
        var behaviour = Behaviour()
        behaviour.isOnEveryNode = true
        behaviour.runsForSeconds = 5
        let behaviours = Behaviours(rules: [.init("shell", behaviour)], fallback: always { _ in }.fallback)
        var harness = NodeHarness.running(behaviours: behaviours)
        harness.bind("web", spec: Self.spec(.object(Fields())))
        harness.run(for: .seconds(3))
        harness.events = []
        Self.change("web", &harness) { spec in
            spec.set(
                [["name": "debugger", "image": "shell", "targetContainerName": "web"]], at: "ephemeralContainers")
        }
        harness.run(for: .seconds(2))
        let status = harness.status("web")["ephemeralContainerStatuses"]?[0] ?? .null
        #expect(status.at("state", "running") != nil)
        #expect(status["ready"] == false)
        #expect(status["started"] == nil)
        #expect(status["resources"] == nil)
        #expect(harness.condition("web", "Ready") == "True")
        #expect(Self.events(harness) == ["Pulled", "Created", "Started"])
        #expect(harness.events.first?.event.fieldPath == "spec.ephemeralContainers{debugger}")
        harness.run(for: .seconds(30))
        let ended = harness.status("web")["ephemeralContainerStatuses"]?[0] ?? .null
        #expect(ended.at("state", "terminated", "exitCode") == 0)
        #expect(ended["restartCount"] == 0)
        #expect(harness.status("web")["phase"] == "Running")
    }
}
