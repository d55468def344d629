public import KubeAPI
import OrderedMaps

/// One open watch.
public struct Subscription: Sendable {
    public let id: Int
    /// The number of the process that watches.
    public let owner: Int
    public let resource: Resource
    /// How much of it.
    public let scope: WatchScope
}

/// Who watches what. A thousand kubelets cost nothing: their watches are found by node name.
///
/// Upstream: staging/src/k8s.io/apiserver/pkg/storage/cacher (the node name is its one trigger index).
public struct WatchCache: Sendable {
    private var all: [[Subscription]]
    private var byNode = OrderedMap<String, Subscription>()
    /// Watches of a namespace or an object, by resource; they are few.
    private var narrow: [[Subscription]]
    private var open = OrderedMap<Int, Subscription>()
    private var lastID = 0

    init(resources: Int) {
        all = Array(repeating: [], count: resources)
        narrow = Array(repeating: [], count: resources)
    }

    /// Makes room for a custom resource.
    mutating func addResource(_ index: Int) {
        while all.count <= index {
            all.append([])
            narrow.append([])
        }
    }

    /// Opens a watch.
    mutating func subscribe(_ resource: Resource, scope: WatchScope, owner: Int) -> Subscription {
        lastID += 1
        let subscription = Subscription(id: lastID, owner: owner, resource: resource, scope: scope)
        open[lastID] = subscription
        switch scope {
        case .all: all[resource.index].append(subscription)
        case .node(let name): byNode[name] = subscription
        case .namespace, .object: narrow[resource.index].append(subscription)
        }
        return subscription
    }

    /// Closes a watch; closing one that is not open does nothing.
    mutating func unsubscribe(_ id: Int) {
        guard let subscription = open.removeValue(forKey: id) else { return }
        switch subscription.scope {
        case .all: all[subscription.resource.index].removeAll { $0.id == id }
        case .node(let node): if byNode[node]?.id == id { byNode[node] = nil }
        case .namespace, .object: narrow[subscription.resource.index].removeAll { $0.id == id }
        }
    }

    public func isOpen(_ id: Int) -> Bool { open[id] != nil }

    /// Calls `body` for each watch that is told of `change`, with the change as that watch sees it.
    public func forEachWatcher(of change: Change, _ body: (Subscription, Change) -> Void) {
        let index = change.object.resource.index
        for subscription in all[index] { body(subscription, change) }
        for subscription in narrow[index] where subscription.scope.includes(change.object) {
            body(subscription, change)
        }
        guard change.object.resource == .pods, let node = change.object.pod?.nodeName, !node.isEmpty,
            let subscription = byNode[node]
        else { return }
        if let seen = WatchCache.filtered(change, subscription.scope) { body(subscription, seen) }
    }

    /// A change as a watch of `scope` sees it: an object that begins to match is ADDED.
    public static func filtered(_ change: Change, _ scope: WatchScope) -> Change? {
        if scope == .all { return change }
        let matches = scope.includes(change.object)
        let matched = change.old.map(scope.includes) ?? false
        switch (change.kind, matched, matches) {
        case (.deleted, true, _): return change
        case (_, true, true): return change
        case (_, false, true):
            return Change(revision: change.revision, kind: .added, object: change.object, old: nil)
        default: return nil
        }
    }
}
