import Documents
import KubeAPI

/// What clients are warned of in the volumes of a pod: old kinds, and files that lie over one another.
///
/// Upstream: pkg/api/pod/warnings.go.
enum PodVolumeWarnings {
    private static let oldSources = [
        ("photonPersistentDisk", "photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"),
        ("gitRepo", "gitRepo", "deprecated in v1.11, and disabled by default in v1.33+"),
        ("scaleIO", "scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
        ("flocker", "flocker", "deprecated in v1.22, non-functional in v1.25+"),
        ("storageos", "storageOS", "deprecated in v1.22, non-functional in v1.25+"),
        ("quobyte", "quobyte", "deprecated in v1.22, non-functional in v1.25+"),
        ("glusterfs", "glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
        ("cephfs", "cephfs", "deprecated in v1.28, non-functional in v1.31+"),
        ("rbd", "rbd", "deprecated in v1.28, non-functional in v1.31+")
    ]

    static func of(_ volumes: [Value], at path: String) -> [String] {
        var out: [String] = []
        for (index, volume) in volumes.enumerated() {
            for (field, name, text) in oldSources where volume[field] != nil {
                out.append("\(path)[\(index)].\(name): \(text)")
            }
            if let claim = volume.at("ephemeral", "volumeClaimTemplate", "spec") {
                out += VolumeStrategy.warnings(
                    claimSpec: claim, at: "\(path)[\(index)].ephemeral.volumeClaimTemplate.spec")
            }
        }
        return out + volumes.flatMap(overlaps)
    }

    // MARK: files over files

    /// A file of a volume and what brings it.
    private struct File: Equatable {
        let path: String
        let source: String

        init(_ path: String, _ source: String = "") {
            var path = path[...]
            while path.hasSuffix("/") { path.removeLast() }
            self.path = String(path)
            self.source = source
        }

        var text: String { source.isEmpty ? goQuoted(path) : "\(goQuoted(path)) (\(source))" }

        func liesOver(_ other: File) -> Bool {
            if path.isEmpty || other.path.isEmpty { return false }
            return (other.path + "/").hasPrefix(path + "/") || (path + "/").hasPrefix(other.path + "/")
        }
    }

    private static func overlaps(_ volume: Value) -> [String] {
        let name = goQuoted(volume["name"]?.string ?? "")
        func warn(_ files: [File], _ kind: String) -> [String] {
            files.enumerated().flatMap { index, file in
                files[..<index].filter(file.liesOver)
                    .map { "volume \(name) (\(kind)): overlapping paths: \(file.text) with \($0.text)" }
            }
        }
        var out: [String] = []
        if let map = volume["configMap"] {
            out += warn(items(map), "ConfigMap \(goQuoted(map["name"]?.string ?? ""))")
        }
        if let secret = volume["secret"] {
            out += warn(items(secret), "Secret \(goQuoted(secret["secretName"]?.string ?? ""))")
        }
        if let fields = volume["downwardAPI"] { out += warn(items(fields), "DownwardAPI") }
        if let projected = volume["projected"] {
            let sources = projected["sources"]?.array ?? []
            for source in sources where source.isEmpty {
                out.append("volume \(name) (Projected) has no sources provided")
            }
            out += warn(sources.flatMap(files), "Projected")
        }
        return out
    }

    private static func items(_ source: Value, _ told: String = "") -> [File] {
        (source["items"]?.array ?? []).map { File($0["path"]?.string ?? "", told) }
    }

    /// The files of a projected volume's source.
    private static func files(_ source: Value) -> [File] {
        func quoted(_ value: Value, _ field: String) -> String { goQuoted(value[field]?.string ?? "") }
        if let map = source["configMap"] { return items(map, "ConfigMap \(quoted(map, "name"))") }
        if let secret = source["secret"] { return items(secret, "Secret \(quoted(secret, "name"))") }
        if let fields = source["downwardAPI"] { return items(fields, "DownwardAPI") }
        if let token = source["serviceAccountToken"] {
            return [File(token["path"]?.string ?? "", "ServiceAccountToken")]
        }
        if let bundle = source["clusterTrustBundle"] {
            let name = quoted(bundle, bundle["name"] == nil ? "signerName" : "name")
            return [File(bundle["path"]?.string ?? "", "ClusterTrustBundle \(name)")]
        }
        let parts = [
            ("certificateChainPath", "chain"), ("keyPath", "key"), ("credentialBundlePath", "credential bundle")
        ]
        return parts.compactMap { field, word in
            source.at("podCertificate", field)?.string.map { File($0, "PodCertificate \(word)") }
        }
    }
}
