import Documents
public import KubeAPI
public import OrderedMaps

/// Which secondary orders a cache keeps.
public enum CacheIndex: Int, Sendable, CaseIterable {
    /// Pods by the uid of their controller; pods without one are under the empty uid.
    /// Upstream: pkg/controller/controller_utils.go, AddPodControllerUIDIndexer.
    case controllerUID
    /// Pods by `spec.nodeName`.
    case nodeName
    /// Any object by the uid of each owner.
    case ownerUID
    /// EndpointSlices by namespace and the label that names their Service: `default/web`.
    case serviceName
    /// Services by namespace and the first pair of their selector (`default/app=web`): a pod finds those that may
    /// select it by its labels. Upstream looks through all Services of the namespace.
    case selectorTerm

    /// The label that says whose EndpointSlice it is. Upstream: discovery.LabelServiceName.
    public static let serviceNameLabel = "kubernetes.io/service-name"

    /// The value of a pair of labels in `selectorTerm`.
    public static func term(_ namespace: String, _ key: String, _ value: String) -> String {
        namespace + "/" + key + "=" + value
    }
}

/// The caches of one process: one informer a resource, shared by all its controllers.
///
/// Each holds what the process has been told so far, which may be behind the store.
/// Upstream: client-go tools/cache (SharedIndexInformer, ThreadSafeStore).
public struct InformerCaches: Sendable {
    private var caches: [InformerCache?]
    /// The resources that the process has learned of.
    public var catalog = ResourceCatalog.builtIn

    /// No caches at all: what stands in while the real ones are handed to a component.
    public static let none = InformerCaches([])

    public init(_ wanted: [(resource: Resource, indexes: [CacheIndex])]) {
        caches = Array(repeating: nil, count: ResourceTable.builtIn.count)
        for (resource, indexes) in wanted { caches[resource.index] = InformerCache(resource, indexes) }
    }

    /// The resources that are cached, in table order.
    public var resources: [Resource] { caches.compactMap { $0?.resource } }

    public subscript(resource: Resource) -> InformerCache? {
        resource.index < caches.count ? caches[resource.index] : nil
    }

    /// Opens the cache of a custom resource.
    public mutating func open(_ resource: Resource) {
        while caches.count <= resource.index { caches.append(nil) }
        caches[resource.index] = InformerCache(resource, [])
    }

    /// Drops the cache of a resource that is no longer served.
    public mutating func close(_ resource: Resource) {
        if resource.index < caches.count { caches[resource.index] = nil }
    }

    /// Moves a cache forward by one change.
    public mutating func apply(_ change: Change) { caches[change.object.resource.index]?.apply(change) }

    /// Notes that a cache is as new as `revision` (a list, a bookmark).
    public mutating func advance(_ resource: Resource, to revision: Int64) {
        caches[resource.index]?.advance(to: revision)
    }

    /// Notes that the first list of a cache has been taken in.
    public mutating func markSynced(_ resource: Resource, at revision: Int64) {
        caches[resource.index]?.markSynced(at: revision)
    }

    public var areSynced: Bool { caches.allSatisfy { $0?.hasSynced ?? true } }

    public func object(_ resource: Resource, _ key: ObjectKey) -> APIObject? {
        self[resource]?.objects[key]
    }
}

/// One informer's store with its indexes.
public struct InformerCache: Sendable {
    public let resource: Resource
    public private(set) var objects = OrderedMap<ObjectKey, APIObject>()
    /// The revision of the newest change it has been told of.
    public private(set) var revision: Int64 = 0
    public private(set) var hasSynced = false
    private var indexes: [Index?]

    /// The objects under each value.
    private typealias Index = OrderedMap<String, CacheGroup>

    init(_ resource: Resource, _ wanted: [CacheIndex]) {
        self.resource = resource
        indexes = CacheIndex.allCases.map { wanted.contains($0) ? OrderedMap() : nil }
    }

    mutating func advance(to revision: Int64) { self.revision = max(self.revision, revision) }

    mutating func markSynced(at revision: Int64) {
        advance(to: revision)
        hasSynced = true
    }

    mutating func apply(_ change: Change) {
        let object = change.object
        revision = max(revision, change.revision)
        var old: APIObject?
        if change.kind == .deleted {
            old = objects.removeValue(forKey: object.key)
        } else {
            let known: Void? = objects.update(object.key) {
                old = $0
                $0 = object
            }
            if known == nil { objects[object.key] = object }
        }
        for index in CacheIndex.allCases where indexes[index.rawValue] != nil {
            move(index, from: old, to: change.kind == .deleted ? nil : object)
        }
    }

    private mutating func move(_ index: CacheIndex, from old: APIObject?, to new: APIObject?) {
        if index != .ownerUID {
            moveSingle(index, from: old, to: new)
            return
        }
        let before = old.map { InformerCache.values($0, index) } ?? []
        let after = new.map { InformerCache.values($0, index) } ?? []
        if let old, before != after {
            for value in before { take(old.key, outOf: index, value) }
        }
        if let new {
            for value in after { put(new, into: index, value) }
        }
    }

    /// For an index under which each object stands once.
    private mutating func moveSingle(_ index: CacheIndex, from old: APIObject?, to new: APIObject?) {
        let before = old.map { InformerCache.value($0, index) }
        let after = new.map { InformerCache.value($0, index) }
        if let old, let before, before != after {
            take(old.key, outOf: index, before)
        }
        if let new, let after { put(new, into: index, after) }
    }

    private mutating func put(_ object: APIObject, into index: CacheIndex, _ value: String) {
        let empty = CacheGroup(countsNodes: index == .controllerUID && resource == .pods)
        indexes[index.rawValue]?.update(value, default: empty) { $0.put(object) }
    }

    private mutating func take(_ key: ObjectKey, outOf index: CacheIndex, _ value: String) {
        let isEmpty = indexes[index.rawValue]?.update(value) { group in
            group.remove(key)
            return group.objects.isEmpty
        }
        if isEmpty == true { indexes[index.rawValue]?[value] = nil }
    }

    private static func value(_ object: APIObject, _ index: CacheIndex) -> String {
        switch index {
        case .controllerUID, .ownerUID: object.meta.controllerUID
        case .nodeName: object.pod?.nodeName ?? ""
        case .serviceName: object.namespace + "/" + (object.meta.label(CacheIndex.serviceNameLabel) ?? "")
        case .selectorTerm:
            object.at("spec", "selector")?.stringMap.first.map { CacheIndex.term(object.namespace, $0.key, $0.value) }
                ?? ""
        }
    }

    private static func values(_ object: APIObject, _ index: CacheIndex) -> [String] {
        switch index {
        case .controllerUID, .nodeName, .serviceName, .selectorTerm: [value(object, index)]
        case .ownerUID: object.meta.owners.map(\.uid)
        }
    }

    /// The objects of a namespace (all if it is empty), ordered by key.
    public func list(namespace: String = "") -> [APIObject] {
        var out: [APIObject] = []
        objects.forEach(from: ObjectKey(namespace, "")) { key, object in
            guard namespace.isEmpty || key.namespace == namespace else { return false }
            out.append(object)
            return true
        }
        return out
    }

    /// The objects with `value` in `index`, ordered by key; the cache must keep that index.
    public func indexed(_ index: CacheIndex, _ value: String) -> [APIObject] {
        group(index, value).objects.allValues
    }

    /// As `indexed`, without a list: the objects as they lie in the index, and what is counted of them.
    public func group(_ index: CacheIndex, _ value: String) -> CacheGroup { groups(index)[value] ?? CacheGroup() }

    /// All groups of `index` by their value; the cache must keep that index.
    public func groups(_ index: CacheIndex) -> OrderedMap<String, CacheGroup> {
        guard let map = indexes[index.rawValue] else { preconditionFailure("no index \(index) for \(resource)") }
        return map
    }
}
