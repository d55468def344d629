import Documents
import KubeAPI

/// When a StatefulSet's rollout is done.
///
/// Upstream: kubectl/pkg/polymorphichelpers/rollout_status.go, StatefulSetStatusViewer.
enum StatefulSetRollouts: RevisionedRollouts {
    static func status(of object: APIObject, revision: Int64) throws(KubectlFailure) -> RolloutStatusLine {
        let strategy = object.at("spec", "updateStrategy") ?? .null
        guard strategy["type"] == "RollingUpdate" else {
            throw .message("rollout status is only available for RollingUpdate strategy type")
        }
        func count(_ field: String) -> Int64 { object.at("status", field)?.int ?? 0 }
        func name(_ field: String) -> String { object.at("status", field)?.string ?? "" }
        func waiting(_ text: String) -> RolloutStatusLine { RolloutStatusLine(text: text + "...\n", isDone: false) }
        if count("observedGeneration") == 0 || object.meta.generation > count("observedGeneration") {
            return waiting("Waiting for statefulset spec update to be observed")
        }
        let wanted = object.at("spec", "replicas")?.int ?? 1
        if count("readyReplicas") < wanted {
            return waiting("Waiting for \(wanted - count("readyReplicas")) pods to be ready")
        }
        let updated = count("updatedReplicas")
        if let rolling = strategy["rollingUpdate"], !rolling.isNull {
            let share = wanted - (rolling["partition"]?.int ?? 0)
            if updated < share {
                return waiting(
                    "Waiting for partitioned roll out to finish: \(updated) out of \(share) new pods have been updated")
            }
            let text = "partitioned roll out complete: \(updated) new pods have been updated...\n"
            return RolloutStatusLine(text: text, isDone: true)
        }
        if name("updateRevision") != name("currentRevision") {
            return waiting(
                "waiting for statefulset rolling update to complete \(updated) pods at revision "
                    + name("updateRevision"))
        }
        let text =
            "statefulset rolling update complete \(count("currentReplicas")) pods at revision "
            + "\(name("currentRevision"))...\n"
        return RolloutStatusLine(text: text, isDone: true)
    }
}
