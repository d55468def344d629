public import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
public import Simulation

/// What `inspect` shows of a kubelet.
extension Kubelet {
    public func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection] {
        var out = [
            Inspection(
                "node", "\(node.name) \(nodeState.isReady ? "ready" : "not ready"), \(rows.count) pods, images: "
                    + (runtime.imageNames.isEmpty ? "none pulled" : runtime.imageNames.joined(separator: ", ")))
        ]
        for (_, row) in rows { describe(row, moment.time, &out) }
        return out
    }

    private func describe(_ row: PodRow, _ time: SimTime, _ out: inout [Inspection]) {
        let pod = row.object.key.description
        let record = runtime.pods[row.uid]
        var text = "\(pod) \(row.worker)"
        if let sandbox = record?.sandbox {
            let ip = sandbox.usesHostNetwork ? node.internalIP : sandbox.ip
            text += ", sandbox \(sandbox.id.prefix(12)) attempt \(sandbox.attempt) \(ip)"
            if !sandbox.isAlive { text += " (gone)" }
        }
        out.append(Inspection("pod", text))
        if row.worker == .mounting {
            for (volume, source) in row.volumes.missing {
                out.append(Inspection("volume", "\(pod) \(volume) waits for \(source.word) \(source.key.name)"))
            }
        }
        for unit in row.units { describe(unit, pod, record, time, &out) }
        if row.status.written < row.status.version {
            let state = row.status.isWriting ? "a write is under way" : "to be written"
            out.append(
                Inspection("status", "\(pod) version \(row.status.version), written \(row.status.written), \(state)"))
        }
    }

    private func describe(
        _ unit: ContainerUnit, _ pod: String, _ record: Runtime.PodRecord?, _ time: SimTime, _ out: inout [Inspection]
    ) {
        var text = "\(pod)/\(unit.name) "
        switch unit.step {
        case .idle: text += "not started"
        case .pulling: text += "pulls \(unit.image)"
        case .starting: text += "starts"
        case .neverPulled: text += "has no image and must not pull it"
        case .pullWait(let until, _): text += "pulls again in \(until - time)"
        case .crashWait(let until, let delay, _): text += "starts again in \(until - time) (back-off \(delay))"
        case .made:
            if let run = record?.newest(unit.name), run.isRunning(at: time) {
                text += "runs since \(run.startedAt)" + (unit.isReady ? ", ready" : ", not ready")
            } else {
                text += "ended with \(record?.newest(unit.name)?.exitCode ?? 0)"
            }
        }
        if let run = record?.newest(unit.name), run.attempt > 0 { text += ", restart \(run.attempt)" }
        out.append(Inspection("container", text))
        if let crash = unit.crash {
            out.append(Inspection("back-off", "\(pod)/\(unit.name) next delay after \(crash.delay)"))
        }
    }

    public func invariantBroken() -> String? {
        for (uid, row) in rows {
            if row.uid != uid { return "the row of pod \(uid) holds pod \(row.uid)" }
            if let busy = row.busy, row.worker == .active, !row.units.indices.contains(busy) {
                return "pod \(uid) waits for container number \(busy), which it does not have"
            }
            if row.worker == .finished, runtime.pods[uid]?.sandbox?.isAlive == true {
                return "pod \(uid) is finished and has a living sandbox"
            }
        }
        return nil
    }
}
