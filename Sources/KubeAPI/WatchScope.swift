/// What of a resource a list and watch carries.
public enum WatchScope: Sendable, Equatable {
    /// All of it.
    case all
    /// The pods of a node (`spec.nodeName=…`), as kubelets ask for.
    case node(String)
    /// What is in a namespace.
    case namespace(String)
    /// One object (`metadata.name=…`, in its namespace), as loops of kube-apiserver ask for.
    case object(ObjectKey)

    /// Is `object` carried?
    public func includes(_ object: APIObject) -> Bool {
        switch self {
        case .all: true
        case .node(let name): object.pod?.nodeName == name
        case .namespace(let name): object.namespace == name
        case .object(let key): object.key == key
        }
    }

    /// The namespace in the path; empty for all.
    public var pathNamespace: String {
        switch self {
        case .all, .node: ""
        case .namespace(let name): name
        case .object(let key): key.namespace
        }
    }

    /// As on the wire; empty if there is none.
    public var fieldSelector: String {
        switch self {
        case .all, .namespace: ""
        case .node(let name): "spec.nodeName=\(name)"
        case .object(let key): "metadata.name=\(key.name)"
        }
    }
}
