import Documents
import KubeAPI
import Testing

/// The kinds of storage.k8s.io that drivers write.
@Suite("rules of storage drivers")
struct DriverRulesTests {
    private static let group = "storage.k8s.io"

    private func created(_ object: Value, _ kind: String, namespaced: Bool = false) -> [String] {
        PassiveKindTests.created(object, Self.group, kind, namespaced: namespaced)
    }

    @Test("a CSIDriver")
    func driver() {
        #expect(created(["spec": [:]], "CSIDriver") == [])
        #expect(
            created(
                [
                    "spec": [
                        "fsGroupPolicy": "Any", "volumeLifecycleModes": ["Lasting"],
                        "nodeAllocatableUpdatePeriodSeconds": 9, "serviceAccountTokenInSecrets": true,
                    ]
                ], "CSIDriver") == [
                    "spec.fsGroupPolicy: Unsupported value: \"Any\": supported values: \"File\", \"None\", "
                        + "\"ReadWriteOnceWithFSType\"",
                    "spec.volumeLifecycleModes: Unsupported value: \"Lasting\": supported values: \"Persistent\", "
                        + "\"Ephemeral\"",
                    "spec.nodeAllocatableUpdatePeriodSeconds: Invalid value: 9: must be greater than or equal to 10 "
                        + "seconds",
                    "spec.serviceAccountTokenInSecrets: Invalid value: true: serviceAccountTokenInSecrets is set but "
                        + "no tokenRequests are specified",
                ])
        #expect(
            created(
                ["spec": ["tokenRequests": [["audience": "a", "expirationSeconds": 60], ["audience": "a"]]]],
                "CSIDriver") == [
                    "spec.tokenRequests[0].expirationSeconds: Invalid value: 60: may not specify a duration less than "
                        + "10 minutes",
                    "spec.tokenRequests[1].audience: Duplicate value: \"a\"",
                ])
        #expect(
            PassiveKindTests.updated(
                ["spec": ["attachRequired": true]], ["spec": ["attachRequired": false]], Self.group, "CSIDriver")
                == ["spec.attachedRequired: Invalid value: false: field is immutable"])
    }

    @Test("a CSINode: its drivers stay as they are, but for how much they take")
    func node() {
        func spec(_ drivers: Value) -> Value { ["spec": ["drivers": drivers]] }
        #expect(created(spec([["name": "a.b", "nodeID": "n", "topologyKeys": ["zone"]]]), "CSINode") == [])
        #expect(
            created(spec([["name": "a", "topologyKeys": ["z", "z"], "allocatable": ["count": -1]]]), "CSINode") == [
                "spec.drivers[0].nodeID: Required value",
                "spec.drivers[0].allocatable.count: Invalid value: -1: must be greater than or equal to 0",
                "spec.drivers[0]: Duplicate value: \"z\"",
            ])
        let old = spec([["name": "a", "nodeID": "n"]])
        func change(_ driver: Value) -> [String] {
            PassiveKindTests.updated(old, spec([driver]), Self.group, "CSINode")
        }
        #expect(change(["name": "a", "nodeID": "n", "allocatable": ["count": 3]]) == [])
        #expect(
            change(["name": "a", "nodeID": "m"]) == [
                "spec.drivers: Invalid value: {\"Name\":\"a\",\"NodeID\":\"m\",\"TopologyKeys\":null,"
                    + "\"Allocatable\":null}: field is immutable"
            ])
    }

    @Test("a VolumeAttachment names a driver, a node and one source, and keeps to them")
    func attachment() {
        let good: Value = ["attacher": "a.b", "nodeName": "node-1", "source": ["persistentVolumeName": "v"]]
        #expect(created(["spec": good], "VolumeAttachment") == [])
        let one = "must specify exactly one of inlineVolumeSpec and persistentVolumeName"
        #expect(
            created(["spec": ["nodeName": "node-1", "source": [:]]], "VolumeAttachment")
                == ["spec.attacher: Required value", "spec.source: Required value: \(one)"])
        var new = good
        new.set("node-2", at: "nodeName")
        #expect(
            PassiveKindTests.updated(["spec": good], ["spec": new], Self.group, "VolumeAttachment").map {
                $0.hasSuffix("field is immutable") && $0.hasPrefix("spec: Invalid value: {\"Attacher\":\"a.b\"")
            } == [true])
    }

    @Test("capacities and classes of attributes")
    func capacities() {
        #expect(created(["storageClassName": "fast", "capacity": "1Gi"], "CSIStorageCapacity", namespaced: true) == [])
        #expect(
            created(["storageClassName": "fast", "capacity": "-1"], "CSIStorageCapacity", namespaced: true)
                == ["capacity: Invalid value: \"-1\": must be greater than or equal to 0"])
        #expect(
            created(["driverName": "", "parameters": [:]], "VolumeAttributesClass") == [
                "driverName: Required value",
                "parameters: Required value: must contain at least one key/value pair",
            ])
        #expect(
            PassiveKindTests.updated(
                ["driverName": "a.b", "parameters": ["iops": "1"]], ["driverName": "a.b", "parameters": ["iops": "2"]],
                Self.group, "VolumeAttributesClass")
                == ["parameters: Forbidden: updates to parameters are forbidden."])
    }
}
