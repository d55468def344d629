import ControllerKit
import Documents
import KubeAPI

/// Who is to make a volume for a claim that none fits.
///
/// Upstream: pv_controller.go, provisionClaim. kube-controller-manager has no provisioner of its own any more but the
/// one of host paths, which is switched off; all others run outside and are told by annotations. What upstream does
/// beside the sync is done in it.
enum Provisioning {
    typealias Context = SyncContext<VolumeBinderMemory>

    /// Plugins that were in Kubernetes once, and the drivers that took over.
    ///
    /// Upstream: staging/src/k8s.io/csi-translation-lib/plugins.
    private static let migrated = [
        ("kubernetes.io/aws-ebs", "ebs.csi.aws.com"), ("kubernetes.io/gce-pd", "pd.csi.storage.gke.io"),
        ("kubernetes.io/cinder", "cinder.csi.openstack.org"), ("kubernetes.io/azure-disk", "disk.csi.azure.com"),
        ("kubernetes.io/azure-file", "file.csi.azure.com"),
        ("kubernetes.io/vsphere-volume", "csi.vsphere.vmware.com"),
        ("kubernetes.io/portworx-volume", "pxd.portworx.com")
    ]
    private static let hostPath = "kubernetes.io/host-path"
    private static let others = ["kubernetes.io/nfs", "kubernetes.io/fc", "kubernetes.io/iscsi", "kubernetes.io/csi"]

    static func start(
        _ claim: PersistentVolumeClaim, _ storageClass: APIObject?, _ context: inout Context
    ) throws(BinderStop) {
        guard let storageClass else {
            return fail(claim, "storageclass.storage.k8s.io \"\(claim.className)\" not found", &context)
        }
        let named = storageClass["provisioner"]?.string ?? ""
        let provisioner = migrated.first { $0.0 == named }?.1 ?? named
        if provisioner.hasPrefix("kubernetes.io/"), provisioner != hostPath {
            let isKnown = others.contains(provisioner)
            let why =
                isKnown ? "no provisionable volume plugin matched" : "no volume plugin matched name: \(provisioner)"
            return fail(claim, why, &context)
        }
        guard let asked = try name(provisioner, in: claim, &context) else { return }
        if provisioner == hostPath { return fail(asked, disabled(storageClass), &context) }
        context.note(.rule("provision", detail: "\(provisioner) is asked by an annotation; the claim waits"))
        context.record(
            type: "Normal", reason: "ExternalProvisioning",
            message: "Waiting for a volume to be created either by the external provisioner '\(provisioner)' or "
                + "manually by the system administrator. If volume creation is delayed, please verify that the "
                + "provisioner is running and correctly registered.", on: asked.object)
    }

    /// The claim with the name of who is to act; `nil` if it could not be written. Upstream: setClaimProvisioner.
    private static func name(
        _ provisioner: String, in claim: PersistentVolumeClaim, _ context: inout Context
    ) throws(BinderStop) -> PersistentVolumeClaim? {
        if claim.annotation(VolumeAnnotations.provisioner) == provisioner { return claim }
        var draft = claim.object.published
        draft.set(.string(provisioner), at: "metadata", "annotations", VolumeAnnotations.betaProvisioner)
        draft.set(.string(provisioner), at: "metadata", "annotations", VolumeAnnotations.provisioner)
        let answer = try context.ask(.update(draft, .persistentVolumeClaims))
        if let object = answer.object {
            _ = context.keep(object)
            return PersistentVolumeClaim(object)
        }
        if provisioner != hostPath {
            fail(claim, "Error saving claim: \(answer.failure?.message ?? "no answer")", &context)
        }
        return nil
    }

    /// Why the provisioner of host paths makes nothing. Upstream: pkg/volume/hostpath/host_path.go, NewProvisioner.
    private static func disabled(_ storageClass: APIObject) -> String {
        let options = (storageClass["mountOptions"]?.array ?? []).compactMap(\.string)
        if options.isEmpty {
            return "Failed to create provisioner: provisioning in volume plugin \"\(hostPath)\" is disabled"
        }
        return "Mount options are not supported by the provisioner but StorageClass \"\(storageClass.name)\" has mount "
            + "options [\(options.joined(separator: " "))]"
    }

    private static func fail(_ claim: PersistentVolumeClaim, _ message: String, _ context: inout Context) {
        context.record(type: "Warning", reason: "ProvisioningFailed", message: message, on: claim.object)
    }
}
