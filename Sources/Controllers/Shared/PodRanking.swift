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

    /// - Parameter crowding: the active pods of all ReplicaSets with the same controller, by node.
    init(now: Int64, crowding: [String: Int]) {
        self.now = now
        isPlain = false
        self.crowding = crowding
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
        let coarse: Coarse
        /// Where it stood: decides between equals.
        let place: Int
    }

    /// What the first five rules ask of a pod, in numbers: most of thousands need no closer look.
    private struct Coarse {
        let isAssigned: Bool
        let phase: Int
        let isReady: Bool
        let cost: Int64
        let crowd: Int

        /// The rule that decides between the two and whether `self` goes first; rule 0 if none does.
        @inline(__always)
        func decide(_ other: Coarse) -> (rule: Int, isFirst: Bool) {
            if isAssigned != other.isAssigned { return (1, !isAssigned) }
            if phase != other.phase { return (2, phase < other.phase) }
            if isReady != other.isReady { return (3, !isReady) }
            if cost != other.cost { return (4, cost < other.cost) }
            if crowd != other.crowd { return (5, crowd > other.crowd) }
            return (0, false)
        }
    }

    private func coarse(_ pod: APIObject, _ facts: PodFacts) -> Coarse {
        Coarse(
            isAssigned: !facts.nodeName.isEmpty, phase: ordinal(facts.phase), isReady: facts.isReady,
            cost: isPlain ? 0 : deletionCost(pod), crowd: isPlain ? 0 : crowding[facts.nodeName] ?? 0)
    }

    /// Which rule puts `a` before `b` (1–8), and in which direction; 0 if none does.
    private func decide(_ a: Row, _ b: Row) -> (rule: Int, aFirst: Bool) {
        let first = a.coarse.decide(b.coarse)
        if first.rule != 0 { return (first.rule, first.isFirst) }
        let (x, y) = (a.facts, b.facts)
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
        case 4: return "deletion cost \(a.coarse.cost) before \(b.coarse.cost)"
        case 5: return "\(a.coarse.crowd) related pods on its node before \(b.coarse.crowd)"
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
        ranked(pods.count, victims: victims) { body in pods.forEach { body($0) } }
    }

    /// The same of `count` pods that `walk` tells one by one.
    func ranked(
        _ count: Int, victims: Int, _ walk: ((APIObject) -> Void) -> Void
    ) -> (order: [APIObject], shown: [Finding.Ranked]) {
        let shownMax = 40
        let order = first(max(victims, shownMax) + 1, of: count, walk)
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

    private func precedes(_ a: Row, _ b: Row) -> Bool {
        let decided = decide(a, b)
        return decided.rule == 0 ? a.place < b.place : decided.aFirst
    }

    /// The first `count` of `total` in order, or all. Few of many are kept in order while one walks over the rest: in
    /// a rollout each sync gives up a handful of thousands.
    private func first(_ count: Int, of total: Int, _ walk: ((APIObject) -> Void) -> Void) -> [Row] {
        let areFew = count * 8 < total
        var kept: [Row] = []
        kept.reserveCapacity(areFew ? count + 1 : total)
        var place = 0
        walk { pod in
            defer { place += 1 }
            guard let facts = pod.pod else { return }
            let coarse = coarse(pod, facts)
            let isFull = areFew && kept.count == count
            if isFull {
                let (rule, lastFirst) = kept[count - 1].coarse.decide(coarse)
                if rule != 0 && lastFirst { return }
            }
            let row = Row(pod: pod, facts: facts, coarse: coarse, place: place)
            guard areFew else { return kept.append(row) }
            if isFull && precedes(kept[count - 1], row) { return }
            kept.insert(row, at: lowerBound(row, in: kept))
            if kept.count > count { kept.removeLast() }
        }
        return areFew ? kept : kept.sorted(by: precedes)
    }

    private func lowerBound(_ row: Row, in kept: [Row]) -> Int {
        var (low, high) = (0, kept.count)
        while low < high {
            let middle = (low + high) / 2
            if precedes(kept[middle], row) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
