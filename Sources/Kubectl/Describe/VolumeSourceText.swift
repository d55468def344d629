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
        /// A list stands in words, not in brackets.
        var isJoined = false

        init(
            _ title: String, _ path: String, _ none: String = "", onlyVolumes: Bool = false, isJoined: Bool = false,
            colon: String = ":"
        ) {
            self.title = title + colon
            self.isJoined = isJoined
            self.path = path
            self.none = none
            self.onlyVolumes = onlyVolumes
        }

        func text(of source: Value) -> String {
            guard let value = source[path], !value.isNull else { return none }
            if case .array(let elements) = value {
                let words = elements.map(GoStrings.plain)
                return isJoined ? words.joined(separator: ", ") : "[\(words.joined(separator: " "))]"
            }
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
                Line("ISCSIInterface", "iscsiInterface", colon: ""), fsType, readOnly, Line("Portals", "portals", "[]"),
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
            [Line("TargetWWNs", "targetWWNs", isJoined: true), Line("LUN", "lun", "<none>"), fsType, readOnly]),
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
            "awsElasticBlockStore", "AWSElasticBlockStore (a Persistent Disk resource in AWS)",
            [Line("VolumeID", "volumeID"), fsType, Line("Partition", "partition", "0"), readOnly]),
        VolumeSourceText(
            "gcePersistentDisk", "GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)",
            [Line("PDName", "pdName"), fsType, Line("Partition", "partition", "0"), readOnly]),
        VolumeSourceText(
            "azureDisk", "AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)",
            [
                Line("DiskName", "diskName"), Line("DiskURI", "diskURI"), Line("Kind", "kind", colon: ": "), fsType,
                Line("CachingMode", "cachingMode"), readOnly,
            ]),
        VolumeSourceText(
            "azureFile", "AzureFile (an Azure File Service mount on the host and bind mount to the pod)",
            [
                Line("SecretName", "secretName"), Line("SecretNamespace", "secretNamespace", onlyVolumes: true),
                Line("ShareName", "shareName"), readOnly,
            ]),
        VolumeSourceText(
            "cinder", "Cinder (a Persistent Disk resource in OpenStack)",
            [Line("VolumeID", "volumeID"), fsType, readOnly, Line("SecretRef", "secretRef", "<nil>")]),
        VolumeSourceText(
            "glusterfs", "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
            [Line("EndpointsName", "endpoints"), Line("Path", "path"), readOnly]),
        VolumeSourceText(
            "scaleIO", "ScaleIO (a persistent volume backed by a block device in ScaleIO)",
            [
                Line("Gateway", "gateway"), Line("System", "system"), Line("Protection Domain", "protectionDomain"),
                Line("Storage Pool", "storagePool"), Line("Storage Mode", "storageMode"),
                Line("VolumeName", "volumeName"), fsType, readOnly,
            ]),
        VolumeSourceText(
            "portworxVolume", "PortworxVolume (a Portworx Volume resource)", [Line("VolumeID", "volumeID")]),
        VolumeSourceText(
            "quobyte", "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)",
            [Line("Registry", "registry"), Line("Volume", "volume"), readOnly]),
        VolumeSourceText(
            "vsphereVolume", "vSphereVolume (a Persistent Disk resource in vSphere)",
            [
                Line("VolumePath", "volumePath"), fsType, Line("StoragePolicyName", "storagePolicyName"),
            ]),
        VolumeSourceText(
            "storageos", "StorageOS (a StorageOS Persistent Disk resource)",
            [
                Line("VolumeName", "volumeName"), Line("VolumeNamespace", "volumeNamespace"), fsType, readOnly,
            ]),
        VolumeSourceText(
            "image", "Image (a container image or OCI artifact)",
            [Line("Reference", "reference"), Line("PullPolicy", "pullPolicy")]),
    ]
}
