/// Descriptions of storage outside of Kubernetes that volumes may come from.
/// First the type, then its fields, indented. What a pod names has a Secret of its own namespace; what a
/// persistent volume names has a Secret of a given one.
///
/// Facts: staging/src/k8s.io/api/core/v1/types.go.
let coreV1StorageDescriptions = """
    core/v1.CSIVolumeSource Storage of a CSI driver that lives as long as its pod.
     driver The name of the driver.
     fsType The file system that is mounted, as ext4; the driver's choice if not given.
     nodePublishSecretRef The Secret that the driver gets for mounting and unmounting.
     readOnly Whether it can only be read; false if not given.
     volumeAttributes What the driver is told beside that; see its own documentation.
    core/v1.CSIPersistentVolumeSource Storage of a CSI driver.
     controllerExpandSecretRef The Secret that the driver gets for letting the volume grow.
     controllerPublishSecretRef The Secret that the driver gets for attaching and detaching.
     driver The name of the driver.
     fsType The file system that is mounted, as ext4.
     nodeExpandSecretRef The Secret that the driver gets for letting the file system grow on the node.
     nodePublishSecretRef The Secret that the driver gets for mounting and unmounting.
     nodeStageSecretRef The Secret that the driver gets for making ready on the node.
     readOnly Whether it is attached for reading only; false if not given.
     volumeAttributes What the driver is told beside that.
     volumeHandle The driver's own name of the volume; cannot be changed.
    core/v1.LocalVolumeSource A disk or directory of one node.
     fsType The file system of a disk, as ext4; found out if not given.
     path The path of the directory or the disk's device on the node.
    core/v1.NFSVolumeSource A directory of an NFS server.
     path The directory that the server exports.
     readOnly Whether it can only be read; false if not given.
     server The name or address of the server.
    core/v1.ISCSIVolumeSource An iSCSI disk; written by one node at a time.
     chapAuthDiscovery Whether looking for targets needs a CHAP password.
     chapAuthSession Whether a session needs a CHAP password.
     fsType The file system that is mounted; ext4 if not given.
     initiatorName The name under which the node comes; its own if not given.
     iqn The qualified name of the target.
     iscsiInterface The interface that is used; default, which is TCP, if not given.
     lun The number of the disk at the target.
     portals Further addresses of the target.
     readOnly Whether it can only be read; false if not given.
     secretRef The Secret with the CHAP passwords.
     targetPortal The address of the target, with its port if that is not a usual one.
    core/v1.ISCSIPersistentVolumeSource An iSCSI disk; written by one node at a time.
     chapAuthDiscovery Whether looking for targets needs a CHAP password.
     chapAuthSession Whether a session needs a CHAP password.
     fsType The file system that is mounted; ext4 if not given.
     initiatorName The name under which the node comes; its own if not given.
     iqn The qualified name of the target.
     iscsiInterface The interface that is used; default, which is TCP, if not given.
     lun The number of the disk at the target.
     portals Further addresses of the target.
     readOnly Whether it can only be read; false if not given.
     secretRef The Secret with the CHAP passwords.
     targetPortal The address of the target, with its port if that is not a usual one.
    core/v1.FCVolumeSource A Fibre Channel disk; written by one node at a time.
     fsType The file system that is mounted; ext4 if not given.
     lun The number of the disk at the targets; together with targetWWNs.
     readOnly Whether it can only be read; false if not given.
     targetWWNs The worldwide names of the targets; together with lun.
     wwids The worldwide ids of the disk; instead of targetWWNs and lun.
    core/v1.AWSElasticBlockStoreVolumeSource A disk of AWS, in the zone of the node.
     fsType The file system that is mounted; ext4 if not given.
     partition The number of the partition; 0 for the whole disk.
     readOnly Whether it can only be read; false if not given.
     volumeID The id of the disk.
    core/v1.AzureDiskVolumeSource A disk of Azure.
     cachingMode How the node caches it: None, ReadOnly or ReadWrite; ReadWrite if not given.
     diskName The name of the disk.
     diskURI The address of the disk.
     fsType The file system that is mounted; ext4 if not given.
     kind Shared, Dedicated or Managed; Shared if not given.
     readOnly Whether it can only be read; false if not given.
    core/v1.AzureFileVolumeSource A share of Azure Files.
     readOnly Whether it can only be read; false if not given.
     secretName The Secret with the name and the key of the storage account.
     shareName The name of the share.
    core/v1.AzureFilePersistentVolumeSource A share of Azure Files.
     readOnly Whether it can only be read; false if not given.
     secretName The Secret with the name and the key of the storage account.
     secretNamespace The namespace of the Secret; that of the pod if not given.
     shareName The name of the share.
    core/v1.CephFSVolumeSource A CephFS; no longer supported.
     monitors The addresses of the monitors.
     path The directory in it that is mounted; / if not given.
     readOnly Whether it can only be read; false if not given.
     secretFile The path of the key ring on the node; /etc/ceph/user.secret if not given.
     secretRef The Secret with the user's key.
     user The user; admin if not given.
    core/v1.CephFSPersistentVolumeSource A CephFS; no longer supported.
     monitors The addresses of the monitors.
     path The directory in it that is mounted; / if not given.
     readOnly Whether it can only be read; false if not given.
     secretFile The path of the key ring on the node; /etc/ceph/user.secret if not given.
     secretRef The Secret with the user's key.
     user The user; admin if not given.
    core/v1.CinderVolumeSource A disk of OpenStack, in the region of the node.
     fsType The file system that is mounted; ext4 if not given.
     readOnly Whether it can only be read; false if not given.
     secretRef The Secret with what is needed to reach OpenStack.
     volumeID The id of the disk.
    core/v1.CinderPersistentVolumeSource A disk of OpenStack, in the region of the node.
     fsType The file system that is mounted; ext4 if not given.
     readOnly Whether it can only be read; false if not given.
     secretRef The Secret with what is needed to reach OpenStack.
     volumeID The id of the disk.
    core/v1.FlexVolumeSource Storage of a program on the node.
     driver The name of the program.
     fsType The file system that is mounted; the program's choice if not given.
     options What the program is told beside that.
     readOnly Whether it can only be read; false if not given.
     secretRef The Secret that the program gets.
    core/v1.FlexPersistentVolumeSource Storage of a program on the node.
     driver The name of the program.
     fsType The file system that is mounted; the program's choice if not given.
     options What the program is told beside that.
     readOnly Whether it can only be read; false if not given.
     secretRef The Secret that the program gets.
    core/v1.FlockerVolumeSource A Flocker dataset; no longer supported.
     datasetName Deprecated: the name of the dataset; use datasetUUID.
     datasetUUID The id of the dataset.
    core/v1.GCEPersistentDiskVolumeSource A disk of Google Cloud, in the zone of the node.
     fsType The file system that is mounted; ext4 if not given.
     partition The number of the partition; 0 for the whole disk.
     pdName The name of the disk.
     readOnly Whether it can only be read; false if not given.
    core/v1.GitRepoVolumeSource A git repository; disabled.
     directory The directory into which it is cloned; one with its name if not given.
     repository The address of the repository.
     revision The commit that is checked out.
    core/v1.GlusterfsVolumeSource A GlusterFS volume; no longer supported.
     endpoints The Endpoints object with the addresses of the servers.
     path The name of the volume.
     readOnly Whether it can only be read; false if not given.
    core/v1.GlusterfsPersistentVolumeSource A GlusterFS volume; no longer supported.
     endpoints The Endpoints object with the addresses of the servers.
     endpointsNamespace The namespace of the Endpoints; that of the claim if not given.
     path The name of the volume.
     readOnly Whether it can only be read; false if not given.
    core/v1.PhotonPersistentDiskVolumeSource A disk of Photon Controller; no longer supported.
     fsType The file system that is mounted; ext4 if not given.
     pdID The id of the disk.
    core/v1.PortworxVolumeSource A Portworx volume.
     fsType The file system that is mounted; ext4 if not given.
     readOnly Whether it can only be read; false if not given.
     volumeID The id of the volume.
    core/v1.QuobyteVolumeSource A Quobyte volume; no longer supported.
     group The group as which files are used; none if not given.
     readOnly Whether it can only be read; false if not given.
     registry The addresses of the registries with their ports, separated by commas.
     tenant To whom the volume belongs; written by the plugin.
     user The user as which files are used.
     volume The name of the volume.
    core/v1.RBDVolumeSource A Ceph block device; no longer supported.
     fsType The file system that is mounted; ext4 if not given.
     image The name of the image.
     keyring The path of the key ring on the node; /etc/ceph/keyring if not given.
     monitors The addresses of the monitors.
     pool The pool of the image; rbd if not given.
     readOnly Whether it can only be read; false if not given.
     secretRef The Secret with the user's key; wins over keyring.
     user The user; admin if not given.
    core/v1.RBDPersistentVolumeSource A Ceph block device; no longer supported.
     fsType The file system that is mounted; ext4 if not given.
     image The name of the image.
     keyring The path of the key ring on the node; /etc/ceph/keyring if not given.
     monitors The addresses of the monitors.
     pool The pool of the image; rbd if not given.
     readOnly Whether it can only be read; false if not given.
     secretRef The Secret with the user's key; wins over keyring.
     user The user; admin if not given.
    core/v1.ScaleIOVolumeSource A ScaleIO volume; no longer supported.
     fsType The file system that is mounted; xfs if not given.
     gateway The address of the gateway.
     protectionDomain The protection domain of the storage.
     readOnly Whether it can only be read; false if not given.
     secretRef The Secret with user and password.
     sslEnabled Whether the gateway is reached over TLS; false if not given.
     storageMode ThickProvisioned or ThinProvisioned; ThinProvisioned if not given.
     storagePool The pool of the protection domain.
     system The name of the storage system.
     volumeName The name of the volume.
    core/v1.ScaleIOPersistentVolumeSource A ScaleIO volume; no longer supported.
     fsType The file system that is mounted; xfs if not given.
     gateway The address of the gateway.
     protectionDomain The protection domain of the storage.
     readOnly Whether it can only be read; false if not given.
     secretRef The Secret with user and password.
     sslEnabled Whether the gateway is reached over TLS; false if not given.
     storageMode ThickProvisioned or ThinProvisioned; ThinProvisioned if not given.
     storagePool The pool of the protection domain.
     system The name of the storage system.
     volumeName The name of the volume.
    core/v1.StorageOSVolumeSource A StorageOS volume; no longer supported.
     fsType The file system that is mounted; ext4 if not given.
     readOnly Whether it can only be read; false if not given.
     secretRef The Secret with what is needed to reach the API of StorageOS.
     volumeName The name of the volume, unique in its namespace.
     volumeNamespace The namespace within StorageOS; that of the pod if not given.
    core/v1.StorageOSPersistentVolumeSource A StorageOS volume; no longer supported.
     fsType The file system that is mounted; ext4 if not given.
     readOnly Whether it can only be read; false if not given.
     secretRef The Secret with what is needed to reach the API of StorageOS.
     volumeName The name of the volume, unique in its namespace.
     volumeNamespace The namespace within StorageOS; that of the pod if not given.
    core/v1.VsphereVirtualDiskVolumeSource A disk of vSphere.
     fsType The file system that is mounted; ext4 if not given.
     storagePolicyID The id of the storage policy.
     storagePolicyName The name of the storage policy.
     volumePath The path of the disk's file.
    """
