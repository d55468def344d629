/// Descriptions of the types of `autoscaling/v1`. First the type, then its fields, indented.
let autoscalingV1Descriptions = """
    autoscaling/v1.HorizontalPodAutoscaler Sets the replicas of a workload by the cpu its pods use; v2 knows more.
     spec What is scaled, between which bounds, at which use of cpu.
     status What was measured and decided last.
    autoscaling/v1.HorizontalPodAutoscalerSpec What an autoscaler steers, and how.
     maxReplicas Never more replicas than this.
     minReplicas Never fewer replicas than this; 1 if not given.
     scaleTargetRef The workload, which must have a scale.
     targetCPUUtilizationPercentage The cpu that pods should use, in percent of what they request; 80 if not given.
    autoscaling/v1.CrossVersionObjectReference An object of the same namespace.
     apiVersion Its group and version.
     kind Its kind.
     name Its name.
    autoscaling/v1.HorizontalPodAutoscalerStatus What an autoscaler saw and did.
     currentCPUUtilizationPercentage The cpu that the pods used last, in the mean, in percent of what they request.
     currentReplicas The replicas that were found.
     desiredReplicas The replicas that were set.
     lastScaleTime When it last changed the replicas.
     observedGeneration The generation of the spec that was looked at.
    autoscaling/v1.Scale The one size of a workload, whatever its kind; its scale subresource.
     spec The number to set.
     status How many there are, and which ones they are.
    autoscaling/v1.ScaleSpec How many are wanted.
     replicas The number that is wanted; writing it scales the workload.
    autoscaling/v1.ScaleStatus How many there are.
     replicas The number of pods that were observed.
     selector Which pods they are: a label selector as a text, as app=web.
    autoscaling/v1.MetricSpec One thing to look at, as kept in an annotation of v1; type says which member is set.
     containerResource For type ContainerResource: one container instead of the whole pod.
     external For type External, as the length of a queue.
     object For type Object, as the requests per second of an Ingress.
     pods For type Pods, as the requests per second of each pod.
     resource For type Resource, as the cpu of the pods.
     type ContainerResource, External, Object, Pods or Resource.
    autoscaling/v1.ObjectMetricSource A number about one object of the cluster.
     averageValue What it should be, divided by the number of pods.
     metricName The name of the metric.
     selector Labels that narrow down the metric.
     target The object.
     targetValue What it should be.
    autoscaling/v1.PodsMetricSource A number about each pod.
     metricName The name of the metric.
     selector Labels that narrow down the metric.
     targetAverageValue What it should be in the mean of the pods.
    autoscaling/v1.ResourceMetricSource The cpu or memory of the pods; one of the targets is set.
     name cpu or memory.
     targetAverageUtilization Percent of what the pods request, in the mean.
     targetAverageValue An amount for each pod, in the mean.
    autoscaling/v1.ContainerResourceMetricSource The cpu or memory of one container; one of the targets is set.
     container The name of the container.
     name cpu or memory.
     targetAverageUtilization Percent of what the containers request, in the mean.
     targetAverageValue An amount for each container, in the mean.
    autoscaling/v1.ExternalMetricSource A number from outside the cluster; one of the targets is set.
     metricName The name of the metric.
     metricSelector Labels that pick a series of the metric.
     targetAverageValue What it should be, divided by the number of pods.
     targetValue What it should be.
    autoscaling/v1.MetricStatus One metric as it was read last; type says which member is set.
     containerResource One container's cpu or memory, for type ContainerResource.
     external A number from outside, for type External.
     object One object's number, for type Object.
     pods The pods' number, for type Pods.
     resource The pods' cpu or memory, for type Resource.
     type ContainerResource, External, Object, Pods or Resource.
    autoscaling/v1.ObjectMetricStatus A number about one object, as it was read last.
     averageValue The number divided by the number of pods.
     currentValue The number.
     metricName The name of the metric.
     selector Labels that narrow down the metric.
     target The object.
    autoscaling/v1.PodsMetricStatus A number about each pod, as it was read last.
     currentAverageValue The mean of the pods.
     metricName The name of the metric.
     selector Labels that narrow down the metric.
    autoscaling/v1.ResourceMetricStatus The cpu or memory of the pods, as it was read last.
     currentAverageUtilization Percent of what the pods request, in the mean.
     currentAverageValue The amount for each pod, in the mean.
     name cpu or memory.
    autoscaling/v1.ContainerResourceMetricStatus The cpu or memory of one container, as it was read last.
     container The name of the container.
     currentAverageUtilization Percent of what the containers request, in the mean.
     currentAverageValue The amount for each container, in the mean.
     name cpu or memory.
    autoscaling/v1.ExternalMetricStatus A number from outside the cluster, as it was read last.
     currentAverageValue The number divided by the number of pods.
     currentValue The number.
     metricName The name of the metric.
     metricSelector Labels that pick a series of the metric.
    autoscaling/v1.HorizontalPodAutoscalerCondition One remark on where an autoscaler stands.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     reason The reason in a word.
     status True, False or Unknown.
     type AbleToScale, ScalingActive, ScalingLimited or ScaledToZero.
    """
