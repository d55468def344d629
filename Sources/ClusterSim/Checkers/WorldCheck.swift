import APIServing
import ControllerKit
import KubeAPI
import Nodes
import OrderedMaps
import Simulation

extension Cluster {
    /// What the checkers have found so far; empty without `options.checks`.
    public var problems: [String] { checker?.problems ?? [] }

    /// Holds the whole cluster against what must be true now: for the prompt and the end of tests.
    public func checkWorld() -> [String] {
        var found = problems
        for facts in directory where facts.isAlive {
            guard let id = processID(facts.name), let process = processes[id] else { continue }
            for slot in process.slots {
                if let broken = slot.component.invariantBroken() { found.append(broken) }
            }
            for reflector in process.reflectors {
                guard let cache = process.caches[reflector.resource], cache.hasSynced else { continue }
                found += CacheChecker.differences(cache, server.store, scope: reflector.scope)
                    .map { "\(process.name): \(reflector.resource.info.plural) \($0)" }
            }
        }
        for pod in server.store.list(.pods, namespace: "") { found += ownership(pod) + place(pod) }
        return found
    }

    private func ownership(_ pod: APIObject) -> [String] {
        let controllers = pod.meta.owners.filter(\.isController)
        return controllers.count > 1 ? ["pod \(pod.key) has \(controllers.count) controllers"] : []
    }

    /// A pod's sandbox is on its own node only.
    private func place(_ pod: APIObject) -> [String] {
        nodes.compactMap { name, _ in
            guard name != pod.pod?.nodeName, runtime(of: name)?.sandbox(ofPod: pod.uid)?.isAlive == true else {
                return nil
            }
            return "pod \(pod.key) is bound to \(pod.pod?.nodeName ?? "") and runs on \(name)"
        }
    }
}
