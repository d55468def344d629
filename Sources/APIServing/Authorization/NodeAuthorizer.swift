import Documents
import KubeAPI
import OrderedMaps

/// What a kubelet may do: its own node, its lease, the pods of its node and what they use.
///
/// Upstream keeps a graph of nodes, pods and what they name; here the pods of the namespace are asked when it matters.
/// What a node may do to nodes and pods in detail is NodeRestriction's business, an admission plug-in.
/// Upstream: plugin/pkg/auth/authorizer/node/node_authorizer.go, graph.go.
struct NodeAuthorizer {
    let store: Store

    static let userPrefix = "system:node:"
    static let group = "system:nodes"

    /// The node whose kubelet `user` is; `nil` for any other user. Upstream: pkg/auth/nodeidentifier.
    static func node(_ user: UserInfo) -> String? {
        guard user.name.hasPrefix(userPrefix), user.groups.contains(group) else { return nil }
        return String(user.name.dropFirst(userPrefix.count))
    }

    func decide(_ asked: AccessAttributes, node: String) -> AccessDecision {
        if node.isEmpty { return .noOpinion("unknown node for user \(goQuoted(asked.user.name))") }
        switch (asked.group, asked.resource) {
        case ("", "secrets"), ("", "configmaps"): return readNamespaced(asked, node)
        case ("", "persistentvolumeclaims"):
            if asked.subresource != "status" { return get(asked, node) }
            guard asked.verb == "update" || asked.verb == "patch" else {
                return .noOpinion("can only get/update/patch this type")
            }
            return related(asked, node)
        case ("", "persistentvolumes"), ("resource.k8s.io", "resourceclaims"), ("storage.k8s.io", "volumeattachments"):
            return get(asked, node)
        case ("", "serviceaccounts"): return serviceAccount(asked, node)
        case ("coordination.k8s.io", "leases"): return lease(asked, node)
        case ("storage.k8s.io", "csinodes"): return csiNode(asked, node)
        case ("", "nodes"): return ownNode(asked, node)
        case ("", "pods"): return pod(asked, node)
        default:
            return NodeAuthorizer.rules.contains { $0.allows(asked) } ? .allowed("") : .noOpinion()
        }
    }

    /// The rules that hold for all nodes alike: those of the ClusterRole `system:node`.
    private static let rules: [PolicyRule] =
        BootstrapPolicy.objects.first {
            $0.resource == .clusterRoles && $0.value.at("metadata", "name") == "system:node"
        }
        .map { PolicyRule.all(of: $0.value) } ?? []

    // MARK: by resource

    private func get(_ asked: AccessAttributes, _ node: String) -> AccessDecision {
        if asked.verb != "get" { return .noOpinion("can only get individual resources of this type") }
        if !asked.subresource.isEmpty { return .noOpinion("cannot get subresource") }
        return related(asked, node)
    }

    private func readNamespaced(_ asked: AccessAttributes, _ node: String) -> AccessDecision {
        guard ["get", "list", "watch"].contains(asked.verb) else {
            return .noOpinion("can only read resources of this type")
        }
        if !asked.subresource.isEmpty { return .noOpinion("cannot read subresource") }
        if asked.namespace.isEmpty { return .noOpinion("can only read namespaced object of this type") }
        return related(asked, node)
    }

    private func serviceAccount(_ asked: AccessAttributes, _ node: String) -> AccessDecision {
        if asked.verb == "get", asked.subresource.isEmpty { return readNamespaced(asked, node) }
        if asked.verb != "create" || asked.name.isEmpty {
            return .noOpinion("can only create tokens for individual service accounts")
        }
        if asked.subresource != "token" {
            return .noOpinion("can only create token subresource of serviceaccount")
        }
        return related(asked, node)
    }

    private static let singleVerbs = ["get", "create", "update", "patch", "delete"]

    private func lease(_ asked: AccessAttributes, _ node: String) -> AccessDecision {
        guard NodeAuthorizer.singleVerbs.contains(asked.verb) else {
            return .noOpinion("can only get, create, update, patch, or delete a node lease")
        }
        if asked.namespace != "kube-node-lease" {
            return .noOpinion("can only access leases in the \"kube-node-lease\" system namespace")
        }
        if asked.verb != "create", asked.name != node {
            return .noOpinion("can only access node lease with the same name as the requesting node")
        }
        return .allowed("")
    }

    private func csiNode(_ asked: AccessAttributes, _ node: String) -> AccessDecision {
        guard NodeAuthorizer.singleVerbs.contains(asked.verb) else {
            return .noOpinion("can only get, create, update, patch, or delete a CSINode")
        }
        if !asked.subresource.isEmpty { return .noOpinion("cannot authorize CSINode subresources") }
        if asked.verb != "create", asked.name != node {
            return .noOpinion("can only access CSINode with the same name as the requesting node")
        }
        return .allowed("")
    }

    private func ownNode(_ asked: AccessAttributes, _ node: String) -> AccessDecision {
        switch (asked.subresource, asked.verb) {
        case ("", "create"), ("", "update"), ("", "patch"), ("status", "update"), ("status", "patch"):
            return .allowed("")
        case ("", "get"), ("", "list"), ("", "watch"):
            if asked.name == node { return .allowed("") }
            return asked.name.isEmpty
                ? .noOpinion("node '\(node)' cannot read all nodes, only its own Node object")
                : .noOpinion("node '\(node)' cannot read '\(asked.name)', only its own Node object")
        default: return .noOpinion()
        }
    }

    private func pod(_ asked: AccessAttributes, _ node: String) -> AccessDecision {
        switch (asked.subresource, asked.verb) {
        case ("", "create"), ("", "delete"), ("status", "update"), ("status", "patch"), ("eviction", "create"):
            return .allowed("")
        case ("", "get"): return related(asked, node)
        case ("", "list"), ("", "watch"):
            let selector = try? FieldSelector.parse(asked.fieldSelector)
            if selector?.exactValue(of: "spec.nodeName") == node { return .allowed("") }
            if !asked.name.isEmpty { return related(asked, node) }
            return .noOpinion("can only list/watch pods with spec.nodeName field selector")
        default: return .noOpinion()
        }
    }

    // MARK: what the pods of a node use

    private func related(_ asked: AccessAttributes, _ node: String) -> AccessDecision {
        if asked.name.isEmpty { return .noOpinion("No Object name found") }
        if isRelated(asked, node) { return .allowed("") }
        return .noOpinion("no relationship found between node '\(node)' and this object")
    }

    private func isRelated(_ asked: AccessAttributes, _ node: String) -> Bool {
        switch asked.resource {
        case "pods":
            return store.object(.pods, ObjectKey(asked.namespace, asked.name))?.pod?.nodeName == node
        case "persistentvolumes":
            let claim = store.object(.persistentVolumes, ObjectKey("", asked.name))?["spec"]?["claimRef"]
            let place = claim?["namespace"]?.string ?? ""
            let name = claim?["name"]?.string ?? ""
            return hasPod(on: node, namespace: place) { PodReferences.claims($0, name) }
        case "volumeattachments":
            let attachment = store.object(.volumeAttachments, ObjectKey("", asked.name))
            return attachment?.at("spec", "nodeName")?.string == node
        default:
            return hasPod(on: node, namespace: asked.namespace) {
                PodReferences.uses($0, asked.resource, asked.name)
            }
        }
    }

    /// Does a pod of the namespace on the node fulfil it? The first that does ends the search.
    private func hasPod(on node: String, namespace: String, _ fulfils: (APIObject) -> Bool) -> Bool {
        var isFound = false
        store.table(.pods).forEach(from: ObjectKey(namespace, "")) { key, row in
            guard key.namespace == namespace else { return false }
            isFound = row.object.pod?.nodeName == node && fulfils(row.object)
            return !isFound
        }
        return isFound
    }
}

/// What the spec of a pod names. Upstream: pkg/api/v1/pod/util.go, VisitPodSecretNames and its like.
enum PodReferences {
    static func claims(_ pod: APIObject, _ name: String) -> Bool { uses(pod, "persistentvolumeclaims", name) }

    static func uses(_ pod: APIObject, _ resource: String, _ name: String) -> Bool {
        switch resource {
        case "serviceaccounts": return pod.at("spec", "serviceAccountName")?.string == name
        case "persistentvolumeclaims":
            return volumes(pod).contains { volume in
                volume.at("persistentVolumeClaim", "claimName")?.string == name
                    || (volume["ephemeral"] != nil && "\(pod.name)-\(volume["name"]?.string ?? "")" == name)
            }
        case "resourceclaims":
            return (pod.at("spec", "resourceClaims")?.array ?? []).contains { $0["resourceClaimName"]?.string == name }
        case "secrets":
            let pulls = pod.at("spec", "imagePullSecrets")?.array ?? []
            if pulls.contains(where: { $0["name"]?.string == name }) { return true }
            return refers(pod, to: name, volume: "secret", key: "secretName", env: "secretKeyRef", from: "secretRef")
        case "configmaps":
            return refers(pod, to: name, volume: "configMap", key: "name", env: "configMapKeyRef", from: "configMapRef")
        default: return false
        }
    }

    private static func volumes(_ pod: APIObject) -> [Value] { pod.at("spec", "volumes")?.array ?? [] }

    private static func refers(
        _ pod: APIObject, to name: String, volume kind: String, key: String, env: String, from: String
    ) -> Bool {
        for volume in volumes(pod) {
            if volume.at(kind, key)?.string == name { return true }
            let sources = volume.at("projected", "sources")?.array ?? []
            if sources.contains(where: { $0.at(kind, "name")?.string == name }) { return true }
        }
        for list in ["initContainers", "containers", "ephemeralContainers"] {
            for container in pod.at("spec", list)?.array ?? [] {
                let variables = container["env"]?.array ?? []
                if variables.contains(where: { $0.at("valueFrom", env, "name")?.string == name }) { return true }
                let whole = container["envFrom"]?.array ?? []
                if whole.contains(where: { $0.at(from, "name")?.string == name }) { return true }
            }
        }
        return false
    }
}
