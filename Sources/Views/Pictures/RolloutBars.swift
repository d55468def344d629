import Controllers
import Documents
import KubeAPI
import Simulation

/// The rows of a Deployment: one for each ReplicaSet, then what is available and what is there in all.
enum RolloutBars {
    static func rows(
        _ deployment: ObjectHistory.Life, sets: [ObjectHistory.Life], pods: [ObjectHistory.Life], _ times: [SimTime]
    ) -> [LifePicture.Row] {
        let newest = deployment.newest?.value ?? .null
        var available = Array(repeating: 0, count: times.count)
        var total = Array(repeating: 0, count: times.count)
        var rows: [LifePicture.Row] = []
        for set in sets {
            let own = pods.filter { $0.newest?.meta.controllerUID == set.ref.uid }
            var cells: [LifePicture.Cell] = []
            for (index, time) in times.enumerated() {
                let active = own.map { PodBars.cell($0.at(time)) }.filter(isActive)
                let object = set.at(time)
                available[index] += Int(object?.at("status", "availableReplicas")?.int ?? 0)
                total[index] += active.count
                let wanted = Int(object?.at("spec", "replicas")?.int ?? 0)
                cells.append(SetBars.state(active, ready: active.count { $0 == .ready }, wanted: wanted))
            }
            let size = set.newest?.at("spec", "replicas")?.int ?? 0
            rows.append(.init(label: set.ref.key.name, cells: cells, note: "\(size)"))
        }
        let limits = RolloutLimits(newest)
        let lowest = least(available, limits.minAvailable)
        rows.append(.init(label: "available", cells: available.map { .number($0) }, note: lowest))
        rows.append(.init(label: "total", cells: total.map { .number($0) }, note: most(total, limits.maxTotal)))
        return rows
    }

    /// `min 8 ≥ 8`, from the moment on at which there were enough for the first time.
    private static func least(_ counts: [Int], _ limit: Int64) -> String {
        guard let start = counts.firstIndex(where: { $0 >= limit }), let least = counts[start...].min() else {
            return "min 0 < \(limit)"
        }
        return "min \(least) \(least >= limit ? "≥" : "<") \(limit)"
    }

    /// `max 13 ≤ 13`; pods that are being deleted do not count.
    private static func most(_ counts: [Int], _ limit: Int64) -> String {
        let most = counts.max() ?? 0
        return "max \(most) \(most <= limit ? "≤" : ">") \(limit)"
    }

    private static func isActive(_ cell: LifePicture.Cell) -> Bool {
        switch cell {
        case .pending, .running, .ready: true
        default: false
        }
    }
}
