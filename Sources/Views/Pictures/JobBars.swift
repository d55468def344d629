import Documents
import KubeAPI
import Simulation

/// The rows of a Job: itself, one an index (or a pod), and what it has counted.
enum JobBars {
    static func rows(
        _ job: ObjectHistory.Life, _ pods: [ObjectHistory.Life], _ times: [SimTime]
    ) -> [LifePicture.Row] {
        let states = times.map { job.at($0) }
        var rows = [
            LifePicture.Row(
                label: job.ref.key.name, cells: states.map(cell), note: word(states.last ?? nil))
        ]
        for group in groups(pods, of: job) {
            let cells = times.map { time in
                // The newest pod of the index that was there then.
                group.lives.reversed().lazy.map { PodBars.cell($0.at(time)) }.first { $0 != .none } ?? .none
            }
            if cells.allSatisfy({ $0 == .none }) { continue }
            let note = group.lives.count > 1 ? "\(group.lives.count) tries" : ""
            rows.append(.init(label: "  " + group.label, cells: cells, note: note))
        }
        for field in ["succeeded", "failed"] {
            let counts = states.map { Int($0?.at("status", field)?.int ?? 0) }
            if field == "failed" && counts.allSatisfy({ $0 == 0 }) { continue }
            let wanted = field == "succeeded" ? job.newest?.at("spec", "completions")?.int : nil
            let note = "\(counts.last ?? 0)" + (wanted.map { " of \($0)" } ?? "")
            rows.append(.init(label: field, cells: counts.map { .number($0) }, note: note))
        }
        return rows
    }

    /// Pods of one index together, indexes rising; without indexes each pod alone.
    private static func groups(
        _ pods: [ObjectHistory.Life], of job: ObjectHistory.Life
    ) -> [(label: String, lives: [ObjectHistory.Life])] {
        let prefix = job.ref.key.name + "-"
        var byIndex: [(index: Int, lives: [ObjectHistory.Life])] = []
        var out: [(label: String, lives: [ObjectHistory.Life])] = []
        for pod in pods {
            let mark = "batch.kubernetes.io/job-completion-index"
            guard let index = pod.newest?.at("metadata", "annotations", mark)?.string.flatMap({ Int($0) }) else {
                let name = pod.ref.key.name
                let label = name.hasPrefix(prefix) ? "…" + name.dropFirst(prefix.count - 1) : name
                out.append((label, [pod]))
                continue
            }
            if let known = byIndex.firstIndex(where: { $0.index == index }) {
                byIndex[known].lives.append(pod)
            } else {
                byIndex.append((index, [pod]))
            }
        }
        return byIndex.sorted { $0.index < $1.index }.map { ("index \($0.index)", $0.lives) } + out
    }

    private static func holds(_ type: String, _ job: APIObject) -> Bool {
        (job.at("status", "conditions")?.array ?? []).contains {
            $0["type"]?.string == type && $0["status"]?.string == "True"
        }
    }

    /// A Job that runs no pod though it is not over waits.
    private static func cell(_ job: APIObject?) -> LifePicture.Cell {
        guard let job else { return .none }
        if holds("Complete", job) { return .succeeded }
        if holds("Failed", job) { return .failed }
        if job.meta.isTerminating || holds("FailureTarget", job) || holds("SuccessCriteriaMet", job) {
            return .stopping
        }
        if job.at("spec", "suspend")?.bool == true { return .none }
        return job.at("status", "active")?.int ?? 0 > 0 ? .running : .pending
    }

    private static func word(_ job: APIObject?) -> String {
        guard let job else { return "gone" }
        for type in ["Complete", "Failed", "Suspended"] where holds(type, job) { return type }
        if holds("FailureTarget", job) || holds("SuccessCriteriaMet", job) { return "ending" }
        return job.at("status", "active")?.int ?? 0 > 0 ? "Running" : "waiting"
    }
}
