import ControllerKit
import Rendering
import Simulation

/// Steps of a kubelet in words.
enum KubeletWords {
    /// The step in a few words.
    static func brief(_ action: KubeletAction) -> String {
        switch action {
        case .admitted: "admitted"
        case .rejected(let reason, let message): "rejected (\(reason)): \(message)"
        case .volumesMounted: "volumes mounted"
        case .sandboxReady(let ip, let attempt, let sharesPID, let usesHostNetwork):
            sandbox(ip, attempt, sharesPID, usesHostNetwork)
        case .imagePulling(let image): "pulls \(image)"
        case .imagePulled(let image, let took): "pulled \(image) in \(Names.duration(took))"
        case .imagePresent(let image): "image \(image) is present"
        case .imagePullFailed(let image, let message): "pull of \(image) failed: \(message)"
        case .containerStarted(let name, let restart, let isInit):
            "\(isInit ? "init container" : "container") \(name) started\(restart > 0 ? " (restart \(restart))" : "")"
        case .containerExited(let name, let code, let isInit):
            "\(isInit ? "init container" : "container") \(name) exited with \(code)"
        case .containerReady(let name, let isReady): "container \(name) is \(isReady ? "ready" : "not ready")"
        case .backingOff(let name, let wait): "backs off \(Names.duration(wait)) before \(name) starts again"
        case .stopping(let seconds): "stops the pod: \(seconds)s of grace"
        case .containerKilled(let name, let code): "container \(name) killed, code \(code)"
        case .sandboxDied: "sandbox died"
        case .sandboxStopped: "sandbox stopped"
        case .relisted(let changed): "relisted the runtime: \(Names.count(changed, "change"))"
        case .gone: "gone: nothing of it is left on the node"
        case .registered: "registered its node"
        case .heartbeat: "heartbeat"
        }
    }

    /// The step in two or three words, for lines that tell several.
    static func short(_ action: KubeletAction) -> String {
        switch action {
        case .sandboxReady(let ip, _, _, let usesHostNetwork): usesHostNetwork ? "sandbox" : "sandbox \(ip)"
        case .imagePresent: "image present"
        case .imagePulled(_, let took): "image pulled in \(Names.duration(took))"
        case .containerStarted(let name, _, _): "\(name) started"
        case .containerReady(let name, let isReady): "\(name) \(isReady ? "ready" : "not ready")"
        case .containerExited(let name, let code, _): "\(name) exited with \(code)"
        case .gone: "gone"
        default: brief(action)
        }
    }

    /// `sandbox  pause ● net ● ipc ● uts ●   10.244.2.7`: which namespaces the infra container holds.
    private static func sandbox(
        _ ip: String, _ attempt: Int, _ sharesPID: Bool, _ usesHostNetwork: Bool
    ) -> String {
        var out =
            "sandbox  pause ● net \(usesHostNetwork ? "○" : "●") ipc ● uts \(usesHostNetwork ? "○" : "●")"
        if sharesPID { out += " pid ●" }
        out += usesHostNetwork ? "   the host's network" : "   \(ip)"
        return attempt > 0 ? out + "   (attempt \(attempt))" : out
    }

    /// Green for what went well, red for what failed.
    static func style(_ action: KubeletAction) -> Style {
        switch action {
        case .rejected, .imagePullFailed, .sandboxDied, .containerKilled: .red
        case .containerExited(_, let code, _): code == 0 ? .none : .red
        case .containerReady(_, let isReady): isReady ? .green : .yellow
        case .backingOff: .yellow
        case .heartbeat, .relisted: .dim
        default: .none
        }
    }
}
