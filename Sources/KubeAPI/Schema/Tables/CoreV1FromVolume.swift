/// Types of `core/v1` as one table: facts of the Go types (names, order, types, tags).
///
/// The form of a line is described at `SchemaTableReader`.
/// Upstream: staging/src/k8s.io/api/core/v1/types.go.
let coreV1FromVolumeTable: StaticString = #"""
    package core/v1 -
    type Volume
     name = string r
     . VolumeSource VolumeSource
    type VolumeSource
     hostPath = *HostPathVolumeSource e
     emptyDir = *EmptyDirVolumeSource e
     gcePersistentDisk GCEPersistentDisk *GCEPersistentDiskVolumeSource e
     awsElasticBlockStore AWSElasticBlockStore *AWSElasticBlockStoreVolumeSource e
     gitRepo = *GitRepoVolumeSource e
     secret = *SecretVolumeSource e
     nfs NFS *NFSVolumeSource e
     iscsi ISCSI *ISCSIVolumeSource e
     glusterfs = *GlusterfsVolumeSource e
     persistentVolumeClaim = *PersistentVolumeClaimVolumeSource e
     rbd RBD *RBDVolumeSource e
     flexVolume = *FlexVolumeSource e
     cinder = *CinderVolumeSource e
     cephfs CephFS *CephFSVolumeSource e
     flocker = *FlockerVolumeSource e
     downwardAPI = *DownwardAPIVolumeSource e
     fc FC *FCVolumeSource e
     azureFile = *AzureFileVolumeSource e
     configMap = *ConfigMapVolumeSource e
     vsphereVolume = *VsphereVirtualDiskVolumeSource e
     quobyte = *QuobyteVolumeSource e
     azureDisk = *AzureDiskVolumeSource e
     photonPersistentDisk = *PhotonPersistentDiskVolumeSource e
     projected = *ProjectedVolumeSource e
     portworxVolume = *PortworxVolumeSource e
     scaleIO = *ScaleIOVolumeSource e
     storageos StorageOS *StorageOSVolumeSource e
     csi CSI *CSIVolumeSource e
     ephemeral = *EphemeralVolumeSource e
     image = *ImageVolumeSource e
    type PersistentVolumeClaimVolumeSource
     claimName = string r
     readOnly = bool e
    type PersistentVolumeSource
     gcePersistentDisk GCEPersistentDisk *GCEPersistentDiskVolumeSource e
     awsElasticBlockStore AWSElasticBlockStore *AWSElasticBlockStoreVolumeSource e
     hostPath = *HostPathVolumeSource e
     glusterfs = *GlusterfsPersistentVolumeSource e
     nfs NFS *NFSVolumeSource e
     rbd RBD *RBDPersistentVolumeSource e
     iscsi ISCSI *ISCSIPersistentVolumeSource e
     cinder = *CinderPersistentVolumeSource e
     cephfs CephFS *CephFSPersistentVolumeSource e
     fc FC *FCVolumeSource e
     flocker = *FlockerVolumeSource e
     flexVolume = *FlexPersistentVolumeSource e
     azureFile = *AzureFilePersistentVolumeSource e
     vsphereVolume = *VsphereVirtualDiskVolumeSource e
     quobyte = *QuobyteVolumeSource e
     azureDisk = *AzureDiskVolumeSource e
     photonPersistentDisk = *PhotonPersistentDiskVolumeSource e
     portworxVolume = *PortworxVolumeSource e
     scaleIO = *ScaleIOPersistentVolumeSource e
     local = *LocalVolumeSource e
     storageos StorageOS *StorageOSPersistentVolumeSource e
     csi CSI *CSIPersistentVolumeSource e
    kind PersistentVolume
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = PersistentVolumeSpec e
     status = PersistentVolumeStatus e
    type PersistentVolumeSpec
     capacity = ResourceList e
     . PersistentVolumeSource PersistentVolumeSource
     accessModes = []PersistentVolumeAccessMode e lt=atomic
     claimRef = *ObjectReference e st=granular
     persistentVolumeReclaimPolicy = PersistentVolumeReclaimPolicy e
     storageClassName = string e
     mountOptions = []string e lt=atomic
     volumeMode = *PersistentVolumeMode e
     nodeAffinity = *VolumeNodeAffinity e
     volumeAttributesClassName = *string e
    type VolumeNodeAffinity
     required = *NodeSelector e
    name PersistentVolumeReclaimPolicy string
     =|Delete|Recycle|Retain
    name PersistentVolumeMode string
     =|Block|Filesystem
    type PersistentVolumeStatus
     phase = PersistentVolumePhase e
     message = string e
     reason = string e
     lastPhaseTransitionTime = *meta/v1.Time e
    kind PersistentVolumeList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []PersistentVolume r
    kind PersistentVolumeClaim
     . TypeMeta meta/v1.TypeMeta
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = PersistentVolumeClaimSpec e
     status = PersistentVolumeClaimStatus e
    kind PersistentVolumeClaimList
     . TypeMeta meta/v1.TypeMeta
     metadata ListMeta meta/v1.ListMeta e
     items = []PersistentVolumeClaim r
    type PersistentVolumeClaimSpec
     accessModes = []PersistentVolumeAccessMode e lt=atomic
     selector = *meta/v1.LabelSelector e
     resources = VolumeResourceRequirements e
     volumeName = string e
     storageClassName = *string e
     volumeMode = *PersistentVolumeMode e
     dataSource = *TypedLocalObjectReference e
     dataSourceRef = *TypedObjectReference e
     volumeAttributesClassName = *string e
    type TypedObjectReference
     apiGroup APIGroup *string -
     kind = string r
     name = string r
     namespace = *string e
    name PersistentVolumeClaimConditionType string
    name ClaimResourceStatus string
     =|ControllerResizeInProgress|ControllerResizeInfeasible|NodeResizeInProgress
     =|NodeResizeInfeasible|NodeResizePending
    name PersistentVolumeClaimModifyVolumeStatus string
     =|InProgress|Infeasible|Pending
    type ModifyVolumeStatus
     targetVolumeAttributesClassName = string e
     status = PersistentVolumeClaimModifyVolumeStatus r
    type PersistentVolumeClaimCondition
     type = PersistentVolumeClaimConditionType r
     status = ConditionStatus r
     lastProbeTime = meta/v1.Time e
     lastTransitionTime = meta/v1.Time e
     reason = string e
     message = string e
    type PersistentVolumeClaimStatus
     phase = PersistentVolumeClaimPhase e
     accessModes = []PersistentVolumeAccessMode e lt=atomic
     capacity = ResourceList e
     conditions = []PersistentVolumeClaimCondition e ps=merge pk=type lk=type
     allocatedResources = ResourceList e
     allocatedResourceStatuses = map[ResourceName]ClaimResourceStatus e mt=granular
     currentVolumeAttributesClassName = *string e
     modifyVolumeStatus = *ModifyVolumeStatus e
    name PersistentVolumeAccessMode string
     =|ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod
    name PersistentVolumePhase string
     =|Available|Bound|Failed|Pending|Released
    name PersistentVolumeClaimPhase string
     =|Bound|Lost|Pending
    name HostPathType string
     =||BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket
    type HostPathVolumeSource
     path = string r
     type = *HostPathType e
    type EmptyDirVolumeSource
     medium = StorageMedium e
     sizeLimit = *resource.Quantity e
    type GlusterfsVolumeSource
     endpoints EndpointsName string r
     path = string r
     readOnly = bool e
    type GlusterfsPersistentVolumeSource
     endpoints EndpointsName string r
     path = string r
     readOnly = bool e
     endpointsNamespace = *string e
    type RBDVolumeSource
     monitors CephMonitors []string r lt=atomic
     image RBDImage string r
     fsType FSType string e
     pool RBDPool string e
     user RadosUser string e
     keyring = string e
     secretRef = *LocalObjectReference e
     readOnly = bool e
    type RBDPersistentVolumeSource
     monitors CephMonitors []string r lt=atomic
     image RBDImage string r
     fsType FSType string e
     pool RBDPool string e
     user RadosUser string e
     keyring = string e
     secretRef = *SecretReference e
     readOnly = bool e
    type CinderVolumeSource
     volumeID = string r
     fsType FSType string e
     readOnly = bool e
     secretRef = *LocalObjectReference e
    type CinderPersistentVolumeSource
     volumeID = string r
     fsType FSType string e
     readOnly = bool e
     secretRef = *SecretReference e
    type CephFSVolumeSource
     monitors = []string r lt=atomic
     path = string e
     user = string e
     secretFile = string e
     secretRef = *LocalObjectReference e
     readOnly = bool e
    type SecretReference atomic
     name = string e
     namespace = string e
    type CephFSPersistentVolumeSource
     monitors = []string r lt=atomic
     path = string e
     user = string e
     secretFile = string e
     secretRef = *SecretReference e
     readOnly = bool e
    type FlockerVolumeSource
     datasetName = string e
     datasetUUID = string e
    name StorageMedium string
    name Protocol string
     =|SCTP|TCP|UDP
    type GCEPersistentDiskVolumeSource
     pdName PDName string r
     fsType FSType string e
     partition = int32 e
     readOnly = bool e
    type QuobyteVolumeSource
     registry = string r
     volume = string r
     readOnly = bool e
     user = string e
     group = string e
     tenant = string e
    type FlexPersistentVolumeSource
     driver = string r
     fsType FSType string e
     secretRef = *SecretReference e
     readOnly = bool e
     options = map[string]string e
    type FlexVolumeSource
     driver = string r
     fsType FSType string e
     secretRef = *LocalObjectReference e
     readOnly = bool e
     options = map[string]string e
    type AWSElasticBlockStoreVolumeSource
     volumeID = string r
     fsType FSType string e
     partition = int32 e
     readOnly = bool e
    type GitRepoVolumeSource
     repository = string r
     revision = string e
     directory = string e
    type SecretVolumeSource
     secretName = string e
     items = []KeyToPath e lt=atomic
     defaultMode = *int32 e
     optional = *bool e
    type SecretProjection
     . LocalObjectReference LocalObjectReference
     items = []KeyToPath e lt=atomic
     optional = *bool e
    type NFSVolumeSource
     server = string r
     path = string r
     readOnly = bool e
    type ISCSIVolumeSource
     targetPortal = string r
     iqn IQN string r
     lun = int32 r
     iscsiInterface ISCSIInterface string e
     fsType FSType string e
     readOnly = bool e
     portals = []string e lt=atomic
     chapAuthDiscovery DiscoveryCHAPAuth bool e
     chapAuthSession SessionCHAPAuth bool e
     secretRef = *LocalObjectReference e
     initiatorName = *string e
    type ISCSIPersistentVolumeSource
     targetPortal = string r
     iqn IQN string r
     lun = int32 r
     iscsiInterface ISCSIInterface string e
     fsType FSType string e
     readOnly = bool e
     portals = []string e lt=atomic
     chapAuthDiscovery DiscoveryCHAPAuth bool e
     chapAuthSession SessionCHAPAuth bool e
     secretRef = *SecretReference e
     initiatorName = *string e
    type FCVolumeSource
     targetWWNs = []string e lt=atomic
     lun = *int32 e
     fsType FSType string e
     readOnly = bool e
     wwids WWIDs []string e lt=atomic
    type AzureFileVolumeSource
     secretName = string r
     shareName = string r
     readOnly = bool e
    type AzureFilePersistentVolumeSource
     secretName = string r
     shareName = string r
     readOnly = bool e
     secretNamespace = *string -
    type VsphereVirtualDiskVolumeSource
     volumePath = string r
     fsType FSType string e
     storagePolicyName = string e
     storagePolicyID = string e
    type PhotonPersistentDiskVolumeSource
     pdID = string r
     fsType FSType string e
    name AzureDataDiskCachingMode string
     =|None|ReadOnly|ReadWrite
    name AzureDataDiskKind string
     =|Dedicated|Managed|Shared
    type AzureDiskVolumeSource
     diskName = string r
     diskURI DataDiskURI string r
     cachingMode = *AzureDataDiskCachingMode e
     fsType FSType *string e
     readOnly = *bool e
     kind = *AzureDataDiskKind e
    type PortworxVolumeSource
     volumeID = string r
     fsType FSType string e
     readOnly = bool e
    type ScaleIOVolumeSource
     gateway = string r
     system = string r
     secretRef = *LocalObjectReference r
     sslEnabled SSLEnabled bool e
     protectionDomain = string e
     storagePool = string e
     storageMode = string e
     volumeName = string e
     fsType FSType string e
     readOnly = bool e
    type ScaleIOPersistentVolumeSource
     gateway = string r
     system = string r
     secretRef = *SecretReference r
     sslEnabled SSLEnabled bool e
     protectionDomain = string e
     storagePool = string e
     storageMode = string e
     volumeName = string e
     fsType FSType string e
     readOnly = bool e
    type StorageOSVolumeSource
     volumeName = string e
     volumeNamespace = string e
     fsType FSType string e
     readOnly = bool e
     secretRef = *LocalObjectReference e
    type StorageOSPersistentVolumeSource
     volumeName = string e
     volumeNamespace = string e
     fsType FSType string e
     readOnly = bool e
     secretRef = *ObjectReference e
    type ConfigMapVolumeSource
     . LocalObjectReference LocalObjectReference
     items = []KeyToPath e lt=atomic
     defaultMode = *int32 e
     optional = *bool e
    type ConfigMapProjection
     . LocalObjectReference LocalObjectReference
     items = []KeyToPath e lt=atomic
     optional = *bool e
    type ServiceAccountTokenProjection
     audience = string e
     expirationSeconds = *int64 e
     path = string r
    type ClusterTrustBundleProjection
     name = *string e
     signerName = *string e
     labelSelector = *meta/v1.LabelSelector e
     optional = *bool e
     path = string r
    type PodCertificateProjection
     signerName = string er
     keyType = string er
     maxExpirationSeconds = *int32 e
     credentialBundlePath = string e
     keyPath = string e
     certificateChainPath = string e
     userAnnotations = map[string]string e
    type ProjectedVolumeSource
     sources = []VolumeProjection - lt=atomic
     defaultMode = *int32 e
    type VolumeProjection
     secret = *SecretProjection e
     downwardAPI = *DownwardAPIProjection e
     configMap = *ConfigMapProjection e
     serviceAccountToken = *ServiceAccountTokenProjection e
     clusterTrustBundle = *ClusterTrustBundleProjection e
     podCertificate = *PodCertificateProjection e
    type KeyToPath
     key = string r
     path = string r
     mode = *int32 e
    type LocalVolumeSource
     path = string r
     fsType FSType *string e
    type CSIPersistentVolumeSource
     driver = string r
     volumeHandle = string r
     readOnly = bool e
     fsType FSType string e
     volumeAttributes = map[string]string e
     controllerPublishSecretRef = *SecretReference e
     nodeStageSecretRef = *SecretReference e
     nodePublishSecretRef = *SecretReference e
     controllerExpandSecretRef = *SecretReference e
     nodeExpandSecretRef = *SecretReference e
    type CSIVolumeSource
     driver = string r
     readOnly = *bool e
     fsType FSType *string e
     volumeAttributes = map[string]string e
     nodePublishSecretRef = *LocalObjectReference e
    type EphemeralVolumeSource
     volumeClaimTemplate = *PersistentVolumeClaimTemplate e
    type PersistentVolumeClaimTemplate
     metadata ObjectMeta meta/v1.ObjectMeta e
     spec = PersistentVolumeClaimSpec r
    type ContainerPort
     name = string e
     hostPort = int32 e
     containerPort = int32 r
     protocol = Protocol e
     hostIP = string e
    type VolumeMount
     name = string r
     readOnly = bool e
     recursiveReadOnly = *RecursiveReadOnlyMode e
     mountPath = string r
     subPath = string e
     mountPropagation = *MountPropagationMode e
     subPathExpr = string e
    name MountPropagationMode string
     =|Bidirectional|HostToContainer|None
    name RecursiveReadOnlyMode string
    """#
