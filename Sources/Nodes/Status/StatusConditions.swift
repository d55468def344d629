import Documents
import KubeAPI

/// The five conditions of a pod that the kubelet owns. Upstream: pkg/kubelet/status/generate.go.
extension StatusText {
    static let ownTypes = [
        "PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled",
    ]

    /// A condition before it gets its times.
    private struct Draft {
        let isTrue: Bool
        var reason = ""
        var message = ""
    }

    /// Conditions of others first, then the kubelet's own in upstream's order.
    func conditions(_ seen: [Seen], _ phase: PodPhase) -> [Value] {
        let server = row.object.at("status", "conditions")?.array ?? []
        var others = server.filter {
            let type = $0["type"]?.string ?? ""
            return !StatusText.ownTypes.contains(type) && !StatusText.resizeTypes.contains(type)
        }
        if case .some = row.resize { others += resizeConditions }
        let containers = containersReady(seen, phase)
        let ready = containers.isTrue ? gates(others) : containers
        let drafts: [(String, Draft)] = [
            ("PodReadyToStartContainers", Draft(isTrue: record?.sandbox?.isAlive ?? false)),
            ("Initialized", initialized(seen, phase)), ("Ready", ready), ("ContainersReady", containers),
            ("PodScheduled", Draft(isTrue: true)),
        ]
        let old = row.status.latest["conditions"]?.array ?? server
        return others + drafts.map { finished($0.0, $0.1, old) }
    }

    private func finished(_ type: String, _ draft: Draft, _ old: [Value]) -> Value {
        let status: Value = draft.isTrue ? "True" : "False"
        let name = Value.string(type)
        let known = old.first { $0["type"] == name }
        let since = known?["status"] == status ? known?["lastTransitionTime"] : nil
        let generation = row.object.meta.generation
        if let known, since != nil, known["lastProbeTime"] == nil, known["reason"]?.string ?? "" == draft.reason,
            known["message"]?.string ?? "" == draft.message, known["observedGeneration"]?.int ?? 0 == generation
        {
            return known  // keeps its storage
        }
        // In the order of the keys.
        var out = Fields()
        out["lastTransitionTime"] = since ?? now
        if !draft.message.isEmpty { out["message"] = .string(draft.message) }
        if generation > 0 { out["observedGeneration"] = .int(generation) }
        if !draft.reason.isEmpty { out["reason"] = .string(draft.reason) }
        out["status"] = status
        out["type"] = name
        return .object(out)
    }

    private func containersReady(_ seen: [Seen], _ phase: PodPhase) -> Draft {
        if phase == .succeeded { return Draft(isTrue: false, reason: "PodCompleted") }
        if phase == .failed { return Draft(isTrue: false, reason: "PodFailed") }
        let unready = seen.filter {
            $0.unit.kind != .initial && $0.unit.kind != .ephemeral && !($0.isRunning && $0.unit.isReady)
        }
        if unready.isEmpty { return Draft(isTrue: true) }
        return Draft(
            isTrue: false, reason: "ContainersNotReady",
            message: "containers with unready status: [\(StatusText.names(unready))]")
    }

    private func initialized(_ seen: [Seen], _ phase: PodPhase) -> Draft {
        if phase == .succeeded { return Draft(isTrue: true, reason: "PodCompleted") }
        if seen.contains(where: { $0.unit.kind == .regular && $0.run != nil }) { return Draft(isTrue: true) }
        let incomplete = seen.filter {
            switch $0.unit.kind {
            case .regular, .ephemeral: false
            case .sidecar: !($0.isRunning && $0.unit.isStarted)
            case .initial: !($0.hasEnded && $0.run?.exitCode == 0)
            }
        }
        if incomplete.isEmpty { return Draft(isTrue: true) }
        return Draft(
            isTrue: false, reason: "ContainersNotInitialized",
            message: "containers with incomplete status: [\(StatusText.names(incomplete))]")
    }

    /// `spec.readinessGates` against the conditions that others set.
    private func gates(_ others: [Value]) -> Draft {
        var problems: [String] = []
        for gate in row.spec["readinessGates"]?.array ?? [] {
            let type = gate["conditionType"]?.string ?? ""
            let found = others.first { $0["type"]?.string == type }
            guard let status = found?["status"]?.string else {
                problems.append("corresponding condition of pod readiness gate \"\(type)\" does not exist.")
                continue
            }
            if status != "True" {
                problems.append("the status of pod readiness gate \"\(type)\" is not \"True\", but \(status)")
            }
        }
        if problems.isEmpty { return Draft(isTrue: true) }
        return Draft(isTrue: false, reason: "ReadinessGatesNotReady", message: problems.joined(separator: ", "))
    }

    private static func names(_ seen: [Seen]) -> String { seen.map(\.unit.name).joined(separator: " ") }
}
