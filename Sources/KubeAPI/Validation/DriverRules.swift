import Documents

/// CSIDrivers. Upstream: pkg/apis/storage/validation/validation.go.
enum CSIDriverRules {
    private static let groupPolicies = ["File", "None", "ReadWriteOnceWithFSType"]
    private static let lifecycleModes = ["Persistent", "Ephemeral"]
    private static let updateSecondsMin: Int64 = 10
    private static let tokenSecondsMin: Int64 = 600
    private static let tokenSecondsMax: Int64 = 1 << 32

    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .subdomain, &report)
        spec(object["spec"] ?? .null, &report)
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        spec(new["spec"] ?? .null, &report)
        // The place has another name than the field, as upstream.
        report.immutable(
            "spec.attachedRequired", new.at("spec", "attachRequired"), old.at("spec", "attachRequired"))
        report.immutable(
            "spec.volumeLifecycleModes", new.at("spec", "volumeLifecycleModes"),
            old.at("spec", "volumeLifecycleModes"))
    }

    private static func spec(_ spec: Value, _ report: inout FieldReport) {
        report.within("spec") { report in
            if spec["attachRequired"] == nil { report.required("attachedRequired") }
            for field in ["podInfoOnMount", "storageCapacity"] where spec[field] == nil { report.required(field) }
            if let policy = spec["fsGroupPolicy"]?.string, !groupPolicies.contains(policy) {
                report.notSupported("fsGroupPolicy", policy, groupPolicies)
            }
            tokens(spec, &report)
            for mode in (spec["volumeLifecycleModes"]?.array ?? []).compactMap(\.string)
            where !lifecycleModes.contains(mode) {
                report.notSupported("volumeLifecycleModes", mode, lifecycleModes)
            }
            if spec["seLinuxMount"] == nil { report.required("seLinuxMount") }
            if let period = spec["nodeAllocatableUpdatePeriodSeconds"]?.int, period < updateSecondsMin {
                report.invalid(
                    "nodeAllocatableUpdatePeriodSeconds", period, "must be greater than or equal to 10 seconds")
            }
            if let flag = spec["serviceAccountTokenInSecrets"], spec["tokenRequests"]?.isEmpty ?? true {
                report.invalid(
                    "serviceAccountTokenInSecrets", json: flag,
                    "serviceAccountTokenInSecrets is set but no tokenRequests are specified")
            }
        }
    }

    /// Each for another audience.
    private static func tokens(_ spec: Value, _ report: inout FieldReport) {
        var audiences: Set<String> = []
        report.each("tokenRequests", of: spec) { report, request, _ in
            let audience = request["audience"]?.string ?? ""
            guard audiences.insert(audience).inserted else { return report.duplicate("audience", audience) }
            guard let seconds = request["expirationSeconds"]?.int else { return }
            if seconds < tokenSecondsMin {
                report.invalid("expirationSeconds", seconds, "may not specify a duration less than 10 minutes")
            }
            if seconds > tokenSecondsMax {
                report.invalid("expirationSeconds", seconds, "may not specify a duration larger than 2^32 seconds")
            }
        }
    }

    /// The name of a driver where another object says it. Upstream: ValidateCSIDriverName of pkg/apis/core.
    static func name(_ child: String, _ name: String, _ report: inout FieldReport) {
        if name.isEmpty { return report.required(child) }
        if name.utf8.count > TextRules.labelLengthMax { report.tooLong(child, TextRules.labelLengthMax) }
        report.invalid(child, name, each: TextRules.dnsSubdomain(name.lowercased()))
    }
}

/// CSINodes. Upstream: pkg/apis/storage/validation/validation.go.
enum CSINodeRules {
    private static let nodeIDMax = 256

    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .subdomain, &report)
        var names: Set<String> = []
        report.within("spec") { report in
            report.each("drivers", of: object["spec"] ?? .null) { report, driver, _ in
                self.driver(driver, &names, &report)
            }
        }
    }

    private static func driver(_ driver: Value, _ names: inout Set<String>, _ report: inout FieldReport) {
        let name = driver["name"]?.string ?? ""
        CSIDriverRules.name("name", name, &report)
        let id = driver["nodeID"]?.string ?? ""
        if id.isEmpty { report.required("nodeID") }
        if id.utf8.count > nodeIDMax { report.invalid("nodeID", id, "must be \(nodeIDMax) characters or less") }
        report.nonNegative("allocatable.count", driver.at("allocatable", "count")?.int)
        if !names.insert(name).inserted { report.duplicate("name", name) }
        var keys: Set<String> = []
        for key in (driver["topologyKeys"]?.array ?? []).map({ $0.string ?? "" }) {
            if key.isEmpty { report.required("", key) }
            if !keys.insert(key).inserted { report.duplicate("", key) }
            report.invalid("", key, each: TextRules.qualifiedName(key))
        }
    }

    /// A driver that is there does not change, but for how many volumes it takes.
    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        create(new, &report)
        for before in old.at("spec", "drivers")?.array ?? [] {
            for after in new.at("spec", "drivers")?.array ?? [] where after["name"] == before["name"] {
                var (after, before) = (after, before)
                after.set(nil, at: "allocatable")
                before.set(nil, at: "allocatable")
                let shown = Schema.builtIn.goInternalJSON(after, as: "storage/v1.CSINodeDriver")
                report.immutable("spec.drivers", after, before, shown: shown)
            }
        }
    }
}
