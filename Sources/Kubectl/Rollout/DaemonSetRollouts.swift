import Documents
import KubeAPI

/// When a DaemonSet's rollout is done.
///
/// Upstream: kubectl/pkg/polymorphichelpers/rollout_status.go, DaemonSetStatusViewer.
enum DaemonSetRollouts: RevisionedRollouts {
    static func status(of object: APIObject, revision: Int64) throws(KubectlFailure) -> RolloutStatusLine {
        guard object.at("spec", "updateStrategy", "type")?.string == "RollingUpdate" else {
            throw .message("rollout status is only available for RollingUpdate strategy type")
        }
        let name = GoStrings.quoted(object.name)
        func count(_ field: String) -> Int64 { object.at("status", field)?.int ?? 0 }
        func waiting(_ what: String) -> RolloutStatusLine {
            RolloutStatusLine(text: "Waiting for daemon set \(name) rollout to finish: \(what)...\n", isDone: false)
        }
        if object.meta.generation > count("observedGeneration") {
            return RolloutStatusLine(text: "Waiting for daemon set spec update to be observed...\n", isDone: false)
        }
        let wanted = count("desiredNumberScheduled")
        let (updated, available) = (count("updatedNumberScheduled"), count("numberAvailable"))
        if updated < wanted { return waiting("\(updated) out of \(wanted) new pods have been updated") }
        if available < wanted { return waiting("\(available) of \(wanted) updated pods are available") }
        return RolloutStatusLine(text: "daemon set \(name) successfully rolled out\n", isDone: true)
    }
}
