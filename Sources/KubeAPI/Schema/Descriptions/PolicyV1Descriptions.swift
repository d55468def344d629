/// Descriptions of the types of `policy/v1`. First the type, then its fields, indented.
let policyV1Descriptions = """
    policy/v1.PodDisruptionBudget How many of a set of pods may be evicted at the same time.
     spec Which pods, and how many of them must stay.
     status What its controller counted last; evictions are granted by it.
    policy/v1.PodDisruptionBudgetSpec What a budget protects.
     maxUnavailable At most so many pods, or percent of what controllers want, may be missing; not with minAvailable.
     minAvailable At least so many pods, or percent of what controllers want, must be there; not with maxUnavailable.
     selector Whose evictions ask this budget: pods with these labels; an empty one selects all of the namespace.
     unhealthyPodEvictionPolicy When running pods that are not ready may go: AlwaysAllow, or IfHealthyBudget (default).
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
    """
