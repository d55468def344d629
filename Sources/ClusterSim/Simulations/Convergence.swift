import APIServing
import ControllerKit
import Controllers
import Documents
import KubeAPI
import OrderedMaps

extension Cluster {
    /// Where the cluster is not what its objects ask for; empty once it has converged.
    ///
    /// Each ReplicaSet has its pods and a true status, each pod a living owner, a living node and runs;
    /// nothing is half deleted; nobody waits for what has happened already.
    public func unconverged() -> [String] {
        let sets = server.store.list(.replicaSets, namespace: "")
        let pods = server.store.list(.pods, namespace: "")
        var owned = OrderedMap<String, [APIObject]>()
        for set in sets { owned[set.uid] = [] }
        var out: [String] = []
        for pod in pods {
            if let owner = pod.meta.controller {
                if owned[owner.uid] == nil { out.append("pod \(pod.key) belongs to \(owner.name), which is gone") }
                owned.update(owner.uid) { $0.append(pod) }
            }
            out += unsettled(pod)
        }
        for set in sets { out += unsettled(set, owned[set.uid] ?? []) }
        return out + bereaved() + waiting()
    }

    /// What has only owners that are gone, though the garbage collector runs.
    private func bereaved() -> [String] {
        let isCollecting = components.contains { $0.component == GarbageCollector.name && isRunning($0.process) }
        guard isCollecting else { return [] }
        var out: [String] = []
        for info in ResourceTable.builtIn where !GarbageCollector.ignored.contains(info.resource) {
            for object in server.store.list(info.resource, namespace: "")
            where OwnershipChecker.isBereaved(object, object: server.store.object) {
                out.append("\(info.kind) \(object.key) has only owners that are gone")
            }
        }
        return out
    }

    private func unsettled(_ pod: APIObject) -> [String] {
        guard let facts = pod.pod else { return [] }
        if facts.isTerminating { return ["pod \(pod.key) is still terminating"] }
        if facts.isFinished { return [] }
        if facts.nodeName.isEmpty { return ["pod \(pod.key) is not bound"] }
        guard isRunning(Cluster.kubeletName(facts.nodeName)) else {
            return ["pod \(pod.key) is on \(facts.nodeName), which is down"]
        }
        if facts.phase != .running || !facts.isReady { return ["pod \(pod.key) is bound but not running and ready"] }
        return []
    }

    private func unsettled(_ set: APIObject, _ pods: [APIObject]) -> [String] {
        if set.meta.isTerminating { return ["replicaset \(set.key) is still terminating"] }
        var out: [String] = []
        let want = set.at("spec", "replicas")?.int ?? 1
        let active = pods.filter { $0.pod?.isActive == true }
        if Int64(active.count) != want {
            out.append("replicaset \(set.key) wants \(want) pods and has \(active.count)")
        }
        let ready = active.filter { $0.pod?.isReady == true }.count
        for (field, count) in [
            ("replicas", active.count), ("readyReplicas", ready), ("availableReplicas", ready),
            ("fullyLabeledReplicas", active.count)
        ] where set.at("status", field)?.int ?? 0 != Int64(count) {
            out.append("replicaset \(set.key): status.\(field) is \(set.at("status", field)?.int ?? 0), not \(count)")
        }
        if set.at("status", "observedGeneration")?.int != set.meta.generation {
            out.append("replicaset \(set.key): observedGeneration is not \(set.meta.generation)")
        }
        let matching = server.store.list(.pods, namespace: set.namespace).filter { pod in
            pod.meta.controller == nil && pod.pod?.isActive == true
                && set.at("spec", "selector", "matchLabels")?.stringMap.allSatisfy {
                    pod.meta.label($0.key) == $0.value
                } == true
        }
        for pod in matching { out.append("pod \(pod.key) fits replicaset \(set.key) and is nobody's") }
        return out
    }

    /// Syncs under way and expectations that hold a controller back.
    private func waiting() -> [String] {
        var out: [String] = []
        for (process, component) in components where isRunning(process) {
            guard let found = self.component(component, of: process) else { continue }
            if let runner = found as? any ReconcilingComponent {
                for flight in runner.underWay { out.append("\(component) is in the sync of \(flight.key)") }
            }
            guard let runner = found as? ControllerRunner<ReplicaSetReconciler> else { continue }
            for (key, awaited) in runner.expectations.all where !runner.expectations.areSatisfied(for: key, at: now) {
                out.append(
                    "\(component) expects of \(key) \(awaited.creations) creations and \(awaited.deletions) "
                        + "deletions since t=\(awaited.since)"
                )
            }
        }
        return out
    }
}
