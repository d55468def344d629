import Documents
import KubeAPI

/// Turns the name of a PriorityClass into a number; only one class may be the default.
///
/// Upstream: plugin/pkg/admission/priority/admission.go.
enum PriorityAdmission {
    static let plugin = AdmissionPlugin(
        name: "Priority", operations: [.create, .update], resources: [.pods, .priorityClasses], mutate: admit,
        judge: judge)

    private static func admit(
        _ server: inout APIServer, _ draft: inout Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        guard attributes.resource == .pods else { return }
        if let old = attributes.old {
            for field in ["priority", "preemptionPolicy"] where draft.at("spec", field) == nil {
                if let known = old.at("spec", field) { draft.set(known, at: "spec", field) }
            }
            return
        }
        let found = try priority(of: &draft, server.store, attributes)
        if let asked = draft.at("spec", "priority")?.int, asked != found.number {
            throw attributes.forbidden(
                draft,
                "the integer value of priority (\(asked)) must not be provided in pod spec; priority admission "
                    + "controller computed \(found.number) from the given PriorityClass name")
        }
        draft.set(.int(found.number), at: "spec", "priority")
        if let asked = draft.at("spec", "preemptionPolicy")?.string, !asked.isEmpty, asked != found.policy {
            throw attributes.forbidden(
                draft,
                "the string value of PreemptionPolicy (\(asked)) must not be provided in pod spec; priority admission "
                    + "controller computed \(found.policy) from the given PriorityClass name")
        }
        draft.set(.string(found.policy), at: "spec", "preemptionPolicy")
    }

    private static let usualPolicy = "PreemptLowerPriority"

    private static func priority(
        of pod: inout Value, _ store: Store, _ attributes: AdmissionAttributes
    ) throws(Status) -> (number: Int64, policy: String) {
        let asked = pod.at("spec", "priorityClassName")?.string ?? ""
        guard asked.isEmpty else {
            guard let found = store.object(.priorityClasses, ObjectKey("", asked)) else {
                throw attributes.forbidden(pod, "no PriorityClass with name \(asked) was found")
            }
            return (found["value"]?.int ?? 0, found["preemptionPolicy"]?.string ?? usualPolicy)
        }
        // The two that are always there are no defaults.
        guard store.count(.priorityClasses) > 2, let best = byDefault(store) else { return (0, usualPolicy) }
        pod.set(.string(best.name), at: "spec", "priorityClassName")
        return (best["value"]?.int ?? 0, best["preemptionPolicy"]?.string ?? usualPolicy)
    }

    /// Of several the one with the lowest number.
    private static func byDefault(_ store: Store) -> APIObject? {
        store.list(.priorityClasses, namespace: "").filter { $0["globalDefault"]?.bool == true }
            .min { ($0["value"]?.int ?? 0) < ($1["value"]?.int ?? 0) }
    }

    private static func judge(
        _ server: inout APIServer, _ draft: Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        guard attributes.resource == .priorityClasses, draft["globalDefault"]?.bool == true,
            let known = byDefault(server.store)
        else { return }
        if known.name == attributes.old?.name { return }
        throw attributes.forbidden(
            draft, "PriorityClass \(known.name) is already marked as default. Only one default can exist")
    }
}
