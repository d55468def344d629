/// Descriptions of the volumes of pods, of how they are mounted, and of those that Kubernetes itself fills.
/// First the type, then its fields, indented.
///
/// Facts: staging/src/k8s.io/api/core/v1/types.go.
let coreV1VolumeDescriptions = """
    core/v1.Volume Storage that containers of a pod can mount.
     name The name by which containers mount it, unique in the pod.
    core/v1.VolumeSource Where a volume comes from; exactly one of these, emptyDir if none is given.
     awsElasticBlockStore Deprecated: a disk of AWS, served by the driver ebs.csi.aws.com.
     azureDisk Deprecated: a disk of Azure, served by the driver disk.csi.azure.com.
     azureFile Deprecated: a share of Azure Files, served by the driver file.csi.azure.com.
     cephfs Deprecated: a CephFS, no longer supported.
     cinder Deprecated: a disk of OpenStack, served by the driver cinder.csi.openstack.org.
     configMap The keys of a ConfigMap as files; they follow its changes.
     csi Storage of a CSI driver that lives as long as the pod.
     downwardAPI Fields of the pod itself as files.
     emptyDir A directory that is empty at first and vanishes with the pod.
     ephemeral A claim of its own, made and deleted with the pod.
     fc A Fibre Channel disk.
     flexVolume Deprecated: storage of a program on the node; use a CSI driver.
     flocker Deprecated: a Flocker dataset, no longer supported.
     gcePersistentDisk Deprecated: a disk of Google Cloud, served by the driver pd.csi.storage.gke.io.
     gitRepo Deprecated: a git repository, disabled; clone it into an emptyDir in an init container.
     glusterfs Deprecated: a GlusterFS volume, no longer supported.
     hostPath A file or directory of the node; a way out of the container, so take care.
     image The files of an OCI image or artifact; read-only.
     iscsi An iSCSI disk.
     nfs A directory of an NFS server.
     persistentVolumeClaim A claim in the pod's namespace, and with it the volume that is bound to it.
     photonPersistentDisk Deprecated: a disk of Photon Controller, no longer supported.
     portworxVolume Deprecated: a Portworx volume, served by the driver pxd.portworx.com.
     projected Several sources in one directory: Secrets, ConfigMaps, tokens, certificates, fields of the pod.
     quobyte Deprecated: a Quobyte volume, no longer supported.
     rbd Deprecated: a Ceph block device, no longer supported.
     scaleIO Deprecated: a ScaleIO volume, no longer supported.
     secret The keys of a Secret as files in memory; they follow its changes.
     storageos Deprecated: a StorageOS volume, no longer supported.
     vsphereVolume Deprecated: a disk of vSphere, served by the driver csi.vsphere.vmware.com.
    core/v1.VolumeMount Where a volume appears in a container.
     mountPath The path in the container; no colon in it.
     mountPropagation Whether later mounts cross: None, HostToContainer or Bidirectional; None if not given.
     name The name of the volume.
     readOnly Whether it can only be read; false if not given.
     recursiveReadOnly Whether mounts below are read-only too: Disabled, IfPossible or Enabled; needs readOnly.
     subPath A path in the volume that is mounted instead of its root; such a mount does not follow changes.
     subPathExpr The same with $(NAME) for environment variables; not together with subPath.
    core/v1.VolumeDevice Where a volume appears in a container as a block device.
     devicePath The path of the device in the container.
     name The name of the volume, whose claim has the volumeMode Block.
    core/v1.PersistentVolumeClaimVolumeSource A claim whose volume is mounted.
     claimName The name of the claim, in the pod's namespace.
     readOnly Whether every mount of it is read-only; false if not given.
    core/v1.EphemeralVolumeSource A claim that is made for the pod and deleted with it.
     volumeClaimTemplate What the claim is made of; it is called POD-VOLUME, and the pod owns it.
    core/v1.PersistentVolumeClaimTemplate What a pod's own claim is made of.
     metadata Labels and annotations that the claim gets; nothing else is allowed.
     spec What storage is asked for.
    core/v1.EmptyDirVolumeSource A directory that is empty at first and vanishes with the pod.
     medium Where it is kept: on the node's disk, in Memory or in HugePages; the disk if not given.
     sizeLimit How large it may become before the pod is evicted; not limited if not given.
    core/v1.HostPathVolumeSource A file or directory of the node.
     path The path on the node; links are followed.
     type What must be there, or is made if it is not, as DirectoryOrCreate; not checked if empty.
    core/v1.ImageVolumeSource The files of an OCI image or artifact.
     pullPolicy When it is pulled; if not given, Always for the tag latest or none, else IfNotPresent.
     reference The image, as a container would name it.
    core/v1.ConfigMapVolumeSource The keys of a ConfigMap as files.
     defaultMode The rights of the files, from 0 to 0777, octal in YAML; 0644 if not given.
     items Only these keys, and under which paths; each key under its own name if not given.
     optional Whether the ConfigMap or the keys may be missing; otherwise the pod waits for them.
    core/v1.SecretVolumeSource The keys of a Secret as files.
     defaultMode The rights of the files, from 0 to 0777, octal in YAML; 0644 if not given.
     items Only these keys, and under which paths; each key under its own name if not given.
     optional Whether the Secret or the keys may be missing; otherwise the pod waits for them.
     secretName The name of the Secret, in the pod's namespace.
    core/v1.KeyToPath Under which path a key becomes a file.
     key The key.
     mode The rights of the file, from 0 to 0777; defaultMode if not given.
     path The path in the volume; relative, without a step upwards.
    core/v1.DownwardAPIVolumeSource Fields of the pod itself as files.
     defaultMode The rights of the files, from 0 to 0777, octal in YAML; 0644 if not given.
     items The files.
    core/v1.DownwardAPIVolumeFile A field of the pod as a file.
     fieldRef The field: its name, namespace, uid, labels or annotations; not together with resourceFieldRef.
     mode The rights of the file, from 0 to 0777; defaultMode if not given.
     path The path in the volume; relative, without a step upwards.
     resourceFieldRef A request or limit of a container; not together with fieldRef.
    core/v1.ProjectedVolumeSource Several sources in one directory.
     defaultMode The rights of the files, from 0 to 0777, octal in YAML; 0644 if not given.
     sources The sources; no two may write the same path.
    core/v1.VolumeProjection One source of a projected volume; exactly one of these.
     clusterTrustBundle Certificates of those whom the cluster trusts.
     configMap Keys of a ConfigMap.
     downwardAPI Fields of the pod.
     podCertificate A private key and a certificate of the pod, renewed in time.
     secret Keys of a Secret.
     serviceAccountToken A token of the pod's service account, renewed in time.
    core/v1.ConfigMapProjection Keys of a ConfigMap as files.
     items Only these keys, and under which paths; each key under its own name if not given.
     optional Whether the ConfigMap or the keys may be missing; otherwise the pod waits for them.
    core/v1.SecretProjection Keys of a Secret as files.
     items Only these keys, and under which paths; each key under its own name if not given.
     optional Whether the Secret or the keys may be missing; otherwise the pod waits for them.
    core/v1.DownwardAPIProjection Fields of the pod as files.
     items The files.
    core/v1.ServiceAccountTokenProjection A token of the pod's service account as a file.
     audience For whom the token is meant; the API server if not given.
     expirationSeconds How long it is good, at least 600; 3600 if not given; renewed after 80% of it or a day.
     path The path of the file in the volume.
    core/v1.ClusterTrustBundleProjection Certificates of those whom the cluster trusts, as one file.
     labelSelector The labels of the bundles; with signerName; all if empty, none if absent.
     name The name of one bundle; not together with signerName.
     optional Whether there may be no such bundle; otherwise the pod waits for it.
     path The path of the file in the volume.
     signerName All bundles of this signer, without doubles; not together with name.
    core/v1.PodCertificateProjection A private key and a certificate of the pod, as files.
     certificateChainPath The path of the chain alone; it may be of another moment than the key.
     credentialBundlePath The path of key and chain in one file, read in one go; better than the other two.
     keyPath The path of the key alone; it may be of another moment than the chain.
     keyType What key is made: RSA3072, RSA4096, ECDSAP256, ECDSAP384, ECDSAP521 or ED25519.
     maxExpirationSeconds How long the certificate may be good, from an hour to 91 days; a day if not given.
     signerName Who signs it.
     userAnnotations What the signer is told beside that; each key has a domain in front.
    """
