import KubeAPI

/// Why claims keep a pod from all nodes.
///
/// Upstream: plugins/volumerestrictions, readWriteOncePodPVCsForPod; plugins/volumebinding, podHasPVCs.
enum VolumeRefusals {
    /// A claim that is not there; `known` gets those that are.
    static func missing(
        _ pod: PodRow, _ surroundings: Surroundings, _ known: inout [(use: ClaimUse, claim: PersistentVolumeClaim)]
    ) -> (plugin: SchedulingPlugin, message: String)? {
        var ephemeral: String?
        for use in pod.spec.claims {
            if let claim = surroundings.claim(ObjectKey(pod.namespace, use.name)) {
                known.append((use, claim))
            } else if use.isEphemeral {
                ephemeral = ephemeral ?? use.name
            } else {
                return (.volumeRestrictions, "persistentvolumeclaim \"\(use.name)\" not found")
            }
        }
        return ephemeral.map { name in
            let what = "create the persistentvolumeclaim \"\(name)\""
            return (.volumeBinding, "waiting for ephemeral volume controller to \(what)")
        }
    }

    /// A claim that is there and of no use.
    static func unusable(
        _ pod: PodRow, _ known: [(use: ClaimUse, claim: PersistentVolumeClaim)]
    ) -> (plugin: SchedulingPlugin, message: String)? {
        for (use, claim) in known {
            let named = "persistentvolumeclaim \"\(claim.name)\""
            if claim.phase == "Lost" {
                return (.volumeBinding, "\(named) bound to non-existent persistentvolume \"\(claim.volumeName)\"")
            }
            if claim.object.meta.isTerminating { return (.volumeBinding, "\(named) is being deleted") }
            if use.isEphemeral, claim.object.meta.controllerUID != pod.uid {
                return (
                    .volumeBinding, "PVC \(claim.key) was not created for pod \(pod.key) (pod is not owner)"
                )
            }
        }
        return nil
    }
}
