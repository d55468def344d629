import Documents

/// What holds for the resources of a pod as a whole.
///
/// Upstream: pkg/apis/core/validation/validation.go, validatePodResources, validatePodResourceConsistency,
/// validatePodLevelResourcesResize; KEP-2837, KEP-5419.
enum PodLevelResourceRules {
    static func check(_ spec: Value, _ report: inout FieldReport) {
        guard let resources = spec["resources"], !resources.isNull else { return }
        if spec.at("os", "name") == "windows" {
            return report.forbidden("resources", "may not be set for a windows pod")
        }
        report.within("resources") { report in
            if resources["claims"].isThere {
                report.forbidden("claims", "claims may not be set for Resources at pod-level")
            }
            ResourceRules.requirements(resources, names: name, &report)
            for (index, claim) in (resources["claims"]?.array ?? []).enumerated() {
                report.add(
                    .notFound, "claims[\(index)]", badValue: goQuoted(claim["name"]?.string ?? ""),
                    "must be one of the names in pod.spec.resourceClaims which is empty")
            }
            containers(spec, &report)
        }
    }

    private static func name(_ name: String, _ report: inout FieldReport) {
        let before = report.errors.count
        ResourceRules.resourceName(name, &report)
        if report.errors.count == before, !PodAmounts.isPodLevel(name) {
            report.notSupported("", name, ["cpu", "hugepages-", "memory"])
        }
    }

    /// The containers fit into the pod: together into its requests, each into its limits.
    private static func containers(_ spec: Value, _ report: inout FieldReport) {
        func tooLittle(_ kind: String, _ isMeant: (String) -> Bool) {
            let whole = ResourceList(reading: spec.at("resources", kind))
            for entry in PodAmounts.ofContainers(spec, kind).entries where isMeant(entry.name) {
                guard let given = whole[entry.name], entry.amount > given else { continue }
                report.invalid(
                    "\(kind)[\(entry.name)]", given.description,
                    "must be greater than or equal to aggregate container \(kind) of \(entry.amount)")
            }
        }
        tooLittle("requests") { _ in true }
        tooLittle("limits") { $0.hasPrefix("hugepages-") }
        let limits = ResourceList(reading: spec.at("resources", "limits"))
        for (index, container) in (spec["containers"]?.array ?? []).enumerated() {
            for entry in ResourceList(reading: container.at("resources", "limits")).entries {
                guard let limit = limits[entry.name], entry.amount > limit else { continue }
                report.invalid(
                    "containers[\(index)][\(entry.name)].limits", entry.amount.description,
                    "must be less than or equal to pod limits of \(limit)")
            }
        }
    }

    // MARK: - resize

    /// Amounts may change, and not go.
    static func resize(_ spec: Value, _ before: Value, _ report: inout FieldReport) {
        guard [spec, before].contains(where: isSet) else { return }
        let (now, was) = (spec["resources"] ?? .null, before["resources"] ?? .null)
        if !was.isNull, now.isNull {
            return report.forbidden("resources", "pod-level resources cannot be removed")
        }
        for list in ["requests", "limits"] where !was.isNull {
            let gone = (was[list]?.fields ?? Fields()).contains { now[list]?[$0.key] == nil }
            if gone { report.forbidden("resources.\(list)", "pod-level resource \(list) cannot be removed") }
        }
        if withoutAmounts(now, was) != was {
            report.forbidden("", "only cpu and memory resources are mutable at pod-level")
        }
    }

    private static func isSet(_ spec: Value) -> Bool {
        ["requests", "limits"].contains { spec.at("resources", $0)?.isEmpty == false }
    }

    /// `now` with the CPU and memory of `was`.
    ///
    /// Upstream: dropCPUMemoryResourceRequirementsUpdates.
    static func withoutAmounts(_ now: Value, _ was: Value) -> Value {
        var resources = Fields()
        for list in ["limits", "requests"] {
            var amounts = now[list]?.fields ?? Fields()
            let old = was[list]?.fields
            for name in ["cpu", "memory"] { amounts[name] = old?[name] }
            if old != nil || !amounts.isEmpty { resources[list] = .object(amounts) }
        }
        if let claims = was["claims"] { resources["claims"] = claims }
        return was.isNull && resources.isEmpty ? was : .object(resources)
    }
}
