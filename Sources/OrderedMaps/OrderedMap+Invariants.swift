extension OrderedMap {
    /// Stops the program if the tree is not what its comments promise. For tests; looks at all.
    public func checkInvariants() {
        guard let root else {
            precondition(count == 0, "an empty tree counts \(count)")
            return
        }
        let seen = root.checkInvariants(isRoot: true, low: nil, high: nil)
        precondition(seen == count, "the tree holds \(seen) entries but counts \(count)")
    }
}

extension OrderedMapNode {
    /// Checks the subtree, whose keys must lie in `low ..< high`; answers how many there are.
    func checkInvariants(isRoot: Bool, low: Key?, high: Key?) -> Int {
        precondition(width <= OrderedMapLimits.widthMax, "a node is \(width) wide")
        let least = isRoot ? (isLeaf ? 1 : 2) : OrderedMapLimits.widthMin
        precondition(width >= least, "a node is only \(width) wide")
        for (before, after) in zip(keys, keys.dropFirst()) {
            precondition(before < after, "keys are out of order")
        }
        if let low, let first = keys.first { precondition(!(first < low), "a key is too small") }
        if let high, let last = keys.last { precondition(last < high, "a key is too large") }
        if isLeaf {
            precondition(keys.count == values.count, "a leaf has keys without values")
            return keys.count
        }
        precondition(keys.count + 1 == children.count, "separators and children disagree")
        var seen = 0
        for (index, child) in children.enumerated() {
            precondition(child.height == height - 1, "the tree is not level")
            seen += child.checkInvariants(
                isRoot: false, low: index == 0 ? low : keys[index - 1],
                high: index == keys.count ? high : keys[index])
        }
        return seen
    }
}
