import Documents

/// APIServices that this server answers itself; others are refused before.
///
/// Upstream: staging/src/k8s.io/kube-aggregator/pkg/apis/apiregistration/validation/validation.go.
enum APIServiceRules {
    private static let groupPriorityMax: Int64 = 20_000
    private static let versionPriorityMax: Int64 = 1_000

    static func create(_ object: Value, _ report: inout FieldReport) {
        let spec = object["spec"] ?? .null
        let (group, version) = (spec["group"]?.string ?? "", spec["version"]?.string ?? "")
        MetadataRules.check(object, namespaced: false, names: .apiService("\(version).\(group)"), &report)
        report.within("spec") { report in
            if group.isEmpty && version != "v1" {
                report.required("group", "only v1 may have an empty group and it better be legacy kube")
            }
            if !group.isEmpty { report.invalid("group", group, each: TextRules.dnsSubdomain(group)) }
            report.invalid("version", version, each: TextRules.dns1035Label(version))
            let groupPriority = spec["groupPriorityMinimum"]?.int ?? 0
            if !(1 ... groupPriorityMax).contains(groupPriority) {
                report.invalid("groupPriorityMinimum", groupPriority, "must be positive and less than 20000")
            }
            let versionPriority = spec["versionPriority"]?.int ?? 0
            if !(1 ... versionPriorityMax).contains(versionPriority) {
                report.invalid("versionPriority", versionPriority, "must be positive and less than 1000")
            }
            if let bundle = spec["caBundle"]?.string, !bundle.isEmpty {
                let bytes = Base64.bytes(bundle)?.count ?? 0
                report.invalid("caBundle", "\(bytes) bytes", "local APIServices may not have a caBundle")
            }
            if spec["insecureSkipTLSVerify"] == true {
                report.invalid(
                    "insecureSkipTLSVerify", json: true, "local APIServices may not have insecureSkipTLSVerify")
            }
        }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        create(new, &report)
    }
}
