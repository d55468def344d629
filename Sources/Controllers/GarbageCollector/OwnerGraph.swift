public import KubeAPI
public import OrderedMaps

/// Who owns whom, as the garbage collector has seen it.
///
/// Upstream: pkg/controller/garbagecollector/graph.go, graph_builder.go.
public struct OwnerGraph: Sendable {
    /// One object, or one that is only known as somebody's owner (virtual).
    public struct Node: Sendable {
        public let resource: Resource
        public let key: ObjectKey
        public let uid: String
        public var owners: [OwnerReference]
        public var dependents = OrderedMap<String, Bool>()
        /// Seen only in an owner reference so far.
        public var isVirtual: Bool
        public var isBeingDeleted = false
        /// Deletion waits for its dependents (foreground).
        public var isDeletingDependents = false
    }

    private var nodes = OrderedMap<String, Node>()
    /// Owners that were looked up and are not there. Upstream keeps 500 of them.
    private var absent = OrderedMap<String, Int>()
    private var absentOrder = OrderedMap<Int, String>()
    private var clock = 0
    static let absentMax = 500

    public subscript(uid: String) -> Node? { nodes[uid] }
    public var count: Int { nodes.count }
    /// All nodes, ordered by uid.
    public var all: [Node] { nodes.map { $0.value } }

    mutating func update(_ uid: String, _ change: (inout Node) -> Void) { nodes.update(uid, change) }

    /// What taking over owner references came to.
    struct Linked {
        /// The uids of the nodes to look at: new virtual owners, and the object itself if a reference is doubtful.
        var suspects: [String] = []
        /// References to an owner that was seen in another namespace.
        var elsewhere: [OwnerReference] = []
    }

    /// Puts an object in; its owners that are unknown become virtual nodes.
    mutating func insert(_ object: APIObject) -> Linked {
        let known: Void? = nodes.update(object.uid) { $0.isVirtual = false }
        if known == nil {
            nodes[object.uid] = Node(
                resource: object.resource, key: object.key, uid: object.uid, owners: [], isVirtual: false)
        }
        return setOwners(of: object)
    }

    /// Takes over the owner references of an object.
    /// Upstream: graph_builder.go, addDependentToOwners.
    mutating func setOwners(of object: APIObject) -> Linked {
        var linked = Linked()
        var isDoubtful = false
        let before = nodes[object.uid]?.owners ?? []
        for owner in before where !object.meta.owners.contains(where: { $0.uid == owner.uid }) {
            nodes.update(owner.uid) { $0.dependents[object.uid] = nil }
        }
        for owner in object.meta.owners {
            let isNew = !before.contains { $0.uid == owner.uid }
            var found: Node?
            nodes.update(owner.uid) {
                $0.dependents[object.uid] = true
                if isNew { found = $0 }
            }
            if let found, !isDoubtful {
                let isElsewhere = !found.key.namespace.isEmpty && found.key.namespace != object.namespace
                if isElsewhere && !found.isVirtual { linked.elsewhere.append(owner) }
                isDoubtful = isElsewhere || found.key.name != owner.name || found.resource.info.kind != owner.kind
            }
            if nodes[owner.uid] != nil { continue }
            guard let info = ResourceTable.find(apiVersion: owner.apiVersion, kind: owner.kind) else { continue }
            var virtual = Node(
                resource: info.resource,
                key: ObjectKey(info.isNamespaced ? object.namespace : "", owner.name), uid: owner.uid, owners: [],
                isVirtual: true)
            virtual.dependents[object.uid] = true
            nodes[owner.uid] = virtual
            linked.suspects.append(owner.uid)
        }
        nodes.update(object.uid) { $0.owners = object.meta.owners }
        if isDoubtful { linked.suspects.append(object.uid) }
        return linked
    }

    /// Takes an object out.
    ///
    /// - Returns: the uids of its dependents.
    mutating func remove(_ uid: String) -> [String] {
        guard let node = nodes.removeValue(forKey: uid) else { return [] }
        for owner in node.owners { nodes.update(owner.uid) { $0.dependents[uid] = nil } }
        if !node.dependents.isEmpty { markAbsent(uid, in: node.key.namespace) }
        return node.dependents.map { $0.key }
    }

    /// Notes that there is no object of this uid in `namespace`; it may be in another.
    mutating func markAbsent(_ owner: String, in namespace: String) {
        let uid = "\(owner)@\(namespace)"
        if absent[uid] != nil { return }
        clock += 1
        absent[uid] = clock
        absentOrder[clock] = uid
        if absent.count > OwnerGraph.absentMax, let (_, oldest) = absentOrder.popFirst() { absent[oldest] = nil }
    }

    /// Is the owner known to be neither in `namespace` nor cluster-wide?
    func isAbsent(_ owner: String, from namespace: String) -> Bool {
        absent["\(owner)@"] != nil || absent["\(owner)@\(namespace)"] != nil
    }

    /// The dependents that hold up the deletion of `uid`.
    func blockingDependents(of uid: String) -> [Node] {
        guard let node = nodes[uid] else { return [] }
        return node.dependents.compactMap { nodes[$0.key] }.filter { dependent in
            dependent.owners.contains { $0.uid == uid && $0.blocksOwnerDeletion }
        }
    }

    /// What must hold: edges go both ways.
    func invariantBroken() -> String? {
        for (uid, node) in nodes {
            for owner in node.owners where nodes[owner.uid]?.dependents[uid] == nil {
                if nodes[owner.uid] != nil {
                    return "\(node.key) names the owner \(owner.name), which does not know it"
                }
            }
        }
        return nil
    }
}

/// The keys of the garbage collector's two queues: `pods/default`, `web-x#uid`.
enum GraphKey {
    static let attemptToDelete: UInt8 = 0
    static let attemptToOrphan: UInt8 = 1

    static func make(_ node: OwnerGraph.Node) -> ObjectKey {
        let place =
            node.key.namespace.isEmpty
            ? node.resource.info.plural : "\(node.resource.info.plural)/\(node.key.namespace)"
        return ObjectKey(place, "\(node.key.name)#\(node.uid)")
    }

    static func uid(of key: ObjectKey) -> String {
        key.name.split(separator: "#").last.map(String.init) ?? ""
    }
}
