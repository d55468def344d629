import KubeAPI
import OrderedMaps
import Simulation

/// A node and the pods that would have to leave it.
struct PreemptionCandidate {
    let node: String
    /// Most important first.
    let victims: [PodRow]
}

/// What looking for room by preemption came to.
enum PreemptionOutcome {
    case found(PreemptionCandidate)
    /// Nothing; the message goes behind the reasons of the failure.
    case nothing(message: String, nomination: Nominations.Change)
}

/// Looks for a node on which a pod would fit if less important pods left.
///
/// Upstream: pkg/scheduler/framework/preemption/preemption.go, plugins/defaultpreemption. Disruption budgets
/// are not modelled: there are none.
struct PreemptionSearch {
    /// At least so many candidates are looked for: a tenth of the nodes, at least 100.
    static let candidatesPercentMin = 10
    static let candidatesMin = 100
    /// What DynamicResources, which runs before, always says.
    private static let claimsMessage = "no new claims to deallocate"

    let cluster: ClusterRows
    let nominations: Nominations
    let now: Int64

    func run(_ check: PodCheck, _ diagnosis: Diagnosis, _ seed: inout Seed) -> PreemptionOutcome {
        // A refusal before the nodes are looked at leaves DynamicResources without its state.
        if diagnosis.refusal != nil { return .nothing(message: "not found", nomination: .unchanged) }
        let pod = check.pod
        if let why = ineligible(pod, diagnosis) {
            return .nothing(message: text(why), nomination: .unchanged)
        }
        let helpful = diagnosis.rejected.filter { !$0.why.isUnresolvable }
        var outcome = Diagnosis(nodes: cluster.count)
        outcome.absentReason = Reason.preemptionUseless.text
        var candidates: [PreemptionCandidate] = []
        if !helpful.isEmpty {
            let offset = seed.below(helpful.count)
            let tenth = helpful.count * PreemptionSearch.candidatesPercentMin / 100
            let wanted = min(max(tenth, PreemptionSearch.candidatesMin), helpful.count)
            for index in helpful.indices where candidates.count < wanted {
                let id = helpful[(offset + index) % helpful.count].node
                guard let row = cluster.rows[id] else { continue }
                switch victims(check, row) {
                case .success(let victims):
                    candidates.append(PreemptionCandidate(node: row.facts.name, victims: victims))
                case .failure(let why): outcome.rejected.append((id, why.rejection))
                }
            }
        }
        guard let best = pick(candidates) else {
            return .nothing(message: text(outcome.message(postFilter: "")), nomination: .cleared)
        }
        return .found(best)
    }

    private func text(_ why: String) -> String { "\(PreemptionSearch.claimsMessage), preemption: \(why)" }

    /// Why the pod may not take the place of others at all.
    private func ineligible(_ pod: PodRow, _ diagnosis: Diagnosis) -> String? {
        if pod.spec.preemptsNever { return "not eligible due to preemptionPolicy=Never." }
        guard !pod.nominatedNode.isEmpty, let row = cluster.row(named: pod.nominatedNode) else { return nil }
        let why = diagnosis.rejected.first { $0.node == row.id }?.why
        if why?.isUnresolvable ?? (diagnosis.absentReason != nil) { return nil }
        let waits = row.pods.values.contains { $0.spec.priority < pod.spec.priority && $0.isPreempted }
        return waits ? "not eligible due to a terminating pod on the nominated node." : nil
    }

    private struct Hopeless: Error { let rejection: Rejection }

    /// The fewest pods whose leaving makes room: all less important ones leave, then they are let back, the
    /// most important first, as long as the pod still fits.
    private func victims(_ check: PodCheck, _ start: NodeRow) -> Result<[PodRow], Hopeless> {
        var row = start
        var trial = check
        var leaving = Array(row.pods.values.filter { $0.spec.priority < check.pod.spec.priority })
        if leaving.isEmpty {
            return .failure(
                Hopeless(rejection: Rejection(.defaultPreemption, .noVictims, isUnresolvable: true)))
        }
        for other in leaving { trial.remove(other, from: &row) }
        let nominated = nominations.pods(on: row.facts.name)
        if let why = trial.rejection(row, nominated: nominated) { return .failure(Hopeless(rejection: why)) }
        leaving.sort { isMoreImportant($0, $1) }
        var victims: [PodRow] = []
        for other in leaving {
            trial.add(other, to: &row)
            if trial.rejection(row, nominated: nominated) != nil {
                trial.remove(other, from: &row)
                victims.append(other)
            }
        }
        return .success(victims)
    }

    /// Higher priority, then older; names decide the rest. Upstream: pkg/scheduler/util, MoreImportantPod.
    private func isMoreImportant(_ a: PodRow, _ b: PodRow) -> Bool {
        if a.spec.priority != b.spec.priority { return a.spec.priority > b.spec.priority }
        let (before, after) = (a.started ?? now, b.started ?? now)
        return before == after ? a.key < b.key : before < after
    }

    /// The least harm: lowest highest priority, smallest sum of priorities, fewest pods, latest start.
    ///
    /// Upstream: pickOneNodeForPreemption.
    private func pick(_ candidates: [PreemptionCandidate]) -> PreemptionCandidate? {
        let rules: [(PreemptionCandidate) -> Int64] = [
            { -($0.victims.first?.spec.priority ?? 0) },
            { -$0.victims.reduce(0) { $0 + $1.spec.priority + Int64(Int32.max) + 1 } },
            { -Int64($0.victims.count) },
            { earliestStart($0.victims) },
        ]
        var left = candidates
        for rule in rules where left.count > 1 {
            let scores = left.map(rule)
            let most = scores.max()
            left = left.indices.filter { scores[$0] == most }.map { left[$0] }
        }
        return left.first
    }

    private func earliestStart(_ victims: [PodRow]) -> Int64 {
        let highest = victims.map(\.spec.priority).max()
        return victims.filter { $0.spec.priority == highest }.map { $0.started ?? now }.min() ?? now
    }
}
