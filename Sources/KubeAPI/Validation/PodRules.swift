import Documents

/// What holds for a pod and for the template of one.
///
/// Upstream: pkg/apis/core/validation/validation.go, ValidatePodCreate, ValidatePodSpec.
enum PodRules {
    static func create(_ pod: Value, _ report: inout FieldReport) {
        metadataAndSpec(pod, &report)
        let spec = pod["spec"] ?? .null
        report.within("spec") { report in
            if !(spec["ephemeralContainers"]?.array ?? []).isEmpty {
                report.forbidden("ephemeralContainers", "cannot be set on create")
            }
            if !(spec["nodeName"]?.string ?? "").isEmpty, !(spec["schedulingGates"]?.array ?? []).isEmpty {
                report.forbidden("nodeName", "cannot be set until all schedulingGates have been cleared")
            }
            AppArmorRules.agreement(pod.at("metadata", "annotations") ?? .null, spec, &report)
        }
    }

    static func metadataAndSpec(_ pod: Value, _ report: inout FieldReport) {
        MetadataRules.check(pod, namespaced: true, names: .subdomain, &report)
        let spec = pod["spec"] ?? .null
        report.within("metadata") { specificAnnotations(pod.at("metadata", "annotations"), spec, &$0) }
        report.within("spec") { report in
            PodRules.spec(spec, podName: pod.at("metadata", "name")?.string, isPod: true, &report)
            if (spec["serviceAccountName"]?.string ?? "").isEmpty { tokensWithoutAccount(spec, &report) }
            for list in ["containers", "initContainers"] {
                report.each(list, of: spec) { report, container, _ in imageSpaces(container, &report) }
            }
        }
    }

    /// Upstream: ValidatePodTemplateSpec.
    static func template(_ template: Value, _ report: inout FieldReport) {
        let metadata = template["metadata"] ?? .null
        let spec = template["spec"] ?? .null
        MetadataRules.labels("labels", metadata["labels"], &report)
        MetadataRules.annotations(metadata["annotations"], &report)
        specificAnnotations(metadata["annotations"], spec, &report)
        report.within("spec") { PodRules.spec(spec, podName: nil, isPod: false, &$0) }
        report.within("spec") { AppArmorRules.agreement(metadata["annotations"] ?? .null, spec, &$0) }
        if !(spec["ephemeralContainers"]?.array ?? []).isEmpty {
            report.forbidden("spec.ephemeralContainers", "ephemeral containers not allowed in pod template")
        }
    }

    /// Upstream: ValidatePodBinding.
    static func binding(_ binding: Value, _ report: inout FieldReport) {
        let target = binding["target"] ?? .null
        report.within("target") { report in
            if let kind = target["kind"]?.string, !kind.isEmpty, kind != "Node" {
                report.notSupported("kind", kind, ["Node", "<empty>"])
            }
            if (target["name"]?.string ?? "").isEmpty { report.required("name") }
        }
    }

    /// Upstream: ValidatePodSpecificAnnotations.
    static func specificAnnotations(_ annotations: Value?, _ spec: Value, _ report: inout FieldReport) {
        guard let annotations else { return }
        let mirror = "kubernetes.io/config.mirror"
        if let value = annotations[mirror]?.string, (spec["nodeName"]?.string ?? "").isEmpty {
            report.invalid(
                "annotations[\(mirror)]", value, "must set spec.nodeName if mirror pod annotation is set")
        }
        let cost = "controller.kubernetes.io/pod-deletion-cost"
        if let value = annotations[cost]?.string {
            let isNumber =
                Int32(value) != nil && !value.hasPrefix("+") && (value == "0" || !value.hasPrefix("0"))
            if !isNumber { report.invalid("annotations[\(cost)]", value, "must be a 32bit integer") }
        }
        report.within("annotations") { AppArmorRules.annotations(annotations, spec, &$0) }
    }

    private static func imageSpaces(_ container: Value, _ report: inout FieldReport) {
        guard let image = container["image"]?.string, let first = image.utf8.first,
            let last = image.utf8.last
        else { return }
        let blanks: [UInt8] = [32, 9, 10, 11, 12, 13]
        if blanks.contains(first) || blanks.contains(last) {
            report.invalid("image", image, "must not have leading or trailing whitespace")
        }
    }

    private static func tokensWithoutAccount(_ spec: Value, _ report: inout FieldReport) {
        report.each("volumes", of: spec) { report, volume, _ in
            guard let projected = volume["projected"] else { return }
            report.within("projected") { report in
                report.each("sources", of: projected) { report, source, _ in
                    if source["serviceAccountToken"].isThere {
                        report.forbidden(
                            "serviceAccountToken",
                            "must not be specified when serviceAccountName is not set")
                    }
                }
            }
        }
    }
}

// MARK: - The spec

extension PodRules {
    static func spec(_ spec: Value, podName: String?, isPod: Bool, _ report: inout FieldReport) {
        if !spec["terminationGracePeriodSeconds"].isThere {
            report.required("terminationGracePeriodSeconds")
        }
        let volumes = VolumeRules.check(spec, podName: podName, &report)
        ContainerRules.check(spec, volumes: volumes, &report)
        if spec["resources"].isThere {
            report.forbidden("resources", "resources of the pod as a whole: not modelled by orrery")
        }
        if !(spec["resourceClaims"]?.array ?? []).isEmpty {
            report.forbidden("resourceClaims", "claims of devices: not modelled by orrery")
        }
        if spec["hostNetwork"]?.bool == true { hostNetworkPorts(spec, isPod: isPod, &report) }
        report.oneOf("restartPolicy", spec["restartPolicy"]?.string, ["Always", "OnFailure", "Never"])
        report.oneOf(
            "dnsPolicy", spec["dnsPolicy"]?.string,
            ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"])
        MetadataRules.labels("nodeSelector", spec["nodeSelector"], &report)
        SecurityRules.pod(spec, &report)
        PlacementRules.affinity(spec, &report)
        dnsConfig(spec, &report)
        gates(spec, &report)
        PlacementRules.spreadConstraints(spec, &report)
        names(spec, &report)
        if let seconds = spec["activeDeadlineSeconds"]?.int, seconds < 1 || seconds > 2_147_483_647 {
            report.invalid("activeDeadlineSeconds", seconds, TextRules.inclusiveRange(1, 2_147_483_647))
        }
        PlacementRules.tolerations(spec, &report)
        hostAliases(spec, &report)
        if spec["preemptionPolicy"].isThere {
            report.oneOf(
                "preemptionPolicy", spec["preemptionPolicy"]?.string, ["PreemptLowerPriority", "Never"])
        }
        report.member("overhead", of: spec) { ResourceRules.requirements(["limits": $1], &$0) }
        report.member("os", of: spec) { report, os in
            let name = os["name"]?.string ?? ""
            if name.isEmpty { return report.required("name") }
            if name != "linux", name != "windows" { report.notSupported("", name, ["linux", "windows"]) }
        }
    }

    private static func hostNetworkPorts(_ spec: Value, isPod: Bool, _ report: inout FieldReport) {
        report.each("containers", of: spec) { report, container, _ in
            report.each("ports", of: container) { report, port, _ in
                let host = port["hostPort"]?.int ?? 0
                if isPod || host != 0, host != port["containerPort"]?.int ?? 0 {
                    report.invalid(
                        "hostPort", host, "must match `containerPort` when `hostNetwork` is true")
                }
            }
        }
    }

    private static func names(_ spec: Value, _ report: inout FieldReport) {
        func check(_ field: String, _ rule: (String) -> [String]) {
            guard let text = spec[field]?.string, !text.isEmpty else { return }
            report.invalid(field, text, each: rule(text))
        }
        check("serviceAccountName", TextRules.dnsSubdomain)
        check("nodeName", TextRules.dnsSubdomain)
        check("hostname", TextRules.dnsLabel)
        check("subdomain", TextRules.dnsLabel)
        check("priorityClassName", TextRules.dnsSubdomain)
        check("runtimeClassName", TextRules.dnsSubdomain)
        hostName(spec, &report)
    }

    /// Upstream: validatePodHostName, of HostnameOverride.
    private static func hostName(_ spec: Value, _ report: inout FieldReport) {
        let field = "hostnameOverride"
        guard let name = spec[field]?.string else { return }
        if spec["setHostnameAsFQDN"]?.bool == true {
            report.forbidden(field, "may not be specified when setHostnameAsFQDN is true")
        }
        if spec["hostNetwork"]?.bool == true {
            report.forbidden(field, "may not be specified when hostNetwork is true")
        }
        if name.utf8.count > 64 { report.tooLong(field, 64) }
        report.invalid(field, name, each: TextRules.dnsSubdomain(name))
    }

    private static func gates(_ spec: Value, _ report: inout FieldReport) {
        report.each("readinessGates", of: spec) { report, gate, _ in
            let type = gate["conditionType"]?.string ?? ""
            report.invalid("conditionType", type, each: TextRules.qualifiedName(type))
        }
        var seen: [String] = []
        report.each("schedulingGates", of: spec) { report, gate, _ in
            let name = gate["name"]?.string ?? ""
            report.invalid("", name, each: TextRules.qualifiedName(name))
            if seen.contains(name) { report.duplicate("", name) }
            seen.append(name)
        }
    }

    private static func hostAliases(_ spec: Value, _ report: inout FieldReport) {
        report.each("hostAliases", of: spec) { report, alias, _ in
            let address = alias["ip"]?.string ?? ""
            report.invalid("ip", address, each: IPSpelling.addressProblems(address))
            for (index, name) in (alias["hostnames"]?.array ?? []).compactMap(\.string).enumerated() {
                report.invalid("hostnames[\(index)]", name, each: TextRules.dnsSubdomain(name))
            }
        }
    }

    /// Upstream: validatePodDNSConfig.
    private static func dnsConfig(_ spec: Value, _ report: inout FieldReport) {
        let config = spec["dnsConfig"]
        if spec["dnsPolicy"]?.string == "None" {
            guard let config else {
                report.required("dnsConfig", "must provide `dnsConfig` when `dnsPolicy` is None")
                return
            }
            if (config["nameservers"]?.array ?? []).isEmpty {
                report.required(
                    "dnsConfig.nameservers",
                    "must provide at least one DNS nameserver when `dnsPolicy` is None")
                return
            }
        }
        guard let config else { return }
        report.within("dnsConfig") { report in
            let servers = (config["nameservers"]?.array ?? []).compactMap(\.string)
            if servers.count > 3 {
                report.invalid(
                    "nameservers", json: config["nameservers"], "must not have more than 3 nameservers")
            }
            for (index, server) in servers.enumerated() {
                report.invalid("nameservers[\(index)]", server, each: IPSpelling.addressProblems(server))
            }
            let searches = (config["searches"]?.array ?? []).compactMap(\.string)
            if searches.count > 32 {
                report.invalid(
                    "searches", json: config["searches"], "must not have more than 32 search paths")
            }
            if searches.joined(separator: " ").utf8.count > 2048 {
                report.invalid(
                    "searches", json: config["searches"],
                    "must not have more than 2048 characters (including spaces) in the search list")
            }
            for (index, search) in searches.enumerated() where search != "." {
                let name = search.hasSuffix(".") ? String(search.dropLast()) : search
                report.invalid("searches[\(index)]", name, each: TextRules.dnsSubdomainWithUnderscore(name))
            }
            for (index, option) in (config["options"]?.array ?? []).enumerated()
            where (option["name"]?.string ?? "").isEmpty {
                report.required("options[\(index)]", "must not be empty")
            }
        }
    }
}
