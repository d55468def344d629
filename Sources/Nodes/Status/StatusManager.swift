import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// Keeps the API's picture of each pod up to date: one pending version, one write under way for each pod.
///
/// Upstream: pkg/kubelet/status/status_manager.go. Upstream reads the pod before each patch; here the newest
/// version that the watch or an earlier answer brought is what the patch is made against.
extension Kubelet {
    /// The members of `status` that the kubelet writes.
    static let ownedStatus = [
        "allocatedResources", "conditions", "containerStatuses", "ephemeralContainerStatuses", "hostIP", "hostIPs",
        "initContainerStatuses", "message", "observedGeneration", "phase", "podIP", "podIPs", "reason", "resources",
        "startTime",
    ]

    /// Works the status out anew; a change is written as soon as no write is under way.
    @discardableResult
    mutating func setStatus(_ row: inout PodRow, _ outlet: inout Outlet) -> PodPhase {
        guard !row.isGone, row.worker != .rejected else { return row.object.pod?.phase ?? .pending }
        let text = StatusText(
            row: row, record: runtime.pods[row.uid], node: node, moment: outlet.moment,
            now: seconds.value(outlet.moment.date))
        let (fields, phase) = text.make()
        if fields != row.status.latest {
            row.status.latest = fields
            row.status.version += 1
            flushStatus(&row, &outlet)
        }
        return phase
    }

    /// The status of a pod that the node does not take.
    mutating func setRejectedStatus(_ row: inout PodRow, _ refusal: Refusal, _ outlet: inout Outlet) {
        let text = StatusText(
            row: row, record: nil, node: node, moment: outlet.moment, now: seconds.value(outlet.moment.date))
        var fields = Fields([
            ("phase", "Failed"), ("reason", .string(refusal.reason)),
            ("message", .string("Pod was rejected: \(refusal.message)")), ("startTime", text.startTime),
        ])
        if row.object.meta.generation > 0 { fields["observedGeneration"] = .int(row.object.meta.generation) }
        let others = (row.object.at("status", "conditions")?.array ?? []).filter {
            !StatusText.ownTypes.contains($0["type"]?.string ?? "")
        }
        if !others.isEmpty { fields["conditions"] = .array(others) }
        row.status.latest = fields
        row.status.version += 1
        row.status.isFinal = true
        flushStatus(&row, &outlet)
    }

    /// Writes the newest version unless a write is under way or nothing differs.
    mutating func flushStatus(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard !row.status.isWriting, !row.isGone, !row.isForgotten else { return }
        if row.status.written < row.status.version {
            let old = row.object["status"]?.fields ?? Fields()
            let change = StatusPatch.between(
                old, row.status.latest, owned: Kubelet.ownedStatus, atomic: row.status.acknowledged,
                unset: "lastProbeTime")
            if !change.isEmpty {
                row.status.isWriting = true
                let body: Value = ["metadata": ["uid": .string(row.uid)], "status": .object(change)]
                send(
                    .patch(.strategic, .pods, row.object.key, subresource: "status", body),
                    .status(uid: row.uid, version: row.status.version), causes: [row.cause], &outlet)
                return
            }
            row.status.written = row.status.version
        }
        deleteIfDone(&row, &outlet)
    }

    mutating func statusWritten(
        _ row: inout PodRow, _ version: Int, _ result: APIResult, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        row.status.isWriting = false
        switch result {
        case .object(let object, _):
            if object.uid == row.uid, object.revision >= row.object.revision { row.object = object }
            row.status.written = max(row.status.written, version)
            row.status.share(with: object)
            // Only what has been written since is compared with what the server has.
            row.status.acknowledged = row.status.version == version ? row.status.latest : nil
            flushStatus(&row, &outlet)
            _ = reconcileLater(&row, &outlet)
        case .failure(let status) where status.code == 404:
            break  // deleted meanwhile: the watch will say so
        default:
            row.status.acknowledged = nil
            let due = outlet.moment.time.next(every: Kubelet.statusRetry, phase: phase)
            wake(Timer.statusRetry, row, at: due, &outlet)
        }
    }

    /// Someone else wrote what is the kubelet's (a node controller that thought the node was dead): the next
    /// round of the status manager sets it right. Upstream: status_manager.go, needsReconcile.
    ///
    /// - Returns: whether that is so.
    mutating func reconcileLater(_ row: inout PodRow, _ outlet: inout Outlet) -> Bool {
        guard row.status.version > 0, !row.status.isWriting, row.status.written == row.status.version,
            StatusText.isReady(row.status.latest) != (row.object.pod?.isReady ?? false)
        else { return false }
        row.status.version += 1
        row.status.acknowledged = nil
        let due = outlet.moment.time.next(every: Kubelet.statusRetry, phase: phase)
        wake(Timer.statusRetry, row, at: due, &outlet)
        return true
    }

    /// The last step of a deletion: nothing is left on the node and the API shows a final phase.
    /// Upstream: status_manager.go, canBeDeleted.
    mutating func deleteIfDone(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard row.status.isFinal, row.object.meta.isTerminating, row.object.pod?.isFinished == true,
            row.status.written == row.status.version, !row.status.isWriting, !row.status.deleteSent
        else { return }
        row.status.deleteSent = true
        var request = APIRequest.delete(.pods, row.object.key)
        request.options.gracePeriodSeconds = 0
        request.options.uid = row.uid
        send(request, .finalDelete(uid: row.uid), causes: [row.cause], &outlet)
    }

    mutating func finalDeleteAnswered(
        _ row: inout PodRow, _ result: APIResult, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        guard let failure = result.failure, failure.code != 404 else {
            // Finalizers may keep the object; nothing more is to be done here.
            return
        }
        row.status.deleteSent = false
        let due = outlet.moment.time.next(every: Kubelet.statusRetry, phase: phase)
        wake(Timer.statusRetry, row, at: due, &outlet)
    }
}
