public import Documents

/// Fills in what the API server sets when a field is absent.
///
/// An object that has its defaults already is not copied.
/// Upstream: pkg/apis/core/v1/defaults.go, pkg/apis/apps/v1/defaults.go, pkg/apis/batch/v1/defaults.go,
/// pkg/apis/scheduling/v1/defaults.go and the zz_generated.defaults.go beside them.
public func applyDefaults(_ object: inout Value, group: String, kind: String) {
    let changed: Value?
    switch (group, kind) {
    case ("", "Pod"): changed = PodDefaults.pod(object)
    case ("", "PodTemplate"): changed = edited(object) { $0.editStruct("template", PodDefaults.template) }
    case ("apps", "ReplicaSet"): changed = replicaSetDefaults(object)
    case ("apps", "Deployment"): changed = DeploymentDefaults.deployment(object)
    case ("", "ReplicationController"): changed = ReplicationControllerDefaults.controller(object)
    case ("batch", "Job"): changed = JobDefaults.job(object)
    case ("apps", "DaemonSet"): changed = DaemonSetDefaults.daemonSet(object)
    case ("apps", "StatefulSet"): changed = StatefulSetDefaults.set(object)
    case ("", "Service"): changed = ServiceDefaults.service(object)
    case ("", "PersistentVolumeClaim"): changed = ClaimDefaults.claim(object)
    case ("", "PersistentVolume"): changed = ClaimDefaults.volume(object)
    case ("", "Endpoints"): changed = EndpointDefaults.endpoints(object)
    case ("discovery.k8s.io", "EndpointSlice"): changed = EndpointDefaults.slice(object)
    case ("batch", "CronJob"): changed = CronJobDefaults.cronJob(object)
    case ("", "Namespace"): changed = namespaceDefaults(object)
    case ("", "Node"): changed = nodeDefaults(object)
    case ("", "Secret"): changed = edited(object) { $0.setDefault("type", "Opaque") }
    case ("scheduling.k8s.io", "PriorityClass"):
        changed = edited(object) { $0.setDefault("preemptionPolicy", "PreemptLowerPriority") }
    case ("apiextensions.k8s.io", "CustomResourceDefinition"):
        changed = CustomResourceDefinitionDefaults.definition(object)
    case ("rbac.authorization.k8s.io", "RoleBinding"), ("rbac.authorization.k8s.io", "ClusterRoleBinding"):
        changed = RoleBindingDefaults.binding(object)
    case ("", "LimitRange"): changed = QuotaDefaults.limitRange(object)
    case ("autoscaling", "HorizontalPodAutoscaler"): changed = AutoscalerDefaults.autoscaler(object)
    default: changed = ClassDefaults.changed(object, group: group, kind: kind)
    }
    if let changed { object = changed }
}

/// Runs `change` over an object; answers `nil` if nothing came of it.
func edited(_ value: Value, _ change: (inout FieldsEdit) -> Void) -> Value? {
    guard var edit = FieldsEdit(value) else { return nil }
    change(&edit)
    return edit.result
}

private func replicaSetDefaults(_ object: Value) -> Value? {
    edited(object) { set in
        set.editStruct("spec") { spec in
            edited(spec) { spec in
                spec.setDefault("replicas", 1)
                spec.editStruct("template", PodDefaults.template)
            }
        }
    }
}

/// The name becomes a label; without a name (generateName) the strategy adds it later.
private func namespaceDefaults(_ object: Value) -> Value? {
    edited(object) { namespace in
        if let name = object.at("metadata", "name")?.string, !name.isEmpty,
            object.at("metadata", "labels", "kubernetes.io/metadata.name")?.string != name
        {
            namespace.edit("metadata") { metadata in
                var metadata = metadata
                metadata.set(.string(name), at: "labels", "kubernetes.io/metadata.name")
                return metadata
            }
        }
        if object.at("status", "phase")?.string ?? "" == "" {
            var status = namespace["status"] ?? .object(Fields())
            status.set("Active", at: "phase")
            namespace.set("status", status)
        }
    }
}

/// `podCIDR` is the first of `podCIDRs`, and what counts if both are given.
///
/// Upstream: pkg/apis/core/v1/conversion.go, Convert_v1_NodeSpec_To_core_NodeSpec and back.
private func nodeRanges(_ spec: Value) -> Value? {
    edited(spec) { spec in
        let first = spec["podCIDRs"]?[0]?.string ?? ""
        let one = spec["podCIDR"]?.string ?? ""
        if one.isEmpty, !first.isEmpty { spec.set("podCIDR", .string(first)) }
        if !one.isEmpty, one != first { spec.set("podCIDRs", [.string(one)]) }
    }
}

private func nodeDefaults(_ object: Value) -> Value? {
    edited(object) { node in
        node.edit("spec", nodeRanges)
        node.edit("status") { status in
            edited(status) { status in
                status.edit("capacity", PodDefaults.resourceList)
                if !status["allocatable"].isThere, let capacity = status["capacity"] {
                    status.set("allocatable", capacity)
                }
                status.edit("allocatable", PodDefaults.resourceList)
            }
        }
    }
}
