import Documents
import KubeAPI

/// The columns that `kubectl get` shows of a kind, as the server's table printer makes them.
///
/// Upstream: pkg/printers/internalversion/printers.go.
struct KindTable: Sendable {
    /// A column title; wide ones are shown with `-o wide`.
    struct Column: Sendable {
        /// What its cells are in a Table answer; as text they are the same.
        enum Kind: String, Sendable {
            case string, integer, number, boolean, date
            /// A number whose column is declared as text, as that of Deployments is.
            case count

            /// What the column's definition says.
            var declared: String { self == .count ? Kind.string.rawValue : rawValue }
        }

        let name: String
        let kind: Kind
        let isWide: Bool

        init(_ name: String, _ kind: Kind = .string, wide isWide: Bool = false) {
            self.name = name
            self.kind = kind
            self.isWide = isWide
        }

        /// The object's name, which `--show-kind` puts the kind before.
        static let name = Column("Name")
    }

    let columns: [Column]
    /// One cell a column, wide ones included.
    let cells: @Sendable (APIObject, _ now: Int64) -> [String]

    /// The titles that are shown.
    func head(isWide: Bool) -> [String] {
        columns.filter { isWide || !$0.isWide }.map { $0.name.uppercased() }
    }

    /// The cells that are shown.
    func row(_ object: APIObject, now: Int64, isWide: Bool) -> [String] {
        // What a table shows is the same in all versions.
        let all = cells(VersionConversion.stored(object), now)
        return zip(columns, all).filter { isWide || !$0.0.isWide }.map(\.1)
    }

    /// The table of a resource.
    static func of(_ resource: Resource) -> KindTable {
        if let columns = resource.info.custom?.columns { return custom(columns) }
        return workload(resource) ?? network(resource) ?? storage(resource) ?? control(resource) ?? nameAndDate
    }

    private static func workload(_ resource: Resource) -> KindTable? {
        switch resource {
        case .pods: pods
        case .nodes: nodes
        case .namespaces: namespaces
        case .leases: leases
        case .events: events
        case .replicaSets: replicaSets
        case .deployments: deployments
        case .replicationControllers: replicationControllers
        case .daemonSets: daemonSets
        case .configMaps: configMaps
        case .secrets: secrets
        case .serviceAccounts, .deviceClasses, .resourceClaimTemplates: nameAndAge
        case .priorityClasses: priorityClasses
        case .podDisruptionBudgets: podDisruptionBudgets
        case .jobs: jobs
        case .statefulSets: statefulSets
        case .controllerRevisions: controllerRevisions
        case .cronJobs: cronJobs
        case .horizontalPodAutoscalers: horizontalPodAutoscalers
        case .podTemplates: podTemplates
        case .resourceClaims: resourceClaims
        case .resourceSlices: resourceSlices
        default: nil
        }
    }

    private static func network(_ resource: Resource) -> KindTable? {
        switch resource {
        case .services: services
        case .endpoints: endpoints
        case .endpointSlices: endpointSlices
        case .ingresses: ingresses
        case .ingressClasses: ingressClasses
        case .networkPolicies: networkPolicies
        case .ipAddresses: ipAddresses
        case .serviceCIDRs: serviceCIDRs
        default: nil
        }
    }

    private static func storage(_ resource: Resource) -> KindTable? {
        switch resource {
        case .persistentVolumeClaims: persistentVolumeClaims
        case .persistentVolumes: persistentVolumes
        case .storageClasses: storageClasses
        case .volumeAttributesClasses: volumeAttributesClasses
        case .volumeAttachments: volumeAttachments
        case .csiNodes: csiNodes
        case .csiDrivers: csiDrivers
        case .csiStorageCapacities: nameAndDate
        default: nil
        }
    }

    private static func control(_ resource: Resource) -> KindTable? {
        switch resource {
        case .roleBindings, .clusterRoleBindings: roleBindings
        case .certificateSigningRequests: certificateSigningRequests
        case .resourceQuotas: resourceQuotas
        case .componentStatuses: componentStatuses
        case .runtimeClasses: runtimeClasses
        case .mutatingWebhookConfigurations, .validatingWebhookConfigurations: webhookConfigurations
        case .validatingAdmissionPolicies: validatingAdmissionPolicies
        case .mutatingAdmissionPolicies: mutatingAdmissionPolicies
        case .validatingAdmissionPolicyBindings, .mutatingAdmissionPolicyBindings: admissionPolicyBindings
        case .flowSchemas: flowSchemas
        case .priorityLevelConfigurations: priorityLevelConfigurations
        case .apiServices: apiServices
        default: nil
        }
    }

    /// Of kinds without a table of their own. Upstream: apiserver/pkg/registry/rest/table.go.
    private static let nameAndDate = KindTable(columns: [Column("Name"), Column("Created At", .date)]) { object, _ in
        [object.name, object.at("metadata", "creationTimestamp")?.string ?? ""]
    }

    static let nameAndAge = KindTable(columns: [Column("Name"), Column("Age")]) { object, now in
        [object.name, Ages.since(creationOf: object, now)]
    }
}

/// Times as ages: how old objects are, as tables say it.
public enum Ages {
    /// How long ago a timestamp was; `<unknown>` without one. Upstream: translateTimestampSince.
    public static func since(_ text: String?, _ now: Int64) -> String {
        guard let text, let micros = Timestamps.parse(text) else { return "<unknown>" }
        return HumanDuration.text(micros: now - micros)
    }

    static func since(creationOf object: APIObject, _ now: Int64) -> String {
        since(object.at("metadata", "creationTimestamp")?.string, now)
    }
}
