import ControllerKit
import Documents
import KubeAPI
import Nodes
import Simulation
import Testing

private let plain: Value = ["containers": [["name": "web", "image": "nginx:1.25"]]]

@Suite struct NodeTests {
    @Test("a node registers not ready, creates its lease and becomes ready a moment later")
    func registration() {
        var harness = NodeHarness()
        harness.push(.input(.started), after: .zero)
        harness.run(for: .milliseconds(50))
        #expect(readiness(harness) == "False KubeletNotReady")
        harness.run(for: .milliseconds(100))
        #expect(readiness(harness) == "True KubeletReady")
        #expect(
            harness.writes.map(\.request).map {
                "\($0.verb.word) \($0.resource.info.plural) \($0.subresource)"
            } == [
                "create nodes ", "create leases ", "patch nodes status",
            ])
        let node = harness.object(.nodes, ObjectKey("", "node-1"))
        #expect(
            node?.at("status", "capacity") == ["cpu": "1", "memory": "3840Mi", "pods": "110"])
        #expect(node?.at("metadata", "labels", "kubernetes.io/hostname")?.string == "node-1")
        let lease = harness.object(.leases, ObjectKey("kube-node-lease", "node-1"))
        #expect(lease?.at("spec", "leaseDurationSeconds")?.int == 40)
        #expect(lease?.meta.owners.first?.uid == node?.uid)
        #expect(
            harness.events.map(\.event.reason) == [
                "Starting", "NodeHasSufficientMemory", "NodeHasNoDiskPressure", "NodeHasSufficientPID", "NodeReady",
            ])
    }

    private func readiness(_ harness: NodeHarness) -> String {
        let conditions = harness.object(.nodes, ObjectKey("", "node-1"))?.at("status", "conditions")?.array ?? []
        let ready = conditions.first { $0["type"]?.string == "Ready" }
        return "\(ready?["status"]?.string ?? "") \(ready?["reason"]?.string ?? "")"
    }

    @Test("the lease is renewed each ten seconds, the status is reported each five minutes")
    func heartbeats() {
        var harness = NodeHarness.running()
        harness.run(for: .minutes(10))
        let leases = harness.writes.filter { $0.request.resource == .leases }.map(\.time)
        #expect(leases.count == 60)
        #expect(zip(leases.dropFirst(), leases).allSatisfy { $0 - $1 == .seconds(10) })
        #expect(harness.writes.filter { $0.request.resource == .nodes }.count == 2)
        #expect(readiness(harness) == "True KubeletReady")
    }

    @Test("a kubelet that comes back makes its node ready again")
    func comesBack() {
        var harness = NodeHarness.running()
        var node = harness.object(.nodes, ObjectKey("", "node-1"))?.value ?? .null
        node.set(
            [[
                    "type": "Ready", "status": "Unknown", "reason": "NodeStatusUnknown",
                    "lastTransitionTime": "2026-01-01T00:00:10Z"]],
            at: "status", "conditions")
        harness.put(node, .nodes)
        harness.run(for: .seconds(11))
        #expect(readiness(harness) == "True KubeletReady")
    }

    @Test("a kubelet that cannot reach the server tries again, slower and slower")
    func offline() {
        var harness = NodeHarness()
        harness.isOffline = true
        harness.push(.input(.started), after: .zero)
        harness.run(for: .seconds(5))
        #expect(harness.writes.isEmpty)
        harness.isOffline = false
        harness.run(for: .seconds(10))
        #expect(readiness(harness) == "True KubeletReady")
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let name: String
        let spec: Value
        let reason: String
        let message: String
        var testDescription: String { name }
    }

    @Test(
        "a pod that does not fit is rejected",
        arguments: [
            Refused(
                name: "cpu",
                spec: ["containers": [["name": "a", "image": "x", "resources": ["requests": ["cpu": "2"]]]]],
                reason: "OutOfcpu",
                message: "Node didn't have enough resource: cpu, requested: 2000, used: 0, capacity: 1000"),
            Refused(
                name: "memory",
                spec: ["containers": [["name": "a", "image": "x", "resources": ["requests": ["memory": "4Gi"]]]]],
                reason: "OutOfmemory",
                message:
                    "Node didn't have enough resource: memory, requested: 4294967296, used: 0, capacity: 4026531840"),
            Refused(
                name: "selector",
                spec: ["containers": [["name": "a", "image": "x"]], "nodeSelector": ["disk": "ssd"]],
                reason: "NodeAffinity",
                message: "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector"),
        ])
    func rejected(_ c: Refused) {
        var harness = NodeHarness.running()
        harness.bind("web", spec: c.spec)
        harness.run(for: .seconds(2))
        #expect(harness.phase("web") == "Failed")
        #expect(harness.status("web")["reason"]?.string == c.reason)
        #expect(harness.status("web")["message"]?.string == "Pod was rejected: \(c.message)")
        #expect(harness.eventTexts("web") == ["Warning \(c.reason) \(c.message)"])
        #expect(harness.steps("web").map(\.action) == [.rejected(reason: c.reason, message: c.message)])
    }

    @Test("a full node takes no more pods")
    func outOfPods() {
        var node = NodeHarness.spec
        node.pods = 2
        var harness = NodeHarness.running(node: node)
        for name in ["a", "b", "c"] { harness.bind(name, spec: plain) }
        harness.run(for: .seconds(2))
        #expect(["a", "b", "c"].map { harness.phase($0) } == ["Running", "Running", "Failed"])
        #expect(harness.status("c")["reason"]?.string == "OutOfpods")
    }

    @Test("a pod whose configMap is missing waits with FailedMount until it is there")
    func missingConfigMap() {
        var harness = NodeHarness.running()
        let spec = mounting(["name": "cfg", "configMap": ["name": "settings"]])
        harness.bind("web", spec: spec)
        harness.run(for: .seconds(5))
        #expect(harness.state("web", "web") == "Waiting ContainerCreating")
        #expect(
            harness.eventTexts("web").first
                == "Warning FailedMount MountVolume.SetUp failed for volume \"cfg\" : configmap \"settings\" not found")
        harness.put(["metadata": ["name": "settings", "namespace": "default"]], .configMaps)
        harness.run(for: .seconds(10))
        #expect(harness.state("web", "web") == "Running")
    }

    /// A pod whose container mounts a volume.
    private func mounting(_ volume: Value) -> Value {
        let mount: Value = ["name": volume["name"] ?? "", "mountPath": "/v"]
        return [
            "containers": [["name": "web", "image": "nginx:1.25", "volumeMounts": [mount]]], "volumes": [volume],
        ]
    }

    @Test("a volume that no container mounts needs nothing")
    func unusedVolume() {
        var harness = NodeHarness.running()
        var spec = plain
        spec.set([["name": "cfg", "configMap": ["name": "settings"]]], at: "volumes")
        harness.bind("web", spec: spec)
        harness.run(for: .seconds(5))
        #expect(harness.state("web", "web") == "Running")
    }

    @Test("a pod that uses a claim waits until the claim is bound, and its volume agrees")
    func claims() {
        var harness = NodeHarness.running()
        let spec = mounting(["name": "data", "persistentVolumeClaim": ["claimName": "disk"]])
        var claim: Value = [
            "metadata": ["name": "disk", "namespace": "default", "uid": "c"], "status": ["phase": "Pending"],
        ]
        var volume: Value = ["metadata": ["name": "pv-1", "uid": "v"], "spec": ["hostPath": ["path": "/x"]]]
        harness.bind("web", spec: spec)
        func told(_ why: String) -> String {
            "Warning FailedMount Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], "
                + "failed to process volumes=[data]: error processing PVC default/disk: \(why)"
        }
        harness.run(for: .seconds(5))
        harness.put(claim, .persistentVolumeClaims)
        harness.run(for: .seconds(10))
        claim.set("Bound", at: "status", "phase")
        claim.set(["volumeName": "pv-1"], at: "spec")
        harness.put(claim, .persistentVolumeClaims)
        harness.run(for: .seconds(10))
        harness.put(volume, .persistentVolumes)
        harness.run(for: .seconds(10))
        volume.set(["namespace": "default", "name": "disk", "uid": "old"], at: "spec", "claimRef")
        harness.put(volume, .persistentVolumes)
        harness.run(for: .seconds(10))
        #expect(harness.state("web", "web") == "Waiting ContainerCreating")
        volume.set("c", at: "spec", "claimRef", "uid")
        harness.put(volume, .persistentVolumes)
        harness.run(for: .seconds(12))
        #expect(harness.state("web", "web") == "Running")
        let events = harness.eventTexts("web").filter { $0.contains("FailedMount") }
        let missing = events.first ?? ""
        #expect(missing.hasPrefix(told("failed to fetch PVC from API server: ")))
        #expect(events.dropFirst().first == told("PVC is not bound"))
        #expect(events.dropFirst(2).first?.hasPrefix(told("failed to fetch PV pv-1 from API server: ")) == true)
        #expect(
            Array(events.dropFirst(3)) == [
                told(
                    "found PV object pv-1 but it has a nil pv.Spec.ClaimRef indicating it is not yet bound to the "
                        + "claim"),
                told("found PV object pv-1 but its pv.Spec.ClaimRef.UID old does not point to claim.UID c"),
            ])
    }

    @Test("a disk outside of the node is refused with a reason")
    func foreignDisk() {
        var harness = NodeHarness.running()
        harness.put(
            [
                "metadata": ["name": "disk", "namespace": "default", "uid": "c"], "spec": ["volumeName": "pv-1"],
                "status": ["phase": "Bound"],
            ], .persistentVolumeClaims)
        harness.put(
            [
                "metadata": ["name": "pv-1", "uid": "v"],
                "spec": ["nfs": ["path": "/x"], "claimRef": ["namespace": "default", "name": "disk", "uid": "c"]],
            ], .persistentVolumes)
        harness.bind("web", spec: mounting(["name": "data", "persistentVolumeClaim": ["claimName": "disk"]]))
        harness.run(for: .seconds(5))
        #expect(harness.eventTexts("web").first?.hasSuffix("disks outside of the node: not modelled by orrery") == true)
    }

    @Test("a new kubelet takes over the containers that went on without it")
    func restart() {
        var harness = NodeHarness.running(behaviours: always { $0.runsForSeconds = 100; $0.exitCode = 1 })
        harness.bind("web", spec: plain)
        harness.bind("old", spec: plain)
        harness.run(for: .seconds(5))
        let before = harness.container("web", "web")
        let ip = harness.status("web")["podIP"]
        // The process is gone: its timers and answers reach nobody.
        harness.queue = []
        let old = harness.pod("old")
        if let old { harness.remove(old) }
        harness.run(for: .seconds(20))
        harness.kubelet = Kubelet(
            node: NodeHarness.spec, behaviours: harness.kubelet.behaviours, seed: Seed(1),
            runtime: harness.kubelet.runtime)
        harness.writes = []
        harness.push(.input(.started), after: .zero)
        harness.run(for: .seconds(10))
        #expect(harness.container("web", "web") == before)
        #expect(harness.status("web")["podIP"] == ip)
        #expect(harness.writes.filter { $0.request.resource == .pods }.isEmpty)
        #expect(harness.kubelet.runtime.sandbox(ofPod: old?.uid ?? "") == nil)
        // Its end, planned by the runtime, is seen by the new kubelet.
        harness.run(for: .seconds(70))
        #expect(harness.container("web", "web")?["restartCount"]?.int == 1)
    }

    @Test("a new kubelet sees what ended without it, and makes no second sandbox for a pod that is over")
    func restartAfterTheEnd() {
        var harness = NodeHarness.running(behaviours: always { $0.runsForSeconds = 2 })
        var spec = plain
        spec.set("OnFailure", at: "restartPolicy")
        harness.bind("over", spec: spec)
        harness.bind("told", spec: spec)
        #expect(harness.run { $0.phase("told") == "Running" && $0.phase("over") == "Running" })
        let uid = harness.pod("over")?.uid ?? ""
        // It ends both, takes the sandbox of one away and dies before it has written anything of that one.
        #expect(harness.run { $0.kubelet.runtime.sandbox(ofPod: uid)?.isAlive == false })
        harness.queue = []
        harness.kubelet = Kubelet(
            node: NodeHarness.spec, behaviours: harness.kubelet.behaviours, seed: Seed(1),
            runtime: harness.kubelet.runtime)
        harness.writes = []
        harness.push(.input(.started), after: .zero)
        harness.run(for: .seconds(10))
        #expect(["over", "told"].map { harness.phase($0) } == ["Succeeded", "Succeeded"])
        #expect(harness.state("over", "web") == "Terminated 0")
        #expect(harness.kubelet.runtime.sandbox(ofPod: uid)?.attempt ?? 0 == 0)
        for write in harness.writes where write.request.resource == .pods {
            for container in write.request.body.at("status", "containerStatuses")?.array ?? [] {
                #expect(container.at("state", "running")?.isNull ?? true, "\(write.request.body)")
            }
        }
    }

    @Test("a node that lost its runtime starts its pods again, and says what became of the old containers")
    func lostRuntime() {
        var harness = NodeHarness.running()
        harness.bind("stays", spec: plain)
        harness.bind("goes", spec: plain)
        harness.run(for: .seconds(5))
        harness.queue = []
        harness.delete("goes")
        for entry in harness.queue { if case .input(let input) = entry.event { harness.tell(input) } }
        harness.queue = []
        harness.kubelet = Kubelet(node: NodeHarness.spec, behaviours: .oracle, seed: Seed(1))
        harness.writes = []
        harness.push(.input(.started), after: .zero)
        harness.run(for: .seconds(10))
        #expect(harness.phases("stays") == ["Running"])
        #expect(harness.container("stays", "web")?["restartCount"]?.int == 1)
        let last = harness.container("stays", "web")?.at("lastState", "terminated")
        #expect(last?["reason"]?.string == "ContainerStatusUnknown")
        #expect(last?["exitCode"]?.int == 137)
        #expect(harness.phases("goes").last == "Failed")
        #expect(harness.pod("goes") == nil)
    }

    @Test("what the containers of a pod share with its infra container")
    func namespaces() {
        var harness = NodeHarness.running()
        var spec = plain
        harness.bind("own", spec: spec)
        spec.set(true, at: "shareProcessNamespace")
        harness.bind("shared", spec: spec)
        spec.set(true, at: "hostNetwork")
        harness.bind("host", spec: spec)
        harness.run(for: .seconds(1))
        func owners(_ name: String) -> [NamespaceOwner] {
            harness.kubelet.namespaces(pod: ObjectKey("default", name)).first?.owners.map(\.owner) ?? []
        }
        #expect(owners("own") == [.infra, .infra, .infra, .own, .own])
        #expect(owners("shared") == [.infra, .infra, .infra, .infra, .own])
        #expect(owners("host") == [.host, .infra, .host, .infra, .own])
        #expect(harness.status("host")["podIP"]?.string == "192.168.0.11")
    }

    @Test("every step of a pod names the step before it as its cause")
    func causes() {
        var harness = NodeHarness.running()
        harness.bind("web", spec: plain)
        harness.run(for: .seconds(2))
        var last = SpanID.none
        var chain = 0
        harness.trace.forEach(from: harness.trace.firstKept) { span in
            guard case .kubelet(let step) = span.body, step.pod != nil else { return true }
            #expect(span.causes == (last == .none ? [] : [last]))
            last = span.id
            chain += 1
            return true
        }
        #expect(chain == 5)
    }

    @Test("an idle node with running pods sets no timers but those of its heartbeats")
    func idle() {
        var harness = NodeHarness.running()
        for index in 0..<20 { harness.bind("web-\(index)", spec: plain) }
        harness.run(for: .seconds(30))
        #expect(harness.queue.count == 2)
    }
}
