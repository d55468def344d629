/// Names an object among those of its resource.
public struct ObjectKey: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Empty for cluster-wide objects.
    public let namespace: String
    public let name: String

    public init(_ namespace: String, _ name: String) {
        self.namespace = namespace
        self.name = name
    }

    public static func < (a: ObjectKey, b: ObjectKey) -> Bool {
        a.namespace == b.namespace ? a.name < b.name : a.namespace < b.namespace
    }

    /// `default/web`, or just the name for cluster-wide objects.
    public var description: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }
}

/// A reference to an object of any kind: what events point at and what views are asked for.
public struct ObjectRef: Sendable, Hashable, Comparable {
    public let resource: Resource
    public let key: ObjectKey
    public let uid: String

    public init(_ resource: Resource, _ key: ObjectKey, uid: String = "") {
        self.resource = resource
        self.key = key
        self.uid = uid
    }

    public static func < (a: ObjectRef, b: ObjectRef) -> Bool {
        if a.resource != b.resource { return a.resource < b.resource }
        return a.key == b.key ? a.uid < b.uid : a.key < b.key
    }
}
