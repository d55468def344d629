import Documents
import KubeAPI

/// Finalizers that the server itself puts on. Upstream: apimachinery meta/v1 types.go.
enum Finalizers {
    static let orphan = "orphan"
    static let foreground = "foregroundDeletion"
}

/// What becomes of the dependents of what is deleted.
///
/// Upstream: staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go, shouldOrphanDependents,
/// shouldDeleteDependents, deletionFinalizersForGarbageCollection.
enum DeletionRules {
    /// A kind's own rule, for requests and objects that say nothing. Upstream: DefaultGarbageCollectionPolicy.
    private enum Usual {
        case background
        /// As before there was a garbage collector.
        case orphan
        /// Nothing can own or be owned.
        case unsupported
    }

    private static func usual(_ resource: Resource) -> Usual {
        switch resource {
        case .replicationControllers, .jobs: .orphan
        case .events: .unsupported
        default: .background
        }
    }

    /// What a deletion waits for: the request says it, else a finalizer of the object, else its kind.
    private static func policy(of object: APIObject, _ options: RequestOptions) -> PropagationPolicy {
        let usual = usual(object.resource)
        if usual == .unsupported { return .background }
        if let orphans = options.orphanDependents { return orphans ? .orphan : .background }
        if let asked = options.propagationPolicy { return asked }
        for finalizer in object.meta.finalizers {
            if finalizer == Finalizers.orphan { return .orphan }
            if finalizer == Finalizers.foreground { return .foreground }
        }
        return usual == .orphan ? .orphan : .background
    }

    /// The finalizers of the object once the policy is worked in.
    static func finalizers(of object: APIObject, _ options: RequestOptions) -> [String] {
        let old = object.meta.finalizers
        var new = old.filter { $0 != Finalizers.orphan && $0 != Finalizers.foreground }
        switch policy(of: object, options) {
        case .orphan: new.append(Finalizers.orphan)
        case .foreground: new.append(Finalizers.foreground)
        case .background: break
        }
        return new.sorted() == old.sorted() ? old : new
    }

    /// The options of a request, with those of a `DeleteOptions` in its body.
    static func options(_ request: APIRequest) -> RequestOptions { options(request.options, body: request.body) }

    static func options(_ given: RequestOptions, body: Value) -> RequestOptions {
        guard body.fields?.isEmpty == false else { return given }
        var options = given
        if let grace = body["gracePeriodSeconds"]?.int { options.gracePeriodSeconds = grace }
        if let policy = body["propagationPolicy"]?.string {
            options.propagationPolicy = PropagationPolicy(rawValue: policy)
        }
        if let orphans = body["orphanDependents"]?.bool { options.orphanDependents = orphans }
        if let uid = body.at("preconditions", "uid")?.string { options.uid = uid }
        if let version = body.at("preconditions", "resourceVersion")?.string { options.resourceVersion = version }
        if body["dryRun"]?.array?.contains("All") == true { options.isDryRun = true }
        return options
    }

    /// The priorities of the system's own pods stay; a deletion of all at once does not ask.
    ///
    /// Upstream: pkg/registry/scheduling/priorityclass/storage/storage.go, Delete.
    static func spareSystem(_ request: APIRequest) throws(Status) {
        guard request.resource == .priorityClasses, PriorityClassRules.isSystem(request.name) else { return }
        throw .forbidden(
            "priorityclasses", group: "scheduling.k8s.io", name: request.name,
            "this is a system priority class and cannot be deleted")
    }

    /// Upstream: apimachinery meta/v1/validation, ValidateDeleteOptions.
    static func validate(_ options: RequestOptions) throws(Status) {
        guard options.orphanDependents != nil, let policy = options.propagationPolicy else { return }
        throw .invalid(
            kind: "DeleteOptions", group: "meta.k8s.io", name: "",
            [
                FieldError(
                    .invalid, "propagationPolicy", badValue: "\"\(policy.rawValue)\"",
                    "orphanDependents and deletionPropagation cannot be both set")
            ])
    }
}
