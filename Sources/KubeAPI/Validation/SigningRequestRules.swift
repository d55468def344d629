import Documents

/// CertificateSigningRequests. Upstream: pkg/apis/certificates/validation/validation.go.
///
/// What stands in the blocks is not read: PKCS #10, X.509 and their signatures are not modelled.
enum SigningRequestRules {
    private static let legacySigner = "kubernetes.io/legacy-unknown"
    private static let secondsMin: Int64 = 600
    private static let kept = ["Approved", "Denied", "Failed"]
    private static let statuses = ["False", "True", "Unknown"]
    private static let usages = [
        "any", "cert sign", "client auth", "code signing", "content commitment", "crl sign", "data encipherment",
        "decipher only", "digital signature", "email protection", "encipher only", "ipsec end system",
        "ipsec tunnel", "ipsec user", "key agreement", "key encipherment", "microsoft sgc", "netscape sgc",
        "ocsp signing", "s/mime", "server auth", "signing", "timestamping",
    ]

    static func create(_ object: Value, _ report: inout FieldReport) { check(object, old: nil, &report) }

    /// `subresource` is empty, `status` (which may set the certificate) or `approval` (which decides).
    static func update(_ new: Value, _ old: Value, _ subresource: String, _ report: inout FieldReport) {
        check(new, old: old, &report)
        func conditions(_ object: Value, _ type: String) -> [Value] {
            (object.at("status", "conditions")?.array ?? []).filter { $0["type"]?.string == type }
        }
        for type in kept where conditions(new, type).count < conditions(old, type).count {
            report.forbidden("status.conditions", "updates may not remove a condition of type \(goQuoted(type))")
        }
        for type in kept.prefix(2) where subresource != "approval" {
            let (after, before) = (conditions(new, type), conditions(old, type))
            if after.count > before.count {
                report.forbidden("status.conditions", "updates may not add a condition of type \(goQuoted(type))")
            } else if after.count == before.count, after != before {
                report.forbidden("status.conditions", "updates may not modify a condition of type \(goQuoted(type))")
            }
        }
        let after = new.at("status", "certificate")?.string ?? ""
        let before = old.at("status", "certificate")?.string ?? ""
        if after != before {
            if subresource != "status" {
                report.forbidden("status.certificate", "updates may not set certificate content")
            } else if !before.isEmpty {
                report.forbidden("status.certificate", "updates may not modify existing certificate content")
            }
        }
        MetadataRules.checkUpdate(new, old, &report)
    }

    // MARK: what holds always

    /// What was wrong already in `old` is borne, as upstream's options say.
    private static func check(_ object: Value, old: Value?, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .any, &report)
        report.within("spec") { spec(object["spec"] ?? .null, old: old?["spec"] ?? .null, &$0) }
        report.within("status") { conditions(object["status"] ?? .null, old: old?["status"] ?? .null, &$0) }
        let certificate = object.at("status", "certificate")?.string ?? ""
        let known = old?.at("status", "certificate")?.string ?? ""
        if old == nil || (certificate != known && certificateProblem(known) == nil),
            let problem = certificateProblem(certificate)
        {
            report.invalid("status.certificate", "<certificate data>", problem)
        }
    }

    private static func spec(_ spec: Value, old: Value, _ report: inout FieldReport) {
        if PEMText.kinds(ofField: spec["request"]?.string ?? "").first != "CERTIFICATE REQUEST" {
            report.invalid("request", json: spec["request"], "PEM block type must be CERTIFICATE REQUEST")
        }
        let asked = (spec["usages"]?.array ?? []).map { $0.string ?? "" }
        let before = (old["usages"]?.array ?? []).map { $0.string ?? "" }
        if asked.isEmpty { report.required("usages") }
        if before.allSatisfy(usages.contains) {
            for (index, usage) in asked.enumerated() where !usages.contains(usage) {
                report.notSupported("usages[\(index)]", usage, usages)
            }
        }
        if Set(before).count == before.count {
            for (index, usage) in asked.enumerated() where asked.prefix(index).contains(usage) {
                report.duplicate("usages[\(index)]", usage)
            }
        }
        let signer = spec["signerName"]?.string ?? ""
        if signer == legacySigner, old["signerName"]?.string != legacySigner {
            report.invalid("signerName", signer, "the legacy signerName is not allowed via this API version")
        } else {
            signerName(signer, &report)
        }
        if let seconds = spec["expirationSeconds"]?.int, seconds < secondsMin {
            report.invalid(
                "expirationSeconds", seconds, "may not specify a duration less than 600 seconds (10 minutes)")
        }
    }

    /// `example.com/signer-name`. Upstream: pkg/apis/core/validation/names.go, ValidateSignerName.
    private static func signerName(_ name: String, _ report: inout FieldReport) {
        if name.isEmpty { return report.required("signerName") }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            return report.invalid(
                "signerName", name, "must be a fully qualified domain and path of the form 'example.com/signer-name'")
        }
        func labels(_ part: String, _ rule: (String) -> [String]) -> Int {
            let labels = part.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            if let bad = labels.first(where: { !rule($0).isEmpty }) {
                let problems = rule(bad).map { "validating label \(goQuoted(bad)): \($0)" }
                report.invalid("signerName", part, each: problems)
            }
            return labels.count
        }
        if parts[0].utf8.count > TextRules.subdomainLengthMax {
            report.tooLong("signerName", TextRules.subdomainLengthMax)
        }
        if labels(parts[0], TextRules.dnsLabel) < 2 {
            report.invalid(
                "signerName", parts[0], "should be a domain with at least two segments separated by dots")
        }
        _ = labels(parts[1], TextRules.dnsSubdomain)
        let longest = 2 * TextRules.subdomainLengthMax + TextRules.labelLengthMax + 2
        if name.utf8.count > longest { report.tooLong("signerName", longest) }
    }

    // MARK: the status

    private static func conditions(_ status: Value, old: Value, _ report: inout FieldReport) {
        func types(_ status: Value) -> [String] {
            (status["conditions"]?.array ?? []).map { $0["type"]?.string ?? "" }
        }
        let (types, before) = (types(status), types(old))
        let bearsBoth = before.contains("Approved") && before.contains("Denied")
        let bearsDuplicates = Set(before).count != before.count
        let bearsEmpty = before.contains("")
        report.each("conditions", of: status) { report, condition, index in
            if types[index].isEmpty, !bearsEmpty { report.required("type") }
            let allowed = kept.contains(types[index]) ? ["True"] : statuses
            report.oneOf("status", condition["status"]?.string, allowed)
        }
        for (index, type) in types.enumerated() {
            let opposite = ["Approved": "Denied", "Denied": "Approved"][type]
            if let opposite, !bearsBoth, types.prefix(index).contains(opposite) {
                report.invalid("conditions", type, "Approved and Denied conditions are mutually exclusive")
            }
            if !bearsDuplicates, types.prefix(index).contains(type) {
                report.duplicate("conditions[\(index)].type", type)
            }
        }
    }

    private static func certificateProblem(_ field: String) -> String? {
        if field.isEmpty { return nil }
        let kinds = PEMText.kinds(ofField: field)
        if let other = kinds.first(where: { $0 != "CERTIFICATE" }) {
            return "only CERTIFICATE PEM blocks are allowed, found \(goQuoted(other))"
        }
        return kinds.isEmpty ? "must contain at least one CERTIFICATE PEM block" : nil
    }
}
