public import KubeAPI
public import OrderedMaps

/// Who owns whom, as the garbage collector has been told.
///
/// Upstream: pkg/controller/garbagecollector/graph.go (node, concurrentUIDToNode); how changes move it:
/// `GraphChanges.swift`.
public struct OwnerGraph: Sendable {
    /// One object, or one that is only known as somebody's owner (virtual).
    public struct Node: Sendable {
        /// What it goes by: as seen, or as a dependent claims.
        public internal(set) var identity: OwnerIdentity
        /// Its references to owners.
        public internal(set) var owners: [OwnerReference] = []
        /// The uids of those that name it as an owner.
        public internal(set) var dependents = OrderedMap<String, Bool>()
        /// Seen only in owner references so far.
        public internal(set) var isVirtual = false
        /// It has a deletionTimestamp.
        public internal(set) var isBeingDeleted = false
        /// Its deletion waits for its dependents (foreground).
        public internal(set) var isDeletingDependents = false
    }

    var nodes = OrderedMap<String, Node>()
    /// Owners that are known to be absent.
    public internal(set) var absent = AbsentOwners()

    /// The node of an object by its uid.
    public subscript(uid: String) -> Node? { nodes[uid] }
    /// How many nodes there are, virtual ones too.
    public var count: Int { nodes.count }
    /// All nodes, ordered by uid.
    public var all: [Node] { nodes.allValues }

    /// Those that name `uid` as an owner, as far as they are nodes.
    func dependents(of uid: String) -> [Node] {
        nodes[uid]?.dependents.compactMap { nodes[$0.key] } ?? []
    }

    /// The dependents that hold up the deletion of `uid`. Upstream: blockingDependents.
    public func blockingDependents(of uid: String) -> [Node] {
        dependents(of: uid).filter { dependent in
            dependent.owners.contains { $0.uid == uid && $0.blocksOwnerDeletion }
        }
    }

    /// What must hold: an edge that starts at one of two nodes is known to the other.
    func invariantBroken() -> String? {
        for (uid, node) in nodes {
            for owner in node.owners {
                if let known = nodes[owner.uid], known.dependents[uid] == nil {
                    return "\(node.identity) names the owner \(owner.name), which does not know it"
                }
            }
            for (dependent, _) in node.dependents
            where nodes[dependent]?.owners.contains(where: { $0.uid == uid }) != true {
                return "\(node.identity) counts \(dependent) as a dependent, which does not name it"
            }
        }
        return nil
    }
}
