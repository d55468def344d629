public import KubeAPI

/// Which volumes the binder looked at for a claim, and what came of each.
///
/// Upstream: pkg/controller/volume/persistentvolume/index.go, findByClaim.
public struct VolumeFinding: Sendable, Equatable {
    /// How much the claim asks for, as written: `2500Mi`.
    public let size: String
    /// `ReadWriteOnce`, …
    public let accessModes: [String]
    /// Empty for none.
    public let className: String
    /// By name.
    public let looks: [VolumeSearch.Look]

    /// Notes what came of a search.
    public init(_ claim: PersistentVolumeClaim, _ looks: [VolumeSearch.Look]) {
        size = claim.requestedText
        accessModes = claim.accessModes
        className = claim.className
        self.looks = looks
    }
}
