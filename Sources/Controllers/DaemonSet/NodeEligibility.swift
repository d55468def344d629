import ControllerKit
import Documents
import KubeAPI

/// Whether a node is to run a pod of a DaemonSet: some of the scheduler's predicates, simulated.
///
/// Room on the node is not looked at: that is the scheduler's business.
/// Upstream: pkg/controller/daemon/daemon_controller.go, NodeShouldRunDaemonPod.
struct NodeEligibility {
    private let nodeName: String
    private let affinity: RequiredNodeAffinity
    private let tolerations: [Toleration]

    init(_ set: APIObject) {
        let spec = set.at("spec", "template", "spec") ?? .null
        nodeName = spec["nodeName"]?.string ?? ""
        affinity = RequiredNodeAffinity(podSpec: spec)
        tolerations = DaemonPodTemplate.tolerations(spec).map { Toleration($0) }
    }

    /// What came of it for one node.
    struct Verdict: Equatable {
        /// The first check that failed.
        var predicate = DaemonFinding.Predicate.none
        /// The node gets a pod if it has none.
        var shouldRun = true
        /// A pod that is there may stay.
        var mayStay = true
    }

    // LESSON: ds-node-should-run
    func verdict(_ node: APIObject) -> Verdict {
        if !nodeName.isEmpty && nodeName != node.name {
            return Verdict(predicate: .nodeName(nodeName), shouldRun: false, mayStay: false)
        }
        if !affinity.matches(node) {
            return Verdict(predicate: .nodeAffinity, shouldRun: false, mayStay: false)
        }
        let untolerated = Taint.all(of: node).filter { taint in
            (taint.effect == Taint.noExecute || taint.effect == Taint.noSchedule)
                && !tolerations.contains { $0.tolerates(taint) }
        }
        guard let first = untolerated.first else { return Verdict() }
        // A pod that is there only goes if it is driven away.
        let driven = untolerated.first { $0.effect == Taint.noExecute }
        let shown = driven ?? first
        return Verdict(
            predicate: .taint("\(shown.key)\(shown.value.isEmpty ? "" : "=" + shown.value):\(shown.effect)"),
            shouldRun: false, mayStay: driven == nil)
    }
}
