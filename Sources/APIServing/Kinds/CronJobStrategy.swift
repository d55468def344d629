import Documents
import KubeAPI

/// What the server does with CronJobs beside defaults and validation: it warns.
///
/// Upstream: pkg/registry/batch/cronjob/strategy.go.
enum CronJobStrategy {
    /// What a client is warned of; `old` is `nil` for a new CronJob.
    static func warnings(_ draft: Value, old: Value?) -> [String] {
        let spec = draft.at("spec", "jobTemplate", "spec") ?? .null
        var out = JobStrategy.warnings(draft, old: old, spec: spec, path: "spec.jobTemplate.spec")
        if old != nil, draft.at("spec", "schedule")?.string?.contains("TZ") == true {
            // The path is upstream's.
            out.append(
                "cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see "
                    + "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details")
        }
        return out
    }
}
