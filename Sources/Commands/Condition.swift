// The language in which one says what should be true of the cluster. `until`, `break on`, `wait` and the
// checks of lessons share it. A condition is only a value here: whoever owns a cluster fetches what it
// names and asks the tests in ConditionTests.swift.

public import Documents

/// Something that is or is not true of the cluster: `pods -l tier=front active = 3`.
///
/// `init(parsing:)` reads it, `description` prints it in the one form that reads back equal.
public indirect enum Condition: Sendable, Equatable {
    /// `pods -l tier=front = 3`: how many objects a selection holds.
    case count(ConditionSelection, ConditionComparison)
    /// `pod/duo .status.phase = Running`: a field of one object.
    case field(ConditionTarget, FieldPath, ConditionFieldTest)
    /// `pod/duo ready`: whether one object is there, and how.
    case state(ConditionTarget, ConditionState)
    /// `event SuccessfulCreate on rs/front >= 3`: how often it was said, repeats counted.
    case events(ConditionEvents, ConditionComparison)
    /// `writes replicaset-controller create pods = 10 code 403`: requests since the step began.
    case writes(ConditionWrites, ConditionComparison)
    /// `t >= 12s`: virtual time, in microseconds.
    case time(ConditionRelation, microseconds: Int64)
    /// `rev >= 40`: the store's revision.
    case revision(ConditionComparison)
    /// `outside = 1`: how many things controllers have made outside of the cluster.
    case outside(ConditionComparison)
    /// `quiet`: nothing is queued, under way or due at this moment.
    case quiet
    /// `… and …`, two or more.
    case all([Condition])
    /// `not …`
    case not(Condition)

    /// Conditions joined by `and` may be this many.
    public static let conjunctsMax = 32
    /// A text longer than this many bytes is refused.
    public static let bytesMax = 4096
}

/// How a number is compared.
public enum ConditionRelation: String, Sendable, Equatable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case greater = ">"
    case greaterOrEqual = ">="
    case less = "<"
    case lessOrEqual = "<="
}

/// A number that is written out, or the value of a lesson's variable: `3`, `$before`.
public enum ConditionAmount: Sendable, Equatable {
    case number(Int64)
    case variable(String)
}

/// `>= 3`
public struct ConditionComparison: Sendable, Equatable {
    public var relation: ConditionRelation
    public var amount: ConditionAmount

    /// Makes a comparison.
    public init(_ relation: ConditionRelation, _ amount: ConditionAmount) {
        self.relation = relation
        self.amount = amount
    }
}

/// Where a selection looks.
public enum ConditionScope: Sendable, Equatable {
    /// The namespace of the session.
    case current
    /// `-n NAME`
    case namespace(String)
    /// `-A`
    case all
}

/// Words that narrow a selection; all of them must hold.
public enum ConditionFilter: String, Sendable, Equatable, CaseIterable {
    /// Not finished, and without a deletionTimestamp.
    case active
    /// Condition Ready is True.
    case ready
    /// Has a deletionTimestamp.
    case terminating
}

/// Objects of one resource: `pods -l tier=front -A active`.
public struct ConditionSelection: Sendable, Equatable {
    /// As written: `pods`, `po`, `replicasets.apps`.
    public var resource: String
    public var scope: ConditionScope
    /// `-l`, as written.
    public var labels: String?
    /// `--field-selector`, as written.
    public var fields: String?
    public var filters: [ConditionFilter]

    /// Makes a selection.
    public init(
        _ resource: String, scope: ConditionScope = .current, labels: String? = nil,
        fields: String? = nil, filters: [ConditionFilter] = []
    ) {
        self.resource = resource
        self.scope = scope
        self.labels = labels
        self.fields = fields
        self.filters = filters
    }
}

/// One object: `pod/duo -n other`.
public struct ConditionTarget: Sendable, Equatable {
    public var resource: String
    /// May hold `$NAME`.
    public var name: String
    /// `nil`: the namespace of the session.
    public var namespace: String?

    /// Makes a target.
    public init(_ resource: String, _ name: String, namespace: String? = nil) {
        self.resource = resource
        self.name = name
        self.namespace = namespace
    }
}

/// How an object may be.
public enum ConditionState: String, Sendable, Equatable, CaseIterable {
    case exists, gone, ready, active, terminating
}

/// What is asked of a field.
public enum ConditionFieldTest: Sendable, Equatable {
    /// `.status.phase = Running`; numbers as numbers, all else as text. The text may be `$NAME`.
    case compares(ConditionRelation, String)
    /// Text holds the part, or a list holds it as an element, or an object as a key.
    case contains(String)
    case exists
    case absent
}

/// Events: `event FailedCreate on rs/front`.
public struct ConditionEvents: Sendable, Equatable {
    public var reason: String
    /// `nil`: on any object.
    public var target: ConditionTarget?

    /// Makes a query.
    public init(_ reason: String, on target: ConditionTarget? = nil) {
        self.reason = reason
        self.target = target
    }
}

/// Requests in the trace since the step (or command) began.
public struct ConditionWrites: Sendable, Equatable {
    /// A component as `inspect` knows it, or `any`.
    public var component: String
    /// `create`, `update`, `patch`, `delete`, or `any`.
    public var verb: String
    /// `pods`, `pods/status`, or `any`.
    public var resource: String
    /// The answer's code; `nil`: any.
    public var code: Int64?

    /// Verbs that write.
    public static let verbs = ["create", "update", "patch", "delete", "deletecollection", "any"]

    /// Makes a query.
    public init(_ component: String, _ verb: String, _ resource: String, code: Int64? = nil) {
        self.component = component
        self.verb = verb
        self.resource = resource
        self.code = code
    }
}

/// Why a text is no condition.
public struct ConditionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// From 1, in characters.
    public let column: Int
    /// A sentence.
    public let message: BilingualText

    /// Makes an error.
    public init(column: Int, _ english: String, _ chinese: String) {
        self.init(column: column, BilingualText(english, chinese))
    }

    /// Makes an error.
    public init(column: Int, _ message: BilingualText) {
        self.column = column
        self.message = message
    }

    /// `column 6: …`
    public var description: String { "column \(column): \(message.english)" }
}
