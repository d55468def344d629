import KubeAPI
import OrderedMaps

/// The scheduler's cache: nodes and the pods on them, those included that it only assumes to be there.
///
/// Changed by one row at a time, never rebuilt; only the order of the nodes is made anew when one comes or
/// goes. Upstream: pkg/scheduler/backend/cache/cache.go, node_tree.go.
struct ClusterRows: Sendable {
    /// Where a pod is.
    struct Placement: Sendable {
        let pod: PodRow
        let node: String
        /// Not told by the API server yet.
        let isAssumed: Bool
    }

    /// A pod with terms about other pods, and the node it is on.
    struct Holder: Sendable {
        let pod: PodRow
        let node: Int
    }

    private(set) var rows = OrderedMap<Int, NodeRow>()
    /// The numbers of each row, by id; those of a node that is gone are not used again.
    private(set) var loads: [NodeLoad] = []
    private(set) var ids = OrderedMap<String, Int>()
    private(set) var placements = OrderedMap<ObjectKey, Placement>()
    private(set) var groups = LabelGroups()
    /// Pods with affinity terms of their own.
    private(set) var holders = OrderedMap<ObjectKey, Holder>()
    /// How many pods on nodes use a claim.
    private(set) var claimUsers = OrderedMap<ObjectKey, Int>()
    /// How many nodes have an image.
    private(set) var imageNodes = OrderedMap<String, Int>()
    /// Pods whose node is not known, by its name.
    private var strays = OrderedMap<String, OrderedMap<ObjectKey, PodRow>>()
    private var zones: [Zone] = []
    /// Node ids, zones taking turns. Rebuilt when nodes come or go: at most 5 000 numbers.
    private(set) var order: [Int] = []
    private var orderIsStale = false
    private(set) var nextID = 0
    private(set) var zonedNodes = 0
    /// Pods on known nodes, and on unknown ones.
    private var settled = 0
    private var strayCount = 0

    private struct Zone: Sendable {
        let key: String
        var members = OrderedMap<Int, Bool>()
    }

    var count: Int { rows.count }
    var assumed: [(key: ObjectKey, placement: Placement)] {
        placements.filter { $0.value.isAssumed }.map { ($0.key, $0.value) }
    }

    func row(named name: String) -> NodeRow? { ids[name].flatMap { rows[$0] } }

    // MARK: nodes

    /// Takes in a node: the facts before, `nil` if it is new.
    mutating func upsert(_ facts: NodeFacts) -> NodeFacts? {
        guard let id = ids[facts.name], let old = rows[id]?.facts else {
            addNode(facts)
            return nil
        }
        change(id) { $0.facts = facts }
        if old.zoneKey != facts.zoneKey {
            leaveZone(id, old)
            joinZone(id, facts)
        }
        count(images: old, sign: -1)
        count(images: facts, sign: 1)
        zonedNodes += (facts.zone == nil ? 0 : 1) - (old.zone == nil ? 0 : 1)
        return old
    }

    private mutating func addNode(_ facts: NodeFacts) {
        let id = nextID
        nextID += 1
        ids[facts.name] = id
        let row = NodeRow(id: id, facts: facts)
        rows[id] = row
        loads.append(NodeLoad(row))
        joinZone(id, facts)
        count(images: facts, sign: 1)
        zonedNodes += facts.zone == nil ? 0 : 1
        for (_, pod) in strays.removeValue(forKey: facts.name) ?? OrderedMap() {
            strayCount -= 1
            settle(pod, id)
        }
    }

    /// Removes a node; pods that are still on it wait for it to come back.
    mutating func removeNode(_ name: String) -> NodeFacts? {
        guard let id = ids.removeValue(forKey: name), let row = rows[id] else { return nil }
        for (key, pod) in row.pods {
            unsettle(pod, id)
            strayCount += 1
            strays.update(name, default: OrderedMap()) { $0[key] = pod }
        }
        rows[id] = nil
        leaveZone(id, row.facts)
        count(images: row.facts, sign: -1)
        zonedNodes -= row.facts.zone == nil ? 0 : 1
        return row.facts
    }

    /// Changes a row, and its numbers with it.
    private mutating func change(_ id: Int, _ body: (inout NodeRow) -> Void) {
        let load = rows.update(id) { row in
            body(&row)
            return NodeLoad(row)
        }
        if let load { loads[id] = load }
    }

    private mutating func joinZone(_ id: Int, _ facts: NodeFacts) {
        orderIsStale = true
        if let index = zones.firstIndex(where: { $0.key == facts.zoneKey }) {
            zones[index].members[id] = true
        } else {
            var zone = Zone(key: facts.zoneKey)
            zone.members[id] = true
            zones.append(zone)
        }
    }

    private mutating func leaveZone(_ id: Int, _ facts: NodeFacts) {
        orderIsStale = true
        guard let index = zones.firstIndex(where: { $0.key == facts.zoneKey }) else { return }
        zones[index].members[id] = nil
        if zones[index].members.isEmpty { zones.remove(at: index) }
    }

    private mutating func count(images facts: NodeFacts, sign: Int) {
        for image in facts.images {
            let left = imageNodes.update(image.name, default: 0) { count in
                count += sign
                return count
            }
            if left == 0 { imageNodes[image.name] = nil }
        }
    }

    /// Brings the order of the nodes up to date: one of each zone in turn.
    mutating func refreshOrder() {
        guard orderIsStale else { return }
        orderIsStale = false
        order.removeAll(keepingCapacity: true)
        var walks = zones.map { $0.members.makeIterator() }
        while order.count < rows.count {
            for index in walks.indices {
                if let (id, _) = walks[index].next() { order.append(id) }
            }
        }
    }

    /// Calls `body` with the numbers of each node once, in the order of nodes from `position` on and around, until
    /// it answers false.
    func visit(from position: Int, _ body: (NodeLoad) -> Bool) {
        for index in order.indices {
            let place = position + index
            let id = order[place < order.count ? place : place % order.count]
            if !body(loads[id]) { return }
        }
    }

    /// The facts of a node that is there.
    func facts(_ load: NodeLoad) -> NodeFacts {
        guard let row = rows[load.id] else { preconditionFailure("node \(load.id) is gone") }
        return row.facts
    }

    // MARK: pods

    /// Puts a pod on a node, or replaces it by a newer version.
    mutating func place(_ pod: PodRow, on node: String, isAssumed: Bool) {
        _ = remove(pod.key)
        placements[pod.key] = Placement(pod: pod, node: node, isAssumed: isAssumed)
        if let id = ids[node] {
            settle(pod, id)
        } else {
            strayCount += 1
            strays.update(node, default: OrderedMap()) { $0[pod.key] = pod }
        }
    }

    /// Takes a pod off its node.
    mutating func remove(_ key: ObjectKey) -> Placement? {
        guard let placement = placements.removeValue(forKey: key) else { return nil }
        if let id = ids[placement.node] {
            unsettle(placement.pod, id)
        } else {
            strayCount -= 1
            let isEmpty = strays.update(placement.node) { pods in
                pods[key] = nil
                return pods.isEmpty
            }
            if isEmpty == true { strays[placement.node] = nil }
        }
        return placement
    }

    private mutating func settle(_ pod: PodRow, _ id: Int) {
        settled += 1
        change(id) { $0.add(pod) }
        groups.count(pod, node: id, sign: 1)
        if !pod.spec.affinity.isEmpty { holders[pod.key] = Holder(pod: pod, node: id) }
        if !pod.spec.claims.isEmpty { countClaims(of: pod, sign: 1) }
    }

    private mutating func unsettle(_ pod: PodRow, _ id: Int) {
        settled -= 1
        change(id) { $0.remove(pod) }
        groups.count(pod, node: id, sign: -1)
        if !pod.spec.affinity.isEmpty { holders[pod.key] = nil }
        if !pod.spec.claims.isEmpty { countClaims(of: pod, sign: -1) }
    }

    /// Upstream: NodeInfo.updatePVCRefCounts.
    private mutating func countClaims(of pod: PodRow, sign: Int) {
        for use in pod.spec.claims where !use.isEphemeral {
            let key = ObjectKey(pod.namespace, use.name)
            let left = claimUsers.update(key, default: 0) { count in
                count += sign
                return count
            }
            if left == 0 { claimUsers[key] = nil }
        }
    }

    /// What must hold: each placed pod is on a row or waits for one.
    func totalsBroken() -> String? {
        placements.count == settled + strayCount
            ? nil : "\(placements.count) pods are placed, \(settled) on nodes, \(strayCount) on unknown ones"
    }

    /// What must hold: each row counts exactly its pods, each known placement is on its row.
    func rowsBroken() -> String? {
        for (id, row) in rows {
            var fresh = Resources()
            for (key, pod) in row.pods {
                fresh.add(pod.spec.request.total)
                if placements[key]?.node != row.facts.name { return "pod \(key) is on row \(id) without placement" }
            }
            if fresh.milliCPU != row.requested.milliCPU || fresh.memory != row.requested.memory {
                return "node \(row.facts.name) counts \(row.requested.milliCPU)m cpu, its pods \(fresh.milliCPU)m"
            }
        }
        return nil
    }
}
