/// A resource type of the API. One word: copied, hashed and compared at no cost.
///
/// A built-in one is its place in `ResourceTable.builtIn`. A custom one, and a built-in one in a version that
/// is not the stored one, is the address of its `ResourceInfo`, which lives as long as the program, so that nothing
/// need count references; the index of a custom one is what its cluster gave it. Whichever version they name, two are
/// equal if they are of the same objects.
public struct Resource: Sendable, Hashable, Comparable {
    private let word: UInt

    /// A built-in resource.
    public init(index: Int) { word = UInt(index) }

    /// A custom resource, or another version of a built-in one.
    init(at info: ResourceInfo) { word = UInt(bitPattern: Unmanaged.passUnretained(info).toOpaque()) }

    /// It is a place in the table, no address.
    private var isPlace: Bool { word < ResourceTable.firstCustomIndex }

    /// Whether it comes with Kubernetes, not with a CustomResourceDefinition.
    public var isBuiltIn: Bool { index < ResourceTable.firstCustomIndex }

    /// Its place in tables of resources: that of `ResourceTable.builtIn`, custom ones behind it.
    public var index: Int { isPlace ? Int(word) : info.index }

    /// A built-in one in the version in which its objects are stored; any other as it is.
    public var stored: Resource { isPlace || !isBuiltIn ? self : Resource(index: index) }

    /// What discovery says of it.
    public var info: ResourceInfo {
        if isPlace { return ResourceTable.builtIn[Int(word)] }
        guard let address = UnsafeRawPointer(bitPattern: word) else { preconditionFailure("no address of a resource") }
        return Unmanaged<ResourceInfo>.fromOpaque(address).takeUnretainedValue()
    }

    public static func == (a: Resource, b: Resource) -> Bool {
        if a.word == b.word { return true }
        if a.isPlace && b.isPlace || a.index != b.index { return false }
        return a.isBuiltIn || a.info.qualified == b.info.qualified
    }

    /// By place in the table.
    public static func < (a: Resource, b: Resource) -> Bool { a.index < b.index }

    public func hash(into hasher: inout Hasher) { hasher.combine(index) }
}

/// The built-in resources by name; the number is the row of `ResourceTable.builtIn`.
extension Resource {
    /// v1 Pod.
    public static let pods = Resource(index: 0)
    /// v1 Node.
    public static let nodes = Resource(index: 1)
    /// v1 Namespace.
    public static let namespaces = Resource(index: 2)
    /// coordination.k8s.io/v1 Lease.
    public static let leases = Resource(index: 3)
    /// v1 Event.
    public static let events = Resource(index: 4)
    /// apps/v1 ReplicaSet.
    public static let replicaSets = Resource(index: 5)
    /// v1 ConfigMap.
    public static let configMaps = Resource(index: 6)
    /// v1 Secret.
    public static let secrets = Resource(index: 7)
    /// v1 ServiceAccount.
    public static let serviceAccounts = Resource(index: 8)
    /// scheduling.k8s.io/v1 PriorityClass.
    public static let priorityClasses = Resource(index: 9)
    /// apps/v1 Deployment.
    public static let deployments = Resource(index: 10)
    /// apps/v1 StatefulSet.
    public static let statefulSets = Resource(index: 11)
    /// apps/v1 DaemonSet.
    public static let daemonSets = Resource(index: 12)
    /// apps/v1 ControllerRevision.
    public static let controllerRevisions = Resource(index: 13)
    /// v1 ReplicationController.
    public static let replicationControllers = Resource(index: 14)
    /// batch/v1 Job.
    public static let jobs = Resource(index: 15)
    /// batch/v1 CronJob.
    public static let cronJobs = Resource(index: 16)
    /// policy/v1 PodDisruptionBudget.
    public static let podDisruptionBudgets = Resource(index: 17)
    /// autoscaling/v2 HorizontalPodAutoscaler.
    public static let horizontalPodAutoscalers = Resource(index: 18)
    /// v1 Service.
    public static let services = Resource(index: 19)
    /// v1 PersistentVolumeClaim.
    public static let persistentVolumeClaims = Resource(index: 20)
    /// rbac.authorization.k8s.io/v1 ClusterRole.
    public static let clusterRoles = Resource(index: 21)
    /// v1 Binding.
    public static let bindings = Resource(index: 22)
    /// v1 ComponentStatus.
    public static let componentStatuses = Resource(index: 23)
    /// v1 Endpoints.
    public static let endpoints = Resource(index: 24)
    /// v1 LimitRange.
    public static let limitRanges = Resource(index: 25)
    /// v1 PersistentVolume.
    public static let persistentVolumes = Resource(index: 26)
    /// v1 PodTemplate.
    public static let podTemplates = Resource(index: 27)
    /// v1 ResourceQuota.
    public static let resourceQuotas = Resource(index: 28)
    /// apiregistration.k8s.io/v1 APIService.
    public static let apiServices = Resource(index: 29)
    /// certificates.k8s.io/v1 CertificateSigningRequest.
    public static let certificateSigningRequests = Resource(index: 30)
    /// rbac.authorization.k8s.io/v1 ClusterRoleBinding.
    public static let clusterRoleBindings = Resource(index: 31)
    /// storage.k8s.io/v1 CSIDriver.
    public static let csiDrivers = Resource(index: 32)
    /// storage.k8s.io/v1 CSINode.
    public static let csiNodes = Resource(index: 33)
    /// storage.k8s.io/v1 CSIStorageCapacity.
    public static let csiStorageCapacities = Resource(index: 34)
    /// apiextensions.k8s.io/v1 CustomResourceDefinition.
    public static let customResourceDefinitions = Resource(index: 35)
    /// resource.k8s.io/v1 DeviceClass.
    public static let deviceClasses = Resource(index: 36)
    /// discovery.k8s.io/v1 EndpointSlice.
    public static let endpointSlices = Resource(index: 37)
    /// flowcontrol.apiserver.k8s.io/v1 FlowSchema.
    public static let flowSchemas = Resource(index: 38)
    /// networking.k8s.io/v1 IngressClass.
    public static let ingressClasses = Resource(index: 39)
    /// networking.k8s.io/v1 Ingress.
    public static let ingresses = Resource(index: 40)
    /// networking.k8s.io/v1 IPAddress.
    public static let ipAddresses = Resource(index: 41)
    /// authorization.k8s.io/v1 LocalSubjectAccessReview.
    public static let localSubjectAccessReviews = Resource(index: 42)
    /// admissionregistration.k8s.io/v1 MutatingAdmissionPolicy.
    public static let mutatingAdmissionPolicies = Resource(index: 43)
    /// admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding.
    public static let mutatingAdmissionPolicyBindings = Resource(index: 44)
    /// admissionregistration.k8s.io/v1 MutatingWebhookConfiguration.
    public static let mutatingWebhookConfigurations = Resource(index: 45)
    /// networking.k8s.io/v1 NetworkPolicy.
    public static let networkPolicies = Resource(index: 46)
    /// flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration.
    public static let priorityLevelConfigurations = Resource(index: 47)
    /// resource.k8s.io/v1 ResourceClaim.
    public static let resourceClaims = Resource(index: 48)
    /// resource.k8s.io/v1 ResourceClaimTemplate.
    public static let resourceClaimTemplates = Resource(index: 49)
    /// resource.k8s.io/v1 ResourceSlice.
    public static let resourceSlices = Resource(index: 50)
    /// rbac.authorization.k8s.io/v1 RoleBinding.
    public static let roleBindings = Resource(index: 51)
    /// rbac.authorization.k8s.io/v1 Role.
    public static let roles = Resource(index: 52)
    /// node.k8s.io/v1 RuntimeClass.
    public static let runtimeClasses = Resource(index: 53)
    /// authorization.k8s.io/v1 SelfSubjectAccessReview.
    public static let selfSubjectAccessReviews = Resource(index: 54)
    /// authentication.k8s.io/v1 SelfSubjectReview.
    public static let selfSubjectReviews = Resource(index: 55)
    /// authorization.k8s.io/v1 SelfSubjectRulesReview.
    public static let selfSubjectRulesReviews = Resource(index: 56)
    /// networking.k8s.io/v1 ServiceCIDR.
    public static let serviceCIDRs = Resource(index: 57)
    /// storage.k8s.io/v1 StorageClass.
    public static let storageClasses = Resource(index: 58)
    /// authorization.k8s.io/v1 SubjectAccessReview.
    public static let subjectAccessReviews = Resource(index: 59)
    /// authentication.k8s.io/v1 TokenReview.
    public static let tokenReviews = Resource(index: 60)
    /// admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy.
    public static let validatingAdmissionPolicies = Resource(index: 61)
    /// admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding.
    public static let validatingAdmissionPolicyBindings = Resource(index: 62)
    /// admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration.
    public static let validatingWebhookConfigurations = Resource(index: 63)
    /// storage.k8s.io/v1 VolumeAttachment.
    public static let volumeAttachments = Resource(index: 64)
    /// storage.k8s.io/v1 VolumeAttributesClass.
    public static let volumeAttributesClasses = Resource(index: 65)
}
