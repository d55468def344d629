/// Descriptions of what decides where a pod goes: affinity, taints, tolerations and spreading.
/// First the type, then its fields, indented.
///
/// Facts: staging/src/k8s.io/api/core/v1/types.go.
let coreV1PlacementDescriptions = """
    core/v1.Affinity Rules that draw a pod to nodes and pods, or keep it away from them.
     nodeAffinity Which nodes are fit, by their labels.
     podAffinity Near which other pods it should be.
     podAntiAffinity Away from which other pods it should be.
    core/v1.NodeAffinity Which nodes are fit for a pod; looked at when it is placed, not afterwards.
     preferredDuringSchedulingIgnoredDuringExecution Nodes that are liked; the weights of those that fit add up.
     requiredDuringSchedulingIgnoredDuringExecution Nodes that are possible at all.
    core/v1.PreferredSchedulingTerm Nodes that are liked, and how much.
     preference Which nodes.
     weight How much, from 1 to 100.
    core/v1.NodeSelector Which nodes fit; one term is enough.
     nodeSelectorTerms The terms, at least one; a node fits if it fits any of them.
    core/v1.NodeSelectorTerm Which nodes fit; all requirements must hold, and an empty term fits none.
     matchExpressions What is asked of the labels of the node.
     matchFields What is asked of the fields of the node; only metadata.name is known.
    core/v1.NodeSelectorRequirement What is asked of one label or field of a node.
     key The label or field.
     operator In, NotIn, Exists, DoesNotExist, Gt or Lt.
     values Some for In and NotIn, none for Exists and DoesNotExist, one whole number for Gt and Lt.
    core/v1.PodAffinity Near which other pods a pod should be; looked at when it is placed, not afterwards.
     preferredDuringSchedulingIgnoredDuringExecution What is liked; the weights of what fits add up.
     requiredDuringSchedulingIgnoredDuringExecution What must hold, all of it.
    core/v1.PodAntiAffinity Away from which other pods a pod should be; looked at when it is placed.
     preferredDuringSchedulingIgnoredDuringExecution What is disliked; the weights of what fits count against a node.
     requiredDuringSchedulingIgnoredDuringExecution What must not be near, none of it.
    core/v1.WeightedPodAffinityTerm Pods to be near or away from, and how much.
     podAffinityTerm Which pods, and what near means.
     weight How much, from 1 to 100.
    core/v1.PodAffinityTerm Which other pods are meant, and what it is to be near them.
     labelSelector The labels of those pods; none are meant if it is absent, all if it is empty.
     matchLabelKeys Labels in which those pods must be like this one, as pod-template-hash; needs labelSelector.
     mismatchLabelKeys Labels in which those pods must differ from this one; needs labelSelector.
     namespaceSelector The labels of their namespaces; empty for all, added to namespaces.
     namespaces The names of their namespaces; that of the pod if neither this nor namespaceSelector is given.
     topologyKey The label of nodes that says what near is: nodes with the same value are one place.
    core/v1.TopologySpreadConstraint How evenly pods of one kind are spread over zones, nodes and the like.
     labelSelector The labels of the pods that are counted.
     matchLabelKeys Labels in which those pods must be like this one, as pod-template-hash; needs labelSelector.
     maxSkew By how many pods a place may be ahead of the emptiest one; at least 1.
     minDomains With fewer places than this, the emptiest one counts as 0; only with DoNotSchedule, 1 if not given.
     nodeAffinityPolicy Honor counts only nodes that nodeSelector and affinity allow, Ignore all; Honor if not given.
     nodeTaintsPolicy Honor leaves out nodes whose taints are not tolerated, Ignore does not; Ignore if not given.
     topologyKey The label of nodes that says what a place is: nodes with the same value are one place.
     whenUnsatisfiable DoNotSchedule lets the pod wait, ScheduleAnyway only likes even places more.
    core/v1.TopologySelectorTerm Where volumes of a class may be made; all requirements must hold.
     matchLabelExpressions What is asked of the labels.
    core/v1.TopologySelectorLabelRequirement What is asked of one label.
     key The label.
     values The values it may have; one is enough.
    core/v1.Taint A mark on a node that keeps away pods that do not tolerate it.
     effect NoSchedule keeps new pods out, PreferNoSchedule does so if it can, NoExecute ends those that run too.
     key What the mark is called.
     timeAdded When it was put on.
     value What it says further; may be empty.
    core/v1.Toleration Taints that a pod puts up with.
     effect The effect of the taint; all effects if not given.
     key The taint; all taints if not given, and the operator is then Exists.
     operator Equal, Exists for any value, or Gt and Lt for numbers, which are alpha; Equal if not given.
     tolerationSeconds How long a taint NoExecute is put up with; for ever if absent, not at all if 0 or less.
     value The value of the taint; empty with Exists.
    """
