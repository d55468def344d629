import ControllerKit
import Rendering

/// The arithmetic of a rollout, one line a step, its numbers filled in.
extension SyncTeller {
    func rollout(_ step: RolloutFinding, _ page: inout Page) {
        switch step {
        case .mayGrow(let limits, let total, let from, let to): mayGrow(limits, total, from, to, &page)
        case .mayShrink(let limits, let total, let missing, let may): mayShrink(limits, total, missing, may, &page)
        case .unhealthyFirst(let set, let from, let to):
            page.row(
                "unhealthy",
                StyledText("\(set) \(from) → \(to): pods that are not available go first"),
                right: hint("rollout-unhealthy-first", page))
        case .available(let limits, let available, let spare):
            page.row(
                "available",
                StyledText("\(available), at least \(minimum(limits)) → \(may("remove", spare))"))
        case .scaled(let set, let from, let to):
            page.row(
                "scaling", StyledText("\(set) was scaled for \(from) replicas, now \(to) are wanted: no rollout now"),
                right: hint("rollout-scaling", page))
        case .follows(let set, let from, let to):
            page.row("sizes", StyledText("\(set) is the only one with pods: \(from) → \(to)"))
        case .proportional(let limits, let shares): proportional(limits, shares, &page)
        case .waitsForOldPods(let count):
            page.row(
                "waits", StyledText("\(Names.count(Int(count), "old pod")) must be gone before a new one is made"),
                right: hint("recreate", page))
        case .history(let old, let limit, let surplus):
            page.row(
                "history",
                StyledText("\(old) old ReplicaSets, \(limit) are kept: the lowest \(surplus) may go if empty"),
                right: hint("revision-history", page))
        case .deadlineMissed(let seconds):
            page.row(
                "deadline", StyledText("no progress for more than \(seconds)s: told, nothing else", .yellow),
                right: hint("progress-deadline", page))
        case .collision(let name, let count):
            page.row(
                "collision", StyledText("\(name) has another template: hash number \(count) is tried next", .yellow))
        case .paused:
            page.row(
                "paused", StyledText("templates wait; sizes are still kept", .yellow), right: hint("paused", page))
        }
    }

    /// `max 13 = 10 + ⌈25%⌉ 3, now 10 → may create 3`
    private func mayGrow(
        _ limits: RolloutFinding.Limits, _ total: Int64, _ from: Int64, _ to: Int64, _ page: inout Page
    ) {
        let most = limits.replicas + limits.surge
        let outcome = to > from ? "may create \(to - from)" : "must wait"
        page.row(
            "grow", StyledText("max \(most) = \(limits.replicas) + \(surge(limits)), now \(total) → \(outcome)"),
            right: hint("max-surge", page))
    }

    /// `13 total − min available 8 (10 − ⌊25%⌋ 2) − 3 new not available → may remove 2`
    private func mayShrink(
        _ limits: RolloutFinding.Limits, _ total: Int64, _ missing: Int64, _ count: Int64, _ page: inout Page
    ) {
        page.row(
            "shrink",
            StyledText("total \(total) − \(missing) new not available − at least \(minimum(limits))"),
            right: hint("max-unavailable", page))
        page.more(StyledText("= \(count) → \(may("remove", count))"))
        if limits.isForcedOpen {
            page.more(StyledText("(surge and unavailable both come out as 0: one may be missing)", .dim))
        }
    }

    private func proportional(
        _ limits: RolloutFinding.Limits, _ shares: [RolloutFinding.Share], _ page: inout Page
    ) {
        page.row(
            "shares", StyledText("new max \(limits.replicas + limits.surge) = \(limits.replicas) + \(surge(limits))"),
            right: hint("proportional-scaling", page))
        for share in shares {
            let fraction = "\(share.from) × \(limits.replicas + limits.surge) / \(share.formerMax)"
            page.more(StyledText("\(share.set)  \(fraction) → \(share.to)"))
        }
    }

    /// `⌈25%⌉ 3`, or the number alone if it was no percentage.
    private func surge(_ limits: RolloutFinding.Limits) -> String {
        limits.surgeText.hasSuffix("%") ? "⌈\(limits.surgeText)⌉ \(limits.surge)" : "\(limits.surge)"
    }

    /// `8 (10 − ⌊25%⌋ 2)`.
    private func minimum(_ limits: RolloutFinding.Limits) -> String {
        let isPercent = limits.unavailableText.hasSuffix("%") && !limits.isForcedOpen
        let share = isPercent ? "⌊\(limits.unavailableText)⌋ \(limits.unavailable)" : "\(limits.unavailable)"
        return "\(limits.replicas - limits.unavailable) (\(limits.replicas) − \(share))"
    }

    private func may(_ verb: String, _ count: Int64) -> String { count > 0 ? "may \(verb) \(count)" : "must wait" }
}

extension RolloutFinding {
    /// The step for one line among others; `nil` for steps that moved nothing.
    var inShort: String? {
        switch self {
        case .mayGrow(let limits, let total, let from, let to) where to > from:
            "\(to - from) more (max\u{A0}\(limits.replicas + limits.surge), now\u{A0}\(total))"
        case .unhealthyFirst(_, let from, let to): "\(from - to) unhealthy fewer"
        case .available(let limits, let available, let spare) where spare > 0:
            "up to \(spare) fewer (available\u{A0}\(available), min\u{A0}\(limits.replicas - limits.unavailable))"
        case .follows(_, let from, let to) where from != to: "scaled from \(from) to \(to)"
        case .proportional: "every ReplicaSet takes its share"
        case .waitsForOldPods(let count) where count > 0: "waits for \(count) old pods"
        case .deadlineMissed(let seconds): "no progress for \(seconds)s"
        case .paused: "paused"
        default: nil
        }
    }
}
