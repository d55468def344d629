import Documents

/// What holds for Services.
///
/// Upstream: pkg/apis/core/validation/validation.go, validateService and ValidateServiceUpdate.
enum ServiceRules {
    static func create(_ service: Value, _ report: inout FieldReport) {
        MetadataRules.check(service, namespaced: true, names: .label, &report)
        check(service, &report)
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        let (after, before) = (new["spec"] ?? .null, old["spec"] ?? .null)
        report.within("spec") { report in
            ServiceAddressRules.change(after, before, &report)
            if before["type"] == "LoadBalancer", after["type"] == "LoadBalancer" {
                if (before["loadBalancerClass"] ?? .null) != (after["loadBalancerClass"] ?? .null) {
                    report.invalid("loadBalancerClass", json: after["loadBalancerClass"], "may not change once set")
                }
                ServiceTrafficRules.balancerClass(after, &report)
            } else {
                ServiceTrafficRules.balancerClass(after, &report)
            }
            let needed = ServiceTrafficRules.needsHealthCheck(before) && ServiceTrafficRules.needsHealthCheck(after)
            if needed && before["healthCheckNodePort"] != after["healthCheckNodePort"] {
                report.forbidden("healthCheckNodePort", "field is immutable")
            }
        }
        check(new, &report)
    }

    static func isHeadless(_ spec: Value) -> Bool { spec["clusterIPs"]?.array == ["None"] }

    private static func check(_ service: Value, _ report: inout FieldReport) {
        topologyAnnotations(service, &report)
        let spec = service["spec"] ?? .null
        report.within("spec") { report in
            let type = spec["type"]?.string ?? ""
            if (spec["ports"]?.array ?? []).isEmpty && !isHeadless(spec) && type != "ExternalName" {
                report.required("ports")
            }
            if ["LoadBalancer", "NodePort"].contains(type) && isHeadless(spec) {
                report.invalid("clusterIPs[0]", "None", "may not be set to 'None' for \(type) services")
            }
            if type == "ExternalName" { externalName(spec, &report) }
            ports(spec, &report)
            MetadataRules.labels("selector", spec["selector"], &report)
            affinity(spec, &report)
            ServiceAddressRules.check(spec, &report)
            report.each("externalIPs", of: spec) { report, address, _ in
                let text = address.string ?? ""
                let problems = IPSpelling.addressProblems(text)
                report.invalid("", text, each: problems)
                if problems.isEmpty { EndpointTexts.address("", text, &report) }
            }
            report.oneOf("type", type, ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"])
            portNumbers(spec, &report)
        }
        ServiceTrafficRules.check(service, spec, &report)
    }

    /// The old annotation and the new one must agree.
    private static func topologyAnnotations(_ service: Value, _ report: inout FieldReport) {
        let (old, new) = ("service.kubernetes.io/topology-aware-hints", "service.kubernetes.io/topology-mode")
        guard let hints = service.at("metadata", "annotations", old)?.string,
            let mode = service.at("metadata", "annotations", new)?.string, hints != mode
        else { return }
        report.invalid(
            "metadata.annotations[\(new)]", mode, "must match annotations[\(old)] when both are specified")
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
    }

    /// Node ports of the wrong type, and numbers that are there twice.
    private static func portNumbers(_ spec: Value, _ report: inout FieldReport) {
        report.each("ports", of: spec) { report, port, _ in
            if port["nodePort"]?.int ?? 0 != 0 && spec["type"] == "ClusterIP" {
                report.forbidden("nodePort", "may not be used when `type` is 'ClusterIP'")
            }
        }
        var nodePorts: [Value] = []
        report.each("ports", of: spec) { report, port, _ in
            guard let number = port["nodePort"]?.int, number != 0 else { return }
            let key: Value = ["nodePort": .int(number), "protocol": port["protocol"] ?? ""]
            if nodePorts.contains(key) { report.add(.duplicate, "nodePort", badValue: "\(number)") }
            nodePorts.append(key)
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
}
