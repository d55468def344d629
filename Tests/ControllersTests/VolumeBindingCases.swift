import Documents
import KubeAPI

private typealias Sample = VolumeSamples

private let controlled = VolumeAnnotations.boundByController
private let completed = VolumeAnnotations.bindCompleted

/// What is there, what becomes of it, and what is told.
struct BindingCase: Sendable, CustomStringConvertible {
    let name: String
    let there: [Value]
    /// `data Bound pv-1`, `pv-1 Bound data`: claims first.
    let end: [String]
    var writes: [String]?
    var events: [String] = []
    var description: String { name }
}

/// The four writes of a binding.
let bindWrites = [
    "PUT persistentvolumes/pv-1", "PUT persistentvolumes/pv-1/status", "PUT persistentvolumeclaims/data",
    "PUT persistentvolumeclaims/data/status"
]

/// Upstream: binder_test.go, sets 1 and 13.
let openClaims: [BindingCase] = [
    BindingCase(
        name: "the volume's side first, each with its status after it", there: [Sample.volume("pv-1"), Sample.claim()],
        end: ["data Bound pv-1", "pv-1 Bound data"], writes: bindWrites),
    BindingCase(
        name: "the smallest that is large enough",
        there: [
            Sample.volume("pv-1", size: "10Gi"), Sample.volume("pv-2", size: "5Gi"), Sample.volume("pv-3", size: "1Gi"),
            Sample.claim(size: "2Gi")
        ], end: ["data Bound pv-2", "pv-1 Available", "pv-2 Bound data", "pv-3 Available"]),
    BindingCase(
        name: "nothing is large enough", there: [Sample.volume("pv-1"), Sample.claim(size: "2Gi")],
        end: ["data Pending", "pv-1 Available"], writes: [],
        events: ["Normal FailedBinding default/data: \(noVolume)"]),
    BindingCase(
        name: "one with fewer other access modes goes before a smaller one",
        there: [
            Sample.volume("pv-1", size: "1Gi", modes: ["ReadWriteOnce", "ReadOnlyMany"]),
            Sample.volume("pv-2", size: "5Gi"), Sample.claim()
        ], end: ["data Bound pv-2", "pv-1 Available", "pv-2 Bound data"]),
    BindingCase(
        name: "another class, mode or label is no match",
        there: [
            Sample.volume("pv-1", className: "gold"), Sample.volume("pv-2", mode: "Block"),
            Sample.volume("pv-3", labels: ["disk": "hdd"]), Sample.volume("pv-4", labels: ["disk": "ssd"]),
            Sample.claim(selector: ["matchLabels": ["disk": "ssd"]])
        ], end: ["data Bound pv-4", "pv-1 Available", "pv-2 Available", "pv-3 Available", "pv-4 Bound data"]),
    BindingCase(
        name: "one that is kept for the claim goes before a smaller one",
        there: [Sample.volume("pv-1"), Sample.volume("pv-2", size: "5Gi", claim: "data"), Sample.claim()],
        end: ["data Bound pv-2", "pv-1 Available", "pv-2 Bound data"]),
    BindingCase(
        name: "one that is kept for another claim is left alone",
        there: [Sample.volume("pv-1", claim: "other"), Sample.claim()], end: ["data Pending", "pv-1 Available other"],
        writes: [], events: ["Normal FailedBinding default/data: \(noVolume)"]),
    BindingCase(
        name: "a released volume whose claim is taken out of it is free again",
        there: [Sample.volume("pv-1", phase: "Released")],
        end: ["pv-1 Available"], writes: ["PUT persistentvolumes/pv-1/status"]),
    BindingCase(
        name: "a binding that was half done is finished",
        there: [
            Sample.volume("pv-1", claim: "data", uid: "u", phase: "Available", annotations: [controlled: "yes"]),
            Sample.claim()
        ], end: ["data Bound pv-1", "pv-1 Bound data"], writes: Array(bindWrites.dropFirst())),
    BindingCase(
        name: "WaitForFirstConsumer: nothing is bound, and who is awaited is said",
        there: [
            Sample.storageClass("late", waits: true), Sample.volume("pv-1", className: "late"),
            Sample.claim(className: "late")
        ], end: ["data Pending", "pv-1 Available"], writes: [],
        events: [
            "Normal WaitForFirstConsumer default/data: waiting for first consumer to be created before binding"
        ]),
    BindingCase(
        name: "WaitForFirstConsumer: a volume kept for the claim is bound",
        there: [
            Sample.storageClass("late", waits: true), Sample.volume("pv-1", className: "late", claim: "data"),
            Sample.claim(className: "late")
        ], end: ["data Bound pv-1", "pv-1 Bound data"])
]

/// What a claim without a class is told.
let noVolume = "no persistent volumes available for this claim and no storage class is set"

/// Upstream: binder_test.go, sets 2 and 3.
let choosyClaims: [BindingCase] = [
    BindingCase(
        name: "the claim names a volume that is not there", there: [Sample.claim(volume: "pv-1")],
        end: ["data Pending pv-1"], writes: []),
    BindingCase(
        name: "the claim names a free volume", there: [Sample.volume("pv-1"), Sample.claim(volume: "pv-1")],
        end: ["data Bound pv-1", "pv-1 Bound data"]),
    BindingCase(
        name: "the claim names one that does not fit",
        there: [Sample.volume("pv-1"), Sample.claim(size: "2Gi", volume: "pv-1")],
        end: ["data Pending pv-1", "pv-1 Available"], writes: [],
        events: [
            "Warning VolumeMismatch default/data: Cannot bind to requested volume \"pv-1\": requested PV is too small"
        ]),
    BindingCase(
        name: "the claim names one of another class",
        there: [Sample.volume("pv-1", className: "gold"), Sample.claim(volume: "pv-1")],
        end: ["data Pending pv-1", "pv-1 Available"], writes: [],
        events: [
            "Warning VolumeMismatch default/data: Cannot bind to requested volume \"pv-1\": storageClassName does "
                + "not match"
        ]),
    BindingCase(
        name: "the claim names one that belongs to another",
        there: [Sample.volume("pv-1", claim: "other"), Sample.claim(volume: "pv-1")],
        end: ["data Pending pv-1", "pv-1 Available other"], writes: [],
        events: ["Warning FailedBinding default/data: volume \"pv-1\" already bound to a different claim."]),
    BindingCase(
        name: "bound before, and the name of the volume is gone",
        there: [Sample.claim(phase: "Bound", annotations: [completed])], end: ["data Lost"],
        writes: ["PUT persistentvolumeclaims/data/status"],
        events: [
            "Warning ClaimLost default/data: Bound claim has lost reference to PersistentVolume. Data on the volume "
                + "is lost!"
        ]),
    BindingCase(
        name: "bound before, and the volume is gone",
        there: [Sample.claim(volume: "pv-1", phase: "Bound", annotations: [completed])], end: ["data Lost pv-1"],
        events: [
            "Warning ClaimLost default/data: Bound claim has lost its PersistentVolume. Data on the volume is lost!"
        ]
    ),
    BindingCase(
        name: "bound before, and the volume forgot it",
        there: [Sample.volume("pv-1"), Sample.claim(volume: "pv-1", phase: "Bound", annotations: [completed])],
        end: ["data Bound pv-1", "pv-1 Bound data"]),
    BindingCase(
        name: "two claims say that they have one volume",
        there: [
            Sample.volume("pv-1", claim: "other", uid: "o", phase: "Bound"),
            Sample.claim("other", uid: "o", volume: "pv-1", phase: "Bound", annotations: [completed]),
            Sample.claim(volume: "pv-1", phase: "Bound", annotations: [completed])
        ], end: ["data Lost pv-1", "other Bound pv-1", "pv-1 Bound other"],
        events: [
            "Warning ClaimMisbound default/data: Two claims are bound to the same volume, this one is bound incorrectly"
        ]),
    BindingCase(
        name: "all is well: nothing is written",
        there: [
            Sample.volume("pv-1", claim: "data", uid: "u", phase: "Bound"),
            bound(Sample.claim(volume: "pv-1", phase: "Bound", annotations: [completed, controlled]))
        ], end: ["data Bound pv-1", "pv-1 Bound data"], writes: [])
]

private func bound(_ claim: Value) -> Value {
    var claim = claim
    claim.set(["ReadWriteOnce"], at: "status", "accessModes")
    claim.set(["storage": "1Gi"], at: "status", "capacity")
    return claim
}

/// Upstream: binder_test.go, set 4; delete_test.go.
let volumeCases: [BindingCase] = [
    BindingCase(
        name: "a new volume becomes Available", there: [Sample.volume("pv-1", phase: "Pending")],
        end: ["pv-1 Available"], writes: ["PUT persistentvolumes/pv-1/status"]),
    BindingCase(
        name: "so does one that is kept for a claim", there: [Sample.volume("pv-1", claim: "data", phase: "Pending")],
        end: ["pv-1 Available data"]),
    BindingCase(
        name: "its claim is gone, and it is retained",
        there: [Sample.volume("pv-1", claim: "data", uid: "u", phase: "Bound")], end: ["pv-1 Released data"],
        writes: ["PUT persistentvolumes/pv-1/status"]),
    BindingCase(
        name: "a claim of the same name is another one",
        there: [Sample.volume("pv-1", claim: "data", uid: "old", phase: "Bound"), Sample.claim()],
        end: ["data Pending", "pv-1 Released data"], events: ["Normal FailedBinding default/data: \(noVolume)"]),
    BindingCase(
        name: "Delete: a host path under /tmp goes, and the volume with it",
        there: [
            Sample.volume(
                "pv-1", claim: "data", uid: "u", phase: "Bound", policy: "Delete",
                source: ["hostPath": ["path": "/tmp/x"]])
        ], end: [], writes: ["PUT persistentvolumes/pv-1/status", "DELETE persistentvolumes/pv-1"]),
    BindingCase(
        name: "Delete: another host path is refused",
        there: [Sample.volume("pv-1", claim: "data", uid: "u", phase: "Bound", policy: "Delete")],
        end: ["pv-1 Failed data"],
        events: [
            "Warning VolumeFailedDelete pv-1: host_path deleter only supports /tmp/.+ but received provided /data"
        ]),
    BindingCase(
        name: "Delete: nobody knows how",
        there: [
            Sample.volume(
                "pv-1", claim: "data", uid: "u", phase: "Bound", policy: "Delete", source: ["local": ["path": "/x"]])
        ], end: ["pv-1 Failed data"],
        events: [
            "Warning VolumeFailedDelete pv-1: error getting deleter volume plugin for volume \"pv-1\": no volume "
                + "plugin matched"
        ]),
    BindingCase(
        name: "Delete: whoever provisioned it is to delete it",
        there: [
            Sample.volume(
                "pv-1", claim: "data", uid: "u", phase: "Bound", policy: "Delete",
                annotations: [VolumeAnnotations.provisionedBy: "disks.example.com"])
        ], end: ["pv-1 Released data"], writes: ["PUT persistentvolumes/pv-1/status"]),
    BindingCase(
        name: "an unknown policy",
        there: [Sample.volume("pv-1", claim: "data", uid: "u", phase: "Released", policy: "Burn")],
        end: ["pv-1 Failed data"],
        events: [
            "Warning VolumeUnknownReclaimPolicy pv-1: Volume has unrecognized PersistentVolumeReclaimPolicy"
        ]),
    BindingCase(
        name: "its claim has another volume: what the binder did is undone",
        there: [
            Sample.volume("pv-1", claim: "data", uid: "u", phase: "Bound", annotations: [controlled: "yes"]),
            Sample.volume("pv-2", claim: "data", uid: "u", phase: "Bound"),
            bound(Sample.claim(volume: "pv-2", phase: "Bound", annotations: [completed]))
        ], end: ["data Bound pv-2", "pv-1 Available", "pv-2 Bound data"],
        writes: ["PUT persistentvolumes/pv-1", "PUT persistentvolumes/pv-1/status"]),
    BindingCase(
        name: "… what a person did is kept for the name",
        there: [
            Sample.volume("pv-1", claim: "data", uid: "u", phase: "Bound"),
            Sample.volume("pv-2", claim: "data", uid: "u", phase: "Bound"),
            bound(Sample.claim(volume: "pv-2", phase: "Bound", annotations: [completed]))
        ], end: ["data Bound pv-2", "pv-1 Available data", "pv-2 Bound data"]),
    BindingCase(
        name: "the modes of a claim and of the volume kept for it differ",
        there: [Sample.volume("pv-1", claim: "data", uid: "u", phase: "Bound", mode: "Block"), Sample.claim()],
        end: ["data Pending", "pv-1 Bound data"], writes: [],
        events: [
            "Warning VolumeMismatch pv-1: Cannot bind PersistentVolume to requested PersistentVolumeClaim \"data\" due "
                + "to incompatible volumeMode.",
            "Warning VolumeMismatch default/data: Cannot bind PersistentVolume \"pv-1\" to requested "
                + "PersistentVolumeClaim due to incompatible volumeMode.",
            "Normal FailedBinding default/data: \(noVolume)"
        ])
]

private func awaits(_ provisioner: String) -> String {
    "Normal ExternalProvisioning default/data: Waiting for a volume to be created either by the external provisioner "
        + "'\(provisioner)' or manually by the system administrator. If volume creation is delayed, please verify that "
        + "the provisioner is running and correctly registered."
}

private func refused(_ provisioner: String, _ message: String, writes: [String] = []) -> BindingCase {
    BindingCase(
        name: "provisioner \(provisioner)",
        there: [Sample.storageClass("disk", provisioner: provisioner), Sample.claim(className: "disk")],
        end: ["data Pending"], writes: writes,
        // A write of the binder's own wakes it once more.
        events: Array(repeating: "Warning ProvisioningFailed default/data: \(message)", count: 1 + writes.count))
}

/// Upstream: provision_test.go, sets 11 and 14; retroactive class: set 15 of binder_test.go.
let classCases: [BindingCase] = [
    BindingCase(
        name: "the class is not there", there: [Sample.claim(className: "disk")], end: ["data Pending"], writes: [],
        events: [
            "Warning ProvisioningFailed default/data: storageclass.storage.k8s.io \"disk\" not found"
        ]),
    refused("kubernetes.io/no-provisioner", "no volume plugin matched name: kubernetes.io/no-provisioner"),
    refused("kubernetes.io/nfs", "no provisionable volume plugin matched"),
    refused(
        "kubernetes.io/host-path",
        "Failed to create provisioner: provisioning in volume plugin \"kubernetes.io/host-path\" is disabled",
        writes: ["PUT persistentvolumeclaims/data"]),
    BindingCase(
        name: "a default class that came later is taken",
        there: [
            Sample.storageClass("disk", provisioner: "disks.example.com", isDefault: true), Sample.claim(className: nil)
        ],
        end: ["data Pending"], writes: ["PUT persistentvolumeclaims/data", "PUT persistentvolumeclaims/data"],
        events: [awaits("disks.example.com"), awaits("disks.example.com")]),
    BindingCase(
        name: "an empty class is a choice",
        there: [Sample.storageClass("disk", isDefault: true), Sample.claim()], end: ["data Pending"], writes: [],
        events: ["Normal FailedBinding default/data: \(noVolume)"])
]
