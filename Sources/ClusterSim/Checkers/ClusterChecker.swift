import APIServing
import ControllerKit
import KubeAPI
import OrderedMaps
import Simulation

/// Outside observers that hold the cluster against what must be true after each event.
///
/// Incremental: each looks at what the event changed, never at the whole cluster.
public struct ClusterChecker: Sendable {
    /// What was found, oldest first; at most `Limits.problemsMax`.
    public private(set) var problems: [String] = []
    private var lastRevision: Int64 = 0
    private var boundNode = OrderedMap<String, String>()

    static let problemsMax = 100

    init() {}

    mutating func report(_ problem: String) {
        if problems.count < ClusterChecker.problemsMax { problems.append(problem) }
    }

    /// A change was committed: revisions grow by one, a pod is bound once, an object with finalizers stays.
    mutating func committed(_ change: Change) {
        if change.revision != lastRevision + 1 && lastRevision != 0 {
            report("revision \(change.revision) follows \(lastRevision)")
        }
        lastRevision = change.revision
        if let old = change.old, change.kind == .modified, old.revision >= change.revision {
            report("\(change.object.key): revision \(change.revision) replaces \(old.revision)")
        }
        if change.kind == .deleted { checkDeletion(change) }
        if change.object.resource == .pods { checkBinding(change) }
    }

    private mutating func checkDeletion(_ change: Change) {
        if !change.object.meta.finalizers.isEmpty {
            report("\(change.object.resource.info.kind) \(change.object.key) went with finalizers \(change.object.meta.finalizers)")
        }
        boundNode[change.object.uid] = nil
    }

    private mutating func checkBinding(_ change: Change) {
        guard let pod = change.object.pod, change.kind != .deleted, !pod.nodeName.isEmpty else { return }
        if let known = boundNode[change.object.uid] {
            if known != pod.nodeName { report("pod \(change.object.key) moved from \(known) to \(pod.nodeName)") }
        } else {
            boundNode[change.object.uid] = pod.nodeName
        }
    }

    /// After an event: what the touched component says of itself is checked where it is touched.
    mutating func afterEvent(revision: Int64) {
        if revision < lastRevision { report("the store went back from \(lastRevision) to \(revision)") }
    }
}

/// A cache moves only forward, without gaps: what it holds is what the change says was there before.
enum CacheChecker {
    static func problem(with change: Change, for process: SimProcess) -> String? {
        guard let cache = process.caches[change.object.resource], cache.hasSynced else { return nil }
        let key = change.object.key
        let held = cache.objects[key]
        switch change.kind {
        case .added:
            if let held, held.uid == change.object.uid, held.revision >= change.revision {
                return "\(process.name): \(key) ADDED at \(change.revision) but held at \(held.revision)"
            }
        case .modified, .deleted:
            guard let held else { return "\(process.name): \(key) \(change.kind.rawValue) but not in the cache" }
            if let old = change.old, held.revision != old.revision && held.revision < change.revision {
                return "\(process.name): \(key) is held at \(held.revision), the stream says \(old.revision)"
            }
        }
        return nil
    }
}

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
            for reflector in process.reflectors { found += staleness(process, reflector) }
        }
        for pod in server.store.list(.pods, namespace: "") { found += ownership(pod) }
        return found
    }

    /// A cache equals the table at its position: with nothing under way, it equals the table now.
    private func staleness(_ process: SimProcess, _ reflector: SimProcess.Reflector) -> [String] {
        guard let cache = process.caches[reflector.resource], cache.hasSynced, reflector.lag == 0 else { return [] }
        var found: [String] = []
        for (key, held) in cache.objects {
            guard let stored = server.store.object(reflector.resource, key) else { continue }
            if stored.revision <= cache.revision && stored.revision != held.revision && stored.uid == held.uid {
                found.append(
                    "\(process.name): \(key) is held at \(held.revision), stored at \(stored.revision), cache at \(cache.revision)")
            }
        }
        return found
    }

    private func ownership(_ pod: APIObject) -> [String] {
        let controllers = pod.meta.owners.filter(\.isController)
        return controllers.count > 1 ? ["pod \(pod.key) has \(controllers.count) controllers"] : []
    }
}
