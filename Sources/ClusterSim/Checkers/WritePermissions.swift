import Documents
import KubeAPI

/// What each component may write: whatever else it writes is a mistake of ours.
///
/// Upstream: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/controller_policy.go and policy.go.
enum WritePermissions {
    static let garbageCollector = "system:serviceaccount:kube-system:generic-garbage-collector"
    private static let serviceAccounts = "system:serviceaccount:kube-system:"
    private static let nodes = "system:node:"

    /// `verb resource/subresource`, one line a user; what is in no line is not looked at.
    private static let table: [(user: String, may: [String])] = [
        (
            serviceAccounts + "replicaset-controller",
            ["create pods", "delete pods", "patch pods", "update replicasets/status"]
        ),
        (
            serviceAccounts + "deployment-controller",
            [
                "update deployments", "update deployments/status", "create replicasets", "update replicasets",
                "patch replicasets", "delete replicasets", "update pods"
            ]
        ),
        (
            serviceAccounts + "replication-controller",
            [
                "create pods", "delete pods", "patch pods", "update replicationcontrollers",
                "update replicationcontrollers/status"
            ]
        ),
        (
            serviceAccounts + "job-controller",
            ["create pods", "delete pods", "patch pods", "patch jobs", "update jobs/status"]
        ),
        (serviceAccounts + "ttl-after-finished-controller", ["delete jobs"]),
        (
            serviceAccounts + "daemon-set-controller",
            [
                "create pods", "delete pods", "patch pods", "update daemonsets/status", "create controllerrevisions",
                "update controllerrevisions", "patch controllerrevisions", "delete controllerrevisions"
            ]
        ),
        (
            serviceAccounts + "statefulset-controller",
            [
                "create pods", "delete pods", "patch pods", "update pods", "update statefulsets/status",
                "create controllerrevisions", "delete controllerrevisions", "patch controllerrevisions",
                "update controllerrevisions", "create persistentvolumeclaims", "update persistentvolumeclaims",
            ]
        ),
        (serviceAccounts + "service-cidrs-controller", ["patch servicecidrs", "patch servicecidrs/status"]),
        (serviceAccounts + "pvc-protection-controller", ["update persistentvolumeclaims"]),
        (serviceAccounts + "pv-protection-controller", ["update persistentvolumes"]),
        (serviceAccounts + "ephemeral-volume-controller", ["create persistentvolumeclaims"]),
        (
            serviceAccounts + "persistent-volume-binder",
            [
                "update persistentvolumes", "update persistentvolumes/status", "delete persistentvolumes",
                "update persistentvolumeclaims", "update persistentvolumeclaims/status", "create pods", "delete pods"
            ]
        ),
        (
            serviceAccounts + "endpoint-controller",
            ["create endpoints", "update endpoints", "delete endpoints"]
        ),
        (
            serviceAccounts + "endpointslice-controller",
            ["create endpointslices", "update endpointslices", "delete endpointslices"]
        ),
        (
            serviceAccounts + "endpointslicemirroring-controller",
            ["create endpointslices", "update endpointslices", "delete endpointslices"]
        ),
        (
            serviceAccounts + "node-controller",
            [
                "patch nodes", "update nodes", "update nodes/status", "patch nodes/status", "update pods/status",
                "patch pods/status", "delete pods"
            ]
        ),
        (serviceAccounts + "pod-garbage-collector", ["delete pods", "patch pods/status"]),
        (serviceAccounts + "clusterrole-aggregation-controller", ["update clusterroles", "patch clusterroles"]),
        (serviceAccounts + "cronjob-controller", ["create jobs", "delete jobs", "update cronjobs/status"]),
        (serviceAccounts + "service-account-controller", ["create serviceaccounts"]),
        (
            serviceAccounts + "horizontal-pod-autoscaler",
            [
                "update horizontalpodautoscalers/status", "update deployments/scale", "update replicasets/scale",
                "update statefulsets/scale", "update replicationcontrollers/scale"
            ]
        ),
        (
            serviceAccounts + "disruption-controller",
            ["update poddisruptionbudgets/status", "patch pods/status", "update pods/status"]
        ),
        (serviceAccounts + "root-ca-cert-publisher", ["create configmaps", "update configmaps"]),
        (
            "system:kube-controller-manager", ["create leases", "update leases", "update secrets", "delete secrets"]
        ),
        (
            "system:kube-scheduler",
            [
                "create pods/binding", "patch pods/status", "delete pods", "create leases", "update leases",
                "update persistentvolumes", "update persistentvolumeclaims"
            ]
        ),
        (
            nodes,
            [
                "create nodes", "patch nodes", "update nodes", "patch nodes/status", "update nodes/status",
                "create leases", "update leases", "patch pods/status", "delete pods"
            ]
        )
    ]

    /// What is wrong with who asks for what.
    static func problem(with request: APIRequest) -> String? {
        if request.verb.isRead { return nil }
        let info = request.resource.info
        if request.resource == .events, request.verb != .delete { return nil }
        let what = "\(request.verb.word) \(info.plural)\(request.subresource.isEmpty ? "" : "/" + request.subresource)"
        for (user, may) in table where request.user == user || (user == nodes && request.user.hasPrefix(nodes)) {
            if !may.contains(what) { return "\(request.user) may not \(what) (\(request.name))" }
            if let problem = foreign(request) { return problem }
        }
        return nil
    }

    /// A kubelet writes its own node and lease; a leader its own lease.
    private static func foreign(_ request: APIRequest) -> String? {
        guard request.resource == .nodes || request.resource == .leases, request.user.hasPrefix(nodes) else {
            return nil
        }
        let name = request.name.isEmpty ? request.body.at("metadata", "name")?.string ?? "" : request.name
        let own = String(request.user.dropFirst(nodes.count))
        return name == own ? nil : "\(request.user) writes \(request.resource.info.plural) \(name)"
    }
}
