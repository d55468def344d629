/// Entries of a map in key order, from a start to an end that is left out.
///
/// The sequence holds a snapshot: changing the map while walking is safe and not seen.
public struct OrderedMapRange<Key: Comparable & Sendable, Element: Sendable>: Sequence, Sendable {
    @usableFromInline let root: OrderedMapNode<Key, Element>?
    @usableFromInline let start: Key?
    @usableFromInline let end: Key?

    @inlinable
    init(root: OrderedMapNode<Key, Element>?, start: Key?, end: Key?) {
        self.root = root
        self.start = start
        self.end = end
    }

    /// Starts a walk.
    @inlinable
    public func makeIterator() -> OrderedMapIterator<Key, Element> {
        OrderedMapIterator(root: root, start: start, end: end)
    }
}

/// A walk over a snapshot of a map.
public struct OrderedMapIterator<Key: Comparable & Sendable, Element: Sendable>: IteratorProtocol,
    Sendable
{
    @usableFromInline typealias Node = OrderedMapNode<Key, Element>

    /// The inner nodes above the current leaf, each with the child to visit next.
    @usableFromInline var above: [(node: Node, next: Int)]
    @usableFromInline var leaf: Node?
    @usableFromInline var index: Int
    @usableFromInline let end: Key?

    @inlinable
    init(root: Node?, start: Key?, end: Key?) {
        above = []
        leaf = nil
        index = 0
        self.end = end
        guard var node = root else { return }
        while !node.isLeaf {
            let child = start.map(node.childIndex) ?? 0
            above.append((node, child + 1))
            node = node.children[child]
        }
        leaf = node
        index = start.map(node.lowerBound) ?? 0
    }

    /// The next entry, or `nil` at the end.
    @inlinable
    public mutating func next() -> (key: Key, value: Element)? {
        while let current = leaf {
            if index < current.keys.count {
                let key = current.keys[index]
                if let end, !(key < end) {
                    leaf = nil
                    return nil
                }
                defer { index += 1 }
                return (key, current.values[index])
            }
            moveToNextLeaf()
        }
        return nil
    }

    @inlinable
    mutating func moveToNextLeaf() {
        leaf = nil
        index = 0
        while let (node, next) = above.popLast() {
            guard next < node.children.count else { continue }
            above.append((node, next + 1))
            var below = node.children[next]
            while !below.isLeaf {
                above.append((below, 1))
                below = below.children[0]
            }
            leaf = below
            return
        }
    }
}

extension OrderedMap: Sequence {
    /// Starts a walk over all entries in key order.
    @inlinable
    public func makeIterator() -> OrderedMapIterator<Key, Element> {
        OrderedMapIterator(root: root, start: nil, end: nil)
    }

    /// The entry count, so that arrays are made in one piece.
    @inlinable public var underestimatedCount: Int { storedCount }

    /// The keys in order, lazily.
    @inlinable
    public var keys: LazyMapSequence<OrderedMapRange<Key, Element>, Key> {
        OrderedMapRange(root: root, start: nil, end: nil).lazy.map { $0.key }
    }

    /// The values in the order of their keys, lazily.
    @inlinable
    public var values: LazyMapSequence<OrderedMapRange<Key, Element>, Element> {
        OrderedMapRange(root: root, start: nil, end: nil).lazy.map { $0.value }
    }

    /// The entries whose keys are not below `start`.
    @inlinable
    public func range(from start: Key) -> OrderedMapRange<Key, Element> {
        OrderedMapRange(root: root, start: start, end: nil)
    }

    /// The entries whose keys are not below `start` and below `end`.
    @inlinable
    public func range(from start: Key, to end: Key) -> OrderedMapRange<Key, Element> {
        OrderedMapRange(root: root, start: start, end: end)
    }

    /// Calls `body` for entries from `start` on, in order, until it answers false.
    ///
    /// The quickest way to walk: no iterator state is kept. True if the end was reached.
    @inlinable
    @discardableResult
    public func forEach(from start: Key? = nil, while body: (Key, Element) -> Bool) -> Bool {
        root?.visit(from: start, body) ?? true
    }

    /// Calls `body` with the values in the order of their keys, a run of neighbours at a time: by index, parts of
    /// a large value are read without copying all of it.
    @inlinable
    public func forEachRun(_ body: ([Element]) -> Void) { root?.visitRuns(body) }
}
