import Documents

extension ResourceInfo {
    /// The version in which etcd keeps the objects; `nil` for what is not kept.
    ///
    /// These kinds a server of v1.36 writes in a version which it does not serve.
    /// Upstream: pkg/controlplane/apiserver/apiextensions.go, EncodeVersioner; pkg/kubeapiserver/
    /// default_storage_factory_builder.go, NewStorageFactoryConfigEffectiveVersion.
    private var storageVersion: String? {
        if let custom { return "\(group)/\(custom.storageVersion)" }
        guard isStored else { return nil }
        let stored = resource.stored.info
        return Self.keptOlder.contains(stored.qualified) ? "\(stored.group)/v1beta1" : stored.apiVersion
    }

    private static let keptOlder: Set<String> = [
        "customresourcedefinitions.apiextensions.k8s.io",
        "mutatingadmissionpolicies.admissionregistration.k8s.io",
        "mutatingadmissionpolicybindings.admissionregistration.k8s.io",
    ]

    /// What discovery tells of the stored version: `xPOwRZ+Yhw8=` for pods.
    ///
    /// Upstream: apiserver/pkg/endpoints/discovery/storageversionhash.go: 8 bytes of the digest of
    /// `group/version/kind`.
    public var storageVersionHash: String? {
        storageVersion.map { version in
            let place = version.contains("/") ? version : "/" + version
            return Base64.text(SHA2.digest(Array("\(place)/\(kind)".utf8)).prefix(8))
        }
    }
}
