import Documents
import KubeAPI

/// What the server does with Jobs beside defaults and validation: it makes their selector.
///
/// Upstream: pkg/registry/batch/job/strategy.go, pkg/registry/batch/job/storage/storage.go.
enum JobStrategy {
    private static let manyCompletions: Int64 = 100_000
    private static let manyPods: Int64 = 10_000

    /// A deletion without a policy leaves the pods, as it did when batch/v1 was made; the client is warned.
    static let deletionWarning =
        "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them "
        + "or set propagationPolicy=Orphan to suppress this warning"

    /// Labels the template with the Job's uid and name and selects by the uid. Upstream: generateSelector.
    static func prepareForCreate(_ draft: inout Value) {
        if draft.at("spec", "manualSelector")?.bool != true { generateSelector(&draft) }
        copyLabels(&draft)
    }

    private static func generateSelector(_ draft: inout Value) {
        let uid = draft.at("metadata", "uid") ?? ""
        let name = draft.at("metadata", "name") ?? ""
        for (key, value) in [
            ("job-name", name), ("batch.kubernetes.io/job-name", name), ("controller-uid", uid),
            ("batch.kubernetes.io/controller-uid", uid),
        ] where draft.at("spec", "template", "metadata", "labels", key) == nil {
            draft.set(value, at: "spec", "template", "metadata", "labels", key)
        }
        let key = "batch.kubernetes.io/controller-uid"
        if draft.at("spec", "selector", "matchLabels", key) == nil {
            draft.set(uid, at: "spec", "selector", "matchLabels", key)
        }
    }

    /// A Job without labels has those of its template. Upstream: SetDefaults_Job, which shares the map.
    static func copyLabels(_ draft: inout Value) {
        guard draft.at("metadata", "labels")?.isEmpty ?? true,
            let labels = draft.at("spec", "template", "metadata", "labels"), !labels.isEmpty
        else { return }
        draft.set(labels, at: "metadata", "labels")
    }

    /// What a client is warned of; `old` is `nil` for a new Job.
    static func warnings(_ draft: Value, old: Value?) -> [String] {
        warnings(draft, old: old, spec: draft["spec"] ?? .null, path: "spec")
    }

    /// The same of a Job's spec at `path`, also inside a CronJob. Upstream: pkg/api/job/warnings.go.
    static func warnings(_ draft: Value, old: Value?, spec: Value, path: String) -> [String] {
        var out: [String] = []
        if let old {
            if draft.at("metadata", "generation") == old.at("metadata", "generation") { return [] }
        } else {
            out += WorkloadWarnings.name(draft, "Pod names and hostnames")
        }
        if spec["completionMode"]?.string == "Indexed", spec["completions"]?.int ?? 0 > manyCompletions,
            spec["parallelism"]?.int ?? 0 > manyPods
        {
            out.append(
                "\(path): In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than "
                    + "10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail")
        }
        return out + PodWarnings.of(spec["template"] ?? .null, in: "\(path).template.")
    }
}
