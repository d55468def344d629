import Documents

/// The conditions of a Deployment.
///
/// Upstream: pkg/controller/deployment/util/deployment_util.go, SetDeploymentCondition and its neighbours.
enum DeploymentConditions {
    static let available = "Available"
    static let progressing = "Progressing"
    static let replicaFailure = "ReplicaFailure"

    /// Why a rollout is where it is.
    enum Reason {
        static let updated = "ReplicaSetUpdated"
        static let createFailed = "ReplicaSetCreateError"
        static let created = "NewReplicaSetCreated"
        static let found = "FoundNewReplicaSet"
        static let isAvailable = "NewReplicaSetAvailable"
        static let timedOut = "ProgressDeadlineExceeded"
        static let paused = "DeploymentPaused"
        static let resumed = "DeploymentResumed"
        static let minimumAvailable = "MinimumReplicasAvailable"
        static let minimumUnavailable = "MinimumReplicasUnavailable"
    }

    static func make(_ type: String, _ status: String, _ reason: String, _ message: String, now: Int64) -> Value {
        let date = Value.string(Timestamps.seconds(now))
        return [
            "type": .string(type), "status": .string(status), "reason": .string(reason),
            "message": .string(message), "lastUpdateTime": date, "lastTransitionTime": date,
        ]
    }

    static func get(_ type: String, of status: Value) -> Value? {
        status["conditions"]?.array?.first { $0["type"]?.string == type }
    }

    /// Puts a condition at the end, unless one with its status and reason is there already; the transition time
    /// moves only with the status.
    static func set(_ condition: Value, in status: inout Value) {
        let type = condition["type"]?.string ?? ""
        var condition = condition
        if let known = get(type, of: status), known["status"] == condition["status"] {
            if known["reason"] == condition["reason"] { return }
            condition.set(known["lastTransitionTime"], at: "lastTransitionTime")
        }
        remove(type, from: &status)
        status.set(.array((status["conditions"]?.array ?? []) + [condition]), at: "conditions")
    }

    static func remove(_ type: String, from status: inout Value) {
        guard let conditions = status["conditions"]?.array else { return }
        let kept = conditions.filter { $0["type"]?.string != type }
        status.set(kept.isEmpty ? nil : .array(kept), at: "conditions")
    }
}
