import Documents

/// What holds for Endpoints.
///
/// Upstream: pkg/apis/core/validation/validation.go, ValidateEndpoints.
enum EndpointsRules {
    static func create(_ endpoints: Value, _ report: inout FieldReport) {
        MetadataRules.check(endpoints, namespaced: true, names: .subdomain, &report)
        subsets(of: endpoints, &report)
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        if new["subsets"] != old["subsets"] { subsets(of: new, &report) }
    }

    private static func subsets(of endpoints: Value, _ report: inout FieldReport) {
        report.each("subsets", of: endpoints) { report, subset, _ in
            let lists = ["addresses", "notReadyAddresses"]
            if lists.allSatisfy({ (subset[$0]?.array ?? []).isEmpty }) {
                report.required("", "must specify `addresses` or `notReadyAddresses`")
            }
            for list in lists {
                report.each(list, of: subset) { report, address, _ in self.address(address, &report) }
            }
            let needsNames = (subset["ports"]?.array ?? []).count > 1
            report.each("ports", of: subset) { report, port, _ in
                let name = port["name"]?.string ?? ""
                if needsNames && name.isEmpty {
                    report.required("name")
                } else if !name.isEmpty {
                    report.invalid("name", name, each: TextRules.dnsLabel(name))
                }
                let number = port["port"]?.int ?? 0
                for problem in TextRules.portNumber(number) { report.invalid("port", number, problem) }
                EndpointTexts.protocolAndApplication(of: port, &report)
            }
        }
    }

    private static func address(_ address: Value, _ report: inout FieldReport) {
        let ip = address["ip"]?.string ?? ""
        report.invalid("ip", ip, each: IPSpelling.addressProblems(ip))
        if let name = address["hostname"]?.string, !name.isEmpty {
            report.invalid("hostname", name, each: TextRules.dnsLabel(name))
        }
        if let name = address["nodeName"]?.string {
            report.invalid("nodeName", name, each: TextRules.dnsSubdomain(name))
        }
        EndpointTexts.address("ip", ip, &report)
    }
}

/// What holds for EndpointSlices. Upstream: pkg/apis/discovery/validation/validation.go.
enum EndpointSliceRules {
    private static let addressTypes = ["FQDN", "IPv4", "IPv6"]
    private static let portsMax = 20_000
    private static let endpointsMax = 1000
    private static let addressesMax = 100
    private static let topologyLabelsMax = 16
    private static let hintsMax = 8

    static func create(_ slice: Value, _ report: inout FieldReport) {
        MetadataRules.check(slice, namespaced: true, names: .subdomain, &report)
        report.oneOf("addressType", slice["addressType"]?.string, addressTypes)
        ports(of: slice, &report)
        endpoints(of: slice, &report)
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.oneOf("addressType", new["addressType"]?.string, addressTypes)
        ports(of: new, &report)
        if new["endpoints"] != old["endpoints"] { endpoints(of: new, &report) }
        report.immutableText("addressType", new["addressType"], old["addressType"])
    }

    private static func ports(of slice: Value, _ report: inout FieldReport) {
        let count = slice["ports"]?.array?.count ?? 0
        if count > portsMax { return report.tooMany("ports", count, portsMax) }
        var names: [String] = []
        report.each("ports", of: slice) { report, port, _ in
            let name = port["name"]?.string ?? ""
            if !name.isEmpty { report.invalid("name", name, each: TextRules.dnsLabel(name)) }
            if names.contains(name) { report.duplicate("name", name) } else { names.append(name) }
            EndpointTexts.protocolAndApplication(of: port, &report)
        }
    }

    private static func endpoints(of slice: Value, _ report: inout FieldReport) {
        let count = slice["endpoints"]?.array?.count ?? 0
        if count > endpointsMax { return report.tooMany("endpoints", count, endpointsMax) }
        let type = slice["addressType"]?.string ?? ""
        report.each("endpoints", of: slice) { report, endpoint, _ in
            addresses(of: endpoint, type, &report)
            if let name = endpoint["nodeName"]?.string {
                report.invalid("nodeName", name, each: TextRules.dnsSubdomain(name))
            }
            let topology = endpoint["deprecatedTopology"]?.fields?.count ?? 0
            if topology > topologyLabelsMax { report.tooMany("deprecatedTopology", topology, topologyLabelsMax) }
            MetadataRules.labels("deprecatedTopology", endpoint["deprecatedTopology"], &report)
            if let name = endpoint["hostname"]?.string {
                report.invalid("hostname", name, each: TextRules.dnsLabel(name))
            }
            report.member("hints", of: endpoint, hints)
        }
    }

    private static func addresses(of endpoint: Value, _ type: String, _ report: inout FieldReport) {
        let count = endpoint["addresses"]?.array?.count ?? 0
        if count == 0 {
            report.required("addresses", "must contain at least 1 address")
        } else if count > addressesMax {
            report.tooMany("addresses", count, addressesMax)
        }
        for (index, address) in (endpoint["addresses"]?.array ?? []).enumerated() {
            let (text, place) = (address.string ?? "", "addresses[\(index)]")
            switch type {
            case "IPv4", "IPv6":
                let problems = IPSpelling.addressProblems(text)
                guard problems.isEmpty else {
                    report.invalid(place, text, each: problems)
                    continue
                }
                if IPText.isV6(text[...]) != (type == "IPv6") {
                    report.invalid("addresses", text, "must be an \(type) address")
                }
                EndpointTexts.address(place, text, &report)
            case "FQDN": domain(place, text, &report)
            default: break
            }
        }
    }

    /// Upstream: apimachinery/pkg/util/validation, IsFullyQualifiedDomainName.
    private static func domain(_ place: String, _ text: String, _ report: inout FieldReport) {
        if text.isEmpty { return report.required(place) }
        let name = text.hasSuffix(".") ? String(text.dropLast()) : text
        let problems = TextRules.dnsSubdomain(name)
        if !problems.isEmpty { return report.invalid(place, name, problems.joined(separator: ",")) }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count < 2 {
            return report.invalid(place, name, "should be a domain with at least two segments separated by dots")
        }
        for label in labels {
            let problems = TextRules.dnsLabel(String(label))
            if !problems.isEmpty { report.invalid(place, String(label), problems.joined(separator: ",")) }
        }
    }

    private static func hints(_ report: inout FieldReport, _ hints: Value) {
        for (list, rule) in [("forZones", TextRules.labelValue), ("forNodes", TextRules.dnsSubdomain)] {
            let count = hints[list]?.array?.count ?? 0
            if count > hintsMax { return report.tooMany(list, count, hintsMax) }
            var names: [String] = []
            report.each(list, of: hints) { report, hint, _ in
                let name = hint["name"]?.string ?? ""
                if names.contains(name) { report.duplicate("name", name) } else { names.append(name) }
                report.invalid("name", name, each: rule(name))
            }
        }
    }
}

/// What Endpoints and EndpointSlices share.
enum EndpointTexts {
    static func protocolAndApplication(of port: Value, _ report: inout FieldReport) {
        report.oneOf("protocol", port["protocol"]?.string, ["SCTP", "TCP", "UDP"])
        if let word = port["appProtocol"]?.string {
            report.invalid("appProtocol", word, each: TextRules.qualifiedName(word))
        }
    }

    /// Addresses that nobody else can reach. Upstream: ValidateEndpointIP.
    static func address(_ child: String, _ ip: String, _ report: inout FieldReport) {
        guard IPText.isAddress(ip) else { return report.invalid(child, ip, "must be a valid IP address") }
        if ip == "0.0.0.0" || ip == "::" { report.invalid(child, ip, "may not be unspecified (\(ip))") }
        if ip.hasPrefix("127.") || ip == "::1" {
            report.invalid(child, ip, "may not be in the loopback range (127.0.0.0/8, ::1/128)")
        }
        let start = ip.lowercased().prefix(3)
        if ip.hasPrefix("169.254.") || ["fe8", "fe9", "fea", "feb"].contains(start) {
            report.invalid(child, ip, "may not be in the link-local range (169.254.0.0/16, fe80::/10)")
        }
        if ip.hasPrefix("224.0.0.") || ip.lowercased().hasPrefix("ff02:") {
            report.invalid(child, ip, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)")
        }
    }
}
