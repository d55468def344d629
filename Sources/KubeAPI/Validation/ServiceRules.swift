import Documents

/// What holds for Services of one IP family inside the cluster.
///
/// Node ports and load balancers are not modelled and refused by name.
/// Upstream: pkg/apis/core/validation/validation.go, validateService and ValidateServiceUpdate.
enum ServiceRules {
    static func create(_ service: Value, _ report: inout FieldReport) {
        MetadataRules.check(service, namespaced: true, names: .label, &report)
        check(service, &report)
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.within("spec") { addressChange(new["spec"] ?? .null, old["spec"] ?? .null, &$0) }
        check(new, &report)
    }

    private static func isHeadless(_ spec: Value) -> Bool { spec["clusterIPs"]?.array == ["None"] }

    /// Upstream: validateUpgradeDowngradeClusterIPs.
    private static func addressChange(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        if new["type"] == "ExternalName" || old["type"] == "ExternalName" { return }
        let (after, before) = (new["clusterIPs"]?.array ?? [], old["clusterIPs"]?.array ?? [])
        if after == before || before.isEmpty { return }
        if after.isEmpty {
            report.invalid("clusterIPs[0]", json: .array(after), "primary clusterIP can not be unset")
        } else if after[0] != before[0] {
            report.invalid("clusterIPs[0]", json: .array(after), "may not change once set")
        }
    }

    private static func check(_ service: Value, _ report: inout FieldReport) {
        let spec = service["spec"] ?? .null
        report.within("spec") { report in
            let type = spec["type"]?.string ?? ""
            if (spec["ports"]?.array ?? []).isEmpty && !isHeadless(spec) && type != "ExternalName" {
                report.required("ports")
            }
            if type == "ExternalName" { externalName(spec, &report) }
            ports(spec, &report)
            MetadataRules.labels("selector", spec["selector"], &report)
            affinity(spec, &report)
            if type != "ExternalName" { addresses(spec, &report) }
            report.each("externalIPs", of: spec) { report, address, _ in
                let text = address.string ?? ""
                if !IPText.isAddress(text) { report.invalid("", text, IPText.addressProblem) }
            }
            self.type(type, &report)
            traffic(spec, &report)
        }
    }

    private static func type(_ type: String, _ report: inout FieldReport) {
        switch type {
        case "NodePort", "LoadBalancer":
            report.forbidden("type", "services of type \(type): node ports are not modelled by orrery")
        default: report.oneOf("type", type, ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"])
        }
    }

    private static func externalName(_ spec: Value, _ report: inout FieldReport) {
        for field in ["clusterIPs", "ipFamilies", "ipFamilyPolicy"] where spec[field]?.isEmpty == false {
            report.forbidden(field, "may not be set for ExternalName services")
        }
        var name = spec["externalName"]?.string ?? ""
        if name.hasSuffix(".") { name.removeLast() }
        if name.isEmpty {
            report.required("externalName")
        } else {
            report.invalid("externalName", name, each: TextRules.dnsSubdomain(name))
        }
    }

    // MARK: ports

    private static func ports(_ spec: Value, _ report: inout FieldReport) {
        let ports = spec["ports"]?.array ?? []
        var names: [String] = []
        report.each("ports", of: spec) { report, port, _ in
            let name = port["name"]?.string ?? ""
            if name.isEmpty {
                if ports.count > 1 { report.required("name") }
            } else {
                report.invalid("name", name, each: TextRules.dnsLabel(name))
                if names.contains(name) { report.duplicate("name", name) } else { names.append(name) }
            }
            self.port(port, &report)
        }
        report.each("ports", of: spec) { report, port, _ in
            if port["nodePort"]?.int ?? 0 != 0 && spec["type"] == "ClusterIP" {
                report.forbidden("nodePort", "may not be used when `type` is 'ClusterIP'")
            }
        }
        var seen: [Value] = []
        report.each("ports", of: spec) { report, port, _ in
            let key: Value = ["port": port["port"] ?? 0, "protocol": port["protocol"] ?? ""]
            if seen.contains(key) {
                // The Go type inside the server, which has no names for JSON.
                let text =
                    "{\"Name\":\"\",\"Protocol\":\(goQuoted(port["protocol"]?.string ?? "")),\"AppProtocol\":null,"
                    + "\"Port\":\(port["port"]?.int ?? 0),\"TargetPort\":0,\"NodePort\":0}"
                report.add(.duplicate, "", badValue: text)
            }
            seen.append(key)
        }
    }

    private static func port(_ port: Value, _ report: inout FieldReport) {
        let number = port["port"]?.int ?? 0
        for problem in TextRules.portNumber(number) { report.invalid("port", number, problem) }
        report.oneOf("protocol", port["protocol"]?.string, ["SCTP", "TCP", "UDP"])
        switch port["targetPort"] {
        case .string(let name): report.invalid("targetPort", name, each: TextRules.portName(name))
        case let target:
            let number = target?.int ?? 0
            for problem in TextRules.portNumber(number) { report.invalid("targetPort", number, problem) }
        }
        if let word = port["appProtocol"]?.string {
            report.invalid("appProtocol", word, each: TextRules.qualifiedName(word))
        }
    }

    // MARK: addresses and traffic

    private static func affinity(_ spec: Value, _ report: inout FieldReport) {
        let affinity = spec["sessionAffinity"]?.string
        report.oneOf("sessionAffinity", affinity, ["ClientIP", "None"])
        if affinity == "ClientIP" {
            let seconds = spec.at("sessionAffinityConfig", "clientIP", "timeoutSeconds")?.int
            if let seconds, seconds <= 0 || seconds > 86_400 {
                report.invalid(
                    "sessionAffinityConfig.clientIP.timeoutSeconds", seconds,
                    "must be greater than 0 and less than 86400")
            }
        } else if affinity == "None", spec["sessionAffinityConfig"].isThere {
            report.forbidden("sessionAffinityConfig", "must not be set when session affinity is None")
        }
    }

    /// Upstream: ValidateServiceClusterIPsRelatedFields and initIPFamilyFields of a cluster with IPv4 only.
    private static func addresses(_ spec: Value, _ report: inout FieldReport) {
        let addresses = (spec["clusterIPs"]?.array ?? []).compactMap(\.string)
        let first = spec["clusterIP"]?.string ?? ""
        if !first.isEmpty, addresses.isEmpty {
            report.required("clusterIPs")
        } else if !first.isEmpty, addresses[0] != first {
            report.invalid("clusterIPs", json: spec["clusterIPs"], "first value must match `clusterIP`")
        } else if first.isEmpty, !addresses.isEmpty {
            report.invalid("clusterIPs", json: spec["clusterIPs"], "must be empty when `clusterIP` is not specified")
        }
        for (index, address) in addresses.enumerated() {
            if index == 0 && address == "None" {
                if addresses.count > 1 {
                    report.invalid("clusterIPs", json: spec["clusterIPs"], "'None' must be the first and only value")
                }
            } else if !IPText.isAddress(address) {
                report.invalid("clusterIPs[\(index)]", address, IPText.addressProblem)
            }
        }
        for (index, family) in (spec["ipFamilies"]?.array ?? []).compactMap(\.string).enumerated() {
            if !["IPv4", "IPv6"].contains(family) {
                report.notSupported("ipFamilies[\(index)]", family, ["IPv4", "IPv6"])
            }
        }
        let policy = spec["ipFamilyPolicy"]?.string
        report.oneOf(
            "ipFamilyPolicy", policy, ["PreferDualStack", "RequireDualStack", "SingleStack"], requires: false)
    }

    private static func traffic(_ spec: Value, _ report: inout FieldReport) {
        let isExternal =
            spec["type"] == "NodePort" || spec["type"] == "LoadBalancer"
            || (spec["type"] == "ClusterIP" && !(spec["externalIPs"]?.array ?? []).isEmpty)
        let policy = spec["externalTrafficPolicy"]?.string ?? ""
        if !isExternal && !policy.isEmpty {
            report.invalid("externalTrafficPolicy", policy, "may only be set for externally-accessible services")
        } else if isExternal {
            report.oneOf("externalTrafficPolicy", policy, ["Cluster", "Local"])
        }
        for field in ["loadBalancerSourceRanges", "allocateLoadBalancerNodePorts", "loadBalancerClass"]
        where spec[field]?.isEmpty == false {
            report.forbidden(field, "may only be used when `type` is 'LoadBalancer'")
        }
        report.oneOf(
            "internalTrafficPolicy", spec["internalTrafficPolicy"]?.string, ["Cluster", "Local"],
            requires: spec["type"] == "ClusterIP")
        report.oneOf(
            "trafficDistribution", spec["trafficDistribution"]?.string,
            ["PreferClose", "PreferSameZone", "PreferSameNode"], requires: false)
    }
}
