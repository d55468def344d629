import Documents
import KubeAPI

extension KindTable {
    static let pods = KindTable(
        columns: [
            Column("Name"), Column("Ready"), Column("Status"), Column("Restarts"), Column("Age"),
            Column("IP", wide: true), Column("Node", wide: true), Column("Nominated Node", wide: true),
            Column("Readiness Gates", wide: true),
        ]
    ) { object, now in
        let summary = PodSummary(object)
        func orNone(_ text: String?) -> String { text.map { $0.isEmpty ? "<none>" : $0 } ?? "<none>" }
        return [
            object.name, "\(summary.ready)/\(summary.total)", summary.reason, summary.restartsText(now),
            Ages.since(creationOf: object, now), orNone(object.at("status", "podIPs")?[0]?["ip"]?.string),
            orNone(object.at("spec", "nodeName")?.string),
            orNone(object.at("status", "nominatedNodeName")?.string),
            readinessGates(object),
        ]
    }

    private static func readinessGates(_ pod: APIObject) -> String {
        let gates = pod.at("spec", "readinessGates")?.array ?? []
        if gates.isEmpty { return "<none>" }
        let conditions = pod.at("status", "conditions")?.array ?? []
        let met = gates.filter { gate in
            conditions.first { $0["type"] == gate["conditionType"] }?["status"]?.string == "True"
        }
        return "\(met.count)/\(gates.count)"
    }
}

/// What one line says of a pod.
///
/// Upstream: printers.go, printPod.
struct PodSummary {
    private(set) var ready = 0
    private(set) var total = 0
    private(set) var reason = ""
    private var restarts: Int64 = 0
    private var lastRestart: Int64 = 0

    init(_ pod: APIObject) {
        let status = pod["status"] ?? .null
        let phase = status["phase"]?.string ?? ""
        reason = phase
        let given = status["reason"]?.string ?? ""
        if !given.isEmpty { reason = given }
        let conditions = status["conditions"]?.array ?? []
        for condition in conditions
        where condition["type"]?.string == "PodScheduled" && condition["reason"]?.string == "SchedulingGated"
        {
            reason = "SchedulingGated"
        }
        total = pod.at("spec", "containers")?.array?.count ?? 0
        let sidecars = countInitContainers(pod, status)
        let isInitialized = conditions.contains {
            $0["type"]?.string == "Initialized" && $0["status"]?.string == "True"
        }
        if !sidecars.isInitializing || isInitialized {
            (restarts, lastRestart) = (sidecars.restarts, sidecars.lastRestart)
            countContainers(status, conditions)
        }
        if pod.meta.isTerminating && given == "NodeLost" {
            reason = "Unknown"
        } else if pod.meta.isTerminating && phase != "Succeeded" && phase != "Failed" {
            reason = "Terminating"
        }
    }

    /// `3 (5m ago)`.
    func restartsText(_ now: Int64) -> String {
        restarts != 0 && lastRestart != 0
            ? "\(restarts) (\(HumanDuration.text(micros: now - lastRestart)) ago)" : String(restarts)
    }

    private static func lastFinish(_ status: Value) -> Int64 {
        status.at("lastState", "terminated", "finishedAt")?.string.flatMap { Timestamps.parse($0) } ?? 0
    }

    /// Counts init containers, and sidecars among them, up to the first that is not done.
    private mutating func countInitContainers(
        _ pod: APIObject, _ status: Value
    ) -> (isInitializing: Bool, restarts: Int64, lastRestart: Int64) {
        let containers = pod.at("spec", "initContainers")?.array ?? []
        func isSidecar(_ name: Value?) -> Bool {
            containers.first { $0["name"] == name }?["restartPolicy"]?.string == "Always"
        }
        total += containers.filter { $0["restartPolicy"]?.string == "Always" }.count
        var sidecars: (restarts: Int64, last: Int64) = (0, 0)
        for (index, container) in (status["initContainerStatuses"]?.array ?? []).enumerated() {
            let count = container["restartCount"]?.int ?? 0
            let sidecar = isSidecar(container["name"])
            restarts += count
            lastRestart = max(lastRestart, PodSummary.lastFinish(container))
            if sidecar {
                sidecars = (sidecars.restarts + count, max(sidecars.last, PodSummary.lastFinish(container)))
            }
            let terminated = container.at("state", "terminated")
            let waiting = container.at("state", "waiting", "reason")?.string ?? ""
            if let terminated, terminated["exitCode"]?.int ?? 0 == 0 { continue }
            if sidecar, container["started"]?.bool == true {
                if container["ready"]?.bool == true { ready += 1 }
                continue
            }
            if let terminated {
                reason = "Init:" + PodSummary.reason(of: terminated)
            } else if !waiting.isEmpty && waiting != "PodInitializing" {
                reason = "Init:" + waiting
            } else {
                reason = "Init:\(index)/\(containers.count)"
            }
            return (true, sidecars.restarts, sidecars.last)
        }
        return (false, sidecars.restarts, sidecars.last)
    }

    private static func reason(of terminated: Value) -> String {
        let given = terminated["reason"]?.string ?? ""
        if !given.isEmpty { return given }
        let signal = terminated["signal"]?.int ?? 0
        return signal != 0 ? "Signal:\(signal)" : "ExitCode:\(terminated["exitCode"]?.int ?? 0)"
    }

    private mutating func countContainers(_ status: Value, _ conditions: [Value]) {
        var hasRunning = false
        var errorReason = ""
        for container in (status["containerStatuses"]?.array ?? []).reversed() {
            restarts += container["restartCount"]?.int ?? 0
            lastRestart = max(lastRestart, PodSummary.lastFinish(container))
            let waiting = container.at("state", "waiting", "reason")?.string ?? ""
            if !waiting.isEmpty {
                reason = waiting
            } else if let terminated = container.at("state", "terminated") {
                reason = PodSummary.reason(of: terminated)
                if terminated["exitCode"]?.int ?? 0 != 0 { errorReason = reason }
            } else if container["ready"]?.bool == true, container.at("state", "running") != nil {
                hasRunning = true
                ready += 1
            }
        }
        guard reason == "Completed" else { return }
        let isReady = conditions.contains { $0["type"]?.string == "Ready" && $0["status"]?.string == "True" }
        if hasRunning && isReady {
            reason = "Running"
        } else if !errorReason.isEmpty {
            reason = errorReason
        } else if hasRunning {
            reason = "NotReady"
        }
    }
}
