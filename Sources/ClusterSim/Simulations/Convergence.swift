import APIServing
import ControllerKit
import Controllers
import Documents
import KubeAPI
import OrderedMaps

extension Cluster {
    /// Where the cluster is not what its objects ask for; empty once it has converged.
    ///
    /// Each workload has what its spec asks for and a true status, each pod a living owner, a living node and runs;
    /// nothing is half deleted; nobody waits for what has happened already.
    public func unconverged() -> [String] {
        func all(_ resources: [Resource]) -> [APIObject] {
            resources.flatMap { server.store.list($0, namespace: "") }
        }
        let workloads = all([.replicaSets, .deployments, .statefulSets, .daemonSets, .jobs, .cronJobs])
        var owned = OrderedMap<String, [APIObject]>()
        for workload in workloads { owned[workload.uid] = [] }
        var out: [String] = []
        for object in all([.pods, .replicaSets, .jobs]) {
            if let owner = object.meta.controller {
                if owned[owner.uid] == nil { out.append("\(named(object)) belongs to \(owner.name), which is gone") }
                owned.update(owner.uid) { $0.append(object) }
            } else if !object.meta.finalizers.isEmpty {
                out.append("\(named(object)) is nobody's and has finalizers \(object.meta.finalizers)")
            }
            if object.resource == .pods { out += unsettled(object) }
        }
        for workload in workloads { out += unsettled(workload, owned[workload.uid] ?? []) }
        return out + leftOver() + waiting()
    }

    private func named(_ object: APIObject) -> String { "\(object.resource.info.singular) \(object.key)" }

    /// What is half deleted or has only owners that are gone, though the garbage collector runs.
    private func leftOver() -> [String] {
        let isCollecting = components.contains { $0.component == GarbageCollector.name && isRunning($0.process) }
        guard isCollecting else { return [] }
        var out: [String] = []
        for info in server.catalog.stored where !GarbageCollector.isIgnored(info) {
            for object in server.store.list(info.resource, namespace: "") {
                if OwnershipChecker.isBereaved(object, object: server.store.object) {
                    out.append("\(named(object)) has only owners that are gone")
                }
                if object.meta.isTerminating { out.append("\(named(object)) is still terminating") }
            }
        }
        return out
    }

    private func unsettled(_ pod: APIObject) -> [String] {
        guard let facts = pod.pod else { return [] }
        if facts.isTerminating || facts.isFinished { return [] }
        if facts.nodeName.isEmpty { return ["pod \(pod.key) is not bound"] }
        guard isRunning(Cluster.kubeletName(facts.nodeName)) else {
            return ["pod \(pod.key) is on \(facts.nodeName), which is down"]
        }
        if facts.phase != .running || !facts.isReady { return ["pod \(pod.key) is bound but not running and ready"] }
        return []
    }

    /// Syncs under way and expectations that hold a controller back.
    private func waiting() -> [String] {
        var out: [String] = []
        for (process, component) in components where isRunning(process) {
            guard let runner = self.component(component, of: process) as? any ReconcilingComponent else { continue }
            for flight in runner.underWay { out.append("\(component) is in the sync of \(flight.key)") }
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
