import Documents

/// CSIStorageCapacities. Upstream: pkg/apis/storage/validation/validation.go.
enum StorageCapacityRules {
    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: true, names: .subdomain, &report)
        if object["nodeTopology"].isThere {
            MetadataRules.labelSelector("nodeTopology", object["nodeTopology"], &report)
        }
        let name = object["storageClassName"]?.string ?? ""
        report.invalid("storageClassName", name, each: TextRules.dnsSubdomain(name))
        if let capacity = object["capacity"]?.string, ResourceRules.isNegative(capacity) {
            report.invalid("capacity", capacity, "must be greater than or equal to 0")
        }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        create(new, &report)
        report.immutable("nodeTopology", new["nodeTopology"], old["nodeTopology"])
        report.immutableText("storageClassName", new["storageClassName"], old["storageClassName"])
    }
}

/// VolumeAttachments. Upstream: pkg/apis/storage/validation/validation.go.
enum VolumeAttachmentRules {
    private static let metadataBytesMax = 256 * 1024
    private static let messageBytesMax = 1024
    private static let oneSource = "must specify exactly one of inlineVolumeSpec and persistentVolumeName"

    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .subdomain, &report)
        let spec = object["spec"] ?? .null
        let name = spec.at("source", "persistentVolumeName")?.string
        report.within("spec") { report in
            CSIDriverRules.name("attacher", spec["attacher"]?.string ?? "", &report)
            switch (spec.at("source", "inlineVolumeSpec").isThere, name) {
            case (false, nil): report.required("source", oneSource)
            case (true, .some): report.forbidden("source", oneSource)
            case (false, ""?):
                report.required("source.persistentVolumeName", "must specify non empty persistentVolumeName")
            default: break
            }
            report.within("source") { report in
                if name == nil { report.member("inlineVolumeSpec", of: spec["source"] ?? .null) {
                    PersistentVolumeRules.inline($1, &$0)
                } }
            }
            let node = spec["nodeName"]?.string ?? ""
            report.invalid("nodeName", node, each: TextRules.dnsSubdomain(node))
        }
        status(object["status"] ?? .null, &report)
        if let name {
            report.invalid("spec.source.persistentVolumeName", name, each: TextRules.dnsSubdomain(name))
        }
    }

    private static func status(_ status: Value, _ report: inout FieldReport) {
        let metadata = status["attachmentMetadata"]?.stringMap ?? []
        let bytes = metadata.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        if bytes > metadataBytesMax { report.tooLong("status.attachmentMetadata", metadataBytesMax) }
        for field in ["attachError", "detachError"] {
            let place = "status.\(field)"
            if (status.at(field, "message")?.string ?? "").utf8.count > messageBytesMax {
                // The limit it names is another one, as upstream.
                report.tooLong("\(place).message", metadataBytesMax)
            }
            if let code = status.at(field, "errorCode")?.int, code < 0 {
                report.invalid(
                    "\(place).errorCode", code, TextRules.inclusiveRange(0, Int64(Int32.max)))
            }
        }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        create(new, &report)
        let shown = Schema.builtIn.goInternalJSON(new["spec"], as: "storage/v1.VolumeAttachmentSpec")
        report.immutable("spec", new["spec"], old["spec"], shown: shown)
    }
}

/// VolumeAttributesClasses. Upstream: pkg/apis/storage/validation/validation.go.
enum VolumeAttributesClassRules {
    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .subdomain, &report)
        StorageClassRules.provisioner("driverName", object["driverName"]?.string ?? "", &report)
        StorageClassRules.parameters(object, &report)
        if object["parameters"]?.isEmpty ?? true {
            report.required("parameters", "must contain at least one key/value pair")
        }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        for field in ["driverName", "parameters"] where new[field] != old[field] {
            report.forbidden(field, "updates to \(field) are forbidden.")
        }
        create(new, &report)
    }
}
