import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// What a plug-in is told of a request.
struct AdmissionAttributes {
    enum Operation: Int { case create, update, delete }

    let request: APIRequest
    let operation: Operation
    /// The object as it is stored; `nil` for a new one.
    let old: APIObject?
    /// The instant of the request.
    let moment: Moment
    let isDryRun: Bool

    var resource: Resource { request.resource }
    /// As whom the request acts.
    var user: UserInfo { request.actingUser }

    /// The 403 of a plug-in. Upstream: apiserver/pkg/admission/errors.go, NewForbidden.
    func forbidden(_ draft: Value, _ why: String) -> Status {
        let info = resource.info
        var name = request.name
        if name.isEmpty { name = draft.at("metadata", "name")?.string ?? "" }
        if name.isEmpty { name = draft.at("metadata", "generateName")?.string ?? "" }
        return .forbidden(info.plural, group: info.group, name: name.isEmpty ? "Unknown" : name, why)
    }
}

/// One admission plug-in: which requests it looks at, and what it does to them.
struct AdmissionPlugin: Sendable {
    /// Changes the draft, or refuses it.
    typealias Mutation =
        @Sendable (inout APIServer, inout Value, AdmissionAttributes, inout Pipeline) throws(Status) -> Void
    /// Only judges; the server is there for what a quota books.
    typealias Judgement =
        @Sendable (inout APIServer, Value, AdmissionAttributes, inout Pipeline) throws(Status) -> Void

    let name: String
    let operations: [AdmissionAttributes.Operation]
    /// `nil`: all.
    let resources: [Resource]?
    /// Which subresources besides the object itself; `nil`: all.
    var subresources: [String]? = []
    var mutate: Mutation? = nil
    var judge: Judgement? = nil

    func looksAt(_ subresource: String) -> Bool {
        subresource.isEmpty || subresources?.contains(subresource) ?? true
    }
}

/// The plug-ins in the order in which they are asked: first all that change the draft, then all that judge it.
///
/// Upstream: pkg/kubeapiserver/options/plugins.go, AllOrderedPlugins; staging/src/k8s.io/apiserver/pkg/admission.
/// Webhooks and policies in CEL are not called; quota is the last one.
enum AdmissionChain {
    static let plugins: [AdmissionPlugin] = [
        NamespaceLifecycle.plugin, LimitRanger.plugin, ServiceAccountAdmission.plugin, NodeRestriction.plugin,
        NodeTaints.plugin, PodSecurity.plugin, PriorityAdmission.plugin, Tolerations.plugin,
        DefaultStorageClass.plugin, ObjectInUseProtection.plugin, ClaimResize.plugin, RuntimeClassAdmission.plugin,
        CertificateApproval.plugin, CertificateSigning.plugin, CertificateSubjectRestriction.plugin,
        DefaultIngressClass.plugin, PodTopologyLabels.plugin, PodResizeValidator.plugin,
        ResourceQuotaAdmission.plugin,
    ]

    /// Those that change or judge the requests of one operation on one resource: found once for all.
    struct Rows: Sendable {
        private let byResource: [[AdmissionPlugin]]
        private let ofOthers: [[AdmissionPlugin]]

        init(_ isMeant: (AdmissionPlugin) -> Bool) {
            let all = plugins.filter(isMeant)
            let operations: [AdmissionAttributes.Operation] = [.create, .update, .delete]
            byResource = ResourceTable.builtIn.flatMap { info in
                operations.map { operation in
                    all.filter {
                        $0.operations.contains(operation) && ($0.resources?.contains(info.resource) ?? true)
                    }
                }
            }
            ofOthers = operations.map { operation in
                all.filter { $0.operations.contains(operation) && $0.resources == nil }
            }
        }

        subscript(_ resource: Resource, _ operation: AdmissionAttributes.Operation) -> [AdmissionPlugin] {
            let index = resource.index * 3 + operation.rawValue
            return resource.isBuiltIn ? byResource[index] : ofOthers[operation.rawValue]
        }
    }

    static let mutating = Rows { $0.mutate != nil }
    static let judging = Rows { $0.judge != nil }
}

extension APIServer {
    /// The plug-ins that change the draft of a create or update.
    mutating func admit(_ draft: inout Value, old: APIObject?, _ pipeline: inout Pipeline) throws(Status) {
        try admit(&draft, old: old, old == nil ? .create : .update, &pipeline)
    }

    /// The plug-ins that change; of a deletion there is no draft.
    mutating func admit(
        _ draft: inout Value, old: APIObject?, _ operation: AdmissionAttributes.Operation, _ pipeline: inout Pipeline
    ) throws(Status) {
        let request = pipeline.request
        let plugins = AdmissionChain.mutating[request.resource, operation]
        if plugins.isEmpty { return }
        let attributes = AdmissionAttributes(
            request: request, operation: operation, old: old, moment: pipeline.moment, isDryRun: pipeline.isDryRun)
        for plugin in plugins where plugin.looksAt(request.subresource) {
            guard let mutate = plugin.mutate else { continue }
            guard pipeline.showStages else {
                try mutate(&self, &draft, attributes, &pipeline)
                continue
            }
            let before = draft
            try mutate(&self, &draft, attributes, &pipeline)
            pipeline.note(
                "admit: \(plugin.name)", before: before, after: draft, before == draft ? "nothing to change" : "")
        }
    }

    /// The plug-ins that judge the validated draft.
    mutating func judge(
        _ draft: Value, old: APIObject?, _ operation: AdmissionAttributes.Operation, _ pipeline: inout Pipeline
    ) throws(Status) {
        let request = pipeline.request
        let plugins = AdmissionChain.judging[request.resource, operation]
        if plugins.isEmpty { return }
        let attributes = AdmissionAttributes(
            request: request, operation: operation, old: old, moment: pipeline.moment, isDryRun: pipeline.isDryRun)
        for plugin in plugins where plugin.looksAt(request.subresource) {
            guard let judge = plugin.judge else { continue }
            try judge(&self, draft, attributes, &pipeline)
            pipeline.note("validate: \(plugin.name)", after: draft, "allowed")
        }
    }
}
