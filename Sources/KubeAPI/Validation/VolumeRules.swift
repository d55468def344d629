import Documents

/// What holds for the volumes of a pod. Upstream: ValidateVolumes, validateVolumeSource.
enum VolumeRules {
    /// The volumes that are in order, by name.
    struct Names {
        fileprivate var entries: [(name: String, isClaim: Bool)] = []

        func contains(_ name: String) -> Bool { entries.contains { $0.name == name } }
        func isClaim(_ name: String) -> Bool { entries.contains { $0.name == name && $0.isClaim } }
    }

    private static let modeProblem = "must be a number between 0 and 0777 (octal), both inclusive"
    /// In upstream's order: the first that is set is looked at, every further one is refused.
    private static let sources = [
        "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs",
        "iscsi",
        "glusterfs", "flocker", "persistentVolumeClaim", "rbd", "cinder", "cephfs", "quobyte",
        "downwardAPI", "fc",
        "flexVolume", "configMap", "azureFile", "vsphereVolume", "photonPersistentDisk", "portworxVolume",
        "azureDisk", "storageos", "projected", "scaleIO", "csi", "ephemeral", "image",
    ]

    /// Where upstream reports what is wrong with a source, or that it is one too many, if not by its name.
    static let places = ["gcePersistentDisk": "persistentDisk"]
    static let secondPlaces = ["downwardAPI": "downwarAPI", "cephfs": "cephFS"]

    static func check(_ spec: Value, podName: String?, _ report: inout FieldReport) -> Names {
        var names = Names()
        guard let volumes = spec["volumes"]?.array else { return names }
        let created = volumes.filter { $0["ephemeral"].isThere }.compactMap { volume in
            podName.map { "\($0)-\(volume["name"]?.string ?? "")" }
        }
        report.each("volumes", of: spec) { report, volume, _ in
            let before = report.errors.count
            source(volume, &report)
            let name = volume["name"]?.string ?? ""
            if name.isEmpty {
                report.required("name")
            } else {
                report.invalid("name", name, each: TextRules.dnsLabel(name))
            }
            if names.contains(name) { report.duplicate("name", name) }
            if !report.hasMore(than: before) {
                let isClaim = volume["persistentVolumeClaim"].isThere || volume["ephemeral"].isThere
                names.entries.append((name, isClaim))
            }
            if let claim = volume.at("persistentVolumeClaim", "claimName")?.string, created.contains(claim)
            {
                report.invalid(
                    "persistentVolumeClaim.claimName", claim,
                    "must not reference a PVC that gets created for an ephemeral volume")
            }
        }
        return names
    }

    private static func source(_ volume: Value, _ report: inout FieldReport) {
        var count = 0
        for kind in sources {
            guard let source = volume[kind], !source.isNull else { continue }
            if count > 0 {
                report.forbidden(secondPlaces[kind] ?? kind, "may not specify more than 1 volume type")
                continue
            }
            count += 1
            // Upstream has another name for the place of some.
            report.within(places[kind] ?? kind) { check(kind, source, &$0) }
        }
        if count == 0 { report.required("", "must specify a volume type") }
    }

    /// One source by its kind, as pods and PersistentVolumes have it.
    static func check(_ kind: String, _ source: Value, isPersistent: Bool = false, _ report: inout FieldReport) {
        switch kind {
        case "emptyDir":
            if let limit = source["sizeLimit"]?.string, ResourceRules.isNegative(limit) {
                report.forbidden("sizeLimit", "SizeLimit field must be a valid resource quantity")
            }
        case "hostPath":
            let path = source["path"]?.string ?? ""
            if path.isEmpty { return report.required("path") }
            PathRules.withoutBacksteps("path", path, &report)
            report.oneOf(
                "type", source["type"]?.string,
                [
                    "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File",
                    "FileOrCreate", "Socket",
                ],
                requires: false)
        case "secret": keyed(source, nameField: "secretName", &report)
        case "configMap": keyed(source, nameField: "name", &report)
        case "persistentVolumeClaim":
            if (source["claimName"]?.string ?? "").isEmpty { report.required("claimName") }
        case "nfs":
            if (source["server"]?.string ?? "").isEmpty { report.required("server") }
            let path = source["path"]?.string ?? ""
            if path.isEmpty { report.required("path") }
            if !path.hasPrefix("/") { report.invalid("path", path, "must be an absolute path") }
        case "csi":
            CSIDriverRules.name("driver", source["driver"]?.string ?? "", &report)
            guard let secret = source["nodePublishSecretRef"], !secret.isNull else { return }
            let name = secret["name"]?.string ?? ""
            if name.isEmpty { return report.required("nodePublishSecretRef.name") }
            report.invalid("name", name, each: TextRules.dnsSubdomain(name))
        case "downwardAPI":
            mode("defaultMode", source, &report)
            for file in source["items"]?.array ?? [] { downwardFile(file, &report) }
        case "projected": projected(source, &report)
        case "ephemeral":
            guard let template = source["volumeClaimTemplate"], !template.isNull else {
                return report.required("volumeClaimTemplate")
            }
            report.within("volumeClaimTemplate") { report in
                report.within("metadata") { report in
                    MetadataRules.annotations(template.at("metadata", "annotations"), &report)
                    MetadataRules.labels("labels", template.at("metadata", "labels"), &report)
                }
                report.within("spec") { ClaimRules.spec(template["spec"] ?? .null, &$0) }
            }
        default: DiskVolumeRules.check(kind, source, isPersistent: isPersistent, &report)
        }
    }

    private static func keyed(_ source: Value, nameField: String, _ report: inout FieldReport) {
        if (source[nameField]?.string ?? "").isEmpty { report.required(nameField) }
        mode("defaultMode", source, &report)
        report.each("items", of: source) { report, item, _ in keyToPath(item, &report) }
    }

    private static func keyToPath(_ item: Value, _ report: inout FieldReport) {
        if (item["key"]?.string ?? "").isEmpty { report.required("key") }
        let path = item["path"]?.string ?? ""
        if path.isEmpty { report.required("path") }
        PathRules.unreserved("path", path, &report)
        mode("mode", item, &report)
    }

    private static func mode(_ field: String, _ source: Value, _ report: inout FieldReport) {
        if let mode = source[field]?.int, mode > 0o777 || mode < 0 {
            report.invalid(field, mode, modeProblem)
        }
    }

    private static func downwardFile(_ file: Value, _ report: inout FieldReport) {
        let path = file["path"]?.string ?? ""
        if path.isEmpty { report.required("path") }
        PathRules.unreserved("path", path, &report)
        if file["fieldRef"].isThere {
            report.member("fieldRef", of: file) {
                EnvironmentRules.fieldReference($1, EnvironmentRules.volumeFields, &$0)
            }
            if file["resourceFieldRef"].isThere {
                report.invalid(
                    "", "resource", "fieldRef and resourceFieldRef can not be specified simultaneously")
            }
        } else if file["resourceFieldRef"].isThere {
            report.member("resourceFieldRef", of: file) {
                EnvironmentRules.resourceReference($1, needsContainer: true, &$0)
            }
        } else {
            report.required("", "one of fieldRef and resourceFieldRef is required")
        }
        mode("mode", file, &report)
    }

    /// Upstream: validateProjectionSources.
    private static func projected(_ source: Value, _ report: inout FieldReport) {
        mode("defaultMode", source, &report)
        var paths: [String] = []
        var conflicts: [String] = []
        func take(_ path: String?, _ shown: String) {
            guard let path, !path.isEmpty else { return }
            if paths.contains(path) { conflicts.append(shown) } else { paths.append(path) }
        }
        report.each("sources", of: source) { report, projection, _ in
            let kinds = [
                "secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle",
                "podCertificate",
            ]
            for kind in ["secret", "configMap"] {
                report.member(kind, of: projection) { report, source in
                    let name = source["name"]?.string ?? ""
                    if name.isEmpty { report.required("name") }
                    report.each("items", of: source) { report, item, _ in
                        keyToPath(item, &report)
                        take(item["path"]?.string, name)
                    }
                }
            }
            report.member("downwardAPI", of: projection) { report, source in
                for file in source["items"]?.array ?? [] {
                    downwardFile(file, &report)
                    take(file["path"]?.string, file["path"]?.string ?? "")
                }
            }
            report.member("serviceAccountToken", of: projection) { report, token in
                let seconds = token["expirationSeconds"]?.int ?? 0
                if seconds < 600 {
                    report.invalid(
                        "expirationSeconds", seconds, "may not specify a duration less than 10 minutes")
                }
                if seconds > 1 << 32 {
                    report.invalid(
                        "expirationSeconds", seconds, "may not specify a duration larger than 2^32 seconds")
                }
            }
            if kinds.filter({ projection[$0].isThere }).count > 1 {
                report.forbidden("", "may not specify more than 1 volume type per source")
            }
        }
        for shown in conflicts { report.invalid("", shown, "conflicting duplicate paths") }
        for projection in source["sources"]?.array ?? [] {
            guard let token = projection["serviceAccountToken"] else { continue }
            let path = token["path"]?.string ?? ""
            if path.isEmpty { report.required("path") } else { PathRules.unreserved("path", path, &report) }
        }
    }
}
