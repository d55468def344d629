import Documents
import KubeAPI

/// States short of what a spec asks for in which Kubernetes v1.36 itself stays until somebody changes the object:
/// a run that ends in one has ended as it must.
enum KnownStandstills {
    /// A suspended Job whose end is decided but which has no start time: `Complete` or `Failed` is refused by the
    /// server (`startTime is required for finished job`) at every try, until the Job is resumed and so gets one.
    ///
    /// Suspending takes the start time away, and a pod that was being deleted at that moment, or ended unseen, is
    /// counted all the same. Upstream: pkg/controller/job/job_controller.go, syncJob
    /// (MutableSchedulingDirectivesForSuspendedJobs); pkg/apis/batch/validation, RejectFinishedJobWithoutStartTime.
    static func endsOnlyWhenResumed(_ job: APIObject) -> Bool {
        let isDecided = (job.at("status", "conditions")?.array ?? []).contains {
            ["SuccessCriteriaMet", "FailureTarget"].contains($0["type"]?.string) && $0["status"]?.string == "True"
        }
        return isDecided && job.at("spec", "suspend")?.bool == true && job.at("status", "startTime") == nil
    }

    /// A Deployment that is taken to be scaled, and whose scaling has nothing to do: its rollout does not go on until
    /// it is scaled to another number.
    ///
    /// It is taken so while an active ReplicaSet was made for another number of replicas, as one that is adopted from
    /// an earlier Deployment was. If that is the only active one, and has as many replicas as are wanted, it is left
    /// alone; if there are several, strategy `Recreate` knows no proportions.
    /// Upstream: pkg/controller/deployment/sync.go, isScalingEvent, scale.
    ///
    /// - Parameter newest: the ReplicaSet of the present template.
    static func waitsForScaling(_ deployment: APIObject, _ sets: [APIObject], newest: APIObject?) -> Bool {
        let want = replicas(deployment)
        let active = sets.filter { replicas($0) > 0 }
        guard active.contains(where: { desired($0) != want }) else { return false }
        if active.count == 1 { return replicas(active[0]) == want }
        let isSaturated = newest.map { set in
            replicas(set) == want && desired(set) == want && set.at("status", "availableReplicas")?.int ?? 0 == want
        }
        return deployment.at("spec", "strategy", "type")?.string == "Recreate" && isSaturated != true
    }

    private static func replicas(_ object: APIObject) -> Int64 { object.at("spec", "replicas")?.int ?? 1 }

    /// The number of replicas that its Deployment had when the ReplicaSet was last scaled; a set that does not say it
    /// is none that Deployments scale.
    private static func desired(_ set: APIObject) -> Int64 {
        let text = set.at("metadata", "annotations", "deployment.kubernetes.io/desired-replicas")?.string
        return text.flatMap { Int64($0) } ?? replicas(set)
    }
}
