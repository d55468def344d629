import Documents

/// What may change in a Job. Upstream: pkg/apis/batch/validation/validation.go, ValidateJobUpdate;
/// pkg/registry/batch/job/strategy.go, validationOptionsForJob.
enum JobUpdateRules {
    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        let labels = old.at("spec", "template", "metadata", "labels")
        let hadLabels = labels?[JobRules.nameLabel] != nil && labels?[JobRules.uidLabel] != nil
        JobRules.check(new, requiresPrefixedLabels: hadLabels, &report)
        MetadataRules.checkUpdate(new, old, &report)
        let spec = new["spec"] ?? .null
        let before = old["spec"] ?? .null
        report.within("spec") { report in
            completions(spec, before, &report)
            report.immutable(
                "selector", spec["selector"], before["selector"],
                shown: ReplicatedPodRules.selectorText(spec["selector"] ?? .null))
            template(spec, old, &report)
            report.immutable("completionMode", spec["completionMode"], before["completionMode"])
            policy("podFailurePolicy", "batch/v1.PodFailurePolicy", spec, before, &report)
            report.immutable("backoffLimitPerIndex", spec["backoffLimitPerIndex"], before["backoffLimitPerIndex"])
            report.immutable("managedBy", spec["managedBy"], before["managedBy"])
            policy("successPolicy", "batch/v1.SuccessPolicy", spec, before, &report)
        }
    }

    private static func policy(
        _ field: String, _ type: String, _ spec: Value, _ before: Value, _ report: inout FieldReport
    ) {
        let shown = Schema.builtIn.goInternalJSON(spec[field], as: type)
        report.immutable(field, spec[field], before[field], shown: shown)
    }

    /// An Indexed Job is elastic: completions may follow parallelism. Upstream: validateCompletions.
    private static func completions(_ spec: Value, _ before: Value, _ report: inout FieldReport) {
        let (new, old) = (spec["completions"], before["completions"])
        guard JobRules.isIndexed(spec) else { return report.immutable("completions", new, old) }
        guard let new = new?.int, new != old?.int else { return }
        if new != spec["parallelism"]?.int {
            report.invalid("completions", new, "can only be modified in tandem with spec.parallelism")
        }
    }

    /// A suspended Job without pods may change where its pods go and what they ask for (beta in 1.36).
    ///
    /// Upstream: validatePodTemplateUpdate, shouldAllowMutablePodTemplate.
    private static func template(_ spec: Value, _ old: Value, _ report: inout FieldReport) {
        let new = spec["template"] ?? .null
        var allowed = old.at("spec", "template") ?? .null
        guard isSuspended(old), mayChangeTemplate(old) else {
            return report.immutable("template", new, allowed, shown: shown(new, "core/v1.PodTemplateSpec"))
        }
        takeScheduling(from: new, into: &allowed)
        takeResources(from: new, into: &allowed)
        let spec = new["spec"] ?? .null
        report.immutable("template.spec", spec, allowed["spec"], shown: shown(spec, "core/v1.PodSpec"))
    }

    static func isSuspended(_ job: Value) -> Bool { job.at("spec", "suspend")?.bool == true }

    private static func mayChangeTemplate(_ old: Value) -> Bool {
        let status = old["status"] ?? .null
        let isMarked = JobStatusRules.isTrue("Suspended", status)
        return (!status["startTime"].isThere || isMarked) && status["active"]?.int ?? 0 == 0
    }

    private static func takeScheduling(from new: Value, into allowed: inout Value) {
        for field in ["nodeSelector", "tolerations", "schedulingGates"] {
            allowed.set(new.at("spec", field), at: "spec", field)
        }
        var affinity = allowed.at("spec", "affinity") ?? .null
        let wanted = new.at("spec", "affinity") ?? .null
        if affinity.isNull && wanted.isNull { return }
        affinity.set(wanted["nodeAffinity"], at: "nodeAffinity")
        allowed.set(wanted.isNull && affinity.isEmpty ? nil : affinity, at: "spec", "affinity")
    }

    private static func takeResources(from new: Value, into allowed: inout Value) {
        for list in ["containers", "initContainers"] {
            let wanted = new.at("spec", list)?.array ?? []
            guard case .array(var containers)? = allowed.at("spec", list), containers.count == wanted.count else {
                continue
            }
            for index in containers.indices where containers[index]["name"] == wanted[index]["name"] {
                containers[index].set(wanted[index]["resources"], at: "resources")
            }
            allowed.set(.array(containers), at: "spec", list)
        }
    }

    private static func shown(_ value: Value, _ type: String) -> String {
        Schema.builtIn.goInternalJSON(value, as: type)
    }
}
