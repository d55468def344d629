import KubeAPI
import OrderedMaps

/// Watch streams are gapless and ordered: a process is told of each change of what it watches, one after the
/// other.
///
/// It notes for each change which one came before it on the same stream; a watcher whose cache is older than
/// that one has missed it.
struct StreamChecker: Sendable {
    /// What one stream carries: a resource, or the pods of a node.
    private struct Lane: Comparable, Sendable {
        let resource: Resource
        let nodeName: String

        static func < (a: Lane, b: Lane) -> Bool {
            a.resource == b.resource ? a.nodeName < b.nodeName : a.resource < b.resource
        }
    }

    private struct Place: Comparable, Sendable {
        let revision: Int64
        let lane: Lane

        static func < (a: Place, b: Place) -> Bool {
            a.revision == b.revision ? a.lane < b.lane : a.revision < b.revision
        }
    }

    /// Older changes are forgotten: a cache that is further behind is not checked.
    static let changesMax = 50_000

    private var newest = OrderedMap<Lane, Int64>()
    private var before = OrderedMap<Place, Int64>()

    mutating func committed(_ change: Change) {
        let resource = change.object.resource
        note(change.revision, Lane(resource: resource, nodeName: ""))
        guard resource == .pods else { return }
        let node = change.object.pod?.nodeName ?? ""
        if !node.isEmpty { note(change.revision, Lane(resource: resource, nodeName: node)) }
    }

    private mutating func note(_ revision: Int64, _ lane: Lane) {
        before[Place(revision: revision, lane: lane)] = newest[lane] ?? 0
        newest[lane] = revision
        if before.count > StreamChecker.changesMax { _ = before.popFirst() }
    }

    /// What is wrong with a change that reaches a watcher whose cache stands at `position`.
    ///
    /// Of a watch of a namespace or an object only the order is checked.
    func problem(with change: Change, scope: WatchScope, position: Int64) -> String? {
        let what = "\(change.object.resource.info.plural) \(change.object.key)"
        if change.revision <= position { return "\(what) at \(change.revision) comes after \(position)" }
        var lane = Lane(resource: change.object.resource, nodeName: "")
        switch scope {
        case .all: break
        case .node(let name): lane = Lane(resource: change.object.resource, nodeName: name)
        case .namespace, .object: return nil
        }
        guard let previous = before[Place(revision: change.revision, lane: lane)] else { return nil }
        return previous > position
            ? "\(what) at \(change.revision) comes before \(previous), cache at \(position)" : nil
    }
}
