import Documents

/// Kinds that are checked, stored and served, and that no loop of the modelled control plane acts on.
enum PassiveKinds {
    private static let network = "networking.k8s.io"
    private static let storage = "storage.k8s.io"
    private static let flow = "flowcontrol.apiserver.k8s.io"

    /// - Returns: whether the kind is one of them.
    static func create(_ object: Value, _ group: String, _ kind: String, _ report: inout FieldReport) -> Bool {
        switch (group, kind) {
        case (network, "Ingress"): IngressRules.create(object, &report)
        case (network, "IngressClass"): IngressClassRules.create(object, &report)
        case (network, "NetworkPolicy"): NetworkPolicyRules.create(object, &report)
        case (network, "ServiceCIDR"): ServiceCIDRRules.create(object, &report)
        case (network, "IPAddress"): IPAddressRules.create(object, &report)
        case (storage, "CSIDriver"): CSIDriverRules.create(object, &report)
        case (storage, "CSINode"): CSINodeRules.create(object, &report)
        case (storage, "CSIStorageCapacity"): StorageCapacityRules.create(object, &report)
        case (storage, "VolumeAttachment"): VolumeAttachmentRules.create(object, &report)
        case (storage, "VolumeAttributesClass"): VolumeAttributesClassRules.create(object, &report)
        case (flow, "FlowSchema"): FlowSchemaRules.create(object, &report)
        case (flow, "PriorityLevelConfiguration"): PriorityLevelRules.create(object, &report)
        case ("apiregistration.k8s.io", "APIService"): APIServiceRules.create(object, &report)
        case ("certificates.k8s.io", "CertificateSigningRequest"): SigningRequestRules.create(object, &report)
        default: return false
        }
        return true
    }

    /// - Returns: whether the kind is one of them.
    static func update(
        _ new: Value, _ old: Value, _ group: String, _ kind: String, _ subresource: String, _ report: inout FieldReport
    ) -> Bool {
        switch (group, kind, subresource) {
        case (network, "Ingress", ""): IngressRules.update(new, old, &report)
        case (network, "Ingress", "status"): IngressRules.status(new, old, &report)
        case (network, "IngressClass", ""): IngressClassRules.update(new, old, &report)
        case (network, "NetworkPolicy", ""): NetworkPolicyRules.update(new, old, &report)
        case (network, "ServiceCIDR", ""): ServiceCIDRRules.update(new, old, &report)
        case (network, "IPAddress", ""): IPAddressRules.update(new, old, &report)
        case (storage, "CSIDriver", ""): CSIDriverRules.update(new, old, &report)
        case (storage, "CSINode", ""): CSINodeRules.update(new, old, &report)
        case (storage, "CSIStorageCapacity", ""): StorageCapacityRules.update(new, old, &report)
        case (storage, "VolumeAttachment", _): VolumeAttachmentRules.update(new, old, &report)
        case (storage, "VolumeAttributesClass", ""): VolumeAttributesClassRules.update(new, old, &report)
        case (flow, "FlowSchema", ""): FlowSchemaRules.create(new, &report)
        case (flow, "PriorityLevelConfiguration", ""): PriorityLevelRules.create(new, &report)
        case (flow, _, "status"): FlowConditionRules.check(new, &report)
        case ("apiregistration.k8s.io", "APIService", ""): APIServiceRules.update(new, old, &report)
        case ("certificates.k8s.io", "CertificateSigningRequest", _):
            SigningRequestRules.update(new, old, subresource, &report)
        default: return false
        }
        return true
    }
}
