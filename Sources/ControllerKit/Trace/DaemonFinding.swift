public import KubeAPI

/// What the DaemonSet controller saw of nodes and decided about their pods.
///
/// Upstream: pkg/controller/daemon (podsShouldBeOnNode, rollingUpdate).
public enum DaemonFinding: Sendable, Equatable {
    /// A node, whether it is to run a pod of the set, and what follows for the pods that are there.
    case node(Node)
    /// A DaemonSet as the sync of a changed node looks at it.
    case woken(Woken)
    /// The limits of a rolling update, worked out for the nodes that are to run a pod.
    case limits(Limits)
    /// A node as the rolling update looks at it.
    case step(Step)
    /// What the limits leave for the candidates.
    case slots(Slots)

    /// Which check of the scheduler's turns a node down first.
    public enum Predicate: Sendable, Equatable {
        /// None: the node is fit.
        case none
        /// The template names another node.
        case nodeName(String)
        /// The template's node selector or node affinity does not match.
        case nodeAffinity
        /// A taint is not tolerated; a `NoExecute` one drives pods away too.
        case taint(String)
    }

    /// What is to be done with the pods of a node.
    public enum Decision: Sendable, Equatable {
        case nothing
        case create
        /// The names of the pods, and why.
        case delete([String], because: Reason)
        /// A failed pod stays until its back-off is over.
        case waitsForBackoff
    }

    /// Why pods of a node are deleted.
    public enum Reason: Sendable, Equatable {
        /// The node may not run them any more.
        case notFit
        case failed
        case succeeded
        /// There are more than there may be.
        case excess
        /// While surging: the new pod is available, or the old one is not ready any more.
        case replaced
    }

    /// A node and what the set makes of it.
    public struct Node: Sendable, Equatable {
        /// Its name.
        public let name: String
        /// The first check that failed.
        public let predicate: Predicate
        /// It gets a pod if it has none.
        public let shouldRun: Bool
        /// A pod that runs there may stay.
        public let mayStay: Bool
        /// Pods of the set that are there or on their way to it.
        public let pods: Int
        /// What follows for its pods.
        public let decision: Decision

        /// One of its parts.
        public init(
            _ name: String, _ predicate: Predicate, shouldRun: Bool, mayStay: Bool, pods: Int, decision: Decision
        ) {
            self.name = name
            self.predicate = predicate
            self.shouldRun = shouldRun
            self.mayStay = mayStay
            self.pods = pods
            self.decision = decision
        }
    }

    /// A DaemonSet, what it makes of a node that came or changed, and whether it is queued for that.
    public struct Woken: Sendable, Equatable {
        /// Its key.
        public let set: ObjectKey
        /// The first check that failed.
        public let predicate: Predicate
        /// It gets a pod if it has none.
        public let shouldRun: Bool
        /// A pod that runs there may stay.
        public let mayStay: Bool
        /// Its pods on the node.
        public let pods: Int
        /// It is queued because of the node.
        public let isQueued: Bool

        /// One of its parts.
        public init(
            set: ObjectKey, _ predicate: Predicate, shouldRun: Bool, mayStay: Bool, pods: Int, isQueued: Bool
        ) {
            self.set = set
            self.predicate = predicate
            self.shouldRun = shouldRun
            self.mayStay = mayStay
            self.pods = pods
            self.isQueued = isQueued
        }
    }

    /// `maxSurge` and `maxUnavailable` as written and as counts.
    public struct Limits: Sendable, Equatable {
        /// Nodes that are to run a pod.
        public let desired: Int
        /// `maxSurge`.
        public let surge: (text: String, count: Int)
        /// `maxUnavailable`.
        public let unavailable: (text: String, count: Int)
        /// Both would be 0: one node may be unavailable all the same.
        public let isForced: Bool

        /// One of its parts.
        public init(
            desired: Int, surge: (text: String, count: Int), unavailable: (text: String, count: Int), isForced: Bool
        ) {
            self.desired = desired
            self.surge = surge
            self.unavailable = unavailable
            self.isForced = isForced
        }

        /// The same limits.
        public static func == (a: Limits, b: Limits) -> Bool {
            a.desired == b.desired && a.surge == b.surge && a.unavailable == b.unavailable && a.isForced == b.isForced
        }
    }

    /// What a node has, pods that are being deleted left out.
    public enum Holding: Sendable, Equatable {
        /// More than one old or one new pod.
        case excess
        case nothing
        case old(isAvailable: Bool)
        case new(isAvailable: Bool)
        /// An old and a new one.
        case both(newIsAvailable: Bool)
    }

    /// What the rolling update makes of a node.
    public enum Verdict: Sendable, Equatable {
        /// It is as it should be, or it is for the main loop: nothing to do here.
        case leaves
        /// It takes one of the slots.
        case counts
        /// Its pod is replaced whatever the limits say. It takes a slot too where pods are deleted first.
        case allowed
        /// It is replaced if a slot is left.
        case candidate
        /// All slots were taken already when its turn came.
        case full
        /// While surging: the old pod has done its work, or is of no use where it is.
        case oldGoes
        /// While surging: the node is to run no pod any more; its pod goes when enough others are available.
        case leaving
    }

    /// A node as the rolling update looks at it.
    public struct Step: Sendable, Equatable {
        /// Its name.
        public let node: String
        /// What it has.
        public let holding: Holding
        /// What becomes of that.
        public let verdict: Verdict
        /// Slots taken after this node: `numUnavailable`, or `numSurge` while surging.
        public let taken: Int

        /// One of its parts.
        public init(_ node: String, _ holding: Holding, _ verdict: Verdict, taken: Int) {
            self.node = node
            self.holding = holding
            self.verdict = verdict
            self.taken = taken
        }
    }

    /// What the limits leave for the candidates.
    public struct Slots: Sendable, Equatable {
        /// New pods are made beside old ones; else old ones are deleted first.
        public let isSurge: Bool
        /// `maxSurge` or `maxUnavailable`.
        public let max: Int
        /// `numSurge` or `numUnavailable`.
        public let taken: Int
        /// Replaced whatever the limits say.
        public let allowed: Int
        /// Replaced if there is a slot.
        public let candidates: Int
        /// Candidates that get a slot.
        public let chosen: Int
        /// While surging: available nodes against wanted ones, and how many pods of leaving nodes go.
        public let leaving: Leaving?

        /// One of its parts.
        public init(
            isSurge: Bool, max: Int, taken: Int, allowed: Int, candidates: Int, chosen: Int, leaving: Leaving?
        ) {
            self.isSurge = isSurge
            self.max = max
            self.taken = taken
            self.allowed = allowed
            self.candidates = candidates
            self.chosen = chosen
            self.leaving = leaving
        }
    }

    /// Pods on nodes that are to run none any more.
    public struct Leaving: Sendable, Equatable {
        /// Nodes with an available pod.
        public let available: Int
        /// Nodes that are to run a pod.
        public let desired: Int
        /// Available pods there.
        public let pods: Int
        /// Those that go now.
        public let deleted: Int

        /// One of its parts.
        public init(available: Int, desired: Int, pods: Int, deleted: Int) {
            self.available = available
            self.desired = desired
            self.pods = pods
            self.deleted = deleted
        }
    }
}
