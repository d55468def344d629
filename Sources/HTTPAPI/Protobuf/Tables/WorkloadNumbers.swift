/// Numbers of the fields of `meta/v1`, `apps/v1`, `autoscaling/v1`, `autoscaling/v2`, `batch/v1`, `policy/v1`, `scheduling/v1`, `coordination/v1`, `discovery/v1`, `events/v1`, `networking/v1` in protobuf.
///
/// The form of a line is described at `FieldNumbers`. Upstream: the generated.proto of each package.
let workloadNumbers: StaticString = #"""
    meta/v1.APIGroup name versions preferredVersion serverAddressByClientCIDRs
    meta/v1.APIGroupList groups
    meta/v1.APIResource name namespaced kind verbs shortNames singularName categories group version storageVersionHash
    meta/v1.APIResourceList groupVersion resources
    meta/v1.APIVersions versions serverAddressByClientCIDRs
    meta/v1.ApplyOptions dryRun force fieldManager
    meta/v1.Condition type status observedGeneration lastTransitionTime reason message
    meta/v1.CreateOptions dryRun fieldManager=3 fieldValidation
    meta/v1.DeleteOptions gracePeriodSeconds preconditions orphanDependents propagationPolicy dryRun
      ignoreStoreReadErrorWithClusterBreakingPotential
    meta/v1.Duration duration
    meta/v1.FieldSelectorRequirement key operator values
    meta/v1.FieldsV1 Raw
    meta/v1.GetOptions resourceVersion
    meta/v1.GroupKind group kind
    meta/v1.GroupResource group resource
    meta/v1.GroupVersion group version
    meta/v1.GroupVersionForDiscovery groupVersion version
    meta/v1.GroupVersionKind group version kind
    meta/v1.GroupVersionResource group version resource
    meta/v1.LabelSelector matchLabels matchExpressions
    meta/v1.LabelSelectorRequirement key operator values
    meta/v1.List metadata items
    meta/v1.ListMeta selfLink resourceVersion continue remainingItemCount shardInfo
    meta/v1.ListOptions labelSelector fieldSelector watch resourceVersion timeoutSeconds limit=7 continue
      allowWatchBookmarks resourceVersionMatch sendInitialEvents shardSelector=15
    meta/v1.ManagedFieldsEntry manager operation apiVersion time fieldsType=6 fieldsV1 subresource
    meta/v1.MicroTime seconds nanos
    meta/v1.ObjectMeta name generateName namespace selfLink uid resourceVersion generation creationTimestamp
      deletionTimestamp deletionGracePeriodSeconds labels annotations ownerReferences finalizers managedFields=17
    meta/v1.OwnerReference kind name=3 uid apiVersion controller blockOwnerDeletion
    meta/v1.PartialObjectMetadata metadata
    meta/v1.PartialObjectMetadataList metadata items
    meta/v1.Patch
    meta/v1.PatchOptions dryRun force fieldManager fieldValidation
    meta/v1.Preconditions uid resourceVersion
    meta/v1.RootPaths paths
    meta/v1.ServerAddressByClientCIDR clientCIDR serverAddress
    meta/v1.ShardInfo selector
    meta/v1.Status metadata status message reason details code
    meta/v1.StatusCause reason message field
    meta/v1.StatusDetails name group kind causes retryAfterSeconds uid
    meta/v1.TableOptions includeObject
    meta/v1.Time seconds nanos
    meta/v1.Timestamp seconds nanos
    meta/v1.TypeMeta kind apiVersion
    meta/v1.UpdateOptions dryRun fieldManager fieldValidation
    meta/v1.Verbs items
    meta/v1.WatchEvent type object
    apps/v1.ControllerRevision metadata data revision
    apps/v1.ControllerRevisionList metadata items
    apps/v1.DaemonSet metadata spec status
    apps/v1.DaemonSetCondition type status lastTransitionTime reason message
    apps/v1.DaemonSetList metadata items
    apps/v1.DaemonSetSpec selector template updateStrategy minReadySeconds revisionHistoryLimit=6
    apps/v1.DaemonSetStatus currentNumberScheduled numberMisscheduled desiredNumberScheduled numberReady
      observedGeneration updatedNumberScheduled numberAvailable numberUnavailable collisionCount conditions
    apps/v1.DaemonSetUpdateStrategy type rollingUpdate
    apps/v1.Deployment metadata spec status
    apps/v1.DeploymentCondition type status reason=4 message lastUpdateTime lastTransitionTime
    apps/v1.DeploymentList metadata items
    apps/v1.DeploymentSpec replicas selector template strategy minReadySeconds revisionHistoryLimit paused
      progressDeadlineSeconds=9
    apps/v1.DeploymentStatus observedGeneration replicas updatedReplicas availableReplicas unavailableReplicas
      conditions readyReplicas collisionCount terminatingReplicas
    apps/v1.DeploymentStrategy type rollingUpdate
    apps/v1.ReplicaSet metadata spec status
    apps/v1.ReplicaSetCondition type status lastTransitionTime reason message
    apps/v1.ReplicaSetList metadata items
    apps/v1.ReplicaSetSpec replicas selector template minReadySeconds
    apps/v1.ReplicaSetStatus replicas fullyLabeledReplicas observedGeneration readyReplicas availableReplicas
      conditions terminatingReplicas
    apps/v1.RollingUpdateDaemonSet maxUnavailable maxSurge
    apps/v1.RollingUpdateDeployment maxUnavailable maxSurge
    apps/v1.RollingUpdateStatefulSetStrategy partition maxUnavailable
    apps/v1.StatefulSet metadata spec status
    apps/v1.StatefulSetCondition type status lastTransitionTime reason message
    apps/v1.StatefulSetList metadata items
    apps/v1.StatefulSetOrdinals start
    apps/v1.StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted whenScaled
    apps/v1.StatefulSetSpec replicas selector template volumeClaimTemplates serviceName podManagementPolicy
      updateStrategy revisionHistoryLimit minReadySeconds persistentVolumeClaimRetentionPolicy ordinals
    apps/v1.StatefulSetStatus observedGeneration replicas readyReplicas currentReplicas updatedReplicas
      currentRevision updateRevision collisionCount=9 conditions availableReplicas
    apps/v1.StatefulSetUpdateStrategy type rollingUpdate
    autoscaling/v1.ContainerResourceMetricSource name targetAverageUtilization targetAverageValue container=5
    autoscaling/v1.ContainerResourceMetricStatus name currentAverageUtilization currentAverageValue container
    autoscaling/v1.CrossVersionObjectReference kind name apiVersion
    autoscaling/v1.ExternalMetricSource metricName metricSelector targetValue targetAverageValue
    autoscaling/v1.ExternalMetricStatus metricName metricSelector currentValue currentAverageValue
    autoscaling/v1.HorizontalPodAutoscaler metadata spec status
    autoscaling/v1.HorizontalPodAutoscalerCondition type status lastTransitionTime reason message
    autoscaling/v1.HorizontalPodAutoscalerList metadata items
    autoscaling/v1.HorizontalPodAutoscalerSpec scaleTargetRef minReplicas maxReplicas targetCPUUtilizationPercentage
    autoscaling/v1.HorizontalPodAutoscalerStatus observedGeneration lastScaleTime currentReplicas desiredReplicas
      currentCPUUtilizationPercentage
    autoscaling/v1.MetricSpec type object pods resource external containerResource=7
    autoscaling/v1.MetricStatus type object pods resource external containerResource=7
    autoscaling/v1.ObjectMetricSource target metricName targetValue selector averageValue
    autoscaling/v1.ObjectMetricStatus target metricName currentValue selector averageValue
    autoscaling/v1.PodsMetricSource metricName targetAverageValue selector
    autoscaling/v1.PodsMetricStatus metricName currentAverageValue selector
    autoscaling/v1.ResourceMetricSource name targetAverageUtilization targetAverageValue
    autoscaling/v1.ResourceMetricStatus name currentAverageUtilization currentAverageValue
    autoscaling/v1.Scale metadata spec status
    autoscaling/v1.ScaleSpec replicas
    autoscaling/v1.ScaleStatus replicas selector
    autoscaling/v2.ContainerResourceMetricSource name target container
    autoscaling/v2.ContainerResourceMetricStatus name current container
    autoscaling/v2.CrossVersionObjectReference kind name apiVersion
    autoscaling/v2.ExternalMetricSource metric target
    autoscaling/v2.ExternalMetricStatus metric current
    autoscaling/v2.HPAScalingPolicy type value periodSeconds
    autoscaling/v2.HPAScalingRules selectPolicy policies stabilizationWindowSeconds tolerance
    autoscaling/v2.HorizontalPodAutoscaler metadata spec status
    autoscaling/v2.HorizontalPodAutoscalerBehavior scaleUp scaleDown
    autoscaling/v2.HorizontalPodAutoscalerCondition type status lastTransitionTime reason message
    autoscaling/v2.HorizontalPodAutoscalerList metadata items
    autoscaling/v2.HorizontalPodAutoscalerSpec scaleTargetRef minReplicas maxReplicas metrics behavior
    autoscaling/v2.HorizontalPodAutoscalerStatus observedGeneration lastScaleTime currentReplicas desiredReplicas
      currentMetrics conditions
    autoscaling/v2.MetricIdentifier name selector
    autoscaling/v2.MetricSpec type object pods resource external containerResource=7
    autoscaling/v2.MetricStatus type object pods resource external containerResource=7
    autoscaling/v2.MetricTarget type value averageValue averageUtilization
    autoscaling/v2.MetricValueStatus value averageValue averageUtilization
    autoscaling/v2.ObjectMetricSource describedObject target metric
    autoscaling/v2.ObjectMetricStatus metric current describedObject
    autoscaling/v2.PodsMetricSource metric target
    autoscaling/v2.PodsMetricStatus metric current
    autoscaling/v2.ResourceMetricSource name target
    autoscaling/v2.ResourceMetricStatus name current
    batch/v1.CronJob metadata spec status
    batch/v1.CronJobList metadata items
    batch/v1.CronJobSpec schedule startingDeadlineSeconds concurrencyPolicy suspend jobTemplate
      successfulJobsHistoryLimit failedJobsHistoryLimit timeZone
    batch/v1.CronJobStatus active lastScheduleTime=4 lastSuccessfulTime
    batch/v1.Job metadata spec status
    batch/v1.JobCondition type status lastProbeTime lastTransitionTime reason message
    batch/v1.JobList metadata items
    batch/v1.JobSpec parallelism completions activeDeadlineSeconds selector manualSelector template backoffLimit
      ttlSecondsAfterFinished completionMode suspend podFailurePolicy backoffLimitPerIndex maxFailedIndexes
      podReplacementPolicy managedBy successPolicy
    batch/v1.JobStatus conditions startTime completionTime active succeeded failed completedIndexes
      uncountedTerminatedPods ready failedIndexes terminating
    batch/v1.JobTemplateSpec metadata spec
    batch/v1.PodFailurePolicy rules
    batch/v1.PodFailurePolicyOnExitCodesRequirement containerName operator values
    batch/v1.PodFailurePolicyOnPodConditionsPattern type status
    batch/v1.PodFailurePolicyRule action onExitCodes onPodConditions
    batch/v1.SuccessPolicy rules
    batch/v1.SuccessPolicyRule succeededIndexes succeededCount
    batch/v1.UncountedTerminatedPods succeeded failed
    policy/v1.Eviction metadata deleteOptions
    policy/v1.PodDisruptionBudget metadata spec status
    policy/v1.PodDisruptionBudgetList metadata items
    policy/v1.PodDisruptionBudgetSpec minAvailable selector maxUnavailable unhealthyPodEvictionPolicy
    policy/v1.PodDisruptionBudgetStatus observedGeneration disruptedPods disruptionsAllowed currentHealthy
      desiredHealthy expectedPods conditions
    scheduling/v1.PriorityClass metadata value globalDefault description preemptionPolicy
    scheduling/v1.PriorityClassList metadata items
    coordination/v1.Lease metadata spec
    coordination/v1.LeaseList metadata items
    coordination/v1.LeaseSpec holderIdentity leaseDurationSeconds acquireTime renewTime leaseTransitions strategy
      preferredHolder
    discovery/v1.Endpoint addresses conditions hostname targetRef deprecatedTopology nodeName zone hints
    discovery/v1.EndpointConditions ready serving terminating
    discovery/v1.EndpointHints forZones forNodes
    discovery/v1.EndpointPort name protocol port appProtocol
    discovery/v1.EndpointSlice metadata endpoints ports addressType
    discovery/v1.EndpointSliceList metadata items
    discovery/v1.ForNode name
    discovery/v1.ForZone name
    events/v1.Event metadata eventTime series reportingController reportingInstance action reason regarding related
      note type deprecatedSource deprecatedFirstTimestamp deprecatedLastTimestamp deprecatedCount
    events/v1.EventList metadata items
    events/v1.EventSeries count lastObservedTime
    networking/v1.HTTPIngressPath path backend pathType
    networking/v1.HTTPIngressRuleValue paths
    networking/v1.IPAddress metadata spec
    networking/v1.IPAddressList metadata items
    networking/v1.IPAddressSpec parentRef
    networking/v1.IPBlock cidr except
    networking/v1.Ingress metadata spec status
    networking/v1.IngressBackend resource=3 service
    networking/v1.IngressClass metadata spec
    networking/v1.IngressClassList metadata items
    networking/v1.IngressClassParametersReference aPIGroup kind name scope namespace
    networking/v1.IngressClassSpec controller parameters
    networking/v1.IngressList metadata items
    networking/v1.IngressLoadBalancerIngress ip hostname ports=4
    networking/v1.IngressLoadBalancerStatus ingress
    networking/v1.IngressPortStatus port protocol error
    networking/v1.IngressRule host ingressRuleValue
    networking/v1.IngressRuleValue http
    networking/v1.IngressServiceBackend name port
    networking/v1.IngressSpec defaultBackend tls rules ingressClassName
    networking/v1.IngressStatus loadBalancer
    networking/v1.IngressTLS hosts secretName
    networking/v1.NetworkPolicy metadata spec
    networking/v1.NetworkPolicyEgressRule ports to
    networking/v1.NetworkPolicyIngressRule ports from
    networking/v1.NetworkPolicyList metadata items
    networking/v1.NetworkPolicyPeer podSelector namespaceSelector ipBlock
    networking/v1.NetworkPolicyPort protocol port endPort
    networking/v1.NetworkPolicySpec podSelector ingress egress policyTypes
    networking/v1.ParentReference group resource namespace name
    networking/v1.ServiceBackendPort name number
    networking/v1.ServiceCIDR metadata spec status
    networking/v1.ServiceCIDRList metadata items
    networking/v1.ServiceCIDRSpec cidrs
    networking/v1.ServiceCIDRStatus conditions
    """#
