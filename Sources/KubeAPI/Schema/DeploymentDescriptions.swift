/// Descriptions of Deployments and ReplicationControllers. First the type, then its fields, indented.
let deploymentDescriptions = """
    apps/v1.Deployment Rolls out a pod template by making one ReplicaSet for each version of it.
     metadata Name, labels and the rest that every object has.
     spec The template, how many pods of it, and how a change is rolled out.
     status What was last observed of the ReplicaSets.
    apps/v1.DeploymentSpec What a Deployment should keep up.
     minReadySeconds How long a pod must be ready before it counts as available.
     paused Template changes wait; sizes are still kept.
     progressDeadlineSeconds After so long without progress the condition Progressing becomes False.
     replicas How many pods there should be.
     revisionHistoryLimit How many old ReplicaSets are kept to go back to.
     selector Which pods and ReplicaSets belong to it; cannot be changed later.
     strategy How old pods are replaced by new ones.
     template The mould for new pods; a change of it is a rollout.
    apps/v1.DeploymentStrategy How old pods are replaced by new ones.
     rollingUpdate Limits of a rolling update; only with the type RollingUpdate.
     type RollingUpdate, or Recreate: all old pods end first.
    apps/v1.RollingUpdateDeployment Limits of a rolling update.
     maxSurge So many pods more than wanted may be there; a percentage is rounded up.
     maxUnavailable So many pods may be missing; a percentage is rounded down.
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
