/// What discovery says of a resource.
///
/// A class for one pointer: it is handed around with each request. One instance for each row of the table, and one for
/// each custom resource that was ever served.
public final class ResourceInfo: Sendable {
    /// Its place in tables of resources.
    public let index: Int
    /// Empty for the core group.
    public let group: String
    /// The version of a built-in resource's objects, or the served version of a custom one: `v1`.
    public let version: String
    /// `Pod`.
    public let kind: String
    /// The plural, as in paths.
    public let plural: String
    /// `pod`.
    public let singular: String
    /// `po`.
    public let shortNames: [String]
    /// `all`.
    public let categories: [String]
    public let isNamespaced: Bool
    /// Sorted.
    public let subresources: [String]
    /// What can be asked of it, sorted: `create`, `get`, …; reviews can only be created.
    public let verbs: [String]
    /// The name of its type in the schema tables; `nil` for custom resources.
    public let schemaType: String?
    /// What its definition says; `nil` for built-in resources.
    public let custom: CustomVersion?
    /// `v1`, `apps/v1`.
    public let apiVersion: String
    /// A built-in resource in a version that is served and not stored. See `OtherVersion`.
    private let isOtherVersion: Bool

    init(
        index: Int, group: String, version: String, kind: String, plural: String, singular: String,
        shortNames: [String], categories: [String], isNamespaced: Bool, subresources: [String], verbs: [String],
        schemaType: String?, custom: CustomVersion? = nil, isOtherVersion: Bool = false
    ) {
        self.index = index
        self.group = group
        self.version = version
        self.kind = kind
        self.plural = plural
        self.singular = singular
        self.shortNames = shortNames
        self.categories = categories
        self.isNamespaced = isNamespaced
        self.subresources = subresources
        self.verbs = verbs
        self.schemaType = schemaType
        self.custom = custom
        self.isOtherVersion = isOtherVersion
        apiVersion = group.isEmpty ? version : "\(group)/\(version)"
    }

    /// The same, never released: what `Resource` of a custom resource points at.
    static func keptForever(_ info: ResourceInfo) -> ResourceInfo {
        Unmanaged.passRetained(info).takeUnretainedValue()
    }

    /// The resource of this row.
    public var resource: Resource {
        index < ResourceTable.firstCustomIndex && !isOtherVersion ? Resource(index: index) : Resource(at: self)
    }

    /// `pods`, `replicasets.apps`: what messages call it.
    public var qualified: String { group.isEmpty ? plural : "\(plural).\(group)" }

    /// `PodList`.
    public var listKind: String { "\(kind)List" }

    /// Whether objects of it are kept: reviews and bindings are only answered.
    public var isStored: Bool { verbs.contains("get") && verbs.contains("create") }

    /// What each request for it is warned of; `nil` for most.
    ///
    /// Upstream: staging/src/k8s.io/api/core/v1/lifecycle.go; apiserver pkg/endpoints/deprecation.
    public var deprecationWarning: String? {
        switch (group, plural) {
        case ("", "componentstatuses"): "v1 ComponentStatus is deprecated in v1.19+"
        case ("", "endpoints"): "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"
        default: custom?.deprecation
        }
    }

    /// `/registry/pods`: where etcd keeps it.
    ///
    /// Upstream: pkg/registry `ResourcePrefix` of each storage; kubeapiserver/default_storage_factory_builder.go.
    public var registryPrefix: String {
        switch plural {
        case "nodes": "/registry/minions"
        case "replicationcontrollers": "/registry/controllers"
        case "services": "/registry/services/specs"
        case "endpoints": "/registry/services/endpoints"
        case "ingresses": "/registry/ingress"
        case "customresourcedefinitions", "apiservices": "/registry/\(group)/\(plural)"
        default: index < ResourceTable.firstCustomIndex ? "/registry/\(plural)" : "/registry/\(group)/\(plural)"
        }
    }
}
