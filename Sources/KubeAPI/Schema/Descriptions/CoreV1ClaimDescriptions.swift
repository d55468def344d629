/// Descriptions of persistent volumes and claims. First the type, then its fields, indented.
///
/// Facts: staging/src/k8s.io/api/core/v1/types.go.
let coreV1ClaimDescriptions = """
    core/v1.PersistentVolume Storage of the cluster, made by hand or for a claim; it outlives pods.
     spec What storage it is, and to which claim it belongs.
     status Whether it is free, bound or left over.
    core/v1.PersistentVolumeSpec What storage a volume is.
     accessModes All the ways in which it may be mounted.
     capacity How much it offers, under the name storage.
     claimRef The claim to which it is bound, or that it is kept for.
     mountOptions Options for the mount, as ro; not checked, a wrong one lets the mount fail.
     nodeAffinity From which nodes it can be reached; the scheduler heeds it.
     persistentVolumeReclaimPolicy After its claim: Retain keeps it, Delete removes the storage, Recycle is deprecated.
     storageClassName The class it belongs to; empty for none.
     volumeAttributesClassName The class of attributes it has; the driver changes it.
     volumeMode Filesystem or Block; Filesystem if not given.
    core/v1.PersistentVolumeSource Where the storage is; exactly one of these.
     awsElasticBlockStore Deprecated: a disk of AWS, served by the driver ebs.csi.aws.com.
     azureDisk Deprecated: a disk of Azure, served by the driver disk.csi.azure.com.
     azureFile Deprecated: a share of Azure Files, served by the driver file.csi.azure.com.
     cephfs Deprecated: a CephFS, no longer supported.
     cinder Deprecated: a disk of OpenStack, served by the driver cinder.csi.openstack.org.
     csi Storage of a CSI driver.
     fc A Fibre Channel disk.
     flexVolume Deprecated: storage of a program on the node; use a CSI driver.
     flocker Deprecated: a Flocker dataset, no longer supported.
     gcePersistentDisk Deprecated: a disk of Google Cloud, served by the driver pd.csi.storage.gke.io.
     glusterfs Deprecated: a GlusterFS volume, no longer supported.
     hostPath A directory of the node; for trying things out on a cluster of one node only.
     iscsi An iSCSI disk.
     local A disk or directory of one node; needs nodeAffinity.
     nfs A directory of an NFS server.
     photonPersistentDisk Deprecated: a disk of Photon Controller, no longer supported.
     portworxVolume Deprecated: a Portworx volume, served by the driver pxd.portworx.com.
     quobyte Deprecated: a Quobyte volume, no longer supported.
     rbd Deprecated: a Ceph block device, no longer supported.
     scaleIO Deprecated: a ScaleIO volume, no longer supported.
     storageos Deprecated: a StorageOS volume, no longer supported.
     vsphereVolume Deprecated: a disk of vSphere, served by the driver csi.vsphere.vmware.com.
    core/v1.VolumeNodeAffinity From which nodes a volume can be reached.
     required Which nodes.
    core/v1.PersistentVolumeStatus What was last observed of a volume.
     lastPhaseTransitionTime When the phase last changed.
     message Why it is in this state, for people.
     phase Pending, Available, Bound, Released after its claim is gone, or Failed.
     reason What failed, in a word.
    core/v1.PersistentVolumeClaim Asks for storage; a volume that fits is bound to it.
     spec What storage is asked for.
     status Whether a volume is bound, and what it offers.
    core/v1.PersistentVolumeClaimSpec What storage a claim asks for; only its size and class of attributes can change.
     accessModes How it may be mounted: ReadWriteOnce by one node, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod.
     dataSource What the volume is filled from: a snapshot or another claim.
     dataSourceRef What the volume is filled from, of any kind that somebody can fill from.
     resources How much is asked for; it can grow later if the class allows it.
     selector Labels that the volume must have; then none is made for the claim.
     storageClassName The class of storage; empty for none, the default class if not given.
     volumeAttributesClassName A class of attributes that can change later.
     volumeMode Filesystem or Block; Filesystem if not given.
     volumeName The volume that is bound, or that must be.
    core/v1.PersistentVolumeClaimStatus What was last observed of a claim.
     accessModes How the bound volume may be mounted.
     allocatedResourceStatuses How far a change of size is, by resource.
     allocatedResources What is set aside for it; more than capacity while it grows.
     capacity What the bound volume offers.
     conditions States of it, by type.
     currentVolumeAttributesClassName The class of attributes in force.
     modifyVolumeStatus How far a change of attributes is; absent if there is none.
     phase Pending, Bound or Lost.
    core/v1.PersistentVolumeClaimCondition One thing that is said of a claim.
     lastProbeTime When this was last checked.
     lastTransitionTime When the status last turned.
     message The reason in a sentence.
     reason The reason in a word.
     status True, False or Unknown.
     type What is said, as Resizing, FileSystemResizePending or ModifyingVolume.
    core/v1.ModifyVolumeStatus How far a change of attributes is.
     status Pending until it can begin, InProgress, or Infeasible if the driver refuses it.
     targetVolumeAttributesClassName The class of attributes that is wanted.
    core/v1.VolumeResourceRequirements How much storage is asked for.
     limits The most that is asked for.
     requests The least that is asked for.
    """
