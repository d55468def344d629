import Documents
import KubeAPI

/// All of a root's discovery in one document.
///
/// Upstream: staging/src/k8s.io/api/apidiscovery/v2, apiserver/pkg/endpoints/discovery/aggregated (KEP-3352).
struct AggregatedDiscovery {
    let served: ServedResources
    /// What a client asks for, and the answer's content type.
    static let contentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"

    /// Does one of the clauses ask for it before plain JSON?
    static func isWanted(_ accepts: AcceptList) -> Bool {
        for clause in accepts.clauses where clause.name == "application/json" {
            if !clause.asksForConversion { return false }
            if clause["as"] == "APIGroupDiscoveryList", clause["g"] == "apidiscovery.k8s.io", clause["v"] == "v2" {
                return true
            }
        }
        return false
    }

    /// The core group alone, as `/api` answers.
    var core: Value { list([""]) }
    /// All other groups, as `/apis` answers.
    var groups: Value { list(served.groups) }

    private func list(_ groups: [String]) -> Value {
        [
            "kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": [:],
            "items": .array(groups.map { group($0) })
        ]
    }

    private func group(_ group: String) -> Value {
        var metadata: Value = ["creationTimestamp": .null]
        if !group.isEmpty { metadata.set(.string(group), at: "name") }
        return [
            "metadata": metadata,
            "versions": .array(
                served.versions(of: group).map { version in
                    [
                        "version": .string(version), "freshness": "Current",
                        "resources": .array(served.resources(group, version).map(AggregatedDiscovery.resource))
                    ]
                })
        ]
    }

    private static func resource(_ info: ResourceInfo) -> Value {
        var entry: Value = [
            "resource": .string(info.plural), "responseKind": kind("", "", info.kind),
            "scope": info.isNamespaced ? "Namespaced" : "Cluster", "singularResource": .string(info.singular),
            "verbs": .array(info.verbs.map { .string($0) })
        ]
        if !info.shortNames.isEmpty { entry.set(.array(info.shortNames.map { .string($0) }), at: "shortNames") }
        if !info.categories.isEmpty { entry.set(.array(info.categories.map { .string($0) }), at: "categories") }
        if !info.subresources.isEmpty {
            let subresources = info.subresources.sorted().map { name -> Value in
                let facts = SubresourceFacts(name, of: info)
                return [
                    "subresource": .string(name), "responseKind": kind(facts.group, facts.version, facts.kind),
                    "verbs": .array(facts.verbs.map { .string($0) })
                ]
            }
            entry.set(.array(subresources), at: "subresources")
        }
        return entry
    }

    private static func kind(_ group: String, _ version: String, _ kind: String) -> Value {
        ["group": .string(group), "version": .string(version), "kind": .string(kind)]
    }
}
