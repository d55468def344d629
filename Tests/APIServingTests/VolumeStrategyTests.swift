import APIServing
import Documents
import KubeAPI
import Testing

/// What the server does with volumes and claims besides keeping them.
@Suite("volumes at the server")
struct VolumeStrategyTests {
    private static func volume(_ spec: Value) -> Value {
        var all: Value = [
            "capacity": ["storage": "1Gi"], "accessModes": ["ReadWriteOnce"], "hostPath": ["path": "/data"]
        ]
        for field in spec.fields ?? Fields() { all.set(field.value.isNull ? nil : field.value, at: field.key) }
        return ["apiVersion": "v1", "kind": "PersistentVolume", "metadata": ["name": "pv-1"], "spec": all]
    }

    @Test("the time of a phase moves with the phase, unless the client says one")
    func phaseTime() throws {
        var server = Server()
        let made = try #require(server.create(Self.volume([:]), .persistentVolumes).object)
        let created = made.at("status", "lastPhaseTransitionTime")
        #expect(created == made.at("metadata", "creationTimestamp"))
        func write(_ phase: String, time: Value? = nil) -> Value? {
            var draft = server.object(.persistentVolumes, "pv-1")?.published ?? .null
            draft.set(.string(phase), at: "status", "phase")
            if let time { draft.set(time, at: "status", "lastPhaseTransitionTime") }
            return server.send(.update(draft, .persistentVolumes, subresource: "status")).object?
                .at("status", "lastPhaseTransitionTime")
        }
        #expect(write("Pending") == created)
        let moved = write("Available")
        #expect(moved != nil && moved != created)
        #expect(write("Released", time: "2020-01-01T00:00:00Z") == "2020-01-01T00:00:00Z")
    }

    @Test("what is old is warned of")
    func warnings() {
        var server = Server()
        func warnings(_ value: Value, _ resource: Resource) -> [String] {
            server.handle(.create(value, resource)).warnings
        }
        let zone = "failure-domain.beta.kubernetes.io/zone"
        var volume = Self.volume([
            "persistentVolumeReclaimPolicy": "Recycle",
            "nodeAffinity": [
                "required": [
                    "nodeSelectorTerms": [
                        ["matchExpressions": [["key": .string(zone), "operator": "In", "values": ["a"]]]]
                    ]
                ]
            ]
        ])
        volume.set("gold", at: "metadata", "annotations", VolumeAnnotations.betaClass)
        #expect(
            warnings(volume, .persistentVolumes) == [
                "metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use "
                    + "\"storageClassName\" attribute instead",
                "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the "
                    + "recommended approach is to use dynamic provisioning.",
                "spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].key: \(zone) is deprecated since "
                    + "v1.17; use \"topology.kubernetes.io/zone\" instead"
            ])
        let claim: Value = [
            "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": ["name": "data", "namespace": "default"],
            "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1500m"]]]
        ]
        #expect(
            warnings(claim, .persistentVolumeClaims) == [
                "spec.resources.requests[storage]: fractional byte value \"1500m\" is invalid, must be an integer"
            ])
    }
}
