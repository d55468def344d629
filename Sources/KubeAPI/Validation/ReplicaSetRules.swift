import Documents

/// What holds for ReplicaSets. Upstream: pkg/apis/apps/validation/validation.go.
enum ReplicaSetRules {
    static func create(_ set: Value, _ report: inout FieldReport) {
        MetadataRules.check(set, namespaced: true, names: .subdomain, &report)
        report.within("spec") { spec(set["spec"] ?? .null, &$0) }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.within("spec") { report in
            spec(new["spec"] ?? .null, &report)
            ReplicatedPodRules.selectorStays(new, old, &report)
        }
    }

    private static func spec(_ spec: Value, _ report: inout FieldReport) {
        report.nonNegative("replicas", spec["replicas"]?.int)
        report.nonNegative("minReadySeconds", spec["minReadySeconds"]?.int)
        ReplicatedPodRules.selectorAndTemplate(spec, &report)
    }

    static func status(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.within("status") { report in
            ReplicatedPodRules.counts(
                new["status"] ?? .null,
                fields: [
                    "replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas", "observedGeneration",
                    "terminatingReplicas",
                ], notAboveReplicas: ["fullyLabeledReplicas", "readyReplicas", "availableReplicas"], &report)
        }
    }
}
