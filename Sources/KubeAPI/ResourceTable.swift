/// A resource type of the API, by its place in the resource table.
public struct Resource: Sendable, Hashable, Comparable {
    public let index: Int

    public init(index: Int) { self.index = index }
    public static func < (a: Resource, b: Resource) -> Bool { a.index < b.index }

    public static let pods = Resource(index: 0)
    public static let nodes = Resource(index: 1)
    public static let namespaces = Resource(index: 2)
    public static let leases = Resource(index: 3)
    public static let events = Resource(index: 4)
    public static let replicaSets = Resource(index: 5)
    public static let configMaps = Resource(index: 6)
    public static let secrets = Resource(index: 7)
    public static let serviceAccounts = Resource(index: 8)
    public static let priorityClasses = Resource(index: 9)
    /// apps/v1 Deployment.
    public static let deployments = Resource(index: 10)
    /// apps/v1 StatefulSet.
    public static let statefulSets = Resource(index: 11)
    /// apps/v1 DaemonSet.
    public static let daemonSets = Resource(index: 12)
    /// apps/v1 ControllerRevision: a template as it was.
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

    /// The facts of a built-in resource.
    public var info: ResourceInfo { ResourceTable.builtIn[index] }
}

/// What discovery says of a resource.
///
/// A class for one pointer: it is handed around with each request. One instance for each row of the table.
public final class ResourceInfo: Sendable {
    public let resource: Resource
    /// Empty for the core group.
    public let group: String
    public let version: String
    public let kind: String
    /// The plural, as in paths.
    public let plural: String
    public let singular: String
    public let shortNames: [String]
    public let categories: [String]
    public let isNamespaced: Bool
    public let subresources: [String]

    /// The name of its type in the schema tables.
    public let schemaType: String?

    /// `v1`, `apps/v1`.
    public let apiVersion: String
    /// `pods`, `replicasets.apps`: what messages call it.
    public var qualified: String { group.isEmpty ? plural : "\(plural).\(group)" }
    init(
        resource: Resource, group: String, version: String, kind: String, plural: String, singular: String,
        shortNames: [String], categories: [String], isNamespaced: Bool, subresources: [String], schemaType: String?
    ) {
        self.resource = resource
        self.group = group
        self.version = version
        self.kind = kind
        self.plural = plural
        self.singular = singular
        self.shortNames = shortNames
        self.categories = categories
        self.isNamespaced = isNamespaced
        self.subresources = subresources
        self.schemaType = schemaType
        apiVersion = group.isEmpty ? version : "\(group)/\(version)"
    }

    /// `/registry/pods`: where etcd keeps it.
    public var registryPrefix: String {
        switch plural {
        case "nodes": "/registry/minions"
        case "replicationcontrollers": "/registry/controllers"
        case "services": "/registry/services/specs"
        default: "/registry/\(plural)"
        }
    }
}

/// The built-in resources that this version models.
public enum ResourceTable {
    public static let builtIn: [ResourceInfo] = [
        row(0, "", "Pod", "pods", ["po"], ["all"], true, ["status", "binding", "eviction", "log"]),
        row(1, "", "Node", "nodes", ["no"], [], false, ["status"]),
        row(2, "", "Namespace", "namespaces", ["ns"], [], false, ["status", "finalize"]),
        row(3, "coordination.k8s.io", "Lease", "leases", [], [], true, []),
        row(4, "", "Event", "events", ["ev"], [], true, []),
        row(5, "apps", "ReplicaSet", "replicasets", ["rs"], ["all"], true, ["status", "scale"]),
        row(6, "", "ConfigMap", "configmaps", ["cm"], [], true, []),
        row(7, "", "Secret", "secrets", [], [], true, []),
        row(8, "", "ServiceAccount", "serviceaccounts", ["sa"], [], true, ["token"]),
        row(9, "scheduling.k8s.io", "PriorityClass", "priorityclasses", ["pc"], [], false, []),
        row(10, "apps", "Deployment", "deployments", ["deploy"], ["all"], true, ["status", "scale"]),
        row(11, "apps", "StatefulSet", "statefulsets", ["sts"], ["all"], true, ["status", "scale"]),
        row(12, "apps", "DaemonSet", "daemonsets", ["ds"], ["all"], true, ["status"]),
        row(13, "apps", "ControllerRevision", "controllerrevisions", [], [], true, []),
        row(14, "", "ReplicationController", "replicationcontrollers", ["rc"], ["all"], true, ["status", "scale"]),
        row(15, "batch", "Job", "jobs", [], ["all"], true, ["status"]),
        row(16, "batch", "CronJob", "cronjobs", ["cj"], ["all"], true, ["status"]),
        row(17, "policy", "PodDisruptionBudget", "poddisruptionbudgets", ["pdb"], [], true, ["status"]),
        row(
            18, "autoscaling", "HorizontalPodAutoscaler", "horizontalpodautoscalers", ["hpa"], ["all"], true,
            ["status"], version: "v2"),
        row(19, "", "Service", "services", ["svc"], ["all"], true, ["status"]),
        row(20, "", "PersistentVolumeClaim", "persistentvolumeclaims", ["pvc"], [], true, ["status"]),
        row(21, "rbac.authorization.k8s.io", "ClusterRole", "clusterroles", [], [], false, []),
    ]

    /// The resources of a category, in the order of discovery: the core group first, then groups and names by letter.
    public static func category(_ word: String) -> [ResourceInfo] {
        builtIn.filter { $0.categories.contains(word) }.sorted { ($0.group, $0.plural) < ($1.group, $1.plural) }
    }

    private static func row(
        _ index: Int, _ group: String, _ kind: String, _ plural: String, _ short: [String], _ categories: [String],
        _ namespaced: Bool, _ subresources: [String], version: String = "v1"
    ) -> ResourceInfo {
        ResourceInfo(
            resource: Resource(index: index), group: group, version: version, kind: kind, plural: plural,
            singular: kind.lowercased(), shortNames: short, categories: categories, isNamespaced: namespaced,
            subresources: subresources, schemaType: Schema.builtIn.kindType(group, version, kind))
    }

    /// The resource a person means by `word`: plural, singular, short name, each also with `.group` or
    /// `.version.group` behind it; upper and lower case do not matter.
    public static func find(_ word: String) -> ResourceInfo? {
        let lower = word.lowercased()
        let parts = lower.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first else { return nil }
        for info in builtIn {
            guard info.plural == name || info.singular == name || info.shortNames.contains(name) else { continue }
            if parts.count == 1 { return info }
            if parts[1] == info.group || parts[1] == "\(info.version).\(info.group)" { return info }
            if info.resource == .events && parts[1] == "events.k8s.io" { return info }
        }
        return nil
    }

    /// The resource of a manifest's `apiVersion` and `kind`.
    public static func find(apiVersion: String, kind: String) -> ResourceInfo? {
        builtIn.first { $0.kind == kind && $0.apiVersion == apiVersion }
            ?? (apiVersion == "events.k8s.io/v1" && kind == "Event" ? Resource.events.info : nil)
    }
}
