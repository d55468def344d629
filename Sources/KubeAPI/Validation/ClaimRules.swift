import Documents

/// What holds for PersistentVolumeClaims.
///
/// Upstream: pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaim and its updates.
enum ClaimRules {
    private static let accessModes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]

    static func create(_ claim: Value, _ report: inout FieldReport) {
        MetadataRules.check(claim, namespaced: true, names: .subdomain, &report)
        report.within("spec") { spec(claim["spec"] ?? .null, &$0) }
    }

    /// The access modes of a PersistentVolume; `none` is said where there are none.
    static func accessModes(of spec: Value, none: String, _ report: inout FieldReport) {
        if (spec["accessModes"]?.array ?? []).isEmpty { report.required("accessModes", none) }
        modes(of: spec, &report)
    }

    private static func modes(of spec: Value, _ report: inout FieldReport) {
        let modes = (spec["accessModes"]?.array ?? []).compactMap(\.string)
        for mode in modes where !accessModes.contains(mode) { report.notSupported("accessModes", mode, accessModes) }
        if modes.contains("ReadWriteOncePod"),
            modes.contains(where: { $0 != "ReadWriteOncePod" && accessModes.contains($0) })
        {
            report.forbidden("accessModes", "may not use ReadWriteOncePod with other access modes")
        }
    }

    static func spec(_ spec: Value, _ report: inout FieldReport) {
        if (spec["accessModes"]?.array ?? []).isEmpty {
            report.required("accessModes", "at least 1 access mode is required")
        }
        MetadataRules.labelSelector("selector", spec["selector"], &report)
        modes(of: spec, &report)
        storage(spec.at("resources", "requests", "storage")?.string, &report)
        for field in ["storageClassName", "volumeAttributesClassName"] {
            if let name = spec[field]?.string, !name.isEmpty {
                report.invalid(field, name, each: TextRules.dnsSubdomain(name))
            }
        }
        if let mode = spec["volumeMode"]?.string, !["Block", "Filesystem"].contains(mode) {
            report.notSupported("volumeMode", mode, ["Block", "Filesystem"])
        }
        for field in ["dataSource", "dataSourceRef"] where spec[field].isThere {
            report.forbidden(field, "filling a volume from another object: not modelled by orrery")
        }
    }

    private static func storage(_ text: String?, _ report: inout FieldReport) {
        report.within("resources") { report in
            report.within(key: "storage") { report in
                guard let text else { return report.required("", "") }
                guard case .success(let quantity) = QuantityText.parse(text) else { return }
                if quantity.nanos <= 0 { report.invalid("", text, "must be greater than zero") }
            }
        }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        create(new, &report)
        let isBound = new.at("status", "phase")?.string == "Bound"
        var (after, before) = (new["spec"] ?? .null, old["spec"] ?? .null)
        // A volume may be named once: by the binder.
        if before["volumeName"]?.string ?? "" == "" { before.set(after["volumeName"], at: "volumeName") }
        takeClass(&before, after, new, old, &report)
        if isBound {
            after.set(before.at("resources", "requests", "storage"), at: "resources", "requests", "storage")
            after.set(before["volumeAttributesClassName"], at: "volumeAttributesClassName")
        }
        if after != before {
            let changes = Schema.builtIn.innerDiff(from: before, to: after, as: "core/v1.PersistentVolumeClaimSpec")
            report.forbidden(
                "spec",
                "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound "
                    + "claims\n\(changes)")
        }
        if isSmaller(new, old), !isLarger(new, than: new.at("status", "capacity", "storage")?.string) {
            report.forbidden("spec.resources.requests.storage", "field can not be less than status.capacity")
        }
        report.immutable("volumeMode", new.at("spec", "volumeMode"), old.at("spec", "volumeMode"))
        let attributes = "spec.volumeAttributesClassName"
        let applied = "is forbidden when status.currentVolumeAttributesClassName is not nil"
        if old.at("status", "currentVolumeAttributesClassName").isThere {
            let name = new.at("spec", "volumeAttributesClassName")?.string
            if name == nil { report.forbidden(attributes, "update to nil \(applied)") }
            if name == "" { report.forbidden(attributes, "update to empty string \(applied)") }
        }
    }

    /// A claim without a class may be given one: the one that its old annotation names, or any if it has none.
    ///
    /// Upstream: validateStorageClassUpgradeFromAnnotation, validateStorageClassUpgradeFromNil.
    private static func takeClass(
        _ before: inout Value, _ after: Value, _ new: Value, _ old: Value, _ report: inout FieldReport
    ) {
        let name = VolumeAnnotations.betaClass
        let (was, now) = (old.at("metadata", "annotations", name), new.at("metadata", "annotations", name))
        let given = after["storageClassName"]?.string
        let isFree = !before["storageClassName"].isThere && given != nil
        let isUpgrade = isFree && was?.string == given && (now == nil || now == was)
        if !isUpgrade, now?.string ?? "" != was?.string ?? "" {
            report.add(
                .invalid, "metadata.annotations.\(name)", badValue: goQuoted(now?.string ?? ""), "field is immutable")
        }
        if isUpgrade || isFree && was == nil { before.set(after["storageClassName"], at: "storageClassName") }
    }

    private static func asked(_ claim: Value) -> Quantity? {
        guard let text = claim.at("spec", "resources", "requests", "storage")?.string else { return nil }
        return try? QuantityText.parse(text).get()
    }

    private static func isSmaller(_ new: Value, _ old: Value) -> Bool {
        guard let after = asked(new), let before = asked(old) else { return false }
        return after.nanos < before.nanos
    }

    private static func isLarger(_ claim: Value, than capacity: String?) -> Bool {
        guard let asked = asked(claim) else { return false }
        guard let capacity, case .success(let have) = QuantityText.parse(capacity) else { return asked.nanos > 0 }
        return asked.nanos > have.nanos
    }

    static func status(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        for member in new.at("status", "capacity")?.fields?.members ?? [] {
            if ResourceRules.isNegative(member.value.string ?? "") {
                report.invalid(
                    "status.capacity[\(member.key)]", member.value.string ?? "",
                    "must be greater than or equal to 0")
            }
        }
    }
}
