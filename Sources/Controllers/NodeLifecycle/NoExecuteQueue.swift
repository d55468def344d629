import OrderedMaps
import Simulation

/// The nodes of one zone that wait for their NoExecute taint, and how fast they get it.
///
/// Upstream: pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go.
struct NoExecuteQueue: Sendable {
    private struct Place: Comparable, Sendable {
        let due: SimTime
        let number: Int

        static func < (a: Place, b: Place) -> Bool { a.due == b.due ? a.number < b.number : a.due < b.due }
    }

    private var order = OrderedMap<Place, String>()
    /// Nodes that were added and not removed since; the place is `nil` once they have been tainted.
    private var known = OrderedMap<String, Place?>()
    private var number = 0
    /// The time between two taints; `nil`: none is put on.
    private(set) var interval: SimDuration?
    /// The bucket holds one token: there is one from then on.
    private var tokenFrom = SimTime(microseconds: .min / 4)

    init(interval: SimDuration?) { self.interval = interval }

    var isEmpty: Bool { order.isEmpty }
    var count: Int { order.count }
    /// The waiting nodes, next one first.
    var waiting: [String] { order.map { $0.value } }

    func knows(_ node: String) -> Bool { known.contains(node) }

    /// Adds a node unless it is known; true if it was added.
    @discardableResult
    mutating func add(_ node: String, at now: SimTime) -> Bool {
        if known.contains(node) { return false }
        place(node, at: now)
        return true
    }

    private mutating func place(_ node: String, at due: SimTime) {
        number += 1
        let place = Place(due: due, number: number)
        order[place] = node
        known.update(node, default: nil) { $0 = place }
    }

    /// Forgets a node: it may be added again.
    mutating func remove(_ node: String) {
        if let place = known.removeValue(forKey: node), let place { order[place] = nil }
    }

    /// The node has been dealt with; it is not added again before it is removed.
    mutating func done(_ node: String) {
        known.update(node) { place in
            if let place { order[place] = nil }
            place = nil
        }
    }

    /// The node is tried again at `due`.
    mutating func postpone(_ node: String, to due: SimTime) {
        guard let old = known[node], let old else { return }
        order[old] = nil
        place(node, at: due)
    }

    /// From when on the first node can be dealt with; `nil`: nothing waits, or nothing may be done.
    var nextDue: SimTime? {
        guard interval != nil, let first = order.first else { return nil }
        return max(first.key.due, tokenFrom)
    }

    /// The first node, if it may be dealt with now.
    func ready(at now: SimTime) -> String? {
        guard let nextDue, nextDue <= now else { return nil }
        return order.first?.value
    }

    /// Takes the token.
    mutating func takeToken(at now: SimTime) {
        if let interval { tokenFrom = now + interval }
    }

    /// Changes the rate. A bucket that is empty now (or that gave nothing) makes the new one empty too.
    mutating func setInterval(_ new: SimDuration?, at now: SimTime) {
        if new == interval { return }
        let isEmpty = interval == nil || tokenFrom > now
        interval = new
        tokenFrom = isEmpty ? now + (new ?? .zero) : now
    }
}
