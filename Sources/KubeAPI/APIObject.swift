public import Documents

/// One version of an API object: an immutable tree behind one pointer, with its header computed once.
///
/// The tree holds everything but `metadata.resourceVersion`, which the store knows (`revision`) and adds
/// on the way out, as etcd and the real server do.
public struct APIObject: Sendable, Equatable {
    private let box: Box

    /// Immutable after init, shared by every cache and snapshot: that is its identity.
    private final class Box: Sendable {
        let value: Value
        let resource: Resource
        let revision: Int64
        let key: ObjectKey
        let meta: ObjectHeader
        let pod: PodFacts?

        init(_ value: Value, _ resource: Resource, _ revision: Int64) {
            self.value = value
            self.resource = resource
            self.revision = revision
            let metadata = value["metadata"] ?? .null
            key = ObjectKey(metadata["namespace"]?.string ?? "", metadata["name"]?.string ?? "")
            meta = ObjectHeader(metadata)
            pod = resource == .pods ? PodFacts(value, meta) : nil
        }
    }

    /// Makes an object of a tree; `revision` is its modification revision (0: not stored yet).
    public init(_ value: Value, _ resource: Resource, revision: Int64 = 0) {
        box = Box(value, resource, revision)
    }

    /// The tree without the resource version.
    public var value: Value { box.value }
    public var resource: Resource { box.resource }
    /// The store revision of this version of the object.
    public var revision: Int64 { box.revision }
    public var key: ObjectKey { box.key }
    public var name: String { box.key.name }
    public var namespace: String { box.key.namespace }
    public var meta: ObjectHeader { box.meta }
    public var uid: String { box.meta.uid }
    public var ref: ObjectRef { ObjectRef(resource, key, uid: uid) }
    /// The facts of a pod that hot loops read; only for pods.
    public var pod: PodFacts? { box.pod }

    public subscript(key: String) -> Value? { box.value[key] }
    public func at(_ keys: String...) -> Value? {
        var value = box.value
        for key in keys {
            guard let next = value[key] else { return nil }
            value = next
        }
        return value
    }

    /// The tree as a client gets it: with `metadata.resourceVersion`.
    public var published: Value {
        guard revision > 0 else { return value }
        var out = value
        out.set(.string(String(revision)), at: "metadata", "resourceVersion")
        return out
    }

    /// The same pointer.
    public func isSame(as other: APIObject) -> Bool { box === other.box }

    public static func == (a: APIObject, b: APIObject) -> Bool {
        a.box === b.box || (a.revision == b.revision && a.resource == b.resource && a.value == b.value)
    }
}

/// What every component asks of an object's metadata, computed once per version.
public struct ObjectHeader: Sendable, Equatable {
    public let uid: String
    public let labels: [(key: String, value: String)]
    public let owners: [OwnerReference]
    public let finalizers: [String]
    public let generation: Int64
    /// Microseconds since 1970; the object was made then.
    public let created: Int64
    /// Microseconds since 1970; set once deletion has started.
    public let deletion: Int64?
    /// `metadata.deletionGracePeriodSeconds`.
    public let deletionGraceSeconds: Int64?

    init(_ metadata: Value) {
        uid = metadata["uid"]?.string ?? ""
        labels = metadata["labels"]?.stringMap ?? []
        owners = metadata["ownerReferences"]?.array?.map(OwnerReference.init) ?? []
        finalizers = metadata["finalizers"]?.array?.compactMap(\.string) ?? []
        generation = metadata["generation"]?.int ?? 0
        created = metadata["creationTimestamp"]?.string.flatMap { Timestamps.parse($0) } ?? 0
        deletion = metadata["deletionTimestamp"]?.string.flatMap { Timestamps.parse($0) }
        deletionGraceSeconds = metadata["deletionGracePeriodSeconds"]?.int
    }

    /// Deletion has started.
    public var isTerminating: Bool { deletion != nil }
    /// The owner with `controller: true`.
    public var controller: OwnerReference? { owners.first(where: \.isController) }
    public func label(_ key: String) -> String? { labels.first { $0.key == key }?.value }

    public static func == (a: ObjectHeader, b: ObjectHeader) -> Bool {
        a.uid == b.uid && a.owners == b.owners && a.finalizers == b.finalizers && a.generation == b.generation
            && a.created == b.created && a.deletion == b.deletion
            && a.labels.elementsEqual(b.labels) { $0.key == $1.key && $0.value == $1.value }
    }
}

/// An entry of `metadata.ownerReferences`.
public struct OwnerReference: Sendable, Equatable {
    public let apiVersion: String
    public let kind: String
    public let name: String
    public let uid: String
    public let isController: Bool
    public let blocksOwnerDeletion: Bool

    public init(_ value: Value) {
        apiVersion = value["apiVersion"]?.string ?? ""
        kind = value["kind"]?.string ?? ""
        name = value["name"]?.string ?? ""
        uid = value["uid"]?.string ?? ""
        isController = value["controller"]?.bool ?? false
        blocksOwnerDeletion = value["blockOwnerDeletion"]?.bool ?? false
    }

    /// The reference a controller puts on what it makes. Upstream: apimachinery meta/v1 controller_ref.go.
    public init(controller owner: APIObject) {
        let info = owner.resource.info
        apiVersion = info.apiVersion
        kind = info.kind
        name = owner.name
        uid = owner.uid
        isController = true
        blocksOwnerDeletion = true
    }

    public var value: Value {
        var fields = Fields([
            ("apiVersion", .string(apiVersion)), ("kind", .string(kind)), ("name", .string(name)),
            ("uid", .string(uid)),
        ])
        if isController { fields["controller"] = true }
        if blocksOwnerDeletion { fields["blockOwnerDeletion"] = true }
        return .object(fields)
    }
}
