/// The annotations by which the parts of a cluster tell each other how far a claim and its volume are.
///
/// Upstream: component-helpers storage/volume/pv_helpers.go.
public enum VolumeAnnotations {
    /// On a claim: it has been bound once.
    public static let bindCompleted = "pv.kubernetes.io/bind-completed"
    /// On a claim or a volume: a controller chose the other side, not a person.
    public static let boundByController = "pv.kubernetes.io/bound-by-controller"
    /// On a claim: the node for which a volume is to be provisioned.
    public static let selectedNode = "volume.kubernetes.io/selected-node"
    /// On a volume: who made it for a claim.
    public static let provisionedBy = "pv.kubernetes.io/provisioned-by"
    /// On either: a CSI driver has taken over from the plugin in Kubernetes itself.
    public static let migratedTo = "pv.kubernetes.io/migrated-to"
    /// On a claim: who is to make a volume for it.
    public static let provisioner = "volume.kubernetes.io/storage-provisioner"
    /// As `provisioner`, from the time before; both are set.
    public static let betaProvisioner = "volume.beta.kubernetes.io/storage-provisioner"
    /// The class, from the time before it was a field; it goes before the field.
    public static let betaClass = "volume.beta.kubernetes.io/storage-class"
    /// The provisioner of a class whose volumes nobody makes.
    public static let noProvisioner = "kubernetes.io/no-provisioner"
}
