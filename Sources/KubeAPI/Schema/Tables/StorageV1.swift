/// Types of `storage/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/storage/v1/types.go.
let storageV1Table: StaticString = #"""
    package storage/v1 storage.k8s.io
    kind StorageClass
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     provisioner = string r
     parameters = map[string]string e
     reclaimPolicy = *core/v1.PersistentVolumeReclaimPolicy e
     mountOptions = []string e lt=atomic
     allowVolumeExpansion = *bool e
     volumeBindingMode = *VolumeBindingMode e
     allowedTopologies = []core/v1.TopologySelectorTerm e lt=atomic
    kind StorageClassList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []StorageClass r
    name VolumeBindingMode string
     =|Immediate|WaitForFirstConsumer
    kind VolumeAttachment
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = VolumeAttachmentSpec r
     status = VolumeAttachmentStatus e
    kind VolumeAttachmentList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []VolumeAttachment r
    type VolumeAttachmentSpec
     attacher = string r
     source = VolumeAttachmentSource r
     nodeName = string r
    type VolumeAttachmentSource
     persistentVolumeName = *string e
     inlineVolumeSpec = *core/v1.PersistentVolumeSpec e
    type VolumeAttachmentStatus
     attached = bool r
     attachmentMetadata = map[string]string e
     attachError = *VolumeError e
     detachError = *VolumeError e
    type VolumeError
     time = meta/v1.Time e
     message = string e
     errorCode = *int32 e
    kind CSIDriver
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = CSIDriverSpec r
    kind CSIDriverList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []CSIDriver r
    type CSIDriverSpec
     attachRequired = *bool e
     podInfoOnMount = *bool e
     volumeLifecycleModes = []VolumeLifecycleMode e lt=set
     storageCapacity = *bool e
     fsGroupPolicy FSGroupPolicy *FSGroupPolicy e
     tokenRequests = []TokenRequest e lt=atomic
     requiresRepublish = *bool e
     seLinuxMount SELinuxMount *bool e
     nodeAllocatableUpdatePeriodSeconds = *int64 e
     serviceAccountTokenInSecrets = *bool e
     preventPodSchedulingIfMissing = *bool e
    name FSGroupPolicy string
    name VolumeLifecycleMode string
    type TokenRequest
     audience = string r
     expirationSeconds = *int64 e
    kind CSINode
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = CSINodeSpec r
    type CSINodeSpec
     drivers = []CSINodeDriver r ps=merge pk=name lk=name
    type CSINodeDriver
     name = string r
     nodeID = string r
     topologyKeys = []string - lt=atomic
     allocatable = *VolumeNodeResources e
    type VolumeNodeResources
     count = *int32 e
    kind CSINodeList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []CSINode r
    kind CSIStorageCapacity
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     nodeTopology = *meta/v1.LabelSelector e
     storageClassName = string r
     capacity = *resource.Quantity e
     maximumVolumeSize = *resource.Quantity e
    kind CSIStorageCapacityList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []CSIStorageCapacity r
    kind VolumeAttributesClass
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     driverName = string r
     parameters = map[string]string e
    kind VolumeAttributesClassList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []VolumeAttributesClass r
    """#
