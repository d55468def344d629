import Documents
import KubeAPI
import Simulation

/// The status of a pod as the kubelet sees it: phase, conditions, containers.
///
/// Upstream: pkg/kubelet/kubelet_pods.go (generateAPIPodStatus, getPhase, convertToAPIContainerStatuses),
/// pkg/kubelet/status/generate.go.
struct StatusText {
    let row: PodRow
    let record: Runtime.PodRecord?
    let node: NodeSpec
    let moment: Moment
    /// The moment as `metav1.Time`.
    let now: Value

    /// What is known of one container.
    struct Seen {
        let unit: ContainerUnit
        /// The newest run; `nil` if none was made.
        let run: RunContainer?
        let before: RunContainer?
        /// Why it waits; `nil` if it runs or its end is what there is to say.
        let waiting: (reason: String, message: String)?

        var hasEnded: Bool { run != nil && unit.sawEnd }
        var isRunning: Bool { run != nil && !unit.sawEnd }
    }

    /// The members of `status` that are the kubelet's, and the phase before the kubelet holds it back.
    func make() -> (fields: Fields, phase: PodPhase) {
        let seen = row.units.map(look)
        var phase = phase(seen)
        let known = row.object.pod?.phase ?? .pending
        if row.failure != nil { phase = .failed }
        if known == .succeeded || known == .failed { phase = known }
        let conditions = conditions(seen, phase)
        if row.status.isFinal && phase != .succeeded && phase != .failed { phase = .failed }
        let isHeldBack = (phase == .succeeded || phase == .failed) && row.worker.couldHaveRunningContainers
        let word = Value.string(StatusText.word(isHeldBack ? known : phase))
        let initial = seen.filter { $0.unit.isInit }
        let ephemeral = seen.last?.unit.kind == .ephemeral ? seen.filter { $0.unit.kind == .ephemeral } : []
        let regular = seen.filter { $0.unit.kind == .regular }.sorted { $0.unit.name < $1.unit.name }
        let ip = row.usesHostNetwork ? node.internalIP : (record?.sandbox?.ip ?? "")
        var (reason, message): (Value?, Value?)
        if let failure = row.failure, !isHeldBack {
            (reason, message) = (.string(failure.reason), .string(failure.message))
        } else if word == row.object.at("status", "phase") {
            // Reason and message belong to the phase: they stay with it, whoever wrote them.
            (reason, message) = (row.object.at("status", "reason"), row.object.at("status", "message"))
        }
        let whole = podResources()
        // In the order of the keys.
        var out = Fields()
        if let allocated = whole.allocated { out["allocatedResources"] = allocated }
        out["conditions"] = .array(conditions)
        out["containerStatuses"] = .array(regular.map { container($0, initial) })
        if !ephemeral.isEmpty {
            let sorted = ephemeral.sorted { $0.unit.name < $1.unit.name }
            out["ephemeralContainerStatuses"] = .array(sorted.map { container($0, initial) })
        }
        out["hostIP"] = .string(node.internalIP)
        out["hostIPs"] = [["ip": .string(node.internalIP)]]
        if !initial.isEmpty { out["initContainerStatuses"] = .array(initial.map { container($0, initial) }) }
        if let message { out["message"] = message }
        if row.object.meta.generation > 0 { out["observedGeneration"] = .int(row.object.meta.generation) }
        out["phase"] = word
        if !ip.isEmpty {
            out["podIP"] = .string(ip)
            out["podIPs"] = [["ip": .string(ip)]]
        }
        if let reason { out["reason"] = reason }
        out["resources"] = whole.actual
        out["startTime"] = startTime
        return (out, phase)
    }

    var startTime: Value { row.status.latest["startTime"] ?? row.object.at("status", "startTime") ?? now }

    private func look(_ unit: ContainerUnit) -> Seen {
        let run = record?.newest(unit.name)
        var waiting: (reason: String, message: String)?
        switch unit.step {
        case .pullWait(_, isShown: false):
            waiting = ("ErrImagePull", unit.pullError)
        case .pullWait(_, isShown: true):
            waiting = ("ImagePullBackOff", "Back-off pulling image \"\(unit.image)\": ErrImagePull: \(unit.pullError)")
        case .crashWait(_, let delay, isShown: true):
            let text = GoDuration.text(nanos: delay.microseconds * 1000)
            waiting = (
                "CrashLoopBackOff", "back-off \(text) restarting failed container=\(unit.name) pod=\(row.text)"
            )
        case .neverPulled:
            waiting = (
                "ErrImageNeverPull", "Container image \"\(unit.image)\" is not present with pull policy of Never"
            )
        default: break
        }
        if run != nil && !unit.sawEnd || row.worker.isPastStop { waiting = nil }
        return Seen(unit: unit, run: run, before: record?.previous(unit.name), waiting: waiting)
    }

    // MARK: - Containers

    private func container(_ seen: Seen, _ initial: [Seen]) -> Value {
        let unit = seen.unit
        let (state, last) = states(seen, initial)
        var isReady = seen.isRunning && unit.isReady && unit.kind != .ephemeral
        if unit.kind == .initial { isReady = seen.hasEnded && seen.run?.exitCode == 0 }
        let resources = seen.run == nil || unit.kind == .ephemeral ? nil : self.resources(unit)
        // In the order of the keys.
        var out = Fields()
        if resources != nil, let requests = unit.spec["resources"]?["requests"], !requests.isEmpty {
            out["allocatedResources"] = requests
        }
        if let run = seen.run { out["containerID"] = .string("containerd://\(run.id)") }
        out["image"] = .string(seen.run == nil ? unit.image : StatusText.tagged(unit.image))
        out["imageID"] = .string(seen.run == nil ? "" : StatusText.imageID(unit.image))
        out["lastState"] = last
        out["name"] = .string(unit.name)
        out["ready"] = .bool(isReady)
        if let resources { out["resources"] = resources }
        out["restartCount"] = .int(Int64(seen.run?.attempt ?? unit.lost?.restarts ?? 0))
        // No prober looks at those that are added later.
        if unit.kind != .ephemeral { out["started"] = .bool(seen.isRunning && unit.isStarted) }
        out["state"] = state
        if let mounts = mounts(unit) { out["volumeMounts"] = mounts }
        return .object(out)
    }

    /// `state` and `lastState`.
    private func states(_ seen: Seen, _ initial: [Seen]) -> (state: Value, last: Value) {
        let unit = seen.unit
        var state: Value
        var last: Value = .object(Fields())
        if let before = seen.before {
            last = terminated(before, unit)
        } else if let lost = unit.lost, !lost.last.isNull {
            last = lost.last
        }
        if let run = seen.run {
            state = seen.hasEnded
                ? terminated(run, unit)
                : ["running": ["startedAt": .string(Timestamps.seconds(moment.start + run.startedAt.microseconds))]]
        } else if isMarkedLost(unit, initial) {
            state = [
                "terminated": [
                    "exitCode": 137, "finishedAt": .null, "reason": "ContainerStatusUnknown", "startedAt": .null,
                    "message": "The container could not be located when the pod was terminated",
                ]
            ]
        } else {
            state = ["waiting": ["reason": .string(initial.isEmpty ? "ContainerCreating" : "PodInitializing")]]
        }
        if let waiting = seen.waiting {
            if seen.hasEnded { last = state }
            var why = Fields([("reason", .string(waiting.reason))])
            if !waiting.message.isEmpty { why["message"] = .string(waiting.message) }
            state = ["waiting": .object(why)]
        }
        return (state, last)
    }

    /// A container that never ran when its pod is over. Upstream: status_manager.go, TerminatePod, hasPodInitialized.
    private func isMarkedLost(_ unit: ContainerUnit, _ initial: [Seen]) -> Bool {
        guard row.status.isFinal, unit.kind == .regular, unit.lost == nil else { return false }
        if initial.isEmpty || row.units.contains(where: { $0.kind == .regular && record?.newest($0.name) != nil }) {
            return true
        }
        guard let last = initial.last else { return true }
        return last.unit.kind == .sidecar ? last.run != nil : (last.hasEnded && last.run?.exitCode == 0)
    }

    private func terminated(_ run: RunContainer, _ unit: ContainerUnit) -> Value {
        var out = Fields([
            ("containerID", .string("containerd://\(run.id)")), ("exitCode", .int(Int64(run.exitCode))),
            ("finishedAt", .string(Timestamps.seconds(moment.start + run.endsAt.microseconds))),
            ("reason", .string(run.exitCode == 0 ? "Completed" : "Error")),
            ("startedAt", .string(Timestamps.seconds(moment.start + run.startedAt.microseconds))),
        ])
        if unit.spec["terminationMessagePolicy"]?.string == "FallbackToLogsOnError" && run.exitCode != 0 {
            let lines = run.lines(at: run.endsAt).map(\.text)
            if !lines.isEmpty { out["message"] = .string(lines.joined(separator: "\n")) }
        }
        return ["terminated": .object(out)]
    }

    private func mounts(_ unit: ContainerUnit) -> Value? {
        guard let mounts = unit.spec["volumeMounts"]?.array, !mounts.isEmpty else { return nil }
        return .array(
            mounts.map { mount in
                var out = Fields()
                for key in ["name", "mountPath", "readOnly"] { out[key] = mount[key] }
                if mount["readOnly"]?.bool == true { out["recursiveReadOnly"] = "Disabled" }
                return .object(out)
            })
    }

    /// The image as it runs: an image that names neither tag nor digest is the latest one.
    ///
    /// Upstream: pkg/util/parsers/parsers.go, ParseImageName; kuberuntime applies it before it asks for the image.
    static func tagged(_ image: String) -> String {
        repository(of: image).utf8.count < image.utf8.count ? image : image + ":latest"
    }

    /// `host:5000/team/web` of `host:5000/team/web:1.2@sha256:…`.
    ///
    /// By bytes: every status of every container asks for it.
    private static func repository(of image: String) -> String {
        let name = image.utf8.prefix { $0 != UInt8(ascii: "@") }
        let last = name[(name.lastIndex(of: UInt8(ascii: "/")) ?? name.startIndex)...]
        let end = last.lastIndex(of: UInt8(ascii: ":")) ?? name.endIndex
        return end == image.endIndex ? image : String(image[..<end])
    }

    /// The image by its digest, as container runtimes name it.
    static func imageID(_ image: String) -> String {
        "\(repository(of: image))@sha256:\(Identifiers.hex("image/" + image))"
    }

    // MARK: - Phase

    private func phase(_ seen: [Seen]) -> PodPhase {
        var initPending = 0, sidecarPending = 0, waiting = 0, running = 0, stopped = 0
        var mayNotRestart = 0, succeeded = 0
        let hasStartedRegular = seen.contains { $0.unit.kind == .regular && $0.run != nil }
        for entry in seen {
            let code = entry.hasEnded ? entry.run?.exitCode : (entry.run == nil ? entry.unit.lost?.code : nil)
            switch entry.unit.kind {
            case .ephemeral: continue
            case .initial:
                guard let code else { initPending += 1; continue }
                if code != 0, !entry.unit.restarts(after: code, podPolicy: row.restartPolicy) { return .failed }
            case .sidecar:
                if entry.isRunning {
                    running += 1
                    if !entry.unit.isStarted { sidecarPending += 1 }
                } else if !entry.hasEnded {
                    sidecarPending += 1
                    waiting += 1
                }
            case .regular:
                if entry.isRunning {
                    running += 1
                } else if let code {
                    stopped += 1
                    if code == 0 { succeeded += 1 }
                    if !entry.unit.restarts(after: code, podPolicy: row.restartPolicy) { mayNotRestart += 1 }
                } else {
                    waiting += 1
                }
            }
        }
        if initPending > 0 || (sidecarPending > 0 && !hasStartedRegular) || waiting > 0 { return .pending }
        // Sidecars alone do not keep a pod going whose containers have ended for good.
        let regularRunning = seen.contains { $0.unit.kind == .regular && $0.isRunning }
        if regularRunning || (running > 0 && stopped != mayNotRestart) { return .running }
        if stopped == 0 { return running > 0 ? .running : .pending }
        if row.worker == .stopped || row.worker == .finished { return stopped == succeeded ? .succeeded : .failed }
        if stopped != mayNotRestart { return .running }
        return stopped == succeeded ? .succeeded : .failed
    }

    static func word(_ phase: PodPhase) -> String {
        switch phase {
        case .pending: "Pending"
        case .running: "Running"
        case .succeeded: "Succeeded"
        case .failed: "Failed"
        case .unknown: "Unknown"
        }
    }

    // MARK: - Reading

    /// The entry of a container in a pod's status.
    static func known(_ object: APIObject, _ name: String, kind: ContainerUnit.Kind) -> Value? {
        let field: String
        switch kind {
        case .regular: field = "containerStatuses"
        case .ephemeral: field = "ephemeralContainerStatuses"
        case .initial, .sidecar: field = "initContainerStatuses"
        }
        return object.at("status", field)?.array?.first { $0["name"]?.string == name }
    }

    static func isReady(_ status: Fields) -> Bool {
        status["conditions"]?.array?.first { $0["type"]?.string == "Ready" }?["status"]?.string == "True"
    }
}
