/// One node of the B+tree behind `OrderedMap`; its identity is what snapshots share.
///
/// `@unchecked Sendable`: a node is changed only through a reference that
/// `isKnownUniquelyReferenced` has found to be the only one, so no second thread can see the change;
/// a shared node is copied first. Every change in this module goes through `makeUnique`.
///
/// A leaf (height 0) holds `keys[i]` and `values[i]` side by side. An inner node holds one child
/// more than it has keys: `children[i]` holds the keys that are below `keys[i]` and not below
/// `keys[i - 1]`. Separators bound their children; they need not be present as keys.
@usableFromInline
final class OrderedMapNode<Key: Comparable & Sendable, Element: Sendable>: @unchecked Sendable {
    @usableFromInline let height: Int
    // Unchecked: a change goes through the only reference, so nothing else can be reading (5 % of a pod's cost).
    @exclusivity(unchecked) @usableFromInline var keys: [Key]
    @exclusivity(unchecked) @usableFromInline var values: [Element]
    @exclusivity(unchecked) @usableFromInline var children: [OrderedMapNode]

    @inlinable
    init(leaf keys: [Key], values: [Element]) {
        height = 0
        self.keys = keys
        self.values = values
        children = []
    }

    @inlinable
    init(height: Int, separators: [Key], children: [OrderedMapNode]) {
        self.height = height
        keys = separators
        values = []
        self.children = children
    }

    @inlinable var isLeaf: Bool { height == 0 }

    /// Entries of a leaf, children of an inner node: what the size limits are about.
    @inlinable var width: Int { isLeaf ? keys.count : children.count }

    /// A second node with the same content; children are shared.
    @inlinable
    func copy() -> OrderedMapNode {
        isLeaf
            ? OrderedMapNode(leaf: keys, values: values)
            : OrderedMapNode(height: height, separators: keys, children: children)
    }

    /// Makes sure that `node` is held by this reference only.
    @inlinable
    static func makeUnique(_ node: inout OrderedMapNode) {
        if !isKnownUniquelyReferenced(&node) { node = node.copy() }
    }
}

// MARK: - Searching

extension OrderedMapNode {
    /// How many keys of this node are smaller than `key`.
    @inlinable
    func lowerBound(_ key: Key) -> Int {
        keys.withUnsafeBufferPointer { keys in
            var low = 0
            var high = keys.count
            while low < high {
                let middle = (low &+ high) >> 1
                if keys[middle] < key { low = middle &+ 1 } else { high = middle }
            }
            return low
        }
    }

    /// The child that would hold `key`: how many separators are not larger than `key`.
    @inlinable
    func childIndex(_ key: Key) -> Int {
        keys.withUnsafeBufferPointer { keys in
            var low = 0
            var high = keys.count
            while low < high {
                let middle = (low &+ high) >> 1
                if key < keys[middle] { high = middle } else { low = middle &+ 1 }
            }
            return low
        }
    }

    @inlinable
    func find(_ key: Key) -> Element? {
        var node = self
        while !node.isLeaf { node = node.children[node.childIndex(key)] }
        let index = node.lowerBound(key)
        guard index < node.keys.count, node.keys[index] == key else { return nil }
        return node.values[index]
    }

    @inlinable
    func contains(_ key: Key) -> Bool {
        var node = self
        while !node.isLeaf { node = node.children[node.childIndex(key)] }
        let index = node.lowerBound(key)
        return index < node.keys.count && node.keys[index] == key
    }

    @inlinable
    var firstLeaf: OrderedMapNode {
        var node = self
        while !node.isLeaf { node = node.children[0] }
        return node
    }

    @inlinable
    var lastLeaf: OrderedMapNode {
        var node = self
        while !node.isLeaf { node = node.children[node.children.count - 1] }
        return node
    }

    /// The entry with the largest key below `key`.
    @inlinable
    func lastBefore(_ key: Key) -> (key: Key, value: Element)? {
        if isLeaf {
            let index = lowerBound(key)
            return index == 0 ? nil : (keys[index - 1], values[index - 1])
        }
        let index = childIndex(key)
        if let found = children[index].lastBefore(key) { return found }
        guard index > 0 else { return nil }
        let leaf = children[index - 1].lastLeaf
        let last = leaf.keys.count - 1
        return (leaf.keys[last], leaf.values[last])
    }

    /// Appends the values of all entries.
    @inlinable
    func appendValues(to out: inout [Element]) {
        if isLeaf {
            out.append(contentsOf: values)
        } else {
            for child in children { child.appendValues(to: &out) }
        }
    }

    /// Calls `body` with the values of each leaf.
    @inlinable
    func visitRuns(_ body: ([Element]) -> Void) {
        if isLeaf {
            body(values)
        } else {
            for child in children { child.visitRuns(body) }
        }
    }

    /// Calls `body` for entries from `start` on until it answers false; false if it was stopped.
    @inlinable
    func visit(from start: Key?, _ body: (Key, Element) -> Bool) -> Bool {
        if isLeaf {
            var index = start.map(lowerBound) ?? 0
            while index < keys.count {
                if !body(keys[index], values[index]) { return false }
                index += 1
            }
            return true
        }
        let first = start.map(childIndex) ?? 0
        var index = first
        while index < children.count {
            if !children[index].visit(from: index == first ? start : nil, body) { return false }
            index += 1
        }
        return true
    }
}
