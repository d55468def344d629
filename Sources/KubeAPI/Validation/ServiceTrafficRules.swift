import Documents

/// What holds for load balancers and for the policies of traffic.
///
/// Upstream: pkg/apis/core/validation/validation.go, the end of validateService; ValidateLoadBalancerStatus.
enum ServiceTrafficRules {
    private static let onlyBalancer = "may only be used when `type` is 'LoadBalancer'"

    static func needsHealthCheck(_ spec: Value) -> Bool {
        spec["type"] == "LoadBalancer" && spec["externalTrafficPolicy"] == "Local"
    }

    static func check(_ service: Value, _ spec: Value, _ report: inout FieldReport) {
        let isBalancer = spec["type"] == "LoadBalancer"
        report.within("spec") { sourceRanges(spec, isBalancer, &$0) }
        let hasNodePortsField = spec["allocateLoadBalancerNodePorts"].isThere
        if hasNodePortsField && !isBalancer { report.forbidden("spec.allocateLoadBalancerNodePorts", onlyBalancer) }
        if isBalancer && !hasNodePortsField { report.required("allocateLoadBalancerNodePorts") }
        report.within("spec") { report in
            balancerClass(spec, &report)
            external(spec, &report)
            let type = spec["type"]?.string ?? ""
            report.oneOf(
                "internalTrafficPolicy", spec["internalTrafficPolicy"]?.string, ["Cluster", "Local"],
                requires: ["ClusterIP", "LoadBalancer", "NodePort"].contains(type))
            report.oneOf(
                "trafficDistribution", spec["trafficDistribution"]?.string,
                ["PreferClose", "PreferSameZone", "PreferSameNode"], requires: false)
        }
    }

    private static func sourceRanges(_ spec: Value, _ isBalancer: Bool, _ report: inout FieldReport) {
        let ranges = spec["loadBalancerSourceRanges"]?.array ?? []
        if ranges.isEmpty { return }
        if !isBalancer { report.forbidden("LoadBalancerSourceRanges", onlyBalancer) }
        for (index, range) in ranges.enumerated() {
            let text = (range.string ?? "").trimmed
            report.invalid("LoadBalancerSourceRanges[\(index)]", text, each: IPSpelling.rangeProblems(text))
        }
    }

    static func balancerClass(_ spec: Value, _ report: inout FieldReport) {
        guard let name = spec["loadBalancerClass"]?.string else { return }
        if spec["type"] == "LoadBalancer" {
            report.invalid("loadBalancerClass", name, each: TextRules.qualifiedName(name))
        } else {
            report.forbidden("loadBalancerClass", onlyBalancer)
        }
    }

    private static func external(_ spec: Value, _ report: inout FieldReport) {
        let isExternal =
            spec["type"] == "NodePort" || spec["type"] == "LoadBalancer"
            || (spec["type"] == "ClusterIP" && !(spec["externalIPs"]?.array ?? []).isEmpty)
        let policy = spec["externalTrafficPolicy"]?.string ?? ""
        if !isExternal && !policy.isEmpty {
            report.invalid("externalTrafficPolicy", policy, "may only be set for externally-accessible services")
        } else if isExternal {
            report.oneOf("externalTrafficPolicy", policy, ["Cluster", "Local"])
        }
        let port = spec["healthCheckNodePort"]?.int ?? 0
        if !needsHealthCheck(spec) {
            if port != 0 {
                report.invalid(
                    "healthCheckNodePort", port,
                    "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'")
            }
        } else if port == 0 {
            report.required("healthCheckNodePort")
        } else {
            for problem in TextRules.portNumber(port) { report.invalid("healthCheckNodePort", port, problem) }
        }
    }

    static func status(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        let ingress = new.at("status", "loadBalancer", "ingress")?.array ?? []
        if new.at("spec", "type") != "LoadBalancer" && !ingress.isEmpty {
            return report.forbidden(
                "status.loadBalancer.ingress", "may only be used when `spec.type` is 'LoadBalancer'")
        }
        for (index, point) in ingress.enumerated() {
            report.within("status.loadBalancer.ingress[\(index)]") { self.point(point, &$0) }
        }
    }

    private static func point(_ point: Value, _ report: inout FieldReport) {
        let ip = point["ip"]?.string ?? ""
        let mode = point["ipMode"]?.string
        if !ip.isEmpty { report.invalid("ip", ip, each: IPSpelling.addressProblems(ip)) }
        if let mode {
            if ip.isEmpty {
                report.forbidden("ipMode", "may not be specified when `ip` is not set")
            } else {
                report.oneOf("ipMode", mode, ["Proxy", "VIP"])
            }
        } else if !ip.isEmpty {
            report.required("ipMode", "must be specified when `ip` is set")
        }
        let name = point["hostname"]?.string ?? ""
        if name.isEmpty { return }
        report.invalid("hostname", name, each: TextRules.dnsSubdomain(name))
        if IPText.isAddress(name) {
            report.invalid("hostname", name, "must be a DNS name, not an IP address")
        }
    }
}
