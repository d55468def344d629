import Documents

/// What may change in a pod that exists.
///
/// Upstream: pkg/apis/core/validation/validation.go, ValidatePodUpdate.
enum PodUpdateRules {
    private static let updatableFields =
        "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
        + "`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        let spec = new["spec"] ?? .null
        let before = old["spec"] ?? .null
        // What is as it was has been looked at when it was made.
        if spec != before || new["metadata"] != old["metadata"] { PodRules.metadataAndSpec(new, &report) }
        report.within("metadata") { report in
            mirrorAnnotation(new.at("metadata", "annotations"), old.at("metadata", "annotations"), &report)
            PodRules.specificAnnotations(new.at("metadata", "annotations"), spec, &report)
        }
        if spec == before { return }
        report.within("spec") { specChange(spec, before, &$0) }
    }

    static func mirrorAnnotation(_ new: Value?, _ old: Value?, _ report: inout FieldReport) {
        let key = "kubernetes.io/config.mirror"
        let (new, old) = (new?[key], old?[key])
        if new == old { return }
        report.forbidden(
            "annotations[\(key)]",
            old.isThere
                ? "may not remove or update mirror pod annotation" : "may not add mirror pod annotation")
    }

    private static func specChange(_ spec: Value, _ before: Value, _ report: inout FieldReport) {
        for list in ["containers", "initContainers"] {
            let count = spec[list]?.array?.count ?? 0
            if count != before[list]?.array?.count ?? 0 {
                return report.forbidden(list, "pod updates may not add or remove containers")
            }
            report.each(list, of: spec) { report, container, _ in images(container, &report) }
        }
        guard deadline(spec, before, &report) else { return }
        addedTolerations(spec, before, &report)
        deletedGates(spec, before, &report)
        var munged = spec
        copyImages("containers", from: before, to: &munged)
        copyImages("initContainers", from: before, to: &munged)
        for field in ["activeDeadlineSeconds", "schedulingGates", "tolerations"] {
            munged.set(before[field], at: field)
        }
        let grace = "terminationGracePeriodSeconds"
        if let seconds = before[grace]?.int, seconds < 0, munged[grace]?.int == 1 {
            munged.set(before[grace], at: grace)
        }
        if !(before["schedulingGates"]?.array ?? []).isEmpty { gated(&munged, before, &report) }
        if munged != before {
            let changes = Schema.builtIn.innerDiff(from: before, to: munged, as: "core/v1.PodSpec")
            report.forbidden("", "pod updates may not change fields other than \(updatableFields)\n\(changes)")
        }
    }

    private static func images(_ container: Value, _ report: inout FieldReport) {
        let image = container["image"]?.string ?? ""
        if image.isEmpty { report.required("image") }
        let blanks: [UInt8] = [32, 9, 10, 11, 12, 13]
        if let first = image.utf8.first, let last = image.utf8.last,
            blanks.contains(first) || blanks.contains(last)
        {
            report.invalid("image", image, "must not have leading or trailing whitespace")
        }
    }

    private static func copyImages(_ list: String, from before: Value, to munged: inout Value) {
        guard case .array(var containers)? = munged[list], let old = before[list]?.array else { return }
        for index in containers.indices { containers[index].set(old[index]["image"], at: "image") }
        munged.set(.array(containers), at: list)
    }

    /// Answers whether the rest is to be looked at.
    private static func deadline(_ spec: Value, _ before: Value, _ report: inout FieldReport) -> Bool {
        let field = "activeDeadlineSeconds"
        let old = before[field]?.int
        guard let new = spec[field]?.int else {
            if old != nil {
                report.add(
                    .invalid, field, badValue: "null",
                    "must not update from a positive integer to nil value")
            }
            return true
        }
        if new < 0 || new > 2_147_483_647 {
            report.invalid(field, new, TextRules.inclusiveRange(0, 2_147_483_647))
            return false
        }
        if let old, old < new {
            report.invalid(field, new, "must be less than or equal to previous value")
            return false
        }
        return true
    }

    private static func addedTolerations(_ spec: Value, _ before: Value, _ report: inout FieldReport) {
        let new = spec["tolerations"]?.array ?? []
        for old in before["tolerations"]?.array ?? [] {
            let isKept = new.contains { candidate in
                var candidate = candidate
                candidate.set(old["tolerationSeconds"], at: "tolerationSeconds")
                return candidate == old
            }
            if !isKept {
                return report.forbidden(
                    "tolerations", "existing toleration can not be modified except its tolerationSeconds")
            }
        }
        PlacementRules.tolerations(spec, &report)
    }

    private static func deletedGates(_ spec: Value, _ before: Value, _ report: inout FieldReport) {
        let old = (before["schedulingGates"]?.array ?? []).compactMap { $0["name"]?.string }
        for (index, gate) in (spec["schedulingGates"]?.array ?? []).enumerated() {
            let name = gate["name"]?.string ?? ""
            if !old.contains(name) {
                report.forbidden(
                    "schedulingGates[\(index)].name",
                    "only deletion is allowed, but found new scheduling gate '\(name)'")
            }
        }
    }

    /// While a gate holds the pod, its node selector and node affinity may be narrowed.
    private static func gated(_ munged: inout Value, _ before: Value, _ report: inout FieldReport) {
        if munged["nodeSelector"] != before["nodeSelector"] {
            for (key, value) in before["nodeSelector"]?.stringMap ?? []
            where munged.at("nodeSelector", key)?.string != value {
                report.invalid(
                    "nodeSelector", json: munged["nodeSelector"],
                    "only additions to spec.nodeSelector are allowed (no mutations or deletions)")
                break
            }
            munged.set(before["nodeSelector"], at: "nodeSelector")
        }
        let old = before.at("affinity", "nodeAffinity")
        if munged.at("affinity", "nodeAffinity") == old { return }
        narrowedAffinity(munged.at("affinity", "nodeAffinity"), old, &report)
        munged.set(old, at: "affinity", "nodeAffinity")
        if !before["affinity"].isThere, munged["affinity"]?.isEmpty == true {
            munged.set(nil, at: "affinity")
        }
    }

    private static func narrowedAffinity(_ new: Value?, _ old: Value?, _ report: inout FieldReport) {
        let required = "requiredDuringSchedulingIgnoredDuringExecution"
        let oldTerms = old?.at(required, "nodeSelectorTerms")?.array ?? []
        let newTerms = new?.at(required, "nodeSelectorTerms")?.array ?? []
        if oldTerms.isEmpty { return }
        let place = "affinity.nodeAffinity.\(required).nodeSelectorTerms"
        if oldTerms.count != newTerms.count {
            let shown = newTerms.map { Schema.builtIn.goInternalJSON($0, as: "core/v1.NodeSelectorTerm") }
            return report.add(
                .invalid, place, badValue: "[" + shown.joined(separator: ",") + "]",
                "no additions/deletions to non-empty NodeSelectorTerms list are allowed")
        }
        for index in oldTerms.indices {
            let isNarrowed = ["matchExpressions", "matchFields"].allSatisfy { list in
                let before = oldTerms[index][list]?.array ?? []
                let after = newTerms[index][list]?.array ?? []
                return after.count >= before.count && Array(after[..<before.count]) == before
            }
            if !isNarrowed {
                report.add(
                    .invalid, "\(place)[\(index)]",
                    badValue: Schema.builtIn.goInternalJSON(newTerms[index], as: "core/v1.NodeSelectorTerm"),
                    "only additions are allowed (no mutations or deletions)")
            }
        }
    }
}
