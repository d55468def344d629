/// Descriptions of ReplicationControllers. First the type, then its fields, indented.
let deploymentDescriptions = """
    core/v1.ReplicationController Keeps a number of like pods running; the ancestor of ReplicaSets.
     metadata Name, labels and the rest that every object has.
     spec How many pods, which ones are counted, and how new ones are made.
     status What was last observed of the pods.
    core/v1.ReplicationControllerSpec What a ReplicationController should keep up.
     minReadySeconds How long a pod must be ready before it counts as available.
     replicas How many pods there should be.
     selector Labels that the pods must have; the template's labels if it is not given.
     template The mould for new pods.
    core/v1.ReplicationControllerStatus What was last observed of a ReplicationController.
     availableReplicas Pods that have been ready for minReadySeconds.
     conditions Where it stands, such as a failure to make pods.
     fullyLabeledReplicas Pods whose labels match those of the template.
     observedGeneration The generation of the spec that this status speaks of.
     readyReplicas Pods that are ready.
     replicas Pods that there are and that are not ending.
    """
