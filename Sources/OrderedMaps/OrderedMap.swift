/// A map sorted by key whose copies share structure.
///
/// `let snapshot = map` costs one pointer; the first change after it copies only the path to the
/// changed entry (about `log₃₂ count` nodes of at most 32 entries). Lookup, insertion and removal
/// cost a binary search per level. Entries come out in ascending order of their keys, so results
/// that are built from a walk are the same in every run.
///
/// ```swift
/// var ages: OrderedMap<String, Int> = OrderedMap()
/// ages["eva"] = 31
/// ages.update("eva") { $0 += 1 }   // changed where it lies
/// ```
public struct OrderedMap<Key: Comparable & Sendable, Element: Sendable>: Sendable {
    @usableFromInline typealias Node = OrderedMapNode<Key, Element>

    @usableFromInline var root: Node?
    @usableFromInline var storedCount: Int

    /// Makes an empty map.
    @inlinable
    public init() {
        root = nil
        storedCount = 0
    }

    /// How many entries there are.
    @inlinable public var count: Int { storedCount }

    /// Whether there are no entries.
    @inlinable public var isEmpty: Bool { storedCount == 0 }

    /// The value of `key`; setting `nil` removes the entry.
    ///
    /// To change part of a value use `update`: a get and a set copy it.
    @inlinable
    public subscript(key: Key) -> Element? {
        get { root?.find(key) }
        set {
            if let newValue {
                update(key, default: newValue) { $0 = newValue }
            } else {
                removeValue(forKey: key)
            }
        }
    }

    /// Whether there is an entry for `key`.
    @inlinable
    public func contains(_ key: Key) -> Bool { root?.contains(key) ?? false }

    /// The entry with the smallest key.
    @inlinable
    public var first: (key: Key, value: Element)? {
        guard let leaf = root?.firstLeaf else { return nil }
        return (leaf.keys[0], leaf.values[0])
    }

    /// The entry with the largest key.
    @inlinable
    public var last: (key: Key, value: Element)? {
        guard let leaf = root?.lastLeaf else { return nil }
        let index = leaf.keys.count - 1
        return (leaf.keys[index], leaf.values[index])
    }

    /// The entry with the largest key below `key`.
    @inlinable
    public func lastBefore(_ key: Key) -> (key: Key, value: Element)? { root?.lastBefore(key) }

    /// The values in the order of their keys, as one array: quicker than a walk.
    @inlinable
    public var allValues: [Element] {
        var out: [Element] = []
        out.reserveCapacity(storedCount)
        root?.appendValues(to: &out)
        return out
    }

    /// Drops all entries.
    @inlinable
    public mutating func removeAll() {
        root = nil
        storedCount = 0
    }
}

/// The sizes of the tree's nodes.
public enum OrderedMapLimits {
    /// Entries of a leaf and children of an inner node, at most.
    public static let nodeWidthMax = 32
    /// The same, at least, in every node but the root.
    public static let nodeWidthMin = 8

    @inlinable static var widthMax: Int { 32 }
    @inlinable static var widthMin: Int { 8 }
    /// Neighbours that are together at most this wide become one node.
    @inlinable static var widthAfterMergeMax: Int { 24 }
    /// Where a node splits that grew at its end: ascending keys leave well filled nodes.
    @inlinable static var splitOfAscending: Int { 24 }
}

extension OrderedMap: Equatable where Element: Equatable {
    /// Whether both hold the same entries; subtrees shared by identity are not looked at.
    public static func == (left: OrderedMap, right: OrderedMap) -> Bool {
        if left.count != right.count { return false }
        if left.root === right.root { return true }
        return left.differences(from: right, equal: ==).isEmpty
    }
}
