public import KubeAPI
import OrderedMaps

/// One open watch.
public struct Subscription: Sendable {
    public let id: Int
    /// The number of the process that watches.
    public let owner: Int
    public let resource: Resource
    /// Only pods of this node (`spec.nodeName=…`), as kubelets ask for; `nil`: everything.
    public let nodeName: String?
}

/// Who watches what. A thousand kubelets cost nothing: their watches are found by node name.
///
/// Upstream: staging/src/k8s.io/apiserver/pkg/storage/cacher (the node name is its one trigger index).
public struct WatchCache: Sendable {
    private var all: [[Subscription]]
    private var byNode = OrderedMap<String, Subscription>()
    private var open = OrderedMap<Int, Subscription>()
    private var lastID = 0

    init(resources: Int) { all = Array(repeating: [], count: resources) }

    /// Makes room for a custom resource.
    mutating func addResource(_ index: Int) { while all.count <= index { all.append([]) } }

    /// Opens a watch.
    mutating func subscribe(_ resource: Resource, nodeName: String?, owner: Int) -> Subscription {
        lastID += 1
        let subscription = Subscription(id: lastID, owner: owner, resource: resource, nodeName: nodeName)
        open[lastID] = subscription
        if let nodeName { byNode[nodeName] = subscription } else { all[resource.index].append(subscription) }
        return subscription
    }

    /// Closes a watch; closing one that is not open does nothing.
    mutating func unsubscribe(_ id: Int) {
        guard let subscription = open.removeValue(forKey: id) else { return }
        if let node = subscription.nodeName {
            if byNode[node]?.id == id { byNode[node] = nil }
        } else {
            all[subscription.resource.index].removeAll { $0.id == id }
        }
    }

    public func isOpen(_ id: Int) -> Bool { open[id] != nil }

    /// Calls `body` for each watch that is told of `change`, with the change as that watch sees it.
    public func forEachWatcher(of change: Change, _ body: (Subscription, Change) -> Void) {
        for subscription in all[change.object.resource.index] { body(subscription, change) }
        guard change.object.resource == .pods, let node = change.object.pod?.nodeName, !node.isEmpty,
            let subscription = byNode[node]
        else { return }
        if let seen = WatchCache.filtered(change, nodeName: node) { body(subscription, seen) }
    }

    /// A change as a watch with `spec.nodeName=nodeName` sees it: an object that begins to match is ADDED.
    public static func filtered(_ change: Change, nodeName: String) -> Change? {
        let matches = change.object.pod?.nodeName == nodeName
        let matched = change.old?.pod?.nodeName == nodeName
        switch (change.kind, matched, matches) {
        case (.deleted, true, _): return change
        case (_, true, true): return change
        case (_, false, true):
            return Change(revision: change.revision, kind: .added, object: change.object, old: nil)
        default: return nil
        }
    }
}
