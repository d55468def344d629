import Documents
import KubeAPI

/// `spec.podFailurePolicy`: what the failure of a pod means for its Job; the first rule that matches decides.
///
/// Upstream: pkg/controller/job/pod_failure_policy.go.
struct PodFailurePolicy {
    /// What a rule does.
    enum Action: String {
        case failJob = "FailJob"
        case failIndex = "FailIndex"
        case ignore = "Ignore"
        case count = "Count"
    }

    /// A rule that matched a pod.
    struct Match {
        let rule: Int
        let action: Action
        /// What matched: `container c, exit code 42`, `condition DisruptionTarget`.
        let evidence: String
        /// Why the whole Job fails; only of `failJob`.
        let jobMessage: String?
    }

    private let rules: [Value]

    init(_ policy: Value) { rules = policy["rules"]?.array ?? [] }

    /// The rule for a failed pod; `nil`: none, so the failure counts.
    func match(_ pod: APIObject) -> Match? {
        for (index, rule) in rules.enumerated() {
            guard let action = rule["action"]?.string.flatMap(Action.init) else { continue }
            if let codes = rule["onExitCodes"], !codes.isNull {
                guard let (name, code) = PodFailurePolicy.container(pod, codes) else { continue }
                let message =
                    "Container \(name) for pod \(pod.key) failed with exit code \(code) matching "
                    + "\(action.rawValue) rule at index \(index)"
                return Match(
                    rule: index, action: action, evidence: "container \(name), exit code \(code)",
                    jobMessage: action == .failJob ? message : nil)
            }
            if let type = PodFailurePolicy.condition(pod, rule["onPodConditions"]?.array ?? []) {
                let message = "Pod \(pod.key) has condition \(type) matching \(action.rawValue) rule at index \(index)"
                return Match(
                    rule: index, action: action, evidence: "condition \(type)",
                    jobMessage: action == .failJob ? message : nil)
            }
        }
        return nil
    }

    /// The first ended container whose exit code the rule names; containers before init containers.
    private static func container(_ pod: APIObject, _ codes: Value) -> (name: String, code: Int64)? {
        let values = (codes["values"]?.array ?? []).compactMap(\.int)
        let isIn = codes["operator"]?.string == "In"
        for list in ["containerStatuses", "initContainerStatuses"] {
            for status in pod.at("status", list)?.array ?? [] {
                let name = status["name"]?.string ?? ""
                guard let code = status.at("state", "terminated", "exitCode")?.int, code != 0 else { continue }
                if let wanted = codes["containerName"]?.string, wanted != name { continue }
                if values.contains(code) == isIn { return (name, code) }
            }
        }
        return nil
    }

    private static func condition(_ pod: APIObject, _ patterns: [Value]) -> String? {
        for condition in pod.at("status", "conditions")?.array ?? [] {
            let isNamed = patterns.contains {
                $0["type"] == condition["type"] && $0["status"] == condition["status"]
            }
            if isNamed { return condition["type"]?.string }
        }
        return nil
    }
}

/// `spec.successPolicy`: an Indexed Job may be done before all its indexes are.
///
/// Upstream: pkg/controller/job/success_policy.go.
enum SuccessPolicy {
    /// The message if a rule is fulfilled by the indexes that succeeded.
    static func match(_ policy: Value?, completions: Int, succeeded: IndexIntervals) -> String? {
        if succeeded.isEmpty { return nil }
        for (index, rule) in (policy?["rules"]?.array ?? []).enumerated() {
            let wanted = rule["succeededCount"]?.int.map { Int($0) }
            let isMet: Bool
            if let text = rule["succeededIndexes"]?.string {
                let required = IndexIntervals(parsing: text, completions: completions)
                if required.isEmpty { continue }
                let reached = required.overlap(with: succeeded)
                isMet = reached == required.count || wanted.map { reached >= $0 } ?? false
            } else {
                isMet = wanted.map { succeeded.count >= $0 } ?? false
            }
            if isMet { return "Matched rules at index \(index)" }
        }
        return nil
    }
}
