import Documents

/// The defaults of Jobs. Upstream: pkg/apis/batch/v1/defaults.go, SetDefaults_Job.
///
/// Labels are not among them: the server copies them from the template once the template has its own (`JobStrategy`).
enum JobDefaults {
    static func job(_ object: Value) -> Value? {
        edited(object) { job in
            job.editStruct("spec") { spec in edited(spec) { JobDefaults.spec(&$0) } }
        }
    }

    private static func spec(_ spec: inout FieldsEdit) {
        if !spec["completions"].isThere && !spec["parallelism"].isThere { spec.set("completions", 1) }
        spec.setDefault("parallelism", 1)
        let isPerIndex = spec["backoffLimitPerIndex"].isThere
        spec.setDefault("backoffLimit", isPerIndex ? .int(Int64(Int32.max)) : 6)
        spec.setDefault("completionMode", "NonIndexed")
        spec.setDefault("suspend", false)
        let isFailedOnly = spec["podFailurePolicy"].isThere
        spec.setDefault("podReplacementPolicy", isFailedOnly ? "Failed" : "TerminatingOrFailed")
        spec.setDefault("manualSelector", false)
        template(&spec)
    }

    /// What a Job's spec has from its types alone, also inside a CronJob.
    /// Upstream: zz_generated.defaults.go, SetDefaults_PodFailurePolicyOnPodConditionsPattern.
    static func template(_ spec: inout FieldsEdit) {
        spec.editStruct("template", PodDefaults.template)
        spec.edit("podFailurePolicy") { policy in
            edited(policy) { policy in
                policy.editEach("rules") { rule in
                    edited(rule) { rule in
                        rule.editEach("onPodConditions") { pattern in
                            edited(pattern) { $0.setDefault("status", "True") }
                        }
                    }
                }
            }
        }
    }
}
