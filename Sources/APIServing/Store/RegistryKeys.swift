public import KubeAPI

/// The keys under which etcd holds objects.
public enum RegistryKeys {
    /// `/registry/pods/default/web`. Upstream: pkg/registry storage `ResourcePrefix` of each resource;
    /// nodes are kept as `minions`, leases below their own name.
    public static func path(_ resource: Resource, _ key: ObjectKey) -> String {
        resource.info.registryPrefix + "/" + key.description
    }

    /// The resource and the rest of the key behind a `/registry/…` path.
    public static func parse(
        _ path: String, in catalog: ResourceCatalog = .builtIn
    ) -> (resource: Resource, rest: String)? {
        for info in catalog.stored {
            let prefix = info.registryPrefix
            if path == prefix || path.hasPrefix(prefix + "/") {
                return (info.resource, String(path.dropFirst(prefix.count + 1)))
            }
        }
        return nil
    }
}
