public import KubeAPI

/// One owner that an object names, and what the garbage collector found of it.
public struct OwnerFinding: Sendable, Equatable {
    /// Upstream: pkg/controller/garbagecollector/garbagecollector.go, classifyReferences.
    public enum State: String, Sendable {
        /// It is there.
        case solid
        /// It is not there, or another object has its name.
        case dangling
        /// It is being deleted and waits for its dependents.
        case waiting
    }

    /// An object as its dependents name it; its kind need not exist.
    public struct Named: Sendable, Equatable {
        /// `ReplicaSet`.
        public let kind: String
        /// Without a namespace for cluster-wide kinds.
        public let key: ObjectKey

        /// Names an object.
        public init(kind: String, key: ObjectKey) {
            self.kind = kind
            self.key = key
        }
    }

    /// Whom the reference names.
    public let owner: Named
    /// What became of it.
    public let state: State
    /// It was known to be absent; else the API server was asked.
    public let isRemembered: Bool

    /// Notes what became of an owner.
    public init(owner: Named, state: State, isRemembered: Bool) {
        self.owner = owner
        self.state = state
        self.isRemembered = isRemembered
    }
}
