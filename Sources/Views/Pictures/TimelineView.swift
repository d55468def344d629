import APIServing
public import ClusterSim
import ControllerKit
import Documents
public import KubeAPI
public import Rendering
public import Simulation
public import Transcripts

/// Bars over virtual time: a Deployment with its ReplicaSets, what owns pods, a pod with its containers.
public enum TimelineView {
    /// Columns before the bars, and behind them.
    private static let labelColumns = 19
    private static let noteColumns = 14

    /// `ref` between `from` and `to` (all of the kept past up to now if they are not named).
    public static func timeline(
        _ ref: ObjectRef, in cluster: Cluster, from: SimTime? = nil, to: SimTime? = nil,
        _ options: ViewOptions = ViewOptions()
    ) -> (output: Output, picture: TimelinePicture?) {
        let cells = options.width - labelColumns - noteColumns
        guard let picture = picture(ref, in: cluster, from: from, to: to, cells: cells) else {
            let noun = Names.noun(ref.resource, ref.key)
            var page = Page(options)
            page.line(
                StyledText("No timeline of \(noun): only pods, what owns pods and CronJobs have one, once they exist."))
            return (page.output, nil)
        }
        return (text(picture, options), picture.drawing)
    }

    /// The picture as data; `nil` for what has no pods.
    public static func picture(
        _ ref: ObjectRef, in cluster: Cluster, from: SimTime? = nil, to: SimTime? = nil, cells: Int
    ) -> LifePicture? {
        let pods = cluster.server.store.list(.pods, namespace: ref.key.namespace)
        let own = ObjectHistory(
            cluster.trace, ref.resource,
            present: [cluster.server.store.object(ref.resource, ref.key)].compactMap { $0 }
        ) { $0.key == ref.key && (ref.uid.isEmpty || $0.uid == ref.uid) }
        guard let life = own.lives.last else { return nil }
        let end = to ?? cluster.now
        let born = life.versions.first { $0.object != nil }?.time ?? .zero
        let start = from ?? max(born, .zero)
        let times = (0..<max(1, cells)).map {
            LifePicture.moment($0, of: cells, from: start, to: max(end, start + .milliseconds(1)))
        }
        let rows: [LifePicture.Row]
        if ref.resource == .pods {
            rows = PodBars.rows(life, times)
        } else if ref.resource == .deployments {
            let stored = cluster.server.store.list(.replicaSets, namespace: ref.key.namespace)
            let sets = ObjectHistory(cluster.trace, .replicaSets, present: stored) { set in
                set.meta.owners.contains { $0.uid == life.ref.uid }
            }
            let uids = sets.lives.map(\.ref.uid)
            let owned = ObjectHistory(cluster.trace, .pods, present: pods) { uids.contains($0.meta.controllerUID) }
            rows = RolloutBars.rows(life, sets: sets.lives, pods: owned.lives, times)
        } else if ref.resource == .cronJobs {
            let present = cluster.server.store.list(.jobs, namespace: ref.key.namespace)
            let jobs = ObjectHistory(cluster.trace, .jobs, present: present) { job in
                job.meta.owners.contains { $0.uid == life.ref.uid }
            }
            rows = CronBars.rows(life, jobs.lives, from: start, times, date: cluster.moment.start)
        } else {
            let owned = ObjectHistory(cluster.trace, .pods, present: pods) { pod in
                pod.meta.owners.contains { $0.uid == life.ref.uid }
            }
            let isCounted = ref.resource != .jobs && ref.resource != .daemonSets
            if owned.lives.isEmpty && isCounted && life.newest?.at("spec", "replicas") == nil { return nil }
            rows =
                switch ref.resource {
                case .jobs: JobBars.rows(life, owned.lives, times)
                case .daemonSets: DaemonBars.rows(life, owned.lives, times)
                default: SetBars.rows(life, owned.lives, times)
                }
        }
        return LifePicture(
            title: Names.noun(ref.resource, ref.key), from: start, to: end, rows: rows)
    }

    /// A picture as text.
    public static func text(_ picture: LifePicture, _ options: ViewOptions = ViewOptions()) -> Output {
        var page = Page(options)
        let cells = picture.rows.first?.cells.count ?? 0
        page.line(
            StyledText(String(repeating: " ", count: labelColumns)) + StyledText(axis(picture, cells), .dim))
        let count = options.shown(of: picture.rows.count, limit: options.height - 5)
        let hidden = picture.rows.count - count
        for (index, row) in picture.rows.enumerated() {
            // The sums come last and are always shown.
            if !row.isSum && index >= count { continue }
            var line = StyledText(
                row.label.sanitized().truncated(to: labelColumns - 2).padded(to: labelColumns))
            for cell in row.cells { line.append(String(cell.glyph), style(cell)) }
            if !row.note.isEmpty { line.append("  " + row.note.truncated(to: noteColumns - 2), .dim) }
            page.line(line)
        }
        if hidden > 0 { page.line(StyledText("… \(hidden) more rows; -v shows all", .dim)) }
        page.line(StyledText("█ ready  ▓ running  ▒ pending  ░ stopping  · none", .dim), indent: labelColumns)
        if picture.rows.contains(where: { $0.cells.contains { $0 == .succeeded || $0 == .failed } }) {
            page.line(StyledText("✓ succeeded  ✗ failed", .dim), indent: labelColumns)
        }
        return page.output
    }

    private static func style(_ cell: LifePicture.Cell) -> Style {
        switch cell {
        case .ready, .succeeded: .green
        case .running, .pending: .yellow
        case .stopping, .failed: .red
        case .none: .dim
        case .number: .none
        }
    }

    /// `0s      5s      10s`: round moments above the bars, as many as have room.
    private static func axis(_ picture: LifePicture, _ cells: Int) -> String {
        let length = max(1, (picture.to - picture.from).microseconds)
        let ticks = Int64(max(1, cells / 10))
        var step: Int64 = 1000
        var factor = 0
        while step * ticks < length {
            step = factor % 3 == 1 ? step / 2 * 5 : step * 2
            factor += 1
        }
        var text = ""
        var at = picture.from.microseconds
        if at % step != 0 { at += (at > 0 ? step : 0) - at % step }
        while at <= picture.to.microseconds {
            let column = Int((at - picture.from.microseconds) * Int64(cells) / length)
            let label = "\(SimTime(microseconds: at))"
            if column + label.columns > cells { break }
            if column == 0 || text.columns < column { text = text.padded(to: column) + label }
            at += step
        }
        return text
    }
}

/// The rows of a pod.
enum PodBars {
    static func rows(_ life: ObjectHistory.Life, _ times: [SimTime]) -> [LifePicture.Row] {
        let states = times.map { life.at($0) }
        var rows = [
            LifePicture.Row(
                label: life.ref.key.name, cells: states.map(cell), note: word(states.last ?? nil))
        ]
        for (list, statuses) in [
            ("initContainers", "initContainerStatuses"), ("containers", "containerStatuses"),
            ("ephemeralContainers", "ephemeralContainerStatuses"),
        ] {
            for container in life.newest?.at("spec", list)?.array ?? [] {
                guard let name = container["name"]?.string else { continue }
                let cells = states.map { containerCell($0, statuses, name) }
                let restarts = status(states.last ?? nil, statuses, name)?["restartCount"]?.int ?? 0
                rows.append(
                    .init(
                        label: "  \(name)", cells: cells,
                        note: restarts > 0 ? Names.count(Int(restarts), "restart") : ""))
            }
        }
        return rows
    }

    /// The state of a whole pod.
    static func cell(_ pod: APIObject?) -> LifePicture.Cell {
        guard let pod, let facts = pod.pod else { return .none }
        if facts.isTerminating { return .stopping }
        switch facts.phase {
        case .pending, .unknown: return .pending
        case .running: return facts.isReady ? .ready : .running
        case .succeeded: return .succeeded
        case .failed: return .failed
        }
    }

    private static func word(_ pod: APIObject?) -> String {
        guard let pod, let facts = pod.pod else { return "gone" }
        if facts.isTerminating { return "stopping" }
        switch facts.phase {
        case .pending: return "Pending"
        case .running: return facts.isReady ? "Ready" : "Running"
        case .succeeded: return "Succeeded"
        case .failed: return "Failed"
        case .unknown: return "Unknown"
        }
    }

    private static func status(_ pod: APIObject?, _ list: String, _ name: String) -> Value? {
        pod?.at("status", list)?.array?.first { $0["name"]?.string == name }
    }

    private static func containerCell(_ pod: APIObject?, _ list: String, _ name: String) -> LifePicture.Cell {
        guard let pod else { return .none }
        guard let status = status(pod, list, name) else { return .pending }
        if status.at("state", "running") != nil { return status["ready"]?.bool == true ? .ready : .running }
        if let ended = status.at("state", "terminated") {
            return ended["exitCode"]?.int == 0 ? .succeeded : .failed
        }
        return .pending
    }
}

/// The rows of what owns pods.
enum SetBars {
    static func rows(
        _ set: ObjectHistory.Life, _ pods: [ObjectHistory.Life], _ times: [SimTime]
    ) -> [LifePicture.Row] {
        var rows: [LifePicture.Row] = []
        var total: [Int] = []
        var ready: [Int] = []
        var states: [LifePicture.Cell] = []
        for time in times {
            let cells = pods.map { PodBars.cell($0.at(time)) }
            let active = cells.filter { $0 != .none && $0 != .stopping && $0 != .failed && $0 != .succeeded }
            let readyCount = active.count { $0 == .ready }
            total.append(cells.count { $0 != .none })
            ready.append(readyCount)
            let wanted = Int(set.at(time)?.at("spec", "replicas")?.int ?? 0)
            states.append(state(active, ready: readyCount, wanted: wanted))
        }
        rows.append(.init(label: set.ref.key.name, cells: states, note: "\(total.last ?? 0)"))
        for (name, lives) in inRows(pods, of: set.ref.resource) {
            let cells = times.map { time in
                lives.map { PodBars.cell($0.at(time)) }.first { $0 != .none } ?? .none
            }
            if cells.allSatisfy({ $0 == .none }) { continue }
            let note = lives.count > 1 ? "\(lives.count) lives" : ""
            rows.append(.init(label: "  " + short(name, set.ref.key.name), cells: cells, note: note))
        }
        rows.append(
            .init(label: "available", cells: ready.map { .number($0) }, note: "min \(ready.min() ?? 0)"))
        rows.append(.init(label: "total", cells: total.map { .number($0) }, note: "max \(total.max() ?? 0)"))
        return rows
    }

    /// A pod a row; of a StatefulSet an ordinal a row, with all the pods that had it one after the other.
    private static func inRows(
        _ pods: [ObjectHistory.Life], of resource: Resource
    ) -> [(name: String, lives: [ObjectHistory.Life])] {
        guard resource == .statefulSets else { return pods.map { ($0.ref.key.name, [$0]) } }
        var rows: [(name: String, lives: [ObjectHistory.Life])] = []
        for pod in pods {
            if let row = rows.firstIndex(where: { $0.name == pod.ref.key.name }) {
                rows[row].lives.append(pod)
            } else {
                rows.append((pod.ref.key.name, [pod]))
            }
        }
        return rows.sorted { ($0.name.count, $0.name) < ($1.name.count, $1.name) }
    }

    private static func short(_ name: String, _ owner: String) -> String {
        name.hasPrefix(owner + "-") ? "…" + name.dropFirst(owner.count) : name
    }

    /// Ready if all wanted are; running if some pod runs.
    static func state(
        _ active: [LifePicture.Cell], ready: Int, wanted: Int
    ) -> LifePicture.Cell {
        if active.isEmpty { return .none }
        if ready >= wanted && ready == active.count { return .ready }
        return active.contains { $0 == .ready || $0 == .running } ? .running : .pending
    }
}
