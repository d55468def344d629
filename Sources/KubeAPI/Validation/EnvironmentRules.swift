import Documents

/// What holds for environment variables. Upstream: ValidateEnv, ValidateEnvFrom.
enum EnvironmentRules {
    private static let podFields = [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ]
    private static let resourceFields = [
        "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu",
        "requests.ephemeral-storage", "requests.memory",
    ]
    /// What the downward API can name of a pod in a volume.
    static let volumeFields = [
        "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid",
    ]

    static func check(_ container: Value, _ report: inout FieldReport) {
        report.each("env", of: container) { report, variable, _ in
            let name = variable["name"]?.string ?? ""
            if name.isEmpty {
                report.required("name")
            } else {
                report.invalid("name", name, each: TextRules.environmentName(name))
            }
            report.member("valueFrom", of: variable) { report, source in
                valueFrom(source, hasValue: !(variable["value"]?.string ?? "").isEmpty, &report)
            }
        }
        guard let sources = container["envFrom"]?.array else { return }
        for (index, source) in sources.enumerated() {
            report.within("envFrom") { report in
                report.within(index: index) { envFromNames(source, &$0) }
            }
            let count = ["configMapRef", "secretRef"].filter { source[$0].isThere }.count
            if count == 0 {
                report.invalid("envFrom", "", "must specify one of: `configMapRef` or `secretRef`")
            } else if count > 1 {
                report.invalid("envFrom", "", "may not have more than one field specified at a time")
            }
        }
    }

    private static func envFromNames(_ source: Value, _ report: inout FieldReport) {
        if let prefix = source["prefix"]?.string, !prefix.isEmpty {
            report.invalid("prefix", prefix, each: TextRules.environmentName(prefix))
        }
        for field in ["configMapRef", "secretRef"] {
            report.member(field, of: source) { report, reference in
                let name = reference["name"]?.string ?? ""
                if name.isEmpty {
                    report.required("name")
                } else {
                    report.invalid("name", name, each: NameRule.subdomain.problems(name, isPrefix: true))
                }
            }
        }
    }

    private static func valueFrom(_ source: Value, hasValue: Bool, _ report: inout FieldReport) {
        let kinds = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"]
        let count = kinds.filter { source[$0].isThere }.count
        report.member("fieldRef", of: source) { fieldReference($1, podFields, &$0) }
        report.member("resourceFieldRef", of: source) { resourceReference($1, needsContainer: false, &$0) }
        for field in ["configMapKeyRef", "secretKeyRef"] {
            report.member(field, of: source) { keyReference($1, &$0) }
        }
        report.member("fileKeyRef", of: source) { report, reference in
            for field in ["key", "volumeName", "path"] where (reference[field]?.string ?? "").isEmpty {
                report.required(field)
            }
        }
        if count == 0 {
            report.invalid(
                "", "",
                "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or "
                    + "`fileKeyRef`")
        } else if hasValue {
            report.invalid("", "", "may not be specified when `value` is not empty")
        } else if count > 1 {
            report.invalid("", "", "may not have more than one field specified at a time")
        }
    }

    private static func keyReference(_ reference: Value, _ report: inout FieldReport) {
        let name = reference["name"]?.string ?? ""
        report.invalid("name", name, each: TextRules.dnsSubdomain(name))
        let key = reference["key"]?.string ?? ""
        if key.isEmpty {
            report.required("key")
        } else {
            report.invalid("key", key, each: TextRules.configMapKey(key))
        }
    }

    /// Upstream: validateObjectFieldSelector.
    static func fieldReference(_ reference: Value, _ supported: [String], _ report: inout FieldReport) {
        let version = reference["apiVersion"]?.string ?? ""
        let path = reference["fieldPath"]?.string ?? ""
        if version.isEmpty { return report.required("apiVersion") }
        if path.isEmpty { return report.required("fieldPath") }
        if version != "v1" {
            return report.invalid(
                "fieldPath", path, "error converting fieldPath: unsupported pod version: \(version)")
        }
        if let open = path.firstIndex(of: "["), path.hasSuffix("']"), path[open...].hasPrefix("['") {
            let root = String(path[..<open])
            let key = String(path[path.index(open, offsetBy: 2)...].dropLast(2))
            switch root {
            case "metadata.annotations":
                report.invalid("", key, each: TextRules.qualifiedName(key.lowercased()))
            case "metadata.labels": report.invalid("", key, each: TextRules.qualifiedName(key))
            default:
                report.invalid(
                    "fieldPath", path, "error converting fieldPath: field label does not support subscript")
            }
            return
        }
        let known = podFields + volumeFields + ["spec.restartPolicy", "spec.schedulerName", "status.phase"]
        if !known.contains(path) {
            return report.invalid(
                "fieldPath", path, "error converting fieldPath: field label not supported: \(path)")
        }
        if !supported.contains(path) { report.notSupported("fieldPath", path, supported) }
    }

    /// Upstream: validateContainerResourceFieldSelector.
    static func resourceReference(_ reference: Value, needsContainer: Bool, _ report: inout FieldReport) {
        let resource = reference["resource"]?.string ?? ""
        if needsContainer, (reference["containerName"]?.string ?? "").isEmpty {
            report.required("containerName")
        } else if resource.isEmpty {
            report.required("resource")
        } else if !resourceFields.contains(resource), !resource.hasPrefix("limits.hugepages-"),
            !resource.hasPrefix("requests.hugepages-")
        {
            report.notSupported("resource", resource, resourceFields)
        }
    }
}
