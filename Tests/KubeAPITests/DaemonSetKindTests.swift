import Documents
import KubeAPI
import Testing

@Suite("the kind DaemonSet") struct DaemonSetKindTests {
    static func set(_ change: (inout Value) -> Void = { _ in }) -> Value {
        var set: Value = [
            "apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": ["name": "x", "namespace": "default"],
            "spec": [
                "selector": ["matchLabels": ["app": "x"]],
                "template": [
                    "metadata": ["labels": ["app": "x"]], "spec": ["containers": [["name": "c", "image": "a:1"]]]
                ]
            ]
        ]
        change(&set)
        applyDefaults(&set, group: "apps", kind: "DaemonSet")
        return set
    }

    @Test("defaults: a rolling update of one node, ten old templates, those of pod templates")
    func defaults() {
        let made = Self.set()
        #expect(
            made.at("spec", "updateStrategy") == [
                "type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": 1, "maxSurge": 0]
            ])
        #expect(made.at("spec", "revisionHistoryLimit") == 10)
        #expect(made.at("spec", "template", "spec", "restartPolicy") == "Always")
        let onDelete = Self.set { $0.set(["type": "OnDelete"], at: "spec", "updateStrategy") }
        #expect(onDelete.at("spec", "updateStrategy") == ["type": "OnDelete"])
        let surging = Self.set {
            $0.set(["rollingUpdate": ["maxSurge": "10%", "maxUnavailable": 0]], at: "spec", "updateStrategy")
        }
        #expect(
            surging.at("spec", "updateStrategy") == [
                "type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": 0, "maxSurge": "10%"]
            ])
        var again = made
        applyDefaults(&again, group: "apps", kind: "DaemonSet")
        #expect(again == made)
    }

    /// What is written at a path of the spec, and the texts.
    struct Bad: Sendable, CustomTestStringConvertible {
        let name: String
        let path: [String]
        let value: Value
        let errors: [String]
        var testDescription: String { name }
    }

    static let percent =
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', "
        + "regex used for validation is '[0-9]+%')"
    static let mismatch =
        "spec.template.metadata.labels: Invalid value: {\"app\":\"x\"}: `selector` does not match template "
        + "`labels`"
    static let place = "spec.updateStrategy.rollingUpdate"

    static let bad: [Bad] = [
        Bad(name: "a good one", path: ["minReadySeconds"], value: 3, errors: []),
        Bad(
            name: "no selector", path: ["selector"], value: .null,
            errors: [mismatch]),
        Bad(
            name: "a selector of nothing", path: ["selector"], value: [:],
            errors: ["spec.selector: Invalid value: {}: empty selector is invalid for daemonset"]),
        Bad(
            name: "another label", path: ["selector"], value: ["matchLabels": ["app": "y"]],
            errors: [mismatch]),
        Bad(
            name: "restart policy", path: ["template", "spec", "restartPolicy"], value: "Never",
            errors: ["spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\""]),
        Bad(
            name: "a deadline", path: ["template", "spec", "activeDeadlineSeconds"], value: 5,
            errors: [
                "spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in DaemonSet is not "
                    + "Supported"
            ]),
        Bad(
            name: "negative numbers", path: ["revisionHistoryLimit"], value: -1,
            errors: ["spec.revisionHistoryLimit: Invalid value: -1: must be greater than or equal to 0"]),
        Bad(
            name: "both limits", path: ["updateStrategy", "rollingUpdate"], value: ["maxSurge": 1, "maxUnavailable": 1],
            errors: ["\(place).maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero"]),
        Bad(
            name: "surge with the default of the other", path: ["updateStrategy", "rollingUpdate"],
            value: ["maxSurge": "20%"],
            errors: ["\(place).maxSurge: Invalid value: \"20%\": may not be set when maxUnavailable is non-zero"]),
        Bad(
            name: "no limit", path: ["updateStrategy", "rollingUpdate"], value: ["maxSurge": 0, "maxUnavailable": "0%"],
            errors: ["\(place).maxUnavailable: Required value: cannot be 0 when maxSurge is 0"]),
        Bad(
            name: "more than all", path: ["updateStrategy", "rollingUpdate"], value: ["maxUnavailable": "101%"],
            errors: ["\(place).maxUnavailable: Invalid value: \"101%\": must not be greater than 100%"]),
        Bad(
            name: "no percentage", path: ["updateStrategy", "rollingUpdate"], value: ["maxUnavailable": "many"],
            errors: [
                "\(place).maxUnavailable: Invalid value: \"many\": \(percent)",
                "\(place).maxUnavailable: Required value: cannot be 0 when maxSurge is 0"
            ]),
        Bad(
            name: "an unknown strategy", path: ["updateStrategy"], value: ["type": "Recreate"],
            errors: [
                "spec.updateStrategy: Unsupported value: {\"Type\":\"Recreate\",\"RollingUpdate\":null}: "
                    + "supported values: \"RollingUpdate\", \"OnDelete\""
            ])
    ]

    @Test("a new one is refused with upstream's texts", arguments: bad)
    func validation(_ bad: Bad) {
        let set = Self.set { $0.set(bad.value, path: (["spec"] + bad.path)[...]) }
        #expect(lines(validateCreate(set, group: "apps", kind: "DaemonSet")) == bad.errors)
    }

    @Test("the selector stays as it was")
    func immutable() {
        let old = Self.set()
        let new = Self.set {
            $0.set(["matchLabels": ["app": "x", "tier": "y"]], at: "spec", "selector")
            $0.set(["app": "x", "tier": "y"], at: "spec", "template", "metadata", "labels")
        }
        #expect(
            lines(validateUpdate(new, from: old, group: "apps", kind: "DaemonSet")) == [
                "spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"x\",\"tier\":\"y\"}}: field is immutable"
            ])
    }

    @Test("status: no negative counts, collisions only grow")
    func status() {
        var old = Self.set()
        old.set(["collisionCount": 2], at: "status")
        var new = old
        new.set(["numberReady": -1, "collisionCount": 1], at: "status")
        let errors = validateUpdate(new, from: old, group: "apps", kind: "DaemonSet", subresource: "status")
        #expect(
            lines(errors) == [
                "status.numberReady: Invalid value: -1: must be greater than or equal to 0",
                "status.collisionCount: Invalid value: 1: cannot be decremented"
            ])
    }

    @Test("a percentage of a total, rounded up or down")
    func percentages() {
        let cases: [(Value, Int, Int, Int)] = [
            ("30%", 3, 1, 0), ("25%", 10, 3, 2), ("100%", 7, 7, 7), ("0%", 7, 0, 0), (4, 3, 4, 4), ("50%", 0, 0, 0)
        ]
        for (value, total, up, down) in cases {
            let limit = IntOrPercent(value)
            #expect(limit?.scaled(of: total, roundsUp: true) == up)
            #expect(limit?.scaled(of: total, roundsUp: false) == down)
        }
        #expect(IntOrPercent("many") == nil)
        #expect(IntOrPercent(nil) == nil)
    }
}
