import Documents

/// Upstream: kubectl/pkg/describe/describe.go, describeVolumes.
extension DescribeText {
    mutating func volumes(_ volumes: [Value], space: String = "") {
        write(0, volumes.isEmpty ? "\(space)Volumes:\t<none>\n" : "\(space)Volumes:\n")
        for volume in volumes {
            write(1, "\(space.isEmpty ? "" : " ")\(volume.text("name")):\n")
            if !volumeSource(volume, isVolume: false) { write(1, "<unknown>\n") }
        }
    }

    /// Writes what a volume is made of; `false` if it is none of what kubectl knows. PersistentVolumes say more of
    /// some.
    mutating func volumeSource(_ volume: Value, isVolume: Bool) -> Bool {
        for source in VolumeSourceText.all {
            guard let value = volume[source.key], !value.isNull else { continue }
            write(2, "Type:\t\(source.words)\n")
            for line in source.lines where isVolume || !line.onlyVolumes {
                write(2, "\(line.title)\t\(line.text(of: value))\n")
            }
            switch source.key {
            case "downwardAPI": downwardItems(value)
            case "projected": for part in value["sources"]?.array ?? [] { projectedSource(part) }
            case "csi": volumeAttributes(value["volumeAttributes"])
            case "ephemeral": if let claim = value["volumeClaimTemplate"] { ephemeralClaim(claim) }
            default: break
            }
            return true
        }
        return false
    }

    private mutating func downwardItems(_ source: Value) {
        write(0, "    Items:\n")
        for item in source["items"]?.array ?? [] {
            let from = item.at("fieldRef", "fieldPath") ?? item.at("resourceFieldRef", "resource")
            write(3, "\(from?.string ?? "") -> \(item.text("path"))\n")
        }
    }

    private mutating func volumeAttributes(_ attributes: Value?) {
        let lines = (attributes?.stringMap ?? []).map { "\($0.key)=\($0.value)" }
        write(2, "VolumeAttributes:\t")
        if lines.isEmpty { write(0, "<none>\n") }
        for (index, line) in lines.enumerated() {
            if index > 0 { write(2, "\t") }
            let isLong = line.utf8.count > Self.annotationLengthMax
            write(2, isLong ? "\(line.prefix(Self.annotationLengthMax))...\n" : "\(line)\n")
        }
    }

    /// The claim that comes and goes with the pod. Upstream: printPersistentVolumeClaim.
    private mutating func ephemeralClaim(_ claim: Value) {
        write(2, "StorageClass:\t\(Claims.storageClass(claim))\n")
        write(2, "Volume:\t\(claim.text("spec", "volumeName"))\n")
        labels("    Labels", claim.at("metadata", "labels"))
        annotations("    Annotations", claim.at("metadata", "annotations"))
        write(2, "Capacity:\t\n")
        write(2, "Access Modes:\t\n")
        if let mode = claim.at("spec", "volumeMode")?.string { write(2, "VolumeMode:\t\(mode)\n") }
    }

    private mutating func projectedSource(_ source: Value) {
        func flag(_ value: Value?) -> String { value?.bool == true ? "true" : "false" }
        if let secret = source["secret"] {
            write(2, "SecretName:\t\(secret.text("name"))\n    Optional:\t\(flag(secret["optional"]))\n")
        } else if source["downwardAPI"] != nil {
            write(2, "DownwardAPI:\ttrue\n")
        } else if let map = source["configMap"] {
            write(2, "ConfigMapName:\t\(map.text("name"))\n    Optional:\t\(flag(map["optional"]))\n")
        } else if let token = source["serviceAccountToken"] {
            write(2, "TokenExpirationSeconds:\t\(token["expirationSeconds"]?.int ?? 0)\n")
        }
    }
}
