public import Documents
public import Simulation

/// What a learner's controller does, as its text says it: one kind that it looks after, the children it makes of each
/// object, what it tells in the status.
///
/// The pattern is that of kubernetes/sample-controller and of controller-runtime's `For` and `Owns`.
public struct ControllerRule: Sendable, Equatable {
    /// So many kinds of children one rule may have.
    public static let childrenMax = 8

    /// `website-controller`: its process, its component, the source of its events.
    public var name: String
    /// What it looks after, as discovery calls it: `websites.demo.example`.
    public var parent: String
    /// What it makes of each parent, in order.
    public var children: [Child] = []
    /// `if missing create`
    public var createsMissing = false
    /// `if different update`
    public var updatesDifferent = false
    /// What it writes into the parent's status, in order.
    public var status: [StatusLine] = []
    /// `requeue after 30s`: the key comes back so long after a sync that worked.
    public var requeueAfter: SimDuration?
    /// The finalizer that it puts on each parent; `nil`: none.
    public var finalizer: Finalizer?
    /// The mistakes that are switched in.
    public var bugs: [RuleBug] = []

    /// One kind of children.
    public struct Child: Sendable, Equatable {
        /// `deployments.apps`
        public var resource: String
        /// `{name}-web`: the parent's name is put in.
        public var namePattern: String
        /// The file its template was read from.
        public var file: String
        /// The object, with places such as `${.spec.image}` in its texts.
        public var template: Value

        /// Makes a kind of children.
        public init(resource: String, namePattern: String, file: String, template: Value) {
            self.resource = resource
            self.namePattern = namePattern
            self.file = file
            self.template = template
        }

        /// The name of the child of the parent `name`.
        public func name(of parent: String) -> String { RuleTemplate.named(namePattern, parent) }
    }

    /// `status .replicas = child .status.readyReplicas`
    public struct StatusLine: Sendable, Equatable {
        /// The keys below `status`.
        public var path: [String]
        /// Where the value comes from.
        public var source: Source

        /// Makes a line.
        public init(path: [String], source: Source) {
            self.path = path
            self.source = source
        }
    }

    /// Where a value of the status comes from.
    public enum Source: Sendable, Equatable {
        /// `child .status.readyReplicas`, `child services .spec.clusterIP`: of the child of that number.
        case child(Int, FieldPath)
        /// `.metadata.generation`: of the parent.
        case parent(FieldPath)
        /// `count`: how many children the parent has.
        case count
        /// `now`: the moment of the sync.
        case now
    }

    /// `finalizer demo.example/site`, and what it guards: `outside disk {name}`.
    public struct Finalizer: Sendable, Equatable {
        /// `demo.example/site`
        public var name: String
        /// `disk`; empty: nothing outside of the cluster.
        public var outsideKind = ""
        /// `{name}`
        public var outsideName = ""

        /// Makes a finalizer that guards nothing yet.
        public init(_ name: String) { self.name = name }
    }

    /// A rule that does nothing yet.
    public init(name: String, parent: String) {
        self.name = name
        self.parent = parent
    }

    /// All that it watches: what it looks after first, each once.
    public var resources: [String] {
        var out = [parent]
        for child in children where !out.contains(child.resource) { out.append(child.resource) }
        return out
    }

    /// Who its requests are sent as.
    public var user: String { "system:serviceaccount:default:\(name)" }

    /// Is this mistake switched in?
    func has(_ bug: RuleBug) -> Bool { bugs.contains(bug) }
}

/// Mistakes that controllers are written with, to be switched in by their names.
public enum RuleBug: String, Sendable, Equatable, CaseIterable {
    /// Children get names by chance: who does not see its child yet makes another one.
    case randomNames = "random-names"
    /// Children name no owner: nobody collects them, and their changes wake nobody.
    case noOwner = "no-owner"
    /// Each sync writes its own time into `.status.lastSync`, which wakes the next sync.
    case clockInStatus = "clock-in-status"
    /// A write that met a conflict counts as done.
    case ignoreConflict = "ignore-conflict"
    /// `count` adds and subtracts what events tell, instead of counting what is there.
    case countEvents = "count-events"
    /// The outside thing is made first, the finalizer comes after it.
    case lateFinalizer = "late-finalizer"
}
