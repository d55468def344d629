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
    /// A number that a rule came to, with the numbers it came from.
    case worked(Worked)
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
    /// What the DaemonSet controller made of nodes.
    case daemon(DaemonFinding)
    /// Which start of a CronJob is due, and what became of it.
    case cron(CronFinding)
    /// The volumes that were looked at for a claim.
    case volumes(VolumeFinding)
    /// Anything with its own words.
    case remark(String)

    public enum Claim: String, Sendable { case adopted, released, ownedByOther, ignored }

    /// `want active 2 = min(completions 5 − succeeded 3, parallelism 4)`.
    public struct Worked: Sendable, Equatable {
        /// A piece of the right side: words and, mostly, the number behind them.
        public struct Term: Sendable, Equatable {
            /// `min(completions`, `− succeeded`: what stands before the number.
            public let words: String
            /// The number itself; `nil` for words alone.
            public let number: Int64?

            /// Makes a piece of a formula.
            public init(_ words: String, _ number: Int? = nil) {
                self.words = words
                self.number = number.map { Int64($0) }
            }
        }

        /// What the number is: `want active`.
        public let what: String
        /// The number.
        public let result: Int64
        /// The right side, in order.
        public let terms: [Term]
        /// The rule, as `rule …` knows it.
        public let rule: String

        /// Makes a number with where it comes from.
        public init(_ what: String, _ result: Int, _ terms: [Term], rule: String) {
            self.what = what
            self.result = Int64(result)
            self.terms = terms
            self.rule = rule
        }

        /// The right side with its numbers filled in.
        public var formula: String {
            var out = ""
            for term in terms {
                if !out.isEmpty && term.words != ")" && !term.words.hasPrefix(",") { out += " " }
                out += term.words
                if let number = term.number { out += " \(number)" }
            }
            return out
        }
    }

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
