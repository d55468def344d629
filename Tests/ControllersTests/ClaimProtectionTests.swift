import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// Claims that are being deleted.
@Suite("claim protection")
struct ClaimProtectionTests {
    private static func claim(deleted: Bool = true, finalizers: Value = ["kubernetes.io/pvc-protection"]) -> Value {
        var claim: Value = ["metadata": ["name": "data", "namespace": "default", "uid": "u", "finalizers": finalizers]]
        if deleted { claim.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp") }
        return claim
    }

    private static func pod(on node: String) -> Value {
        var pod = Make.pod("web", on: node)
        pod.set(node.isEmpty ? nil : .string(node), at: "spec", "nodeName")
        pod.set([["name": "v", "persistentVolumeClaim": ["claimName": "data"]]], at: "spec", "volumes")
        return pod
    }

    private static func writes(_ objects: [(Value, Resource)]) -> [String] {
        var rig = Rig(ControllerRunner<ClaimProtectionReconciler>())
        rig.started()
        for (value, resource) in objects { rig.put(value, resource) }
        rig.run(for: .milliseconds(1))
        return rig.writes
    }

    @Test("a deleted claim goes unless a pod on a node uses it; one without the finalizer gets it")
    func protection() {
        let goes = ["PUT persistentvolumeclaims/data"]
        #expect(Self.writes([(Self.claim(), .persistentVolumeClaims)]) == goes)
        #expect(Self.writes([(Self.pod(on: ""), .pods), (Self.claim(), .persistentVolumeClaims)]) == goes)
        #expect(Self.writes([(Self.pod(on: "node-1"), .pods), (Self.claim(), .persistentVolumeClaims)]) == [])
        #expect(Self.writes([(Self.claim(deleted: false), .persistentVolumeClaims)]) == [])
        #expect(Self.writes([(Self.claim(deleted: false, finalizers: []), .persistentVolumeClaims)]) == goes)
    }

    @Test("when the pod is gone the claim goes")
    func afterThePod() {
        var rig = Rig(ControllerRunner<ClaimProtectionReconciler>())
        rig.started()
        rig.put(Self.pod(on: "node-1"), .pods)
        rig.put(Self.claim(), .persistentVolumeClaims)
        rig.run(for: .milliseconds(1))
        #expect(rig.writes == [])
        rig.remove(.pods, ObjectKey("default", "web"))
        rig.run(for: .milliseconds(1))
        #expect(rig.writes == ["PUT persistentvolumeclaims/data"])
    }

    @Test("a deleted volume goes unless a claim is bound to it")
    func volumes() {
        for (phase, writes) in [("Bound", []), ("Available", ["PUT persistentvolumes/vol"])] {
            var rig = Rig(ControllerRunner<VolumeProtectionReconciler>())
            rig.started()
            rig.put(
                [
                    "metadata": [
                        "name": "vol", "uid": "u", "finalizers": ["kubernetes.io/pv-protection"],
                        "deletionTimestamp": "2026-01-01T00:00:00Z",
                    ],
                    "status": ["phase": .string(phase)],
                ], .persistentVolumes)
            rig.run(for: .milliseconds(1))
            #expect(rig.writes == writes)
        }
    }

    @Test(
        "a deleted class of attributes goes unless a volume or a claim names it",
        arguments: [
            (Resource.persistentVolumes, ["spec": ["volumeAttributesClassName": "gold"]], []),
            (.persistentVolumeClaims, ["status": ["currentVolumeAttributesClassName": "gold"]], []),
            (.persistentVolumes, ["spec": ["volumeAttributesClassName": "tin"]], ["PUT volumeattributesclasses/gold"])
        ] as [(Resource, Value, [String])])
    func attributesClasses(resource: Resource, user: Value, writes: [String]) {
        var rig = Rig(ControllerRunner<AttributesClassProtection>())
        rig.started()
        var user = user
        let isClaim = resource == .persistentVolumeClaims
        user.set("u", at: "metadata", "name")
        if isClaim { user.set("default", at: "metadata", "namespace") }
        rig.put(user, resource)
        rig.put(
            [
                "metadata": [
                    "name": "gold", "uid": "g", "finalizers": ["kubernetes.io/vac-protection"],
                    "deletionTimestamp": "2026-01-01T00:00:00Z"
                ]
            ], .volumeAttributesClasses)
        rig.run(for: .milliseconds(1))
        #expect(rig.writes == writes)
        rig.remove(resource, ObjectKey(isClaim ? "default" : "", "u"))
        rig.run(for: .milliseconds(1))
        #expect(rig.writes == ["PUT volumeattributesclasses/gold"])
    }
}
