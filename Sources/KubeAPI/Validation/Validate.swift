public import Documents

/// Checks a new object after defaulting. No findings: it may be stored.
///
/// Kinds without rules of their own get the rules for metadata.
/// Upstream: pkg/apis/core/validation, pkg/apis/apps/validation and their like.
public func validateCreate(_ object: Value, group: String, kind: String) -> [FieldError] {
    var report = FieldReport()
    switch (group, kind) {
    case ("", "Pod"): PodRules.create(object, &report)
    case ("", "PodTemplate"):
        MetadataRules.check(object, namespaced: true, names: .subdomain, &report)
        report.within("template") { PodRules.template(object["template"] ?? .null, &$0) }
    case ("apps", "ReplicaSet"): ReplicaSetRules.create(object, &report)
    case ("apps", "Deployment"): DeploymentRules.create(object, &report)
    case ("", "ReplicationController"): ReplicationControllerRules.create(object, &report)
    case ("batch", "Job"): JobRules.create(object, &report)
    case ("apps", "DaemonSet"): DaemonSetRules.create(object, &report)
    case ("apps", "StatefulSet"): StatefulSetRules.create(object, &report)
    case ("apps", "ControllerRevision"): ControllerRevisionRules.create(object, &report)
    case ("", "Service"): ServiceRules.create(object, &report)
    case ("", "Endpoints"): EndpointsRules.create(object, &report)
    case ("discovery.k8s.io", "EndpointSlice"): EndpointSliceRules.create(object, &report)
    case ("", "PersistentVolumeClaim"): ClaimRules.create(object, &report)
    case ("", "PersistentVolume"): PersistentVolumeRules.create(object, &report)
    case ("batch", "CronJob"): CronJobRules.create(object, &report)
    case ("", "Namespace"): NamespaceRules.create(object, &report)
    case ("", "Node"): NodeRules.create(object, &report)
    case ("", "ConfigMap"): ConfigMapRules.create(object, &report)
    case ("", "Secret"): SecretRules.create(object, &report)
    case ("", "Event"), ("events.k8s.io", "Event"): EventRules.create(object, group: group, &report)
    case ("", "Binding"): PodRules.binding(object, &report)
    case ("coordination.k8s.io", "Lease"):
        MetadataRules.check(object, namespaced: true, names: .subdomain, isCore: false, &report)
        LeaseRules.spec(object, &report)
    case ("scheduling.k8s.io", "PriorityClass"): PriorityClassRules.create(object, &report)
    case ("autoscaling", "HorizontalPodAutoscaler"): AutoscalerRules.create(object, &report)
    case ("policy", "PodDisruptionBudget"): PodDisruptionBudgetRules.create(object, &report)
    case ("apiextensions.k8s.io", "CustomResourceDefinition"):
        CustomResourceDefinitionRules.create(object, &report)
    case _ where AccessKinds.create(object, group, kind, &report): break
    case _ where PassiveKinds.create(object, group, kind, &report): break
    default:
        MetadataRules.check(
            object, namespaced: isNamespaced(group, kind), names: nameRule(group, kind), &report)
    }
    return report.errors
}

/// Checks a changed object against what is stored. `subresource` is empty, `status`, `resize`, …
///
/// Whether a resource version must be given is the server's decision, not checked here.
public func validateUpdate(
    _ new: Value, from old: Value, group: String, kind: String, subresource: String = ""
) -> [FieldError] {
    var report = FieldReport()
    switch (group, kind, subresource) {
    case ("", "Pod", "status"): PodStatusRules.update(new, old, &report)
    case ("", "Pod", ""): PodUpdateRules.update(new, old, &report)
    case ("", "Pod", "ephemeralcontainers"): PodSubresourceRules.ephemeral(new, old, &report)
    case ("", "Pod", "resize"): PodSubresourceRules.resize(new, old, &report)
    case ("", "PodTemplate", ""): podTemplate(new, old, &report)
    case ("apps", "ReplicaSet", "status"): ReplicaSetRules.status(new, old, &report)
    case ("apps", "ReplicaSet", ""): ReplicaSetRules.update(new, old, &report)
    case ("apps", "Deployment", "status"): DeploymentRules.status(new, old, &report)
    case ("apps", "Deployment", ""): DeploymentRules.update(new, old, &report)
    case ("", "ReplicationController", "status"): ReplicationControllerRules.status(new, old, &report)
    case ("", "ReplicationController", ""): ReplicationControllerRules.update(new, old, &report)
    case ("batch", "Job", "status"): JobStatusRules.update(new, old, &report)
    case ("batch", "Job", ""): JobUpdateRules.update(new, old, &report)
    case ("apps", "DaemonSet", "status"): DaemonSetRules.status(new, old, &report)
    case ("apps", "DaemonSet", ""): DaemonSetRules.update(new, old, &report)
    case ("apps", "StatefulSet", "status"): StatefulSetRules.status(new, old, &report)
    case ("apps", "StatefulSet", ""): StatefulSetRules.update(new, old, &report)
    case ("apps", "ControllerRevision", ""): ControllerRevisionRules.update(new, old, &report)
    case ("", "Service", ""): ServiceRules.update(new, old, &report)
    case ("", "Service", "status"): ServiceTrafficRules.status(new, old, &report)
    case ("", "Endpoints", ""): EndpointsRules.update(new, old, &report)
    case ("discovery.k8s.io", "EndpointSlice", ""): EndpointSliceRules.update(new, old, &report)
    case ("", "PersistentVolumeClaim", ""): ClaimRules.update(new, old, &report)
    case ("", "PersistentVolumeClaim", "status"): ClaimRules.status(new, old, &report)
    case ("", "PersistentVolume", ""): PersistentVolumeRules.update(new, old, &report)
    case ("batch", "CronJob", ""): CronJobRules.update(new, old, &report)
    case ("batch", "CronJob", "status"): break
    case ("", "Namespace", _): NamespaceRules.update(new, old, subresource, &report)
    case ("", "Node", _): NodeRules.update(new, old, &report)
    case ("", "ConfigMap", ""): ConfigMapRules.update(new, old, &report)
    case ("", "Secret", ""): SecretRules.update(new, old, &report)
    case ("", "Event", ""), ("events.k8s.io", "Event", ""):
        EventRules.update(new, old, group: group, &report)
    case ("coordination.k8s.io", "Lease", ""):
        MetadataRules.checkUpdate(new, old, &report)
        LeaseRules.spec(new, &report)
    case ("scheduling.k8s.io", "PriorityClass", ""): PriorityClassRules.update(new, old, &report)
    case ("autoscaling", "HorizontalPodAutoscaler", "status"): AutoscalerRules.status(new, old, &report)
    case ("autoscaling", "HorizontalPodAutoscaler", ""): AutoscalerRules.update(new, old, &report)
    case ("apiextensions.k8s.io", "CustomResourceDefinition", "status"):
        CustomResourceDefinitionRules.updateStatus(new, old, &report)
    case ("apiextensions.k8s.io", "CustomResourceDefinition", ""):
        CustomResourceDefinitionRules.update(new, old, &report)
    case ("policy", "PodDisruptionBudget", "status"): PodDisruptionBudgetRules.status(new, old, &report)
    case ("policy", "PodDisruptionBudget", ""): PodDisruptionBudgetRules.update(new, old, &report)
    case ("", "ServiceAccount", ""):
        MetadataRules.checkUpdate(new, old, &report)
        MetadataRules.check(new, namespaced: true, names: .subdomain, &report)
    case _ where AccessKinds.update(new, old, group, kind, subresource, &report): break
    case _ where PassiveKinds.update(new, old, group, kind, subresource, &report): break
    default: MetadataRules.checkUpdate(new, old, &report)
    }
    return report.errors
}

private func podTemplate(_ new: Value, _ old: Value, _ report: inout FieldReport) {
    MetadataRules.checkUpdate(new, old, &report)
    report.within("template") { PodRules.template(new["template"] ?? .null, &$0) }
}

/// Checks the metadata of a new object of a CustomResourceDefinition.
public func validateCustomMetadata(_ object: Value, isNamespaced: Bool) -> [FieldError] {
    var report = FieldReport()
    MetadataRules.check(object, namespaced: isNamespaced, names: .subdomain, &report)
    return report.errors
}

/// Kinds that live outside namespaces, by group.
private func isNamespaced(_ group: String, _ kind: String) -> Bool {
    switch group {
    case "": !["Namespace", "Node", "PersistentVolume", "ComponentStatus"].contains(kind)
    case "storage.k8s.io": kind == "CSIStorageCapacity"
    case "rbac.authorization.k8s.io": kind == "Role" || kind == "RoleBinding"
    case "networking.k8s.io": !["IngressClass", "IPAddress", "ServiceCIDR"].contains(kind)
    case "scheduling.k8s.io", "node.k8s.io", "admissionregistration.k8s.io", "apiextensions.k8s.io",
        "flowcontrol.apiserver.k8s.io", "certificates.k8s.io", "apiregistration.k8s.io",
        "authentication.k8s.io":
        false
    default: true
    }
}

private func nameRule(_ group: String, _ kind: String) -> NameRule {
    group == "rbac.authorization.k8s.io" ? .pathSegment : .subdomain
}
