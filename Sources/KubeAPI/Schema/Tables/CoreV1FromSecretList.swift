/// Types of `core/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/core/v1/types.go.
let coreV1FromSecretListTable: StaticString = #"""
    package core/v1 -
    kind SecretList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []Secret r
    kind ConfigMap
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     immutable = *bool e
     data = map[string]string e
     binaryData = map[string][]byte e
    kind ConfigMapList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ConfigMap r
    name ComponentConditionType string
    type ComponentCondition
     type = ComponentConditionType r
     status = ConditionStatus r
     message = string e
     error = string e
    kind ComponentStatus
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     conditions = []ComponentCondition e ps=merge pk=type lk=type
    kind ComponentStatusList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ComponentStatus r
    type DownwardAPIVolumeSource
     items = []DownwardAPIVolumeFile e lt=atomic
     defaultMode = *int32 e
    type DownwardAPIVolumeFile
     path = string r
     fieldRef = *ObjectFieldSelector e
     resourceFieldRef = *ResourceFieldSelector e
     mode = *int32 e
    type DownwardAPIProjection
     items = []DownwardAPIVolumeFile e lt=atomic
    type SecurityContext
     capabilities = *Capabilities e
     privileged = *bool e
     seLinuxOptions SELinuxOptions *SELinuxOptions e
     windowsOptions = *WindowsSecurityContextOptions e
     runAsUser = *int64 e
     runAsGroup = *int64 e
     runAsNonRoot = *bool e
     readOnlyRootFilesystem = *bool e
     allowPrivilegeEscalation = *bool e
     procMount = *ProcMountType e
     seccompProfile = *SeccompProfile e
     appArmorProfile = *AppArmorProfile e
    name ProcMountType string
     =|Default|Unmasked
    type SELinuxOptions
     user = string e
     role = string e
     type = string e
     level = string e
    type WindowsSecurityContextOptions
     gmsaCredentialSpecName GMSACredentialSpecName *string e
     gmsaCredentialSpec GMSACredentialSpec *string e
     runAsUserName = *string e
     hostProcess = *bool e
    kind RangeAllocation
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     range = string r
     data = []byte r
    type Sysctl
     name = string r
     value = string r
    type PortStatus
     port = int32 r
     protocol = Protocol r
     error = *string e
    name LoadBalancerIPMode string
    type ImageVolumeSource
     reference = string e
     pullPolicy = PullPolicy e
    type NodeAllocatableResourceClaimStatus
     resourceClaimName = string r
     containers = []string e lt=set
     resources = map[ResourceName]resource.Quantity r
    """#
