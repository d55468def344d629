import Documents
import KubeAPI

/// What the status of a namespace says of its deletion.
///
/// Upstream: pkg/controller/namespace/deletion/status_condition_utils.go.
struct NamespaceConditions {
    /// Type, reason and message of each condition while nothing is wrong, in the order of the status.
    private static let fine: [(type: String, reason: String, message: String)] = [
        ("NamespaceDeletionDiscoveryFailure", "ResourcesDiscovered", "All resources successfully discovered"),
        (
            "NamespaceDeletionGroupVersionParsingFailure", "ParsedGroupVersions",
            "All legacy kube types successfully parsed"
        ),
        (
            "NamespaceDeletionContentFailure", "ContentDeleted",
            "All content successfully deleted, may be waiting on finalization"
        ),
        ("NamespaceContentRemaining", "ContentRemoved", "All content successfully removed"),
        ("NamespaceFinalizersRemaining", "ContentHasNoFinalizers", "All content-preserving finalizers finished"),
    ]

    /// Microseconds since 1970.
    let now: Int64
    private var bad: [(type: String, reason: String, message: String)] = []

    init(now: Int64) { self.now = now }

    /// What is left in the namespace. Upstream: ProcessContentTotals.
    mutating func take(remaining: [(resource: Resource, count: Int)], finalizers: [(name: String, count: Int)]) {
        if !remaining.isEmpty {
            let texts = remaining.map {
                "\($0.resource.info.plural).\($0.resource.info.group) has \($0.count) resource instances"
            }
            bad.append(
                (
                    "NamespaceContentRemaining", "SomeResourcesRemain",
                    "Some resources are remaining: \(texts.sorted().joined(separator: ", "))"
                ))
        }
        if !finalizers.isEmpty {
            let texts = finalizers.map { "\($0.name) in \($0.count) resource instances" }
            bad.append(
                (
                    "NamespaceFinalizersRemaining", "SomeFinalizersRemain",
                    "Some content in the namespace has finalizers remaining: \(texts.sorted().joined(separator: ", "))"
                ))
        }
    }

    /// What could not be deleted. Upstream: makeDeleteContentCondition.
    mutating func take(errors: [String]) {
        if errors.isEmpty { return }
        bad.append(
            (
                "NamespaceDeletionContentFailure", "ContentDeletionFailed",
                "Failed to delete all resource types, \(errors.count) remaining: "
                    + errors.sorted().joined(separator: ", ")
            ))
    }

    /// The new status; `nil` if it is as it was. Upstream: updateConditions.
    func merged(into namespace: APIObject) -> Value? {
        var conditions = namespace.at("status", "conditions")?.array ?? []
        var hasChanged = false
        for usual in NamespaceConditions.fine {
            let isBad = bad.contains { $0.type == usual.type }
            let wanted = bad.first { $0.type == usual.type } ?? usual
            let status: Value = isBad ? "True" : "False"
            var fresh: Value = [
                "type": .string(wanted.type), "status": status, "reason": .string(wanted.reason),
                "message": .string(wanted.message), "lastTransitionTime": .string(Timestamps.seconds(now)),
            ]
            guard let index = conditions.firstIndex(where: { $0["type"]?.string == usual.type }) else {
                conditions.append(fresh)
                hasChanged = true
                continue
            }
            let old = conditions[index]
            if old["status"] == status { fresh.set(old["lastTransitionTime"], at: "lastTransitionTime") }
            if fresh == old { continue }
            conditions[index] = fresh
            hasChanged = true
        }
        guard hasChanged else { return nil }
        var status = namespace["status"] ?? [:]
        status.set(.array(conditions), at: "conditions")
        return status
    }
}
