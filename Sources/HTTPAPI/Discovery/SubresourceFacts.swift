import KubeAPI

/// What discovery says of a subresource: the kind that is sent and what can be done with it.
///
/// Upstream: pkg/registry/core/rest/storage_core.go and its like for the other groups.
struct SubresourceFacts: Sendable, Equatable {
    /// Empty: the group of the resource.
    var group = ""
    /// Empty: the version of the resource.
    var version = ""
    let kind: String
    let verbs: [String]

    /// What `name` below the resource is.
    init(_ name: String, of info: ResourceInfo) {
        let changes = ["get", "patch", "update"]
        switch name {
        case "scale": self.init("Scale", changes, "autoscaling", "v1")
        case "binding": self.init("Binding", ["create"])
        case "eviction": self.init("Eviction", ["create"], "policy", "v1")
        case "token": self.init("TokenRequest", ["create"], "authentication.k8s.io", "v1")
        case "log": self.init(info.kind, ["get"])
        case "finalize": self.init(info.kind, ["update"])
        case "exec": self.init("PodExecOptions", ["create", "get"])
        case "attach": self.init("PodAttachOptions", ["create", "get"])
        case "portforward": self.init("PodPortForwardOptions", ["create", "get"])
        case "proxy": self.init("\(info.kind)ProxyOptions", ["create", "delete", "get", "patch", "update"])
        default: self.init(info.kind, changes)
        }
    }

    private init(_ kind: String, _ verbs: [String], _ group: String = "", _ version: String = "") {
        self.kind = kind
        self.verbs = verbs
        self.group = group
        self.version = version
    }
}
