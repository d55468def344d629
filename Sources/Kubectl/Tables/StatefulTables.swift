import Documents
import KubeAPI

/// StatefulSets and what stands around them: revisions, Services, claims.
///
/// Upstream: pkg/printers/internalversion/printers.go.
extension KindTable {
    static let statefulSets = KindTable(
        columns: [
            Column("Name"), Column("Ready"), Column("Age"), Column("Containers", wide: true),
            Column("Images", wide: true),
        ]
    ) { object, now in
        let containers = object.at("spec", "template", "spec", "containers")?.array ?? []
        let ready = object.at("status", "readyReplicas")?.int ?? 0
        return [
            object.name, "\(ready)/\(object.at("spec", "replicas")?.int ?? 0)", Ages.since(creationOf: object, now),
            containers.map { $0["name"]?.string ?? "" }.joined(separator: ","),
            containers.map { $0["image"]?.string ?? "" }.joined(separator: ","),
        ]
    }

    static let controllerRevisions = KindTable(
        columns: [Column("Name"), Column("Controller"), Column("Revision"), Column("Age")]
    ) { object, now in
        var owner = "<none>"
        if let controller = object.meta.controller {
            let group = controller.apiVersion.split(separator: "/").dropLast().first.map { ".\($0)" } ?? ""
            owner = "\(controller.kind.lowercased())\(group)/\(controller.name)"
        }
        return [object.name, owner, String(object["revision"]?.int ?? 0), Ages.since(creationOf: object, now)]
    }

    static let services = KindTable(
        columns: [
            Column("Name"), Column("Type"), Column("Cluster-IP"), Column("External-IP"), Column("Port(s)"),
            Column("Age"), Column("Selector", wide: true),
        ]
    ) { object, now in
        let spec = object["spec"] ?? .null
        let type = spec["type"]?.string ?? ""
        let ports = (spec["ports"]?.array ?? []).map { port in
            let node = port["nodePort"]?.int ?? 0
            return "\(port["port"]?.int ?? 0)\(node > 0 ? ":\(node)" : "")/\(port["protocol"]?.string ?? "")"
        }
        return [
            object.name, type, spec["clusterIPs"]?.array?.first?.string ?? "<none>", externalAddress(object.value),
            ports.isEmpty ? "<none>" : ports.joined(separator: ","), Ages.since(creationOf: object, now),
            mapText(spec["selector"]),
        ]
    }

    /// Upstream: getServiceExternalIP.
    private static func externalAddress(_ service: Value) -> String {
        let spec = service["spec"] ?? .null
        let own = (spec["externalIPs"]?.array ?? []).compactMap(\.string)
        switch spec.text("type") {
        case "ExternalName": return spec.text("externalName")
        case "LoadBalancer":
            let balanced = balancerAddresses(service)
            let all = (balanced.isEmpty ? [] : [balanced]) + own
            return all.isEmpty ? "<pending>" : all.joined(separator: ",")
        case "ClusterIP", "NodePort": return own.isEmpty ? "<none>" : own.joined(separator: ",")
        default: return "<unknown>"
        }
    }

    static let persistentVolumeClaims = KindTable(
        columns: [
            Column("Name"), Column("Status"), Column("Volume"), Column("Capacity"), Column("Access Modes"),
            Column("StorageClass"), Column("VolumeAttributesClass"), Column("Age"), Column("VolumeMode", wide: true),
        ]
    ) { object, now in
        let spec = object["spec"] ?? .null
        let volume = spec["volumeName"]?.string ?? ""
        return [
            object.name, object.meta.isTerminating ? "Terminating" : object.at("status", "phase")?.string ?? "", volume,
            volume.isEmpty ? "" : object.at("status", "capacity", "storage")?.string ?? "0",
            volume.isEmpty ? "" : Claims.accessModes(object.at("status", "accessModes")),
            Claims.storageClass(object.value),
            spec["volumeAttributesClassName"]?.string ?? "<unset>", Ages.since(creationOf: object, now),
            spec["volumeMode"]?.string ?? "<unset>",
        ]
    }
}

/// What tables and descriptions say of a claim.
enum Claims {
    /// The old annotation wins. Upstream: pkg/apis/core/v1/helper, GetPersistentVolumeClaimClass.
    static func storageClass(_ claim: Value) -> String {
        claim.at("metadata", "annotations", "volume.beta.kubernetes.io/storage-class")?.string
            ?? claim.at("spec", "storageClassName")?.string ?? ""
    }

    /// `RWO,ROX`. Upstream: GetAccessModesAsString.
    static func accessModes(_ modes: Value?) -> String {
        let names = [
            ("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP"),
        ]
        let given = (modes?.array ?? []).compactMap(\.string)
        return names.filter { given.contains($0.0) }.map(\.1).joined(separator: ",")
    }
}
