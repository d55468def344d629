public import ControllerKit
import Documents
public import KubeAPI
import OrderedMaps
public import Simulation

/// Faults that a lesson or a test injects, and what can be asked about the containers of a pod.
extension Kubelet {
    func uid(of pod: ObjectKey) -> String? {
        // A pod of that name may still be stopping beside its successor: the newest object counts.
        var found: PodRow?
        for (_, row) in rows where row.object.key == pod && row.object.revision >= found?.object.revision ?? 0 {
            found = row
        }
        return found?.uid
    }

    /// The infra container of a pod dies, and with it all its containers. The next relist sees it.
    ///
    /// - Returns: whether the pod has a living sandbox here.
    public mutating func injectSandboxDeath(pod: ObjectKey, _ outlet: inout Outlet) -> Bool {
        guard let uid = uid(of: pod), runtime.sandbox(ofPod: uid)?.isAlive == true else { return false }
        let now = outlet.moment.time
        runtime.endSandbox(ofPod: uid, at: now)
        if let row = rows[uid] { wake(Timer.relist, row, at: nextRelist(after: now, outlet), &outlet) }
        return true
    }

    /// A container's program ends with `code`. The next relist sees it.
    ///
    /// - Returns: whether the container runs.
    public mutating func injectExit(pod: ObjectKey, container: String, code: Int, _ outlet: inout Outlet) -> Bool {
        let now = outlet.moment.time
        guard let uid = uid(of: pod), let run = runtime.pods[uid]?.newest(container), run.isRunning(at: now) else {
            return false
        }
        runtime.end(container, inPod: uid, at: now, code: code)
        if let row = rows[uid] { wake(Timer.relist, row, at: nextRelist(after: now, outlet), &outlet) }
        return true
    }

    /// The log of a container up to `time`, oldest line first; `nil` if there is no such run.
    ///
    /// - Parameter previous: the run before the newest one.
    public func logs(
        pod: ObjectKey, container: String, previous: Bool, at time: SimTime
    ) -> [(at: SimTime, text: String)]? {
        guard let uid = uid(of: pod), let record = runtime.pods[uid] else { return nil }
        let run = previous ? record.previous(container) : record.newest(container)
        return run?.lines(at: time)
    }

    /// Which namespaces the containers of a pod share with its infra container, in the order of the spec.
    public func namespaces(pod: ObjectKey) -> [NamespaceRow] {
        guard let uid = uid(of: pod), let row = rows[uid] else { return [] }
        return row.units.map {
            NamespaceRow.make(
                $0.name, usesHostNetwork: row.usesHostNetwork, usesHostIPC: row.spec["hostIPC"]?.bool ?? false,
                usesHostPID: row.spec["hostPID"]?.bool ?? false, sharesPID: row.sharesPID)
        }
    }
}

extension RunContainer {
    /// What it has printed until `time`.
    func lines(at time: SimTime) -> [(at: SimTime, text: String)] {
        let last = min(time, endsAt)
        let all = logs.map { (at: startedAt + .milliseconds($0.atMilliseconds), text: $0.text) }
        var out = all.filter { $0.at <= last }
        if !complaint.isEmpty { out.append((last, complaint)) }
        return out
    }
}
