import Documents

/// What kubectl says of a kind of volume: its words, and its fields with their titles.
///
/// Upstream: kubectl/pkg/describe/describe.go, printHostPathVolumeSource and its like.
struct VolumeSourceText {
    /// A field on a line of its own.
    struct Line {
        let title: String
        let path: String
        /// What stands there without the field.
        var none = ""
        /// Only PersistentVolumes have it.
        var onlyVolumes = false

        init(_ title: String, _ path: String, _ none: String = "", onlyVolumes: Bool = false) {
            self.title = title
            self.path = path
            self.none = none
            self.onlyVolumes = onlyVolumes
        }

        func text(of source: Value) -> String {
            guard let value = source[path], !value.isNull else { return none }
            if case .array(let elements) = value { return "[\(elements.map(GoStrings.plain).joined(separator: " "))]" }
            if case .object(let fields) = value {
                return "&{" + fields.map { GoStrings.plain($0.value) }.joined(separator: " ") + "}"
            }
            return GoStrings.plain(value)
        }
    }

    let key: String
    let words: String
    let lines: [Line]

    private init(_ key: String, _ words: String, _ lines: [Line]) {
        self.key = key
        self.words = words
        self.lines = lines
    }

    private static let readOnly = Line("ReadOnly", "readOnly", "false")
    private static let fsType = Line("FSType", "fsType")
    private static let secretRef = Line("SecretRef", "secretRef", "nil")
    private static let optional = Line("Optional", "optional", "false")

    /// In the order in which kubectl looks for them.
    static let all = [
        VolumeSourceText(
            "hostPath", "HostPath (bare host directory volume)",
            [Line("Path", "path"), Line("HostPathType", "type", "<none>")]),
        VolumeSourceText(
            "emptyDir", "EmptyDir (a temporary directory that shares a pod's lifetime)",
            [Line("Medium", "medium"), Line("SizeLimit", "sizeLimit", "<unset>")]),
        VolumeSourceText(
            "gitRepo", "GitRepo (a volume that is pulled from git when the pod is created)",
            [Line("Repository", "repository"), Line("Revision", "revision")]),
        VolumeSourceText(
            "secret", "Secret (a volume populated by a Secret)", [Line("SecretName", "secretName"), optional]),
        VolumeSourceText(
            "configMap", "ConfigMap (a volume populated by a ConfigMap)", [Line("Name", "name"), optional]),
        VolumeSourceText(
            "nfs", "NFS (an NFS mount that lasts the lifetime of a pod)",
            [Line("Server", "server"), Line("Path", "path"), readOnly]),
        VolumeSourceText(
            "iscsi",
            "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
            [
                Line("TargetPortal", "targetPortal"), Line("IQN", "iqn"), Line("Lun", "lun", "0"),
                Line("ISCSIInterface", "iscsiInterface"), fsType, readOnly, Line("Portals", "portals", "[]"),
                Line("DiscoveryCHAPAuth", "chapAuthDiscovery", "false"),
                Line("SessionCHAPAuth", "chapAuthSession", "false"), secretRef,
                Line("InitiatorName", "initiatorName", "<none>"),
            ]),
        VolumeSourceText(
            "persistentVolumeClaim",
            "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
            [Line("ClaimName", "claimName"), readOnly]),
        VolumeSourceText(
            "ephemeral",
            "EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)", []),
        VolumeSourceText("downwardAPI", "DownwardAPI (a volume populated by information about the pod)", []),
        VolumeSourceText(
            "local", "LocalVolume (a persistent volume backed by local storage on a node)", [Line("Path", "path")]),
        VolumeSourceText(
            "cephfs", "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
            [
                Line("Monitors", "monitors", "[]"), Line("Path", "path"), Line("User", "user"),
                Line("SecretFile", "secretFile"), secretRef, readOnly,
            ]),
        VolumeSourceText(
            "rbd", "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
            [
                Line("CephMonitors", "monitors", "[]"), Line("RBDImage", "image"), fsType, Line("RBDPool", "pool"),
                Line("RadosUser", "user"), Line("Keyring", "keyring"), secretRef, readOnly,
            ]),
        VolumeSourceText(
            "fc", "FC (a Fibre Channel disk)",
            [Line("TargetWWNs", "targetWWNs"), Line("LUN", "lun", "<none>"), fsType, readOnly]),
        VolumeSourceText(
            "flexVolume",
            "FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)",
            [Line("Driver", "driver"), fsType, secretRef, readOnly, Line("Options", "options", "map[]")]),
        VolumeSourceText("projected", "Projected (a volume that contains injected data from multiple sources)", []),
        VolumeSourceText(
            "csi", "CSI (a Container Storage Interface (CSI) volume source)",
            [
                Line("Driver", "driver"), fsType, Line("VolumeHandle", "volumeHandle", onlyVolumes: true), readOnly,
            ]),
        VolumeSourceText(
            "image", "Image (a container image or OCI artifact)",
            [Line("Reference", "reference"), Line("PullPolicy", "pullPolicy")]),
    ]
}
