/// Descriptions of the types of `resource/v1`. First the type, then its fields, indented.
let resourceV1Descriptions = """
    resource/v1.ResourceSlice A list of devices that a driver offers, or a part of such a list.
     spec The devices, and where they can be used.
    resource/v1.ResourceSliceSpec Devices of a driver; one of the four ways to say on which nodes is set.
     allNodes If true, every node can use the devices.
     devices The devices, at most 128, or 64 if any uses taints, counters or lists; not with sharedCounters.
     driver The driver, a domain name; never changes.
     nodeName The one node that can use the devices; never changes.
     nodeSelector The nodes that can use the devices; of one term.
     perDeviceNodeSelection If true, each device says for itself which nodes can use it.
     pool The pool that the slice is part of.
     sharedCounters Amounts that devices of the pool share; at most 8 sets, not with devices.
    resource/v1.ResourcePool A pool of devices, spread over one slice or more.
     generation Goes up with each change; only slices of the highest count.
     name The name, often that of the node; never changes.
     resourceSliceCount How many slices the pool has; until all are seen it is not complete.
    resource/v1.Device One device, known by driver, pool and name.
     allNodes If true, every node can use it; only with perDeviceNodeSelection.
     allowMultipleAllocations Whether several requests may share it, each with a part of its capacity.
     attributes What it is like, by name: model, version and so on; with capacity at most 32.
     bindingConditions Conditions that must be True in the claim's device status before pods are bound; at most 4.
     bindingFailureConditions Conditions of which one that is True makes binding fail; at most 4.
     bindsToNode If true, a claim with it is held to the node that was chosen.
     capacity Amounts it has, by name; with attributes at most 32.
     consumesCounters What it takes of sharedCounters when it is in use; from at most 2 sets.
     name The name, unique in the pool.
     nodeAllocatableResourceMappings What of the node's own cpu, memory and the like goes with it, by resource; alpha.
     nodeName The one node that can use it; only with perDeviceNodeSelection.
     nodeSelector The nodes that can use it; of one term, only with perDeviceNodeSelection.
     taints Marks that keep away claims that do not tolerate them; at most 16.
    resource/v1.DeviceAttribute One thing that is said of a device; one member is set.
     bool true or false.
     bools Several of them; alpha.
     int A whole number.
     ints Several of them; alpha.
     string A text of at most 64 characters.
     strings Several of them; alpha.
     version A semantic version, as 1.2.3.
     versions Several of them; alpha.
    resource/v1.DeviceCapacity One amount that a device has.
     requestPolicy How much of it a request can take; only if the device can be shared.
     value How much it has in all, whatever is in use.
    resource/v1.CapacityRequestPolicy How much of an amount a request can take; at most one of the two limits is set.
     default What a request takes that says nothing.
     validRange A range; requests are rounded up into it, and those beyond it do not get the device.
     validValues At most 10 values, rising; requests are rounded up to the next, those beyond do not get the device.
    resource/v1.CapacityRequestPolicyRange From where to where a request may go, and in which steps.
     max The most a request can take; the whole unless given.
     min The least a request takes; less is rounded up.
     step Requests are rounded up to min and so many of these.
    resource/v1.DeviceCounterConsumption What a device takes of a counter set.
     counterSet The name of the set.
     counters The amounts by name; at most 32.
    resource/v1.Counter One amount.
     value How much there is, or is used.
    resource/v1.DeviceTaint Keeps claims and their pods off a device, unless they tolerate it.
     effect NoSchedule: no new pods; NoExecute: running ones are evicted too; None: a note only.
     key The key, as a label has it.
     timeAdded When it was put on; filled in if absent.
     value The value, as a label has it.
    resource/v1.NodeAllocatableResourceMapping How much of a resource of the node goes with a device.
     allocationMultiplier How much for each device, or for each unit of the capacity; 1 unless given.
     capacityKey The capacity of the device it is counted by; by devices unless given.
    resource/v1.CounterSet Amounts that devices share, as the memory of a card that can be split.
     counters The amounts by name; at most 32.
     name The name, unique in the pool.
    resource/v1.ResourceClaim Asks for devices; pods share what it gets.
     spec Which devices; never changes.
     status The devices and the pods; written by the scheduler, controllers and drivers.
    resource/v1.ResourceClaimSpec What is asked for.
     devices The devices.
    resource/v1.DeviceClaim Which devices are asked for.
     config Settings for drivers; they play no part in the choice. At most 32.
     constraints What must hold for the devices together; at most 32.
     requests Kinds and numbers of devices, all needed; at most 32.
    resource/v1.DeviceRequest One kind of device that is asked for; exactly or firstAvailable is set.
     exactly What the device must be.
     firstAvailable Several ways to be content, at most 8; the first that can be had is taken.
     name The name, by which containers and constraints refer to it.
    resource/v1.ExactDeviceRequest What kind of device, and how many.
     adminAccess If true, also devices in use, to watch over them; the namespace needs a label that allows it.
     allocationMode ExactCount: as many as count says (default); All: every one that fits, all must be free.
     capacity Amounts that each single device must have to give.
     count How many, with ExactCount; 1 unless given.
     deviceClassName The class of the device; its selectors and settings count too.
     selectors What the device must be like; all must hold, at most 32.
     tolerations For devices that have taints; at most 16.
    resource/v1.DeviceSelector What a device must be like.
     cel An expression that is true of the device.
    resource/v1.CELDeviceSelector An expression about a device.
     expression CEL over device: its driver, attributes, capacity; at most 10 Ki. An error stops the allocation.
    resource/v1.DeviceToleration Taints of devices that are put up with.
     effect NoSchedule or NoExecute; all if not given.
     key The key of the taint; any if not given, with operator Exists.
     operator Exists for any value, Equal (default) for the same.
     tolerationSeconds How long NoExecute is put up with; forever if not given, 0 or less: not at all.
     value The value of the taint; none with Exists.
    resource/v1.CapacityRequirements How much of a device's capacity is needed.
     requests Amounts by name; rounded up as the device's policy says. Without one: its default, or the whole.
    resource/v1.DeviceSubRequest One of several ways to be content.
     allocationMode ExactCount: as many as count says (default); All: every one that fits, all must be free.
     capacity Amounts that each single device must have to give.
     count How many, with ExactCount; 1 unless given.
     deviceClassName The class of the device; its selectors and settings count too.
     name The name; others refer to it as request/name.
     selectors What the device must be like; all must hold, at most 32.
     tolerations For devices that have taints; at most 16.
    resource/v1.DeviceConstraint What must hold for the devices of some requests together; one attribute is set.
     distinctAttribute An attribute that must differ among the devices; with its domain.
     matchAttribute An attribute that must be there and the same for the devices; with its domain.
     requests The names of the requests; all if there are none.
    resource/v1.DeviceClaimConfiguration Settings of a claim for some of its requests.
     requests The names of the requests; all if there are none.
    resource/v1.DeviceConfiguration Settings for a driver.
     opaque The only kind of settings there is: handed on to the driver as they are.
    resource/v1.OpaqueDeviceConfiguration Settings that the driver alone understands.
     driver The driver that gets them.
     parameters An object of any kind, at most 10 Ki.
    resource/v1.ResourceClaimStatus What a claim got, and who uses it.
     allocation The devices it got; absent until then.
     devices What drivers report of these devices.
     reservedFor Who may use it now, at most 256; it is not given back while there is one.
    resource/v1.AllocationResult The devices a claim got.
     allocationTimestamp When it got them, if that is known.
     devices The devices.
     nodeSelector Nodes on which they can be used; all if not given.
    resource/v1.DeviceAllocationResult The devices a claim got, and their settings.
     config Settings of the claim and of the classes, together.
     results The devices; at most 32.
    resource/v1.DeviceRequestAllocationResult One device that a claim got.
     adminAccess Whether it was given only to watch over it.
     bindingConditions Those of the device, as they were then.
     bindingFailureConditions Those of the device, as they were then.
     consumedCapacity How much of each capacity it takes; only of devices that are shared.
     device The name of the device in its pool.
     driver The driver of the device.
     pool The pool of the device.
     request The request it is for; request/name if it is one of firstAvailable.
     shareID Tells the shares of a shared device apart.
     tolerations Those of the request, as they were then.
    resource/v1.DeviceAllocationConfiguration Settings for some of the devices a claim got.
     requests The names of the requests; all if there are none.
     source FromClass or FromClaim: what an administrator set, or a user.
    resource/v1.ResourceClaimConsumerReference Who uses a claim, in its namespace.
     apiGroup Its group; empty for the core group.
     name Its name.
     resource Its plural name, as pods.
     uid Its uid; another object of the same name does not count.
    resource/v1.AllocatedDeviceStatus What a driver reports of a device of a claim.
     conditions States of the device, at most 8; Ready once it is set up.
     data Anything the driver has to say, at most 10 Ki.
     device The name of the device in its pool.
     driver The driver of the device.
     networkData Addresses, if it is a network device.
     pool The pool of the device.
     shareID Tells the shares of a shared device apart.
    resource/v1.NetworkDeviceData Addresses of a network device.
     hardwareAddress Its own address, as a MAC; at most 128 bytes.
     interfaceName The name of its interface in the pod; at most 256 bytes.
     ips Its IP addresses with their masks, as 192.0.2.5/24; at most 16.
    resource/v1.DeviceClass A kind of device that claims can ask for, as an administrator or vendor defines it.
     spec Which devices belong to it, and their settings; may change, for claims to come.
    resource/v1.DeviceClassSpec Which devices belong to a class.
     config Settings for the drivers; they play no part in the choice. At most 32.
     extendedResourceName A resource that pods can request instead, as example.com/gpu.
     selectors What the devices must be like; all must hold, at most 32.
    resource/v1.DeviceClassConfiguration Settings of a class.
    resource/v1.ResourceClaimTemplate The mould from which pods get a claim of their own.
     spec What the claims are like; never changes.
    resource/v1.ResourceClaimTemplateSpec What claims made from a template are like.
     metadata Labels and annotations that the claims get; nothing else is allowed.
     spec Copied into each claim as it is.
    """
