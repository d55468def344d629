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

    /// Which rule puts `a` before `b` (1–8), and in which direction; 0 if none does.
    func compare(_ a: APIObject, _ b: APIObject) -> (rule: Int, aFirst: Bool, because: String) {
        guard let x = a.pod, let y = b.pod else { return (0, false, "") }
        if x.nodeName.isEmpty != y.nodeName.isEmpty {
            return (1, x.nodeName.isEmpty, "unassigned before assigned")
        }
        let (phaseX, phaseY) = (ordinal(x.phase), ordinal(y.phase))
        if phaseX != phaseY { return (2, phaseX < phaseY, "phase Pending before Unknown before Running") }
        if x.isReady != y.isReady { return (3, !x.isReady, "not ready before ready") }
        if !isPlain, let decided = compareByCost(a, b, x, y) { return decided }
        if x.isReady, let sinceX = x.readySince, let sinceY = y.readySince, sinceX != sinceY {
            return byAge(6, sinceX, sinceY, a, b, "ready")
        }
        if x.maxRestarts != y.maxRestarts {
            return (
                7, x.maxRestarts > y.maxRestarts,
                "\(max(x.maxRestarts, y.maxRestarts)) restarts before \(min(x.maxRestarts, y.maxRestarts))"
            )
        }
        if x.maxSidecarRestarts != y.maxSidecarRestarts {
            return (7, x.maxSidecarRestarts > y.maxSidecarRestarts, "more sidecar restarts first")
        }
        if a.meta.created != b.meta.created { return byAge(8, a.meta.created, b.meta.created, a, b, "made") }
        return (0, false, "equal")
    }

    /// Rules 4 and 5, which only sets have.
    private func compareByCost(
        _ a: APIObject, _ b: APIObject, _ x: PodFacts, _ y: PodFacts
    ) -> (rule: Int, aFirst: Bool, because: String)? {
        let (costX, costY) = (deletionCost(a), deletionCost(b))
        if costX != costY {
            return (4, costX < costY, "deletion cost \(min(costX, costY)) before \(max(costX, costY))")
        }
        let (crowdX, crowdY) = (crowding[x.nodeName] ?? 0, crowding[y.nodeName] ?? 0)
        if crowdX != crowdY {
            return (5, crowdX > crowdY, "\(max(crowdX, crowdY)) related pods on its node before \(min(crowdX, crowdY))")
        }
        return nil
    }

    /// Times are compared in powers of two of their age; within one power the smaller uid goes first.
    private func byAge(
        _ rule: Int, _ x: Int64, _ y: Int64, _ a: APIObject, _ b: APIObject, _ word: String
    ) -> (rule: Int, aFirst: Bool, because: String) {
        if isPlain { return (rule, x > y, "\(word) later before \(word) earlier") }
        let (powerX, powerY) = (power(now - x), power(now - y))
        if powerX == powerY { return (rule, a.uid < b.uid, "\(word) about as long ago: smaller uid first") }
        return (rule, powerX < powerY, "\(word) later before \(word) earlier (powers of two of the age)")
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

    /// The pods in the order in which they would be given up, with what decided between neighbours.
    func ranked(_ pods: [APIObject], victims: Int) -> (order: [APIObject], shown: [Finding.Ranked]) {
        let order = pods.enumerated().sorted { left, right in
            let result = compare(left.element, right.element)
            return result.rule == 0 ? left.offset < right.offset : result.aFirst
        }.map(\.element)
        let shownMax = 40
        var shown: [Finding.Ranked] = []
        for (index, pod) in order.prefix(shownMax).enumerated() {
            let decided = index + 1 < order.count ? compare(pod, order[index + 1]) : (0, true, "")
            shown.append(
                Finding.Ranked(
                    key: pod.key, isVictim: index < victims, decidingRule: decided.0, because: decided.2))
        }
        return (order, shown)
    }
}
