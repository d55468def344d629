import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// A Job with pods in any state, before its controller.
enum JobWorld {
    static let key = ObjectKey("default", "crunch")
    static let finalizer = "batch.kubernetes.io/job-tracking"
    static let indexKey = "batch.kubernetes.io/job-completion-index"
    static let failuresKey = "batch.kubernetes.io/job-index-failure-count"
    static let owner: Value = [
        "apiVersion": "batch/v1", "kind": "Job", "name": "crunch", "uid": "uid-crunch", "controller": true,
        "blockOwnerDeletion": true,
    ]
    static let labels: Value = ["batch.kubernetes.io/controller-uid": "uid-crunch"]

    /// `spec` over the defaults of the server; the status as given.
    static func job(_ spec: Value = [:], status: Value? = nil) -> Value {
        var base: Value = [
            "parallelism": 1, "completions": 1, "backoffLimit": 6, "completionMode": "NonIndexed",
            "selector": ["matchLabels": labels],
            "template": [
                "metadata": ["labels": labels],
                "spec": ["restartPolicy": "Never", "containers": [["name": "main", "image": "demo/task:1"]]],
            ],
        ]
        base = MergePatch.apply(spec, to: base)
        var value: Value = [
            "apiVersion": "batch/v1", "kind": "Job",
            "metadata": [
                "name": "crunch", "namespace": "default", "uid": "uid-crunch", "generation": 1,
                "creationTimestamp": "2026-01-01T00:00:00Z",
            ],
            "spec": base,
        ]
        if let status { value.set(status, at: "status") }
        return value
    }

    /// A pod of the Job that ended (or whose deletion began) `ago` seconds before the start of the test.
    static func pod(
        _ name: String, _ phase: String, index: Int? = nil, exit: Int64? = nil, ago: Int64 = 3600,
        deleted: Bool = false, tracked: Bool = true, ready: Bool = false, restarts: Int64 = 0,
        failures: Int? = nil, conditions: [Value] = []
    ) -> Value {
        var value = Make.pod(name, on: "node-1", ready: ready ? "True" : "False", labels: labels, owner: owner)
        value.set(.string(phase), at: "status", "phase")
        value.set([.string(finalizer)], at: "metadata", "finalizers")
        if !tracked { value.set(nil, at: "metadata", "finalizers") }
        let ended = Value.string(Timestamps.seconds(Rig.start - ago * 1_000_000))
        if deleted {
            value.set(ended, at: "metadata", "deletionTimestamp")
            value.set(0, at: "metadata", "deletionGracePeriodSeconds")
        }
        var container: Value = ["name": "main", "restartCount": .int(restarts), "state": ["running": [:]]]
        if phase == "Succeeded" || phase == "Failed" {
            let code = exit ?? (phase == "Failed" ? 1 : 0)
            container.set(["terminated": ["exitCode": .int(code), "finishedAt": ended]], at: "state")
        }
        if phase != "Pending" { value.set([container], at: "status", "containerStatuses") }
        let readiness: Value = [
            "type": "Ready", "status": .string(ready ? "True" : "False"), "lastTransitionTime": ended,
        ]
        value.set(.array(conditions + [readiness]), at: "status", "conditions")
        if let index {
            value.set(.string("\(index)"), at: "metadata", "annotations", indexKey)
            value.set(.string("\(index)"), at: "metadata", "labels", indexKey)
        }
        if let failures { value.set(.string("\(failures)"), at: "metadata", "annotations", failuresKey) }
        return value
    }

    /// The Job and its pods are in the caches; the first sync has run, the batched ones have not.
    static func synced(_ job: Value, _ pods: [Value], failing: ((APIRequest) -> Status?)? = nil) -> Rig {
        var rig = Rig(ControllerRunner<JobReconciler>())
        if let failing { rig.failing = failing }
        for pod in pods { rig.put(pod, .pods) }
        rig.put(job, .jobs)
        rig.started()
        rig.run(for: .milliseconds(500))
        return rig
    }
}

extension Rig {
    /// The status of the Job as the server has it.
    var jobStatus: Value { stored(.jobs, JobWorld.key)?["status"] ?? .null }

    /// `active 2 succeeded 1`: the counts that are not zero.
    var jobCounts: String {
        ["active", "ready", "succeeded", "failed", "terminating"].compactMap { field in
            let count = jobStatus[field]?.int ?? 0
            return count == 0 ? nil : "\(field) \(count)"
        }.joined(separator: ", ")
    }

    /// `FailureTarget BackoffLimitExceeded`, …: the conditions in their order.
    var jobConditions: [String] {
        (jobStatus["conditions"]?.array ?? []).map { condition in
            let isTrue = condition["status"]?.string == "True" ? "" : "not "
            return "\(isTrue)\(condition["type"]?.string ?? "") \(condition["reason"]?.string ?? "")"
        }
    }

    func count(_ request: String) -> Int { sent.count { Rig.word($0).hasPrefix(request) } }
    /// The bodies of the pods that were made.
    var madePods: [Value] { sent.filter { $0.verb == .create && $0.resource == .pods }.map(\.body) }
    /// What the syncs noted under a rule.
    func noted(_ rule: String) -> [String] {
        syncs.flatMap(\.findings).compactMap { finding in
            switch finding {
            case .rule(rule, let detail): detail
            case .worked(let number) where number.rule == rule: "\(number.what) \(number.result) = \(number.formula)"
            default: nil
            }
        }
    }
}
