public import KubeAPI

/// The resources that are served, in the order of discovery: what paths and discovery documents are made of.
public struct ServedResources: Sendable {
    /// All of them.
    public let all: [ResourceInfo]

    /// The built-in ones.
    public static let builtIn = ServedResources(.builtIn)

    /// Those of a catalogue; `isMeasured`: the metrics API is there too.
    public init(_ catalog: ResourceCatalog, isMeasured: Bool = false) {
        all = catalog.all + OtherVersion.all.map(\.info) + (isMeasured ? MeasuredResource.all : [])
    }

    /// The resource at a path.
    func resource(_ apiVersion: String, plural: String) -> ResourceInfo? {
        all.first { $0.plural == plural && $0.apiVersion == apiVersion }
    }

    func hasGroup(_ group: String) -> Bool { all.contains { $0.group == group } }
    func hasVersion(_ apiVersion: String) -> Bool { all.contains { $0.apiVersion == apiVersion } }

    /// The groups in the order the real server lists them, without the core group.
    var groups: [String] {
        var groups: [String] = []
        for info in all where !info.group.isEmpty && !groups.contains(info.group) { groups.append(info.group) }
        return groups.sorted { (GroupOrder.place($0), $0) < (GroupOrder.place($1), $1) }
    }

    /// The versions of a group, the preferred one first.
    func versions(of group: String) -> [String] {
        var versions: [String] = []
        for info in all where info.group == group && !versions.contains(info.version) { versions.append(info.version) }
        return versions.sorted { GroupOrder.isPreferred($0, over: $1) }
    }

    /// The resources of a group and version, by name.
    func resources(_ group: String, _ version: String) -> [ResourceInfo] {
        all.filter { $0.group == group && $0.version == version }.sorted { $0.plural < $1.plural }
    }
}

/// In which order groups and versions are listed.
enum GroupOrder {
    /// Upstream: pkg/controlplane/apiserver/aggregator.go, the priorities of the built-in groups.
    private static let groups = [
        "apiregistration.k8s.io", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io",
        "autoscaling", "batch", "certificates.k8s.io", "networking.k8s.io", "policy", "rbac.authorization.k8s.io",
        "storage.k8s.io", "admissionregistration.k8s.io", "apiextensions.k8s.io", "scheduling.k8s.io",
        "coordination.k8s.io", "node.k8s.io", "discovery.k8s.io", "resource.k8s.io", "flowcontrol.apiserver.k8s.io"
    ]

    /// Groups that are not built in come behind, by letter.
    static func place(_ group: String) -> Int { groups.firstIndex(of: group) ?? groups.count }

    /// `v2` before `v1` before `v1beta1`. Upstream: apimachinery/pkg/version/helpers.go.
    static func isPreferred(_ a: String, over b: String) -> Bool {
        func rank(_ version: String) -> (Int, Int, Int) {
            var rest = version.dropFirst(version.hasPrefix("v") ? 1 : 0)
            let major = Int(rest.prefix { $0.isASCII && $0.isNumber }) ?? 0
            rest = rest.drop { $0.isASCII && $0.isNumber }
            if rest.isEmpty { return (2, major, 0) }
            let minor = Int(rest.drop { !$0.isNumber }) ?? 0
            return (rest.hasPrefix("beta") ? 1 : 0, major, minor)
        }
        let (left, right) = (rank(a), rank(b))
        return left != right ? left > right : a < b
    }
}
