/// What a command at the prompt came to.
public struct LessonAnswer: Sendable, Equatable {
    public var isOK: Bool
    public var output: String

    /// Makes an answer.
    public init(isOK: Bool, output: String) {
        self.isOK = isOK
        self.output = output
    }
}

/// What became of a check.
public struct LessonVerdict: Sendable, Equatable {
    public var holds: Bool
    /// What was seen: `4 pods, 3 of them active`.
    public var evidence: String

    /// Makes a verdict.
    public init(holds: Bool, evidence: String) {
        self.holds = holds
        self.evidence = evidence
    }
}

/// Who owns the cluster that a lesson plays on. Texts are the prompt's own: commands, conditions and
/// expressions as `Commands` reads them, with variables filled in.
public protocol LessonHost {
    /// Starts the lesson's own cluster.
    mutating func start(_ start: LessonStart, behaviours: [LessonBehaviour])
    /// A step begins: counts of writes and events start here, and one can come back to this state.
    mutating func begin(step id: String)
    /// Goes back to where the step began; false if it never did.
    mutating func rewind(to id: String) -> Bool
    /// Runs a line of the prompt.
    mutating func run(_ command: String) -> LessonAnswer
    /// Whether a condition holds now.
    func evaluate(_ condition: String) -> LessonVerdict
    /// The value of an expression now; `nil` if there is none.
    func value(of expression: String) -> String?
}
