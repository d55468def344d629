import Documents
import KubeAPI
import Testing

/// Situations of pkg/apis/batch/validation/validation_test.go, TestValidateCronJob and TestValidateCronJobUpdate.
@Suite("validation of CronJobs")
struct CronJobRulesTests {
    /// A CronJob with its defaults, its spec changed by `change`.
    private static func cronJob(name: String = "tick", _ change: (inout Value) -> Void = { _ in }) -> Value {
        var spec: Value = [
            "schedule": "* * * * ?",
            "jobTemplate": [
                "spec": [
                    "template": [
                        "spec": ["restartPolicy": "OnFailure", "containers": [["name": "c", "image": "i:1"]]]
                    ]
                ]
            ],
        ]
        change(&spec)
        var value: Value = [
            "apiVersion": "batch/v1", "kind": "CronJob",
            "metadata": ["name": .string(name), "namespace": "default"], "spec": spec,
        ]
        applyDefaults(&value, group: "batch", kind: "CronJob")
        return value
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let field: String
        let value: Value
        let errors: [String]
        var testDescription: String { "\(field) \(JSONWriter.text(value))" }

        init(_ field: String, _ value: Value, _ errors: String...) {
            self.field = field
            self.value = value
            self.errors = errors.map { "spec.\(field): \($0)" }
        }
    }

    @Test("the defaults; the template is no Job yet and has none of a Job's")
    func defaults() {
        let made = Self.cronJob()
        #expect(made.at("spec", "concurrencyPolicy") == "Allow")
        #expect(made.at("spec", "suspend") == false)
        #expect(made.at("spec", "successfulJobsHistoryLimit") == 3)
        #expect(made.at("spec", "failedJobsHistoryLimit") == 1)
        let template = made.at("spec", "jobTemplate", "spec")
        #expect(template?.fields?.members.map(\.key) == ["template"])
        #expect(template?.at("template", "spec", "dnsPolicy") == "ClusterFirst")
        var zero = Self.cronJob {
            $0.set(0, at: "successfulJobsHistoryLimit")
            $0.set("Forbid", at: "concurrencyPolicy")
        }
        let before = zero
        applyDefaults(&zero, group: "batch", kind: "CronJob")
        #expect(zero == before && zero.at("spec", "successfulJobsHistoryLimit") == 0)
    }

    @Test(
        "each field is held against its rule",
        arguments: [
            Case("schedule", "@hourly"), Case("schedule", "0 9 * * mon-fri"), Case("timeZone", "Europe/Rome"),
            Case("timeZone", "Etc/GMT+12"), Case("startingDeadlineSeconds", 0),
            Case("schedule", "", "Required value"),
            Case("schedule", "error", "Invalid value: \"error\": expected exactly 5 fields, found 1: [error]"),
            Case(
                "schedule", "TZ=UTC 0 * * * *",
                "Invalid value: \"TZ=UTC 0 * * * *\": cannot use TZ or CRON_TZ in schedule, "
                    + "use timeZone field instead"),
            Case(
                "schedule", "TZ=0",
                "Invalid value: \"TZ=0\": invalid schedule format: runtime error: slice bounds out of range [:-1]",
                "Invalid value: \"TZ=0\": cannot use TZ or CRON_TZ in schedule, use timeZone field instead"),
            Case("timeZone", "", "Invalid value: \"\": timeZone must be nil or non-empty string"),
            Case(
                "timeZone", "LOCAL",
                "Invalid value: \"LOCAL\": timeZone must be an explicit time zone as defined in "
                    + "https://www.iana.org/time-zones", "Invalid value: \"LOCAL\": unknown time zone LOCAL"),
            Case(
                "timeZone", " Continent/Zone", "Invalid value: \" Continent/Zone\": unknown time zone  Continent/Zone"),
            Case(
                "timeZone", "Continent/InvalidZone",
                "Invalid value: \"Continent/InvalidZone\": unknown time zone Continent/InvalidZone"),
            Case("timeZone", "../Zone", "Invalid value: \"../Zone\": unknown time zone ../Zone"),
            Case("timeZone", "Mars/Base", "Invalid value: \"Mars/Base\": unknown time zone Mars/Base"),
            Case("startingDeadlineSeconds", -1, "Invalid value: -1: must be greater than or equal to 0"),
            Case("successfulJobsHistoryLimit", -1, "Invalid value: -1: must be greater than or equal to 0"),
            Case("failedJobsHistoryLimit", -1, "Invalid value: -1: must be greater than or equal to 0"),
            Case(
                "concurrencyPolicy", "Queue",
                "Unsupported value: \"Queue\": supported values: \"Allow\", \"Forbid\", \"Replace\""),
        ])
    func fields(_ c: Case) {
        let made = Self.cronJob { $0.set(c.value, at: c.field) }
        #expect(lines(validateCreate(made, group: "batch", kind: "CronJob")) == c.errors)
    }

    @Test("the template is a Job's spec, without a selector of its own")
    func template() {
        let made = Self.cronJob {
            $0.set(["matchLabels": ["a": "b"]], at: "jobTemplate", "spec", "selector")
            $0.set(true, at: "jobTemplate", "spec", "manualSelector")
            $0.set(-1, at: "jobTemplate", "spec", "parallelism")
            $0.set("Always", at: "jobTemplate", "spec", "template", "spec", "restartPolicy")
        }
        #expect(
            lines(validateCreate(made, group: "batch", kind: "CronJob")) == [
                "spec.jobTemplate.spec.parallelism: Invalid value: -1: must be greater than or equal to 0",
                "spec.jobTemplate.spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", "
                    + "\"Never\"",
                "spec.jobTemplate.spec.selector: Invalid value: {\"matchLabels\":{\"a\":\"b\"}}: `selector` will be "
                    + "auto-generated",
                "spec.jobTemplate.spec.manualSelector: Unsupported value: true: supported values: \"nil\", \"false\"",
            ])
    }

    @Test("a name has room for what a Job's name adds; one that is stored may be longer")
    func names() {
        let long = String(repeating: "a", count: 53)
        #expect(validateCreate(Self.cronJob(name: String(long.dropLast())), group: "batch", kind: "CronJob").isEmpty)
        #expect(
            lines(validateCreate(Self.cronJob(name: long), group: "batch", kind: "CronJob")) == [
                "metadata.name: Invalid value: \"\(long)\": must be no more than 52 characters"
            ])
        let stored = Self.cronJob(name: long)
        let changed = Self.cronJob(name: long) { $0.set(true, at: "suspend") }
        #expect(validateUpdate(changed, from: stored, group: "batch", kind: "CronJob").isEmpty)
    }

    @Test("a zone in a stored schedule may stay, unless a zone is given beside it")
    func storedZones() {
        let stored = Self.cronJob { $0.set("TZ=UTC 0 * * * *", at: "schedule") }
        var changed = Self.cronJob { $0.set("TZ=UTC 5 * * * *", at: "schedule") }
        #expect(validateUpdate(changed, from: stored, group: "batch", kind: "CronJob").isEmpty)
        changed.set("Europe/Rome", at: "spec", "timeZone")
        #expect(
            lines(validateUpdate(changed, from: stored, group: "batch", kind: "CronJob")) == [
                "spec.schedule: Invalid value: \"TZ=UTC 5 * * * *\": cannot use both timeZone field and TZ or CRON_TZ "
                    + "in schedule"
            ])
        let bad = Self.cronJob { $0.set("Mars/Base", at: "timeZone") }
        #expect(validateUpdate(bad, from: bad, group: "batch", kind: "CronJob").isEmpty)
    }
}
