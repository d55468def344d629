import ControllerKit
import Documents
import KubeAPI

/// What the garbage collector writes: deletions, owner references, finalizers; of what it
/// patches only metadata is answered.
///
/// Upstream: pkg/controller/garbagecollector/operations.go, patch.go.
enum GraphWrites {
    typealias Context = SyncContext<OwnerGraph>
    typealias Attempt = GarbageCollector.Attempt

    /// How often a finalizer is tried to be taken off before the queue's back-off comes in. Upstream waits 10, 50
    /// and 250 ms between the tries (retry.DefaultBackoff); here they follow each other at once.
    static let finalizerTries = 4

    // MARK: deletion

    /// Deletes exactly this version of this object; if only something else than its owners has changed meanwhile,
    /// whatever version it has. Upstream: deleteObject.
    static func delete(
        _ object: APIObject, _ policy: PropagationPolicy, _ context: inout Context
    ) throws(Interrupt) -> Attempt {
        var request = APIRequest.delete(object.resource, object.key)
        request.options.uid = object.uid
        request.options.resourceVersion = String(object.revision)
        request.options.propagationPolicy = policy
        var answer = try context.send(request)
        if answer.failure?.code == 409 {
            let live = try context.send(.metadata(.get(object.resource, object.key)))
            if live.failure?.code == 404 { return context.forget(OwnerIdentity(object)) }
            if let now = live.object, now.uid == object.uid, now.revision != object.revision,
                now.meta.owners == object.meta.owners
            {
                context.note(.remark("it was written meanwhile, but its owners are the same: deleted all the same"))
                request.options.resourceVersion = nil
                answer = try context.send(request)
            }
        }
        guard let failure = answer.failure else { return .done }
        return failure.code == 404 ? context.forget(OwnerIdentity(object)) : .failed(failure.message)
    }

    // MARK: owner references

    /// Takes the references to `owners` off one object.
    static func removeReferences(
        from dependent: ObjectRef, to owners: [String], _ context: inout Context
    ) throws(Interrupt) -> Attempt {
        let answer = try context.send(removal(of: owners, from: dependent))
        if answer.failure?.code == 415 {
            let left = try currentOwners(of: dependent, &context)
            guard let left else { return .forgotten }
            return attempt(
                try context.send(replacement(left.kept(without: owners), left.version, dependent)))
        }
        return attempt(answer)
    }

    /// Takes the reference to `owner` off all of them, side by side; those that are gone do not count.
    ///
    /// - Returns: the texts of the errors.
    static func removeReference(
        to owner: String, from dependents: [ObjectRef], _ context: inout Context
    ) throws(Interrupt) -> [String] {
        let answers = try context.sendAll(dependents.map { removal(of: [owner], from: $0) })
        var failures: [String] = []
        for (dependent, answer) in zip(dependents, answers) {
            guard var failure = answer.failure, failure.code != 404 else { continue }
            if failure.code == 415 {
                guard let left = try currentOwners(of: dependent, &context) else { continue }
                let again = try context.send(replacement(left.kept(without: [owner]), left.version, dependent))
                guard let next = again.failure, next.code != 404 else { continue }
                failure = next
            }
            failures.append("orphaning \(dependent.key) failed, \(failure.message)")
        }
        return failures
    }

    /// The owner references of `node` hold up nobody's deletion any more.
    static func unblockOwners(
        _ node: OwnerGraph.Node, _ object: ObjectRef, _ context: inout Context
    ) throws(Interrupt) -> Attempt {
        func unblocked(_ owner: OwnerReference) -> Value {
            var value = owner.value
            value.set(false, at: "blockOwnerDeletion")
            return value
        }
        let blocking = node.owners.filter(\.blocksOwnerDeletion).map(unblocked)
        let patch: Value = ["metadata": ["uid": .string(object.uid), "ownerReferences": .array(blocking)]]
        let answer = try context.send(.metadata(.patch(.strategic, object.resource, object.key, patch)))
        if answer.failure?.code == 415 {
            guard let left = try currentOwners(of: object, &context) else { return .forgotten }
            return attempt(
                try context.send(replacement(node.owners.map(unblocked), left.version, object)))
        }
        return attempt(answer)
    }

    /// A strategic patch with the uid as its precondition. Upstream: controller_ref_manager.go,
    /// GenerateDeleteOwnerRefStrategicMergeBytes.
    private static func removal(of owners: [String], from dependent: ObjectRef) -> APIRequest {
        let patch: Value = [
            "metadata": [
                "uid": .string(dependent.uid),
                "ownerReferences": .array(owners.map { ["$patch": "delete", "uid": .string($0)] }),
            ]
        ]
        return .metadata(.patch(.strategic, dependent.resource, dependent.key, patch))
    }

    // MARK: resources without strategic patches

    /// The references of an object and the version that has them.
    private struct CurrentOwners {
        let references: [Value]
        let version: Int64

        func kept(without owners: [String]) -> [Value] {
            references.filter { reference in !owners.contains(reference["uid"]?.string ?? "") }
        }
    }

    /// From the cache, or live if it is not there; `nil` if there is no such object. Upstream: getMetadata.
    private static func currentOwners(
        of ref: ObjectRef, _ context: inout Context
    ) throws(Interrupt) -> CurrentOwners? {
        var object = context.cached(ref.resource, ref.key)
        if object == nil { object = try context.send(.metadata(.get(ref.resource, ref.key))).object }
        return object.map {
            CurrentOwners(references: $0.at("metadata", "ownerReferences")?.array ?? [], version: $0.revision)
        }
    }

    /// A merge patch replaces the whole list, so it is bound to the version that was read.
    private static func replacement(_ references: [Value], _ version: Int64, _ ref: ObjectRef) -> APIRequest {
        let patch: Value = [
            "metadata": [
                "resourceVersion": .string(String(version)),
                "ownerReferences": references.isEmpty ? .null : .array(references),
            ]
        ]
        return .metadata(.patch(.merge, ref.resource, ref.key, patch))
    }

    private static func attempt(_ answer: APIResult) -> Attempt {
        answer.failure.map { .failed($0.message) } ?? .done
    }

    // MARK: finalizers

    /// Takes a finalizer off an object. Upstream: removeFinalizer.
    static func removeFinalizer(
        _ finalizer: String, from identity: OwnerIdentity, _ context: inout Context
    ) throws(Interrupt) -> Attempt {
        for _ in 0..<finalizerTries {
            let object: APIObject
            switch try context.readLive(identity) {
            case .found(let found): object = found
            case .missing: return .done
            case .impossible: return .forgotten
            case .failed(let reason):
                return .failed(
                    "cannot finalize owner \(identity), because cannot get it: \(reason). "
                        + "The garbage collector will retry later")
            }
            if !object.meta.finalizers.contains(finalizer) { return .done }
            let left = object.meta.finalizers.filter { $0 != finalizer }
            let patch: Value = [
                "metadata": [
                    "resourceVersion": .string(String(object.revision)),
                    "finalizers": left.isEmpty ? .null : .array(left.map { .string($0) }),
                ]
            ]
            let answer = try context.send(.metadata(.patch(.merge, object.resource, object.key, patch)))
            guard let failure = answer.failure else { return .done }
            if failure.code != 409 { return .failed(failure.message) }
        }
        return .failed(
            "updateMaxRetries(\(finalizerTries)) has reached. The garbage collector will retry later for owner "
                + "\(identity)")
    }
}
