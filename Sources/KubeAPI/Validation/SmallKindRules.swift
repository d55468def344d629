import Documents

/// Namespaces. Upstream: ValidateNamespace and its updates.
enum NamespaceRules {
    static func create(_ namespace: Value, _ report: inout FieldReport) {
        MetadataRules.check(namespace, namespaced: false, names: .label, &report)
        finalizers(namespace, indexed: false, &report)
    }

    static func update(_ new: Value, _ old: Value, _ subresource: String, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        if subresource == "finalize" { finalizers(new, indexed: true, &report) }
        guard subresource == "status" else { return }
        let phase = new.at("status", "phase")?.string ?? ""
        if !new.at("metadata", "deletionTimestamp").isThere {
            if phase != "Active" {
                report.invalid(
                    "status.Phase", phase, "may only be 'Active' if `deletionTimestamp` is empty")
            }
        } else if phase != "Terminating" {
            report.invalid(
                "status.Phase", phase, "may only be 'Terminating' if `deletionTimestamp` is not empty")
        }
    }

    private static func finalizers(_ namespace: Value, indexed: Bool, _ report: inout FieldReport) {
        for (index, name) in (namespace.at("spec", "finalizers")?.array ?? []).compactMap(\.string)
            .enumerated()
        {
            let place = indexed ? "spec.finalizers[\(index)]" : "spec.finalizers"
            report.invalid(place, name, each: TextRules.qualifiedName(name))
            MetadataRules.standardFinalizer(place, name, &report)
        }
    }
}

/// ConfigMaps. Upstream: ValidateConfigMap, ValidateConfigMapUpdate.
enum ConfigMapRules {
    static func create(_ map: Value, _ report: inout FieldReport) {
        MetadataRules.check(map, namespaced: true, names: .subdomain, &report)
        content(map, &report)
    }

    private static func content(_ map: Value, _ report: inout FieldReport) {
        var bytes = 0
        for member in map["data"]?.fields?.members ?? [] {
            report.invalid("data[\(member.key)]", member.key, each: TextRules.configMapKey(member.key))
            if map.at("binaryData", member.key).isThere {
                report.invalid("data[\(member.key)]", member.key, "duplicate of key present in binaryData")
            }
            bytes += member.value.string?.utf8.count ?? 0
        }
        for member in map["binaryData"]?.fields?.members ?? [] {
            report.invalid(
                "binaryData[\(member.key)]", member.key, each: TextRules.configMapKey(member.key))
            bytes += Base64Text.decodedCount(member.value.string ?? "")
        }
        if bytes > SecretRules.bytesMax { report.tooLong("[]", SecretRules.bytesMax) }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        SecretRules.immutable(new, old, ["data", "binaryData"], &report)
        create(new, &report)
    }
}

/// Secrets. Upstream: ValidateSecret, ValidateSecretUpdate.
enum SecretRules {
    /// All values of a Secret or ConfigMap together.
    static let bytesMax = 1024 * 1024

    static func create(_ secret: Value, _ report: inout FieldReport) {
        MetadataRules.check(secret, namespaced: true, names: .subdomain, &report)
        var bytes = 0
        for member in secret["data"]?.fields?.members ?? [] {
            report.invalid("data[\(member.key)]", member.key, each: TextRules.configMapKey(member.key))
            bytes += Base64Text.decodedCount(member.value.string ?? "")
        }
        if bytes > bytesMax { report.tooLong("data", bytesMax) }
        neededKeys(secret, &report)
    }

    private static func neededKeys(_ secret: Value, _ report: inout FieldReport) {
        func has(_ key: String) -> Bool { secret.at("data", key).isThere }
        func need(_ key: String) { if !has(key) { report.required("data[\(key)]") } }
        switch secret["type"]?.string ?? "" {
        case "kubernetes.io/service-account-token":
            let key = "kubernetes.io/service-account.name"
            if (secret.at("metadata", "annotations", key)?.string ?? "").isEmpty {
                report.required("metadata.annotations[\(key)]")
            }
        case "kubernetes.io/dockercfg": neededJSON(".dockercfg", secret, &report)
        case "kubernetes.io/dockerconfigjson": neededJSON(".dockerconfigjson", secret, &report)
        case "kubernetes.io/basic-auth":
            if !has("username"), !has("password") {
                need("username")
                need("password")
            }
        case "kubernetes.io/ssh-auth":
            if (secret.at("data", "ssh-privatekey")?.string ?? "").isEmpty {
                report.required("data[ssh-privatekey]")
            }
        case "kubernetes.io/tls":
            need("tls.crt")
            need("tls.key")
        default: break
        }
    }

    /// A key whose bytes are a JSON object.
    private static func neededJSON(_ key: String, _ secret: Value, _ report: inout FieldReport) {
        let place = "data[\(key)]"
        guard let member = secret.at("data", key) else { return report.required(place) }
        let problem: String
        do {
            switch try JSONReader.read(String(decoding: Base64.bytes(member.string ?? "") ?? [], as: UTF8.self)) {
            case .object, .null: return
            case let other:
                problem = "json: cannot unmarshal \(other.decoderWord) into Go value of type map[string]interface {}"
            }
        } catch { problem = error.message }
        report.invalid(place, "<secret contents redacted>", problem)
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.immutable("type", new["type"], old["type"])
        immutable(new, old, ["data"], &report)
        create(new, &report)
    }

    /// What is marked immutable keeps its data and its mark.
    static func immutable(_ new: Value, _ old: Value, _ fields: [String], _ report: inout FieldReport) {
        guard old["immutable"]?.bool == true else { return }
        let problem = "field is immutable when `immutable` is set"
        if new["immutable"]?.bool != true { report.forbidden("immutable", problem) }
        for field in fields {
            let (after, before) = (new[field]?.fields ?? Fields(), old[field]?.fields ?? Fields())
            if after != before { report.forbidden(field, problem) }
        }
    }
}

/// Leases. Upstream: pkg/apis/coordination/validation.
enum LeaseRules {
    static func spec(_ lease: Value, _ report: inout FieldReport) {
        let spec = lease["spec"] ?? .null
        report.within("spec") { report in
            if let seconds = spec["leaseDurationSeconds"]?.int, seconds <= 0 {
                report.invalid("leaseDurationSeconds", seconds, "must be greater than 0")
            }
            report.nonNegative("leaseTransitions", spec["leaseTransitions"]?.int)
            if !(spec["preferredHolder"]?.string ?? "").isEmpty, (spec["strategy"]?.string ?? "").isEmpty {
                report.forbidden("preferredHolder", "may only be specified if `strategy` is defined")
            }
        }
    }
}

/// PriorityClasses. Upstream: pkg/apis/scheduling/validation.
public enum PriorityClassRules {
    /// The highest value that is not the system's own.
    static let userValueMax: Int64 = 1_000_000_000
    private static let systemClasses: [(name: String, value: Int64)] = [
        ("system-node-critical", 2_000_001_000), ("system-cluster-critical", 2_000_000_000),
    ]

    /// Whether a class of this name is the system's own. Upstream: SystemPriorityClassNames.
    public static func isSystem(_ name: String) -> Bool { systemClasses.contains { $0.name == name } }

    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .subdomain, &report)
        let name = object.at("metadata", "name")?.string ?? ""
        let value = object["value"]?.int ?? 0
        if name.hasPrefix("system-") {
            if let problem = systemProblem(name, value, isDefault: object["globalDefault"]?.bool == true) {
                report.forbidden(
                    "metadata.name",
                    "priority class names with 'system-' prefix are reserved for system use only. error: \(problem)"
                )
            }
        } else if value > userValueMax {
            report.forbidden("value", "maximum allowed value of a user defined priority is \(userValueMax)")
        }
        if object["preemptionPolicy"].isThere {
            report.oneOf(
                "preemptionPolicy", object["preemptionPolicy"]?.string, ["PreemptLowerPriority", "Never"])
        }
    }

    private static func systemProblem(_ name: String, _ value: Int64, isDefault: Bool) -> String? {
        guard let known = systemClasses.first(where: { $0.name == name }) else {
            return "\(name) is not a known system priority class"
        }
        if known.value != value { return "value of \(name) PriorityClass must be \(known.value)" }
        return isDefault ? "globalDefault of \(name) PriorityClass must be false" : nil
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        if new["value"]?.int ?? 0 != old["value"]?.int ?? 0 {
            report.forbidden("value", "may not be changed in an update.")
        }
        report.immutable("preemptionPolicy", new["preemptionPolicy"], old["preemptionPolicy"])
    }
}
