public import ControllerKit
import Documents
public import KubeAPI
import OrderedMaps
public import Simulation

/// What a learner's controller keeps in memory: the rule it was started with, and what its mistakes remember.
public struct RuleMemory: Sendable {
    /// The rule.
    public let rule: ControllerRule
    /// With `bug count-events`: children that came less those that went, of each parent, not written yet.
    var told = OrderedMap<ObjectKey, Int64>()

    /// The memory of a controller that begins.
    public init(rule: ControllerRule) { self.rule = rule }
}

/// The loop of a learner's controller: what it does stands in its `ControllerRule`.
///
/// Upstream: kubernetes/sample-controller controller.go, syncHandler; controller-runtime's defaults (one worker, a
/// client of 20 requests a second).
public enum RuleReconciler: Reconciler {
    public static let name = "learner-controller"
    public static let workers = 1

    public static func makeMemory() -> RuleMemory { RuleMemory(rule: ControllerRule(name: name, parent: "")) }

    public static func inspection(of memory: RuleMemory, at moment: Moment) -> [Inspection] {
        let rule = memory.rule
        var out = [Inspection("for", rule.parent)]
        for child in rule.children { out.append(Inspection("child", "\(child.resource) \(child.namePattern)")) }
        for bug in rule.bugs { out.append(Inspection("bug", bug.rawValue)) }
        for (key, count) in memory.told where count != 0 { out.append(Inspection("told", "\(key): \(count)")) }
        return out
    }

    // MARK: waking

    /// Upstream: sample-controller, enqueueFoo and handleObject: a child wakes the one that controls it.
    public static func observe(_ change: Change, _ reactions: inout Reactions<RuleMemory>) {
        let rule = reactions.memory.own.rule
        let object = change.object
        if object.resource.info.qualified == rule.parent {
            reactions.enqueue(object.key)
            return
        }
        guard let owner = object.meta.controller ?? change.old?.meta.controller,
            let parent = reactions.caches.catalog.find(rule.parent),
            owner.kind == parent.kind, owner.apiVersion == parent.apiVersion
        else { return }
        let key = ObjectKey(parent.isNamespaced ? object.namespace : "", owner.name)
        if rule.has(.countEvents), change.kind != .modified {
            reactions.memory.own.told.update(key, default: 0) { $0 += change.kind == .added ? 1 : -1 }
        }
        reactions.enqueue(key)
    }

    // MARK: a sync

    /// Upstream: syncHandler.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<RuleMemory>) throws(Interrupt) -> Requeue {
        guard let rule = context.recall({ [$0.own.rule] }).first,
            let resource = context.discovered.find(rule.parent)?.resource
        else {
            context.note(.remark("its resource is not served any more"))
            return .done
        }
        context.noteCache(resource)
        guard let parent = context.cached(resource, key.key) else {
            context.note(.absent(resource, key.key))
            context.remember { memory in
                memory.own.told[key.key] = nil
                return 0
            }
            return .done
        }
        for bug in rule.bugs { context.note(.rule("learner-bug", detail: bug.rawValue)) }
        var pass = RulePass(rule: rule, parent: parent)
        do {
            if parent.meta.isTerminating {
                try pass.letGo(&context)
                return .done
            }
            try pass.guardOutside(&context)
            for index in rule.children.indices { try pass.bring(index, &context) }
            try pass.writeStatus(&context)
        } catch {
            switch error {
            case .interrupted(let interrupt): throw interrupt
            case .conflict where rule.has(.ignoreConflict):
                context.note(.remark("409 Conflict: taken for done"))
                return .done
            case .conflict(let why), .failed(let why): return .withBackoff(reason: why)
            }
        }
        return rule.requeueAfter.map { .after($0) } ?? .done
    }
}

/// Why a pass ends early.
enum RuleStop: Error {
    case interrupted(Interrupt)
    /// A write named a resourceVersion that is not the newest.
    case conflict(String)
    /// Anything else that went wrong.
    case failed(String)
}
