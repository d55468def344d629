import Documents
import Simulation

/// The conditions of a node as its kubelet sets them. Upstream: pkg/kubelet/nodestatus/setters.go.
enum NodeConditions {
    /// Until the runtime has been asked once. Upstream: pkg/kubelet/runtime.go, runtimeErrors.
    static let notReadyMessage = "container runtime status check may not have completed yet"

    /// Status, reason and message of each, in upstream's order.
    static func rows(isReady: Bool) -> [(type: String, status: String, reason: String, message: String)] {
        [
            ("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
            ("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
            ("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
            isReady
                ? ("Ready", "True", "KubeletReady", "kubelet is posting ready status")
                : ("Ready", "False", "KubeletNotReady", notReadyMessage),
        ]
    }

    /// The events that go with the first report of a node.
    static let firstEvents = ["NodeHasSufficientMemory", "NodeHasNoDiskPressure", "NodeHasSufficientPID"]

    /// The conditions now; a transition time stays while the status stays.
    static func values(isReady: Bool, old: [Value], at date: Int64) -> [Value] {
        let now = Value.string(Timestamps.seconds(date))
        let others = old.filter { entry in !rows(isReady: isReady).contains { $0.type == entry["type"]?.string } }
        return others
            + rows(isReady: isReady).map { row in
                let known = old.first { $0["type"]?.string == row.type }
                let isSame = known?["status"]?.string == row.status
                return [
                    "type": .string(row.type), "status": .string(row.status), "reason": .string(row.reason),
                    "message": .string(row.message), "lastHeartbeatTime": now,
                    "lastTransitionTime": (isSame ? known?["lastTransitionTime"] : nil) ?? now,
                ]
            }
    }
}
