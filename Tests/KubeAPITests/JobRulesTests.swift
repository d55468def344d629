import Documents
import KubeAPI
import Testing

@Suite struct JobRulesTests {
    private static let uid = "2ff0bbb5-943a-405e-9ac5-e427bc2010dc"
    private static let labels: Value = [
        "batch.kubernetes.io/controller-uid": .string(uid), "batch.kubernetes.io/job-name": "crunch",
        "controller-uid": .string(uid), "job-name": "crunch",
    ]

    /// `spec` over a Job as the server has it after defaulting and selector generation.
    private static func job(_ spec: Value = [:], status: Value? = nil) -> Value {
        let base: Value = [
            "selector": ["matchLabels": ["batch.kubernetes.io/controller-uid": .string(uid)]],
            "template": [
                "metadata": ["labels": labels],
                "spec": ["containers": [["name": "main", "image": "demo/task:1"]], "restartPolicy": "Never"],
            ],
        ]
        var value: Value = [
            "apiVersion": "batch/v1", "kind": "Job",
            "metadata": ["name": "crunch", "namespace": "default", "uid": .string(uid)],
            "spec": MergePatch.apply(spec, to: base),
        ]
        applyDefaults(&value, group: "batch", kind: "Job")
        if let status { value.set(status, at: "status") }
        return value
    }

    private static func texts(_ errors: [FieldError]) -> [String] { errors.map(\.text) }
    private static let indexed: Value = ["completionMode": "Indexed", "completions": 3, "parallelism": 3]

    @Test("what an absent field becomes", arguments: [
        ([:], ["parallelism": 1, "completions": 1, "backoffLimit": 6, "podReplacementPolicy": "TerminatingOrFailed"]),
        (["parallelism": 3], ["parallelism": 3, "completions": .null]),
        (["completions": 3], ["parallelism": 1, "completions": 3]),
        (["completionMode": "Indexed", "completions": 2, "backoffLimitPerIndex": 1], ["backoffLimit": 2_147_483_647]),
        (["podFailurePolicy": ["rules": []]], ["podReplacementPolicy": "Failed"]),
    ] as [(Value, Value)])
    func defaults(_ given: Value, _ expected: Value) {
        let spec = Self.job(given)["spec"] ?? .null
        for field in expected.fields ?? Fields() { #expect((spec[field.key] ?? .null) == field.value) }
        #expect(spec["suspend"] == false)
        #expect(spec["manualSelector"] == false)
        #expect(Self.texts(validateCreate(Self.job(given), group: "batch", kind: "Job")) == [])
    }

    @Test("what a new Job may not say", arguments: [
        (["backoffLimit": -1], ["spec.backoffLimit: Invalid value: -1: must be greater than or equal to 0"]),
        (
            ["template": ["spec": ["restartPolicy": .null]]],
            ["spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\""]
        ),
        (
            ["completionMode": "Indexed", "completions": .null, "parallelism": 2],
            ["spec.completions: Required value: when completion mode is Indexed"]
        ),
        (
            ["backoffLimitPerIndex": 1],
            ["spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode"]
        ),
        (["managedBy": "nobody"], [
            "spec.managedBy: Invalid value: \"nobody\": must be a domain-prefixed path (such as \"acme.io/foo\")"
        ]),
        (
            ["podReplacementPolicy": "Never"],
            [
                """
                spec.podReplacementPolicy: Unsupported value: "Never": supported values: "Failed", \
                "TerminatingOrFailed"
                """
            ]
        ),
        (
            [
                "podFailurePolicy": [
                    "rules": [["action": "FailIndex", "onExitCodes": ["operator": "In", "values": [0]]]]
                ]
            ],
            [
                """
                spec.podFailurePolicy.rules[0].action: Invalid value: "FailIndex": requires the \
                backoffLimitPerIndex to be set
                """,
                """
                spec.podFailurePolicy.rules[0].onExitCodes.values[0]: Invalid value: 0: must not be 0 for \
                the In operator
                """,
            ]
        ),
        (
            ["podFailurePolicy": ["rules": [["action": "Count"]]]],
            [
                """
                spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and \
                OnPodConditions is required
                """
            ]
        ),
        (
            ["successPolicy": ["rules": [["succeededIndexes": "0"]]]],
            [
                """
                spec.successPolicy: Invalid value: \
                {"Rules":[{"SucceededIndexes":"0","SucceededCount":null}]}: requires indexed completion mode
                """
            ]
        ),
        (
            [
                "completionMode": "Indexed", "completions": 3,
                "successPolicy": ["rules": [["succeededIndexes": "2,1"], ["succeededCount": 4]]],
            ],
            [
                """
                spec.successPolicy.rules[0].succeededIndexes: Invalid value: "2,1": error parsing \
                succeededIndexes: non-increasing order, previous: 2, current: 1
                """,
                """
                spec.successPolicy.rules[1].succeededCount: Invalid value: 4: must be less than or equal to \
                3 (the number of specified completions)
                """,
            ]
        ),
        (
            ["selector": ["matchLabels": ["a": "b"]]],
            [
                """
                spec.selector: Invalid value: \
                {"matchLabels":{"a":"b","batch.kubernetes.io/controller-uid":"\(uid)"}}: `selector` not \
                auto-generated
                """,
                """
                spec.template.metadata.labels: Invalid value: \(labelText): `selector` does not match \
                template `labels`
                """,
            ]
        ),
    ] as [(Value, [String])])
    func create(_ spec: Value, _ errors: [String]) {
        #expect(Self.texts(validateCreate(Self.job(spec), group: "batch", kind: "Job")) == errors)
    }

    private static let labelText =
        "{\"batch.kubernetes.io/controller-uid\":\"\(uid)\",\"batch.kubernetes.io/job-name\":\"crunch\","
        + "\"controller-uid\":\"\(uid)\",\"job-name\":\"crunch\"}"

    @Test("what may change later", arguments: [
        (
            ["completions": 3],
            ["parallelism": 5, "suspend": true, "activeDeadlineSeconds": 9, "backoffLimit": 1], []
        ),
        (["completions": 3], ["completions": 4], ["spec.completions: Invalid value: 4: field is immutable"]),
        (indexed, ["completions": 4, "parallelism": 4], []),
        (
            indexed, ["completions": 4],
            ["spec.completions: Invalid value: 4: can only be modified in tandem with spec.parallelism"]
        ),
        (
            [:], ["managedBy": "example.com/queue"],
            ["spec.managedBy: Invalid value: \"example.com/queue\": field is immutable"]
        ),
        (["suspend": true], ["template": ["spec": ["nodeSelector": ["disk": "ssd"]]]], []),
    ] as [(Value, Value, [String])])
    func update(_ before: Value, _ change: Value, _ errors: [String]) {
        let after = Self.job(MergePatch.apply(change, to: before))
        #expect(Self.texts(validateUpdate(after, from: Self.job(before), group: "batch", kind: "Job")) == errors)
    }

    @Test("the template of a Job that runs, or is suspended with pods left, does not change")
    func template() {
        let change: Value = ["template": ["spec": ["nodeSelector": ["disk": "ssd"]]]]
        for (before, status) in [
            ([:] as Value, nil as Value?), (["suspend": true], ["startTime": "2026-01-01T00:00:00Z", "active": 1]),
        ] {
            let old = Self.job(before, status: status)
            let new = Self.job(MergePatch.apply(change, to: before), status: status)
            let errors = Self.texts(validateUpdate(new, from: old, group: "batch", kind: "Job"))
            #expect(errors.count == 1)
            #expect(errors.first?.hasPrefix("spec.template: Invalid value: ") == true)
            #expect(errors.first?.hasSuffix(": field is immutable") == true)
        }
    }

    private static func condition(_ type: String, _ status: String = "True") -> Value {
        ["type": .string(type), "status": .string(status)]
    }

    @Test("turns of the status that nobody may make", arguments: [
        (
            [:], ["conditions": [condition("Failed")], "startTime": "2026-01-01T00:00:00Z"],
            [
                """
                status.conditions: Invalid value: cannot set Failed=True condition without the \
                FailureTarget=true condition
                """
            ]
        ),
        (
            [:], ["conditions": [condition("SuccessCriteriaMet"), condition("Complete")]],
            [
                "status.completionTime: Required value: completionTime is required for Complete jobs",
                "status.startTime: Required value: startTime is required for finished job",
            ]
        ),
        (["failed": 2], ["failed": 1], ["status.failed: Invalid value: 1: cannot decrease the failed counter"]),
        (
            [:], ["ready": 2, "active": 1],
            ["status.ready: Invalid value: 2: cannot set more ready pods than active"]
        ),
        (
            ["startTime": "2026-01-01T00:00:00Z"], ["startTime": "2026-01-02T00:00:00Z"],
            [
                """
                status.startTime: Invalid value: "2026-01-02T00:00:00Z": field is immutable for unsuspended \
                job once set
                """
            ]
        ),
        (
            [:], ["uncountedTerminatedPods": ["succeeded": ["a"], "failed": ["a"]]],
            ["status.uncountedTerminatedPods.failed[0]: Duplicate value: \"a\""]
        ),
    ] as [(Value, Value, [String])])
    func status(_ before: Value, _ after: Value, _ errors: [String]) {
        let found = validateUpdate(
            Self.job(status: after), from: Self.job(status: before), group: "batch", kind: "Job", subresource: "status")
        #expect(Self.texts(found) == errors)
    }
}
