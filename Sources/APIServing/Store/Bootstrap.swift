import Documents
import KubeAPI
public import Simulation

extension APIServer {
    /// Puts in the roles and bindings of a new cluster, in one transaction: they share a revision.
    ///
    /// They are written before anything else is, so nothing is checked and nobody is told. Their uids are drawn apart
    /// from those of all later objects. Upstream: pkg/registry/rbac/rest/storage_rbac.go, PostStartHook.
    public mutating func bootstrapPolicy(_ seed: Seed, at moment: Moment) {
        var draws = seed.child("bootstrap-policy")
        let created = Value.string(Timestamps.seconds(moment.date))
        store.putTogether(
            BootstrapPolicy.objects.map { entry in
                var value = entry.value
                value.set(created, at: "metadata", "creationTimestamp")
                value.set(.string(draws.uuid()), at: "metadata", "uid")
                return (entry.resource, value)
            })
    }
}
