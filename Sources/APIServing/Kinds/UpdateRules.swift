import KubeAPI

/// What PUT may do, by kind.
///
/// Upstream: AllowCreateOnUpdate and AllowUnconditionalUpdate in pkg/registry/<group>/<resource>/strategy.go.
enum UpdateRules {
    /// PUT of an object that is not there makes it.
    static func createsOnUpdate(_ resource: Resource) -> Bool {
        switch resource {
        case .leases, .endpoints, .events, .limitRanges, .services, .runtimeClasses, .clusterRoles,
            .clusterRoleBindings, .roles, .roleBindings:
            true
        default: false
        }
    }

    /// PUT without a resource version overwrites whatever is there.
    static func updatesUnconditionally(_ info: ResourceInfo) -> Bool {
        switch info.resource {
        case .leases, .runtimeClasses, .podDisruptionBudgets, .csiDrivers, .csiNodes, .csiStorageCapacities,
            .volumeAttachments, .customResourceDefinitions:
            false
        default: info.resource.isBuiltIn && info.group != "admissionregistration.k8s.io"
        }
    }
}
