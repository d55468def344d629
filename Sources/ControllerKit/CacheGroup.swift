public import KubeAPI
public import OrderedMaps

/// The objects under one value of an index, and what is counted of them when they are pods.
///
/// The numbers move with each change: a set of a thousand pods is synced twice for each of them, and counting
/// anew was an eighth of the cost of a pod.
public struct CacheGroup: Sendable {
    /// Ordered by key.
    public private(set) var objects = OrderedMap<ObjectKey, APIObject>()
    /// Neither finished nor terminating.
    public private(set) var active = 0
    /// Active and ready.
    public private(set) var ready = 0
    /// Terminating and not finished.
    public private(set) var leaving = 0
    /// How many of the active pods are on each node; those on none are under the empty name.
    public private(set) var activeByNode: OrderedMap<String, Int>?
    /// Somebody's labels, and how many objects have just those.
    private var sample: ObjectHeader?
    private var alike = 0

    /// - Parameter countsNodes: whether `activeByNode` is kept.
    init(countsNodes: Bool = false) { activeByNode = countsNodes ? OrderedMap() : nil }

    /// The active ones, ordered by key.
    public var activeObjects: [APIObject] {
        if active == objects.count { return objects.allValues }
        var out: [APIObject] = []
        out.reserveCapacity(active)
        forEachActive { out.append($0) }
        return out
    }

    /// Calls `body` with the active ones, ordered by key, without a list of them.
    public func forEachActive(_ body: (APIObject) -> Void) {
        objects.forEachRun { run in
            for index in run.indices where run[index].flags.isActive { body(run[index]) }
        }
    }

    /// The labels that all of them have; `nil` if they differ, or if it is not known.
    public var sharedLabels: [(key: String, value: String)]? { alike == objects.count ? sample?.labels : nil }

    mutating func put(_ object: APIObject) {
        var old: APIObject?
        let known: Void? = objects.update(object.key) {
            old = $0
            $0 = object
        }
        if known == nil { objects[object.key] = object }
        count(object, old: old)
    }

    mutating func remove(_ key: ObjectKey) {
        guard let old = objects.removeValue(forKey: key) else { return }
        count(nil, old: old)
    }

    private mutating func count(_ new: APIObject?, old: APIObject?) {
        if let old { count(old, -1) }
        if let new { count(new, 1) }
        countNode(old, new)
        if let old, let new, old.labelsPlace == new.labelsPlace { return }
        if let old, let sample, sample.hasSameLabels(as: old.meta) { alike -= 1 }
        guard let new else {
            if objects.isEmpty { sample = nil }
            return
        }
        if objects.count == 1 { (sample, alike) = (new.meta, 0) }
        if let sample, sample.hasSameLabels(as: new.meta) { alike += 1 }
    }

    private mutating func count(_ pod: APIObject, _ sign: Int) {
        let flags = pod.flags
        if flags.isActive {
            active += sign
            if flags.isReady { ready += sign }
        } else if flags.isTerminating && !flags.isFinished {
            leaving += sign
        }
    }

    private mutating func countNode(_ old: APIObject?, _ new: APIObject?) {
        guard activeByNode != nil else { return }
        let before = old.flatMap(CacheGroup.nodeOfActive)
        let after = new.flatMap(CacheGroup.nodeOfActive)
        if before == after { return }
        if let before {
            let isLast = activeByNode?.update(before) { count in
                count -= 1
                return count == 0
            }
            if isLast == true { activeByNode?[before] = nil }
        }
        if let after { activeByNode?.update(after, default: 0) { $0 += 1 } }
    }

    private static func nodeOfActive(_ pod: APIObject) -> String? {
        pod.flags.isActive ? pod.pod?.nodeName : nil
    }
}
