public import Documents

/// A set of fields of an object: what one manager owns.
///
/// A tree of path elements in their order; a node may be in the set itself, hold others, or both.
/// Upstream: sigs.k8s.io/structured-merge-diff/v6 fieldpath/set.go.
public struct FieldSet: Sendable, Equatable {
    /// One element with what is below it.
    public struct Node: Sendable, Equatable {
        /// Where it is.
        public let element: PathElement
        /// The field itself is in the set.
        public var isMember: Bool
        /// What is in the set below it.
        public var children: FieldSet
    }

    /// Sorted by element; each node is a member or has children.
    public private(set) var nodes: [Node] = []

    /// The empty set.
    public init() {}

    init(sorted nodes: [Node]) { self.nodes = nodes }

    /// The set of these paths.
    public init(_ paths: [[PathElement]]) { for path in paths { insert(path[...]) } }

    /// Nothing is in it.
    public var isEmpty: Bool { nodes.isEmpty }

    /// Puts a path in; the empty path changes nothing.
    public mutating func insert(_ path: ArraySlice<PathElement>) {
        guard let first = path.first else { return }
        let place = place(of: first)
        if place == nodes.count || nodes[place].element != first {
            nodes.insert(Node(element: first, isMember: false, children: FieldSet()), at: place)
        }
        if path.count == 1 { nodes[place].isMember = true } else { nodes[place].children.insert(path.dropFirst()) }
    }

    /// Puts an element in with all that is below it.
    mutating func put(_ node: Node) {
        let place = place(of: node.element)
        guard place < nodes.count, nodes[place].element == node.element else {
            nodes.insert(node, at: place)
            return
        }
        nodes[place].isMember = nodes[place].isMember || node.isMember
        nodes[place].children = nodes[place].children.union(node.children)
    }

    /// Is that very field in the set?
    public func has(_ path: ArraySlice<PathElement>) -> Bool {
        guard let first = path.first, let node = node(first) else { return false }
        return path.count == 1 ? node.isMember : node.children.has(path.dropFirst())
    }

    /// The node of an element, if there is one.
    func node(_ element: PathElement) -> Node? {
        let place = place(of: element)
        return place < nodes.count && nodes[place].element == element ? nodes[place] : nil
    }

    private func place(of element: PathElement) -> Int {
        if let last = nodes.last, last.element < element { return nodes.count }
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle].element < element { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Every path of the set: those of a level first, then what is below them.
    public var paths: [[PathElement]] {
        var out: [[PathElement]] = []
        collect([], &out)
        return out
    }

    private func collect(_ prefix: [PathElement], _ out: inout [[PathElement]]) {
        for node in nodes where node.isMember { out.append(prefix + [node.element]) }
        for node in nodes where !node.children.isEmpty { node.children.collect(prefix + [node.element], &out) }
    }
}

extension FieldSet {
    /// What is in one of them.
    public func union(_ other: FieldSet) -> FieldSet {
        if isEmpty { return other }
        if isEmpty || other.isEmpty { return self }
        return zipped(other) { one, two in
            guard let one else { return two }
            guard let two else { return one }
            return Node(
                element: one.element, isMember: one.isMember || two.isMember, children: one.children.union(two.children)
            )
        }
    }

    /// What is in both.
    public func intersection(_ other: FieldSet) -> FieldSet {
        if isEmpty || other.isEmpty { return FieldSet() }
        return zipped(other) { one, two in
            guard let one, let two else { return nil }
            return Node(
                element: one.element, isMember: one.isMember && two.isMember,
                children: one.children.intersection(two.children))
        }
    }

    /// What is here and not there; fields below one that is there stay.
    public func difference(_ other: FieldSet) -> FieldSet {
        if isEmpty || other.isEmpty { return self }
        return zipped(other) { one, two in
            guard let one, let two else { return one }
            return Node(
                element: one.element, isMember: one.isMember && !two.isMember,
                children: one.children.difference(two.children))
        }
    }

    /// What is neither there nor below a field that is there.
    public func recursiveDifference(_ other: FieldSet) -> FieldSet {
        if isEmpty || other.isEmpty { return self }
        return zipped(other) { one, two in
            guard let one, let two else { return one }
            if two.isMember { return nil }
            return Node(
                element: one.element, isMember: one.isMember,
                children: one.children.recursiveDifference(two.children))
        }
    }

    /// With every struct field on the way to a member as a member itself, so that sets of versions which differ
    /// in what is below can be compared.
    func withNamedFieldsAsMembers(_ shape: MergeShape) -> FieldSet {
        FieldSet(
            sorted: nodes.map { node in
                guard !node.children.isEmpty else { return node }
                var node = node
                if case .field(let name) = node.element, case .structure(let structure) = shape,
                    structure.member(name) != nil
                {
                    node.isMember = true
                }
                node.children = node.children.withNamedFieldsAsMembers(shape.child(node.element))
                return node
            })
    }

    private func zipped(_ other: FieldSet, _ join: (Node?, Node?) -> Node?) -> FieldSet {
        var out: [Node] = []
        func take(_ node: Node?) {
            if let node, node.isMember || !node.children.isEmpty { out.append(node) }
        }
        var (one, two) = (0, 0)
        while one < nodes.count, two < other.nodes.count {
            let order = PathElement.order(nodes[one].element, other.nodes[two].element)
            take(join(order <= 0 ? nodes[one] : nil, order >= 0 ? other.nodes[two] : nil))
            if order <= 0 { one += 1 }
            if order >= 0 { two += 1 }
        }
        for node in nodes[one...] { take(join(node, nil)) }
        for node in other.nodes[two...] { take(join(nil, node)) }
        return FieldSet(sorted: out)
    }
}

extension FieldSet {
    /// As `fieldsV1` has it. Upstream: fieldpath/serialize.go.
    public var value: Value { value(isMember: false) }

    private func value(isMember: Bool) -> Value {
        var fields: [(String, Value)] = []
        if isMember && !nodes.isEmpty { fields.append((".", [:])) }
        for node in nodes { fields.append((node.element.serialized, node.children.value(isMember: node.isMember))) }
        return .object(Fields(fields))
    }

    /// Reads `fieldsV1`.
    public static func read(_ value: Value) throws(FieldSetError) -> FieldSet {
        var out = FieldSet()
        guard case .object(let fields) = value else { throw FieldSetError(message: "expected a map") }
        for field in fields where field.key != "." {
            guard let element = try PathElement.read(field.key) else { continue }
            let children = try read(field.value)
            let isMember = children.isEmpty || field.value["."] != nil
            out.insert([element])
            let place = out.place(of: element)
            out.nodes[place].isMember = isMember
            out.nodes[place].children = children
        }
        return out
    }
}
