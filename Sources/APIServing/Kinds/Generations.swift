import Documents
import KubeAPI

/// `metadata.generation`: 1 for a new object, one more for each change of what it wants.
///
/// Upstream: PrepareForCreate and PrepareForUpdate in pkg/registry/<group>/<resource>/strategy.go.
enum Generations {
    /// Kinds whose new objects are of generation 1.
    private static func areCounted(_ resource: Resource) -> Bool {
        switch resource {
        case .pods, .replicaSets, .replicationControllers, .deployments, .statefulSets, .daemonSets, .jobs, .cronJobs,
            .podDisruptionBudgets, .priorityClasses, .customResourceDefinitions, .endpointSlices, .flowSchemas,
            .priorityLevelConfigurations, .ingresses, .ingressClasses, .networkPolicies, .podTemplates, .deviceClasses,
            .resourceSlices, .validatingAdmissionPolicies, .validatingAdmissionPolicyBindings,
            .mutatingAdmissionPolicies, .mutatingAdmissionPolicyBindings, .validatingWebhookConfigurations,
            .mutatingWebhookConfigurations:
            true
        default: false
        }
    }

    /// The member that a generation is a version of.
    private static func counted(_ resource: Resource) -> String {
        switch resource {
        case .podTemplates: "template"
        case .validatingWebhookConfigurations, .mutatingWebhookConfigurations: "webhooks"
        default: "spec"
        }
    }

    static func prepareForCreate(_ draft: inout Value, _ resource: Resource) {
        if areCounted(resource) { draft.set(1, at: "metadata", "generation") }
    }

    /// CSIDrivers start with none and count from there; the annotations of a Deployment count too: its controller
    /// copies them to the ReplicaSets.
    static func prepareForUpdate(_ draft: inout Value, old: APIObject) {
        guard areCounted(old.resource) || old.resource == .csiDrivers else { return }
        let member = counted(old.resource)
        let isNew =
            draft[member] != old.value[member]
            || (old.resource == .deployments
                && draft.at("metadata", "annotations") != old.value.at("metadata", "annotations"))
        let generation = old.meta.generation + (isNew ? 1 : 0)
        if generation > 0 { draft.set(.int(generation), at: "metadata", "generation") }
    }
}
