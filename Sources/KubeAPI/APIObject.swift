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
        let flags: PodFlags
        let labelsPlace: UInt
        let ownersPlace: UInt
        let fields: FieldHistory?

        init(
            _ value: Value, _ resource: Resource, _ revision: Int64, after old: Box?, fields: FieldHistory?
        ) {
            self.fields = fields
            self.value = value
            self.resource = resource
            self.revision = revision
            let metadata = value["metadata"] ?? .null
            if let old, metadata.isSame(as: old.value["metadata"]) {
                key = old.key
                meta = old.meta
            } else {
                key = ObjectKey(metadata["namespace"]?.string ?? "", metadata["name"]?.string ?? "")
                meta = ObjectHeader(metadata)
            }
            labelsPlace = meta.labelFields.place
            ownersPlace = meta.ownersPlace
            let facts = resource == .pods ? PodFacts(value, meta) : nil
            pod = facts
            flags = PodFlags(facts)
        }
    }

    /// Makes an object of a tree; `revision` is its modification revision (0: not stored yet).
    public init(_ value: Value, _ resource: Resource, revision: Int64 = 0, fields: FieldHistory? = nil) {
        box = Box(value, resource, revision, after: nil, fields: fields)
    }

    /// The next version of `old`: what is as it was there is not worked out again. The owners of its fields stay.
    public init(_ value: Value, after old: APIObject, revision: Int64) {
        self.init(value, after: old, revision: revision, fields: old.fields)
    }

    /// The next version of `old` with other owners of its fields.
    public init(_ value: Value, after old: APIObject, revision: Int64, fields: FieldHistory?) {
        box = Box(value, old.resource, revision, after: old.box, fields: fields)
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
    /// From which writes the owners of the fields follow; `nil` if nobody owns any.
    public var fields: FieldHistory? { box.fields }
    /// `metadata.managedFields`, worked out when asked for; it is not part of the tree.
    public var managedFields: Value? { box.fields?.managed.value }
    public var ref: ObjectRef { ObjectRef(resource, key, uid: uid) }
    /// The facts of a pod that hot loops read; only for pods.
    public var pod: PodFacts? { box.pod }

    /// What loops over thousands of pods ask, without a reference; nothing holds for other kinds.
    public var flags: PodFlags { box.flags }
    /// Where labels and owner references lie: objects of one template share them. Two living objects with one
    /// place have the same ones; 0: there are none. To be compared, never to be stored, ordered or printed.
    public var labelsPlace: UInt { box.labelsPlace }
    /// See `labelsPlace`.
    public var ownersPlace: UInt { box.ownersPlace }

    public subscript(key: String) -> Value? { box.value[key] }
    /// Without an array for the path.
    public func at(_ first: String, _ second: String) -> Value? { box.value.at(first, second) }
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

    /// As `published`, with `metadata.managedFields`.
    public var publishedWithManagedFields: Value {
        guard let fields = managedFields else { return published }
        var out = published
        out.set(fields, at: "metadata", "managedFields")
        return out
    }

    /// The same pointer.
    public func isSame(as other: APIObject) -> Bool { box === other.box }

    public static func == (a: APIObject, b: APIObject) -> Bool {
        a.box === b.box || (a.revision == b.revision && a.resource == b.resource && a.value == b.value)
    }
}

/// What every component asks of an object's metadata, computed once per version.
///
/// A class for one pointer: immutable after init, shared by versions with the same metadata.
public final class ObjectHeader: Sendable, Equatable {
    public let uid: String
    public let labels: [(key: String, value: String)]
    public let owners: [OwnerReference]
    /// Which of the owners has `controller: true`; -1: none.
    private let controllerPlace: Int
    /// The labels as they are in the tree: versions of one template share them.
    let labelFields: Fields
    /// Where the owner references lie; 0 without any.
    let ownersPlace: UInt
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
        labelFields = metadata["labels"]?.fields ?? Fields()
        ownersPlace =
            metadata["ownerReferences"]?.array?.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } ?? 0
        owners = metadata["ownerReferences"]?.array?.map(OwnerReference.init) ?? []
        controllerPlace = owners.firstIndex(where: \.isController) ?? -1
        finalizers = metadata["finalizers"]?.array?.compactMap(\.string) ?? []
        generation = metadata["generation"]?.int ?? 0
        created = metadata["creationTimestamp"]?.string.flatMap { Timestamps.parse($0) } ?? 0
        deletion = metadata["deletionTimestamp"]?.string.flatMap { Timestamps.parse($0) }
        deletionGraceSeconds = metadata["deletionGracePeriodSeconds"]?.int
    }

    /// The owner with `controller: true`.
    public var controller: OwnerReference? { controllerPlace < 0 ? nil : owners[controllerPlace] }
    /// Its uid; empty without one.
    public var controllerUID: String { controllerPlace < 0 ? "" : owners[controllerPlace].uid }
    /// Deletion has started.
    public var isTerminating: Bool { deletion != nil }
    public func label(_ key: String) -> String? { labels.first { $0.key == key }?.value }

    /// The same labels: mostly seen by where they lie.
    public func hasSameLabels(as other: ObjectHeader) -> Bool {
        labelFields.isSame(as: other.labelFields) || labelFields == other.labelFields
    }

    public static func == (a: ObjectHeader, b: ObjectHeader) -> Bool {
        if a === b { return true }
        return a.uid == b.uid && a.owners == b.owners && a.finalizers == b.finalizers && a.generation == b.generation
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
