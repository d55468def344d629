/// Descriptions of the types of `apps/v1`. First the type, then its fields, indented.
let appsV1Descriptions = """
    apps/v1.StatefulSet Keeps numbered pods that come back under their own name, made and taken away in order.
     spec How many pods, of what kind, and how they are made, taken away and renewed.
     status What was last observed of them.
    apps/v1.StatefulSetSpec What a StatefulSet should keep up.
     minReadySeconds How long a new pod must stay ready before it counts as available; 0 if not given.
     ordinals At which number the pods begin.
     persistentVolumeClaimRetentionPolicy Whether claims go when the set is deleted or scaled down.
     podManagementPolicy OrderedReady: one pod after the other; Parallel: all at once. Updates are one by one in both.
     replicas How many pods there should be; 1 if not given.
     revisionHistoryLimit So many old revisions that nobody uses are kept; 10 if not given.
     selector Which pods are the set's; it must match the template and never changes.
     serviceName The headless Service that gives the pods their DNS names; it is yours to make.
     template What the pods look like.
     updateStrategy By the controller, the highest ordinal first, or by you.
     volumeClaimTemplates Claims that each pod gets of its own; made before the pod.
    apps/v1.StatefulSetUpdateStrategy How pods of an older template are replaced.
     rollingUpdate Settings of RollingUpdate.
     type RollingUpdate: the controller deletes them, the highest ordinal first. OnDelete: you do.
    apps/v1.RollingUpdateStatefulSetStrategy Settings of a rolling update.
     maxUnavailable How many may be unavailable at a time; off by default in this version, and dropped.
     partition Pods below this ordinal keep their revision.
    apps/v1.StatefulSetPersistentVolumeClaimRetentionPolicy What becomes of the claims of the templates.
     whenDeleted When the set is deleted: Retain, or Delete with it.
     whenScaled When a pod is scaled away: Retain, or Delete with it.
    apps/v1.StatefulSetOrdinals Where the numbers of the pods begin.
     start The first ordinal; 0 if not given.
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
    apps/v1.StatefulSetCondition One remark on where a StatefulSet stands.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     reason The reason in a word.
     status True, False or Unknown.
     type What the remark is about; upstream's controller sets none.
    apps/v1.Deployment Rolls out a pod template by making one ReplicaSet for each version of it.
     spec The template, how many pods of it, and how a change is rolled out.
     status What was last observed of the ReplicaSets.
    apps/v1.DeploymentSpec What a Deployment should keep up.
     minReadySeconds How long a pod must be ready before it counts as available; 0 if not given.
     paused Template changes wait; sizes are still kept.
     progressDeadlineSeconds After so long without progress the condition Progressing becomes False; 600 if not given.
     replicas How many pods there should be; 1 if not given.
     revisionHistoryLimit How many old ReplicaSets are kept to go back to; 10 if not given.
     selector Which pods and ReplicaSets belong to it; cannot be changed later.
     strategy Step by step, or all at once; a rolling update if not given.
     template The mould for new pods; a change of it is a rollout.
    apps/v1.DeploymentStrategy How old pods are replaced by new ones.
     rollingUpdate Limits of a rolling update; only with the type RollingUpdate.
     type RollingUpdate (default), or Recreate: all old pods end first.
    apps/v1.RollingUpdateDeployment Limits of a rolling update; they cannot both be zero.
     maxSurge So many pods more than wanted may be there; a percentage is rounded up; 25% if not given.
     maxUnavailable So many pods may be missing; a percentage is rounded down; 25% if not given.
    apps/v1.DeploymentStatus What was last observed of a Deployment.
     availableReplicas Pods of all ReplicaSets that have been ready for minReadySeconds.
     collisionCount How often a hash belonged to another template already.
     conditions Where the rollout stands: Available, Progressing, ReplicaFailure.
     observedGeneration The generation of the spec that this status speaks of.
     readyReplicas Pods of all ReplicaSets that are ready.
     replicas Pods of all ReplicaSets that are not ending.
     terminatingReplicas Pods that are ending.
     unavailableReplicas Pods that are wanted and not available.
     updatedReplicas Pods of the newest template.
    apps/v1.DeploymentCondition One remark on where a Deployment stands.
     lastTransitionTime When the status last turned.
     lastUpdateTime When anything of the remark was last written; progress moves it on.
     message The reason in a sentence.
     reason The reason in a word, as NewReplicaSetAvailable or ProgressDeadlineExceeded.
     status True, False or Unknown.
     type Available, Progressing or ReplicaFailure.
    apps/v1.DaemonSet Keeps one pod on each node that is fit for it.
     spec Which pods are counted, how new ones are made and how they are replaced.
     status What was last observed of nodes and pods.
    apps/v1.DaemonSetSpec What a DaemonSet should keep up.
     minReadySeconds How long a pod must be ready before it counts as available; 0 if not given.
     revisionHistoryLimit How many old templates are kept for going back; 10 if absent.
     selector Which pods are counted; cannot be changed later.
     template The mould for new pods; its node selector, affinity and tolerations choose the nodes.
     updateStrategy By themselves, as far as its limits allow, or only when somebody deletes them.
    apps/v1.DaemonSetUpdateStrategy How pods are replaced when the template changes.
     rollingUpdate The limits of a rolling update; only with type RollingUpdate.
     type RollingUpdate (default) replaces pods by itself, OnDelete waits until somebody deletes them.
    apps/v1.RollingUpdateDaemonSet The limits of a rolling update: exactly one of the two is not zero.
     maxSurge On how many nodes a new pod may start beside an old one that works; 0 if not given.
     maxUnavailable On how many nodes the pod may be missing or not available because of the update; 1 if not given.
    apps/v1.DaemonSetStatus What was last observed of a DaemonSet.
     collisionCount How often two templates had the same hash; part of the next hash.
     conditions Where the DaemonSet stands; upstream's controller sets none.
     currentNumberScheduled Nodes that should have a pod and have one.
     desiredNumberScheduled Nodes that should have a pod.
     numberAvailable Nodes that should have a pod and have one that is available.
     numberMisscheduled Nodes that should have no pod and have one.
     numberReady Nodes that should have a pod and have one that is ready.
     numberUnavailable Nodes that should have a pod and have none that is available.
     observedGeneration The generation of the spec that this status speaks of.
     updatedNumberScheduled Nodes whose pod is of the newest template.
    apps/v1.DaemonSetCondition One remark on where a DaemonSet stands.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     reason The reason in a word.
     status True, False or Unknown.
     type What the remark is about.
    apps/v1.ReplicaSet Keeps a number of like pods running.
     spec How many pods, which ones are counted, and how new ones are made.
     status What was last observed of the pods.
    apps/v1.ReplicaSetSpec What a ReplicaSet should keep up.
     minReadySeconds How long a pod must be ready before it counts as available; 0 if not given.
     replicas How many pods there should be; 1 if not given.
     selector Which pods are counted; cannot be changed later.
     template The mould for new pods.
    apps/v1.ReplicaSetStatus What was last observed of a ReplicaSet.
     availableReplicas Pods that have been ready for minReadySeconds.
     conditions Where the ReplicaSet stands, such as a failure to make pods.
     fullyLabeledReplicas Pods whose labels match those of the template.
     observedGeneration The generation of the spec that this status speaks of.
     readyReplicas Pods that are ready.
     replicas Pods that there are and that are not ending.
     terminatingReplicas Pods that are ending.
    apps/v1.ReplicaSetCondition One remark on where a ReplicaSet stands.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     reason The reason in a word: FailedCreate or FailedDelete.
     status True, False or Unknown.
     type What the remark is about: ReplicaFailure.
    apps/v1.ControllerRevision A template as it was at one time; never changed, only numbered anew.
     data What brings the template back: a patch of the owner's spec.
     revision Its place in the history; the highest is the newest.
    """
