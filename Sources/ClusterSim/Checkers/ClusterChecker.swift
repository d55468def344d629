public import KubeAPI
import OrderedMaps

/// Outside observers that hold the cluster against what must be true after each event.
///
/// Incremental: each looks at what the event changed, never at the whole cluster.
public struct ClusterChecker: Sendable {
    /// What was found, oldest first; at most `problemsMax`.
    public private(set) var problems: [String] = []
    private var lastRevision: Int64 = 0
    private var boundNode = OrderedMap<String, String>()
    private var streams = StreamChecker()
    private var ownership = OwnershipChecker()
    private var ordinals = OrdinalChecker()
    private var rollouts = RolloutChecker()
    private var budgets = BudgetChecker()
    private var jobs = JobChecker()
    private var daemonPods = DaemonPodChecker()
    private var volumes = VolumeChecker()

    /// So many problems are kept.
    public static let problemsMax = 100

    /// An observer that has seen nothing yet.
    public init() {}

    mutating func report(_ problem: String) {
        if problems.count < ClusterChecker.problemsMax { problems.append(problem) }
    }

    // MARK: what is written

    /// A change was committed: revisions grow by one, a pod is bound once, an object with finalizers stays.
    public mutating func committed(_ change: Change) {
        if change.revision != lastRevision + 1 && lastRevision != 0 {
            report("revision \(change.revision) follows \(lastRevision)")
        }
        lastRevision = change.revision
        if let old = change.old, change.kind == .modified, old.revision >= change.revision {
            report("\(change.object.key): revision \(change.revision) replaces \(old.revision)")
        }
        if let old = change.old, change.kind == .modified, old.uid != change.object.uid {
            report("\(change.object.key): uid \(change.object.uid) replaces \(old.uid)")
        }
        if change.kind == .deleted { checkDeletion(change) }
        if change.object.resource == .pods { checkBinding(change) }
        streams.committed(change)
        ownership.committed(change)
        jobs.committed(change)
        if let problem = daemonPods.problem(with: change) { report(problem) }
        if let problem = ordinals.problem(with: change) { report(problem) }
        if let problem = volumes.problem(with: change) { report(problem) }
    }

    private mutating func checkDeletion(_ change: Change) {
        if !change.object.meta.finalizers.isEmpty {
            report(
                "\(change.object.resource.info.kind) \(change.object.key) went with finalizers "
                    + "\(change.object.meta.finalizers)"
            )
        }
        boundNode[change.object.uid] = nil
    }

    private mutating func checkBinding(_ change: Change) {
        guard let pod = change.object.pod, change.kind != .deleted else { return }
        let known = boundNode[change.object.uid] ?? ""
        if known == pod.nodeName { return }
        if !known.isEmpty {
            let to = pod.nodeName.isEmpty ? "no node" : pod.nodeName
            return report("pod \(change.object.key) moved from \(known) to \(to)")
        }
        boundNode[change.object.uid] = pod.nodeName
    }

    /// A request was carried out: its user may do that, and the garbage collector takes only what nobody owns.
    ///
    /// - Parameters:
    ///   - isOfPerson: a person may stand for a component and do what that never does.
    ///   - object: looks an object up in the store as it is now.
    public mutating func carriedOut(
        _ request: APIRequest, _ changes: [Change], isOfPerson: Bool = false,
        object: (Resource, ObjectKey) -> APIObject?
    ) {
        if !isOfPerson, let problem = WritePermissions.problem(with: request) { report(problem) }
        if let problem = rollouts.problem(with: request, changes) { report(problem) }
        for problem in budgets.problems(with: request, changes) { report(problem) }
        if request.user == JobChecker.controller && request.resource == .jobs {
            for change in changes { if let problem = jobs.problem(withStatus: change) { report(problem) } }
        }
        guard request.verb == .delete, request.user == WritePermissions.garbageCollector else { return }
        for change in changes {
            if let problem = ownership.problem(withCollecting: change, object: object) { report(problem) }
        }
    }

    // MARK: what is told

    /// A watch told a process of a change; `cache` is what the process holds before it takes the change in.
    ///
    /// - Parameter scope: how much of the resource the watch carries.
    public mutating func delivered(
        _ change: Change, to process: String, scope: WatchScope, cache: WatchedCache
    ) {
        if let problem = streams.problem(with: change, scope: scope, position: cache.revision) {
            report("\(process): \(problem)")
        }
        if let problem = CacheChecker.problem(with: change, holding: cache.held) { report("\(process): \(problem)") }
    }

    /// After an event: the store has not gone back.
    public mutating func afterEvent(revision: Int64) {
        if revision < lastRevision { report("the store went back from \(lastRevision) to \(revision)") }
    }
}

/// What a checker needs of a cache: how far it is, and what it holds under the key of the change.
public struct WatchedCache: Sendable {
    public let revision: Int64
    public let held: APIObject?

    /// Makes one.
    public init(revision: Int64, held: APIObject?) {
        self.revision = revision
        self.held = held
    }
}
