extension OrderedMap {
    /// Changes the value of `key` where it lies; `nil` if there is no such entry.
    ///
    /// The value is not copied while no snapshot shares its node.
    @inlinable
    @discardableResult
    public mutating func update<Answer>(
        _ key: Key, _ change: (inout Element) -> Answer
    ) -> Answer? {
        guard root != nil else { return nil }
        if !isKnownUniquelyReferenced(&root) {
            guard let shared = root, shared.contains(key) else { return nil }
            root = shared.copy()
        }
        return root?.update(key, change)
    }

    /// Changes the value of `key` where it lies; a missing entry is made from `initial` first.
    @inlinable
    @discardableResult
    public mutating func update<Answer>(
        _ key: Key, default initial: @autoclosure () -> Element,
        _ change: (inout Element) -> Answer
    ) -> Answer {
        if root == nil { root = Node(leaf: [], values: []) }
        if !isKnownUniquelyReferenced(&root) { root = root?.copy() }
        guard let top = root else { preconditionFailure("an ordered map lost its root") }
        let outcome = top.put(key, initial, change)
        if outcome.isNew { storedCount += 1 }
        if let split = outcome.split {
            root = Node(
                height: top.height + 1, separators: [split.separator],
                children: [top, split.right])
        }
        return outcome.answer
    }
}

extension OrderedMapNode {
    /// The right part of a node that became too wide.
    @usableFromInline
    struct Split {
        @usableFromInline let separator: Key
        @usableFromInline let right: OrderedMapNode

        @inlinable
        init(separator: Key, right: OrderedMapNode) {
            self.separator = separator
            self.right = right
        }
    }

    @usableFromInline
    struct PutOutcome<Answer> {
        @usableFromInline let answer: Answer
        @usableFromInline let isNew: Bool
        @usableFromInline let split: Split?

        @inlinable
        init(answer: Answer, isNew: Bool, split: Split?) {
            self.answer = answer
            self.isNew = isNew
            self.split = split
        }
    }

    /// Changes an entry; the receiver must be uniquely referenced.
    @inlinable
    func update<Answer>(_ key: Key, _ change: (inout Element) -> Answer) -> Answer? {
        if isLeaf {
            let index = lowerBound(key)
            guard index < keys.count, keys[index] == key else { return nil }
            return change(&values[index])
        }
        let index = childIndex(key)
        if !isKnownUniquelyReferenced(&children[index]) {
            guard children[index].contains(key) else { return nil }
            children[index] = children[index].copy()
        }
        return children[index].update(key, change)
    }

    /// Changes or inserts an entry; the receiver must be uniquely referenced.
    @inlinable
    func put<Answer>(
        _ key: Key, _ initial: () -> Element, _ change: (inout Element) -> Answer
    ) -> PutOutcome<Answer> {
        if isLeaf {
            let index = lowerBound(key)
            if index < keys.count, keys[index] == key {
                return PutOutcome(answer: change(&values[index]), isNew: false, split: nil)
            }
            keys.insert(key, at: index)
            values.insert(initial(), at: index)
            let answer = change(&values[index])
            return PutOutcome(
                answer: answer, isNew: true, split: splitIfTooWide(insertedAt: index))
        }
        let index = childIndex(key)
        OrderedMapNode.makeUnique(&children[index])
        let outcome = children[index].put(key, initial, change)
        guard let split = outcome.split else { return outcome }
        keys.insert(split.separator, at: index)
        children.insert(split.right, at: index + 1)
        return PutOutcome(
            answer: outcome.answer, isNew: outcome.isNew,
            split: splitIfTooWide(insertedAt: index + 1))
    }

    @inlinable
    func splitIfTooWide(insertedAt index: Int) -> Split? {
        guard width > OrderedMapLimits.widthMax else { return nil }
        let cut =
            index == width - 1 ? OrderedMapLimits.splitOfAscending : width / 2
        return split(at: cut)
    }

    /// Keeps the first `cut` entries or children and hands out the rest.
    @inlinable
    func split(at cut: Int) -> Split {
        if isLeaf {
            let right = OrderedMapNode(leaf: Array(keys[cut...]), values: Array(values[cut...]))
            keys.removeSubrange(cut...)
            values.removeSubrange(cut...)
            return Split(separator: right.keys[0], right: right)
        }
        let separator = keys[cut - 1]
        let right = OrderedMapNode(
            height: height, separators: Array(keys[cut...]), children: Array(children[cut...]))
        keys.removeSubrange((cut - 1)...)
        children.removeSubrange(cut...)
        return Split(separator: separator, right: right)
    }
}
