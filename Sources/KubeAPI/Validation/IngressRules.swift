import Documents

/// Ingresses. Upstream: pkg/apis/networking/validation/validation.go.
enum IngressRules {
    private static let pathTypes = ["Exact", "ImplementationSpecific", "Prefix"]
    private static let badParts = ["//", "/./", "/../", "%2f", "%2F"]
    private static let badEnds = ["/..", "/."]
    private static let classAnnotation = "kubernetes.io/ingress.class"
    private static let addressAsName = "must be a DNS name, not an IP address"

    static func create(_ object: Value, _ report: inout FieldReport) {
        check(object, old: nil, &report)
        let name = object.at("spec", "ingressClassName")?.string
        if let name, let old = object.at("metadata", "annotations", classAnnotation)?.string, old != name {
            report.invalid(
                "annotations.\(classAnnotation)", old, "must match `ingressClassName` when both are specified")
        }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        check(new, old: old, &report)
    }

    static func status(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        let known = (old.at("status", "loadBalancer", "ingress")?.array ?? []).compactMap { $0["ip"]?.string }
        report.within("status.loadBalancer") { report in
            report.each("ingress", of: new.at("status", "loadBalancer") ?? .null) { report, point, _ in
                let ip = point["ip"]?.string ?? ""
                if !ip.isEmpty, !known.contains(ip) {
                    report.invalid("ip", ip, each: IPSpelling.addressProblems(ip))
                }
                let name = point["hostname"]?.string ?? ""
                if name.isEmpty { return }
                report.invalid("hostname", name, each: TextRules.dnsSubdomain(name))
                if IPText.isAddress(name) { report.invalid("hostname", name, addressAsName) }
            }
        }
    }

    // MARK: the spec

    /// What was wrong already in `old` is borne, as upstream's options say.
    private static func check(_ object: Value, old: Value?, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: true, names: .subdomain, &report)
        let bearsSecrets = (old?.at("spec", "tls")?.array ?? []).contains { !secretProblems($0).isEmpty }
        let bearsWildcards = (old?.at("spec", "rules")?.array ?? []).contains { rule in
            var found = FieldReport()
            paths(of: rule, &found)
            return rule["host"]?.string?.contains("*") == true && !found.errors.isEmpty
        }
        let spec = object["spec"] ?? .null
        if spec["rules"]?.isEmpty ?? true, spec["defaultBackend"] == nil {
            report.invalid("spec", json: spec["rules"], "either `defaultBackend` or `rules` must be specified")
        }
        report.within("spec") { report in
            report.member("defaultBackend", of: spec) { backend($1, &$0) }
            report.each("rules", of: spec) { report, rule, _ in
                let isWildcard = host(rule["host"]?.string ?? "", &report)
                if !isWildcard || !bearsWildcards { paths(of: rule, &report) }
            }
            report.each("tls", of: spec) { report, entry, _ in
                report.each("hosts", of: entry) { report, host, _ in
                    let text = host.string ?? ""
                    report.invalid("", text, each: hostProblems(text))
                }
                if bearsSecrets { return }
                report.invalid("secretName", entry["secretName"]?.string ?? "", each: secretProblems(entry))
            }
            if let name = spec["ingressClassName"]?.string {
                report.invalid("ingressClassName", name, each: TextRules.dnsSubdomain(name))
            }
        }
    }

    private static func secretProblems(_ entry: Value) -> [String] {
        let name = entry["secretName"]?.string ?? ""
        return name.isEmpty ? [] : TextRules.dnsSubdomain(name)
    }

    private static func hostProblems(_ host: String) -> [String] {
        host.contains("*") ? TextRules.wildcardSubdomain(host) : TextRules.dnsSubdomain(host)
    }

    /// Answers whether the host has a wildcard.
    private static func host(_ host: String, _ report: inout FieldReport) -> Bool {
        if host.isEmpty { return false }
        if IPText.isAddress(host) { report.invalid("host", host, addressAsName) }
        report.invalid("host", host, each: hostProblems(host))
        return host.contains("*")
    }

    private static func paths(of rule: Value, _ report: inout FieldReport) {
        report.member("http", of: rule) { report, http in
            if http["paths"]?.isEmpty ?? true { report.required("paths") }
            report.each("paths", of: http) { report, path, _ in self.path(path, &report) }
        }
    }

    private static func path(_ value: Value, _ report: inout FieldReport) {
        let path = value["path"]?.string ?? ""
        guard let type = value["pathType"]?.string else {
            return report.required("pathType", "pathType must be specified")
        }
        switch type {
        case "Exact", "Prefix":
            if !path.hasPrefix("/") { report.invalid("path", path, "must be an absolute path") }
            for part in badParts where path.contains(part) {
                report.invalid("path", path, "must not contain '\(part)'")
            }
            for end in badEnds where path.hasSuffix(end) { report.invalid("path", path, "cannot end with '\(end)'") }
        case "ImplementationSpecific":
            if !path.isEmpty, !path.hasPrefix("/") { report.invalid("path", path, "must be an absolute path") }
        default: report.notSupported("pathType", type, pathTypes)
        }
        report.within("backend") { backend(value["backend"] ?? .null, &$0) }
    }

    // MARK: backends

    private static func backend(_ backend: Value, _ report: inout FieldReport) {
        switch (backend["resource"], backend["service"]) {
        case (.some, .some): report.invalid("", "", "cannot set both resource and service backends")
        case (.some(let reference), nil): report.within("resource") { self.reference(reference, &$0) }
        case (nil, .some(let service)): self.service(service, &report)
        case (nil, nil): report.invalid("", "", "resource or service backend is required")
        }
    }

    private static func service(_ service: Value, _ report: inout FieldReport) {
        let name = service["name"]?.string ?? ""
        if name.isEmpty {
            report.required("service.name")
        } else {
            report.invalid("service.name", name, each: TextRules.dnsLabel(name))
        }
        let port = service.at("port", "name")?.string ?? ""
        let number = service.at("port", "number")?.int ?? 0
        if !port.isEmpty && number != 0 {
            report.invalid("", "", "cannot set both port name & port number")
        } else if !port.isEmpty {
            report.invalid("service.port.name", port, each: TextRules.portName(port))
        } else if number != 0 {
            report.invalidNumber("service.port.number", number, each: TextRules.portNumber(number))
        } else {
            report.required("", "port name or number is required")
        }
    }

    /// An object of any kind, in the Ingress's namespace.
    private static func reference(_ reference: Value, _ report: inout FieldReport) {
        if let group = reference["apiGroup"]?.string {
            report.invalid("apiGroup", group, each: TextRules.dnsSubdomain(group))
        }
        for field in ["kind", "name"] { report.pathSegment(field, reference[field]?.string ?? "") }
    }
}

extension FieldReport {
    /// A required text that may be a part of a path.
    mutating func pathSegment(_ child: String, _ text: String) {
        if text.isEmpty { return required(child) }
        invalid(child, text, each: NameRule.pathSegment.problems(text, isPrefix: false))
    }
}

extension TextRules {
    /// `*.` and a subdomain. Upstream: IsWildcardDNS1123Subdomain.
    static func wildcardSubdomain(_ text: String) -> [String] {
        var out: [String] = []
        if text.utf8.count > subdomainLengthMax { out.append(maxLength(subdomainLengthMax, "characters")) }
        if !text.hasPrefix("*.") || !isSubdomain(String(text.dropFirst(2))) {
            out.append(
                pattern(
                    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which "
                        + "must consist of lower case alphanumeric characters, '-' or '.' and end with an "
                        + "alphanumeric character",
                    "\\*\\.\(labelFormat)(\\.\(labelFormat))*", "*.example.com"))
        }
        return out
    }
}
