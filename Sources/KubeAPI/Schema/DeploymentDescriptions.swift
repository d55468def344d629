/// Descriptions of Deployments. First the type, then its fields, indented.
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
    """
