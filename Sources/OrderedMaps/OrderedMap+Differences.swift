extension OrderedMap {
    /// One entry that is not the same in two maps.
    public struct Difference: Sendable {
        /// The key of the entry.
        public let key: Key
        /// The value in the older map; `nil` if it was added since.
        public let old: Element?
        /// The value in the newer map; `nil` if it was removed since.
        public let new: Element?
    }

    /// What changed since `older`, in key order.
    ///
    /// Subtrees that both maps share are skipped unseen, so the cost follows the number of
    /// changes, not the size. `equal` decides about entries whose nodes were copied.
    public func differences(
        from older: OrderedMap, equal: (Element, Element) -> Bool
    ) -> [Difference] {
        var walk = DifferenceWalk(old: older.root, new: root)
        walk.run(equal)
        return walk.found
    }
}

/// Walks two trees side by side. Each side is a stack of subtrees still to see, first one on top;
/// of the leaf on top, entries before `offset` are done.
private struct DifferenceWalk<Key: Comparable & Sendable, Element: Sendable> {
    typealias Node = OrderedMapNode<Key, Element>
    typealias Difference = OrderedMap<Key, Element>.Difference

    struct Side {
        var pending: [Node] = []
        var offset = 0

        init(_ root: Node?) { if let root { pending = [root] } }

        var top: Node? { pending.last }

        /// Replaces the inner node on top by its children.
        mutating func open() {
            if let node = pending.popLast() { pending.append(contentsOf: node.children.reversed()) }
        }

        mutating func skipTop() {
            pending.removeLast()
            offset = 0
        }

        /// Moves past one entry of the leaf on top.
        mutating func advance(in leaf: Node) {
            offset += 1
            if offset == leaf.keys.count { skipTop() }
        }

        /// The smallest key still to see.
        func nextKey(_ node: Node) -> Key { node.isLeaf ? node.keys[offset] : node.firstLeaf.keys[0] }
    }

    var old: Side
    var new: Side
    var found: [Difference] = []

    init(old: Node?, new: Node?) {
        self.old = Side(old)
        self.new = Side(new)
    }

    mutating func run(_ equal: (Element, Element) -> Bool) {
        while true {
            switch (old.top, new.top) {
            case (nil, nil): return
            case (let node?, nil): takeOld(node)
            case (nil, let node?): takeNew(node)
            case (let before?, let after?): compare(before, after, equal)
            }
        }
    }

    private mutating func takeOld(_ node: Node) {
        guard node.isLeaf else { return old.open() }
        found.append(
            Difference(key: node.keys[old.offset], old: node.values[old.offset], new: nil))
        old.advance(in: node)
    }

    private mutating func takeNew(_ node: Node) {
        guard node.isLeaf else { return new.open() }
        found.append(
            Difference(key: node.keys[new.offset], old: nil, new: node.values[new.offset]))
        new.advance(in: node)
    }

    private mutating func compare(
        _ before: Node, _ after: Node, _ equal: (Element, Element) -> Bool
    ) {
        if before === after, old.offset == new.offset {
            old.skipTop()
            new.skipTop()
            return
        }
        if !before.isLeaf, !after.isLeaf {
            if before.height >= after.height { old.open() }
            if after.height >= before.height { new.open() }
            return
        }
        let oldKey = old.nextKey(before)
        let newKey = new.nextKey(after)
        if oldKey < newKey { return takeOld(before) }
        if newKey < oldKey { return takeNew(after) }
        guard before.isLeaf else { return old.open() }
        guard after.isLeaf else { return new.open() }
        let oldValue = before.values[old.offset]
        let newValue = after.values[new.offset]
        if !equal(oldValue, newValue) {
            found.append(Difference(key: oldKey, old: oldValue, new: newValue))
        }
        old.advance(in: before)
        new.advance(in: after)
    }
}
