import Documents

/// What holds for StatefulSets.
///
/// Upstream: pkg/apis/apps/validation/validation.go, ValidateStatefulSet and its updates.
enum StatefulSetRules {
    /// What an update may change in `spec`.
    private static let mutable = [
        "replicas", "template", "updateStrategy", "minReadySeconds", "ordinals", "revisionHistoryLimit",
        "persistentVolumeClaimRetentionPolicy",
    ]

    static func create(_ set: Value, _ report: inout FieldReport) {
        MetadataRules.check(set, namespaced: true, names: .label, &report)
        report.within("spec") { spec(set["spec"] ?? .null, isNew: true, &$0) }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.within("spec") { spec(new["spec"] ?? .null, isNew: false, &$0) }
        var kept = new["spec"] ?? .null
        for field in mutable { kept.set(old.at("spec", field), at: field) }
        if kept != old["spec"] ?? .null {
            report.forbidden(
                "spec",
                "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', "
                    + "'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and "
                    + "'minReadySeconds' are forbidden")
        }
    }

    private static func spec(_ spec: Value, isNew: Bool, _ report: inout FieldReport) {
        let policy = spec["podManagementPolicy"]?.string ?? ""
        if policy.isEmpty {
            report.required("podManagementPolicy")
        } else if !["OrderedReady", "Parallel"].contains(policy) {
            report.invalid("podManagementPolicy", policy, "must be 'OrderedReady' or 'Parallel'")
        }
        strategy(spec["updateStrategy"] ?? .null, &report)
        for when in ["whenDeleted", "whenScaled"] {
            let policy = spec.at("persistentVolumeClaimRetentionPolicy", when)?.string ?? ""
            if spec["persistentVolumeClaimRetentionPolicy"].isThere, !["Retain", "Delete"].contains(policy) {
                report.notSupported("persistentVolumeClaimRetentionPolicy.\(when)", policy, ["Retain", "Delete"])
            }
        }
        if isNew {
            report.each("volumeClaimTemplates", of: spec) { report, claim, _ in
                report.within("spec") { ClaimRules.spec(claim["spec"] ?? .null, &$0) }
            }
        }
        report.nonNegative("replicas", spec["replicas"]?.int)
        report.nonNegative("minReadySeconds", spec["minReadySeconds"]?.int)
        report.nonNegative("ordinals.start", spec.at("ordinals", "start")?.int)
        let service = spec["serviceName"]?.string ?? ""
        if isNew && !service.isEmpty { report.invalid("serviceName", service, each: TextRules.dnsLabel(service)) }
        selectorAndTemplate(spec, &report)
    }

    private static func strategy(_ strategy: Value, _ report: inout FieldReport) {
        let type = strategy["type"]?.string ?? ""
        let rolling = strategy["rollingUpdate"]
        switch type {
        case "": report.required("updateStrategy")
        case "OnDelete":
            if rolling.isThere {
                let shown = Schema.builtIn.goInternalJSON(rolling, as: "apps/v1.RollingUpdateStatefulSetStrategy")
                report.add(
                    .invalid, "updateStrategy.rollingUpdate", badValue: shown,
                    "only allowed for updateStrategy 'RollingUpdate'")
            }
        case "RollingUpdate":
            report.within("updateStrategy") { report in
                report.within("rollingUpdate") { report in
                    report.nonNegative("partition", rolling?["partition"]?.int)
                }
            }
        default:
            report.add(
                .invalid, "updateStrategy",
                badValue: Schema.builtIn.goInternalJSON(strategy, as: "apps/v1.StatefulSetUpdateStrategy"),
                "must be 'RollingUpdate' or 'OnDelete'")
        }
    }

    private static func selectorAndTemplate(_ spec: Value, _ report: inout FieldReport) {
        let selector = spec["selector"] ?? .null
        if selector.isNull {
            report.required("selector")
        } else {
            MetadataRules.labelSelector("selector", selector, &report)
            if (selector["matchLabels"]?.fields?.isEmpty ?? true)
                && (selector["matchExpressions"]?.array ?? []).isEmpty
            {
                report.add(
                    .invalid, "selector", badValue: ReplicatedPodRules.selectorText(selector),
                    "empty selector is invalid for statefulset")
            }
        }
        if let parsed = try? LabelSelector(value: selector) {
            report.within("template") { template(spec, parsed, &$0) }
        } else {
            report.add(.invalid, "selector", badValue: ReplicatedPodRules.selectorText(selector), "")
        }
        let policy = spec.at("template", "spec", "restartPolicy")?.string ?? ""
        if policy != "Always" { report.notSupported("template.spec.restartPolicy", policy, ["Always"]) }
        if spec.at("template", "spec", "activeDeadlineSeconds").isThere {
            report.forbidden(
                "template.spec.activeDeadlineSeconds", "activeDeadlineSeconds in StatefulSet is not Supported")
        }
    }

    /// Host name and subdomain are the controller's, and so are the volumes of the claim templates.
    private static func template(_ spec: Value, _ selector: LabelSelector, _ report: inout FieldReport) {
        var template = spec["template"] ?? .null
        if !selector.isEmpty, !selector.matches(labels: template.at("metadata", "labels")) {
            report.invalid(
                "metadata.labels", json: template.at("metadata", "labels"),
                "`selector` does not match template `labels`")
        }
        template.set(nil, at: "spec", "subdomain")
        template.set(nil, at: "spec", "hostname")
        // Of claims with one name the last counts: upstream goes through a map.
        var claims: [String] = []
        for claim in spec["volumeClaimTemplates"]?.array ?? [] {
            let name = claim.at("metadata", "name")?.string ?? ""
            if !claims.contains(name) { claims.append(name) }
        }
        if !claims.isEmpty {
            let own = (template.at("spec", "volumes")?.array ?? []).filter { volume in
                !claims.contains(volume["name"]?.string ?? "")
            }
            let made = claims.map { name -> Value in
                ["name": .string(name), "persistentVolumeClaim": ["claimName": .string(name)]]
            }
            template.set(.array(made + own), at: "spec", "volumes")
        }
        PodRules.template(template, &report)
        MetadataRules.labels("labels", template.at("metadata", "labels"), &report)
        MetadataRules.annotations(template.at("metadata", "annotations"), &report)
        PodRules.specificAnnotations(
            template.at("metadata", "annotations"), template["spec"] ?? .null, &report)
    }

    static func status(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        let status = new["status"] ?? .null
        func count(_ field: String) -> Int64 { status[field]?.int ?? 0 }
        report.within("status") { report in
            for field in [
                "replicas", "readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas",
                "observedGeneration", "collisionCount",
            ] {
                report.nonNegative(field, status[field]?.int)
            }
            for field in ["readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas"]
            where count(field) > count("replicas") {
                report.invalid(field, count(field), "cannot be greater than status.replicas")
            }
            if count("availableReplicas") > count("readyReplicas") {
                report.invalid(
                    "availableReplicas", count("availableReplicas"), "cannot be greater than status.readyReplicas")
            }
        }
        MetadataRules.checkUpdate(new, old, &report)
        if let before = old.at("status", "collisionCount")?.int, count("collisionCount") < before {
            report.invalid("status.collisionCount", count("collisionCount"), "cannot be decremented")
        }
    }
}
