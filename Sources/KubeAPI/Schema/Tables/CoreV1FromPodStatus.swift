/// Types of `core/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/core/v1/types.go.
let coreV1FromPodStatusTable: StaticString = #"""
    package core/v1 -
    type PodStatus
     observedGeneration = int64 e
     phase = PodPhase e
     conditions = []PodCondition e ps=merge pk=type lk=type
     message = string e
     reason = string e
     nominatedNodeName = string e
     hostIP = string e
     hostIPs = []HostIP e ps=merge pk=ip lt=atomic
     podIP = string e
     podIPs = []PodIP e ps=merge pk=ip lk=ip
     startTime = *meta/v1.Time e
     initContainerStatuses = []ContainerStatus e lt=atomic
     containerStatuses = []ContainerStatus e lt=atomic
     qosClass QOSClass PodQOSClass e
     ephemeralContainerStatuses = []ContainerStatus e lt=atomic
     resize = PodResizeStatus e
     resourceClaimStatuses = []PodResourceClaimStatus e ps=merge,retainKeys pk=name lk=name
     extendedResourceClaimStatus = *PodExtendedResourceClaimStatus e
     allocatedResources = ResourceList e
     resources = *ResourceRequirements e
     nodeAllocatableResourceClaimStatuses = []NodeAllocatableResourceClaimStatus e lt=atomic
    kind PodStatusResult
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     status = PodStatus e
    kind Pod
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = PodSpec e
     status = PodStatus e
    kind PodList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Pod r
    type PodTemplateSpec
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = PodSpec e
    kind PodTemplate
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     template = PodTemplateSpec e
    kind PodTemplateList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []PodTemplate r
    type ReplicationControllerSpec
     replicas = *int32 e
     minReadySeconds = int32 e
     selector = map[string]string e mt=atomic
     template = *PodTemplateSpec e
    type ReplicationControllerStatus
     replicas = int32 r
     fullyLabeledReplicas = int32 e
     readyReplicas = int32 e
     availableReplicas = int32 e
     observedGeneration = int64 e
     conditions = []ReplicationControllerCondition e ps=merge pk=type lk=type
    name ReplicationControllerConditionType string
    type ReplicationControllerCondition
     type = ReplicationControllerConditionType r
     status = ConditionStatus r
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    kind ReplicationController
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = ReplicationControllerSpec e
     status = ReplicationControllerStatus e
    kind ReplicationControllerList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ReplicationController r
    name ServiceAffinity string
     =|ClientIP|None
    type SessionAffinityConfig
     clientIP = *ClientIPConfig e
    type ClientIPConfig
     timeoutSeconds = *int32 e
    name ServiceType string
     =|ClusterIP|ExternalName|LoadBalancer|NodePort
    name ServiceInternalTrafficPolicy string
     =|Cluster|Local
    name ServiceExternalTrafficPolicy string
     =|Cluster|Local
    type ServiceStatus
     loadBalancer = LoadBalancerStatus e
     conditions = []meta/v1.Condition e ps=merge pk=type lk=type
    type LoadBalancerStatus
     ingress = []LoadBalancerIngress e lt=atomic
    type LoadBalancerIngress
     ip IP string e
     hostname = string e
     ipMode IPMode *LoadBalancerIPMode e
     ports = []PortStatus e lt=atomic
    name IPFamily string
     =||IPv4|IPv6
    name IPFamilyPolicy string
     =|PreferDualStack|RequireDualStack|SingleStack
    type ServiceSpec
     ports = []ServicePort e ps=merge pk=port lk=port,protocol
     selector = map[string]string e mt=atomic
     clusterIP = string e
     clusterIPs = []string e lt=atomic
     type = ServiceType e
     externalIPs = []string e lt=atomic
     sessionAffinity = ServiceAffinity e
     loadBalancerIP = string e
     loadBalancerSourceRanges = []string e lt=atomic
     externalName = string e
     externalTrafficPolicy = ServiceExternalTrafficPolicy e
     healthCheckNodePort = int32 e
     publishNotReadyAddresses = bool e
     sessionAffinityConfig = *SessionAffinityConfig e
     ipFamilies IPFamilies []IPFamily e lt=atomic
     ipFamilyPolicy IPFamilyPolicy *IPFamilyPolicy e
     allocateLoadBalancerNodePorts = *bool e
     loadBalancerClass = *string e
     internalTrafficPolicy = *ServiceInternalTrafficPolicy e
     trafficDistribution = *string e
    type ServicePort
     name = string e
     protocol = Protocol e
     appProtocol = *string e
     port = int32 r
     targetPort = intstr.IntOrString e
     nodePort = int32 e
    kind Service
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = ServiceSpec e
     status = ServiceStatus e
    kind ServiceList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Service r
    kind ServiceAccount
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     secrets = []ObjectReference e ps=merge pk=name lk=name
     imagePullSecrets = []LocalObjectReference e lt=atomic
     automountServiceAccountToken = *bool e
    kind ServiceAccountList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ServiceAccount r
    kind Endpoints
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     subsets = []EndpointSubset e lt=atomic
    type EndpointSubset
     addresses = []EndpointAddress e lt=atomic
     notReadyAddresses = []EndpointAddress e lt=atomic
     ports = []EndpointPort e lt=atomic
    type EndpointAddress atomic
     ip IP string r
     hostname = string e
     nodeName = *string e
     targetRef = *ObjectReference e
    type EndpointPort atomic
     name = string e
     port = int32 r
     protocol = Protocol e
     appProtocol = *string e
    kind EndpointsList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Endpoints r
    type NodeSpec
     podCIDR = string e
     podCIDRs = []string e ps=merge lt=set
     providerID = string e
     unschedulable = bool e
     taints = []Taint e lt=atomic
     configSource = *NodeConfigSource e
     externalID DoNotUseExternalID string e
    type NodeConfigSource
     configMap = *ConfigMapNodeConfigSource e
    type ConfigMapNodeConfigSource
     namespace = string r
     name = string r
     uid UID types.UID e
     resourceVersion = string e
     kubeletConfigKey = string r
    type DaemonEndpoint
     Port = int32 r
    type NodeDaemonEndpoints
     kubeletEndpoint = DaemonEndpoint e
    type NodeRuntimeHandlerFeatures
     recursiveReadOnlyMounts = *bool e
     userNamespaces = *bool e
    type NodeRuntimeHandler
     name = string -
     features = *NodeRuntimeHandlerFeatures e
    type NodeFeatures
     supplementalGroupsPolicy = *bool e
    type NodeSystemInfo
     machineID = string r
     systemUUID = string r
     bootID = string r
     kernelVersion = string r
     osImage OSImage string r
     containerRuntimeVersion = string r
     kubeletVersion = string r
     kubeProxyVersion = string r
     operatingSystem = string r
     architecture = string r
     swap = *NodeSwapStatus e
    type NodeSwapStatus
     capacity = *int64 e
    type NodeConfigStatus
     assigned = *NodeConfigSource e
     active = *NodeConfigSource e
     lastKnownGood = *NodeConfigSource e
     error = string e
    type NodeStatus
     capacity = ResourceList e
     allocatable = ResourceList e
     phase = NodePhase e
     conditions = []NodeCondition e ps=merge pk=type lk=type
     addresses = []NodeAddress e ps=merge pk=type lk=type
     daemonEndpoints = NodeDaemonEndpoints e
     nodeInfo = NodeSystemInfo e
     images = []ContainerImage e lt=atomic
     volumesInUse = []UniqueVolumeName e lt=atomic
     volumesAttached = []AttachedVolume e lt=atomic
     config = *NodeConfigStatus e
     runtimeHandlers = []NodeRuntimeHandler e lt=atomic
     features = *NodeFeatures e
     declaredFeatures = []string e lt=atomic
    name UniqueVolumeName string
    type AttachedVolume
     name = UniqueVolumeName r
     devicePath = string r
    type AvoidPods
     preferAvoidPods = []PreferAvoidPodsEntry e lt=atomic
    type PreferAvoidPodsEntry
     podSignature = PodSignature r
     evictionTime = meta/v1.Time e
     reason = string e
     message = string e
    type PodSignature
     podController = *meta/v1.OwnerReference e
    type ContainerImage
     names = []string - lt=atomic
     sizeBytes = int64 e
    name NodePhase string
     =|Pending|Running|Terminated
    name NodeConditionType string
    type NodeCondition
     type = NodeConditionType r
     status = ConditionStatus r
     lastHeartbeatTime = meta/v1.Time e
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    name NodeAddressType string
    type NodeAddress
     type = NodeAddressType r
     address = string r
    name ResourceName string
    name ResourceList map[ResourceName]resource.Quantity
    kind Node
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = NodeSpec e
     status = NodeStatus e
    kind NodeList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Node r
    name FinalizerName string
    type NamespaceSpec
     finalizers = []FinalizerName e lt=atomic
    type NamespaceStatus
     phase = NamespacePhase e
     conditions = []NamespaceCondition e ps=merge pk=type lk=type
    name NamespacePhase string
     =|Active|Terminating
    name NamespaceConditionType string
    type NamespaceCondition
     type = NamespaceConditionType r
     status = ConditionStatus r
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    kind Namespace
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = NamespaceSpec e
     status = NamespaceStatus e
    kind NamespaceList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Namespace r
    kind Binding
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     target = ObjectReference r
    type Preconditions
     uid UID *types.UID e
    kind PodLogOptions
     . TypeMeta meta/v1.TypeMeta
     container = string e
     follow = bool e
     previous = bool e
     sinceSeconds = *int64 e
     sinceTime = *meta/v1.Time e
     timestamps = bool e
     tailLines = *int64 e
     limitBytes = *int64 e
     insecureSkipTLSVerifyBackend = bool e
     stream = *string e
    kind PodAttachOptions
     . TypeMeta meta/v1.TypeMeta
     stdin = bool e
     stdout = bool e
     stderr = bool e
     tty TTY bool e
     container = string e
    kind PodExecOptions
     . TypeMeta meta/v1.TypeMeta
     stdin = bool e
     stdout = bool e
     stderr = bool e
     tty TTY bool e
     container = string e
     command = []string r lt=atomic
    kind PodPortForwardOptions
     . TypeMeta meta/v1.TypeMeta
     ports = []int32 e lt=atomic
    kind PodProxyOptions
     . TypeMeta meta/v1.TypeMeta
     path = string e
    kind NodeProxyOptions
     . TypeMeta meta/v1.TypeMeta
     path = string e
    kind ServiceProxyOptions
     . TypeMeta meta/v1.TypeMeta
     path = string e
    type ObjectReference atomic
     kind = string e
     namespace = string e
     name = string e
     uid UID types.UID e
     apiVersion APIVersion string e
     resourceVersion = string e
     fieldPath = string e
    type LocalObjectReference atomic
     name = string e
    type TypedLocalObjectReference atomic
     apiGroup APIGroup *string -
     kind = string r
     name = string r
    kind SerializedReference
     . TypeMeta meta/v1.TypeMeta
     reference = ObjectReference e
    type EventSource
     component = string e
     host = string e
    kind Event
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta r
     involvedObject = ObjectReference r
     reason = string e
     message = string e
     source = EventSource e
     firstTimestamp = meta/v1.Time e
     lastTimestamp = meta/v1.Time e
     count = int32 e
     type = string e
     eventTime = meta/v1.MicroTime e
     series = *EventSeries e
     action = string e
     related = *ObjectReference e
     reportingComponent ReportingController string -
     reportingInstance = string -
    type EventSeries
     count = int32 e
     lastObservedTime = meta/v1.MicroTime e
    kind EventList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Event r
    name List meta/v1.List
    name LimitType string
    type LimitRangeItem
     type = LimitType r
     max = ResourceList e
     min = ResourceList e
     default = ResourceList e
     defaultRequest = ResourceList e
     maxLimitRequestRatio = ResourceList e
    type LimitRangeSpec
     limits = []LimitRangeItem r lt=atomic
    kind LimitRange
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = LimitRangeSpec e
    kind LimitRangeList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []LimitRange r
    name ResourceQuotaScope string
     =|BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass
     =|Terminating|VolumeAttributesClass
    type ResourceQuotaSpec
     hard = ResourceList e
     scopes = []ResourceQuotaScope e lt=atomic
     scopeSelector = *ScopeSelector e
    type ScopeSelector atomic
     matchExpressions = []ScopedResourceSelectorRequirement e lt=atomic
    type ScopedResourceSelectorRequirement
     scopeName = ResourceQuotaScope r
     operator = ScopeSelectorOperator r
     values = []string e lt=atomic
    name ScopeSelectorOperator string
     =|DoesNotExist|Exists|In|NotIn
    type ResourceQuotaStatus
     hard = ResourceList e
     used = ResourceList e
    kind ResourceQuota
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = ResourceQuotaSpec e
     status = ResourceQuotaStatus e
    kind ResourceQuotaList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ResourceQuota r
    kind Secret
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     immutable = *bool e
     data = map[string][]byte e
     stringData = map[string]string e
     type = SecretType e
    name SecretType string
    """#
