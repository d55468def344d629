import ControllerKit
import KubeAPI
import OrderedMaps

/// The pods that a ReplicaSet steers, counted.
struct ActivePods {
    let count: Int
    let ready: Int
    /// The labels that all of them have, if that is known.
    let sharedLabels: [(key: String, value: String)]?
    private let list: [APIObject]
    private let group: CacheGroup?

    /// They themselves, ordered by key.
    var all: [APIObject] { group?.activeObjects ?? list }

    init(_ pods: [APIObject]) {
        var ready = 0
        // By index: a copy of each pod would be the dearest of all.
        for index in pods.indices where pods[index].flags.isReady { ready += 1 }
        self.ready = ready
        count = pods.count
        sharedLabels = nil
        list = pods
        group = nil
    }

    /// The active pods of a group.
    init(_ group: CacheGroup) {
        count = group.active
        ready = group.ready
        sharedLabels = group.sharedLabels
        list = []
        self.group = group
    }

    /// Calls `body` with each, ordered by key, without a list of them.
    func forEach(_ body: (APIObject) -> Void) {
        if let group { group.forEachActive(body) } else { list.forEach(body) }
    }
}

/// The pods a ReplicaSet may be about: its own and the orphans of its namespace.
///
/// Upstream: pkg/controller/controller_utils.go, FilterPodsByOwner, FilterActivePods, FilterClaimedPods.
struct Census {
    let active: ActivePods
    /// Of the set.
    let owned: Int
    /// Of the set, being deleted, not ended yet.
    let terminating: Int
    /// All are the set's own and match its selector: there is nothing to claim.
    let isSettled: Bool

    /// The usual case is answered by what the cache counts; else each pod is looked at.
    init<Memory>(of set: APIObject, _ selector: LabelSelector, _ context: inout SyncContext<Memory>) {
        let own = context.cachedGroup(.pods, .controllerUID, set.uid)
        let orphans = context.cachedGroup(.pods, .controllerUID, "").objects(in: set.namespace)
        if orphans.isEmpty, own.objects.isEmpty || own.sharedLabels.map(selector.matches) == true {
            (active, owned, terminating, isSettled) = (ActivePods(own), own.objects.count, own.leaving, true)
            return
        }
        let pods = own.objects.allValues
        var matcher = LabelMatcher(selector)
        var leaving = 0
        for index in pods.indices {
            let flags = pods[index].flags
            if flags.isTerminating && !flags.isFinished && matcher.matches(pods[index]) { leaving += 1 }
        }
        active = ActivePods((pods + orphans).filter(\.flags.isActive))
        (owned, terminating, isSettled) = (pods.count, leaving, false)
    }
}

extension CacheGroup {
    /// Its objects of one namespace.
    fileprivate func objects(in namespace: String) -> [APIObject] {
        var out: [APIObject] = []
        objects.forEach(from: ObjectKey(namespace, "")) { key, object in
            guard key.namespace == namespace else { return false }
            out.append(object)
            return true
        }
        return out
    }
}
