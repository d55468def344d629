import ControllerKit
import Documents
import KubeAPI

/// What controllers of pods share: making pods from a template, deleting them, the events about both.
///
/// Upstream: pkg/controller/controller_utils.go, RealPodControl.
enum PodControl {
    static let slowStartInitialBatch = 1

    /// The pod that `template` asks for, owned by `owner`: name prefix, labels, annotations, finalizers, spec.
    static func pod(from template: Value, owner: APIObject) -> Value {
        let metadata = template["metadata"] ?? .null
        var fields = Fields([
            ("generateName", .string(namePrefix(owner.name))), ("namespace", .string(owner.namespace)),
            ("ownerReferences", .array([OwnerReference(controller: owner).value])),
        ])
        for key in ["labels", "annotations", "finalizers"] {
            if let value = metadata[key], !value.isEmpty { fields[key] = value }
        }
        return [
            "apiVersion": "v1", "kind": "Pod", "metadata": .object(fields),
            "spec": template["spec"] ?? .object(Fields()),
        ]
    }

    /// `web-`, or `web` if a dash would make the name invalid. Upstream: getPodsPrefix.
    private static func namePrefix(_ name: String) -> String {
        name.utf8.count < 63 ? name + "-" : name
    }

    /// The outcome of creating pods in slow-start batches.
    struct Created {
        var succeeded = 0
        var failures: [Status] = []
        var failure: Status? { failures.first }
    }

    /// Creates `count` pods in batches of 1, 2, 4 …; a failed batch is the last one.
    ///
    /// Upstream: pkg/controller/replicaset/replica_set.go, slowStartBatch.
    static func createInBatches<Memory>(
        _ count: Int, of pod: Value, for owner: APIObject, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) -> Created {
        try createInBatches(Array(repeating: pod, count: count), for: owner, &context)
    }

    /// Creates pods that differ in slow-start batches.
    static func createInBatches<Memory>(
        _ pods: [Value], for owner: APIObject, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) -> Created {
        var out = Created()
        var remaining = pods.count
        var batch = min(remaining, slowStartInitialBatch)
        var sizes: [Int] = []
        while batch > 0 {
            sizes.append(batch)
            let tried = pods.count - remaining
            let results = try context.sendAll(pods[tried..<(tried + batch)].map { APIRequest.create($0, .pods) })
            // LESSON: rs-slow-start
            for result in results { take(result, owner, &out, &context) }
            if out.failure != nil { break }
            remaining -= batch
            batch = min(2 * batch, remaining)
        }
        let text = sizes.map(String.init).joined(separator: ", ")
        context.note(
            .rule(
                "slow-start",
                detail: "batches of \(text)\(out.failure == nil ? "" : ": the last one failed, the rest is not tried")")
        )
        return out
    }

    private static func take<Memory>(
        _ result: APIResult, _ owner: APIObject, _ out: inout Created, _ context: inout SyncContext<Memory>
    ) {
        switch result {
        case .object(let pod, _):
            out.succeeded += 1
            wrote(pod, for: owner, &context)
            context.record(
                type: "Normal", reason: "SuccessfulCreate", message: "Created pod: \(pod.name)", on: owner)
        case .failure(let status):
            // In a namespace that is being deleted any creation fails; nothing is to be done about it.
            if status.causes.contains(where: { $0.reason == "NamespaceTerminating" }) {
                out.succeeded += 1
                return
            }
            out.failures.append(status)
            context.record(
                type: "Warning", reason: "FailedCreate", message: "Error creating: \(status.message)", on: owner)
        default: break
        }
    }

    /// Deletes pods together and gives what failed, in the order of the pods; the events are about `owner`.
    ///
    /// Upstream: RealPodControl.DeletePod.
    static func delete<Memory>(
        _ pods: [ObjectKey], of owner: APIObject, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) -> [(pod: ObjectKey, failure: Status)] {
        var failed: [(pod: ObjectKey, failure: Status)] = []
        for (pod, result) in zip(pods, try context.sendAll(pods.map { .delete(.pods, $0) })) {
            guard let status = result.failure else {
                context.record(
                    type: "Normal", reason: "SuccessfulDelete", message: "Deleted pod: \(pod.name)", on: owner)
                continue
            }
            failed.append((pod, status))
            if status.code == 404 { continue }
            context.record(
                type: "Warning", reason: "FailedDelete", message: "Error deleting: \(status.message)", on: owner)
        }
        return failed
    }

    /// Its own pods and all orphans of its namespace. Upstream: FilterPodsByOwner.
    static func podsOfInterest<Memory>(
        to owner: APIObject, _ context: inout SyncContext<Memory>
    ) -> [APIObject] {
        let own = context.cachedIndexed(.pods, .controllerUID, owner.uid)
        let orphans = context.cachedIndexed(.pods, .controllerUID, "").filter { $0.namespace == owner.namespace }
        return orphans.isEmpty ? own : own + orphans
    }

    /// Remembers a write for the check that the cache is as new (1.36).
    static func wrote<Memory>(_ object: APIObject, for owner: APIObject, _ context: inout SyncContext<Memory>) {
        context.remember { memory in
            memory.consistency.wrote(object.resource, revision: object.revision, for: owner.key, uid: owner.uid)
            return 0
        }
    }

    /// `default/web-abc`: how expectations name a pod. Upstream: PodKey.
    static func podKey(_ pod: APIObject) -> String { pod.key.description }
}
