import ControllerKit
import Documents
import KubeAPI

/// In which order pods are given up: eight rules, the first difference decides.
///
/// Upstream: pkg/controller/controller_utils.go, ActivePodsWithRanks.
struct PodRanking {
    /// Microseconds since 1970.
    let now: Int64
    /// Active pods of all sets with the same controller, by node; only asked by name.
    private let crowding: [String: Int]
    /// Without cost, crowding and powers of two. Upstream: ActivePods, the order of Jobs.
    private let isPlain: Bool

    /// - Parameter related: the pods of all ReplicaSets with the same controller.
    init(now: Int64, related: [APIObject]) {
        self.now = now
        isPlain = false
        var counts: [String: Int] = [:]
        for pod in related where pod.pod?.isActive == true { counts[pod.pod?.nodeName ?? "", default: 0] += 1 }
        crowding = counts
    }

    /// The order of Jobs: the rules without the fourth and the fifth, times compared as they are.
    init(plainAt now: Int64) {
        self.now = now
        isPlain = true
        crowding = [:]
    }

    /// A pod with what the rules ask of it, read once.
    private struct Row {
        let pod: APIObject
        let facts: PodFacts
        /// Where it stood: decides between equals.
        let place: Int
        let cost: Int64
        let crowd: Int
    }

    private func rows(_ pods: [APIObject]) -> [Row] {
        var rows: [Row] = []
        rows.reserveCapacity(pods.count)
        for (place, pod) in pods.enumerated() {
            guard let facts = pod.pod else { continue }
            rows.append(
                Row(
                    pod: pod, facts: facts, place: place, cost: isPlain ? 0 : deletionCost(pod),
                    crowd: isPlain ? 0 : crowding[facts.nodeName] ?? 0))
        }
        return rows
    }

    /// Which rule puts `a` before `b` (1–8), and in which direction; 0 if none does.
    private func decide(_ a: Row, _ b: Row) -> (rule: Int, aFirst: Bool) {
        let (x, y) = (a.facts, b.facts)
        if x.nodeName.isEmpty != y.nodeName.isEmpty { return (1, x.nodeName.isEmpty) }
        let (phaseX, phaseY) = (ordinal(x.phase), ordinal(y.phase))
        if phaseX != phaseY { return (2, phaseX < phaseY) }
        if x.isReady != y.isReady { return (3, !x.isReady) }
        if a.cost != b.cost { return (4, a.cost < b.cost) }
        if a.crowd != b.crowd { return (5, a.crowd > b.crowd) }
        if x.isReady, let sinceX = x.readySince, let sinceY = y.readySince, sinceX != sinceY {
            return (6, isYounger(a, sinceX, b, sinceY))
        }
        if x.maxRestarts != y.maxRestarts { return (7, x.maxRestarts > y.maxRestarts) }
        if x.maxSidecarRestarts != y.maxSidecarRestarts { return (7, x.maxSidecarRestarts > y.maxSidecarRestarts) }
        let (madeX, madeY) = (a.pod.meta.created, b.pod.meta.created)
        return madeX == madeY ? (0, false) : (8, isYounger(a, madeX, b, madeY))
    }

    /// Times are compared in powers of two of their age; within one power the smaller uid goes first.
    private func isYounger(_ a: Row, _ x: Int64, _ b: Row, _ y: Int64) -> Bool {
        if isPlain { return x > y }
        let (powerX, powerY) = (power(now - x), power(now - y))
        return powerX == powerY ? a.pod.uid < b.pod.uid : powerX < powerY
    }

    /// What `decide` found, in words.
    private func because(_ rule: Int, _ a: Row, _ b: Row) -> String {
        let (x, y) = (a.facts, b.facts)
        switch rule {
        case 0: return "equal"
        case 1: return "unassigned before assigned"
        case 2: return "phase Pending before Unknown before Running"
        case 3: return "not ready before ready"
        case 4: return "deletion cost \(min(a.cost, b.cost)) before \(max(a.cost, b.cost))"
        case 5: return "\(max(a.crowd, b.crowd)) related pods on its node before \(min(a.crowd, b.crowd))"
        case 6: return aboutAge("ready", x.readySince ?? 0, y.readySince ?? 0)
        case 7 where x.maxRestarts == y.maxRestarts: return "more sidecar restarts first"
        case 7:
            return "\(max(x.maxRestarts, y.maxRestarts)) restarts before \(min(x.maxRestarts, y.maxRestarts))"
        default: return aboutAge("made", a.pod.meta.created, b.pod.meta.created)
        }
    }

    private func aboutAge(_ word: String, _ x: Int64, _ y: Int64) -> String {
        if isPlain { return "\(word) later before \(word) earlier" }
        if power(now - x) == power(now - y) { return "\(word) about as long ago: smaller uid first" }
        return "\(word) later before \(word) earlier (powers of two of the age)"
    }

    /// The whole part of the base-2 logarithm of an age in nanoseconds; −1 for none.
    private func power(_ age: Int64) -> Int {
        age > 0 ? Int(Double(age * 1000).exponent) : -1
    }

    private func ordinal(_ phase: PodPhase) -> Int {
        switch phase {
        case .pending: 0
        case .unknown: 1
        case .running: 2
        default: 3
        }
    }

    private func deletionCost(_ pod: APIObject) -> Int64 {
        guard let text = pod.at("metadata", "annotations", "controller.kubernetes.io/pod-deletion-cost")?.string,
            let cost = Int32(text)
        else { return 0 }
        return Int64(cost)
    }

    /// The pods in the order in which they would be given up, at least as far as the victims go, with what decided
    /// between neighbours.
    func ranked(_ pods: [APIObject], victims: Int) -> (order: [APIObject], shown: [Finding.Ranked]) {
        let shownMax = 40
        let order = first(max(victims, shownMax) + 1, of: rows(pods))
        var shown: [Finding.Ranked] = []
        for (index, row) in order.prefix(shownMax).enumerated() {
            var (rule, reason) = (0, "")
            if index + 1 < order.count {
                rule = decide(row, order[index + 1]).rule
                reason = because(rule, row, order[index + 1])
            }
            shown.append(
                Finding.Ranked(key: row.pod.key, isVictim: index < victims, decidingRule: rule, because: reason))
        }
        return (order.map(\.pod), shown)
    }

    /// The first `count` in order, or all. Few of many are kept in order while one walks over the rest: in a rollout
    /// each sync gives up a handful of thousands.
    private func first(_ count: Int, of rows: [Row]) -> [Row] {
        func precedes(_ a: Row, _ b: Row) -> Bool {
            let decided = decide(a, b)
            return decided.rule == 0 ? a.place < b.place : decided.aFirst
        }
        guard count * 8 < rows.count else { return rows.sorted(by: precedes) }
        var kept: [Row] = []
        for row in rows {
            if kept.count == count, let last = kept.last, precedes(last, row) { continue }
            var (low, high) = (0, kept.count)
            while low < high {
                let middle = (low + high) / 2
                if precedes(kept[middle], row) { low = middle + 1 } else { high = middle }
            }
            kept.insert(row, at: low)
            if kept.count > count { kept.removeLast() }
        }
        return kept
    }
}
