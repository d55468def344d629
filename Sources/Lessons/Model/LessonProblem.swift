public import Documents

/// What is wrong in a lesson, and where.
public struct LessonProblem: Error, Sendable, Equatable, CustomStringConvertible {
    public var file: String
    /// From 1; 0 if it is about the file as a whole.
    public var line: Int
    /// A sentence.
    public var message: String

    /// Makes a problem.
    public init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// `08-replicaset/lesson.md:42: …`
    public var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}

/// All that is wrong in a file; never empty.
public struct LessonProblems: Error, Sendable, Equatable, CustomStringConvertible {
    public var problems: [LessonProblem]

    /// Makes an error of problems.
    public init(_ problems: [LessonProblem]) { self.problems = problems }

    /// One a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// What a lesson leans on and this module does not know: the prompt's commands, the conditions, the rules
/// and terms. Each closure answers what is wrong, or `nil` if nothing is.
public struct LessonGrammar: Sendable {
    /// A line of a do-block or a solution.
    public var command: @Sendable (String) -> String?
    /// A line of a check-block.
    public var condition: @Sendable (String) -> String?
    /// What `from:` and `let … =` are given.
    public var expression: @Sendable (String) -> String?
    /// The members of a behaviour-block.
    public var behaviour: @Sendable (Value) -> String?
    public var isRule: @Sendable (String) -> Bool
    public var isTerm: @Sendable (String) -> Bool

    /// A grammar that accepts everything, with what is given in its place.
    public init(
        command: @escaping @Sendable (String) -> String? = { _ in nil },
        condition: @escaping @Sendable (String) -> String? = { _ in nil },
        expression: @escaping @Sendable (String) -> String? = { _ in nil },
        behaviour: @escaping @Sendable (Value) -> String? = { _ in nil },
        isRule: @escaping @Sendable (String) -> Bool = { _ in true },
        isTerm: @escaping @Sendable (String) -> Bool = { _ in true }
    ) {
        self.command = command
        self.condition = condition
        self.expression = expression
        self.behaviour = behaviour
        self.isRule = isRule
        self.isTerm = isTerm
    }
}
