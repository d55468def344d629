/// Types of `policy/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/policy/v1/types.go.
let policyV1Table: StaticString = #"""
    package policy/v1 policy
    type PodDisruptionBudgetSpec
     minAvailable = *intstr.IntOrString e
     selector = *meta/v1.LabelSelector e ps=replace
     maxUnavailable = *intstr.IntOrString e
     unhealthyPodEvictionPolicy = *UnhealthyPodEvictionPolicyType e
    name UnhealthyPodEvictionPolicyType string
     =|AlwaysAllow|IfHealthyBudget
    type PodDisruptionBudgetStatus
     observedGeneration = int64 e
     disruptedPods = map[string]meta/v1.Time e
     disruptionsAllowed = int32 -
     currentHealthy = int32 -
     desiredHealthy = int32 -
     expectedPods = int32 -
     conditions = []meta/v1.Condition e ps=merge pk=type lk=type
    kind PodDisruptionBudget
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = PodDisruptionBudgetSpec e
     status = PodDisruptionBudgetStatus e
    kind PodDisruptionBudgetList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []PodDisruptionBudget r
    kind Eviction
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     deleteOptions = *meta/v1.DeleteOptions e
    """#
