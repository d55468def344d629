import Documents
import KubeAPI
import Testing

/// What may change of a volume and of a claim.
@Suite("volumes and claims")
struct VolumeRulesTests {
    /// Without the differences that stand below what may not change.
    private static func firstLines(_ errors: [FieldError]) -> [String] {
        errors.map { String($0.text.prefix { !$0.isNewline }) }
    }

    private static func term(_ key: String, _ values: Value = ["a"]) -> Value {
        [
            "required": [
                "nodeSelectorTerms": [["matchExpressions": [["key": .string(key), "operator": "In", "values": values]]]]
            ]
        ]
    }

    private static func volume(_ spec: Value) -> Value {
        var all: Value = [
            "capacity": ["storage": "1Gi"], "accessModes": ["ReadWriteOnce"], "hostPath": ["path": "/data"],
            "persistentVolumeReclaimPolicy": "Retain", "volumeMode": "Filesystem"
        ]
        for field in spec.fields ?? Fields() { all.set(field.value.isNull ? nil : field.value, at: field.key) }
        return ["metadata": ["name": "x", "resourceVersion": "1"], "spec": all]
    }

    @Test(
        "an update of a volume",
        arguments: [
            ([:], ["capacity": ["storage": "2Gi"]], []),
            ([:], ["claimRef": ["namespace": "default", "name": "data"]], []),
            (
                [:], ["hostPath": ["path": "/else"]],
                ["spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation"]
            ),
            ([:], ["volumeMode": "Block"], ["volumeMode: Invalid value: \"Block\": field is immutable"]),
            ([:], ["nodeAffinity": term("zone")], []),
            (
                ["nodeAffinity": term("zone")], ["nodeAffinity": term("zone", ["b"])],
                [
                    "nodeAffinity: Invalid value: {\"Required\":{\"NodeSelectorTerms\":[{\"MatchExpressions\":"
                        + "[{\"Key\":\"zone\",\"Operator\":\"In\",\"Values\":[\"b\"]}],\"MatchFields\":null}]}}: "
                        + "field is immutable, except "
                        + "for updating from beta label to GA"
                ]
            ),
            (
                ["nodeAffinity": term("failure-domain.beta.kubernetes.io/zone")],
                ["nodeAffinity": term("topology.kubernetes.io/zone")], []
            ),
            (
                [:], ["nodeAffinity": ["required": ["nodeSelectorTerms": []]]],
                [
                    "spec.nodeAffinity.required.nodeSelectorTerms: Required value: must have at least one node "
                        + "selector term"
                ]
            ),
            (
                [:], ["nodeAffinity": [:]],
                ["spec.nodeAffinity.required: Required value: must specify required node constraints"]
            )
        ] as [(Value, Value, [String])])
    func volumes(_ old: Value, _ new: Value, _ expected: [String]) {
        let found = validateUpdate(
            Self.volume(new), from: Self.volume(old), group: "", kind: "PersistentVolume", subresource: "")
        #expect(Self.firstLines(found) == expected)
    }

    private static let frozen =
        "spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for "
        + "bound claims"

    private static func claim(_ spec: Value, annotation: String? = nil, status: Value = ["phase": "Pending"]) -> Value {
        var all: Value = [
            "accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]],
            "volumeMode": "Filesystem"
        ]
        for field in spec.fields ?? Fields() { all.set(field.value, at: field.key) }
        var claim: Value = ["metadata": ["name": "data", "namespace": "default"], "spec": all, "status": status]
        if let annotation {
            claim.set(.string(annotation), at: "metadata", "annotations", VolumeAnnotations.betaClass)
        }
        return claim
    }

    @Test("an update of a claim: the volume and a missing class may be named once, all else stays")
    func claims() {
        func problems(_ new: Value, from old: Value) -> [String] {
            Self.firstLines(validateUpdate(new, from: old, group: "", kind: "PersistentVolumeClaim", subresource: ""))
        }
        let plain = Self.claim([:])
        let named = Self.claim(["volumeName": "pv-1"])
        #expect(problems(named, from: plain) == [])
        #expect(problems(Self.claim(["volumeName": "pv-2"]), from: named) == [Self.frozen])
        #expect(problems(plain, from: named) == [Self.frozen])
        let gold = Self.claim(["storageClassName": "gold"])
        #expect(problems(gold, from: plain) == [])
        #expect(problems(Self.claim(["storageClassName": "tin"]), from: gold) == [Self.frozen])
        #expect(problems(plain, from: gold) == [Self.frozen])
        #expect(problems(Self.claim(["accessModes": ["ReadOnlyMany"]]), from: plain) == [Self.frozen])
        let larger: Value = ["resources": ["requests": ["storage": "2Gi"]]]
        #expect(problems(Self.claim(larger), from: plain) == [Self.frozen])
        let bound: Value = ["phase": "Bound", "capacity": ["storage": "1Gi"]]
        #expect(problems(Self.claim(larger, status: bound), from: Self.claim([:], status: bound)) == [])
        // The class of old: an annotation, which the field may follow.
        let old = Self.claim([:], annotation: "gold")
        #expect(problems(gold, from: old) == [])
        let annotation = "metadata.annotations.\(VolumeAnnotations.betaClass): Invalid value: "
        #expect(
            problems(Self.claim(["storageClassName": "tin"]), from: old)
                == [annotation + "\"\": field is immutable", Self.frozen])
        #expect(
            problems(Self.claim([:], annotation: "tin"), from: old) == [annotation + "\"tin\": field is immutable"])
    }
}
