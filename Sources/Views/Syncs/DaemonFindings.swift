import ControllerKit
import KubeAPI
import Rendering

/// What a sync of a DaemonSet saw of nodes, and its rolling update, node by node.
extension SyncTeller {
    /// Rows of nodes before they are folded.
    private static let nodesMax = 8

    func daemon(_ findings: [Finding], _ page: inout Page) {
        var nodes: [DaemonFinding.Node] = []
        var woken: [DaemonFinding.Woken] = []
        var limits: DaemonFinding.Limits?
        var steps: [DaemonFinding.Step] = []
        var slots: DaemonFinding.Slots?
        for finding in findings {
            guard case .daemon(let daemon) = finding else { continue }
            switch daemon {
            case .node(let node): nodes.append(node)
            case .woken(let set): woken.append(set)
            case .limits(let found): limits = found
            case .step(let step): steps.append(step)
            case .slots(let found): slots = found
            }
        }
        self.nodes(nodes, &page)
        self.woken(woken, &page)
        guard let limits, let slots else { return }
        if steps.allSatisfy({ !$0.holding.hasOld }) && !page.options.verbose {
            page.row("update", StyledText("no pod is of an older template: nothing to replace", .dim))
            return
        }
        self.limits(limits, &page)
        self.steps(steps, isSurge: slots.isSurge, &page)
        self.slots(slots, &page)
    }

    // MARK: nodes

    private func nodes(_ nodes: [DaemonFinding.Node], _ page: inout Page) {
        // Those with nothing to do and nothing against them share a line.
        let plain = nodes.filter { $0.shouldRun && $0.pods == 1 && $0.decision == .nothing }
        if !plain.isEmpty {
            let names = Names.list(plain.map(\.name), limit: page.options.verbose ? .max : 3)
            page.row("nodes", StyledText("\(names)  fit, \(plain.count == 1 ? "has its pod" : "each has its pod")"))
        }
        let others = nodes.filter { !plain.contains($0) }
        let count = page.options.shown(of: others.count, limit: SyncTeller.nodesMax)
        let width = others.prefix(count).map(\.name.columns).max() ?? 0
        for node in others.prefix(count) {
            var text = StyledText("\(node.name.padded(to: width))  \(DaemonWords.fitness(node))")
            let (decision, style) = DaemonWords.decision(node.decision)
            if !decision.isEmpty { text.append("  → \(decision)", style) }
            page.row("nodes", text, once: true)
        }
        page.folded(others.count - count, "more nodes")
    }

    private func woken(_ sets: [DaemonFinding.Woken], _ page: inout Page) {
        let count = page.options.shown(of: sets.count, limit: SyncTeller.nodesMax)
        for set in sets.prefix(count) {
            var text = StyledText("\(set.set): \(DaemonWords.predicate(set.predicate))")
            text.append(", \(Names.count(set.pods, "pod")) here")
            text.append(set.isQueued ? "  → queued" : "  → nothing to do", set.isQueued ? .green : .dim)
            page.row("sets", text, once: true)
        }
        page.folded(sets.count - count, "more sets")
    }

    // MARK: the rolling update

    private func limits(_ limits: DaemonFinding.Limits, _ page: inout Page) {
        func written(_ name: String, _ limit: (text: String, count: Int)) -> String {
            limit.text.hasSuffix("%") ? "\(name) ⌈\(limit.text)⌉ = \(limit.count)" : "\(name) \(limit.count)"
        }
        var text = "\(Names.count(limits.desired, "node")) · \(written("maxSurge", limits.surge)) · "
        text += limits.isForced ? "maxUnavailable 1, not 0" : written("maxUnavailable", limits.unavailable)
        page.row("update", StyledText(text), right: hint("ds-update", page))
    }

    private func steps(_ steps: [DaemonFinding.Step], isSurge: Bool, _ page: inout Page) {
        let count = page.options.shown(of: steps.count, limit: SyncTeller.nodesMax)
        let width = steps.prefix(count).map(\.node.columns).max() ?? 0
        let counter = isSurge ? "numSurge" : "numUnavailable"
        for step in steps.prefix(count) {
            let (verdict, style) = DaemonWords.verdict(step.verdict, isSurge: isSurge)
            let holding = DaemonWords.holding(step.holding).padded(to: DaemonWords.holdingWidth)
            var text = StyledText("\(step.node.padded(to: width))  \(holding)  ")
            text.append(verdict, style)
            page.more(text, right: StyledText("\(counter) \(step.taken)", .dim))
        }
        page.folded(steps.count - count, "more nodes")
    }

    private func slots(_ slots: DaemonFinding.Slots, _ page: inout Page) {
        let (limit, counter) = slots.isSurge ? ("maxSurge", "numSurge") : ("maxUnavailable", "numUnavailable")
        var text = StyledText("\(limit) \(slots.max) − \(counter) \(slots.taken) = ")
        text.append("\(slots.max - slots.taken) free", .bold)
        text.append(" for \(Names.count(slots.candidates, "candidate"))")
        page.row("slots", text)
        let verb = slots.isSurge ? "creates beside" : "deletes"
        let all = slots.allowed + slots.chosen
        page.more(
            StyledText("\(verb) \(all) = \(slots.allowed) whatever the limit + \(slots.chosen) of the candidates"))
        guard let leaving = slots.leaving else { return }
        page.more(
            StyledText(
                "leaving: \(leaving.available) available − \(leaving.desired) wanted lets \(leaving.deleted) "
                    + "of \(Names.count(leaving.pods, "pod")) go"))
    }
}

extension DaemonFinding.Holding {
    /// There is a pod of an older template, or there may be one.
    fileprivate var hasOld: Bool {
        switch self {
        case .excess, .old, .both: true
        case .nothing, .new: false
        }
    }
}

/// The words for what was found.
enum DaemonWords {
    /// Columns of the longest of `holding`.
    static let holdingWidth = 19

    static func predicate(_ predicate: DaemonFinding.Predicate) -> String {
        switch predicate {
        case .none: "fit"
        case .nodeName(let name): "the template names \(name)"
        case .nodeAffinity: "node selector or affinity differs"
        case .taint(let taint): "taint \(taint)"
        }
    }

    static func fitness(_ node: DaemonFinding.Node) -> String {
        let pods = node.pods == 0 ? "no pod" : Names.count(node.pods, "pod")
        if node.shouldRun { return "fit, \(pods)" }
        let stays = node.pods > 0 && node.mayStay ? "; it may stay" : ""
        return "\(predicate(node.predicate)), \(pods)\(stays)"
    }

    static func decision(_ decision: DaemonFinding.Decision) -> (String, Style) {
        switch decision {
        case .nothing: ("", .none)
        case .create: ("creates one", .green)
        case .delete(let names, let reason): ("deletes \(Names.list(names, limit: 2)): \(why(reason))", .red)
        case .waitsForBackoff: ("failed; it stays until its back-off is over", .yellow)
        }
    }

    private static func why(_ reason: DaemonFinding.Reason) -> String {
        switch reason {
        case .notFit: "not for this node"
        case .failed: "it failed"
        case .succeeded: "it ended"
        case .excess: "one too many"
        case .replaced: "the new one stands in"
        }
    }

    static func holding(_ holding: DaemonFinding.Holding) -> String {
        switch holding {
        case .excess: "too many pods"
        case .nothing: "no pod"
        case .old(let isAvailable): isAvailable ? "old, available" : "old, not available"
        case .new(let isAvailable): isAvailable ? "new, available" : "new, not available"
        case .both(let isAvailable): isAvailable ? "old + new available" : "old + new not yet"
        }
    }

    static func verdict(_ verdict: DaemonFinding.Verdict, isSurge: Bool) -> (String, Style) {
        switch verdict {
        case .leaves: ("as it should be", .dim)
        case .counts: ("takes a slot", .yellow)
        case .allowed: (isSurge ? "gets a new one at once" : "goes whatever", isSurge ? .green : .red)
        case .candidate: ("candidate", .bold)
        case .full: ("no slot left", .dim)
        case .oldGoes: ("the old one goes", .red)
        case .leaving: ("to run none any more", .yellow)
        }
    }
}
