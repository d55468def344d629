import Documents

/// What holds for PersistentVolumes.
///
/// Upstream: pkg/apis/core/validation/validation.go, ValidatePersistentVolumeSpec and ValidatePersistentVolumeUpdate.
enum PersistentVolumeRules {
    private static let reclaimPolicies = ["Delete", "Recycle", "Retain"]
    /// In upstream's order: the first that is set is looked at, every further one is refused.
    private static let sources = [
        "hostPath", "gcePersistentDisk", "awsElasticBlockStore", "glusterfs", "flocker", "nfs", "rbd", "quobyte",
        "cephfs", "iscsi", "cinder", "fc", "flexVolume", "azureFile", "vsphereVolume", "photonPersistentDisk",
        "portworxVolume", "azureDisk", "scaleIO", "local", "storageos", "csi",
    ]

    static func create(_ volume: Value, _ report: inout FieldReport) {
        MetadataRules.check(volume, namespaced: false, names: .subdomain, &report)
        report.within("spec") { spec(volume["spec"] ?? .null, isInline: false, &$0) }
    }

    /// The spec of a VolumeAttachment, which is only for volumes that were written as in-tree ones: fewer fields.
    static func inline(_ spec: Value, _ report: inout FieldReport) {
        let problem = "may not be specified in the context of inline volumes"
        for field in ["claimRef", "capacity"] where spec[field]?.isEmpty == false { report.forbidden(field, problem) }
        if !spec["csi"].isThere {
            report.required("csi", "has to be specified in the context of inline volumes")
        }
        self.spec(spec, isInline: true, &report)
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        create(new, &report)
        let isSame = sources.allSatisfy { source in new.at("spec", source) ?? .null == old.at("spec", source) ?? .null }
        if !isSame {
            let type = "core/v1.PersistentVolumeSource"
            let changes = Schema.builtIn.innerDiff(from: old["spec"], to: new["spec"], as: type)
            report.forbidden(
                "spec.persistentvolumesource", "spec.persistentvolumesource is immutable after creation\n\(changes)")
        }
        report.immutable("volumeMode", new.at("spec", "volumeMode"), old.at("spec", "volumeMode"))
        nodeAffinity(new.at("spec", "nodeAffinity") ?? .null, old.at("spec", "nodeAffinity") ?? .null, &report)
        let attributes = "volumeAttributesClassName"
        if old.at("spec", attributes).isThere, !new.at("spec", attributes).isThere {
            report.forbidden("spec.\(attributes)", "update from non-nil value to nil is forbidden")
        }
    }

    /// It may be given once; after that only the names of labels that left beta may follow.
    ///
    /// Upstream: validatePvNodeAffinity (MutablePVNodeAffinity is off by default).
    private static func nodeAffinity(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        if old.isNull || current(old, beside: new) == new { return }
        report.add(
            .invalid, "nodeAffinity", badValue: Schema.builtIn.goInternalJSON(new, as: "core/v1.VolumeNodeAffinity"),
            "field is immutable, except for updating from beta label to GA")
    }

    /// The labels that were renamed when they left beta.
    private static let renamed = [
        ("beta.kubernetes.io/arch", "kubernetes.io/arch"), ("beta.kubernetes.io/os", "kubernetes.io/os"),
        ("failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"),
        ("failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"),
        ("beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type")
    ]

    /// `old` with the labels renamed that are renamed in `new`.
    private static func current(_ old: Value, beside new: Value) -> Value {
        switch (old, new) {
        case (.array(let items), .array(let others)) where items.count == others.count:
            return .array(zip(items, others).map { current($0, beside: $1) })
        case (.object(var fields), .object(let others)):
            for member in fields.members {
                let other = others[member.key] ?? .null
                let name = renamed.first { member.key == "key" && member.value == .string($0.0) }?.1
                fields[member.key] = name.map { .string($0) == other ? other : member.value }
                    ?? current(member.value, beside: other)
            }
            return .object(fields)
        default: return old
        }
    }

    private static func spec(_ spec: Value, isInline: Bool, _ report: inout FieldReport) {
        ClaimRules.accessModes(of: spec, none: "", &report)
        if isInline { onlyInline(spec, &report) } else { kept(spec, &report) }
        source(spec, &report)
        let className = spec["storageClassName"]?.string ?? ""
        let mode = spec["volumeMode"]?.string
        if isInline {
            if !className.isEmpty {
                report.forbidden("storageClassName", "may not be specified in the context of inline volumes")
            }
            if let mode, mode != "Filesystem" {
                report.forbidden(
                    "volumeMode",
                    "may not specify volumeMode other than Filesystem in the context of inline volumes")
            }
            return
        }
        if !className.isEmpty {
            report.invalid("storageClassName", className, each: TextRules.dnsSubdomain(className))
        }
        report.oneOf("volumeMode", mode, ["Block", "Filesystem"], requires: false)
        guard let name = spec["volumeAttributesClassName"]?.string else { return }
        if name.isEmpty {
            report.required("volumeAttributesClassName", "an empty string is disallowed")
        } else {
            report.invalid("volumeAttributesClassName", name, each: TextRules.dnsSubdomain(name))
        }
        if !spec["csi"].isThere {
            report.required("csi", "has to be specified when using volumeAttributesClassName")
        }
    }

    private static func kept(_ spec: Value, _ report: inout FieldReport) {
        capacity(spec, &report)
        report.oneOf(
            "persistentVolumeReclaimPolicy", spec["persistentVolumeReclaimPolicy"]?.string, reclaimPolicies,
            requires: false)
        report.member("nodeAffinity", of: spec) { report, affinity in
            if affinity["required"].isThere {
                report.member("required", of: affinity) { PlacementRules.nodeSelector($1, &$0) }
            } else {
                report.required("required", "must specify required node constraints")
            }
        }
    }

    private static func onlyInline(_ spec: Value, _ report: inout FieldReport) {
        let policy = spec["persistentVolumeReclaimPolicy"]?.string ?? ""
        if !policy.isEmpty, policy != "Retain" {
            report.forbidden("persistentVolumeReclaimPolicy", "may only be Retain in the context of inline volumes")
        }
        if spec["nodeAffinity"].isThere {
            report.forbidden("nodeAffinity", "may not be specified in the context of inline volumes")
        }
    }

    /// Upstream: validateBasicResource shows Quantity.Value().
    private static func wholeValue(_ text: String) -> Int64 { (try? Quantity(parsing: text))?.value ?? 0 }

    private static func capacity(_ spec: Value, _ report: inout FieldReport) {
        let amounts = spec["capacity"]?.fields ?? Fields()
        if amounts.isEmpty { report.required("capacity") }
        if amounts["storage"] == nil || amounts.count > 1 {
            let shown = goJSON(amounts.isEmpty ? .null : .object(amounts))
            report.add(.notSupported, "capacity", badValue: shown, "supported values: \"storage\"")
        }
        report.within("capacity") { report in
            for amount in amounts {
                guard let text = amount.value.string, case .success(let quantity) = QuantityText.parse(text) else {
                    continue
                }
                report.within(key: amount.key) { report in
                    if quantity.nanos < 0 {
                        report.invalid("", wholeValue(text), "must be a valid resource quantity")
                    }
                    if quantity.nanos <= 0 { report.invalid("", text, "must be greater than zero") }
                }
            }
        }
    }

    private static func source(_ spec: Value, _ report: inout FieldReport) {
        var count = 0
        for name in sources {
            guard let source = spec[name], !source.isNull else { continue }
            if count > 0 && name != "flexVolume" {
                report.forbidden(VolumeRules.secondPlaces[name] ?? name, "may not specify more than 1 volume type")
                continue
            }
            count += 1
            report.within(VolumeRules.places[name] ?? name) { check(name, source, &$0) }
            if name == "local" && !spec["nodeAffinity"].isThere {
                report.required("nodeAffinity", "Local volume requires node affinity")
            }
        }
        if count == 0 { report.required("", "must specify a volume type") }
        if spec.at("hostPath", "path") == "/" && spec["persistentVolumeReclaimPolicy"] == "Recycle" {
            report.forbidden("persistentVolumeReclaimPolicy", "may not be 'recycle' for a hostPath mount of '/'")
        }
    }

    private static func check(_ name: String, _ source: Value, _ report: inout FieldReport) {
        switch name {
        case "local":
            let path = source["path"]?.string ?? ""
            if path.isEmpty { return report.required("path") }
            PathRules.withoutBacksteps("path", path, &report)
        case "csi":
            CSIDriverRules.name("driver", source["driver"]?.string ?? "", &report)
            if (source["volumeHandle"]?.string ?? "").isEmpty { report.required("volumeHandle") }
            for use in ["controllerPublish", "controllerExpand", "nodePublish", "nodeExpand"] {
                report.member("\(use)SecretRef", of: source) { secret($1, &$0) }
            }
        default: VolumeRules.check(name, source, isPersistent: true, &report)
        }
    }

    /// A Secret of any namespace. Upstream: validatePVSecretReference.
    private static func secret(_ reference: Value, _ report: inout FieldReport) {
        for (field, rule) in [("name", TextRules.dnsSubdomain), ("namespace", TextRules.dnsLabel)] {
            let text = reference[field]?.string ?? ""
            if text.isEmpty { report.required(field) } else { report.invalid(field, text, each: rule(text)) }
        }
    }
}
