/// Types of `autoscaling/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/autoscaling/v1/types.go.
let autoscalingV1Table: StaticString = #"""
    package autoscaling/v1 autoscaling
    type CrossVersionObjectReference atomic
     kind = string r
     name = string r
     apiVersion APIVersion string e
    type HorizontalPodAutoscalerSpec
     scaleTargetRef = CrossVersionObjectReference r
     minReplicas = *int32 e
     maxReplicas = int32 r
     targetCPUUtilizationPercentage = *int32 e
    type HorizontalPodAutoscalerStatus
     observedGeneration = *int64 e
     lastScaleTime = *meta/v1.Time e
     currentReplicas = int32 r
     desiredReplicas = int32 r
     currentCPUUtilizationPercentage = *int32 e
    kind HorizontalPodAutoscaler
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = HorizontalPodAutoscalerSpec er
     status = HorizontalPodAutoscalerStatus e
    kind HorizontalPodAutoscalerList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []HorizontalPodAutoscaler r
    kind Scale
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = ScaleSpec e
     status = ScaleStatus e
    type ScaleSpec
     replicas = int32 e
    type ScaleStatus
     replicas = int32 r
     selector = string e
    name MetricSourceType string
     =|ContainerResource|External|Object|Pods|Resource
    type MetricSpec
     type = MetricSourceType r
     object = *ObjectMetricSource e
     pods = *PodsMetricSource e
     resource = *ResourceMetricSource e
     containerResource = *ContainerResourceMetricSource e
     external = *ExternalMetricSource e
    type ObjectMetricSource
     target = CrossVersionObjectReference r
     metricName = string r
     targetValue = resource.Quantity r
     selector = *meta/v1.LabelSelector e
     averageValue = *resource.Quantity e
    type PodsMetricSource
     metricName = string r
     targetAverageValue = resource.Quantity r
     selector = *meta/v1.LabelSelector e
    type ResourceMetricSource
     name = core/v1.ResourceName r
     targetAverageUtilization = *int32 e
     targetAverageValue = *resource.Quantity e
    type ContainerResourceMetricSource
     name = core/v1.ResourceName r
     targetAverageUtilization = *int32 e
     targetAverageValue = *resource.Quantity e
     container = string r
    type ExternalMetricSource
     metricName = string r
     metricSelector = *meta/v1.LabelSelector e
     targetValue = *resource.Quantity e
     targetAverageValue = *resource.Quantity e
    type MetricStatus
     type = MetricSourceType r
     object = *ObjectMetricStatus e
     pods = *PodsMetricStatus e
     resource = *ResourceMetricStatus e
     containerResource = *ContainerResourceMetricStatus e
     external = *ExternalMetricStatus e
    name HorizontalPodAutoscalerConditionType string
    type HorizontalPodAutoscalerCondition
     type = HorizontalPodAutoscalerConditionType r
     status = core/v1.ConditionStatus r
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    type ObjectMetricStatus
     target = CrossVersionObjectReference r
     metricName = string r
     currentValue = resource.Quantity r
     selector = *meta/v1.LabelSelector e
     averageValue = *resource.Quantity e
    type PodsMetricStatus
     metricName = string r
     currentAverageValue = resource.Quantity r
     selector = *meta/v1.LabelSelector e
    type ResourceMetricStatus
     name = core/v1.ResourceName r
     currentAverageUtilization = *int32 e
     currentAverageValue = resource.Quantity r
    type ContainerResourceMetricStatus
     name = core/v1.ResourceName r
     currentAverageUtilization = *int32 e
     currentAverageValue = resource.Quantity r
     container = string r
    type ExternalMetricStatus
     metricName = string r
     metricSelector = *meta/v1.LabelSelector e
     currentValue = resource.Quantity r
     currentAverageValue = *resource.Quantity e
    """#
