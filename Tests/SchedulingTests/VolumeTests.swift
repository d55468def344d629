import ControllerKit
import Documents
import KubeAPI
import Scheduling
import Simulation
import Testing

/// Claims and volumes as the scheduler is told of them.
private enum Storage {
    static func claim(
        _ name: String = "data", className: String = "late", size: String = "1Gi", volume: String = "",
        modes: [Value] = ["ReadWriteOnce"], annotations: Value = [:]
    ) -> Value {
        var claim: Value = [
            "metadata": [
                "name": .string(name), "namespace": "default", "uid": .string("uid-" + name),
                "annotations": annotations
            ],
            "spec": [
                "accessModes": .array(modes), "resources": ["requests": ["storage": .string(size)]],
                "storageClassName": .string(className)
            ], "status": ["phase": .string(volume.isEmpty ? "Pending" : "Bound")]
        ]
        if !volume.isEmpty {
            claim.set(.string(volume), at: "spec", "volumeName")
            claim.set("yes", at: "metadata", "annotations", VolumeAnnotations.bindCompleted)
        }
        return claim
    }

    static func volume(
        _ name: String, size: String = "1Gi", className: String = "late", node: String? = nil, labels: Value = [:],
        phase: String = "Available"
    ) -> Value {
        var volume: Value = [
            "metadata": ["name": .string(name), "uid": .string("uid-" + name), "labels": labels],
            "spec": [
                "capacity": ["storage": .string(size)], "accessModes": ["ReadWriteOnce"],
                "storageClassName": .string(className)
            ], "status": ["phase": .string(phase)]
        ]
        if let node {
            let term: Value = [
                "matchExpressions": [
                    ["key": "kubernetes.io/hostname", "operator": "In", "values": [.string(node)]]
                ]
            ]
            volume.set([term], at: "spec", "nodeAffinity", "required", "nodeSelectorTerms")
        }
        return volume
    }

    static func late(_ provisioner: String = "kubernetes.io/no-provisioner", topologies: Value? = nil) -> Value {
        var late: Value = [
            "metadata": ["name": "late", "uid": "uid-late"], "provisioner": .string(provisioner),
            "volumeBindingMode": "WaitForFirstConsumer"
        ]
        if let topologies { late.set(topologies, at: "allowedTopologies") }
        return late
    }

    static func user(_ name: String = "web", claims: [String] = ["data"], on node: String? = nil) -> Value {
        let volumes = claims.map { claim -> Value in
            ["name": .string(claim), "persistentVolumeClaim": ["claimName": .string(claim)]]
        }
        return Make.pod(name, on: node, spec: ["volumes": .array(volumes)])
    }
}

/// What is there beside two nodes, and what the pod is told.
struct VolumeCase: Sendable, CustomStringConvertible {
    let name: String
    var claims: [Value] = []
    var volumes: [Value] = []
    var classes: [Value] = [Storage.late()]
    var pod: Value = Storage.user()
    let decision: String
    var description: String { name }
}

private let useless =
    ". no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling."

private let volumeCases: [VolumeCase] = [
    VolumeCase(
        name: "bound to a volume that one node reaches",
        claims: [Storage.claim(volume: "pv-1")], volumes: [Storage.volume("pv-1", node: "node-2", phase: "Bound")],
        decision: "web → node-2"),
    VolumeCase(
        name: "bound to a volume that no node reaches", claims: [Storage.claim(volume: "pv-1")],
        volumes: [Storage.volume("pv-1", node: "node-9", phase: "Bound")],
        decision: "web: 0/2 nodes are available: 2 node(s) didn't match PersistentVolume's node affinity" + useless),
    VolumeCase(
        name: "bound to a volume that is gone", claims: [Storage.claim(volume: "pv-1")],
        decision: "web: 0/2 nodes are available: persistentvolume \"pv-1\" not found. not found"),
    VolumeCase(
        name: "bound to a volume of another zone", claims: [Storage.claim(volume: "pv-1")],
        volumes: [
            Storage.volume("pv-1", labels: ["topology.kubernetes.io/zone": "b__c"], phase: "Bound")
        ],
        decision: "web: 0/2 nodes are available: 2 node(s) had no available volume zone" + useless),
    VolumeCase(
        name: "bound to a volume of two zones", claims: [Storage.claim(volume: "pv-1")],
        volumes: [
            Storage.volume("pv-1", labels: ["failure-domain.beta.kubernetes.io/zone": "z__c"], phase: "Bound")
        ], pod: Storage.user(),
        decision: "web: 0/2 nodes are available: 2 node(s) had no available volume zone" + useless),
    VolumeCase(
        name: "waits for a pod: the node with a volume", claims: [Storage.claim()],
        volumes: [Storage.volume("pv-1", node: "node-2")], decision: "web → node-2"),
    VolumeCase(
        name: "waits for a pod: no volume anywhere", claims: [Storage.claim(size: "2Gi")],
        volumes: [Storage.volume("pv-1", node: "node-2")],
        decision: "web: 0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind" + useless
    ),
    VolumeCase(
        name: "two claims do not get one volume", claims: [Storage.claim(), Storage.claim("log")],
        volumes: [Storage.volume("pv-1", node: "node-2")], pod: Storage.user(claims: ["data", "log"]),
        decision: "web: 0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind" + useless
    ),
    VolumeCase(
        name: "a provisioner makes one wherever the pod goes, within its topologies", claims: [Storage.claim()],
        classes: [
            Storage.late(
                "disks.example.com",
                topologies: [["matchLabelExpressions": [["key": "kubernetes.io/hostname", "values": ["node-2"]]]]])
        ], decision: "web → node-2"),
    VolumeCase(
        name: "the class binds at once, and has not",
        claims: [Storage.claim(className: "now")], volumes: [Storage.volume("pv-1", className: "now")],
        decision: "web: 0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found"),
    VolumeCase(
        name: "the claim names its volume, and is not bound yet",
        claims: [
            {
                var claim = Storage.claim()
                claim.set("pv-1", at: "spec", "volumeName")
                return claim
            }()
        ], volumes: [Storage.volume("pv-1")],
        decision: "web: 0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found"),
    VolumeCase(
        name: "a lost claim",
        claims: [
            {
                var claim = Storage.claim(volume: "pv-1")
                claim.set("Lost", at: "status", "phase")
                return claim
            }()
        ],
        decision: "web: 0/2 nodes are available: persistentvolumeclaim \"data\" bound to non-existent "
            + "persistentvolume \"pv-1\". not found"),
    VolumeCase(
        name: "a claim that is being deleted",
        claims: [
            {
                var claim = Storage.claim(volume: "pv-1")
                claim.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp")
                return claim
            }()
        ],
        decision: "web: 0/2 nodes are available: persistentvolumeclaim \"data\" is being deleted. not found")
]

private func bench(_ objects: [(Value, Resource)]) -> SchedulerBench {
    var bench = SchedulerBench()
    for name in ["node-1", "node-2"] {
        bench.see(Make.node(name, labels: ["topology.kubernetes.io/zone": "a"]), .nodes)
    }
    for (value, resource) in objects { bench.see(value, resource) }
    return bench
}

@Test("which nodes suit the claims of a pod, in upstream's words", arguments: volumeCases)
func volumesDecide(_ one: VolumeCase) {
    var bench = bench(
        one.classes.map { ($0, .storageClasses) } + one.volumes.map { ($0, .persistentVolumes) }
            + one.claims.map { ($0, .persistentVolumeClaims) } + [(one.pod, .pods)])
    bench.settle()
    #expect(bench.decisions.last == one.decision)
    #expect(bench.scheduler.audit() == nil)
}

@Suite("volumes of pods")
struct VolumeTests {
    /// A pod that was given a node; its volume is about to be bound.
    private static func begun(_ more: [(Value, Resource)] = []) -> SchedulerBench {
        var bench = bench(
            [
                (Storage.late(), .storageClasses), (Storage.volume("pv-1", node: "node-2"), .persistentVolumes),
                (Storage.claim(), .persistentVolumeClaims)
            ] + more + [(Storage.user(), .pods)])
        bench.run()
        return bench
    }

    private static func written(_ bench: SchedulerBench) -> [String] {
        bench.requests.map {
            let sub = $0.request.subresource.isEmpty ? "" : "/" + $0.request.subresource
            return "\($0.request.verb.word) \($0.request.resource.info.plural)/\($0.request.name)\(sub)"
        }
    }

    /// The binder has done its part.
    private static func bind(_ bench: inout SchedulerBench) {
        var volume = Storage.volume("pv-1", node: "node-2", phase: "Bound")
        volume.set(["namespace": "default", "name": "data", "uid": "uid-data"], at: "spec", "claimRef")
        bench.see(volume, .persistentVolumes)
        bench.see(Storage.claim(volume: "pv-1"), .persistentVolumeClaims)
    }

    /// Answers the nomination, then the write of the volume; gives the volume as it was sent.
    private static func writeVolume(_ bench: inout SchedulerBench) -> Value {
        bench.answer(bench.take("status"))
        let update = bench.take("", "pv-1")
        let body = update?.request.body ?? .null
        bench.answer(update, .object(APIObject(body, .persistentVolumes, revision: bench.revision + 1), code: 200))
        return body
    }

    @Test("the volume is written before the pod is bound, and the binder is waited for")
    func order() {
        var bench = Self.begun()
        #expect(bench.decisions == ["web → node-2"])
        #expect(Self.written(bench) == ["patch pods/web/status"])
        #expect(bench.requests.first?.request.body == ["status": ["nominatedNodeName": "node-2"]])
        let volume = Self.writeVolume(&bench)
        #expect(volume.at("spec", "claimRef", "name") == "data")
        #expect(volume.at("spec", "claimRef", "uid") == "uid-data")
        #expect(volume.at("metadata", "annotations", VolumeAnnotations.boundByController) == "yes")
        bench.run(.seconds(3))
        #expect(Self.written(bench) == [])
        #expect(bench.inspect("volumes") == ["default/web on node-2 waits until default/data is bound"])
        Self.bind(&bench)
        bench.run(.seconds(1))
        #expect(Self.written(bench) == ["create pods/web/binding"])
        #expect(bench.inspect("volumes") == [])
    }

    @Test("while it is being bound the volume counts as given")
    func assumed() {
        var bench = Self.begun()
        bench.see(Storage.claim("more"), .persistentVolumeClaims)
        bench.see(Storage.user("second", claims: ["more"]), .pods)
        bench.run()
        #expect(
            bench.decisions.last
                == "second: 0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind"
                + useless)
    }

    @Test("a provisioner is told the node by an annotation of the claim")
    func provisioning() {
        var bench = bench([
            (Storage.late("disks.example.com"), .storageClasses), (Storage.claim(), .persistentVolumeClaims),
            (Storage.user(), .pods)
        ])
        bench.run()
        bench.answer(bench.take("status"))
        let claim = bench.take("", "data")
        #expect(claim?.request.resource == .persistentVolumeClaims)
        let node = claim?.request.body.at("metadata", "annotations", VolumeAnnotations.selectedNode)?.string ?? ""
        #expect(bench.decisions == ["web → \(node)"])
        // A later try keeps to that node.
        var again = begunElsewhere(selected: "node-9")
        again.settle()
        #expect(
            again.decisions == [
                "web: 0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind" + useless
            ])
    }

    private func begunElsewhere(selected: String) -> SchedulerBench {
        bench([
            (Storage.late("disks.example.com"), .storageClasses),
            (
                Storage.claim(annotations: ["volume.kubernetes.io/selected-node": .string(selected)]),
                .persistentVolumeClaims
            ), (Storage.user(), .pods)
        ])
    }

    /// What goes wrong while the binder is waited for, and what the pod is told.
    enum Mishap: String, CaseIterable, Sendable { case conflict, reset, podGone, claimGone, tooLate }

    @Test("a binding that comes to nothing gives the place back", arguments: Mishap.allCases)
    func mishaps(_ mishap: Mishap) {
        var bench = Self.begun()
        let why: String
        if mishap == .conflict {
            bench.answer(bench.take("status"))
            bench.answer(
                bench.take("", "pv-1"), .failure(.conflict("persistentvolumes", group: "", name: "pv-1", "it changed")))
            why = "Operation cannot be fulfilled on persistentvolumes \"pv-1\": it changed"
        } else {
            _ = Self.writeVolume(&bench)
            switch mishap {
            case .reset:
                bench.see(Storage.volume("pv-1", node: "node-2"), .persistentVolumes)
                why = "binding volumes: ClaimRef got reset for pv \"pv-1\""
            case .claimGone:
                bench.see(Storage.claim(), .persistentVolumeClaims, .deleted)
                why = "binding volumes: failed to check binding: persistentvolumeclaims \"default/data\" not found"
            case .podGone:
                bench.see(Storage.user(), .pods, .deleted)
                why = "binding volumes: pod does not exist any more: pod \"web\" not found"
            default:
                var volume = Storage.volume("pv-1", node: "node-2")
                volume.set(["namespace": "default", "name": "data", "uid": "uid-data"], at: "spec", "claimRef")
                bench.see(volume, .persistentVolumes)
                bench.run(.seconds(600))
                why = "binding volumes: context deadline exceeded"
            }
            bench.run(.seconds(1))
        }
        #expect(bench.decisions.contains("web: running PreBind plugin \"VolumeBinding\": \(why)"))
        #expect(!Self.written(bench).contains("create pods/web/binding"))
        #expect(bench.scheduler.audit() == nil)
    }

    @Test("ReadWriteOncePod: the one user is in the way, and room can be made")
    func onePod() {
        let claim = Storage.claim(volume: "pv-1", modes: ["ReadWriteOncePod"])
        var bench = bench([
            (Storage.volume("pv-1", phase: "Bound"), .persistentVolumes), (claim, .persistentVolumeClaims),
            (Storage.user("old", on: "node-1"), .pods), (Storage.user(), .pods)
        ])
        bench.settle()
        #expect(
            bench.decisions == [
                "web: 0/2 nodes are available: 2 node(s) unavailable due to PersistentVolumeClaim with "
                    + "ReadWriteOncePod access mode already in-use by another pod. no new claims to deallocate, "
                    + "preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod."
            ])
        bench.see(Storage.user("old", on: "node-1"), .pods, .deleted)
        bench.run(.seconds(2))
        #expect(bench.decisions.last?.hasPrefix("web → node-") == true)
    }

    @Test("what wakes a pod that waits for its volumes")
    func wakes() {
        func tries(_ changes: [(Value, Resource)]) -> Int {
            var bench = bench([
                (Storage.late(), .storageClasses), (Storage.claim(), .persistentVolumeClaims), (Storage.user(), .pods)
            ])
            bench.settle()
            for (value, resource) in changes { bench.see(value, resource) }
            bench.run(.seconds(5))
            return bench.decisions.count
        }
        #expect(tries([(Storage.volume("pv-1", phase: "Pending"), .persistentVolumes)]) == 2)
        #expect(tries([(Storage.claim("other"), .persistentVolumeClaims)]) == 1)
        #expect(tries([(Storage.claim(annotations: ["a": "b"]), .persistentVolumeClaims)]) == 2)
        #expect(tries([(Storage.late(), .storageClasses)]) == 1)
        let wider = Storage.late(topologies: [["matchLabelExpressions": [["key": "zone", "values": ["a"]]]]])
        #expect(tries([(wider, .storageClasses)]) == 2)
        #expect(tries([(Make.node("node-1", labels: ["disk": "ssd"]), .nodes)]) == 2)
        #expect(tries([(Make.pod("other", on: "node-1"), .pods)]) == 1)
    }
}
