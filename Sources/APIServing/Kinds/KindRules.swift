import Documents
import KubeAPI

/// What is special about each kind when it is written: upstream's registry strategies.
///
/// Upstream: pkg/registry/<group>/<resource>/strategy.go.
enum KindRules {
    /// Brings a body into the form of its type; 400 if it does not fit.
    static func decode(
        _ value: inout Value, _ info: ResourceInfo, _ validation: FieldValidation, stored: Value? = nil
    ) throws(Status) -> [String] {
        let given = value
        do {
            return try decoded(&value, info, validation, stored: stored)
        } catch {
            if info.custom != nil { throw CustomStrategy.problem(of: given, error, info) }
            throw Schema.problem(of: given, error, type: info.schemaType ?? "")
        }
    }

    /// As `decode`, with the decoder's own message.
    static func decoded(
        _ value: inout Value, _ info: ResourceInfo, _ validation: FieldValidation, stored: Value?
    ) throws(DecodeError) -> [String] {
        if let custom = info.custom { return try CustomStrategy.decoded(&value, info, custom, validation) }
        try WrongKinds.check(value, info)
        guard let type = info.schemaType else {
            throw DecodeError(message: "the schema of \(info.kind) is not modelled")
        }
        let strictness = FieldStrictness(rawValue: validation.rawValue) ?? .ignore
        if let other = VersionConversion.otherType(of: info, apiVersion: value["apiVersion"]?.string ?? "") {
            let read = try Schema.builtIn.decoded(value, as: other, strictness: strictness)
            value = VersionConversion.stored(read.0, of: info)
            _ = try decoded(&value, info, .ignore, stored: nil)
            return read.warnings
        }
        let read = try Schema.builtIn.decoded(value, as: type, strictness: strictness, stored: stored)
        value = read.0
        if info.resource == .secrets { SecretStrategy.takeStrings(&value) }
        if info.resource == .daemonSets { try TemplateGeneration.decode(value) }
        return read.warnings
    }

    static func applyDefaults(_ value: inout Value, _ info: ResourceInfo, stored: Value? = nil) {
        if info.custom != nil { return }
        // Only the spec of these kinds has defaults; one that is stored has them.
        if [.pods, .replicaSets, .daemonSets, .statefulSets].contains(info.resource), let stored,
            value["spec"]?.isSame(as: stored["spec"]) == true, value["kind"] != nil,
            value["apiVersion"]?.string == info.apiVersion
        {
            return
        }
        if value["kind"] == nil || value["apiVersion"]?.string != info.apiVersion {
            value.set(.string(info.apiVersion), at: "apiVersion")
            value.set(.string(info.kind), at: "kind")
        }
        KubeAPI.applyDefaults(&value, group: info.group, kind: info.kind)
    }

    static func validateCreate(_ value: Value, _ info: ResourceInfo, asked: ResourceInfo) -> [FieldError] {
        if let custom = info.custom { return CustomStrategy.validate(value, old: nil, info, custom) }
        return KubeAPI.validateCreate(judged(value, info, asked), group: judge(info, asked).group, kind: info.kind)
    }

    static func validateUpdate(
        _ value: Value, old: Value, _ info: ResourceInfo, asked: ResourceInfo, subresource: String
    ) -> [FieldError] {
        if let custom = info.custom {
            return CustomStrategy.validate(value, old: old, info, custom, subresource: subresource)
        }
        return KubeAPI.validateUpdate(
            judged(value, info, asked), from: judged(old, info, asked), group: judge(info, asked).group,
            kind: info.kind, subresource: subresource)
    }

    /// Whose rules hold: those of the version that is stored; of events, those of the version that was sent.
    ///
    /// Upstream: pkg/registry/core/event/strategy.go, requestGroupVersion.
    private static func judge(_ info: ResourceInfo, _ asked: ResourceInfo) -> ResourceInfo {
        info.resource == .events ? asked : info
    }

    private static func judged(_ value: Value, _ info: ResourceInfo, _ asked: ResourceInfo) -> Value {
        info.resource == .events ? VersionConversion.served(value, of: info, as: asked.apiVersion) : value
    }

    /// What `metadata.finalizers` does not hold: `spec.finalizers` of a namespace.
    static func specFinalizers(_ value: Value, _ resource: Resource) -> [String] {
        guard resource == .namespaces else { return [] }
        return value.at("spec", "finalizers")?.array?.compactMap(\.string) ?? []
    }

    static func prepareForCreate(_ draft: inout Value, _ resource: Resource) {
        if let custom = resource.info.custom { return CustomStrategy.prepareForCreate(&draft, custom) }
        switch resource {
        case .pods:
            dropDisabledFields(&draft, resource)
            Generations.prepareForCreate(&draft, resource)
            MatchedLabelKeys.merge(into: &draft)
            var status: Value = ["phase": "Pending", "qosClass": .string(QualityOfService.of(draft))]
            if draft.at("spec", "schedulingGates")?.isEmpty == false {
                status.set(
                    [
                        [
                            "type": "PodScheduled", "status": "False", "reason": "SchedulingGated",
                            "message": "Scheduling is blocked due to non-empty scheduling gates",
                        ]
                    ], at: "conditions")
            }
            draft.set(status, at: "status")
        case .namespaces:
            draft.set(["phase": "Active"], at: "status")
            var finalizers = draft.at("spec", "finalizers")?.array ?? []
            if !finalizers.contains("kubernetes") { finalizers.append("kubernetes") }
            draft.set(.array(finalizers), at: "spec", "finalizers")
        case .nodes:
            // A kubelet registers its node with the status it has.
            dropDisabledFields(&draft, resource)
        default:
            if resource == .jobs { JobStrategy.prepareForCreate(&draft) }
            if resource == .persistentVolumeClaims { VolumeStrategy.dropDataSource(&draft) }
            Generations.prepareForCreate(&draft, resource)
            dropDisabledFields(&draft, resource)
            if resource == .endpointSlices {
                EndpointSliceStrategy.normalize(&draft)
                EndpointSliceStrategy.dropTopology(&draft)
            }
            if resource == .daemonSets { TemplateGeneration.prepareForCreate(&draft) }
            // A kubelet registers its node together with its first status.
            if resource == .customResourceDefinitions { return DefinitionStrategy.prepareForCreate(&draft) }
            if resource == .apiServices { return APIServiceStrategy.prepareForCreate(&draft) }
            if resource != .nodes, resource.info.subresources.contains("status") {
                draft.set(emptyStatus(resource), at: "status")
            }
            if resource == .persistentVolumes {
                draft.set(
                    draft.at("metadata", "creationTimestamp"), at: "status", "lastPhaseTransitionTime")
            }
        }
    }

    /// Fields of feature gates that are off by default in v1.36: MaxUnavailableStatefulSet, CoordinatedLeaderElection,
    /// VolumeLimitScaling, GenericWorkload; of nodes, the configuration from an object, which was given up. Of the
    /// Secrets of a ServiceAccount only names are kept.
    private static func dropDisabledFields(_ draft: inout Value, _ resource: Resource) {
        if let path = schedulingGroups[resource] { drop(&draft, at: path) }
        switch resource {
        case .statefulSets: drop(&draft, "updateStrategy", "rollingUpdate", "maxUnavailable")
        case .leases:
            drop(&draft, "strategy")
            drop(&draft, "preferredHolder")
        case .csiDrivers: drop(&draft, "preventPodSchedulingIfMissing")
        case .nodes: drop(&draft, "configSource")
        case .serviceAccounts: keepNames(ofSecretsIn: &draft)
        default: break
        }
    }

    /// Where the scheduling group of pods lies, in the kinds that have one.
    private static let schedulingGroups: [Resource: [String]] = {
        let template = ["spec", "template", "spec", "schedulingGroup"]
        return [
            .pods: ["spec", "schedulingGroup"], .podTemplates: ["template", "spec", "schedulingGroup"],
            .replicaSets: template, .deployments: template,
            .daemonSets: template, .statefulSets: template, .replicationControllers: template, .jobs: template,
            .cronJobs: ["spec", "jobTemplate"] + template,
        ]
    }()

    private static func drop(_ draft: inout Value, _ path: String...) { drop(&draft, at: ["spec"] + path) }

    private static func drop(_ draft: inout Value, at path: [String]) {
        if path.reduce(Optional(draft), { $0?[$1] }) != nil { draft.set(nil, path: path[...]) }
    }

    /// Upstream: pkg/registry/core/serviceaccount/strategy.go, cleanSecretReferences.
    private static func keepNames(ofSecretsIn account: inout Value) {
        guard let secrets = account["secrets"]?.array, 
            secrets.contains(where: { $0.fields?.contains { $0.key != "name" } ?? false })
        else {
            return
        }
        account.set(.array(secrets.map { $0["name"].map { ["name": $0] } ?? [:] }), at: "secrets")
    }

    /// What Go encodes of a status that nobody has written yet: the counts without `omitempty`.
    private static func emptyStatus(_ resource: Resource) -> Value {
        switch resource {
        case .replicaSets, .replicationControllers: ["replicas": 0]
        case .statefulSets: ["replicas": 0, "availableReplicas": 0]
        case .daemonSets:
            ["currentNumberScheduled": 0, "desiredNumberScheduled": 0, "numberMisscheduled": 0, "numberReady": 0]
        case .podDisruptionBudgets:
            ["currentHealthy": 0, "desiredHealthy": 0, "disruptionsAllowed": 0, "expectedPods": 0]
        case .horizontalPodAutoscalers: ["currentMetrics": .null, "desiredReplicas": 0]
        case .persistentVolumeClaims: ["phase": "Pending"]
        case .services: ["loadBalancer": [:]]
        case .persistentVolumes: ["phase": "Pending"]
        default: [:]
        }
    }

    /// What a client is warned of though the write goes through; `old` is `nil` for a new object.
    ///
    /// Upstream: WarningsOnCreate and WarningsOnUpdate of the strategies.
    static func warnings(_ draft: Value, old: Value?, _ resource: Resource) -> [String] {
        switch resource {
        case .jobs: return JobStrategy.warnings(draft, old: old)
        case .customResourceDefinitions: return CustomResourceDefinitionRules.warnings(draft, old: old)
        case .cronJobs: return CronJobStrategy.warnings(draft, old: old)
        case .endpointSlices:
            return EndpointSliceStrategy.warnings(draft, old: old) + AddressWarnings.endpointSlice(draft)
        case .endpoints: return AddressWarnings.endpoints(draft)
        case .networkPolicies: return AddressWarnings.networkPolicy(draft)
        case .nodes: return WorkloadWarnings.node(draft) + AddressWarnings.node(draft)
        case .services: return ServiceStrategy.warnings(draft)
        case .persistentVolumes: return VolumeStrategy.warnings(volume: draft)
        case .persistentVolumeClaims: return VolumeStrategy.warnings(claim: draft)
        case .resourceQuotas: return WorkloadWarnings.quota(draft, old: old)
        case .storageClasses: return WorkloadWarnings.storageClass(draft)
        case .secrets: return SecretStrategy.warnings(draft)
        case .csiDrivers: return VolumeStrategy.warnings(driver: draft)
        default: return WorkloadWarnings.of(draft, old: old, resource)
        }
    }

    /// Sets back what this request may not touch and counts the generation on.
    static func prepareForUpdate(_ draft: inout Value, old: APIObject, _ resource: Resource, subresource: String) {
        if let custom = resource.info.custom {
            return CustomStrategy.prepareForUpdate(&draft, old: old, custom, subresource: subresource)
        }
        let before = old.value
        if subresource == "status" {
            keepAllButStatus(&draft, old)
            return
        }
        if old.resource == .pods { PodSubresources.prepare(&draft, old: before, subresource) }
        if old.resource.info.subresources.contains("status") { draft.set(before["status"], at: "status") }
        if old.resource == .namespaces, subresource != "finalize" {
            draft.set(before.at("spec", "finalizers"), at: "spec", "finalizers")
        }
        if old.resource == .jobs { JobStrategy.copyLabels(&draft) }
        if old.resource == .persistentVolumeClaims { VolumeStrategy.dropDataSource(&draft, old: before) }
        if old.resource == .certificateSigningRequests { draft.set(before["spec"], at: "spec") }
        if old.resource == .daemonSets { TemplateGeneration.prepareForUpdate(&draft, old: before) }
        if old.resource == .customResourceDefinitions { DefinitionStrategy.prepareForUpdate(&draft) }
        dropDisabledFields(&draft, old.resource)
        if old.resource == .endpointSlices { return EndpointSliceStrategy.prepareForUpdate(&draft, old: old) }
        Generations.prepareForUpdate(&draft, old: old)
    }

    /// An update of `status` changes nothing else. Upstream: ResetObjectMetaForStatus; for pods
    /// PrepareForUpdate of podStatusStrategy.
    private static func keepAllButStatus(_ draft: inout Value, _ old: APIObject) {
        var status = draft["status"]
        if old.resource == .pods, var fresh = status {
            if fresh["qosClass"] == nil { fresh.set(old.at("status", "qosClass"), at: "qosClass") }
            PodGenerations.keepObserved(&fresh, old: old.value["status"] ?? .null)
            status = fresh
        }
        var kept = old.value
        // The strategy of Deployments sets only labels back: their controller writes the revision with the status.
        let open: [String] =
            switch old.resource {
            case .pods, .nodes: ["labels", "annotations"]
            case .customResourceDefinitions: ["finalizers"]
            case .deployments: ["annotations"]
            default: []
            }
        // Set only if they differ: metadata that stays keeps its storage.
        for name in open where kept.at("metadata", name) != draft.at("metadata", name) {
            kept.set(draft.at("metadata", name), at: "metadata", name)
        }
        kept.set(status, at: "status")
        draft = kept
    }
}

/// `observedGeneration` of a pod's status and conditions: what a client leaves out is kept.
///
/// Upstream: pkg/registry/core/pod/strategy.go, preserveOldObservedGeneration.
enum PodGenerations {
    static func keepObserved(_ status: inout Value, old: Value) {
        if status["observedGeneration"] == nil, let known = old["observedGeneration"] {
            status.set(known, at: "observedGeneration")
        }
        guard case .array(var conditions)? = status["conditions"] else { return }
        let before = old["conditions"]?.array ?? []
        var changed = false
        for index in conditions.indices where conditions[index]["observedGeneration"] == nil {
            let type = conditions[index]["type"]
            guard let known = before.first(where: { $0["type"] == type })?["observedGeneration"] else { continue }
            conditions[index].set(known, at: "observedGeneration")
            changed = true
        }
        if changed { status.set(.array(conditions), at: "conditions") }
    }
}
