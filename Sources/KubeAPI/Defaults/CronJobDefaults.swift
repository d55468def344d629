import Documents

/// The defaults of CronJobs. Upstream: pkg/apis/batch/v1/defaults.go, SetDefaults_CronJob.
enum CronJobDefaults {
    static func cronJob(_ object: Value) -> Value? {
        edited(object) { cronJob in
            cronJob.editStruct("spec") { spec in edited(spec) { CronJobDefaults.spec(&$0) } }
        }
    }

    private static func spec(_ spec: inout FieldsEdit) {
        spec.setDefault("concurrencyPolicy", "Allow")
        spec.setDefault("suspend", false)
        spec.setDefault("successfulJobsHistoryLimit", 3)
        spec.setDefault("failedJobsHistoryLimit", 1)
        if !spec["jobTemplate"].isThere { spec.set("jobTemplate", .object(Fields())) }
        // The template is no Job yet: its spec has only what its types give it.
        spec.edit("jobTemplate") { template in
            edited(template) { template in
                template.editStruct("spec") { spec in edited(spec) { JobDefaults.template(&$0) } }
            }
        }
    }
}
