import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Deletes what is in a namespace: the pods first, and only when they are gone everything else.
///
/// The real controller takes the other kinds in the order of a Go map, at random; here it is that of the table.
/// Upstream: namespaced_resources_deleter.go, deleteAllContent; KEP-5080 (ordered deletion).
struct NamespaceContent {
    /// Seconds that finalizers are given before they are looked at again.
    static let finalizerSeconds: Int64 = 15

    let namespace: APIObject
    /// What could not be deleted, in upstream's words.
    private(set) var problems: [String] = []
    private var estimate: Int64 = 0
    /// How many objects are left, by resource, and which finalizers hold them.
    private var remaining: [(resource: Resource, count: Int)] = []
    private var finalizers: [(name: String, count: Int)] = []

    init(namespace: APIObject) { self.namespace = namespace }

    /// Deletes, counts what is left and writes the conditions.
    ///
    /// - Returns: seconds until what is left should be gone; 0 if nothing is.
    mutating func deleteAll<Memory>(_ context: inout SyncContext<Memory>) throws(Interrupt) -> Int64 {
        try delete(.pods, &context)
        if let pods = remaining.first {
            context.note(.rule("namespace-pods-first", detail: "\(pods.count) pods are left: the rest waits for them"))
            try writeConditions(totals: false, &context)
            return estimate
        }
        // What lives in namespaces and can be deleted, as discovery has it now.
        for info in context.served.stored where info.isNamespaced && info.resource != .pods {
            try delete(info.resource, &context)
        }
        try writeConditions(totals: true, &context)
        return estimate
    }

    /// Upstream: deleteAllContentForGroupVersionResource.
    private mutating func delete<Memory>(
        _ resource: Resource, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) {
        var grace: Int64 = 0
        if resource == .pods {
            switch try graceOfPods(&context) {
            case .failure(let status): return fail(resource, status.message)
            case .success(let seconds): grace = seconds
            }
        }
        estimate = max(estimate, grace)
        var request = APIRequest.metadata(APIRequest(.deleteCollection, resource, namespace: namespace.name))
        request.options.propagationPolicy = .background
        let answer = try context.send(request)
        if let failure = answer.failure, failure.code != 404, failure.code != 405 {
            return fail(resource, failure.message)
        }
        let list = try context.send(.metadata(APIRequest(.list, resource, namespace: namespace.name)))
        guard case .list(let left, _) = list else {
            if let failure = list.failure, failure.code != 404, failure.code != 405 { fail(resource, failure.message) }
            return
        }
        if left.isEmpty { return }
        take(left, of: resource, grace: grace, &context)
    }

    private mutating func take<Memory>(
        _ left: [APIObject], of resource: Resource, grace: Int64, _ context: inout SyncContext<Memory>
    ) {
        remaining.append((resource, left.count))
        let held = left.flatMap(\.meta.finalizers)
        for name in held {
            if let known = finalizers.firstIndex(where: { $0.name == name }) {
                finalizers[known].count += 1
            } else {
                finalizers.append((name, 1))
            }
        }
        context.note(
            .rule(
                "namespace-content",
                detail: "\(resource.info.plural): \(left.count) left"
                    + (held.isEmpty ? "" : ", held by \(held[0])")))
        if grace > 0 { return }
        if !held.isEmpty {
            estimate = max(estimate, NamespaceContent.finalizerSeconds)
            return
        }
        let info = resource.info
        fail(
            resource,
            "unexpected items still remain in namespace: \(namespace.name) for gvr: "
                + "\(info.group)/\(info.version), Resource=\(info.plural)")
    }

    private mutating func fail(_ resource: Resource, _ message: String) {
        problems.append(
            resource == .pods ? "failed to delete pods for namespace: \(namespace.name), err: \(message)" : message)
        contentErrors.append(message)
    }

    private var contentErrors: [String] = []

    /// The longest grace of the pods that run; 0 once it is over. Upstream: estimateGracefulTermination.
    private func graceOfPods<Memory>(
        _ context: inout SyncContext<Memory>
    ) throws(Interrupt) -> Result<Int64, Status> {
        let answer = try context.send(APIRequest(.list, .pods, namespace: namespace.name))
        guard case .list(let pods, _) = answer else { return .failure(answer.failure ?? .badRequest("no list")) }
        let longest = pods.filter { !$0.flags.isFinished }
            .compactMap { $0.at("spec", "terminationGracePeriodSeconds")?.int }.max() ?? 0
        let passed = context.moment.date - (namespace.meta.deletion ?? context.moment.date)
        return .success(passed >= longest * Timestamps.microsPerSecond ? 0 : max(0, longest))
    }

    // MARK: conditions

    private func writeConditions<Memory>(
        totals: Bool, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) {
        var conditions = NamespaceConditions(now: context.moment.date)
        if totals { conditions.take(remaining: remaining, finalizers: finalizers) }
        conditions.take(errors: contentErrors)
        guard let status = conditions.merged(into: namespace) else { return }
        var draft = namespace.published
        draft.set(status, at: "status")
        // What comes of it is not looked at: the next sync tries again.
        _ = try context.send(.update(draft, .namespaces, subresource: "status"))
    }
}
