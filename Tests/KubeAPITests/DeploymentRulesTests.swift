import Documents
import KubeAPI
import Testing

/// Defaults and refusals of Deployments and ReplicationControllers, in upstream's words.
@Suite struct DeploymentRulesTests {
    static func deployment(_ more: [(String, Value)] = []) -> Value {
        var value: Value = [
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web", "namespace": "default"],
            "spec": [
                "selector": ["matchLabels": ["app": "web"]],
                "template": [
                    "metadata": ["labels": ["app": "web"]], "spec": ["containers": [["name": "c", "image": "a:1"]]],
                ],
            ],
        ]
        for (field, change) in more { value.set(change, at: "spec", field) }
        applyDefaults(&value, group: "apps", kind: "Deployment")
        return value
    }

    @Test("what is not said is 1, 25 %, 25 %, 10 and 600")
    func defaults() {
        let spec = Self.deployment()["spec"] ?? .null
        #expect(spec["replicas"] == 1)
        let strategy: Value = [
            "type": "RollingUpdate", "rollingUpdate": ["maxSurge": "25%", "maxUnavailable": "25%"],
        ]
        #expect(spec["strategy"] == strategy)
        #expect(spec["revisionHistoryLimit"] == 10)
        #expect(spec["progressDeadlineSeconds"] == 600)
        #expect(spec.at("template", "spec", "restartPolicy") == "Always")
    }

    @Test("Recreate has no limits")
    func recreate() {
        #expect(Self.deployment([("strategy", ["type": "Recreate"])]).at("spec", "strategy") == ["type": "Recreate"])
    }

    static func rolling(_ surge: Value, _ unavailable: Value) -> [(String, Value)] {
        [("strategy", ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": surge, "maxUnavailable": unavailable]])]
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let changes: [(String, Value)]
        let errors: [String]
    }

    @Test(
        "what is refused",
        arguments: [
            Case(testDescription: "a good one", changes: [], errors: []),
            Case(
                testDescription: "both limits are 0", changes: rolling(0, 0),
                errors: [
                    "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0"
                ]),
            Case(
                testDescription: "more than all", changes: rolling(1, "101%"),
                errors: [
                    "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: \"101%\": must not be greater than 100%"
                ]),
            Case(
                testDescription: "Recreate with limits",
                changes: [("strategy", ["type": "Recreate", "rollingUpdate": ["maxSurge": 1]])],
                errors: [
                    "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"
                ]),
            Case(
                testDescription: "a deadline too short", changes: [("minReadySeconds", 600)],
                errors: [
                    "spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds"
                ]),
            Case(
                testDescription: "negative numbers", changes: [("replicas", -1), ("revisionHistoryLimit", -1)],
                errors: [
                    "spec.replicas: Invalid value: -1: must be greater than or equal to 0",
                    "spec.revisionHistoryLimit: Invalid value: -1: must be greater than or equal to 0",
                ]),
            Case(
                testDescription: "labels that do not match", changes: [("selector", ["matchLabels": ["app": "x"]])],
                errors: [
                    "spec.template.metadata.labels: Invalid value: {\"app\":\"web\"}: "
                        + "`selector` does not match template `labels`"
                ]),
        ])
    func refused(_ c: Case) {
        #expect(validateCreate(Self.deployment(c.changes), group: "apps", kind: "Deployment").map(\.text) == c.errors)
    }

    @Test("collisions are never counted down")
    func collisions() {
        var (old, new) = (Self.deployment(), Self.deployment())
        old.set(["collisionCount": 2], at: "status")
        new.set(["collisionCount": 1], at: "status")
        let errors = validateUpdate(new, from: old, group: "apps", kind: "Deployment", subresource: "status")
        #expect(errors.map(\.text) == ["status.collisionCount: Invalid value: 1: cannot be decremented"])
    }

    @Test("a ReplicationController takes selector and labels from its template")
    func replicationController() {
        var value: Value = [
            "apiVersion": "v1", "kind": "ReplicationController", "metadata": ["name": "web", "namespace": "default"],
            "spec": [
                "template": [
                    "metadata": ["labels": ["app": "web"]], "spec": ["containers": [["name": "c", "image": "a:1"]]],
                ]
            ],
        ]
        applyDefaults(&value, group: "", kind: "ReplicationController")
        #expect(value.at("spec", "selector") == ["app": "web"])
        #expect(value.at("metadata", "labels") == ["app": "web"])
        #expect(value.at("spec", "replicas") == 1)
        #expect(validateCreate(value, group: "", kind: "ReplicationController").isEmpty)
        value.set(nil, at: "spec", "template")
        #expect(
            validateCreate(value, group: "", kind: "ReplicationController").map(\.text) == [
                "spec.template: Required value"
            ])
    }
}
