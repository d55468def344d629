/// Descriptions of the types of `autoscaling/v2`. First the type, then its fields, indented.
let autoscalingV2Descriptions = """
    autoscaling/v2.HorizontalPodAutoscaler Sets the replicas of a workload so that metrics meet their targets.
     spec What is scaled, between which bounds, by which metrics.
     status What was measured and decided last.
    autoscaling/v2.HorizontalPodAutoscalerSpec What an autoscaler steers, and how.
     behavior How fast it may go up and down.
     maxReplicas Never more replicas than this.
     metrics What is looked at; the metric that asks for most replicas wins. Without any: cpu at 80 percent.
     minReplicas Never fewer replicas than this; 1 if not given.
     scaleTargetRef The workload, which must have a scale.
    autoscaling/v2.CrossVersionObjectReference An object of the same namespace.
     apiVersion Its group and version.
     kind Its kind.
     name Its name.
    autoscaling/v2.MetricSpec One thing to look at; type says which of the members is set.
     containerResource For type ContainerResource: one container instead of the whole pod.
     external For type External, as the length of a queue.
     object For type Object, as the requests per second of an Ingress.
     pods For type Pods, as the requests per second of each pod.
     resource For type Resource, as the cpu of the pods.
     type ContainerResource, External, Object, Pods or Resource.
    autoscaling/v2.ObjectMetricSource A number about one object of the cluster.
     describedObject The object.
     metric Which number.
     target What it should be.
    autoscaling/v2.MetricTarget What a metric should be.
     averageUtilization Percent of what the pods request, in the mean.
     averageValue An amount for each pod, in the mean.
     type Utilization, Value or AverageValue.
     value An amount for all together.
    autoscaling/v2.MetricIdentifier Which metric is read.
     name Its name.
     selector Labels that narrow it down; handed on to the metrics server.
    autoscaling/v2.PodsMetricSource A number about each pod, taken in the mean.
     metric Which number.
     target What it should be; of type AverageValue.
    autoscaling/v2.ResourceMetricSource The cpu or memory of the pods.
     name cpu or memory.
     target What it should be.
    autoscaling/v2.ContainerResourceMetricSource The cpu or memory of one container of each pod.
     container The name of the container.
     name cpu or memory.
     target What it should be.
    autoscaling/v2.ExternalMetricSource A number from outside the cluster, as the length of a queue.
     metric Which number.
     target What it should be.
    autoscaling/v2.HorizontalPodAutoscalerBehavior Limits of how fast replicas change.
     scaleDown When taking replicas away; its window is 5 minutes if not given.
     scaleUp When adding replicas.
    autoscaling/v2.HPAScalingRules Limits for one direction.
     policies Steps that are allowed: so many pods or percent in so many seconds; at least one.
     selectPolicy Max takes the largest step (default), Min the smallest, Disabled none.
     stabilizationWindowSeconds Seconds of past recommendations to weigh, at most 3600; up 0, down 300 if not given.
     tolerance How far off its target a metric may be without any change; a tenth if not given.
    autoscaling/v2.HPAScalingPolicy One step that is allowed.
     periodSeconds In so many seconds; 1 to 1800.
     type Pods or Percent.
     value So many of them; more than 0.
    autoscaling/v2.HorizontalPodAutoscalerStatus What an autoscaler saw and did.
     conditions AbleToScale, ScalingActive and ScalingLimited say what holds it back.
     currentMetrics The metrics as they were read last.
     currentReplicas The replicas that were found.
     desiredReplicas The replicas that were set.
     lastScaleTime When it last changed the replicas.
     observedGeneration The version of the spec that was looked at.
    autoscaling/v2.MetricStatus One metric as it was read last; type says which of the members is set.
     containerResource One container's cpu or memory, for type ContainerResource.
     external A number from outside, for type External.
     object One object's number, for type Object.
     pods The pods' number, for type Pods.
     resource The pods' cpu or memory, for type Resource.
     type ContainerResource, External, Object, Pods or Resource.
    autoscaling/v2.ObjectMetricStatus A number about one object, as it was read last.
     current The number.
     describedObject The object.
     metric Which number it is.
    autoscaling/v2.MetricValueStatus A metric's value as it was read last.
     averageUtilization Percent of what the pods request, in the mean.
     averageValue The amount for each pod, in the mean.
     value The amount for all together.
    autoscaling/v2.PodsMetricStatus A number about each pod, as it was read last.
     current The number, in the mean.
     metric Which number it is.
    autoscaling/v2.ResourceMetricStatus The cpu or memory of the pods, as it was read last.
     current The amount, in the mean.
     name cpu or memory.
    autoscaling/v2.ContainerResourceMetricStatus The cpu or memory of one container, as it was read last.
     container The name of the container.
     current The amount, in the mean.
     name cpu or memory.
    autoscaling/v2.ExternalMetricStatus A number from outside the cluster, as it was read last.
     current The number.
     metric Which number it is.
    autoscaling/v2.HorizontalPodAutoscalerCondition One remark on where an autoscaler stands.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     reason The reason in a word.
     status True, False or Unknown.
     type AbleToScale, ScalingActive, ScalingLimited or ScaledToZero.
    """
