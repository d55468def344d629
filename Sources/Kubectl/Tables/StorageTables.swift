import Documents
import KubeAPI

/// Volumes, their classes and drivers.
///
/// Upstream: pkg/printers/internalversion/printers.go.
extension KindTable {
    static let persistentVolumes = KindTable(
        columns: [
            .name, Column("Capacity"), Column("Access Modes"), Column("Reclaim Policy"), Column("Status"),
            Column("Claim"), Column("StorageClass"), Column("VolumeAttributesClass"), Column("Reason"),
            Column("Age"), Column("VolumeMode", wide: true),
        ]
    ) { object, now in
        let spec = object["spec"] ?? .null
        var claim = ""
        if let reference = spec["claimRef"], !reference.isNull {
            claim = "\(reference.text("namespace"))/\(reference.text("name"))"
        }
        return [
            object.name, spec.at("capacity", "storage")?.string ?? "0", Claims.accessModes(spec["accessModes"]),
            spec.text("persistentVolumeReclaimPolicy"),
            object.meta.isTerminating ? "Terminating" : object.at("status", "phase")?.string ?? "", claim,
            Claims.storageClass(object.value), spec["volumeAttributesClassName"]?.string ?? "<unset>",
            object.at("status", "reason")?.string ?? "", Ages.since(creationOf: object, now),
            spec["volumeMode"]?.string ?? "<unset>",
        ]
    }

    static let storageClasses = KindTable(
        columns: [
            .name, Column("Provisioner"), Column("ReclaimPolicy"), Column("VolumeBindingMode"),
            Column("AllowVolumeExpansion"), Column("Age"),
        ]
    ) { object, now in
        let isUsual = [
            "storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class",
        ].contains { isDefault(object, $0) }
        return [
            object.name + (isUsual ? " (default)" : ""), object["provisioner"]?.string ?? "",
            object["reclaimPolicy"]?.string ?? "Delete", object["volumeBindingMode"]?.string ?? "Immediate",
            goFlag(object["allowVolumeExpansion"]), Ages.since(creationOf: object, now),
        ]
    }

    static let volumeAttributesClasses = KindTable(
        columns: [.name, Column("DriverName"), Column("Age")]
    ) { object, now in
        [object.name, object["driverName"]?.string ?? "", Ages.since(creationOf: object, now)]
    }

    static let volumeAttachments = KindTable(
        columns: [
            .name, Column("Attacher"), Column("PV"), Column("Node"), Column("Attached", .boolean), Column("Age"),
        ]
    ) { object, now in
        [
            object.name, object.at("spec", "attacher")?.string ?? "",
            object.at("spec", "source", "persistentVolumeName")?.string ?? "",
            object.at("spec", "nodeName")?.string ?? "", goFlag(object.at("status", "attached")),
            Ages.since(creationOf: object, now),
        ]
    }

    static let csiNodes = KindTable(
        columns: [.name, Column("Drivers", .integer), Column("Age")]
    ) { object, now in
        [
            object.name, String(object.at("spec", "drivers")?.array?.count ?? 0),
            Ages.since(creationOf: object, now),
        ]
    }

    static let csiDrivers = KindTable(
        columns: [
            .name, Column("AttachRequired", .boolean), Column("PodInfoOnMount", .boolean),
            Column("StorageCapacity", .boolean), Column("TokenRequests"), Column("RequiresRepublish", .boolean),
            Column("Modes"), Column("Age"),
        ]
    ) { object, now in
        let spec = object["spec"] ?? .null
        let modes = (spec["volumeLifecycleModes"]?.array ?? []).compactMap(\.string)
        let tokens = spec["tokenRequests"]?.array.map { $0.map { $0.text("audience") }.joined(separator: ",") }
        return [
            object.name, goFlag(spec["attachRequired"] ?? true), goFlag(spec["podInfoOnMount"]),
            goFlag(spec["storageCapacity"]), tokens ?? "<unset>", goFlag(spec["requiresRepublish"]),
            modes.isEmpty ? "<none>" : modes.joined(separator: ","), Ages.since(creationOf: object, now),
        ]
    }

    /// `true` or `false`; not set is `false`.
    static func goFlag(_ flag: Value?) -> String { flag?.bool == true ? "true" : "false" }
}
