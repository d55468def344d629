/// Types of `resource/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`, the script that writes it is `.ci/schema-table`.
/// Upstream: staging/src/k8s.io/api/resource/v1/types.go.
let resourceV1Table: StaticString = #"""
    package resource/v1 resource.k8s.io
    kind ResourceSlice
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = ResourceSliceSpec r
    type ResourceSliceSpec
     driver = string r
     pool = ResourcePool r
     nodeName = *string e
     nodeSelector = *core/v1.NodeSelector e
     allNodes = *bool e
     devices = []Device e lt=atomic
     perDeviceNodeSelection = *bool e
     sharedCounters = []CounterSet e lt=atomic
    type CounterSet
     name = string r
     counters = map[string]Counter er
    type ResourcePool
     name = string r
     generation = int64 r
     resourceSliceCount = int64 r
    type Device
     name = string r
     attributes = map[QualifiedName]DeviceAttribute e
     capacity = map[QualifiedName]DeviceCapacity e
     consumesCounters = []DeviceCounterConsumption e lt=atomic
     nodeName = *string e
     nodeSelector = *core/v1.NodeSelector e
     allNodes = *bool e
     taints = []DeviceTaint e lt=atomic
     bindsToNode = *bool e
     bindingConditions = []string e lt=atomic
     bindingFailureConditions = []string e lt=atomic
     allowMultipleAllocations = *bool e
     nodeAllocatableResourceMappings = map[core/v1.ResourceName]NodeAllocatableResourceMapping e
    type NodeAllocatableResourceMapping
     capacityKey = *QualifiedName e
     allocationMultiplier = *resource.Quantity e
    type DeviceCounterConsumption
     counterSet = string r
     counters = map[string]Counter er
    type DeviceCapacity
     value = resource.Quantity r
     requestPolicy = *CapacityRequestPolicy e
    type Counter
     value = resource.Quantity r
    type CapacityRequestPolicy
     default = *resource.Quantity -
     validValues = []resource.Quantity e lt=atomic
     validRange = *CapacityRequestPolicyRange e
    type CapacityRequestPolicyRange
     min = *resource.Quantity er
     max = *resource.Quantity e
     step = *resource.Quantity e
    name QualifiedName string
    name FullyQualifiedName string
    type DeviceAttribute
     int IntValue *int64 e
     bool BoolValue *bool e
     string StringValue *string e
     version VersionValue *string e
     ints IntValues []int64 e lt=atomic
     bools BoolValues []bool e lt=atomic
     strings StringValues []string e lt=atomic
     versions VersionValues []string e lt=atomic
    type DeviceTaint
     key = string r
     value = string e
     effect = DeviceTaintEffect r
     timeAdded = *meta/v1.Time e
    name DeviceTaintEffect string
     =|NoExecute|NoSchedule|None
    kind ResourceSliceList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ResourceSlice r
    kind ResourceClaim
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = ResourceClaimSpec r
     status = ResourceClaimStatus e
    type ResourceClaimSpec
     devices = DeviceClaim -
    type DeviceClaim
     requests = []DeviceRequest - lt=atomic
     constraints = []DeviceConstraint e lt=atomic
     config = []DeviceClaimConfiguration e lt=atomic
    type DeviceRequest
     name = string r
     exactly = *ExactDeviceRequest e
     firstAvailable = []DeviceSubRequest e lt=atomic
    type ExactDeviceRequest
     deviceClassName = string r
     selectors = []DeviceSelector e lt=atomic
     allocationMode = DeviceAllocationMode e
     count = int64 e
     adminAccess = *bool e
     tolerations = []DeviceToleration e lt=atomic
     capacity = *CapacityRequirements e
    type DeviceSubRequest
     name = string r
     deviceClassName = string r
     selectors = []DeviceSelector e lt=atomic
     allocationMode = DeviceAllocationMode e
     count = int64 e
     tolerations = []DeviceToleration e lt=atomic
     capacity = *CapacityRequirements e
    type CapacityRequirements
     requests = map[QualifiedName]resource.Quantity e
    name DeviceAllocationMode string
     =|All|ExactCount
    type DeviceSelector
     cel CEL *CELDeviceSelector e
    type CELDeviceSelector
     expression = string r
    type DeviceConstraint
     requests = []string e lt=atomic
     matchAttribute = *FullyQualifiedName e
     distinctAttribute = *FullyQualifiedName e
    type DeviceClaimConfiguration
     requests = []string e lt=atomic
     . DeviceConfiguration DeviceConfiguration
    type DeviceConfiguration
     opaque = *OpaqueDeviceConfiguration e
    type OpaqueDeviceConfiguration
     driver = string r
     parameters = runtime.RawExtension r
    type DeviceToleration
     key = string e
     operator = DeviceTolerationOperator e
     value = string e
     effect = DeviceTaintEffect e
     tolerationSeconds = *int64 e
    name DeviceTolerationOperator string
     =|Equal|Exists
    type ResourceClaimStatus
     allocation = *AllocationResult e
     reservedFor = []ResourceClaimConsumerReference e ps=merge pk=uid lk=uid
     devices = []AllocatedDeviceStatus e lk=driver,device,pool,shareID
    type ResourceClaimConsumerReference
     apiGroup APIGroup string e
     resource = string r
     name = string r
     uid UID types.UID r
    type AllocationResult
     devices = DeviceAllocationResult e
     nodeSelector = *core/v1.NodeSelector e
     allocationTimestamp = *meta/v1.Time e
    type DeviceAllocationResult
     results = []DeviceRequestAllocationResult e lt=atomic
     config = []DeviceAllocationConfiguration e lt=atomic
    type DeviceRequestAllocationResult
     request = string r
     driver = string r
     pool = string r
     device = string r
     adminAccess = *bool e
     tolerations = []DeviceToleration e lt=atomic
     bindingConditions = []string e lt=atomic
     bindingFailureConditions = []string e lt=atomic
     shareID = *types.UID e
     consumedCapacity = map[QualifiedName]resource.Quantity e
    type DeviceAllocationConfiguration
     source = AllocationConfigSource r
     requests = []string e lt=atomic
     . DeviceConfiguration DeviceConfiguration
    name AllocationConfigSource string
     =|FromClaim|FromClass
    kind ResourceClaimList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ResourceClaim r
    kind DeviceClass
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = DeviceClassSpec r
    type DeviceClassSpec
     selectors = []DeviceSelector e lt=atomic
     config = []DeviceClassConfiguration e lt=atomic
     extendedResourceName = *string e
    type DeviceClassConfiguration
     . DeviceConfiguration DeviceConfiguration
    kind DeviceClassList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []DeviceClass r
    kind ResourceClaimTemplate
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = ResourceClaimTemplateSpec r
    type ResourceClaimTemplateSpec
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = ResourceClaimSpec r
    kind ResourceClaimTemplateList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []ResourceClaimTemplate r
    type AllocatedDeviceStatus
     driver = string r
     pool = string r
     device = string r
     shareID = *string e
     conditions = []meta/v1.Condition - lk=type
     data = *runtime.RawExtension e
     networkData = *NetworkDeviceData e
    type NetworkDeviceData
     interfaceName = string e
     ips IPs []string e lt=atomic
     hardwareAddress = string e
    """#
