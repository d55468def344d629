import OrderedMaps

/// A map that keeps the entries used last, up to `limit`. Upstream: k8s.io/utils/lru.
struct RecentlyUsed<Key: Comparable & Sendable, Element: Sendable>: Sendable {
    private struct Entry: Sendable {
        var stamp: Int
        var element: Element?
    }

    private let limit: Int
    private var entries = OrderedMap<Key, Entry>()
    /// Each use, oldest first; one that is not its entry's last counts for nothing. Kept only once there are as many
    /// entries as there may be: most caches never fill up.
    private var uses = OrderedMap<Int, Key>()
    private var clock = 0

    init(limit: Int) { self.limit = limit }

    /// Looks at the element of `key` (`nil`: there is none) and changes or makes it, which counts as a use.
    mutating func use<Answer>(_ key: Key, _ body: (inout Element?) -> Answer) -> Answer {
        clock += 1
        let stamp = clock
        let answer = entries.update(key, default: Entry(stamp: stamp, element: nil)) { entry in
            entry.stamp = stamp
            return body(&entry.element)
        }
        if uses.isEmpty {
            if entries.count > limit { noteLastUses() }
        } else {
            uses[stamp] = key
        }
        while entries.count > limit, let (stamp, oldest) = uses.popFirst() {
            if entries[oldest]?.stamp == stamp { entries[oldest] = nil }
        }
        if uses.count > 2 * entries.count + 64 { noteLastUses() }
        return answer
    }

    mutating func remove(_ key: Key) { entries[key] = nil }

    /// The last use of each entry.
    private mutating func noteLastUses() {
        uses = OrderedMap()
        for (key, entry) in entries { uses[entry.stamp] = key }
    }
}
