import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// The rows of a DaemonSet: one for each node, then how many nodes have the newest template.
enum DaemonBars {
    private static let hashLabel = "controller-revision-hash"

    static func rows(
        _ set: ObjectHistory.Life, _ pods: [ObjectHistory.Life], _ times: [SimTime]
    ) -> [LifePicture.Row] {
        var byNode = OrderedMap<String, [ObjectHistory.Life]>()
        for pod in pods {
            guard let node = pod.newest?.targetNode else { continue }
            byNode.update(node, default: []) { $0.append(pod) }
        }
        var rows: [LifePicture.Row] = []
        for (node, pods) in byNode {
            let cells = times.map { time in best(pods.map { PodBars.cell($0.at(time)) }) }
            let last = pods.compactMap { $0.at(times.last ?? .zero) }
            rows.append(.init(label: node, cells: cells, note: note(last)))
        }
        let newest = pods.max { ($0.newest?.meta.created ?? 0) < ($1.newest?.meta.created ?? 0) }?.newest.map(hash)
        let updated = times.map { time in count(byNode, time) { hash($0) == newest && !$0.flags.isTerminating } }
        let ready = times.map { time in count(byNode, time) { $0.flags.isReady && !$0.flags.isTerminating } }
        let total = times.map { time in pods.count { $0.at(time) != nil } }
        let least = ready.drop { $0 == 0 }.min() ?? 0
        rows.append(.init(label: "newest template", cells: updated.map { .number($0) }, note: short(newest ?? "")))
        rows.append(.init(label: "available", cells: ready.map { .number($0) }, note: "min \(least)"))
        rows.append(.init(label: "total", cells: total.map { .number($0) }, note: "max \(total.max() ?? 0)"))
        return rows
    }

    /// On how many nodes some pod fulfils `test`.
    private static func count(
        _ byNode: OrderedMap<String, [ObjectHistory.Life]>, _ time: SimTime, _ test: (APIObject) -> Bool
    ) -> Int {
        byNode.count { $0.value.contains { $0.at(time).map(test) ?? false } }
    }

    private static func hash(_ pod: APIObject) -> String { pod.at("metadata", "labels")?[hashLabel]?.string ?? "" }

    private static func short(_ hash: String) -> String { "…" + hash.suffix(5) }

    /// A node with two pods shows the one that does more.
    private static func best(_ cells: [LifePicture.Cell]) -> LifePicture.Cell {
        let order: [LifePicture.Cell] = [.ready, .running, .pending, .stopping, .failed, .succeeded]
        return order.first { cells.contains($0) } ?? .none
    }

    private static func note(_ pods: [APIObject]) -> String {
        pods.isEmpty ? "no pod" : pods.map { short(hash($0)) }.joined(separator: " ")
    }
}
