import Documents

/// Upstream: kubectl/pkg/describe/describe.go, describeVolumes.
extension DescribeText {
    mutating func volumes(_ volumes: [Value], space: String = "") {
        write(0, volumes.isEmpty ? "\(space)Volumes:\t<none>\n" : "\(space)Volumes:\n")
        for volume in volumes {
            write(1, "\(space.isEmpty ? "" : " ")\(volume.text("name")):\n")
            source(of: volume)
        }
    }

    private mutating func lines(_ pairs: [(String, String)]) {
        for (title, text) in pairs { write(2, "\(title):\t\(text)\n") }
    }

    private func flag(_ value: Value?) -> String { value?.bool == true ? "true" : "false" }

    private mutating func source(of volume: Value) {
        if let path = volume["hostPath"] {
            lines([
                ("Type", "HostPath (bare host directory volume)"), ("Path", path.text("path")),
                ("HostPathType", path["type"]?.string ?? "<none>"),
            ])
        } else if let empty = volume["emptyDir"] {
            lines([
                ("Type", "EmptyDir (a temporary directory that shares a pod's lifetime)"),
                ("Medium", empty.text("medium")), ("SizeLimit", empty["sizeLimit"]?.string ?? "<unset>"),
            ])
        } else if let secret = volume["secret"] {
            lines([
                ("Type", "Secret (a volume populated by a Secret)"),
                ("SecretName", secret.text("secretName")),
                ("Optional", flag(secret["optional"])),
            ])
        } else if let map = volume["configMap"] {
            lines([
                ("Type", "ConfigMap (a volume populated by a ConfigMap)"), ("Name", map.text("name")),
                ("Optional", flag(map["optional"])),
            ])
        } else if let claim = volume["persistentVolumeClaim"] {
            lines([
                (
                    "Type",
                    "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)"
                ),
                ("ClaimName", claim.text("claimName")), ("ReadOnly", flag(claim["readOnly"])),
            ])
        } else if let downward = volume["downwardAPI"] {
            write(2, "Type:\tDownwardAPI (a volume populated by information about the pod)\n    Items:\n")
            for item in downward["items"]?.array ?? [] {
                let from = item.at("fieldRef", "fieldPath") ?? item.at("resourceFieldRef", "resource")
                write(3, "\(from?.string ?? "") -> \(item.text("path"))\n")
            }
        } else if let projected = volume["projected"] {
            write(2, "Type:\tProjected (a volume that contains injected data from multiple sources)\n")
            for source in projected["sources"]?.array ?? [] { projectedSource(source) }
        } else {
            write(2, "<unknown>\n")
        }
    }

    private mutating func projectedSource(_ source: Value) {
        if let secret = source["secret"] {
            lines([("SecretName", secret.text("name")), ("Optional", flag(secret["optional"]))])
        } else if source["downwardAPI"] != nil {
            lines([("DownwardAPI", "true")])
        } else if let map = source["configMap"] {
            lines([("ConfigMapName", map.text("name")), ("Optional", flag(map["optional"]))])
        } else if let token = source["serviceAccountToken"] {
            lines([("TokenExpirationSeconds", String(token["expirationSeconds"]?.int ?? 0))])
        }
    }
}
