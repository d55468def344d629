import Documents
import KubeAPI

/// The discovery documents, one for each path.
///
/// Upstream: apiserver/pkg/endpoints/discovery (legacy.go, root.go, group.go, version.go).
struct PlainDiscovery {
    let served: ServedResources

    /// `/api`.
    var coreVersions: Value {
        [
            "kind": "APIVersions", "versions": .array(served.versions(of: "").map { .string($0) }),
            "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": ""]]
        ]
    }

    /// `/apis`.
    var groups: Value {
        [
            "kind": "APIGroupList", "apiVersion": "v1",
            "groups": .array(served.groups.map { groupMembers($0) })
        ]
    }

    /// `/apis/GROUP`.
    func group(_ group: String) -> Value {
        var value = groupMembers(group)
        value.set("APIGroup", at: "kind")
        value.set("v1", at: "apiVersion")
        return value
    }

    private func groupMembers(_ group: String) -> Value {
        let versions = served.versions(of: group).map { version -> Value in
            ["groupVersion": .string("\(group)/\(version)"), "version": .string(version)]
        }
        return [
            "name": .string(group), "versions": .array(versions), "preferredVersion": versions.first ?? .null
        ]
    }

    /// `/api/v1`, `/apis/GROUP/VERSION`.
    func resources(_ apiVersion: String) -> Value {
        var entries: [(name: String, value: Value)] = []
        for info in served.all where info.apiVersion == apiVersion {
            var entry = info.discoveryEntry
            if let hash = info.storageVersionHash { entry.set(.string(hash), at: "storageVersionHash") }
            entries.append((info.plural, entry))
            for name in info.subresources {
                entries.append(("\(info.plural)/\(name)", PlainDiscovery.subresource(name, info)))
            }
        }
        entries.sort { $0.name < $1.name }
        var list: Value = [
            "kind": "APIResourceList", "groupVersion": .string(apiVersion), "resources": .array(entries.map(\.value))
        ]
        // The oldest version is told as it was before lists had versions: legacy clients know it so.
        if apiVersion != "v1" { list.set("v1", at: "apiVersion") }
        return list
    }

    private static func subresource(_ name: String, _ info: ResourceInfo) -> Value {
        let facts = SubresourceFacts(name, of: info)
        var entry: Value = [
            "name": .string("\(info.plural)/\(name)"), "singularName": "", "namespaced": .bool(info.isNamespaced),
            "kind": .string(facts.kind), "verbs": .array(facts.verbs.map { .string($0) })
        ]
        if !facts.group.isEmpty {
            entry.set(.string(facts.group), at: "group")
            entry.set(.string(facts.version), at: "version")
        }
        return entry
    }
}
