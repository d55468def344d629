/// Descriptions of disruption budgets and autoscalers. First the type, then its fields.
let scalingDescriptions = """
    policy/v1.PodDisruptionBudget How many of a set of pods may be evicted at the same time.
     metadata Name, labels and the rest that every object has.
     spec Which pods, and how many of them must stay.
     status What its controller counted last; evictions are granted by it.
    policy/v1.PodDisruptionBudgetSpec What a budget protects.
     maxUnavailable At most so many pods, or percent of what controllers want, may be missing; not with minAvailable.
     minAvailable At least so many pods, or percent of what controllers want, must be there; not with maxUnavailable.
     selector Whose evictions ask this budget: pods with these labels; an empty one selects all of the namespace.
     unhealthyPodEvictionPolicy Whether pods that are not ready may always go, or only if enough others are healthy.
    policy/v1.PodDisruptionBudgetStatus What the controller of budgets counted.
     conditions DisruptionAllowed says whether there is room, and why not.
     currentHealthy Pods that are ready and not about to go.
     desiredHealthy How many healthy pods there must be at least.
     disruptedPods Pods whose eviction was granted and whose deletion the controller has not seen yet.
     disruptionsAllowed How many pods may be evicted now; each eviction takes one off.
     expectedPods How many pods the budget stands for.
     observedGeneration The version of the spec that was counted; evictions wait for the newest.
    policy/v1.Eviction A wish to delete a pod, granted only if its budget has room.
     deleteOptions How the pod is deleted if the wish is granted.
     metadata Names the pod.
    autoscaling/v2.HorizontalPodAutoscaler Sets the replicas of a workload so that metrics meet their targets.
     metadata Name, labels and the rest that every object has.
     spec What is scaled, between which bounds, by which metrics.
     status What was measured and decided last.
    autoscaling/v2.HorizontalPodAutoscalerSpec What an autoscaler steers, and how.
     behavior How fast it may go up and down.
     maxReplicas Never more replicas than this.
     metrics What is looked at; the metric that asks for most replicas wins. Without any: cpu at 80 percent.
     minReplicas Never fewer replicas than this; 1 if not given.
     scaleTargetRef The workload, which must have a scale.
    autoscaling/v2.CrossVersionObjectReference An object of the same namespace.
     apiVersion Its version.
     kind Its kind.
     name Its name.
    autoscaling/v2.MetricSpec One thing to look at; type says which of the members is set.
     containerResource The cpu or memory of one container of each pod.
     external A number from outside the cluster.
     object A number about one object of the cluster.
     pods A number about each pod.
     resource The cpu or memory of each pod.
     type ContainerResource, External, Object, Pods or Resource.
    autoscaling/v2.ResourceMetricSource The cpu or memory of the pods.
     name cpu or memory.
     target What it should be.
    autoscaling/v2.MetricTarget What a metric should be.
     averageUtilization Percent of what the pods request, in the mean.
     averageValue An amount for each pod, in the mean.
     type Utilization, Value or AverageValue.
     value An amount for all together.
    autoscaling/v2.HorizontalPodAutoscalerBehavior Limits of how fast replicas change.
     scaleDown When taking replicas away; its window is 5 minutes if not given.
     scaleUp When adding replicas.
    autoscaling/v2.HPAScalingRules Limits for one direction.
     policies Steps that are allowed: so many pods or percent in so many seconds.
     selectPolicy Max takes the largest step, Min the smallest, Disabled none.
     stabilizationWindowSeconds Recommendations of so many seconds back are weighed before acting.
     tolerance How far off its target a metric may be without any change; a tenth if not given.
    autoscaling/v2.HPAScalingPolicy One step that is allowed.
     periodSeconds In so many seconds.
     type Pods or Percent.
     value So many of them.
    autoscaling/v2.HorizontalPodAutoscalerStatus What an autoscaler saw and did.
     conditions AbleToScale, ScalingActive and ScalingLimited say what holds it back.
     currentMetrics The metrics as they were read last.
     currentReplicas The replicas that were found.
     desiredReplicas The replicas that were set.
     lastScaleTime When it last changed the replicas.
     observedGeneration The version of the spec that was looked at.
    """
