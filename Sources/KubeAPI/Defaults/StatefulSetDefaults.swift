import Documents

/// What a StatefulSet gets when it says nothing.
///
/// Upstream: pkg/apis/apps/v1/defaults.go, SetDefaults_StatefulSet; conversion.go for the kinds of the claims.
enum StatefulSetDefaults {
    static func set(_ object: Value) -> Value? {
        edited(object) { set in
            set.editStruct("spec") { spec in
                edited(spec) { spec in
                    spec.setDefault("podManagementPolicy", "OrderedReady")
                    spec.editStruct("updateStrategy", strategy)
                    if !spec["persistentVolumeClaimRetentionPolicy"].isThere {
                        spec.set("persistentVolumeClaimRetentionPolicy", .object(Fields()))
                    }
                    spec.edit("persistentVolumeClaimRetentionPolicy") { policy in
                        edited(policy) { policy in
                            policy.setDefault("whenDeleted", "Retain")
                            policy.setDefault("whenScaled", "Retain")
                        }
                    }
                    spec.setDefault("replicas", 1)
                    spec.setDefault("revisionHistoryLimit", 10)
                    spec.editStruct("template", PodDefaults.template)
                    spec.editEach("volumeClaimTemplates") { claim in
                        var claim = claim
                        claim.set("v1", at: "apiVersion")
                        claim.set("PersistentVolumeClaim", at: "kind")
                        return ClaimDefaults.claim(claim) ?? claim
                    }
                }
            }
        }
    }

    private static func strategy(_ strategy: Value) -> Value? {
        edited(strategy) { strategy in
            if strategy["type"]?.string ?? "" == "" {
                strategy.set("type", "RollingUpdate")
                if !strategy["rollingUpdate"].isThere { strategy.set("rollingUpdate", .object(Fields())) }
            }
            guard strategy["type"] == "RollingUpdate" else { return }
            strategy.edit("rollingUpdate") { update in edited(update) { $0.setDefault("partition", 0) } }
        }
    }
}

/// What a claim gets when it says nothing. Upstream: pkg/apis/core/v1/defaults.go, SetDefaults_PersistentVolumeClaim.
enum ClaimDefaults {
    static func claim(_ object: Value) -> Value? {
        edited(object) { claim in
            claim.editStruct("spec") { spec in
                edited(spec) { spec in
                    if !spec["volumeMode"].isThere { spec.set("volumeMode", "Filesystem") }
                    spec.edit("resources") { resources in
                        edited(resources) { resources in
                            resources.edit("requests", PodDefaults.resourceList)
                            resources.edit("limits", PodDefaults.resourceList)
                        }
                    }
                }
            }
            claim.editStruct("status") { status in edited(status) { $0.setDefault("phase", "Pending") } }
        }
    }

    /// Upstream: SetDefaults_PersistentVolume, SetDefaults_HostPathVolumeSource.
    static func volume(_ object: Value) -> Value? {
        edited(object) { volume in
            volume.editStruct("spec") { spec in
                edited(spec) { spec in
                    spec.setDefault("persistentVolumeReclaimPolicy", "Retain")
                    if !spec["volumeMode"].isThere { spec.set("volumeMode", "Filesystem") }
                    spec.edit("capacity", PodDefaults.resourceList)
                    spec.edit("hostPath") { path in edited(path) { if !$0["type"].isThere { $0.set("type", "") } } }
                    VolumeSourceDefaults.fill(&spec)
                }
            }
            volume.editStruct("status") { status in edited(status) { $0.setDefault("phase", "Pending") } }
        }
    }
}
