import ControllerKit
import KubeAPI
import OrderedMaps
import Simulation

/// Deletes pods that nobody will delete: too many finished ones, those of nodes that are gone or out of service,
/// those that are being deleted and were never bound.
///
/// Upstream: pkg/controller/podgc/gc_controller.go. There a round looks at all pods every 20 s; here a round that
/// would find nothing is left out, and the others are where upstream's are.
enum PodGC: Reconciler {
    static let name = "pod-garbage-collector-controller"
    static let workers = 1
    static let period = SimDuration.seconds(20)  // gcCheckPeriod
    static let quarantine = SimDuration.seconds(40)  // quarantineTime
    static let finishedMax = 12_500  // --terminated-pod-gc-threshold
    static let outOfService = "node.kubernetes.io/out-of-service"

    /// All rounds are one key.
    static let round = ObjectKey("", "round")

    static func makeMemory() -> PodGCMemory { PodGCMemory() }

    // MARK: what wakes it

    static func observe(_ change: Change, _ reactions: inout Reactions<PodGCMemory>) {
        count(change, &reactions.memory.own)
        let isFirst = reactions.memory.own.origin == nil
        if !isFirst && !concerns(change, reactions) { return }
        reactions.memory.own.hasNews = true
        if reactions.memory.own.isPlanned { return }
        reactions.memory.own.isPlanned = true
        let now = reactions.moment.time
        reactions.enqueue(round, after: isFirst ? .zero : reactions.memory.own.untilNextRound(from: now))
    }

    private static func count(_ change: Change, _ memory: inout PodGCMemory) {
        guard change.object.resource == .pods else { return }
        let before = change.old?.pod?.isFinished == true
        let after = change.kind != .deleted && change.object.pod?.isFinished == true
        if before != after { memory.finished += after ? 1 : -1 }
    }

    /// May a round have something to do because of this change?
    private static func concerns(_ change: Change, _ reactions: Reactions<PodGCMemory>) -> Bool {
        let object = change.object
        switch object.resource {
        case .pods:
            if reactions.memory.own.finished > finishedMax { return true }
            guard change.kind != .deleted, let facts = object.pod else { return false }
            let node = facts.nodeName
            if let old = change.old, old.pod?.nodeName == node, old.meta.isTerminating == object.meta.isTerminating {
                return false
            }
            if node.isEmpty { return object.meta.isTerminating }
            guard let home = reactions.caches.object(.nodes, ObjectKey("", node)) else { return true }
            return object.meta.isTerminating && isOutOfService(home)
        case .nodes:
            guard change.kind == .deleted || isOutOfService(object) else { return false }
            let pods = reactions.caches[.pods]?.indexed(.nodeName, object.name) ?? []
            return change.kind == .deleted ? !pods.isEmpty : pods.contains { $0.meta.isTerminating }
        default: return false
        }
    }

    /// It is not ready, and a person says that it is switched off.
    static func isOutOfService(_ node: APIObject) -> Bool {
        NodeRow.readiness(of: node) != .yes && Taint.all(of: node).contains { $0.key == outOfService }
    }

    // MARK: a round

    static func sync(_ key: WorkKey, _ context: inout SyncContext<PodGCMemory>) throws(Interrupt) -> Requeue {
        let now = context.moment.time
        context.remember { memory in
            if memory.own.origin == nil { memory.own.origin = now }
            memory.own.hasNews = false
            return 0
        }
        let hasWorked = try PodGCRound.run(&context)
        let isOver = context.remember { memory in
            let isOver = !hasWorked && !memory.own.hasNews && memory.own.quarantine.isEmpty
            if isOver { memory.own.isPlanned = false }
            return isOver ? 1 : 0
        }
        if isOver == 1 { return .done }
        return .after(context.recall { memory in [memory.own.untilNextRound(from: now)] }.first ?? period)
    }
}
