public import Documents

/// Something that has a value: what `let NAME = …` keeps and what a prediction is measured by.
///
/// `pods -l tier=front` (a count), `pods -l tier=front [0]` (a name), `pods [newest] .spec.nodeName`,
/// `pod/duo .status.podIP`, `event … on …`, `writes …`, `rev`, `outside`.
public enum ConditionExpression: Sendable, Equatable {
    /// How many objects there are.
    case count(ConditionSelection)
    /// A field of one object of a selection; without a path its name.
    case element(ConditionSelection, ConditionPick, FieldPath)
    /// A field of a named object.
    case field(ConditionTarget, FieldPath)
    case events(ConditionEvents)
    case writes(ConditionWrites)
    case revision
    /// How many things controllers have made outside of the cluster.
    case outside

    /// What an element answers when no path is given.
    public static let namePath = FieldPath([.key("metadata"), .key("name")])
}

/// Which object of a selection. Selections are in the order of namespace and name.
public enum ConditionPick: Sendable, Equatable {
    /// `[0]` is the first, `[-1]` the last.
    case index(Int)
    /// By creation time, then name.
    case oldest
    case newest
}

/// `let NAME = EXPRESSION`
public struct ConditionBinding: Sendable, Equatable {
    public var name: String
    public var expression: ConditionExpression

    /// Makes a binding.
    public init(_ name: String, _ expression: ConditionExpression) {
        self.name = name
        self.expression = expression
    }
}
