public import KubeAPI
public import OrderedMaps
public import Simulation

/// What a controller has asked for and not seen yet: it does not steer again before its cache shows it.
///
/// Upstream: pkg/controller/controller_utils.go, ControllerExpectations and UIDTrackingControllerExpectations.
public struct Expectations: Sendable {
    /// A creation that never shows up holds a controller back no longer than this.
    public static let timeout = SimDuration.minutes(5)

    /// What is outstanding for one key.
    public struct Outstanding: Sendable {
        public var creations: Int
        public var deletions: Int
        /// The keys of the pods whose deletion is awaited.
        public var deletedPods: OrderedMap<String, Bool>
        public var since: SimTime

        public var isFulfilled: Bool { creations <= 0 && deletions <= 0 }
    }

    private var outstanding = OrderedMap<ObjectKey, Outstanding>()

    public init() {}

    public subscript(key: ObjectKey) -> Outstanding? { outstanding[key] }
    public var all: [(key: ObjectKey, value: Outstanding)] { outstanding.map { ($0.key, $0.value) } }

    /// May the controller steer? Yes if nothing is outstanding, or if it has been for too long.
    public func areSatisfied(for key: ObjectKey, at now: SimTime) -> Bool {
        guard let awaited = outstanding[key] else { return true }
        return awaited.isFulfilled || now - awaited.since > Expectations.timeout
    }

    public mutating func expectCreations(_ count: Int, for key: ObjectKey, at now: SimTime) {
        outstanding[key] = Outstanding(creations: count, deletions: 0, deletedPods: OrderedMap(), since: now)
    }

    public mutating func expectDeletions(of pods: [String], for key: ObjectKey, at now: SimTime) {
        var keys = OrderedMap<String, Bool>()
        for pod in pods { keys[pod] = true }
        outstanding[key] = Outstanding(creations: 0, deletions: pods.count, deletedPods: keys, since: now)
    }

    public mutating func creationObserved(for key: ObjectKey, count: Int = 1) {
        outstanding.update(key) { $0.creations -= count }
    }

    public mutating func deletionObserved(of pod: String, for key: ObjectKey) {
        outstanding.update(key) { awaited in
            if awaited.deletedPods.removeValue(forKey: pod) != nil { awaited.deletions -= 1 }
        }
    }

    /// Awaits creations and deletions at once, counted without names.
    ///
    /// Upstream: ControllerExpectations.SetExpectations (DaemonSets, Jobs).
    public mutating func expect(creations: Int, deletions: Int, for key: ObjectKey, at now: SimTime) {
        outstanding[key] = Outstanding(
            creations: creations, deletions: deletions, deletedPods: OrderedMap(), since: now)
    }

    /// A deletion was seen, whichever it is. Upstream: ControllerExpectations.DeletionObserved.
    public mutating func deletionObserved(for key: ObjectKey, count: Int = 1) {
        outstanding.update(key) { $0.deletions -= count }
    }

    public mutating func forget(_ key: ObjectKey) { outstanding[key] = nil }
}

/// What a controller wrote last for a key: a sync waits until its caches are that new.
///
/// Upstream: pkg/controller/util/consistency (new in 1.36, feature gate StaleControllerConsistencyReplicaSet and its kin).
public struct ConsistencyStore: Sendable {
    private struct Written: Sendable {
        let uid: String
        var revisions: [Resource: Int64]
    }

    private var written = OrderedMap<ObjectKey, Written>()

    public init() {}

    /// Notes that a write for `key` made `revision` of `resource`.
    public mutating func wrote(_ resource: Resource, revision: Int64, for key: ObjectKey, uid: String) {
        if written[key]?.uid != uid { written[key] = Written(uid: uid, revisions: [:]) }
        written.update(key) { entry in entry.revisions[resource] = max(entry.revisions[resource] ?? 0, revision) }
    }

    /// The first of `resources` whose cache is older than what was written for `key`.
    public func stale(
        _ key: ObjectKey, among resources: [Resource], caches: InformerCaches
    ) -> (Resource, cache: Int64, written: Int64)? {
        guard let entry = written[key] else { return nil }
        for resource in resources {
            guard let revision = entry.revisions[resource] else { continue }
            let seen = caches[resource]?.revision ?? 0
            if seen < revision { return (resource, seen, revision) }
        }
        return nil
    }

    public mutating func forget(_ key: ObjectKey, uid: String) {
        if uid.isEmpty || written[key]?.uid == uid { written[key] = nil }
    }
}
