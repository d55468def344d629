import Documents
public import KubeAPI
public import OrderedMaps

/// etcd's model: one revision counter for all keys, a bounded log of changes, compaction.
///
/// The API server is its only door; everybody else reads through it. Upstream: etcd's MVCC store and
/// staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go.
public struct Store: Sendable {
    /// What etcd knows of a key besides its value.
    public struct Row: Sendable {
        public var object: APIObject
        public var createRevision: Int64
        /// How often the key was written since it was made.
        public var version: Int64

        /// The revision of the last write.
        public var modRevision: Int64 { object.revision }
    }

    public private(set) var revision: Int64 = 0
    /// Changes at or below this revision are no longer in the log.
    public private(set) var compacted: Int64 = 0
    /// The revision of the newest change of each resource, in table order.
    public private(set) var newest: [Int64]
    private var tables: [OrderedMap<ObjectKey, Row>]
    private var log = ChunkedLog<Change>()
    /// How many changes the log keeps.
    private let window: Int

    init(resources: Int, window: Int) {
        newest = Array(repeating: 0, count: resources)
        tables = Array(repeating: OrderedMap(), count: resources)
        self.window = window
    }

    /// Makes room for a custom resource: its index is the next one.
    mutating func addResource(_ index: Int) {
        while tables.count <= index {
            tables.append(OrderedMap())
            newest.append(0)
        }
    }

    // MARK: reading

    public func row(_ resource: Resource, _ key: ObjectKey) -> Row? {
        resource.index < tables.count ? tables[resource.index][key] : nil
    }
    public func object(_ resource: Resource, _ key: ObjectKey) -> APIObject? { row(resource, key)?.object }
    public func count(_ resource: Resource) -> Int { table(resource).count }
    /// All objects of a resource, ordered by key; none of a custom resource of another cluster.
    public func table(_ resource: Resource) -> OrderedMap<ObjectKey, Row> {
        resource.index < tables.count ? tables[resource.index] : OrderedMap()
    }

    /// The objects of a resource in `namespace` (all if it is empty), ordered by key.
    public func list(_ resource: Resource, namespace: String) -> [APIObject] {
        var out: [APIObject] = []
        if namespace.isEmpty {
            out.reserveCapacity(count(resource))
            for (_, row) in table(resource) { out.append(row.object) }
            return out
        }
        table(resource).forEach(from: ObjectKey(namespace, "")) { key, row in
            guard key.namespace == namespace else { return false }
            out.append(row.object)
            return true
        }
        return out
    }

    /// As `list`, as it was at `revision`; `nil` if the changes since then are gone.
    public func list(_ resource: Resource, namespace: String, at revision: Int64) -> [APIObject]? {
        if revision >= max(self.newest[resource.index], compacted) { return list(resource, namespace: namespace) }
        guard let later = changes(after: revision, of: resource) else { return nil }
        var table = OrderedMap<ObjectKey, APIObject>()
        for object in list(resource, namespace: namespace) { table[object.key] = object }
        for change in later.reversed() where namespace.isEmpty || change.object.namespace == namespace {
            table[change.object.key] = change.old
        }
        var out: [APIObject] = []
        for (_, object) in table { out.append(object) }
        return out
    }

    /// The kept changes after `revision`; `nil` if some of them are gone.
    public func changes(after revision: Int64, of resource: Resource? = nil) -> [Change]? {
        guard revision >= compacted else { return nil }
        var out: [Change] = []
        var index = log.count
        while index > log.startIndex, log[index - 1].revision > revision {
            index -= 1
            if resource == nil || log[index].object.resource == resource { out.append(log[index]) }
        }
        out.reverse()
        return out
    }

    // MARK: writing

    /// Puts an object in at the next revision.
    mutating func put(_ make: (Int64) -> APIObject, old: APIObject?) -> Change {
        revision += 1
        let object = make(revision)
        let known: Void? = tables[object.resource.index].update(object.key) { row in
            row.object = object
            row.version += 1
        }
        if known == nil {
            tables[object.resource.index][object.key] = Row(object: object, createRevision: revision, version: 1)
        }
        return append(Change(revision: revision, kind: old == nil ? .added : .modified, object: object, old: old))
    }

    /// Puts new objects in at one revision, as a transaction of etcd does: before anybody watches.
    mutating func putTogether(_ objects: [(resource: Resource, value: Value)]) {
        revision += 1
        for (resource, value) in objects {
            let object = APIObject(value, resource, revision: revision)
            tables[resource.index][object.key] = Row(object: object, createRevision: revision, version: 1)
            _ = append(Change(revision: revision, kind: .added, object: object, old: nil))
        }
    }

    /// Removes an object; the change carries its last state at the revision of the removal.
    mutating func remove(_ object: APIObject) -> Change {
        revision += 1
        tables[object.resource.index][object.key] = nil
        let last = APIObject(object.value, after: object, revision: revision)
        return append(Change(revision: revision, kind: .deleted, object: last, old: object))
    }

    /// Forgets the changes up to `revision`; watches from before it get 410.
    mutating func compact(upTo revision: Int64) {
        var index = log.startIndex
        while index < log.count, log[index].revision <= revision { index += 1 }
        log.removeFirst(upTo: index)
        compacted = max(compacted, revision)
    }

    private mutating func append(_ change: Change) -> Change {
        log.append(change)
        newest[change.object.resource.index] = change.revision
        if log.count - log.startIndex > window + window / 4 {
            let first = log.count - window
            compacted = max(compacted, log[first].revision - 1)
            log.removeFirst(upTo: first)
        }
        return change
    }
}
