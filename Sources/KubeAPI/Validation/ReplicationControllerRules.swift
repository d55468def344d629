import Documents

/// What holds for ReplicationControllers; their selector is a map and may change.
///
/// Upstream: pkg/apis/core/validation/validation.go, ValidateReplicationController….
enum ReplicationControllerRules {
    static func create(_ controller: Value, _ report: inout FieldReport) {
        MetadataRules.check(controller, namespaced: true, names: .subdomain, &report)
        report.within("spec") { spec(controller["spec"] ?? .null, &$0) }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.within("spec") { spec(new["spec"] ?? .null, &$0) }
    }

    private static func spec(_ spec: Value, _ report: inout FieldReport) {
        report.nonNegative("minReadySeconds", spec["minReadySeconds"]?.int)
        let selector = LabelSelector(labels: spec["selector"]?.stringMap ?? [])
        if selector.isEmpty { report.required("selector") }
        if let replicas = spec["replicas"]?.int {
            report.nonNegative("replicas", replicas)
        } else {
            report.required("replicas")
        }
        guard let template = spec["template"], !template.isNull else { return report.required("template") }
        ReplicatedPodRules.template(template, selector, kind: "ReplicationController", &report)
    }

    static func status(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.within("status") { report in
            ReplicatedPodRules.counts(
                new["status"] ?? .null,
                fields: [
                    "replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas", "observedGeneration",
                ], notAboveReplicas: ["fullyLabeledReplicas", "readyReplicas", "availableReplicas"], &report)
        }
    }
}
