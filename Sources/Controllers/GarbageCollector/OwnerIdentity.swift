public import KubeAPI

/// What an object goes by in the graph: all that an owner reference says, and a namespace.
///
/// Of an owner that was not seen yet it is only what a dependent claims; two dependents may claim different things
/// of one uid. Upstream: pkg/controller/garbagecollector/graph.go, objectReference.
public struct OwnerIdentity: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// `v1`, `apps/v1`.
    public let apiVersion: String
    /// `ReplicaSet`.
    public let kind: String
    /// Empty for cluster-wide objects; of an owner that was not seen, the namespace of its dependent.
    public let namespace: String
    /// `web`.
    public let name: String
    /// What the graph keeps it under.
    public let uid: String

    /// The identity of an object that was seen.
    public init(_ object: APIObject) {
        let info = object.resource.info
        apiVersion = info.apiVersion
        kind = info.kind
        namespace = object.namespace
        name = object.name
        uid = object.uid
    }

    /// What `reference` says of an owner, looked at from `namespace`.
    public init(_ reference: OwnerReference, namespace: String) {
        apiVersion = reference.apiVersion
        kind = reference.kind
        self.namespace = namespace
        name = reference.name
        uid = reference.uid
    }

    /// The same object in another namespace.
    init(_ other: OwnerIdentity, namespace: String) {
        apiVersion = other.apiVersion
        kind = other.kind
        self.namespace = namespace
        name = other.name
        uid = other.uid
    }

    /// Its resource, if there is one of that version and kind.
    public func info(in catalog: ResourceCatalog) -> ResourceInfo? { catalog.find(apiVersion: apiVersion, kind: kind) }

    /// Where the object is to be looked up; `nil` if there is no such resource.
    func place(in catalog: ResourceCatalog) -> (resource: Resource, key: ObjectKey)? {
        info(in: catalog).map { ($0.resource, ObjectKey($0.isNamespaced ? namespace : "", name)) }
    }

    /// Does `reference` say the same, the namespace aside? Upstream: ownerReferenceMatchesCoordinates.
    func matches(_ reference: OwnerReference) -> Bool {
        uid == reference.uid && name == reference.name && kind == reference.kind && apiVersion == reference.apiVersion
    }

    /// Kind and version weigh most, then namespace, name, uid. Upstream: referenceLessThan.
    public static func < (a: OwnerIdentity, b: OwnerIdentity) -> Bool {
        (a.kind, a.apiVersion, a.namespace, a.name, a.uid) < (b.kind, b.apiVersion, b.namespace, b.name, b.uid)
    }

    /// As upstream's messages call it.
    public var description: String {
        "[\(apiVersion)/\(kind), namespace: \(namespace), name: \(name), uid: \(uid)]"
    }
}

extension GarbageCollector {
    /// The object that a key of its queues stands for; `nil` for keys of other queues.
    public static func object(of key: ObjectKey) -> (kind: String, key: ObjectKey)? {
        guard let mark = key.name.lastIndex(of: "#") else { return nil }
        let place = key.namespace.split(separator: "/", maxSplits: 1).map(String.init)
        guard let info = ResourceTable.builtIn.first(where: { $0.plural == place.first }) else { return nil }
        let namespace = info.isNamespaced && place.count == 2 ? place[1] : ""
        return (info.kind, ObjectKey(namespace, String(key.name[..<mark])))
    }
}

/// The keys of the garbage collector's two queues: `pods/default`, `web-x#uid`.
///
/// What an owner was taken for and what it turns out to be are two keys, as they are two nodes upstream.
enum GraphKey {
    static let attemptToDelete: UInt8 = 0
    static let attemptToOrphan: UInt8 = 1

    static func make(_ identity: OwnerIdentity) -> ObjectKey {
        let kind = identity.info(in: .builtIn)?.plural ?? "\(identity.apiVersion)/\(identity.kind)"
        let place = identity.namespace.isEmpty ? kind : "\(kind)/\(identity.namespace)"
        return ObjectKey(place, "\(identity.name)#\(identity.uid)")
    }

    static func uid(of key: ObjectKey) -> String {
        key.name.split(separator: "#").last.map(String.init) ?? ""
    }
}
