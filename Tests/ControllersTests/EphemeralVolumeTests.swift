import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// Claims of ephemeral volumes, and claims that are to grow.
@Suite("ephemeral volumes and expansion")
struct EphemeralVolumeTests {
    private static func pod(deleted: Bool = false) -> Value {
        var pod = Make.pod("web", on: "")
        let template: Value = [
            "metadata": ["labels": ["a": "b"]], "spec": ["accessModes": ["ReadWriteOnce"], "storageClassName": ""],
        ]
        pod.set(
            [["name": "c", "emptyDir": [:]], ["name": "v", "ephemeral": ["volumeClaimTemplate": template]]],
            at: "spec", "volumes")
        if deleted { pod.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp") }
        return pod
    }

    private static func claim(owner: String) -> Value {
        let reference: Value = [
            "apiVersion": "v1", "kind": "Pod", "name": "web", "uid": .string(owner), "controller": true,
        ]
        return [
            "metadata": ["name": "web-v", "namespace": "default", "uid": "u", "ownerReferences": [reference]],
        ]
    }

    @Test("the pod gets a claim of its own, named after it and its volume")
    func makes() throws {
        var rig = Rig(ControllerRunner<EphemeralVolumeReconciler>())
        rig.started()
        rig.put(Self.pod(), .pods)
        rig.run(for: .milliseconds(1))
        #expect(rig.writes == ["POST persistentvolumeclaims/web-v"])
        let body = try #require(rig.sent.last?.body)
        #expect(body.at("metadata", "labels", "a") == "b")
        #expect(body.at("metadata", "ownerReferences")?.array?.first?["blockOwnerDeletion"] == true)
        #expect(body.at("spec", "storageClassName") == "")
    }

    @Test("a pod on its way out gets none, and one whose claim is there gets no second")
    func leaves() {
        let uid = APIObject(Self.pod(), .pods, revision: 1).uid
        for pod in [Self.pod(deleted: true), Self.pod()] {
            var rig = Rig(ControllerRunner<EphemeralVolumeReconciler>())
            rig.started()
            rig.put(Self.claim(owner: uid), .persistentVolumeClaims)
            rig.put(pod, .pods)
            rig.run(for: .milliseconds(1))
            #expect(rig.writes == [])
            #expect(rig.events.isEmpty)
        }
    }

    @Test("a claim of that name that is another's is reported")
    func foreign() {
        var rig = Rig(ControllerRunner<EphemeralVolumeReconciler>())
        rig.started()
        rig.put(Self.claim(owner: "somebody"), .persistentVolumeClaims)
        rig.put(Self.pod(), .pods)
        rig.run(for: .milliseconds(1))
        #expect(rig.writes == [])
        #expect(rig.events.first?.reason == "FailedBinding")
        #expect(
            rig.events.first?.message
                == "ephemeral volume v: PVC default/web-v was not created for pod default/web (pod is not owner)")
    }

    @Test("a claim that is deleted while its pod goes on is made again")
    func remakes() {
        var rig = Rig(ControllerRunner<EphemeralVolumeReconciler>())
        rig.started()
        let uid = APIObject(Self.pod(), .pods, revision: 1).uid
        rig.put(Self.claim(owner: uid), .persistentVolumeClaims)
        rig.put(Self.pod(), .pods)
        rig.run(for: .milliseconds(1))
        rig.remove(.persistentVolumeClaims, ObjectKey("default", "web-v"))
        rig.run(for: .milliseconds(1))
        #expect(rig.writes == ["POST persistentvolumeclaims/web-v"])
    }

    @Test("a bound claim that asks for more waits for somebody outside", arguments: ["1Gi", "2Gi"])
    func expansion(_ wish: String) {
        var rig = Rig(ControllerRunner<VolumeExpandReconciler>())
        rig.started()
        rig.put(
            [
                "metadata": ["name": "vol", "uid": "v"],
                "spec": ["claimRef": ["namespace": "default", "name": "data", "uid": "u"]],
            ], .persistentVolumes)
        for size in ["1Gi", wish] {
            rig.put(
                [
                    "metadata": ["name": "data", "namespace": "default", "uid": "u"],
                    "spec": ["volumeName": "vol", "resources": ["requests": ["storage": .string(size)]]],
                    "status": ["phase": "Bound", "capacity": ["storage": "1Gi"]],
                ], .persistentVolumeClaims)
            rig.run(for: .milliseconds(1))
        }
        #expect(rig.writes == [])
        #expect(rig.events.map(\.reason) == (wish == "1Gi" ? [] : ["ExternalExpanding"]))
    }
}
