import Documents

/// RuntimeClasses. Upstream: pkg/apis/node/validation/validation.go.
enum RuntimeClassRules {
    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .subdomain, isCore: false, &report)
        let handler = object["handler"]?.string ?? ""
        if handler.isEmpty {
            report.required("handler")
        } else {
            report.invalid("handler", handler, each: TextRules.dnsLabel(handler))
        }
        report.member("overhead", of: object) { report, overhead in
            ResourceRules.requirements(["limits": overhead["podFixed"] ?? .null], &report)
        }
        report.member("scheduling", of: object) { report, scheduling in
            MetadataRules.labels("nodeSelector", scheduling["nodeSelector"], &report)
            PlacementRules.tolerations(scheduling, &report)
            var seen: [Value] = []
            report.each("tolerations", of: scheduling) { report, toleration, _ in
                var key = toleration
                key.set(nil, at: "tolerationSeconds")
                if seen.contains(key) {
                    report.add(
                        .duplicate, "", badValue: Schema.builtIn.goInternalJSON(toleration, as: "core/v1.Toleration"))
                } else {
                    seen.append(key)
                }
            }
        }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        create(new, &report)
        report.immutableText("handler", new["handler"], old["handler"])
    }
}

/// StorageClasses. Upstream: pkg/apis/storage/validation/validation.go.
enum StorageClassRules {
    private static let parametersMax = 512
    private static let parameterBytesMax = 256 * 1024

    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .subdomain, &report)
        provisioner("provisioner", object["provisioner"]?.string ?? "", &report)
        parameters(object, &report)
        if let policy = object["reclaimPolicy"]?.string, !policy.isEmpty, !["Delete", "Retain"].contains(policy) {
            report.notSupported("reclaimPolicy", policy, ["Delete", "Retain"])
        }
        let mode = object["volumeBindingMode"]?.string
        let modes = ["Immediate", "WaitForFirstConsumer"]
        if mode == nil { report.required("volumeBindingMode") }
        if let mode, !modes.contains(mode) { report.notSupported("volumeBindingMode", mode, modes) }
        topologies(object, &report)
    }

    /// Upstream: validateAllowedTopologies, whose list of terms seen starts with an empty one for each term there is.
    private static func topologies(_ object: Value, _ report: inout FieldReport) {
        let count = object["allowedTopologies"]?.array?.count ?? 0
        var seen: [[String: Set<String>]] = Array(repeating: [:], count: count)
        report.each("allowedTopologies", of: object) { report, term, _ in
            var values: [String: Set<String>] = [:]
            report.each("matchLabelExpressions", of: term) { report, expression, _ in
                let key = expression["key"]?.string ?? ""
                let found = topologyValues(expression, key, &report)
                if values.updateValue(found, forKey: key) != nil { report.duplicate("key", key) }
            }
            for other in seen where other == values { report.duplicate("matchLabelExpressions", "") }
            seen.append(values)
        }
    }

    /// Upstream: validateTopologySelectorLabelRequirement.
    private static func topologyValues(
        _ expression: Value, _ key: String, _ report: inout FieldReport
    ) -> Set<String> {
        let values = (expression["values"]?.array ?? []).compactMap(\.string)
        if values.isEmpty { report.required("values") }
        var seen: Set<String> = []
        for (index, value) in values.enumerated() where !seen.insert(value).inserted {
            report.duplicate("values[\(index)]", value)
        }
        report.invalid("key", key, each: TextRules.qualifiedName(key))
        return seen
    }

    /// The name of a driver, in any case. Upstream: validateProvisioner.
    static func provisioner(_ field: String, _ name: String, _ report: inout FieldReport) {
        if name.isEmpty { return report.required(field) }
        report.invalid(field, name.lowercased(), each: TextRules.qualifiedName(name.lowercased()))
    }

    /// `parameters` of an object. Upstream: validateParameters.
    static func parameters(_ object: Value, _ report: inout FieldReport) {
        let all = object["parameters"]?.stringMap ?? []
        if all.count > parametersMax { return report.tooLong("parameters", parametersMax) }
        for parameter in all where parameter.key.isEmpty {
            report.invalid("parameters", "", "field can not be empty.")
        }
        let bytes = all.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        if bytes > parameterBytesMax { report.tooLong("parameters", parameterBytesMax) }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        for field in ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"] {
            report.immutable(field, new[field], old[field])
        }
        topologies(new, &report)
    }
}

/// IngressClasses. Upstream: pkg/apis/networking/validation/validation.go.
enum IngressClassRules {
    private static let controllerMax = 250

    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .subdomain, &report)
        report.within("spec") { report in
            let controller = object.at("spec", "controller")?.string ?? ""
            if controller.utf8.count > controllerMax { report.tooLong("controller", controllerMax) }
            domainPrefixed(controller, &report)
            report.member("parameters", of: object["spec"] ?? .null) { parameters($1, &$0) }
        }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.within("spec") { report in
            report.immutableText("controller", new.at("spec", "controller"), old.at("spec", "controller"))
        }
        create(new, &report)
    }

    /// `example.com/controller`. Upstream: IsDomainPrefixedPath.
    private static func domainPrefixed(_ text: String, _ report: inout FieldReport) {
        if text.isEmpty { return report.required("controller") }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            return report.invalid(
                "controller", text, "must be a domain-prefixed path (such as \"acme.io/foo\")")
        }
        report.invalid("controller", parts[0], each: TextRules.dnsSubdomain(parts[0]))
    }

    private static func parameters(_ value: Value, _ report: inout FieldReport) {
        if let group = value["apiGroup"]?.string {
            report.invalid("apiGroup", group, each: TextRules.dnsSubdomain(group))
        }
        for field in ["kind", "name"] {
            let text = value[field]?.string ?? ""
            if text.isEmpty {
                report.required(field)
            } else {
                report.invalid(field, text, each: NameRule.pathSegment.problems(text, isPrefix: false))
            }
        }
        let namespace = value["namespace"]?.string
        switch value["scope"]?.string {
        case nil: report.required("scope")
        case "Namespace":
            guard let namespace else {
                return report.required("namespace", "`parameters.scope` is set to 'Namespace'")
            }
            report.invalid("namespace", namespace, each: TextRules.dnsLabel(namespace))
        case "Cluster":
            if namespace != nil { report.forbidden("namespace", "`parameters.scope` is set to 'Cluster'") }
        case let other?: report.notSupported("scope", other, ["Cluster", "Namespace"])
        }
    }
}
