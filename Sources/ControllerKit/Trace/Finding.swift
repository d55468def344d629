public import KubeAPI
public import Simulation

/// What a sync saw, compared and decided: the raw material of views, lessons and tests. Never text that
/// stands for a number.
public enum Finding: Sendable, Equatable {
    /// How far a cache was when the sync read it, and how far the store (which the controller cannot know).
    case cache(Resource, cache: Int64, store: Int64)
    /// It read so many objects of a resource: `owned`, `active`, …
    case counted(String, Int)
    /// The object is not in the cache.
    case absent(Resource, ObjectKey)
    /// A number that should be and the number that is.
    case compared(String, want: Int64, have: Int64)
    /// A rule was applied; `detail` holds its numbers (`a batch of 1, then 2, 4 …`).
    case rule(String, detail: String)
    /// Scaling waits for what was asked for and has not been seen.
    case expects(creations: Int, deletions: Int, since: SimTime)
    /// The cache is older than what this controller wrote itself.
    case stale(Resource, cache: Int64, written: Int64)
    /// Candidates in the order in which they would be given up, with what decided against the next one.
    case ranked([Ranked])
    /// An object was looked up at the API server instead of in the cache.
    case readLive(ObjectRef, found: Bool)
    /// The object is claimed, released or ignored.
    case claimed(ObjectKey, Claim)
    /// What became of an owner that the object names.
    case owner(OwnerFinding)
    /// Its deletion waits for these dependents.
    case blockedBy([OwnerFinding.Named])
    /// The arithmetic of a Deployment's rollout.
    case rollout(RolloutFinding)
    /// Anything with its own words.
    case remark(String)

    public enum Claim: String, Sendable { case adopted, released, ownedByOther, ignored }

    /// One candidate in a ranking.
    public struct Ranked: Sendable, Equatable {
        public let key: ObjectKey
        /// Is it given up?
        public let isVictim: Bool
        /// The number of the rule (1–8) that puts it before the next one, 0 for the last.
        public let decidingRule: Int
        /// What that rule compared (`not ready before ready`).
        public let because: String

        public init(key: ObjectKey, isVictim: Bool, decidingRule: Int, because: String) {
            self.key = key
            self.isVictim = isVictim
            self.decidingRule = decidingRule
            self.because = because
        }
    }
}
