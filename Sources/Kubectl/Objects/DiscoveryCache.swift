import KubeAPI

/// How one command finds resources: in what kubectl remembers, and only if that fails at the server.
///
/// A class: lookups are reads, yet one of them may make the command forget its memory.
/// Upstream: client-go restmapper/discovery.go, DeferredDiscoveryRESTMapper; discovery/cached/disk keeps it for six
/// hours.
final class DiscoveryCache {
    private var known: ResourceCatalog
    private let served: ResourceCatalog
    /// The server was asked.
    private(set) var wasRefreshed = false
    /// What a person should know of the names that were looked up.
    private(set) var warnings: [String] = []

    init(known: ResourceCatalog, served: ResourceCatalog) {
        self.known = known
        self.served = served
    }

    /// What is known by now.
    var catalog: ResourceCatalog { known }

    /// All that is served, fresh: what `api-resources` prints.
    func refreshed() -> ResourceCatalog {
        known = served
        wasRefreshed = true
        return known
    }

    func find(_ word: String) -> ResourceInfo? {
        guard let found = lookUp({ $0.findVersion(word) }) else { return nil }
        if found.shortNames.contains(word) { noteOthers(named: word, than: found) }
        let name = word.prefix { $0 != "." }
        if name.count == word.count || !found.shortNames.contains(String(name)) { return found }
        // A short name stands for a resource of a group: the version behind it is lost.
        return lookUp { $0.findVersion(found.qualified) }
    }

    /// A short name that several resources have means the first of them.
    ///
    /// Upstream: client-go restmapper/shortcut.go, expandResourceShortcut.
    private func noteOthers(named word: String, than found: ResourceInfo) {
        for other in known.groups where other.shortNames.contains(word) && other.qualified != found.qualified {
            let warning =
                "short name \(GoStrings.quoted(word)) could also match lower priority resource \(other.qualified)"
            if !warnings.contains(warning) { warnings.append(warning) }
        }
    }

    func find(apiVersion: String, kind: String) -> ResourceInfo? {
        lookUp { $0.findVersion(apiVersion: apiVersion, kind: kind) }
    }

    /// The resources of a category; categories are taken from what is known.
    func category(_ word: String) -> [ResourceInfo] { known.category(word) }

    /// Which columns a table has is the server's to say, not discovery's.
    private func withColumns(_ info: ResourceInfo) -> ResourceInfo {
        if info.custom == nil { return info }
        return served.findVersion(apiVersion: info.apiVersion, kind: info.kind) ?? info
    }

    private func lookUp(_ find: (ResourceCatalog) -> ResourceInfo?) -> ResourceInfo? {
        if let info = find(known) { return withColumns(info) }
        guard let info = find(served) else { return nil }
        _ = refreshed()
        return info
    }
}

extension ResourceCatalog {
    /// Each resource in each group that serves it, in the version that the group prefers.
    var groups: [ResourceInfo] {
        let first = preferred
        return first + OtherVersion.all.map(\.info).filter { other in
            !first.contains { $0.plural == other.plural && $0.group == other.group }
        }
    }
}
