import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// What the taint eviction controller remembers.
public struct TaintEvictionMemory: Sendable {
    /// A pod that will be deleted.
    struct Work: Sendable {
        /// When the stay on the node began to be counted.
        let since: SimTime
        let due: SimTime
        var tries = 0

        /// It was to go at once: that is not taken back.
        var isImmediate: Bool { due <= since }
    }

    /// Nodes with NoExecute taints.
    var tainted = OrderedMap<String, [Taint]>()
    var work = OrderedMap<ObjectKey, Work>()
}

/// Deletes pods that do not tolerate a NoExecute taint of their node, at once or after `tolerationSeconds`.
///
/// Upstream: pkg/controller/tainteviction (taint_eviction.go, timed_workers.go).
enum TaintEviction: Reconciler {
    static let name = "taint-eviction-controller"
    static let workers = 8  // UpdateWorkerSize; deletions that are due share them
    static let tries = 5  // retries
    /// A longer stay is cut to this: a hundred years.
    static let longestStaySeconds: Int64 = 3_155_760_000
    static let retryPause = SimDuration.milliseconds(10)

    enum Lane {
        static let node: UInt8 = 0
        static let pod: UInt8 = 1
        static let deletion: UInt8 = 2
    }

    typealias Context = SyncContext<TaintEvictionMemory>

    static func makeMemory() -> TaintEvictionMemory { TaintEvictionMemory() }

    static func sync(_ key: WorkKey, _ context: inout Context) throws(Interrupt) -> Requeue {
        switch key.lane {
        case Lane.pod:
            podChanged(key.key, &context)
            return .done
        case Lane.deletion: return try delete(key.key, &context)
        default:
            nodeChanged(key.key, &context)
            return .done
        }
    }

    // MARK: what wakes it

    static func watches(_ resource: Resource) -> Bool {
        resource == .nodes || resource == .pods
    }

    /// Only what can matter is queued: nodes whose NoExecute taints change, pods on tainted nodes, pods that
    /// are to be deleted.
    static func observe(_ change: Change, _ reactions: inout Reactions<TaintEvictionMemory>) {
        let object = change.object
        switch object.resource {
        case .nodes:
            let before = change.old.map(noExecuteTaints) ?? []
            let after = change.kind == .deleted ? [] : noExecuteTaints(object)
            if before != after || (reactions.memory.own.tainted[object.name] ?? []) != after {
                reactions.enqueue(object.key, lane: Lane.node)
            }
        case .pods:
            guard let node = object.pod?.nodeName, !node.isEmpty else { return }
            let isMeant = reactions.memory.own.work[object.key] != nil
            guard isMeant || reactions.memory.own.tainted[node] != nil else { return }
            if change.kind == .modified, let old = change.old, old.pod?.nodeName == node,
                Toleration.all(of: old) == Toleration.all(of: object)
            {
                return
            }
            reactions.enqueue(object.key, lane: Lane.pod)
        default: break
        }
    }

    private static func noExecuteTaints(_ node: APIObject) -> [Taint] {
        Taint.all(of: node).filter { $0.effect == Taint.noExecute }
    }

    // MARK: who must go

    private static func nodeChanged(_ key: ObjectKey, _ context: inout Context) {
        let node = context.cached(.nodes, key)
        let taints = node.map(noExecuteTaints) ?? []
        context.remember { memory in
            memory.own.tainted[key.name] = taints.isEmpty ? nil : taints
            return 0
        }
        guard node != nil else { return }
        let pods = context.cachedIndexed(.pods, .nodeName, key.name)
        context.note(.counted("NoExecute taints", taints.count))
        context.note(.counted("pods on the node", pods.count))
        for pod in pods {
            if taints.isEmpty { cancel(pod.key, &context) } else { judge(pod, taints, &context) }
        }
    }

    private static func podChanged(_ key: ObjectKey, _ context: inout Context) {
        guard let pod = context.cached(.pods, key) else { return cancel(key, &context) }
        guard let node = pod.pod?.nodeName, !node.isEmpty else { return }
        let taints = context.recall { memory in memory.own.tainted[node] ?? [] }
        if !taints.isEmpty { judge(pod, taints, &context) }
    }

    /// Upstream: processPodOnNode.
    private static func judge(_ pod: APIObject, _ taints: [Taint], _ context: inout Context) {
        let now = context.moment.time
        switch Toleration.stay(with: Toleration.all(of: pod), among: taints) {
        case .untolerated:
            context.note(.rule("no-execute", detail: "\(pod.key) does not tolerate a taint: it goes at once"))
            cancel(pod.key, &context)
            schedule(pod.key, since: now, due: now, &context)
        case .forEver:
            cancel(pod.key, &context)
        case .seconds(let seconds):
            let known = context.recall { memory in memory.own.work[pod.key].map { [$0] } ?? [] }.first
            var since = now
            if let known, !known.isImmediate {
                // A stay that is being counted goes on being counted.
                if known.since < now { return }
                since = known.since
                cancel(pod.key, &context)
            }
            context.note(.rule("tolerationSeconds", detail: "\(pod.key) may stay for \(seconds) s"))
            schedule(pod.key, since: since, due: now + .seconds(min(seconds, longestStaySeconds)), &context)
        }
    }

    private static func schedule(
        _ pod: ObjectKey, since: SimTime, due: SimTime, _ context: inout Context
    ) {
        context.remember { memory in
            if memory.own.work[pod] == nil {
                memory.own.work[pod] = TaintEvictionMemory.Work(since: since, due: due)
            }
            return 0
        }
        context.enqueue([WorkKey(pod, lane: Lane.deletion)])
    }

    private static func cancel(_ pod: ObjectKey, _ context: inout Context) {
        let wasWaiting = context.remember { memory in
            guard let work = memory.own.work.removeValue(forKey: pod) else { return 0 }
            return work.isImmediate ? 0 : 1
        }
        if wasWaiting == 1 { record("Cancelling deletion of Pod \(pod)", pod, &context) }
    }

    /// The events name namespace and name only.
    private static func record(_ message: String, _ pod: ObjectKey, _ context: inout Context) {
        let named = APIObject(
            ["metadata": ["name": .string(pod.name), "namespace": .string(pod.namespace)]], .pods)
        context.record(type: "Normal", reason: "TaintManagerEviction", message: message, on: named)
    }
}
