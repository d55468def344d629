import Documents
import KubeAPI

/// What a Deployment writes on its ReplicaSets besides their size.
///
/// Upstream: pkg/controller/deployment/util/deployment_util.go, SetNewReplicaSetAnnotations and its neighbours.
enum RolloutAnnotations {
    static let revision = "deployment.kubernetes.io/revision"
    static let revisionHistory = "deployment.kubernetes.io/revision-history"
    static let desiredReplicas = "deployment.kubernetes.io/desired-replicas"
    static let maxReplicas = "deployment.kubernetes.io/max-replicas"
    /// What `kubectl apply` keeps.
    static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"
    /// From the time when rollbacks were done by the server.
    static let rollbackTo = "deprecated.deployment.rollback.to"
    /// The list of former revisions is cut off at the front beyond so many bytes.
    static let historyBytesMax = 2000  // pkg/controller/deployment/sync.go, maxRevHistoryLengthInChars

    private static let notCopied = [
        lastApplied, revision, revisionHistory, desiredReplicas, maxReplicas, rollbackTo,
    ]

    /// Puts the Deployment's annotations and the revision on a ReplicaSet; answers whether something changed.
    ///
    /// - Parameter isNew: the set is about to be made; then its sizes are noted too.
    static func set(
        on set: inout Value, of deployment: Value, revision number: Int64, isNew: Bool, _ limits: RolloutLimits
    ) -> Bool {
        var changed = false
        var annotations = set.at("metadata", "annotations")?.fields ?? Fields()
        for (key, text) in deployment.at("metadata", "annotations")?.stringMap ?? []
        where !notCopied.contains(key) && annotations[key]?.string != text {
            annotations[key] = .string(text)
            changed = true
        }
        let before = annotations[revision]?.string
        // A revision that is no number is nobody's: it is left alone.
        guard let old = before.map({ $0.isEmpty ? 0 : Int64($0) }) ?? 0 else {
            set.set(.object(annotations), at: "metadata", "annotations")
            return false
        }
        if old < number {
            annotations[revision] = .string(String(number))
            changed = true
            if let before { annotations[revisionHistory] = history(annotations[revisionHistory]?.string, before) }
        }
        if isNew && setSizes(&annotations, limits) { changed = true }
        set.set(.object(annotations), at: "metadata", "annotations")
        return changed
    }

    /// The former revisions with one more, `1,3`.
    private static func history(_ text: String?, _ number: String) -> Value? {
        guard let text, !text.isEmpty else { return .string(number) }
        var kept = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        var bytes = text.utf8.count + number.utf8.count + 1
        while bytes > historyBytesMax, let first = kept.first {
            bytes -= first.utf8.count + 1
            kept.removeFirst()
        }
        if bytes > historyBytesMax { return .string(text) }
        return .string((kept + [number]).joined(separator: ","))
    }

    /// Notes for how many replicas the set was scaled. Upstream: SetReplicasAnnotations.
    static func setSizes(_ annotations: inout Fields, _ limits: RolloutLimits) -> Bool {
        var changed = false
        for (key, number) in [(desiredReplicas, limits.replicas), (maxReplicas, limits.maxTotal)]
        where annotations[key]?.string != String(number) {
            annotations[key] = .string(String(number))
            changed = true
        }
        return changed
    }
}
