/// Types of `core/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/core/v1/types.go.
let coreV1FromVolumeDeviceTable: StaticString = #"""
    package core/v1 -
    type VolumeDevice
     name = string r
     devicePath = string r
    type EnvVar
     name = string r
     value = string e
     valueFrom = *EnvVarSource e
    type EnvVarSource
     fieldRef = *ObjectFieldSelector e
     resourceFieldRef = *ResourceFieldSelector e
     configMapKeyRef = *ConfigMapKeySelector e
     secretKeyRef = *SecretKeySelector e
     fileKeyRef = *FileKeySelector e
    type FileKeySelector atomic
     volumeName = string r
     path = string r
     key = string r
     optional = *bool e
    type ObjectFieldSelector atomic
     apiVersion APIVersion string e
     fieldPath = string r
    type ResourceFieldSelector atomic
     containerName = string e
     resource = string r
     divisor = resource.Quantity e
    type ConfigMapKeySelector atomic
     . LocalObjectReference LocalObjectReference
     key = string r
     optional = *bool e
    type SecretKeySelector atomic
     . LocalObjectReference LocalObjectReference
     key = string r
     optional = *bool e
    type EnvFromSource
     prefix = string e
     configMapRef = *ConfigMapEnvSource e
     secretRef = *SecretEnvSource e
    type ConfigMapEnvSource
     . LocalObjectReference LocalObjectReference
     optional = *bool e
    type SecretEnvSource
     . LocalObjectReference LocalObjectReference
     optional = *bool e
    type HTTPHeader
     name = string r
     value = string r
    type HTTPGetAction
     path = string e
     port = intstr.IntOrString r
     host = string e
     scheme = URIScheme e
     httpHeaders HTTPHeaders []HTTPHeader e lt=atomic
    name URIScheme string
     =|HTTP|HTTPS
    type TCPSocketAction
     port = intstr.IntOrString r
     host = string e
    type GRPCAction
     port = int32 r
     service = *string -
    type ExecAction
     command = []string e lt=atomic
    type SleepAction
     seconds = int64 r
    type Probe
     . ProbeHandler ProbeHandler
     initialDelaySeconds = int32 e
     timeoutSeconds = int32 e
     periodSeconds = int32 e
     successThreshold = int32 e
     failureThreshold = int32 e
     terminationGracePeriodSeconds = *int64 e
    name PullPolicy string
     =|Always|IfNotPresent|Never
    name ResourceResizeRestartPolicy string
    type ContainerResizePolicy
     resourceName = ResourceName r
     restartPolicy = ResourceResizeRestartPolicy r
    name PreemptionPolicy string
     =|Never|PreemptLowerPriority
    name TerminationMessagePolicy string
     =|FallbackToLogsOnError|File
    name Capability string
    type Capabilities
     add = []Capability e lt=atomic
     drop = []Capability e lt=atomic
    type ResourceRequirements
     limits = ResourceList e
     requests = ResourceList e
     claims = []ResourceClaim e lk=name
    type VolumeResourceRequirements
     limits = ResourceList e
     requests = ResourceList e
    type ResourceClaim
     name = string r
     request = string e
    type Container
     name = string r
     image = string e
     command = []string e lt=atomic
     args = []string e lt=atomic
     workingDir = string e
     ports = []ContainerPort e ps=merge pk=containerPort lk=containerPort,protocol
     envFrom = []EnvFromSource e lt=atomic
     env = []EnvVar e ps=merge pk=name lk=name
     resources = ResourceRequirements e
     resizePolicy = []ContainerResizePolicy e lt=atomic
     restartPolicy = *ContainerRestartPolicy e
     restartPolicyRules = []ContainerRestartRule e lt=atomic
     volumeMounts = []VolumeMount e ps=merge pk=mountPath lk=mountPath
     volumeDevices = []VolumeDevice e ps=merge pk=devicePath lk=devicePath
     livenessProbe = *Probe e
     readinessProbe = *Probe e
     startupProbe = *Probe e
     lifecycle = *Lifecycle e
     terminationMessagePath = string e
     terminationMessagePolicy = TerminationMessagePolicy e
     imagePullPolicy = PullPolicy e
     securityContext = *SecurityContext e
     stdin = bool e
     stdinOnce = bool e
     tty TTY bool e
    type ProbeHandler
     exec = *ExecAction e
     httpGet HTTPGet *HTTPGetAction e
     tcpSocket TCPSocket *TCPSocketAction e
     grpc GRPC *GRPCAction e
    type LifecycleHandler
     exec = *ExecAction e
     httpGet HTTPGet *HTTPGetAction e
     tcpSocket TCPSocket *TCPSocketAction e
     sleep = *SleepAction e
    name Signal string
     =|SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO
     =|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1
     =|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3
     =|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN
     =|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15
     =|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8
     =|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN
     =|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ
    type Lifecycle
     postStart = *LifecycleHandler e
     preStop = *LifecycleHandler e
     stopSignal = *Signal e
    name ConditionStatus string
    type ContainerStateWaiting
     reason = string e
     message = string e
    type ContainerStateRunning
     startedAt = meta/v1.Time e
    type ContainerStateTerminated
     exitCode = int32 r
     signal = int32 e
     reason = string e
     message = string e
     startedAt = meta/v1.Time e
     finishedAt = meta/v1.Time e
     containerID = string e
    type ContainerState
     waiting = *ContainerStateWaiting e
     running = *ContainerStateRunning e
     terminated = *ContainerStateTerminated e
    type ContainerStatus
     name = string r
     state = ContainerState e
     lastState LastTerminationState ContainerState e
     ready = bool r
     restartCount = int32 r
     image = string r
     imageID = string r
     containerID = string e
     started = *bool e
     allocatedResources = ResourceList e
     resources = *ResourceRequirements e
     volumeMounts = []VolumeMountStatus e ps=merge pk=mountPath lk=mountPath
     user = *ContainerUser e
     allocatedResourcesStatus = []ResourceStatus e ps=merge pk=name lk=name
     stopSignal = *Signal e
    type ResourceStatus
     name = ResourceName r
     resources = []ResourceHealth e lk=resourceID
    name ResourceHealthStatus string
    name ResourceID string
    type ResourceHealth
     resourceID = ResourceID r
     health = ResourceHealthStatus e
     message = *string e
    type ContainerUser
     linux = *LinuxContainerUser e
    type LinuxContainerUser
     uid UID int64 r
     gid GID int64 r
     supplementalGroups = []int64 e lt=atomic
    name PodPhase string
     =|Failed|Pending|Running|Succeeded|Unknown
    name PodConditionType string
    type PodCondition
     type = PodConditionType r
     observedGeneration = int64 e
     status = ConditionStatus r
     lastProbeTime = meta/v1.Time e
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    name PodResizeStatus string
    type VolumeMountStatus
     name = string r
     mountPath = string r
     readOnly = bool e
     recursiveReadOnly = *RecursiveReadOnlyMode e
     volumeStatus = *VolumeStatus e
    type VolumeStatus
     image = *ImageVolumeStatus e
    type ImageVolumeStatus
     imageRef = string er
    name RestartPolicy string
     =|Always|Never|OnFailure
    name ContainerRestartPolicy string
    type ContainerRestartRule
     action = ContainerRestartRuleAction er
     exitCodes = *ContainerRestartRuleOnExitCodes e
    name ContainerRestartRuleAction string
    type ContainerRestartRuleOnExitCodes
     operator = ContainerRestartRuleOnExitCodesOperator er
     values = []int32 e lt=set
    name ContainerRestartRuleOnExitCodesOperator string
    name DNSPolicy string
     =|ClusterFirst|ClusterFirstWithHostNet|Default|None
    type NodeSelector atomic
     nodeSelectorTerms = []NodeSelectorTerm r lt=atomic
    type NodeSelectorTerm atomic
     matchExpressions = []NodeSelectorRequirement e lt=atomic
     matchFields = []NodeSelectorRequirement e lt=atomic
    type NodeSelectorRequirement
     key = string r
     operator = NodeSelectorOperator r
     values = []string e lt=atomic
    name NodeSelectorOperator string
     =|DoesNotExist|Exists|Gt|In|Lt|NotIn
    type TopologySelectorTerm atomic
     matchLabelExpressions = []TopologySelectorLabelRequirement e lt=atomic
    type TopologySelectorLabelRequirement
     key = string r
     values = []string r lt=atomic
    type Affinity
     nodeAffinity = *NodeAffinity e
     podAffinity = *PodAffinity e
     podAntiAffinity = *PodAntiAffinity e
    type PodAffinity
     requiredDuringSchedulingIgnoredDuringExecution = []PodAffinityTerm e lt=atomic
     preferredDuringSchedulingIgnoredDuringExecution = []WeightedPodAffinityTerm e lt=atomic
    type PodAntiAffinity
     requiredDuringSchedulingIgnoredDuringExecution = []PodAffinityTerm e lt=atomic
     preferredDuringSchedulingIgnoredDuringExecution = []WeightedPodAffinityTerm e lt=atomic
    type WeightedPodAffinityTerm
     weight = int32 r
     podAffinityTerm = PodAffinityTerm r
    type PodAffinityTerm
     labelSelector = *meta/v1.LabelSelector e
     namespaces = []string e lt=atomic
     topologyKey = string r
     namespaceSelector = *meta/v1.LabelSelector e
     matchLabelKeys = []string e lt=atomic
     mismatchLabelKeys = []string e lt=atomic
    type NodeAffinity
     requiredDuringSchedulingIgnoredDuringExecution = *NodeSelector e
     preferredDuringSchedulingIgnoredDuringExecution = []PreferredSchedulingTerm e lt=atomic
    type PreferredSchedulingTerm
     weight = int32 r
     preference = NodeSelectorTerm r
    type Taint
     key = string r
     value = string e
     effect = TaintEffect r
     timeAdded = *meta/v1.Time e
    name TaintEffect string
     =|NoExecute|NoSchedule|PreferNoSchedule
    type Toleration
     key = string e
     operator = TolerationOperator e
     value = string e
     effect = TaintEffect e
     tolerationSeconds = *int64 e
    name TolerationOperator string
     =|Equal|Exists|Gt|Lt
    type PodReadinessGate
     conditionType = PodConditionType r
    type PodSpec
     volumes = []Volume e ps=merge,retainKeys pk=name lk=name
     initContainers = []Container e ps=merge pk=name lk=name
     containers = []Container r ps=merge pk=name lk=name
     ephemeralContainers = []EphemeralContainer e ps=merge pk=name lk=name
     restartPolicy = RestartPolicy e
     terminationGracePeriodSeconds = *int64 e
     activeDeadlineSeconds = *int64 e
     dnsPolicy DNSPolicy DNSPolicy e
     nodeSelector = map[string]string e mt=atomic
     serviceAccountName = string e
     serviceAccount DeprecatedServiceAccount string e
     automountServiceAccountToken = *bool e
     nodeName = string e
     hostNetwork = bool e
     hostPID = bool e
     hostIPC = bool e
     shareProcessNamespace = *bool e
     securityContext = *PodSecurityContext e
     imagePullSecrets = []LocalObjectReference e ps=merge pk=name lk=name
     hostname = string e
     subdomain = string e
     affinity = *Affinity e
     schedulerName = string e
     tolerations = []Toleration e lt=atomic
     hostAliases = []HostAlias e ps=merge pk=ip lk=ip
     priorityClassName = string e
     priority = *int32 e
     dnsConfig DNSConfig *PodDNSConfig e
     readinessGates = []PodReadinessGate e lt=atomic
     runtimeClassName = *string e
     enableServiceLinks = *bool e
     preemptionPolicy = *PreemptionPolicy e
     overhead = ResourceList e
     topologySpreadConstraints = []TopologySpreadConstraint e ps=merge pk=topologyKey lk=topologyKey,whenUnsatisfiable
     setHostnameAsFQDN = *bool e
     os OS *PodOS e
     hostUsers = *bool e
     schedulingGates = []PodSchedulingGate e ps=merge pk=name lk=name
     resourceClaims = []PodResourceClaim e ps=merge,retainKeys pk=name lk=name
     resources = *ResourceRequirements e
     hostnameOverride = *string e
     schedulingGroup = *PodSchedulingGroup e
    type PodResourceClaim
     name = string r
     resourceClaimName = *string e
     resourceClaimTemplateName = *string e
    type PodResourceClaimStatus
     name = string r
     resourceClaimName = *string e
    type PodExtendedResourceClaimStatus
     requestMappings = []ContainerExtendedResourceRequest r lt=atomic
     resourceClaimName = string r
    type ContainerExtendedResourceRequest
     containerName = string r
     resourceName = string r
     requestName = string r
    name OSName string
    type PodOS
     name = OSName r
    type PodSchedulingGate
     name = string r
    type PodSchedulingGroup
     podGroupName = *string e
    name UnsatisfiableConstraintAction string
     =|DoNotSchedule|ScheduleAnyway
    name NodeInclusionPolicy string
     =|Honor|Ignore
    type TopologySpreadConstraint
     maxSkew = int32 r
     topologyKey = string r
     whenUnsatisfiable = UnsatisfiableConstraintAction r
     labelSelector = *meta/v1.LabelSelector e
     minDomains = *int32 e
     nodeAffinityPolicy = *NodeInclusionPolicy e
     nodeTaintsPolicy = *NodeInclusionPolicy e
     matchLabelKeys = []string e lt=atomic
    type HostAlias
     ip IP string r
     hostnames = []string e lt=atomic
    name PodFSGroupChangePolicy string
     =|Always|OnRootMismatch
    name SupplementalGroupsPolicy string
     =|Merge|Strict
    name PodSELinuxChangePolicy string
    type PodSecurityContext
     seLinuxOptions SELinuxOptions *SELinuxOptions e
     windowsOptions = *WindowsSecurityContextOptions e
     runAsUser = *int64 e
     runAsGroup = *int64 e
     runAsNonRoot = *bool e
     supplementalGroups = []int64 e lt=atomic
     supplementalGroupsPolicy = *SupplementalGroupsPolicy e
     fsGroup FSGroup *int64 e
     sysctls = []Sysctl e lt=atomic
     fsGroupChangePolicy FSGroupChangePolicy *PodFSGroupChangePolicy e
     seccompProfile = *SeccompProfile e
     appArmorProfile = *AppArmorProfile e
     seLinuxChangePolicy SELinuxChangePolicy *PodSELinuxChangePolicy e
    type SeccompProfile
     type = SeccompProfileType r
     localhostProfile = *string e
    name SeccompProfileType string
     =|Localhost|RuntimeDefault|Unconfined
    type AppArmorProfile
     type = AppArmorProfileType r
     localhostProfile = *string e
    name AppArmorProfileType string
     =|Localhost|RuntimeDefault|Unconfined
    name PodQOSClass string
     =|BestEffort|Burstable|Guaranteed
    type PodDNSConfig
     nameservers = []string e lt=atomic
     searches = []string e lt=atomic
     options = []PodDNSConfigOption e lt=atomic
    type PodDNSConfigOption
     name = string e
     value = *string e
    type PodIP
     ip IP string r
    type HostIP
     ip IP string r
    type EphemeralContainerCommon
     name = string r
     image = string e
     command = []string e lt=atomic
     args = []string e lt=atomic
     workingDir = string e
     ports = []ContainerPort e ps=merge pk=containerPort lk=containerPort,protocol
     envFrom = []EnvFromSource e lt=atomic
     env = []EnvVar e ps=merge pk=name lk=name
     resources = ResourceRequirements e
     resizePolicy = []ContainerResizePolicy e lt=atomic
     restartPolicy = *ContainerRestartPolicy e
     restartPolicyRules = []ContainerRestartRule e lt=atomic
     volumeMounts = []VolumeMount e ps=merge pk=mountPath lk=mountPath
     volumeDevices = []VolumeDevice e ps=merge pk=devicePath lk=devicePath
     livenessProbe = *Probe e
     readinessProbe = *Probe e
     startupProbe = *Probe e
     lifecycle = *Lifecycle e
     terminationMessagePath = string e
     terminationMessagePolicy = TerminationMessagePolicy e
     imagePullPolicy = PullPolicy e
     securityContext = *SecurityContext e
     stdin = bool e
     stdinOnce = bool e
     tty TTY bool e
    type EphemeralContainer
     . EphemeralContainerCommon EphemeralContainerCommon
     targetContainerName = string e
    """#
