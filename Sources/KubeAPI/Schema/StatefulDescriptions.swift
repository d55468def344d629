/// Descriptions of StatefulSets and their history. First the type, then its fields.
let statefulDescriptions = """
    apps/v1.StatefulSet Keeps numbered pods that come back under their own name, made and taken away in order.
     metadata Name, labels and the rest that every object has.
     spec How many pods, of what kind, and how they are made, taken away and renewed.
     status What was last observed of them.
    apps/v1.StatefulSetSpec What a StatefulSet should keep up.
     minReadySeconds So long must a new pod stay ready before it counts as available.
     ordinals At which number the pods begin.
     persistentVolumeClaimRetentionPolicy Whether claims go when the set is deleted or scaled down.
     podManagementPolicy OrderedReady: one pod after the other; Parallel: all at once. Updates are one by one in both.
     replicas How many pods there should be; 1 if not given.
     revisionHistoryLimit So many old revisions that nobody uses are kept; 10 if not given.
     selector Which pods are the set's; it must match the template and never changes.
     serviceName The headless Service that gives the pods their DNS names; it is yours to make.
     template What the pods look like.
     updateStrategy How pods of an older template are replaced.
     volumeClaimTemplates Claims that each pod gets of its own; made before the pod.
    apps/v1.StatefulSetOrdinals Where the numbers of the pods begin.
     start The first ordinal; 0 if not given.
    apps/v1.StatefulSetUpdateStrategy How pods of an older template are replaced.
     rollingUpdate Settings of RollingUpdate.
     type RollingUpdate: the controller deletes them, the highest ordinal first. OnDelete: you do.
    apps/v1.RollingUpdateStatefulSetStrategy Settings of a rolling update.
     maxUnavailable How many may be unavailable at a time; off by default in this version, and dropped.
     partition Pods below this ordinal keep their revision.
    apps/v1.StatefulSetPersistentVolumeClaimRetentionPolicy What becomes of the claims of the templates.
     whenDeleted When the set is deleted: Retain, or Delete with it.
     whenScaled When a pod is scaled away: Retain, or Delete with it.
    apps/v1.StatefulSetStatus What was last observed of a StatefulSet.
     availableReplicas Pods that have been ready for minReadySeconds.
     collisionCount How often the name of a revision was taken by another template.
     conditions States of the set, by type.
     currentReplicas Pods of the current revision.
     currentRevision The revision that pods below the partition have.
     observedGeneration The generation of the spec this status is about.
     readyReplicas Pods that are ready.
     replicas Pods that are there.
     updateRevision The revision of the template as it is now.
     updatedReplicas Pods of the update revision.
    apps/v1.ControllerRevision A template as it was at one time; never changed, only numbered anew.
     data What brings the template back: a patch of the owner's spec.
     metadata Name, labels and the rest that every object has.
     revision Its place in the history; the highest is the newest.
    """
