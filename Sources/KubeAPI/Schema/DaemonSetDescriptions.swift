/// Descriptions of DaemonSets. First the type, then its fields, indented.
let daemonSetDescriptions = """
    apps/v1.DaemonSet Keeps one pod on each node that is fit for it.
     metadata Name, labels and the rest that every object has.
     spec Which pods are counted, how new ones are made and how they are replaced.
     status What was last observed of nodes and pods.
    apps/v1.DaemonSetSpec What a DaemonSet should keep up.
     minReadySeconds How long a pod must be ready before it counts as available.
     revisionHistoryLimit How many old templates are kept for going back; 10 if absent.
     selector Which pods are counted; cannot be changed later.
     template The mould for new pods; its node selector, affinity and tolerations choose the nodes.
     updateStrategy How pods are replaced when the template changes.
    apps/v1.DaemonSetUpdateStrategy How pods are replaced when the template changes.
     rollingUpdate The limits of a rolling update; only with type RollingUpdate.
     type RollingUpdate replaces pods by itself, OnDelete waits until somebody deletes them.
    apps/v1.RollingUpdateDaemonSet The limits of a rolling update: exactly one of the two is not zero.
     maxSurge On how many nodes a new pod may start beside an old one that works.
     maxUnavailable On how many nodes the pod may be missing or not available because of the update.
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
    """
