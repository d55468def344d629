/// All that a cluster serves: the built-in resources and those of its CustomResourceDefinitions.
public struct ResourceCatalog: Sendable {
    /// Only the built-in resources.
    public static let builtIn = ResourceCatalog(custom: [])

    /// The custom resources that are served, in the order of their indexes.
    public var custom: [ResourceInfo]

    /// A catalogue with these custom resources.
    public init(custom: [ResourceInfo]) { self.custom = custom }

    /// Built-in resources first, each part in the order of the table.
    public var all: [ResourceInfo] { custom.isEmpty ? ResourceTable.builtIn : ResourceTable.builtIn + custom }

    /// Each resource once, in its preferred version.
    public var preferred: [ResourceInfo] {
        var last = -1
        return all.filter { info in
            defer { last = info.index }
            return info.index != last
        }
    }

    /// Those of which objects are kept, each once.
    public var stored: [ResourceInfo] { preferred.filter(\.isStored) }

    /// What is served now in the place of `resource`, which may be of an older definition; `nil` if nothing is.
    public func current(_ resource: Resource) -> Resource? {
        if resource.isBuiltIn { return resource }
        let asked = resource.info
        return custom.first { $0.qualified == asked.qualified && $0.version == asked.version }?.resource
    }

    /// The resources of a category, in the order of discovery: the core group first, then groups and names by letter.
    public func category(_ word: String) -> [ResourceInfo] {
        all.filter { $0.categories.contains(word) }.sorted { ($0.group, $0.plural) < ($1.group, $1.plural) }
    }

    /// The resource a person means by `word`, in the version in which its objects are stored. See `findVersion`.
    public func find(_ word: String) -> ResourceInfo? {
        guard let info = findVersion(word) else { return nil }
        return info.resource.isBuiltIn ? info.resource.stored.info : info
    }

    /// The resource a person means by `word`: plural, singular, short name, each also with `.group` or
    /// `.version.group` behind it; upper and lower case do not matter, and the beginning of a group may do for it.
    ///
    /// Upstream: apimachinery/pkg/api/meta/restmapper.go, ResourcesFor.
    public func findVersion(_ word: String) -> ResourceInfo? {
        let lower = word.lowercased()
        let parts = lower.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first else { return nil }
        let known = all + OtherVersion.all.map(\.info)
        var named = known.filter { $0.plural == name || $0.singular == name || $0.shortNames.contains(name) }
        // Upstream: cli-runtime pkg/resource/builder.go, mappingFor: what is no resource may be a kind.
        if named.isEmpty { named = known.filter { $0.kind == word.prefix { $0 != "." } } }
        guard parts.count > 1, !parts[1].isEmpty else { return named.first }
        return named.first { parts[1] == $0.group || parts[1] == "\($0.version).\($0.group)" }
            ?? named.first { $0.group.hasPrefix(parts[1]) }
    }

    /// The resource of a manifest's `apiVersion` and `kind`, in the version in which its objects are stored.
    public func find(apiVersion: String, kind: String) -> ResourceInfo? {
        guard let info = findVersion(apiVersion: apiVersion, kind: kind) else { return nil }
        return info.resource.isBuiltIn ? info.resource.stored.info : info
    }

    /// The resource of a manifest's `apiVersion` and `kind`, in that version.
    public func findVersion(apiVersion: String, kind: String) -> ResourceInfo? {
        if let info = ResourceTable.byKind[kind]?.first(where: { $0.apiVersion == apiVersion }) { return info }
        for info in custom where info.kind == kind && info.apiVersion == apiVersion { return info }
        return OtherVersion.all.first { $0.apiVersion == apiVersion && $0.info.kind == kind }?.info
    }
}

/// A second version in which a built-in resource is served; objects are stored in that of the resource table.
public struct OtherVersion: Sendable {
    /// Its group.
    public let group: String
    /// Its version in that group.
    public let version: String
    /// What is served.
    public let resource: Resource

    /// What discovery says of it; its `resource` names this version.
    public let info: ResourceInfo

    private init(group: String, version: String, resource: Resource) {
        self.group = group
        self.version = version
        self.resource = resource
        let stored = resource.info
        info = ResourceInfo(
            index: stored.index, group: group, version: version, kind: stored.kind, plural: stored.plural,
            singular: stored.singular, shortNames: stored.shortNames, categories: stored.categories,
            isNamespaced: stored.isNamespaced, subresources: stored.subresources, verbs: stored.verbs,
            schemaType: Schema.builtIn.kindType(group, version, stored.kind), isOtherVersion: true)
    }

    /// A built-in resource in a version in which it is served, the stored one too.
    static func info(of resource: Resource, in apiVersion: String) -> ResourceInfo? {
        let stored = resource.stored.info
        if stored.apiVersion == apiVersion { return stored }
        return all.first { $0.resource == resource && $0.apiVersion == apiVersion }?.info
    }

    /// `events.k8s.io/v1`.
    public var apiVersion: String { "\(group)/\(version)" }

    /// Upstream: the groups that serve the same storage twice.
    public static let all = [
        OtherVersion(group: "events.k8s.io", version: "v1", resource: .events),
        OtherVersion(group: "autoscaling", version: "v1", resource: .horizontalPodAutoscalers),
    ]
}

extension ResourceTable {
    /// The built-in resources of a category. See `ResourceCatalog.category`.
    public static func category(_ word: String) -> [ResourceInfo] { ResourceCatalog.builtIn.category(word) }

    /// The built-in resource a person means by `word`. See `ResourceCatalog.find`.
    public static func find(_ word: String) -> ResourceInfo? { ResourceCatalog.builtIn.find(word) }

    /// The built-in resource of a manifest's `apiVersion` and `kind`.
    public static func find(apiVersion: String, kind: String) -> ResourceInfo? {
        ResourceCatalog.builtIn.find(apiVersion: apiVersion, kind: kind)
    }
}
