import Documents
import KubeAPI

/// From what the metrics ask for to what is set: windows, rates, bounds.
///
/// Upstream: pkg/controller/podautoscaler/horizontal.go, normalizeDesiredReplicas and …WithBehaviors.
struct ReplicaLimits {
    /// `--horizontal-pod-autoscaler-downscale-stabilization`.
    static let downscaleStabilizationSeconds: Int64 = 300
    static let scaleUpFactor: Int64 = 2  // scaleUpLimitFactor
    static let scaleUpMinimum: Int64 = 4  // scaleUpLimitMinimum

    let current: Int64
    let least: Int64
    let most: Int64
    /// `spec.behavior`, if there is one.
    let behavior: Value?
    let now: Int64

    /// A number with the two conditions that tell how it came about.
    struct Outcome: Equatable {
        var replicas: Int64
        var ableReason = "ReadyForNewScale"
        var ableMessage = "recommended size matches current size"
        var isLimited = false
        var limitReason = ""
        var limitMessage = ""

        /// Why it is not what was asked for: what a window held back, then what a bound cut off.
        var because: String {
            let window = ableReason == "ReadyForNewScale" ? [] : [ableMessage]
            return (window + (isLimited ? [limitMessage] : [])).joined(separator: "; ")
        }
    }

    func normalized(_ wanted: Int64, _ history: inout ScalingHistory) -> Outcome {
        let stable = stabilized(wanted, &history)
        var out = Outcome(replicas: stable)
        if stable != wanted {
            let isUp = behavior != nil && wanted >= current
            out.ableReason = isUp ? "ScaleUpStabilized" : "ScaleDownStabilized"
            out.ableMessage =
                isUp
                ? "recent recommendations were lower than current one, applying the lowest recent recommendation"
                : "recent recommendations were higher than current one, applying the highest recent recommendation"
        }
        let limited = behavior == nil ? byRules(stable) : byRates(stable, history)
        out.replicas = limited.replicas
        out.isLimited = limited.replicas != stable
        (out.limitReason, out.limitMessage) = (limited.reason, Self.messages(limited.reason))
        return out
    }

    private static func messages(_ reason: String) -> String {
        switch reason {
        case "ScaleUpLimit": "the desired replica count is increasing faster than the maximum scale rate"
        case "ScaleDownLimit": "the desired replica count is decreasing faster than the maximum scale rate"
        case "TooManyReplicas": "the desired replica count is more than the maximum replica count"
        case "TooFewReplicas": "the desired replica count is less than the minimum replica count"
        default: "the desired count is within the acceptable range"
        }
    }

    // MARK: windows

    /// Upstream: stabilizeRecommendation, stabilizeRecommendationWithBehaviors.
    private func stabilized(_ wanted: Int64, _ history: inout ScalingHistory) -> Int64 {
        let entry = ScalingHistory.Entry(number: wanted, time: now)
        guard let behavior else {
            let cutoff = now - Self.downscaleStabilizationSeconds * 1_000_000
            let highest = history.recommendations.filter { $0.time >= cutoff }.map(\.number).max()
            ScalingHistory.put(entry, into: &history.recommendations, outdatedBefore: cutoff)
            return max(wanted, highest ?? wanted)
        }
        let up = now - (behavior.at("scaleUp", "stabilizationWindowSeconds")?.int ?? 0) * 1_000_000
        let down =
            now - 1_000_000
            * (behavior.at("scaleDown", "stabilizationWindowSeconds")?.int ?? Self.downscaleStabilizationSeconds)
        var lowest = wanted
        var highest = wanted
        for known in history.recommendations {
            if known.time > up { lowest = min(lowest, known.number) }
            if known.time > down { highest = max(highest, known.number) }
        }
        ScalingHistory.put(entry, into: &history.recommendations, outdatedBefore: min(up, down))
        return min(max(current, lowest), highest)
    }

    // MARK: bounds

    /// Upstream: convertDesiredReplicasWithRules.
    private func byRules(_ wanted: Int64) -> (replicas: Int64, reason: String) {
        let rate = max(Self.scaleUpFactor * current, Self.scaleUpMinimum)
        if wanted < least { return (least, "TooFewReplicas") }
        if wanted > min(most, rate) { return most > rate ? (rate, "ScaleUpLimit") : (most, "TooManyReplicas") }
        return (wanted, "DesiredWithinRange")
    }

    /// Upstream: convertDesiredReplicasWithBehaviorRate.
    private func byRates(_ wanted: Int64, _ history: ScalingHistory) -> (replicas: Int64, reason: String) {
        if wanted > current {
            let rate = max(limit("scaleUp", history), current)
            if wanted > min(most, rate) { return most > rate ? (rate, "ScaleUpLimit") : (most, "TooManyReplicas") }
        } else if wanted < current {
            let rate = min(limit("scaleDown", history), current)
            if wanted < max(least, rate) {
                return least < rate ? (rate, "ScaleDownLimit") : (least, "TooFewReplicas")
            }
        }
        return (wanted, "DesiredWithinRange")
    }

    /// How far the policies of a direction let go now. Upstream: calculateScaleUpLimitWithScalingRules and
    /// calculateScaleDownLimitWithBehaviors.
    private func limit(_ direction: String, _ history: ScalingHistory) -> Int64 {
        let rules = behavior?[direction] ?? .null
        let select = rules["selectPolicy"]?.string ?? "Max"
        if select == "Disabled" { return current }
        let isUp = direction == "scaleUp"
        var result: Int64?
        for policy in rules["policies"]?.array ?? [] {
            let period = policy["periodSeconds"]?.int ?? 0
            let value = policy["value"]?.int ?? 0
            let start =
                current - ScalingHistory.change(history.ups, within: period, now: now)
                + ScalingHistory.change(history.downs, within: period, now: now)
            let share = Double(value) / 100
            let proposed: Int64
            switch (policy["type"]?.string ?? "", isUp) {
            case ("Pods", true): proposed = start + value
            case ("Pods", false): proposed = start - value
            case (_, true): proposed = Int64((Double(start) * (1 + share)).rounded(.up))
            case (_, false): proposed = Int64(Double(start) * (1 - share))
            }
            // The largest change: up it is the larger number, down the smaller one.
            let takesLarger = isUp == (select != "Min")
            result = result.map { takesLarger ? max($0, proposed) : min($0, proposed) } ?? proposed
        }
        return result ?? current
    }
}
