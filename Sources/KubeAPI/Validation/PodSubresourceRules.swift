import Documents

/// What may change by the subresources of a pod: containers that are added to look into it, and resources.
///
/// Upstream: pkg/apis/core/validation/validation.go, ValidatePodEphemeralContainersUpdate, ValidatePodResize.
enum PodSubresourceRules {
    // MARK: - ephemeralcontainers

    static func ephemeral(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        if isStatic(old) {
            return report.forbidden("", "static pods do not support ephemeral containers")
        }
        MetadataRules.checkUpdate(new, old, &report)
        PodRules.metadataAndSpec(new, &report)
        let list = new.at("spec", "ephemeralContainers")?.array ?? []
        report.within("spec") { report in
            for before in old.at("spec", "ephemeralContainers")?.array ?? [] {
                let name = before["name"]?.string ?? ""
                if let now = list.first(where: { $0["name"]?.string == name }) {
                    if now == before { continue }
                    let change = Schema.builtIn.innerDiff(from: before, to: now, as: "core/v1.EphemeralContainer")
                    report.forbidden(
                        "ephemeralContainers",
                        "existing ephemeral containers \(goQuoted(name)) may not be changed\n\(change)")
                } else {
                    report.forbidden(
                        "ephemeralContainers",
                        "existing ephemeral containers \(goQuoted(name)) may not be removed\n")
                }
            }
        }
    }

    private static func isStatic(_ pod: Value) -> Bool {
        pod.at("metadata", "annotations")?["kubernetes.io/config.mirror"] != nil
    }

    // MARK: - resize

    static func resize(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        if isStatic(old) { return report.forbidden("", "static pods cannot be resized") }
        if old.at("spec", "os", "name")?.string == "windows" {
            return report.forbidden("", "windows pods cannot be resized")
        }
        MetadataRules.checkUpdate(new, old, &report)
        PodRules.metadataAndSpec(new, &report)
        let quality = old.at("status", "qosClass")?.string ?? QualityOfService.of(old)
        if quality != QualityOfService.of(new) {
            report.invalid("spec", quality, "Pod QOS Class may not change as a result of resizing")
        }
        if !isSupported(old) { report.forbidden("spec", "Pod running on node without support for resize") }
        let (spec, before) = (new["spec"] ?? .null, old["spec"] ?? .null)
        report.within("spec") { report in
            PodLevelResourceRules.resize(spec, before, &report)
            guard isInOrder(spec, before, &report) else { return }
            for list in ["initContainers", "containers"] {
                for (index, was) in (before[list]?.array ?? []).enumerated() {
                    let now = spec[list]?[index] ?? .null
                    report.within(list) { report in
                        report.within(index: index) { removed(now, was, &$0) }
                    }
                }
            }
            others(spec, before, &report)
            if report.errors.isEmpty, withoutAmounts(spec, before) != before {
                report.forbidden("", "only cpu and memory resources are mutable")
            }
        }
    }

    /// A node that runs containers and reports no resources of them knows nothing of resizing.
    private static func isSupported(_ pod: Value) -> Bool {
        for status in pod.at("status", "containerStatuses")?.array ?? [] where status.at("state", "running") != nil {
            return status["resources"] != nil
        }
        return true
    }

    private static func isInOrder(_ spec: Value, _ before: Value, _ report: inout FieldReport) -> Bool {
        var isInOrder = true
        for list in ["containers", "initContainers"] {
            let (now, was) = (spec[list]?.array ?? [], before[list]?.array ?? [])
            if now.count != was.count {
                report.forbidden(list, "\(list) may not be added or removed on resize")
                isInOrder = false
                continue
            }
            for index in was.indices where now[index]["name"] != was[index]["name"] {
                report.forbidden("\(list)[\(index)].name", "\(list) may not be renamed or reordered on resize")
                isInOrder = false
            }
        }
        return isInOrder
    }

    private static func removed(_ now: Value, _ was: Value, _ report: inout FieldReport) {
        for list in ["requests", "limits"] {
            let given = now["resources"]?[list]?.fields ?? Fields()
            let gone = (was["resources"]?[list]?.fields ?? Fields()).contains { given[$0.key] == nil }
            if gone { report.forbidden("resources.\(list)", "resource \(list) cannot be removed") }
        }
    }

    /// Changes of other resources, and of init containers that would have to be made anew.
    private static func others(_ spec: Value, _ before: Value, _ report: inout FieldReport) {
        for (index, was) in (before["containers"]?.array ?? []).enumerated() {
            let now = spec["containers"]?[index] ?? .null
            if container(now, was) != was { report.forbidden("", "only cpu and memory resources are mutable") }
        }
        for (index, was) in (before["initContainers"]?.array ?? []).enumerated() {
            let now = spec["initContainers"]?[index] ?? .null
            let place = "initContainers[\(index)]"
            if container(now, was) != was {
                report.forbidden(place, "only cpu and memory resources for init or sidecar containers are mutable")
            }
            if now == was || now["restartPolicy"]?.string == "Always" { continue }
            for policy in now["resizePolicy"]?.array ?? []
            where policy["restartPolicy"]?.string == "RestartContainer" {
                report.forbidden(
                    place, "non-sidecar init containers with a resize policy of RestartContainer cannot be resized")
            }
        }
    }

    /// The new spec with the old amounts of CPU and memory.
    private static func withoutAmounts(_ spec: Value, _ before: Value) -> Value {
        var out = spec
        for list in ["containers", "initContainers"] {
            guard let now = spec[list]?.array, let was = before[list]?.array else { continue }
            out.set(.array(zip(now, was).map(container)), at: list)
        }
        let whole = PodLevelResourceRules.withoutAmounts(spec["resources"] ?? .null, before["resources"] ?? .null)
        out.set(whole.isNull ? nil : whole, at: "resources")
        return out
    }

    /// Upstream: dropCPUMemoryResourcesFromContainer.
    private static func container(_ now: Value, _ was: Value) -> Value {
        if now["resources"] == was["resources"] { return now }
        let resources = PodLevelResourceRules.withoutAmounts(now["resources"] ?? .null, was["resources"] ?? .null)
        var out = now
        out.set(resources.isNull ? nil : resources, at: "resources")
        return out
    }
}
