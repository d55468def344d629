extension OrderedMap {
    /// Removes the entry of `key` and returns its value; `nil` if there was none.
    @inlinable
    @discardableResult
    public mutating func removeValue(forKey key: Key) -> Element? {
        guard root != nil else { return nil }
        if !isKnownUniquelyReferenced(&root) {
            guard let shared = root, shared.contains(key) else { return nil }
            root = shared.copy()
        }
        guard let removed = root?.remove(key) else { return nil }
        shrinkAfterRemoval()
        return removed
    }

    /// Removes the entry with the smallest key; no keys are compared.
    @inlinable
    @discardableResult
    public mutating func popFirst() -> (key: Key, value: Element)? {
        guard root != nil else { return nil }
        if !isKnownUniquelyReferenced(&root) { root = root?.copy() }
        guard let removed = root?.removeFirst() else { return nil }
        shrinkAfterRemoval()
        return removed
    }

    @inlinable
    mutating func shrinkAfterRemoval() {
        storedCount -= 1
        guard let top = root else { return }
        if top.isLeaf {
            if top.keys.isEmpty { root = nil }
        } else if top.children.count == 1 {
            root = top.children[0]
        }
    }
}

extension OrderedMapNode {
    /// Removes an entry; the receiver must be uniquely referenced.
    @inlinable
    func remove(_ key: Key) -> Element? {
        if isLeaf {
            let index = lowerBound(key)
            guard index < keys.count, keys[index] == key else { return nil }
            keys.remove(at: index)
            return values.remove(at: index)
        }
        let index = childIndex(key)
        if !isKnownUniquelyReferenced(&children[index]) {
            guard children[index].contains(key) else { return nil }
            children[index] = children[index].copy()
        }
        guard let removed = children[index].remove(key) else { return nil }
        refill(index)
        return removed
    }

    /// Removes the first entry; the receiver must be uniquely referenced and not empty.
    @inlinable
    func removeFirst() -> (key: Key, value: Element) {
        if isLeaf { return (keys.removeFirst(), values.removeFirst()) }
        OrderedMapNode.makeUnique(&children[0])
        let removed = children[0].removeFirst()
        refill(0)
        return removed
    }

    /// Joins the child `index` with a neighbour, or takes some of it, if the child is too narrow.
    @inlinable
    func refill(_ index: Int) {
        guard children[index].width < OrderedMapLimits.widthMin, children.count > 1 else { return }
        let left = index == 0 ? 0 : index - 1
        OrderedMapNode.makeUnique(&children[left])
        let right = children.remove(at: left + 1)
        let separator = keys.remove(at: left)
        children[left].append(right, separator: separator)
        let width = children[left].width
        if width > OrderedMapLimits.widthAfterMergeMax {
            let split = children[left].split(at: width / 2)
            keys.insert(split.separator, at: left)
            children.insert(split.right, at: left + 1)
        }
    }

    /// Takes over the content of the right neighbour.
    @inlinable
    func append(_ right: OrderedMapNode, separator: Key) {
        if isLeaf {
            keys.append(contentsOf: right.keys)
            values.append(contentsOf: right.values)
        } else {
            keys.append(separator)
            keys.append(contentsOf: right.keys)
            children.append(contentsOf: right.children)
        }
    }
}
