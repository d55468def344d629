import Documents

/// What holds when the status of a pod is written.
///
/// Upstream: pkg/apis/core/validation/validation.go, ValidatePodStatusUpdate.
enum PodStatusRules {
    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        // Metadata with the storage of what is stored have been looked at when they were written.
        if new["metadata"]?.isSame(as: old["metadata"]) != true {
            MetadataRules.checkUpdate(new, old, &report)
            report.within("metadata") { report in
                PodUpdateRules.mirrorAnnotation(
                    new.at("metadata", "annotations"), old.at("metadata", "annotations"), &report)
                PodRules.specificAnnotations(new.at("metadata", "annotations"), new["spec"] ?? .null, &report)
            }
        }
        let status = new["status"] ?? .null
        let before = old["status"] ?? .null
        report.within("status") { report in
            conditions(status, &report)
            if new.at("spec", "nodeName") != old.at("spec", "nodeName") {
                report.forbidden("nodeName", "may not be changed directly")
            }
            nominated(status, before, old, &report)
            if let generation = status["observedGeneration"]?.int, generation < 0 {
                report.invalid("observedGeneration", generation, "must be a non-negative integer")
            }
            report.immutableText("qosClass", status["qosClass"], before["qosClass"])
            for (list, specList) in [
                ("containerStatuses", "containers"), ("initContainerStatuses", "initContainers"),
            ] {
                restarts(list, specList, status, before, old["spec"] ?? .null, &report)
            }
            addresses("podIPs", status, &report)
            if let first = status["hostIPs"]?[0]?["ip"]?.string, first != status["hostIP"]?.string ?? "" {
                report.invalid("hostIPs[0].ip", first, "must be equal to `hostIP`")
            }
            addresses("hostIPs", status, &report)
        }
    }

    private static func conditions(_ status: Value, _ report: inout FieldReport) {
        report.each("conditions", of: status) { report, condition, _ in
            if let generation = condition["observedGeneration"]?.int, generation < 0 {
                report.invalid("observedGeneration", generation, "must be a non-negative integer")
            }
            let type = condition["type"]?.string ?? ""
            if ["PodScheduled", "Ready", "Initialized"].contains(type) { return }
            report.invalid("Type", type, each: TextRules.qualifiedName(type))
        }
    }

    private static func nominated(
        _ status: Value, _ before: Value, _ old: Value, _ report: inout FieldReport
    ) {
        guard let name = status["nominatedNodeName"]?.string, !name.isEmpty,
            name != before["nominatedNodeName"]?.string ?? ""
        else { return }
        report.invalid("nominatedNodeName", name, each: TextRules.dnsSubdomain(name))
        if !(old.at("spec", "nodeName")?.string ?? "").isEmpty {
            report.forbidden("nominatedNodeName", "may not be set on pods that are already bound to a node")
        }
    }

    /// A container that has ended for good may not come back.
    private static func restarts(
        _ list: String, _ specList: String, _ status: Value, _ before: Value, _ spec: Value,
        _ report: inout FieldReport
    ) {
        guard let oldStatuses = before[list]?.array else { return }
        let containers = spec[specList]?.array ?? []
        let all = ["containers", "initContainers"].flatMap { spec[$0]?.array ?? [] }
        let restartsAll = all.contains { container in
            (container["restartPolicyRules"]?.array ?? []).contains {
                $0["action"]?.string == "RestartAllContainers"
            }
        }
        if restartsAll { return }
        for (index, oldStatus) in oldStatuses.enumerated() {
            guard let ended = oldStatus.at("state", "terminated") else { continue }
            let name = oldStatus["name"]?.string
            guard let new = status[list]?.array?.first(where: { $0["name"]?.string == name }),
                !new.at("state", "terminated").isThere
            else { continue }
            let container = containers.first { $0["name"]?.string == name }
            if container.map({ restartsAfter(ended["exitCode"]?.int ?? 0, $0, spec) }) != true {
                report.forbidden(
                    "\(list)[\(index)].state", "may not be transitioned to non-terminated state")
            }
        }
    }

    /// Upstream: pkg/api/v1/pod/util.go, ContainerShouldRestart.
    private static func restartsAfter(_ exitCode: Int64, _ container: Value, _ spec: Value) -> Bool {
        var policy = spec["restartPolicy"]?.string ?? "Always"
        if let own = container["restartPolicy"]?.string {
            for rule in container["restartPolicyRules"]?.array ?? [] {
                let isListed = (rule.at("exitCodes", "values")?.array ?? []).contains { $0.int == exitCode }
                if isListed == (rule.at("exitCodes", "operator")?.string == "In") { return true }
            }
            policy = own
        }
        switch policy {
        case "OnFailure": return exitCode != 0
        case "Never": return false
        default: return true
        }
    }

    private static func addresses(_ list: String, _ status: Value, _ report: inout FieldReport) {
        guard let entries = status[list]?.array else { return }
        let texts = entries.compactMap { $0["ip"]?.string }
        for (index, text) in texts.enumerated() {
            report.invalid("\(list)[\(index)]", text, each: IPSpelling.addressProblems(text))
        }
        if texts.count < 2 { return }
        let families = texts.map { IPText.isV4($0[...]) }
        if texts.count > 2 || families[0] == families[1] {
            report.invalid(list, json: status[list], "may specify no more than one IP for each IP family")
        }
    }
}
