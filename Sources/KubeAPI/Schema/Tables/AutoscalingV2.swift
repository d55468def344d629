/// Types of `autoscaling/v2` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/autoscaling/v2/types.go.
let autoscalingV2Table: StaticString = #"""
    package autoscaling/v2 autoscaling
    kind HorizontalPodAutoscaler
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = HorizontalPodAutoscalerSpec er
     status = HorizontalPodAutoscalerStatus e
    type HorizontalPodAutoscalerSpec
     scaleTargetRef = CrossVersionObjectReference r
     minReplicas = *int32 e
     maxReplicas = int32 r
     metrics = []MetricSpec e lt=atomic
     behavior = *HorizontalPodAutoscalerBehavior e
    type CrossVersionObjectReference
     kind = string r
     name = string r
     apiVersion APIVersion string e
    type MetricSpec
     type = MetricSourceType r
     object = *ObjectMetricSource e
     pods = *PodsMetricSource e
     resource = *ResourceMetricSource e
     containerResource = *ContainerResourceMetricSource e
     external = *ExternalMetricSource e
    type HorizontalPodAutoscalerBehavior
     scaleUp = *HPAScalingRules e
     scaleDown = *HPAScalingRules e
    name ScalingPolicySelect string
    type HPAScalingRules
     stabilizationWindowSeconds = *int32 e
     selectPolicy = *ScalingPolicySelect e
     policies = []HPAScalingPolicy e lt=atomic
     tolerance = *resource.Quantity e
    name HPAScalingPolicyType string
    type HPAScalingPolicy
     type = HPAScalingPolicyType r
     value = int32 r
     periodSeconds = int32 r
    name MetricSourceType string
    type ObjectMetricSource
     describedObject = CrossVersionObjectReference r
     target = MetricTarget r
     metric = MetricIdentifier r
    type PodsMetricSource
     metric = MetricIdentifier r
     target = MetricTarget r
    type ResourceMetricSource
     name = core/v1.ResourceName r
     target = MetricTarget r
    type ContainerResourceMetricSource
     name = core/v1.ResourceName r
     target = MetricTarget r
     container = string r
    type ExternalMetricSource
     metric = MetricIdentifier r
     target = MetricTarget r
    type MetricIdentifier
     name = string r
     selector = *meta/v1.LabelSelector e
    type MetricTarget
     type = MetricTargetType r
     value = *resource.Quantity e
     averageValue = *resource.Quantity e
     averageUtilization = *int32 e
    name MetricTargetType string
    type HorizontalPodAutoscalerStatus
     observedGeneration = *int64 e
     lastScaleTime = *meta/v1.Time e
     currentReplicas = int32 e
     desiredReplicas = int32 r
     currentMetrics = []MetricStatus - lt=atomic
     conditions = []HorizontalPodAutoscalerCondition e ps=merge pk=type lk=type
    name HorizontalPodAutoscalerConditionType string
    type HorizontalPodAutoscalerCondition
     type = HorizontalPodAutoscalerConditionType r
     status = core/v1.ConditionStatus r
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    type MetricStatus
     type = MetricSourceType r
     object = *ObjectMetricStatus e
     pods = *PodsMetricStatus e
     resource = *ResourceMetricStatus e
     containerResource = *ContainerResourceMetricStatus e
     external = *ExternalMetricStatus e
    type ObjectMetricStatus
     metric = MetricIdentifier r
     current = MetricValueStatus r
     describedObject = CrossVersionObjectReference r
    type PodsMetricStatus
     metric = MetricIdentifier r
     current = MetricValueStatus r
    type ResourceMetricStatus
     name = core/v1.ResourceName r
     current = MetricValueStatus r
    type ContainerResourceMetricStatus
     name = core/v1.ResourceName r
     current = MetricValueStatus r
     container = string r
    type ExternalMetricStatus
     metric = MetricIdentifier r
     current = MetricValueStatus r
    type MetricValueStatus
     value = *resource.Quantity e
     averageValue = *resource.Quantity e
     averageUtilization = *int32 e
    kind HorizontalPodAutoscalerList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []HorizontalPodAutoscaler r
    """#
