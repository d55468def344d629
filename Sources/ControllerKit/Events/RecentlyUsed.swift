import OrderedMaps

/// A map that keeps the entries used last, up to `limit`. Upstream: k8s.io/utils/lru.
struct RecentlyUsed<Key: Comparable & Sendable, Element: Sendable>: Sendable {
    private let limit: Int
    private var entries = OrderedMap<Key, (stamp: Int, element: Element)>()
    private var order = OrderedMap<Int, Key>()
    private var clock = 0

    init(limit: Int) { self.limit = limit }

    /// The element of `key`, which counts as used now.
    mutating func get(_ key: Key) -> Element? {
        guard let entry = entries[key] else { return nil }
        touch(key, entry.element)
        return entry.element
    }

    mutating func set(_ key: Key, _ element: Element) {
        touch(key, element)
        if entries.count > limit, let (_, oldest) = order.popFirst() { entries[oldest] = nil }
    }

    mutating func remove(_ key: Key) {
        if let entry = entries.removeValue(forKey: key) { order[entry.stamp] = nil }
    }

    private mutating func touch(_ key: Key, _ element: Element) {
        if let known = entries[key] { order[known.stamp] = nil }
        clock += 1
        entries[key] = (clock, element)
        order[clock] = key
    }
}
