// What a session's record is made of: one entry for each thing that was read, typed or answered.

public import Rendering

/// One thing that happened in a session, with the moment it happened at.
public struct TranscriptEntry: Sendable, Equatable {
    /// What happened.
    public var content: Content
    /// Virtual time as the prompt shows it: `t=12.4s`.
    public var time: String
    /// The store's revision at that time.
    public var revision: Int
    /// When the entry begins in a recording, in milliseconds from its start; `Transcript.append`
    /// sets it from the length of the texts before it (`ReadingPace`), never from a clock.
    public var offsetMilliseconds: Int

    /// An entry; `Transcript.append` is the usual way to make one.
    public init(
        _ content: Content, time: String, revision: Int, offsetMilliseconds: Int = 0
    ) {
        self.content = content
        self.time = time
        self.revision = revision
        self.offsetMilliseconds = offsetMilliseconds
    }

    /// The kinds of things that a record keeps.
    public enum Content: Sendable, Equatable {
        /// A lesson begins: its id (`replicaset`), its title and its number in the course.
        case title(lesson: String, title: String, number: Int)
        /// A step of a lesson begins.
        case stepTitle(id: String, title: String)
        /// The lesson's own text, Markdown.
        case prose(String)
        /// A line at the prompt, typed by the person or by the lesson.
        case input(prompt: String, line: String, isFromLesson: Bool)
        /// What a command answered; with `fold`, the answer shown is the short form of it.
        case output(Output, kind: OutputKind, fold: Fold?)
        /// A question that was answered before the clockwork moved.
        case prediction(Prediction)
        /// Something that a lesson looked up in the cluster.
        case check(text: String, holds: Bool, evidence: String)
        /// A remark that the person wrote down; plain text.
        case note(String)
        /// A question of a lesson's closing quiz.
        case quiz(QuizAnswer)
        /// A timeline as a picture.
        case picture(TimelinePicture)
        /// The clockwork moved to this moment without an answer worth keeping.
        case time(String, revision: Int)
    }

    /// Where an answer comes from, which decides how it is coloured.
    public enum OutputKind: Sendable, Hashable {
        /// A command's own text, for example kubectl's.
        case plain
        /// One of our views, by its name: `sync`, `why`, `tree`.
        case view(String)
        /// A refusal.
        case error
    }

    /// The part of a view that is shown on demand.
    public struct Fold: Sendable, Hashable {
        /// One line that says what is inside: `sync 57 in full`.
        public var summary: String
        /// All of the view.
        public var full: Output

        /// A fold around `full`.
        public init(summary: String, full: Output) {
            self.summary = summary
            self.full = full
        }
    }
}

/// A prediction and how it came out.
public struct Prediction: Sendable, Hashable {
    /// What was asked; Markdown of one paragraph.
    public var question: String
    /// The answers offered, in order (a, b, c …); empty for an open question.
    public var options: [String]
    /// What the person said, as the text of an option or as its letter; `nil` if skipped.
    public var given: String?
    /// What the cluster answered, in the same words.
    public var right: String
    /// Whether the two agree.
    public var wasRight: Bool
    /// Why it is so; Markdown, empty if there is nothing to add.
    public var explanation: String

    /// A prediction with its outcome.
    public init(
        question: String, options: [String], given: String?, right: String, wasRight: Bool,
        explanation: String
    ) {
        self.question = question
        self.options = options
        self.given = given
        self.right = right
        self.wasRight = wasRight
        self.explanation = explanation
    }

    /// The letter of an option: 0 → `a`; options after the 26th have their number.
    public static func letter(_ index: Int) -> String {
        guard (0..<26).contains(index) else { return String(index + 1) }
        return String(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index)))
    }

    /// Which option `answer` means: it is one's text, or one's letter.
    public func optionIndex(of answer: String) -> Int? {
        options.firstIndex(of: answer)
            ?? options.indices.first { Self.letter($0) == answer.lowercased() }
    }

    /// An answer as it is read: `c) 4`, or its own text if no option is meant.
    public func answerText(_ answer: String) -> String {
        guard let index = optionIndex(of: answer) else { return answer }
        return "\(Self.letter(index))) \(options[index])"
    }
}

/// An answered question of a quiz.
public struct QuizAnswer: Sendable, Hashable {
    /// What was asked; Markdown of one paragraph.
    public var question: String
    /// What the person said; `nil` if skipped.
    public var answer: String?
    /// What is right.
    public var right: String
    /// Whether the answer was taken as right.
    public var wasRight: Bool
    /// Why it is so; Markdown, empty if there is nothing to add.
    public var explanation: String

    /// An answer with its outcome.
    public init(
        question: String, answer: String?, right: String, wasRight: Bool, explanation: String
    ) {
        self.question = question
        self.answer = answer
        self.right = right
        self.wasRight = wasRight
        self.explanation = explanation
    }
}
