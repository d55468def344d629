import Documents
import KubeAPI

/// Volumes of a pod that no longer work, or whose files hide each other. Upstream: pkg/api/pod/warnings.go.
enum PodVolumeWarnings {
    private static let old = [
        ("photonPersistentDisk", "photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"),
        ("gitRepo", "gitRepo", "deprecated in v1.11, and disabled by default in v1.33+"),
        ("scaleIO", "scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
        ("flocker", "flocker", "deprecated in v1.22, non-functional in v1.25+"),
        ("storageos", "storageOS", "deprecated in v1.22, non-functional in v1.25+"),
        ("quobyte", "quobyte", "deprecated in v1.22, non-functional in v1.25+"),
        ("glusterfs", "glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
        ("cephfs", "cephfs", "deprecated in v1.28, non-functional in v1.31+"),
        ("rbd", "rbd", "deprecated in v1.28, non-functional in v1.31+"),
    ]

    /// Where a file comes from; the source is told where several may be.
    private struct Place: Equatable {
        let path: String
        let source: String

        init(_ path: String, _ source: String) {
            self.path = String(path.reversed().drop { $0 == "/" }.reversed())
            self.source = source
        }

        var text: String { source.isEmpty ? goQuoted(path) : "\(goQuoted(path)) (\(source))" }

        func meets(_ other: Place) -> Bool {
            if path.isEmpty || other.path.isEmpty { return false }
            return (path + "/").hasPrefix(other.path + "/") || (other.path + "/").hasPrefix(path + "/")
        }
    }

    static func of(_ spec: Value, _ path: String) -> [String] {
        let volumes = spec["volumes"]?.array ?? []
        var out: [String] = []
        for (index, volume) in volumes.enumerated() {
            for (field, word, message) in old where volume[field].map({ !$0.isNull }) ?? false {
                out.append("\(path)volumes[\(index)].\(word): \(message)")
            }
            if let claim = volume.at("ephemeral", "volumeClaimTemplate", "spec") {
                let place = "\(path)volumes[\(index)].ephemeral.volumeClaimTemplate.spec"
                out += VolumeStrategy.warnings(claimSpec: claim, place)
            }
        }
        return out + volumes.flatMap(overlaps)
    }

    private static func overlaps(_ volume: Value) -> [String] {
        let name = goQuoted(volume["name"]?.string ?? "")
        func named(_ kind: String, _ name: Value?) -> String { "\(kind) \(goQuoted(name?.string ?? ""))" }
        func told(_ kind: String, _ places: [Place]) -> [String] {
            pairs(places).map { "volume \(name) (\(kind)): overlapping paths: \($0)" }
        }
        func items(_ source: Value?, _ word: String) -> [Place] {
            (source?["items"]?.array ?? []).map { Place($0["path"]?.string ?? "", word) }
        }
        var out = told(named("ConfigMap", volume.at("configMap", "name")), items(volume["configMap"], ""))
        out += told(named("Secret", volume.at("secret", "secretName")), items(volume["secret"], ""))
        out += told("DownwardAPI", items(volume["downwardAPI"], ""))
        var projected: [Place] = []
        for source in volume.at("projected", "sources")?.array ?? [] {
            if source.isEmpty {
                out.append("volume \(name) (Projected) has no sources provided")
            } else if let map = source["configMap"] {
                projected += items(map, named("ConfigMap", map["name"]))
            } else if let secret = source["secret"] {
                projected += items(secret, named("Secret", secret["name"]))
            } else if let fields = source["downwardAPI"] {
                projected += items(fields, "DownwardAPI")
            } else if let token = source["serviceAccountToken"] {
                projected.append(Place(token["path"]?.string ?? "", "ServiceAccountToken"))
            }
        }
        return out + told("Projected", projected)
    }

    private static func pairs(_ places: [Place]) -> [String] {
        places.indices.flatMap { index in
            places[..<index].filter { $0 == places[index] || $0.meets(places[index]) }
                .map { "\(places[index].text) with \($0.text)" }
        }
    }
}
