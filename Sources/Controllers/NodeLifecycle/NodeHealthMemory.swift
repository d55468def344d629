import OrderedMaps
import Simulation

/// What the node lifecycle controller remembers: a row for each node, a state and a queue for each zone.
public struct NodeHealthMemory: Sendable {
    var rows = OrderedMap<String, NodeRow>()
    var zoneStates = OrderedMap<String, ZoneState>()
    var queues = OrderedMap<String, NoExecuteQueue>()
    /// The health check has been queued; it queues itself again from then on.
    var checks = false
    /// When the next health check is; `nil` before the first.
    var nextCheck: SimTime?
    /// When the first health check was: the taint passes are on a grid from there.
    var firstCheck: SimTime?
    /// When the next taint pass is planned.
    var plannedTaintPass: SimTime?

    /// What a health check found to do.
    struct Check: Sendable {
        var registered: [(name: String, uid: String)] = []
        var removed: [(name: String, uid: String)] = []
        /// Nodes that need requests.
        var tasks = OrderedMap<String, Bool>()
        var zones: [(zone: String, from: ZoneState, to: ZoneState)] = []
        var entersFullDisruption = false
        var leavesFullDisruption = false
    }

    /// A node that waits for its taint.
    struct Waiting: Sendable {
        let zone: String
        let name: String
    }

    private struct Tally {
        var ready = 0
        var notReady = 0
        var nodes: Int { ready + notReady }
    }

    /// Looks at all nodes. Upstream: monitorNodeHealth; its requests are left to tasks of single nodes.
    mutating func check(at now: SimTime) -> Check {
        nextCheck = now + NodeLifecycle.checkPeriod
        if firstCheck == nil { firstCheck = now }
        var out = Check()
        var tallies = OrderedMap<String, Tally>()
        let all = rows
        for (name, row) in all {
            if row.isGone {
                if row.isKnown { out.removed.append((name, row.uid)) }
                rows[name] = nil
                continue
            }
            if zoneStates[row.zone] == nil { addZone(row.zone) }
            let readiness = look(at: row, name, now, &out)
            if row.isExcluded { continue }
            tallies.update(row.zone, default: Tally()) { tally in
                if readiness == .yes { tally.ready += 1 } else { tally.notReady += 1 }
            }
        }
        disruption(tallies, now, &out)
        return out
    }

    private mutating func addZone(_ zone: String) {
        zoneStates[zone] = .initial
        queues[zone] = NoExecuteQueue(interval: NodeLifecycle.taintInterval)
    }

    /// One node: what it counts as, and whether something must be written for it.
    private mutating func look(
        at row: NodeRow, _ name: String, _ now: SimTime, _ out: inout Check
    ) -> NodeRow.Readiness {
        if !row.isKnown || row.probe == nil {
            if !row.isKnown { out.registered.append((name, row.uid)) }
            rows.update(name) { row in
                if !row.isKnown { row.mustClear = row.hasOwnTaint ? .first : .no }
                row.isKnown = true
                if row.probe == nil { row.probe = now }
            }
        }
        var needsTask = row.mustRetry || row.mustClear != .no || (!row.isKnown && row.hasOwnTaint)
        var readiness = row.readiness
        if row.isOverdue(at: now) && readiness != .unknown {
            needsTask = true
            readiness = .unknown
        } else {
            switch readiness {
            case .absent: break
            case .yes:
                if row.hasOwnTaint { needsTask = true } else { leaveQueue(name, row.zone) }
            case .no:
                if row.hasUnreachableTaint { needsTask = true } else { enterQueue(name, row, now) }
            case .unknown:
                if row.hasNotReadyTaint { needsTask = true } else { enterQueue(name, row, now) }
            }
        }
        if needsTask { out.tasks[name] = true }
        return readiness
    }

    // MARK: the queues of nodes to taint

    /// Upstream: markNodeForTainting.
    mutating func enterQueue(_ name: String, _ row: NodeRow, _ now: SimTime) {
        let isTainted = row.readiness == .no ? row.hasNotReadyTaint : row.hasUnreachableTaint
        queues.update(row.zone) { queue in
            if !isTainted { queue.remove(name) }
            queue.add(name, at: now)
        }
    }

    mutating func leaveQueue(_ name: String, _ zone: String) {
        guard queues[zone]?.knows(name) == true else { return }
        queues.update(zone) { $0.remove(name) }
    }

    /// The first node that may be tainted now.
    func nextToTaint(at now: SimTime) -> Waiting? {
        for (zone, queue) in queues {
            if let name = queue.ready(at: now) { return Waiting(zone: zone, name: name) }
        }
        return nil
    }

    /// Must a taint pass be planned anew?
    var wantsTaintPass: Bool { plannedTaintPass == nil && nextTaintDue != nil }

    private var nextTaintDue: SimTime? {
        var next: SimTime?
        for (_, queue) in queues {
            if let due = queue.nextDue { next = min(next ?? due, due) }
        }
        return next
    }

    /// Plans the next taint pass on the grid of 0.1 s; `nil`: nothing is to come.
    ///
    /// The real controller looks every 0.1 s; looks that would find nothing are no events here.
    mutating func planTaintPass(at now: SimTime) -> SimDuration? {
        guard let due = nextTaintDue else {
            plannedTaintPass = nil
            return nil
        }
        let phase = SimDuration(microseconds: firstCheck?.microseconds ?? 0)
        let planned = max(due, now).next(every: NodeLifecycle.taintPassPeriod, phase: phase)
        plannedTaintPass = planned
        return planned - now
    }

    // MARK: zones

    /// Upstream: handleDisruption.
    private mutating func disruption(
        _ tallies: OrderedMap<String, Tally>, _ now: SimTime, _ out: inout Check
    ) {
        var new = OrderedMap<String, ZoneState>()
        var allAreDisrupted = true
        for (zone, tally) in tallies {
            let state = ZoneState(ready: tally.ready, notReady: tally.notReady)
            new[zone] = state
            if state != .fullDisruption { allAreDisrupted = false }
        }
        var allWereDisrupted = true
        let before = zoneStates
        for (zone, state) in before {
            if new[zone] == nil {
                zoneStates[zone] = nil
            } else if state != .fullDisruption {
                allWereDisrupted = false
            }
        }
        if allAreDisrupted && allWereDisrupted { return }
        if allAreDisrupted { return stopAll(now, &out) }
        if allWereDisrupted {
            out.leavesFullDisruption = true
            let all = rows
            for (name, _) in all { rows.update(name) { $0.probe = now } }
        }
        for (zone, state) in new {
            let old = zoneStates[zone] ?? .initial
            if old == state && !allWereDisrupted { continue }
            zoneStates[zone] = state
            out.zones.append((zone, old, state))
            let nodes = tallies[zone]?.nodes ?? 0
            queues.update(zone) { $0.setInterval(state.taintInterval(nodes: nodes), at: now) }
        }
    }

    /// No node is ready: the fault is rather on this side. Taints are taken back and no pod is evicted.
    private mutating func stopAll(_ now: SimTime, _ out: inout Check) {
        out.entersFullDisruption = true
        let all = rows
        for (name, row) in all {
            leaveQueue(name, row.zone)
            guard row.hasOwnTaint else { continue }
            rows.update(name) { $0.mustClear = .last }
            out.tasks[name] = true
        }
        let before = zoneStates
        for (zone, state) in before {
            queues.update(zone) { $0.setInterval(nil, at: now) }
            zoneStates[zone] = .fullDisruption
            out.zones.append((zone, state, .fullDisruption))
        }
    }
}
