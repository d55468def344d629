import Documents

/// Volumes on disks and servers outside of the cluster: as pods say them, and (`isPersistent`) as PersistentVolumes do,
/// which name secrets of other namespaces.
///
/// Upstream: pkg/apis/core/validation/validation.go, validateISCSIVolumeSource and its like.
enum DiskVolumeRules {
    private static let partitionProblem = "must be between 1 and 255, inclusive"
    private static let registryProblem = "must be a host:port pair or multiple pairs separated by commas"

    /// What must be there, by kind of volume.
    private static let needed: [String: [String]] = [
        "gcePersistentDisk": ["pdName"], "awsElasticBlockStore": ["volumeID"], "gitRepo": ["repository"],
        "glusterfs": ["endpoints", "path"], "rbd": ["monitors", "image"], "cephfs": ["monitors"],
        "cinder": ["volumeID"], "flexVolume": ["driver"], "azureFile": ["secretName", "shareName"],
        "azureDisk": ["diskName", "diskURI"], "vsphereVolume": ["volumePath"], "photonPersistentDisk": ["pdID"],
        "portworxVolume": ["volumeID"], "scaleIO": ["gateway", "system", "volumeName"],
    ]

    /// Kinds whose secret must have a name, and in a PersistentVolume a namespace.
    private static let named = ["cinder", "storageos"]

    /// One source by its kind. The report stands at the source.
    static func check(_ kind: String, _ source: Value, isPersistent: Bool, _ report: inout FieldReport) {
        for field in needed[kind] ?? [] where source[field]?.isEmpty ?? true { report.required(field) }
        switch kind {
        case "gcePersistentDisk", "awsElasticBlockStore":
            if let part = source["partition"]?.int, part < 0 || part > 255 {
                report.invalid("partition", part, partitionProblem)
            }
        case "gitRepo": PathRules.descending("directory", source["directory"]?.string ?? "", &report)
        case "iscsi": iscsi(source, isPersistent: isPersistent, &report)
        case "fc": fibreChannel(source, &report)
        case "glusterfs": endpoints(source, &report)
        case "flocker": dataset(source, &report)
        case "flexVolume": options(source, &report)
        case "azureFile":
            if isPersistent, source["secretNamespace"]?.string == "" { report.required("secretNamespace") }
        case "azureDisk": azureDisk(source, &report)
        case "storageos":
            let name = source["volumeName"]?.string ?? ""
            if name.isEmpty { report.required("volumeName") }
            label("volumeName", name, &report)
            label("volumeNamespace", source["volumeNamespace"]?.string ?? "", &report)
        case "quobyte": quobyte(source, &report)
        default: break
        }
        guard named.contains(kind), let secret = source["secretRef"], !secret.isNull else { return }
        for field in isPersistent ? ["name", "namespace"] : ["name"] where (secret[field]?.string ?? "").isEmpty {
            report.required("secretRef.\(field)")
        }
    }

    private static func label(_ field: String, _ text: String, _ report: inout FieldReport) {
        if !text.isEmpty { report.invalid(field, text, each: TextRules.dnsLabel(text)) }
    }

    private static func endpoints(_ source: Value, _ report: inout FieldReport) {
        guard let namespace = source["endpointsNamespace"]?.string else { return }
        if namespace.isEmpty {
            report.invalid(
                "endpointsNamespace", "", "if the endpointnamespace is set, it must be a valid namespace name")
        }
        label("endpointsNamespace", namespace, &report)
    }

    private static func dataset(_ source: Value, _ report: inout FieldReport) {
        let name = source["datasetName"]?.string ?? ""
        let id = source["datasetUUID"]?.string ?? ""
        if name.isEmpty, id.isEmpty { report.required("", "one of datasetName and datasetUUID is required") }
        if !name.isEmpty, !id.isEmpty {
            report.invalid("", "resource", "datasetName and datasetUUID can not be specified simultaneously")
        }
        if name.contains("/") { report.invalid("datasetName", name, "must not contain '/'") }
    }

    private static func options(_ source: Value, _ report: inout FieldReport) {
        for option in source["options"]?.fields?.members ?? [] {
            let parts = option.key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            let domain = "." + parts[0].lowercased()
            guard domain.hasSuffix(".kubernetes.io") || domain.hasSuffix(".k8s.io") else { continue }
            report.invalid(
                "options[\(option.key)]", option.key, "kubernetes.io and k8s.io namespaces are reserved")
        }
    }

    private static func azureDisk(_ source: Value, _ report: inout FieldReport) {
        let address = source["diskURI"]?.string ?? ""
        if let mode = source["cachingMode"]?.string, !["None", "ReadOnly", "ReadWrite"].contains(mode) {
            report.notSupported("cachingMode", mode, ["None", "ReadOnly", "ReadWrite"])
        }
        guard let kind = source["kind"]?.string else { return }
        if !["Dedicated", "Managed", "Shared"].contains(kind) {
            report.notSupported("kind", kind, ["Dedicated", "Managed", "Shared"])
        }
        if kind == "Managed", !address.hasPrefix("/subscriptions/") {
            report.notSupported(
                "diskURI", address,
                ["/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"])
        }
        if kind != "Managed", !address.hasPrefix("https://") {
            report.notSupported(
                "diskURI", address, ["https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"])
        }
    }

    private static func fibreChannel(_ source: Value, _ report: inout FieldReport) {
        let hasTargets = source["targetWWNs"]?.isEmpty == false
        let hasDevices = source["wwids"]?.isEmpty == false
        if !hasTargets, !hasDevices {
            report.required("targetWWNs", "must specify either targetWWNs or wwids, but not both")
        }
        if hasTargets, hasDevices {
            report.invalid(
                "targetWWNs", json: source["targetWWNs"],
                "targetWWNs and wwids can not be specified simultaneously")
        }
        if !hasTargets { return }
        guard let unit = source["lun"]?.int else {
            return report.required("lun", "lun is required if targetWWNs is specified")
        }
        if unit < 0 || unit > 255 { report.invalid("lun", unit, TextRules.inclusiveRange(0, 255)) }
    }

    private static func quobyte(_ source: Value, _ report: inout FieldReport) {
        let registry = source["registry"]?.string ?? ""
        if registry.isEmpty {
            report.required("registry", registryProblem)
        } else if (source["tenant"]?.string ?? "").utf8.count >= 65 {
            report.required("tenant", "must be a UUID and may not exceed a length of 64 characters")
        } else {
            for pair in registry.split(separator: ",", omittingEmptySubsequences: false) where !isHostAndPort(pair) {
                report.invalid("registry", registry, registryProblem)
            }
        }
        if (source["volume"]?.string ?? "").isEmpty { report.required("volume") }
    }

    /// Upstream: Go's net.SplitHostPort.
    private static func isHostAndPort(_ text: Substring) -> Bool {
        guard let colon = text.lastIndex(of: ":") else { return false }
        let host = text[..<colon]
        func holds(_ part: Substring, _ marks: String) -> Bool { part.contains { marks.contains($0) } }
        if holds(text[colon...], "[]") { return false }
        if !host.hasPrefix("[") { return !holds(host, ":[]") }
        return host.hasSuffix("]") && !holds(host.dropFirst().dropLast(), "[]")
    }

    // MARK: - iSCSI

    private static func iscsi(_ source: Value, isPersistent: Bool, _ report: inout FieldReport) {
        let beginning = isPersistent ? "must be valid format" : "must be valid format starting with iqn, eui, or naa"
        if (source["targetPortal"]?.string ?? "").isEmpty { report.required("targetPortal") }
        let name = source["iqn"]?.string ?? ""
        if name.isEmpty { report.required("iqn") } else { qualifiedName("iqn", name, beginning, &report) }
        if let unit = source["lun"]?.int, unit < 0 || unit > 255 {
            report.invalid("lun", unit, TextRules.inclusiveRange(0, 255))
        }
        let asks = source["chapAuthDiscovery"]?.bool == true || source["chapAuthSession"]?.bool == true
        if asks, !source["secretRef"].isThere { report.required("secretRef") }
        if isPersistent, let secret = source["secretRef"], (secret["name"]?.string ?? "").isEmpty {
            report.required("secretRef.name")
        }
        if let initiator = source["initiatorName"]?.string {
            qualifiedName("initiatorname", initiator, beginning, &report)
        }
    }

    private static let iqn = try? Pattern(#"iqn\.\d{4}-\d{2}\.([[:alnum:]-.]+)(:[^,;*&$|\s]+)$"#)

    private static func qualifiedName(
        _ field: String, _ name: String, _ beginning: String, _ report: inout FieldReport
    ) {
        let isRight: Bool
        switch name.prefix(3) {
        case "iqn": isRight = iqn?.matches(name) ?? false
        case "eui": isRight = isNumber(name, of: 16)
        case "naa": isRight = isNumber(name, of: 32)
        default: return report.invalid(field, name, beginning)
        }
        if !isRight { report.invalid(field, name, "must be valid format") }
    }

    /// `eui.` or `naa.`, then so many letters and digits; any character will do for the dot, as upstream.
    private static func isNumber(_ name: String, of digits: Int) -> Bool {
        let bytes = Array(name.utf8)
        return bytes.count == digits + 4 && bytes[4...].allSatisfy(TextRules.isAlphanumeric)
    }
}
