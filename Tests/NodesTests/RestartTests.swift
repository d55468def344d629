import ControllerKit
import Documents
import KubeAPI
import Nodes
import Simulation
import Testing

private let plain: Value = ["containers": [["name": "web", "image": "nginx:1.25"]]]
private let web = ObjectKey("default", "web")

@Suite struct RestartTests {
    @Test("a crashing container waits 0, 10, 20, 40 … at most 300 seconds")
    func crashLoop() {
        var harness = NodeHarness.running(behaviours: always { $0.runsForSeconds = 0; $0.exitCode = 1 })
        harness.bind("web", spec: plain)
        harness.run(for: .minutes(30))
        let delays = harness.steps("web").compactMap { step -> Int64? in
            if case .backingOff(_, let delay) = step.action { return delay.wholeSeconds }
            return nil
        }
        #expect(delays.prefix(8) == [10, 20, 40, 80, 160, 300, 300, 300])
        let starts = harness.steps("web").compactMap { step -> Int64? in
            if case .containerStarted = step.action { return step.time.wholeSeconds }
            return nil
        }
        let gaps = zip(starts.dropFirst(), starts).map { $0 - $1 }
        #expect(gaps[0] <= 1)  // the first restart is immediate, at the relist that sees the end
        for (gap, delay) in zip(gaps.dropFirst(), [10, 20, 40, 80, 160, 300, 300] as [Int64]) {
            #expect((delay...delay + 1).contains(gap))
        }
        #expect(harness.phase("web") == "Running")
        #expect(harness.state("web", "web") == "Waiting CrashLoopBackOff")
        let message = harness.container("web", "web")?.at("state", "waiting", "message")?.string
        let uid = harness.pod("web")?.uid ?? ""
        #expect(message == "back-off 5m0s restarting failed container=web pod=web_default(\(uid))")
        #expect(harness.container("web", "web")?.at("lastState", "terminated", "exitCode")?.int == 1)
        #expect(
            harness.eventTexts("web").contains(
                "Warning BackOff Back-off restarting failed container web in pod web_default(\(uid))"))
    }

    @Test("ten minutes without a crash reset the back-off")
    func resetAfterTenMinutes() {
        var harness = NodeHarness.running(behaviours: always { $0.runsForSeconds = 601; $0.exitCode = 1 })
        harness.bind("web", spec: plain)
        harness.run(for: .minutes(35))
        #expect(harness.container("web", "web")?["restartCount"]?.int == 3)
        let backedOff = harness.steps("web").contains { if case .backingOff = $0.action { true } else { false } }
        #expect(!backedOff)
    }

    @Test("a container that crashes keeps the pod's address; its neighbour never notices")
    func sameAddress() {
        var harness = NodeHarness.running()
        harness.bind("web", spec: ["containers": [["name": "a", "image": "x"], ["name": "b", "image": "x"]]])
        harness.run(for: .seconds(5))
        let ip = harness.status("web")["podIP"]
        let before = harness.container("web", "b")
        var done = false
        harness.with { done = $0.injectExit(pod: web, container: "a", code: 137, &$1) }
        #expect(done)
        harness.run(for: .seconds(3))
        #expect(harness.container("web", "a")?["restartCount"]?.int == 1)
        #expect(harness.container("web", "a")?.at("lastState", "terminated", "exitCode")?.int == 137)
        #expect(harness.container("web", "b") == before)
        #expect(harness.status("web")["podIP"] == ip)
    }

    @Test("when the sandbox dies everything starts anew: init containers too, with a new address")
    func sandboxDeath() {
        var harness = NodeHarness.running()
        harness.bind(
            "web",
            spec: [
                "initContainers": [["name": "prep", "image": "x"]],
                "containers": [["name": "a", "image": "x"], ["name": "b", "image": "x"]],
            ])
        harness.run(for: .seconds(5))
        let uid = harness.pod("web")?.uid ?? ""
        #expect(harness.status("web")["podIP"]?.string == "10.244.1.2")
        harness.with { #expect($0.injectSandboxDeath(pod: web, &$1)) }
        harness.run(for: .seconds(5))
        #expect(harness.status("web")["podIP"]?.string == "10.244.1.3")
        #expect(harness.status("web")["podIPs"] == [["ip": "10.244.1.3"]])
        #expect(harness.pod("web")?.uid == uid)
        for name in ["prep", "a", "b"] { #expect(harness.container("web", name)?["restartCount"]?.int == 1) }
        #expect(harness.kubelet.runtime.sandbox(ofPod: uid)?.attempt == 1)
        #expect(
            harness.eventTexts("web").contains(
                "Normal SandboxChanged Pod sandbox changed, it will be killed and re-created."))
    }

    @Test("with restartPolicy Never a dead sandbox ends the pod")
    func sandboxDeathOfOneShot() {
        var harness = NodeHarness.running()
        var spec = plain
        spec.set("Never", at: "restartPolicy")
        harness.bind("web", spec: spec)
        harness.run(for: .seconds(5))
        harness.with { _ = $0.injectSandboxDeath(pod: web, &$1) }
        harness.run(for: .seconds(5))
        #expect(harness.phase("web") == "Failed")
        #expect(harness.kubelet.runtime.sandbox(ofPod: harness.pod("web")?.uid ?? "")?.attempt == 0)
    }

    @Test("another image restarts the container in place")
    func otherImage() {
        var harness = NodeHarness.running()
        harness.bind("web", spec: plain)
        harness.run(for: .seconds(3))
        var value = harness.pod("web")?.value ?? .null
        value.set(["containers": [["name": "web", "image": "nginx:1.27"]], "nodeName": "node-1"], at: "spec")
        value.set(2, at: "metadata", "generation")
        harness.put(value, .pods)
        harness.run(for: .seconds(3))
        #expect(harness.container("web", "web")?["image"]?.string == "nginx:1.27")
        #expect(harness.container("web", "web")?["restartCount"]?.int == 1)
        #expect(harness.status("web")["observedGeneration"]?.int == 2)
        #expect(
            harness.eventTexts("web").contains("Normal Killing Container web definition changed, will be restarted"))
    }

    @Test("a pod that is active for too long fails")
    func activeDeadline() {
        var harness = NodeHarness.running()
        var spec = plain
        spec.set(5, at: "activeDeadlineSeconds")
        harness.bind("web", spec: spec)
        harness.run(for: .seconds(4))
        #expect(harness.phase("web") == "Running")
        harness.run(for: .seconds(3))
        #expect(harness.phase("web") == "Failed")
        #expect(harness.status("web")["reason"]?.string == "DeadlineExceeded")
    }

    @Test("two containers on one port: the second cannot bind and crashes")
    func portClash() {
        var harness = NodeHarness.running()
        harness.bind(
            "web",
            spec: [
                "containers": [
                    ["name": "a", "image": "x", "ports": [["containerPort": 80]]],
                    ["name": "b", "image": "x", "ports": [["containerPort": 80]]],
                ]
            ])
        harness.run(for: .seconds(5))
        #expect(harness.state("web", "a") == "Running")
        #expect(harness.state("web", "b") == "Waiting CrashLoopBackOff")
        #expect(harness.container("web", "b")?.at("lastState", "terminated", "exitCode")?.int == 1)
        let log = harness.kubelet.logs(pod: web, container: "b", previous: false, at: harness.now)?.map(\.text)
        #expect(log == ["listen tcp :80: bind: address already in use"])
    }

    @Test("an image that cannot be pulled: ErrImagePull, ImagePullBackOff, again after 10, 20, 40 s")
    func pullBackOff() {
        var harness = NodeHarness.running(
            behaviours: Behaviours(rules: [], fallback: {
                var behaviour = Behaviour()
                behaviour.pullFailure = "not found"
                return behaviour
            }()))
        harness.bind("web", spec: ["containers": [["name": "web", "image": "nginx:nope"]]])
        harness.run(for: .milliseconds(50))
        #expect(harness.state("web", "web") == "Waiting ErrImagePull")
        harness.run(for: .seconds(2))
        #expect(harness.state("web", "web") == "Waiting ImagePullBackOff")
        harness.run(for: .seconds(80))
        let pulls = harness.steps("web").compactMap { step -> Int64? in
            if case .imagePulling = step.action { return (step.time - SimTime.zero).wholeSeconds }
            return nil
        }
        #expect(zip(pulls.dropFirst(), pulls).map { $0 - $1 } == [10, 20, 40])
        #expect(harness.phase("web") == "Pending")
        #expect(
            Array(harness.eventTexts("web").prefix(5)) == [
                "Normal Pulling Pulling image \"nginx:nope\"",
                "Warning Failed Failed to pull image \"nginx:nope\": "
                    + "failed to pull and unpack image \"nginx:nope\": not found",
                "Warning Failed Error: ErrImagePull", "Normal BackOff Back-off pulling image \"nginx:nope\"",
                "Warning Failed Error: ImagePullBackOff",
            ])
    }

    @Test("an image that fails by a fault can be pulled again when the fault is over")
    func imageFault() {
        var harness = NodeHarness.running(behaviours: .standard)
        harness.kubelet.setImageFails("nginx:1.25", true)
        harness.bind("web", spec: plain)
        harness.run(for: .seconds(3))
        #expect(harness.state("web", "web") == "Waiting ImagePullBackOff")
        harness.kubelet.setImageFails("nginx:1.25", false)
        harness.run(for: .seconds(15))
        #expect(harness.state("web", "web") == "Running")
    }

    @Test("an image is pulled once a node; imagePullPolicy Never pulls none")
    func pulls() {
        var harness = NodeHarness.running(behaviours: .standard)
        harness.bind("web", spec: plain)
        harness.run(for: .seconds(1))
        #expect(harness.state("web", "web") == "Waiting ContainerCreating")
        harness.run(for: .seconds(3))
        #expect(harness.state("web", "web") == "Running")
        harness.bind("two", spec: plain)
        harness.run(for: .seconds(1))
        #expect(harness.state("two", "web") == "Running")
        #expect(
            harness.eventTexts("web") == [
                "Normal Pulling Pulling image \"nginx:1.25\"",
                "Normal Pulled Successfully pulled image \"nginx:1.25\" in 2s (2s including waiting). "
                    + "Image size: 52428800 bytes.",
                "Normal Created Container created", "Normal Started Container started",
            ])
        #expect(
            harness.eventTexts("two").first
                == "Normal Pulled Container image \"nginx:1.25\" "
                    + "already present on machine and can be accessed by the pod")
        harness.bind(
            "never", spec: ["containers": [["name": "web", "image": "redis", "imagePullPolicy": "Never"]]])
        harness.run(for: .seconds(1))
        #expect(harness.state("never", "web") == "Waiting ErrImageNeverPull")
    }
}

extension SimTime {
    var wholeSeconds: Int64 { (self - SimTime.zero).wholeSeconds }
}
