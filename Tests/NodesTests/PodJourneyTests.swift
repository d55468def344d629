import ControllerKit
import Documents
import KubeAPI
import Nodes
import Simulation
import Testing

private let plain: Value = ["containers": [["name": "web", "image": "nginx:1.25"]]]
private let withVolume: Value = [
    "containers": [["name": "web", "image": "nginx:1.25"]], "volumes": [["name": "data", "emptyDir": [:]]],
]

/// Behaviours in which every image does that.
func always(_ change: (inout Behaviour) -> Void) -> Behaviours {
    var behaviour = Behaviour()
    behaviour.isOnEveryNode = true
    change(&behaviour)
    return Behaviours(fallback: behaviour)
}

@Suite struct PodJourneyTests {
    @Test("a pod gets its address before its first container, and runs after the volume poll")
    func creationOrder() {
        var harness = NodeHarness.running()
        let bound = harness.now
        harness.bind("web", spec: withVolume)
        harness.run(for: .seconds(1))
        #expect(
            harness.steps("web").map(\.action) == [
                .admitted, .volumesMounted,
                .sandboxReady(ip: "10.244.1.2", attempt: 0, sharesPID: false, usesHostNetwork: false),
                .imagePresent("nginx:1.25"), .containerStarted("web", restart: 0, isInit: false),
            ])
        #expect(harness.phases("web") == ["Pending", "Running"])
        let running = harness.writes.first { $0.request.body.at("status", "phase")?.string == "Running" }
        #expect(running.map { $0.time - bound } ?? .zero > .milliseconds(300))
        #expect(running.map { $0.time - bound } ?? .zero < .milliseconds(345))
        #expect(harness.writes.count == 2)
    }

    @Test("the first status says Pending and names the containers that are not ready")
    func firstStatus() {
        var harness = NodeHarness.running()
        harness.bind("web", spec: withVolume)
        harness.run(for: .milliseconds(100))
        #expect(harness.state("web", "web") == "Waiting ContainerCreating")
        #expect(harness.condition("web", "PodReadyToStartContainers") == "False")
        #expect(harness.condition("web", "Initialized") == "True")
        #expect(harness.condition("web", "Ready") == "False ContainersNotReady")
        let ready = harness.status("web")["conditions"]?.array?.first { $0["type"]?.string == "Ready" }
        #expect(ready?["message"]?.string == "containers with unready status: [web]")
        #expect(ready?["observedGeneration"]?.int == 1)
        #expect(harness.status("web")["podIP"]?.string == .none)
        #expect(harness.status("web")["hostIP"]?.string == "192.168.0.11")
        #expect(harness.status("web")["startTime"]?.string == "2026-01-01T00:00:20Z")
    }

    @Test("a running pod is ready, with all five conditions in upstream's order")
    func runningStatus() {
        var harness = NodeHarness.running()
        harness.bind("web", spec: plain)
        harness.run(for: .seconds(2))
        let types = harness.status("web")["conditions"]?.array?.compactMap { $0["type"]?.string } ?? []
        #expect(types == ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"])
        for type in types { #expect(harness.condition("web", type) == "True") }
        let web = harness.container("web", "web")
        #expect(web?["ready"]?.bool == true)
        #expect(web?["started"]?.bool == true)
        #expect(web?["restartCount"]?.int == 0)
        #expect(harness.status("web")["podIPs"] == [["ip": "10.244.1.2"]])
        #expect(harness.status("web")["qosClass"]?.string == "BestEffort")
        let uid = harness.writes.last?.request.body.at("metadata", "uid")?.string
        #expect(uid == harness.pod("web")?.uid)
        #expect(harness.writes.last?.request.user == "system:node:node-1")
    }

    @Test("init containers run one after the other, a sidecar stays, then the containers start")
    func initContainers() {
        var harness = NodeHarness.running()
        harness.bind(
            "shop",
            spec: [
                "initContainers": [
                    ["name": "migrate", "image": "demo/migrate:1"],
                    ["name": "proxy", "image": "demo/proxy:1", "restartPolicy": "Always"],
                ],
                "containers": [["name": "web", "image": "demo/web:1"]],
            ])
        harness.run(for: .milliseconds(100))
        #expect(harness.condition("shop", "Initialized") == "False ContainersNotInitialized")
        #expect(harness.state("shop", "web") == "Waiting PodInitializing")
        harness.run(for: .seconds(3))
        let started = harness.steps("shop").compactMap { step -> String? in
            if case .containerStarted(let name, _, let isInit) = step.action { return isInit ? "init \(name)" : name }
            if case .containerExited(let name, let code, _) = step.action { return "\(name) ended \(code)" }
            return nil
        }
        #expect(started == ["init migrate", "migrate ended 0", "init proxy", "web"])
        #expect(harness.condition("shop", "Initialized") == "True")
        #expect(harness.state("shop", "migrate") == "Terminated 0")
        #expect(harness.state("shop", "proxy") == "Running")
        #expect(harness.phases("shop") == ["Pending", "Running"])
    }

    @Test("a pod that ends by itself succeeds or fails", arguments: [("Never", 0), ("Never", 3), ("OnFailure", 0)])
    func ends(policy: String, code: Int) {
        var harness = NodeHarness.running(
            behaviours: always { $0.runsForSeconds = 2; $0.exitCode = code })
        var spec = plain
        spec.set(.string(policy), at: "restartPolicy")
        harness.bind("once", spec: spec)
        harness.run(for: .seconds(10))
        #expect(harness.phases("once") == ["Pending", "Running", code == 0 ? "Succeeded" : "Failed"])
        #expect(harness.condition("once", "Ready") == (code == 0 ? "False PodCompleted" : "False PodFailed"))
        #expect(harness.condition("once", "PodReadyToStartContainers") == "False")
        #expect(harness.state("once", "web") == "Terminated \(code)")
        harness.delete("once", grace: 0)
        harness.run(for: .seconds(1))
        #expect(harness.steps("once").last?.action == .gone)
    }

    @Test("a container without readiness answers at first becomes ready later")
    func readiness() {
        var harness = NodeHarness.running(behaviours: always { $0.readyAfterSeconds = 12 })
        harness.bind(
            "web",
            spec: [
                "containers": [
                    ["name": "web", "image": "nginx", "readinessProbe": ["httpGet": ["port": 80], "periodSeconds": 5]]
                ]
            ])
        harness.run(for: .seconds(14))
        #expect(harness.state("web", "web") == "Running")
        #expect(harness.condition("web", "Ready") == "False ContainersNotReady")
        harness.run(for: .seconds(2))
        #expect(harness.condition("web", "Ready") == "True")
        #expect(
            harness.eventTexts("web").filter { $0.contains("Unhealthy") }
                == Array(
                    repeating: "Warning Unhealthy Readiness probe failed: HTTP probe failed with statuscode: 503",
                    count: 3))
    }

    @Test("a failing liveness probe restarts the container after the third failure")
    func liveness() {
        var harness = NodeHarness.running(behaviours: always { $0.livenessFailsAfterSeconds = 25 })
        harness.bind(
            "web",
            spec: ["containers": [["name": "web", "image": "nginx", "livenessProbe": ["tcpSocket": ["port": 80]]]]])
        harness.run(for: .seconds(49))
        #expect(harness.container("web", "web")?["restartCount"]?.int == 0)
        harness.run(for: .seconds(4))
        #expect(harness.container("web", "web")?["restartCount"]?.int == 1)
        #expect(
            harness.eventTexts("web").contains(
                "Normal Killing Container web failed liveness probe, will be restarted"))
    }

    @Test("while the startup probe fails nothing else is probed")
    func startup() {
        var harness = NodeHarness.running(behaviours: always { $0.upAfterSeconds = 50 })
        harness.bind(
            "web",
            spec: [
                "containers": [
                    [
                        "name": "web", "image": "nginx", "livenessProbe": ["tcpSocket": ["port": 80]],
                        "startupProbe": ["tcpSocket": ["port": 80], "failureThreshold": 30],
                    ]
                ]
            ])
        harness.run(for: .seconds(45))
        #expect(harness.container("web", "web")?["started"]?.bool == false)
        harness.run(for: .seconds(10))
        #expect(harness.container("web", "web")?["started"]?.bool == true)
        #expect(harness.container("web", "web")?["restartCount"]?.int == 0)
        #expect(harness.condition("web", "Ready") == "True")
    }
}
