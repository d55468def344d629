import Documents
import KubeAPI

/// The APIServices of the group versions that kube-apiserver serves itself.
///
/// Upstream: the priorities are in pkg/controlplane/apiserver/aggregator.go, DefaultGenericAPIServicePriorities, and
/// cmd/kube-apiserver/app/aggregator.go; the aggregator's own group is not among them.
enum BuiltInAPIServices {
    /// Says that a loop keeps it: `onstart` or `true`.
    static let label = "kube-aggregator.kubernetes.io/automanaged"

    /// By name.
    static let all: [(name: String, object: Value)] = [
        ("", "v1", 18_000, 1),
        ("admissionregistration.k8s.io", "v1", 16_700, 15),
        ("apiextensions.k8s.io", "v1", 16_700, 15),
        ("apps", "v1", 17_800, 15),
        ("authentication.k8s.io", "v1", 17_700, 15),
        ("authorization.k8s.io", "v1", 17_600, 15),
        ("autoscaling", "v1", 17_500, 15),
        ("autoscaling", "v2", 17_500, 30),
        ("batch", "v1", 17_400, 15),
        ("certificates.k8s.io", "v1", 17_300, 15),
        ("coordination.k8s.io", "v1", 16_500, 15),
        ("discovery.k8s.io", "v1", 16_200, 15),
        ("events.k8s.io", "v1", 17_750, 15),
        ("flowcontrol.apiserver.k8s.io", "v1", 16_100, 21),
        ("networking.k8s.io", "v1", 17_200, 15),
        ("node.k8s.io", "v1", 16_300, 15),
        ("policy", "v1", 17_100, 15),
        ("rbac.authorization.k8s.io", "v1", 17_000, 15),
        ("resource.k8s.io", "v1", 16_200, 21),
        ("scheduling.k8s.io", "v1", 16_600, 15),
        ("storage.k8s.io", "v1", 16_800, 15),
    ].map { group, version, groupPriority, versionPriority in
        (
            name(group, version),
            object(group, version, groupPriority: groupPriority, versionPriority: versionPriority, label: "onstart")
        )
    }

    /// `v1.apps`; `v1.` for the core group.
    static func name(_ group: String, _ version: String) -> String { "\(version).\(group)" }

    /// An APIService that is answered by this server.
    static func object(
        _ group: String, _ version: String, groupPriority: Int64, versionPriority: Int64, label text: String
    ) -> Value {
        var spec: Value = [
            "groupPriorityMinimum": .int(groupPriority), "version": .string(version),
            "versionPriority": .int(versionPriority),
        ]
        if !group.isEmpty { spec.set(.string(group), at: "group") }
        return [
            "apiVersion": "apiregistration.k8s.io/v1", "kind": "APIService",
            "metadata": ["name": .string(name(group, version)), "labels": [label: .string(text)]], "spec": spec,
        ]
    }
}
