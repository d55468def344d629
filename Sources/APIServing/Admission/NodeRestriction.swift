import Documents
import KubeAPI

/// A kubelet changes its own Node and the pods that are bound to it, and gives neither labels it may not.
///
/// Upstream: plugin/pkg/admission/noderestriction/admission.go.
enum NodeRestriction {
    static let plugin = AdmissionPlugin(
        name: "NodeRestriction", operations: [.create, .update, .delete],
        resources: [
            .pods, .nodes, .persistentVolumeClaims, .serviceAccounts, .leases, .csiNodes, .certificateSigningRequests,
        ], subresources: nil, mutate: admit)

    private static func admit(
        _ server: inout APIServer, _ draft: inout Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        guard attributes.request.actingUserName.hasPrefix(NodeAuthorizer.userPrefix) else { return }
        let check = NodeRestrictionCheck(store: server.store, draft: draft, attributes: attributes)
        // The status of its pods is what a kubelet writes all the time.
        if attributes.resource == .pods, attributes.request.subresource == "status", check.ownsOldPod {
            return try check.podStatus()
        }
        guard let node = NodeAuthorizer.node(attributes.user) else { return }
        if node.isEmpty {
            throw attributes.forbidden(draft, "could not determine node from user \(goQuoted(attributes.user.name))")
        }
        try check.run(node)
    }
}

private struct NodeRestrictionCheck {
    let store: Store
    let draft: Value
    let attributes: AdmissionAttributes

    private func refuse(_ why: String) throws(Status) { throw attributes.forbidden(draft, why) }

    private var requestName: String {
        attributes.request.name.isEmpty ? draft.at("metadata", "name")?.string ?? "" : attributes.request.name
    }

    /// Without taking the node's name out of the user's.
    var ownsOldPod: Bool {
        guard let name = attributes.old?.pod?.nodeName, !name.isEmpty else { return false }
        let user = attributes.request.actingUserName
        return user.hasSuffix(name) && user.utf8.count == NodeAuthorizer.userPrefix.utf8.count + name.utf8.count
    }

    func run(_ node: String) throws(Status) {
        switch attributes.resource {
        case .pods: try pod(node)
        case .nodes: try ownNode(node)
        case .persistentVolumeClaims: try claim(node)
        case .serviceAccounts: try token(node)
        case .leases:
            // On an update the authorizer has looked at the name.
            if attributes.operation == .create {
                if attributes.request.namespace != "kube-node-lease" {
                    try refuse("can only access leases in the \"kube-node-lease\" system namespace")
                }
                if requestName != node {
                    try refuse("can only access node lease with the same name as the requesting node")
                }
            }
        case .csiNodes:
            if attributes.operation == .create, requestName != node {
                try refuse("can only access CSINode with the same name as the requesting node")
            }
        default: break
        }
    }

    // MARK: pods

    private func pod(_ node: String) throws(Status) {
        switch (attributes.request.subresource, attributes.operation) {
        case ("", .create): try mirrorPod(node)
        case ("", .delete):
            if attributes.old?.pod?.nodeName != node {
                try refuse("node \(goQuoted(node)) can only delete pods with spec.nodeName set to itself")
            }
        case ("", .update):
            try refuse(
                "unexpected operation \"UPDATE\", node \(goQuoted(node)) can only create and delete mirror pods")
        case ("status", .update):
            if attributes.old?.pod?.nodeName != node {
                try refuse(
                    "node \(goQuoted(node)) can only update pod status for pods with spec.nodeName set to itself")
            }
            try podStatus()
        case ("eviction", .create):
            let pod = store.object(.pods, attributes.request.key)
            if pod?.pod?.nodeName != node {
                try refuse("node \(node) can only evict pods with spec.nodeName set to itself")
            }
        case (let other, _):
            try refuse("unexpected pod subresource \(goQuoted(other)), only 'status' and 'eviction' are allowed")
        }
    }

    func podStatus() throws(Status) {
        if draft.at("metadata", "labels") != attributes.old?.at("metadata", "labels") {
            let node = attributes.old?.pod?.nodeName ?? ""
            try refuse("node \(goQuoted(node)) cannot update labels through pod status")
        }
    }

    private func mirrorPod(_ node: String) throws(Status) {
        let name = goQuoted(node)
        if draft.at("metadata", "annotations", "kubernetes.io/config.mirror") == nil {
            try refuse(
                "pod does not have \"kubernetes.io/config.mirror\" annotation, node \(name) can only create mirror "
                    + "pods")
        }
        if draft.at("spec", "nodeName")?.string != node {
            try refuse("node \(name) can only create pods with spec.nodeName set to itself")
        }
        let owners = (draft.at("metadata", "ownerReferences")?.array ?? []).map { OwnerReference($0) }
        if owners.count > 1 {
            try refuse("node \(name) can only create pods with a single owner reference set to itself")
        }
        guard let owner = owners.first, owner.apiVersion == "v1", owner.kind == "Node", owner.name == node else {
            throw attributes.forbidden(draft, "node \(name) can only create pods with an owner reference set to itself")
        }
        if !owner.isController {
            try refuse("node \(name) can only create pods with a controller owner reference set to itself")
        }
        if owner.blocksOwnerDeletion {
            try refuse("node \(name) must not set blockOwnerDeletion on an owner reference")
        }
        guard let known = store.object(.nodes, ObjectKey("", node)) else {
            throw .notFound("nodes", group: "", name: node)
        }
        if known.uid != owner.uid {
            try refuse("node \(node) UID mismatch: expected \(owner.uid) got \(known.uid)")
        }
    }

    // MARK: nodes

    private func ownNode(_ node: String) throws(Status) {
        let asked = requestName
        let name = goQuoted(node)
        if asked != node { try refuse("node \(name) is not allowed to modify node \(goQuoted(asked))") }
        if attributes.operation == .delete { return }
        let labels = changedLabels()
        let forbidden = labels.filter(isForbidden)
        if attributes.operation == .create {
            if !forbidden.isEmpty {
                try refuse(
                    "node \(name) is not allowed to set the following labels: \(forbidden.joined(separator: ", "))")
            }
            return
        }
        if attributes.old?.at("spec", "taints") ?? [] != draft.at("spec", "taints") ?? [] {
            try refuse("node \(name) is not allowed to modify taints")
        }
        if attributes.old?.at("metadata", "ownerReferences") != draft.at("metadata", "ownerReferences") {
            try refuse("node \(name) is not allowed to modify ownerReferences")
        }
        if !forbidden.isEmpty { try refuse("is not allowed to modify labels: \(forbidden.joined(separator: ", "))") }
    }

    private func changedLabels() -> [String] {
        let new = draft.at("metadata", "labels")
        let old = attributes.old?.at("metadata", "labels")
        if new == old { return [] }
        let keys = (new?.fields?.keys ?? []) + (old?.fields?.keys ?? []).filter { new?[$0] == nil }
        return keys.filter { new?[$0] != old?[$0] }.sorted()
    }

    /// Labels that kubelets may give their node. Upstream: kubelet/pkg/apis/well_known_labels.go.
    private static let kubeletLabels = [
        "kubernetes.io/hostname", "topology.kubernetes.io/zone", "topology.kubernetes.io/region",
        "failure-domain.beta.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region",
        "beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type", "beta.kubernetes.io/os",
        "beta.kubernetes.io/arch", "kubernetes.io/os", "kubernetes.io/arch",
    ]
    private static let kubeletSpaces = ["kubelet.kubernetes.io", "node.kubernetes.io"]

    private func isForbidden(_ label: String) -> Bool {
        guard let slash = label.firstIndex(of: "/") else { return false }
        let space = String(label[..<slash])
        func isBelow(_ name: String) -> Bool { space == name || space.hasSuffix("." + name) }
        if isBelow("node-restriction.kubernetes.io") { return true }
        guard isBelow("kubernetes.io") || isBelow("k8s.io") else { return false }
        if NodeRestrictionCheck.kubeletLabels.contains(label) { return false }
        return !NodeRestrictionCheck.kubeletSpaces.contains(where: isBelow)
    }

    // MARK: claims, tokens

    private func claim(_ node: String) throws(Status) {
        guard attributes.request.subresource == "status" else { return try refuse("may only update PVC status") }
        var new = draft
        var old = attributes.old?.value ?? .null
        for field in ["capacity", "conditions", "allocatedResourceStatuses", "allocatedResources"] {
            new.set(nil, at: "status", field)
            old.set(nil, at: "status", field)
        }
        for field in ["managedFields", "resourceVersion"] {
            new.set(nil, at: "metadata", field)
            old.set(nil, at: "metadata", field)
        }
        if new != old {
            try refuse(
                "node \(goQuoted(node)) is not allowed to update fields other than status.quantity and "
                    + "status.conditions: ")
        }
    }

    private func token(_ node: String) throws(Status) {
        guard attributes.operation == .create, attributes.request.subresource == "token" else { return }
        let bound = attributes.request.body.at("spec", "boundObjectRef")
        guard let bound, bound["apiVersion"]?.string == "v1", bound["kind"]?.string == "Pod",
            let name = bound["name"]?.string, !name.isEmpty
        else { return try refuse("node requested token not bound to a pod") }
        let uid = bound["uid"]?.string ?? ""
        if uid.isEmpty { try refuse("node requested token with a pod binding without a uid") }
        guard let pod = store.object(.pods, ObjectKey(attributes.request.namespace, name)) else {
            throw .notFound("pods", group: "", name: name)
        }
        if pod.uid != uid {
            try refuse(
                "the UID in the bound object reference (\(uid)) does not match the UID in record. The object might "
                    + "have been deleted and then recreated")
        }
        if pod.pod?.nodeName != node {
            try refuse("node requested token bound to a pod scheduled on a different node")
        }
    }
}
