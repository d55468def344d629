import ControllerKit
import Documents
import KubeAPI
import OrderedMaps

/// The pods of a DaemonSet, by the node they are on or meant for.
///
/// Upstream: pkg/controller/daemon/daemon_controller.go, getDaemonPods, getNodesToDaemonPods.
struct DaemonPods {
    /// Nodes in the order of their names; upstream's order is that of a Go map, so any.
    var byNode = OrderedMap<String, [APIObject]>()

    func on(_ node: String) -> [APIObject] { byNode[node] ?? [] }

    /// Reads and claims the pods. Finished pods that are being deleted are left out unless asked for.
    static func read(
        _ set: APIObject, withEnded: Bool = false, _ context: inout DaemonSetReconciler.Context
    ) throws(Interrupt) -> Result<DaemonPods, SyncFailure> {
        let claimed = try claim(set, &context)
        guard case .success(let pods) = claimed else { return claimed.map { _ in DaemonPods() } }
        var out = DaemonPods()
        for pod in pods where withEnded || !(pod.flags.isFinished && pod.flags.isTerminating) {
            guard let node = pod.targetNode else { continue }
            out.byNode.update(node, default: []) { $0.append(pod) }
        }
        return .success(out)
    }

    /// All its pods, orphans adopted.
    static func claim(
        _ set: APIObject, _ context: inout DaemonSetReconciler.Context
    ) throws(Interrupt) -> Result<[APIObject], SyncFailure> {
        guard let selector = try? LabelSelector(value: set.at("spec", "selector")) else {
            return .failure(SyncFailure("the selector of \(set.key) cannot be read"))
        }
        let pods = PodControl.podsOfInterest(to: set, &context)
        let claimed = try PodClaims(owner: set, selector: selector).claim(pods, &context)
        if let failure = SyncFailure(aggregating: claimed.failures) { return .failure(failure) }
        return .success(claimed.pods)
    }

    /// The one that is kept first: bound before unbound, older before newer, then by name.
    ///
    /// Upstream: podByCreationTimestampAndPhase.
    static func oldestFirst(_ pods: [APIObject]) -> [APIObject] {
        pods.sorted { a, b in
            let (aIsBound, bIsBound) = (a.pod?.nodeName.isEmpty == false, b.pod?.nodeName.isEmpty == false)
            if aIsBound != bIsBound { return aIsBound }
            return a.meta.created == b.meta.created ? a.name < b.name : a.meta.created < b.meta.created
        }
    }

    /// Pods that wait for a node that is not there: no scheduler will place them, no pod collector finds them.
    ///
    /// Upstream: getUnscheduledPodsWithoutNode.
    func unboundWithoutNode(among nodes: [APIObject]) -> [APIObject] {
        var known = OrderedMap<String, Bool>()
        for node in nodes { known[node.name] = true }
        var out: [APIObject] = []
        for (node, pods) in byNode where known[node] == nil {
            out += pods.filter { $0.pod?.nodeName.isEmpty ?? true }
        }
        return out
    }
}

extension APIObject {
    /// A pod that has been ready for `minReadySeconds`. Upstream: pkg/api/v1/pod/util.go, IsPodAvailable.
    func isAvailable(minReadySeconds: Int64, at now: Int64) -> Bool {
        guard flags.isReady else { return false }
        if minReadySeconds == 0 { return true }
        return pod?.readySince.map { $0 + minReadySeconds * 1_000_000 <= now } ?? false
    }
}
