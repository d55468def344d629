/// The built-in resources of v1.36.
///
/// Upstream: pkg/registry/<group>/rest and what `kubectl api-resources -o wide` says of a real cluster.
public enum ResourceTable {
    /// Custom resources have their places from here on: the number of built-in ones.
    public static let firstCustomIndex = 66

    /// In the order of `Resource.index`: a row never moves.
    public static let builtIn: [ResourceInfo] = [
        row(
            0, "", "Pod", "pods",
            ["po"], ["all"], true,
            [
                "attach", "binding", "ephemeralcontainers", "eviction", "exec", "log", "portforward", "proxy", "resize",
                "status",
            ]),
        row(1, "", "Node", "nodes", ["no"], [], false, ["proxy", "status"]),
        row(
            2, "", "Namespace", "namespaces", ["ns"], [], false, ["finalize", "status"],
            verbs: storedVerbs.filter { $0 != "deletecollection" }),
        row(3, "coordination.k8s.io", "Lease", "leases", [], [], true, []),
        row(4, "", "Event", "events", ["ev"], [], true, []),
        row(5, "apps", "ReplicaSet", "replicasets", ["rs"], ["all"], true, ["scale", "status"]),
        row(6, "", "ConfigMap", "configmaps", ["cm"], [], true, []),
        row(7, "", "Secret", "secrets", [], [], true, []),
        row(8, "", "ServiceAccount", "serviceaccounts", ["sa"], [], true, ["token"]),
        row(9, "scheduling.k8s.io", "PriorityClass", "priorityclasses", ["pc"], [], false, []),
        row(10, "apps", "Deployment", "deployments", ["deploy"], ["all"], true, ["scale", "status"]),
        row(11, "apps", "StatefulSet", "statefulsets", ["sts"], ["all"], true, ["scale", "status"]),
        row(12, "apps", "DaemonSet", "daemonsets", ["ds"], ["all"], true, ["status"]),
        row(13, "apps", "ControllerRevision", "controllerrevisions", [], [], true, []),
        row(14, "", "ReplicationController", "replicationcontrollers", ["rc"], ["all"], true, ["scale", "status"]),
        row(15, "batch", "Job", "jobs", [], ["all"], true, ["status"]),
        row(16, "batch", "CronJob", "cronjobs", ["cj"], ["all"], true, ["status"]),
        row(17, "policy", "PodDisruptionBudget", "poddisruptionbudgets", ["pdb"], [], true, ["status"]),
        row(
            18, "autoscaling", "HorizontalPodAutoscaler", "horizontalpodautoscalers", ["hpa"], ["all"], true,
            ["status"], version: "v2"),
        row(19, "", "Service", "services", ["svc"], ["all"], true, ["proxy", "status"]),
        row(20, "", "PersistentVolumeClaim", "persistentvolumeclaims", ["pvc"], [], true, ["status"]),
        row(21, "rbac.authorization.k8s.io", "ClusterRole", "clusterroles", [], [], false, []),
        row(22, "", "Binding", "bindings", [], [], true, [], verbs: ["create"]),
        row(23, "", "ComponentStatus", "componentstatuses", ["cs"], [], false, [], verbs: ["get", "list"]),
        row(24, "", "Endpoints", "endpoints", ["ep"], [], true, []),
        row(25, "", "LimitRange", "limitranges", ["limits"], [], true, []),
        row(26, "", "PersistentVolume", "persistentvolumes", ["pv"], [], false, ["status"]),
        row(27, "", "PodTemplate", "podtemplates", [], [], true, []),
        row(28, "", "ResourceQuota", "resourcequotas", ["quota"], [], true, ["status"]),
        row(29, "apiregistration.k8s.io", "APIService", "apiservices", [], ["api-extensions"], false, ["status"]),
        row(
            30, "certificates.k8s.io", "CertificateSigningRequest", "certificatesigningrequests",
            ["csr"], [], false, ["approval", "status"]),
        row(31, "rbac.authorization.k8s.io", "ClusterRoleBinding", "clusterrolebindings", [], [], false, []),
        row(32, "storage.k8s.io", "CSIDriver", "csidrivers", [], [], false, []),
        row(33, "storage.k8s.io", "CSINode", "csinodes", [], [], false, []),
        row(34, "storage.k8s.io", "CSIStorageCapacity", "csistoragecapacities", [], [], true, []),
        row(
            35, "apiextensions.k8s.io", "CustomResourceDefinition", "customresourcedefinitions",
            ["crd", "crds"], ["api-extensions"], false, ["status"]),
        row(36, "resource.k8s.io", "DeviceClass", "deviceclasses", [], [], false, []),
        row(37, "discovery.k8s.io", "EndpointSlice", "endpointslices", [], [], true, []),
        row(38, "flowcontrol.apiserver.k8s.io", "FlowSchema", "flowschemas", [], [], false, ["status"]),
        row(39, "networking.k8s.io", "IngressClass", "ingressclasses", [], [], false, []),
        row(40, "networking.k8s.io", "Ingress", "ingresses", ["ing"], [], true, ["status"]),
        row(41, "networking.k8s.io", "IPAddress", "ipaddresses", ["ip"], [], false, []),
        row(
            42, "authorization.k8s.io", "LocalSubjectAccessReview", "localsubjectaccessreviews",
            [], [], true, [], verbs: ["create"]),
        row(
            43, "admissionregistration.k8s.io", "MutatingAdmissionPolicy", "mutatingadmissionpolicies",
            [], ["api-extensions"], false, []),
        row(
            44, "admissionregistration.k8s.io", "MutatingAdmissionPolicyBinding", "mutatingadmissionpolicybindings",
            [], ["api-extensions"], false, []),
        row(
            45, "admissionregistration.k8s.io", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations",
            [], ["api-extensions"], false, []),
        row(46, "networking.k8s.io", "NetworkPolicy", "networkpolicies", ["netpol"], [], true, []),
        row(
            47, "flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration", "prioritylevelconfigurations",
            [], [], false, ["status"]),
        row(48, "resource.k8s.io", "ResourceClaim", "resourceclaims", [], [], true, ["status"]),
        row(49, "resource.k8s.io", "ResourceClaimTemplate", "resourceclaimtemplates", [], [], true, []),
        row(50, "resource.k8s.io", "ResourceSlice", "resourceslices", [], [], false, []),
        row(51, "rbac.authorization.k8s.io", "RoleBinding", "rolebindings", [], [], true, []),
        row(52, "rbac.authorization.k8s.io", "Role", "roles", [], [], true, []),
        row(53, "node.k8s.io", "RuntimeClass", "runtimeclasses", [], [], false, []),
        row(
            54, "authorization.k8s.io", "SelfSubjectAccessReview", "selfsubjectaccessreviews",
            [], [], false, [], verbs: ["create"]),
        row(
            55, "authentication.k8s.io", "SelfSubjectReview", "selfsubjectreviews",
            [], [], false, [], verbs: ["create"]),
        row(
            56, "authorization.k8s.io", "SelfSubjectRulesReview", "selfsubjectrulesreviews",
            [], [], false, [], verbs: ["create"]),
        row(57, "networking.k8s.io", "ServiceCIDR", "servicecidrs", [], [], false, ["status"]),
        row(58, "storage.k8s.io", "StorageClass", "storageclasses", ["sc"], [], false, []),
        row(
            59, "authorization.k8s.io", "SubjectAccessReview", "subjectaccessreviews",
            [], [], false, [], verbs: ["create"]),
        row(60, "authentication.k8s.io", "TokenReview", "tokenreviews", [], [], false, [], verbs: ["create"]),
        row(
            61, "admissionregistration.k8s.io", "ValidatingAdmissionPolicy", "validatingadmissionpolicies",
            [], ["api-extensions"], false, ["status"]),
        row(
            62, "admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings",
            [], ["api-extensions"], false, []),
        row(
            63, "admissionregistration.k8s.io", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations",
            [], ["api-extensions"], false, []),
        row(64, "storage.k8s.io", "VolumeAttachment", "volumeattachments", [], [], false, ["status"]),
        row(65, "storage.k8s.io", "VolumeAttributesClass", "volumeattributesclasses", ["vac"], [], false, []),
    ]

    /// The same by kind: every pod's owner is looked up so.
    static let byKind = Dictionary(grouping: builtIn, by: \.kind)

    static let storedVerbs = [
        "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch",
    ]

    private static func row(
        _ index: Int, _ group: String, _ kind: String, _ plural: String, _ short: [String], _ categories: [String],
        _ namespaced: Bool, _ subresources: [String], version: String = "v1", verbs: [String] = storedVerbs
    ) -> ResourceInfo {
        ResourceInfo(
            index: index, group: group, version: version, kind: kind, plural: plural,
            singular: kind.lowercased(), shortNames: short, categories: categories, isNamespaced: namespaced,
            subresources: subresources, verbs: verbs, schemaType: Schema.builtIn.kindType(group, version, kind))
    }
}
