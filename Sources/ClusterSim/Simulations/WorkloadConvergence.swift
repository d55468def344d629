import APIServing
import Controllers
import Documents
import KubeAPI

/// What an object of a workload's kind asks for and does not have, kind by kind.
extension Cluster {
    /// Empty if `object` has what its spec asks for and says so in its status.
    ///
    /// - Parameter dependents: what it is the controller of.
    func unsettled(_ object: APIObject, _ dependents: [APIObject]) -> [String] {
        var out: [String] = []
        switch object.resource {
        case .replicaSets: out = unsettledReplicaSet(object, dependents)
        case .deployments: out = unsettledDeployment(object, dependents)
        case .statefulSets: out = unsettledStatefulSet(object, dependents.filter(\.flags.isActive))
        case .daemonSets: out = unsettledDaemonSet(object, dependents.filter(\.flags.isActive))
        case .jobs: out = unsettledJob(object, dependents)
        case .cronJobs: out = unsettledCronJob(object, dependents)
        default: break
        }
        if ![.jobs, .cronJobs].contains(object.resource),
            object.at("status", "observedGeneration")?.int != object.meta.generation {
            out.append("observedGeneration is not \(object.meta.generation)")
        }
        return out.map { "\(object.resource.info.singular) \(object.key): \($0)" }
    }

    /// The counters of a status that are not what they must be.
    private func miscounted(_ object: APIObject, _ counts: [(field: String, count: Int)]) -> [String] {
        counts.compactMap { field, count in
            let said = object.at("status", field)?.int ?? 0
            return said == Int64(count) ? nil : "status.\(field) is \(said), not \(count)"
        }
    }

    private func wanted(_ object: APIObject) -> Int { Int(object.at("spec", "replicas")?.int ?? 1) }

    /// Pods with another image than the template's.
    private func outdated(_ object: APIObject, _ pods: [APIObject]) -> [String] {
        let image = Cluster.image(object.at("spec", "template", "spec"))
        return pods.filter { Cluster.image($0["spec"]) != image }
            .map { "pod \($0.name) is not of the newest template" }
    }

    private static func image(_ podSpec: Value?) -> String? { podSpec?["containers"]?.array?.first?["image"]?.string }

    private func unsettledReplicaSet(_ set: APIObject, _ pods: [APIObject]) -> [String] {
        let active = pods.filter(\.flags.isActive)
        let ready = active.filter(\.flags.isReady).count
        var out = miscounted(
            set,
            [
                ("replicas", active.count), ("readyReplicas", ready), ("availableReplicas", ready),
                ("fullyLabeledReplicas", active.count)
            ])
        if active.count != wanted(set) { out.append("wants \(wanted(set)) pods and has \(active.count)") }
        let selector = set.at("spec", "selector", "matchLabels")?.stringMap ?? []
        for pod in server.store.list(.pods, namespace: set.namespace)
        where pod.meta.controller == nil && pod.flags.isActive
            && selector.allSatisfy({ pod.meta.label($0.key) == $0.value }) {
            out.append("pod \(pod.key) fits it and is nobody's")
        }
        return out
    }

    /// The ReplicaSet of the newest template has all replicas; a paused Deployment only counts them.
    ///
    /// There may be several of that template if a name was taken when one was to be made: the oldest counts.
    /// Upstream: pkg/controller/deployment/util, FindNewReplicaSet; sync.go, getNewReplicaSet (collisionCount).
    private func unsettledDeployment(_ deployment: APIObject, _ sets: [APIObject]) -> [String] {
        let isPaused = deployment.at("spec", "paused")?.bool == true
        let image = Cluster.image(deployment.at("spec", "template", "spec"))
        let alike = sets.filter { Cluster.image($0.at("spec", "template", "spec")) == image }
        let newest = alike.min { ($0.meta.created, $0.name) < ($1.meta.created, $1.name) }
        let total = sets.reduce(0) { $0 + wanted($1) }
        let updated = newest.map(wanted) ?? 0
        var out = miscounted(
            deployment,
            [
                ("replicas", total), ("readyReplicas", total), ("availableReplicas", total),
                ("updatedReplicas", updated)
            ])
        if isPaused || KnownStandstills.waitsForScaling(deployment, sets, newest: newest) { return out }
        let want = wanted(deployment)
        let hasCollided = deployment.at("status", "collisionCount")?.int ?? 0 > 0
        if alike.isEmpty || (alike.count > 1 && !hasCollided) {
            out.append("has \(alike.count) replica sets of the newest template")
        }
        if total != want || updated != want { out.append("wants \(want) replicas and has \(updated) of \(total)") }
        let limit = Int(deployment.at("spec", "revisionHistoryLimit")?.int ?? 10)
        let old = sets.count - (newest == nil ? 0 : 1)
        if old > limit { out.append("keeps \(old) old replica sets, not \(limit)") }
        return out
    }

    /// One pod an ordinal, all of the newest revision.
    private func unsettledStatefulSet(_ set: APIObject, _ pods: [APIObject]) -> [String] {
        let want = wanted(set)
        let ready = pods.filter(\.flags.isReady).count
        var out = miscounted(
            set,
            [
                ("replicas", want), ("readyReplicas", ready), ("availableReplicas", ready),
                ("currentReplicas", want), ("updatedReplicas", want)
            ])
        let names = (0 ..< want).map { "\(set.name)-\($0)" }
        if Set(pods.map(\.name)) != Set(names) || pods.count != want {
            out.append("wants \(names) and has \(pods.map(\.name))")
        }
        if set.at("status", "currentRevision") != set.at("status", "updateRevision") {
            out.append("its current revision is not the newest")
        }
        return out + outdated(set, pods)
    }

    /// One pod on each node it may run on.
    private func unsettledDaemonSet(_ set: APIObject, _ pods: [APIObject]) -> [String] {
        let selector = set.at("spec", "template", "spec", "nodeSelector")?.stringMap ?? []
        let nodes = server.store.list(.nodes, namespace: "").filter { node in
            selector.allSatisfy { node.meta.label($0.key) == $0.value }
        }
        let count = nodes.count
        var out = miscounted(
            set,
            [
                ("desiredNumberScheduled", count), ("currentNumberScheduled", count), ("numberReady", count),
                ("numberAvailable", count), ("updatedNumberScheduled", count), ("numberMisscheduled", 0),
                ("numberUnavailable", 0)
            ])
        for node in nodes {
            let here = pods.filter { $0.pod?.nodeName == node.name }
            if here.count != 1 { out.append("has \(here.count) pods on \(node.name)") }
        }
        if pods.count != count { out.append("wants \(count) pods and has \(pods.count)") }
        // A pod adopted from an older set counts as updated if its number of template changes is the same, as upstream.
        let generation = set.at("metadata", "annotations", "deprecated.daemonset.template.generation")?.string
        return out + outdated(set, pods.filter { $0.meta.label("pod-template-generation") != generation })
    }

    /// Over with exactly the wanted successes, or with more failures than it bears, or at rest if suspended.
    private func unsettledJob(_ job: APIObject, _ pods: [APIObject]) -> [String] {
        var out = miscounted(job, [("active", 0), ("ready", 0), ("terminating", 0)])
        for pod in pods where !pod.meta.finalizers.isEmpty && pod.flags.isFinished {
            out.append("finished pod \(pod.name) is not let go")
        }
        let uncounted = job.at("status", "uncountedTerminatedPods")
        if !(uncounted?["succeeded"]?.array ?? []).isEmpty || !(uncounted?["failed"]?.array ?? []).isEmpty {
            out.append("has pods that are not counted")
        }
        let succeeded = job.at("status", "succeeded")?.int ?? 0
        let completions = job.at("spec", "completions")?.int ?? 1
        if holds("Complete", job) {
            if succeeded != completions { out.append("is complete with \(succeeded) successes of \(completions)") }
        } else if holds("Failed", job) {
            let failed = job.at("status", "failed")?.int ?? 0
            let limit = job.at("spec", "backoffLimit")?.int ?? 6
            // Restarts in place count too, and are in no counter.
            let isRestarting = job.at("spec", "template", "spec", "restartPolicy")?.string == "OnFailure"
            if failed <= limit && !isRestarting { out.append("failed after \(failed) failures of \(limit)") }
        } else if !holds("Suspended", job) && !KnownStandstills.endsOnlyWhenResumed(job) {
            out.append("is not over: \(succeeded) successes of \(completions)")
        }
        return out
    }

    private func holds(_ condition: String, _ object: APIObject) -> Bool {
        (object.at("status", "conditions")?.array ?? []).contains {
            $0["type"]?.string == condition && $0["status"]?.string == "True"
        }
    }

    /// Its list of active Jobs is what runs, its history no longer than it may be.
    private func unsettledCronJob(_ cronJob: APIObject, _ jobs: [APIObject]) -> [String] {
        let complete = jobs.filter { holds("Complete", $0) }.count
        let failed = jobs.filter { holds("Failed", $0) }.count
        let active = cronJob.at("status", "active")?.array?.count ?? 0
        var out: [String] = []
        if active != jobs.count - complete - failed {
            out.append("lists \(active) active jobs of \(jobs.count - complete - failed)")
        }
        for (count, field) in [(complete, "successfulJobsHistoryLimit"), (failed, "failedJobsHistoryLimit")] {
            let limit = cronJob.at("spec", field)?.int ?? 0
            if Int64(count) > limit { out.append("keeps \(count) jobs, spec.\(field) is \(limit)") }
        }
        return out
    }
}
