import Documents
import KubeAPI

/// Literal claims, volumes and classes.
enum VolumeSamples {
    static func claim(
        _ name: String = "data", uid: String = "u", size: String = "1Gi", modes: [Value] = ["ReadWriteOnce"],
        className: String? = "", volume: String = "", phase: String = "Pending", annotations: [String] = [],
        mode: String = "Filesystem", selector: Value? = nil
    ) -> Value {
        var claim: Value = [
            "apiVersion": "v1", "kind": "PersistentVolumeClaim",
            "metadata": ["name": .string(name), "namespace": "default", "uid": .string(uid)],
            "spec": [
                "accessModes": .array(modes), "resources": ["requests": ["storage": .string(size)]],
                "volumeMode": .string(mode)
            ],
            "status": ["phase": .string(phase)]
        ]
        for name in annotations { claim.set("yes", at: "metadata", "annotations", name) }
        if let className { claim.set(.string(className), at: "spec", "storageClassName") }
        if !volume.isEmpty { claim.set(.string(volume), at: "spec", "volumeName") }
        if let selector { claim.set(selector, at: "spec", "selector") }
        return claim
    }

    static func volume(
        _ name: String, size: String = "1Gi", modes: [Value] = ["ReadWriteOnce"], className: String = "",
        claim: String? = nil, uid: String = "", phase: String = "Available", policy: String = "Retain",
        annotations: [String: String] = [:], mode: String = "Filesystem", labels: Value = [:],
        source: Value = ["hostPath": ["path": "/data"]]
    ) -> Value {
        var spec = source
        spec.set(.array(modes), at: "accessModes")
        spec.set(["storage": .string(size)], at: "capacity")
        spec.set(.string(policy), at: "persistentVolumeReclaimPolicy")
        spec.set(.string(mode), at: "volumeMode")
        if !className.isEmpty { spec.set(.string(className), at: "storageClassName") }
        if let claim {
            spec.set(["kind": "PersistentVolumeClaim", "namespace": "default", "name": .string(claim)], at: "claimRef")
            if !uid.isEmpty { spec.set(.string(uid), at: "claimRef", "uid") }
        }
        var volume: Value = [
            "apiVersion": "v1", "kind": "PersistentVolume",
            "metadata": ["name": .string(name), "uid": .string("uid-" + name), "labels": labels], "spec": spec,
            "status": ["phase": .string(phase)]
        ]
        for (name, value) in annotations.sorted(by: { $0.key < $1.key }) {
            volume.set(.string(value), at: "metadata", "annotations", name)
        }
        return volume
    }

    static func storageClass(
        _ name: String, provisioner: String = "kubernetes.io/no-provisioner", waits: Bool = false,
        isDefault: Bool = false
    ) -> Value {
        var storageClass: Value = [
            "apiVersion": "storage.k8s.io/v1", "kind": "StorageClass",
            "metadata": ["name": .string(name), "uid": .string("uid-" + name)], "provisioner": .string(provisioner),
            "volumeBindingMode": waits ? "WaitForFirstConsumer" : "Immediate"
        ]
        if isDefault {
            storageClass.set("true", at: "metadata", "annotations", "storageclass.kubernetes.io/is-default-class")
        }
        return storageClass
    }
}
