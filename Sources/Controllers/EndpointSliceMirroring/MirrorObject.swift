import Documents
import KubeAPI

/// An EndpointSlice that copies a part of Endpoints.
///
/// Upstream: pkg/controller/endpointslicemirroring/utils.go.
enum MirrorObject {
    private static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

    static func slice(
        of endpoints: APIObject, _ ports: [Value], _ family: String, _ members: [Value], name: String?
    ) -> Value {
        var labels = endpoints.at("metadata", "labels")?.fields ?? Fields()
        labels[SliceLabels.serviceName] = .string(endpoints.name)
        labels[SliceLabels.managedBy] = .string(MirroringReconciler.manager)
        var metadata = Fields([
            ("labels", .object(labels)), ("namespace", .string(endpoints.namespace)),
            ("ownerReferences", [OwnerReference(controller: endpoints).value]),
        ])
        let annotations = annotations(of: endpoints)
        if !annotations.isEmpty { metadata["annotations"] = .object(annotations) }
        if let name {
            metadata["name"] = .string(name)
        } else {
            metadata["generateName"] = .string(SliceLabels.namePrefix(endpoints.name))
        }
        return [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": .string(family),
            "endpoints": .array(members), "ports": .array(ports), "metadata": .object(metadata),
        ]
    }

    /// All but what tells of the last write and of the last apply.
    private static func annotations(of endpoints: APIObject) -> Fields {
        var annotations = endpoints.at("metadata", "annotations")?.fields ?? Fields()
        annotations[EndpointFacts.triggerTime] = nil
        annotations[lastApplied] = nil
        return annotations
    }

    static func hasSameMetadata(_ slice: APIObject, _ endpoints: APIObject) -> Bool {
        var labels = slice.at("metadata", "labels")?.fields ?? Fields()
        labels[SliceLabels.managedBy] = nil
        labels[SliceLabels.serviceName] = nil
        return labels == endpoints.at("metadata", "labels")?.fields ?? Fields()
            && annotations(of: endpoints) == slice.at("metadata", "annotations")?.fields ?? Fields()
    }

    static func port(_ port: Value) -> Value {
        var fields = Fields([
            ("name", port["name"] ?? ""), ("port", port["port"] ?? 0), ("protocol", port["protocol"] ?? "TCP"),
        ])
        if let word = port["appProtocol"], !word.isNull { fields["appProtocol"] = word }
        return .object(fields)
    }

    /// `nil` if the address is none. Upstream: addressToEndpoint.
    static func endpoint(_ address: Value, isReady: Bool) -> (endpoint: Value, isV6: Bool)? {
        let ip = address["ip"]?.string ?? ""
        guard IPText.isAddress(ip) else { return nil }
        var fields = Fields([("addresses", [.string(ip)]), ("conditions", ["ready": .bool(isReady)])])
        for key in ["hostname", "nodeName", "targetRef"] {
            if let value = address[key], !value.isNull, key != "hostname" || !value.isEmpty { fields[key] = value }
        }
        return (.object(fields), EndpointFacts.isV6(ip))
    }
}
