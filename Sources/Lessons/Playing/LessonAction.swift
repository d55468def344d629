public import Documents

/// What the player wants from its host, in order.
public enum LessonAction: Sendable, Equatable {
    /// Start the lesson's cluster.
    case start(LessonStart, [LessonBehaviour])
    /// The state from here on belongs to this step.
    case begin(step: String)
    /// Go back to where this step began.
    case rewind(step: String)
    /// Run these, evaluate the checks, measure the prediction, then `report`.
    case perform(LessonWork)
    /// Show something.
    case show(LessonShowing)
}

/// What is to be done for a step.
public struct LessonWork: Sendable, Equatable {
    public var step: String
    public var deeds: [LessonDeed]
    public var checks: [LessonCheck]
    /// An expression, if a prediction is measured.
    public var measured: String?
}

/// What came of the work.
public struct LessonResult: Sendable, Equatable {
    /// Commands that failed, with what they said.
    public var failures: [LessonFailure] = []
    /// One for each check, in order.
    public var verdicts: [LessonVerdict] = []
    /// The measured value.
    public var measured: String?

    /// Nothing failed, nothing checked.
    public init() {}
}

/// A command that failed.
public struct LessonFailure: Sendable, Equatable {
    public var deed: LessonDeed
    public var output: String

    /// Makes a failure.
    public init(_ deed: LessonDeed, output: String) {
        self.deed = deed
        self.output = output
    }
}

/// What is shown; `LessonScreen` makes lines of it.
public enum LessonShowing: Sendable, Equatable {
    /// Title, objectives and introduction.
    case introduction
    /// Heading and text before the doing.
    case step(index: Int)
    /// The question of a prediction.
    case question(LessonPrediction)
    /// The prediction was taken: `noted: c`.
    case noted(String)
    /// The commands that are about to run.
    case deeds([LessonDeed])
    /// It is the learner's turn.
    case yourTurn([LessonCheck])
    /// A check and what became of it.
    case checked(LessonCheck, LessonVerdict)
    /// A command of the lesson failed.
    case failed(LessonFailure)
    /// What was predicted and what was so; the first is `nil` if it was skipped.
    case outcome(LessonPrediction, said: String?, was: String)
    /// The text after the doing.
    case after(index: Int)
    case hint(number: Int, of: Int, text: String)
    case quiz(LessonQuiz, number: Int, of: Int)
    /// A quiz question and what was answered; `nil` if it was skipped.
    case quizOutcome(LessonQuiz, said: String?)
    /// The end, with how it went.
    case finished(LessonProgress)
    /// A sentence: why something cannot be done now.
    case say(BilingualText)
}
