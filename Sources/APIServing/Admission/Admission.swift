import Documents
import KubeAPI
import Simulation

extension APIServer {
    /// The admission chain: all that change the draft, then all that only judge it, in upstream's order.
    ///
    /// Upstream: pkg/kubeapiserver/options/plugins.go, AllOrderedPlugins. Modelled: NamespaceLifecycle,
    /// ServiceAccount, TaintNodesByCondition, Priority, DefaultTolerationSeconds, StorageObjectInUseProtection.
    mutating func admit(_ draft: inout Value, old: APIObject?, _ pipeline: inout Pipeline) throws(Status) {
        let request = pipeline.request
        guard request.subresource.isEmpty else { return }
        if old == nil && pipeline.info.isNamespaced { try checkNamespace(&pipeline) }
        switch request.resource {
        case .pods where old == nil:
            try pipeline.stage("admit: ServiceAccount", &draft) { value throws(Status) in
                try admitServiceAccount(&value, namespace: request.namespace)
            }
            try pipeline.stage("admit: Priority", &draft) { value throws(Status) in try admitPriority(&value) }
            try pipeline.stage("admit: DefaultTolerationSeconds", &draft) { value throws(Status) in
                Tolerations.addDefaults(&value)
            }
        case .nodes where old == nil:
            try pipeline.stage("admit: TaintNodesByCondition", &draft) { value throws(Status) in
                NodeTaints.addNotReady(&value)
            }
        case .persistentVolumeClaims where old == nil, .persistentVolumes where old == nil:
            let isClaim = request.resource == .persistentVolumeClaims
            try pipeline.stage("admit: StorageObjectInUseProtection", &draft) { value throws(Status) in
                ClaimProtection.add(isClaim ? ClaimProtection.claims : ClaimProtection.volumes, to: &value)
            }
        case .priorityClasses where old == nil:
            try checkPriorityClass(draft)
        default: break
        }
    }

    /// Upstream: staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle.
    private func checkNamespace(_ pipeline: inout Pipeline) throws(Status) {
        let request = pipeline.request
        guard let namespace = store.object(.namespaces, ObjectKey("", request.namespace)) else {
            throw .notFound("namespaces", group: "", name: request.namespace)
        }
        if namespace.meta.isTerminating {
            var status = Status.forbidden(
                pipeline.info.plural, group: pipeline.info.group, name: request.name,
                "unable to create new content in namespace \(request.namespace) because it is being terminated")
            status.causes = [
                Status.Cause(
                    reason: "NamespaceTerminating", message: "namespace \(request.namespace) is being terminated",
                    field: "metadata.namespace")
            ]
            throw status
        }
        pipeline.note("admit: NamespaceLifecycle", "namespace \(request.namespace) is there and not terminating")
    }

    /// Upstream: plugin/pkg/admission/serviceaccount/admission.go.
    private mutating func admitServiceAccount(_ pod: inout Value, namespace: String) throws(Status) {
        if pod.at("metadata", "annotations", "kubernetes.io/config.mirror") != nil { return }
        var name = pod.at("spec", "serviceAccountName")?.string ?? ""
        if name.isEmpty { name = "default" }
        let podName = pod.at("metadata", "name")?.string ?? ""
        guard let account = store.object(.serviceAccounts, ObjectKey(namespace, name)) else {
            throw .forbidden(
                "pods", group: "", name: podName,
                "error looking up service account \(namespace)/\(name): serviceaccount \"\(name)\" not found")
        }
        pod.set(.string(name), at: "spec", "serviceAccountName")
        pod.set(.string(name), at: "spec", "serviceAccount")
        let mounts =
            pod.at("spec", "automountServiceAccountToken")?.bool
            ?? account["automountServiceAccountToken"]?.bool ?? true
        if mounts { TokenVolume.add(to: &pod, suffix: randomSuffix()) }
    }

    /// Upstream: plugin/pkg/admission/priority/admission.go.
    private func admitPriority(_ pod: inout Value) throws(Status) {
        let asked = pod.at("spec", "priority")?.int
        let name = pod.at("metadata", "name")?.string ?? ""
        var priority: Int64 = 0
        var policy = "PreemptLowerPriority"
        if let className = pod.at("spec", "priorityClassName")?.string, !className.isEmpty {
            guard let found = store.object(.priorityClasses, ObjectKey("", className)) else {
                throw .forbidden("pods", group: "", name: name, "no PriorityClass with name \(className) was found")
            }
            priority = found["value"]?.int ?? 0
            policy = found["preemptionPolicy"]?.string ?? policy
        } else if store.count(.priorityClasses) > 2 {
            let byDefault = store.list(.priorityClasses, namespace: "").filter { $0["globalDefault"]?.bool == true }
            if let best = byDefault.min(by: { ($0["value"]?.int ?? 0) < ($1["value"]?.int ?? 0) }) {
                priority = best["value"]?.int ?? 0
                policy = best["preemptionPolicy"]?.string ?? policy
                pod.set(.string(best.name), at: "spec", "priorityClassName")
            }
        }
        if let asked, asked != priority {
            throw .forbidden(
                "pods", group: "", name: name,
                "the integer value of priority (\(asked)) must not be provided in pod spec; priority admission controller computed \(priority) from the given PriorityClass name"
            )
        }
        pod.set(.int(priority), at: "spec", "priority")
        if pod.at("spec", "preemptionPolicy") == nil { pod.set(.string(policy), at: "spec", "preemptionPolicy") }
    }

    private func checkPriorityClass(_ draft: Value) throws(Status) {
        guard draft["globalDefault"]?.bool == true else { return }
        let existing = store.list(.priorityClasses, namespace: "").first { $0["globalDefault"]?.bool == true }
        guard let existing else { return }
        let name = draft.at("metadata", "name")?.string ?? ""
        throw .forbidden(
            "priorityclasses", group: "scheduling.k8s.io", name: name,
            "PriorityClass \(existing.name) is already marked as default. Only one default can exist")
    }
}
