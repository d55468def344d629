import Documents

/// Defaults of the volume sources of storage systems, in pods and in PersistentVolumes.
///
/// Upstream: the `+default` marks in staging/src/k8s.io/api/core/v1/types.go.
enum VolumeSourceDefaults {
    private static let texts = [
        ("iscsi", [("iscsiInterface", "default")]),
        ("azureDisk", [("cachingMode", "ReadWrite"), ("fsType", "ext4"), ("kind", "Shared")]),
        ("rbd", [("pool", "rbd"), ("user", "admin"), ("keyring", "/etc/ceph/keyring")]),
        ("scaleIO", [("fsType", "xfs"), ("storageMode", "ThinProvisioned")])
    ]

    /// `holder` is a volume of a pod or the spec of a PersistentVolume.
    static func fill(_ holder: inout FieldsEdit) {
        for (source, members) in texts where holder[source] != nil {
            holder.edit(source) { value in
                edited(value) { value in
                    for (name, text) in members { value.setDefault(name, .string(text)) }
                    if source == "azureDisk", !value["readOnly"].isThere { value.set("readOnly", false) }
                }
            }
        }
    }
}
