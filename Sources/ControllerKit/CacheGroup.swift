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
    /// Somebody's labels, and how many objects have just those.
    private var sample: ObjectHeader?
    private var alike = 0

    init() {}

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
        for (object, sign) in [(old, -1), (new, 1)] {
            guard let flags = object?.flags, flags.isActive else { continue }
            active += sign
            if flags.isReady { ready += sign }
        }
        if let old, let new, old.labelsPlace == new.labelsPlace { return }
        if let old, let sample, sample.hasSameLabels(as: old.meta) { alike -= 1 }
        guard let new else {
            if objects.isEmpty { sample = nil }
            return
        }
        if objects.count == 1 { (sample, alike) = (new.meta, 0) }
        if let sample, sample.hasSameLabels(as: new.meta) { alike += 1 }
    }
}
