/// Descriptions of the types of `storage/v1`. First the type, then its fields, indented.
let storageV1Descriptions = """
    storage/v1.StorageClass A kind of storage that claims can ask for; one can be the default by annotation.
     allowVolumeExpansion Whether claims may grow.
     allowedTopologies Where volumes may be made, by labels of nodes; anywhere if there are none.
     mountOptions Options for mounting the volumes, as ro; not checked, a wrong one makes mounting fail.
     parameters Settings for the provisioner, which alone knows them; they never change.
     provisioner Who makes the volumes, as the name of a CSI driver; never changes.
     reclaimPolicy What becomes of a volume without its claim: Delete (default) or Retain.
     volumeBindingMode Immediate (default): volumes are made at once; WaitForFirstConsumer: when a pod needs one.
    storage/v1.VolumeAttachment A wish to attach a volume to a node, for the CSI driver's attacher to fulfil.
     spec Which volume, which node, which driver; never changes.
     status Whether it is attached; written by the attacher.
    storage/v1.VolumeAttachmentSpec Which volume is attached to which node.
     attacher The driver that must do it.
     nodeName The node.
     source The volume.
    storage/v1.VolumeAttachmentSource The volume to attach; one of the two is set.
     inlineVolumeSpec A volume written in a pod, turned into the spec of a PersistentVolume.
     persistentVolumeName The name of a PersistentVolume.
    storage/v1.VolumeAttachmentStatus Whether a volume is attached.
     attachError What went wrong when it was attached last.
     attached Whether it is attached.
     attachmentMetadata What the driver said on attaching, needed to mount it.
     detachError What went wrong when it was detached last.
    storage/v1.VolumeError What went wrong with a volume.
     errorCode The gRPC code of the driver.
     message What went wrong, for people and logs.
     time When it went wrong.
    storage/v1.CSIDriver A storage driver of the cluster, and what it wants of Kubernetes.
     metadata Name, labels and the rest that every object has; the name is the driver's own, at most 63 characters.
     spec What the driver needs and can do.
    storage/v1.CSIDriverSpec What a storage driver needs and can do.
     attachRequired Whether volumes are attached before they are mounted; true unless given, never changes.
     fsGroupPolicy Whether files get the pod's fsGroup: ReadWriteOnceWithFSType (default), File always, None never.
     nodeAllocatableUpdatePeriodSeconds How often a node's limit of volumes is read anew; 10 or more; never if absent.
     podInfoOnMount Whether mounting tells the driver the pod's name, namespace and uid; false unless given.
     preventPodSchedulingIfMissing If true, pods with its volumes need a node with the driver; alpha, off by default.
     requiresRepublish If true, the mount call is repeated now and then, so that contents can change.
     seLinuxMount Whether volumes can be mounted with an SELinux context; false unless given.
     serviceAccountTokenInSecrets If true, tokens go as secrets of the mount call, not as context; needs tokenRequests.
     storageCapacity If true, the scheduler heeds the driver's CSIStorageCapacity objects.
     tokenRequests Tokens of the pod's service account that the driver gets on mounting, each audience once.
     volumeLifecycleModes Persistent (default) for claims, Ephemeral for volumes written in pods; never changes.
    storage/v1.TokenRequest A token that a storage driver gets on mounting.
     audience Who may accept the token; empty for the API server.
     expirationSeconds How long it lasts, at least 600; an hour unless given.
    storage/v1.CSINode The storage drivers of a node, of the same name as the node; its kubelet writes it.
     metadata Name, labels and the rest that every object has; the name is the node's.
     spec The drivers.
    storage/v1.CSINodeSpec The storage drivers of a node.
     drivers One entry for each driver that has registered with the kubelet.
    storage/v1.CSINodeDriver A storage driver of a node.
     allocatable How many volumes it can hold there.
     name The driver.
     nodeID What the driver calls the node.
     topologyKeys Labels of the node by which the driver says where volumes can be reached.
    storage/v1.VolumeNodeResources What a driver can hold on a node.
     count So many different volumes; no limit unless given.
    storage/v1.CSIStorageCapacity How much room a driver has for a class in a part of the cluster; for the scheduler.
     capacity Room in all; none is known of if not given.
     maximumVolumeSize The largest volume that can be made; the scheduler compares with it, or with capacity.
     nodeTopology Nodes that reach the storage; none if not given, all if empty. Never changes.
     storageClassName The class of storage; never changes.
    storage/v1.VolumeAttributesClass Attributes of volumes that a claim can change later, as their speed.
     driverName The driver; never changes.
     parameters Settings that the driver alone knows; at least one, and they never change.
    """
