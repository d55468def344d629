// Entries and the header as JSON. Members lie flat beside `kind`, so that a transcript can be
// searched with ordinary tools.

public import Documents
import Rendering

extension TranscriptEntry {
    /// The entry as an object.
    public var value: Value {
        var value = content.value
        value.set(.string(time), at: "time")
        value.set(Value(revision), at: "revision")
        value.set(Value(offsetMilliseconds), at: "offset")
        return value
    }

    /// Reads what `value` writes.
    public init(_ value: Value) throws(SessionReadError) {
        try self.init(PlacedValue(value: value, place: FieldPath()))
    }

    init(_ source: PlacedValue) throws(SessionReadError) {
        self.init(
            try Content(source), time: try source.text("time"),
            revision: try source.int("revision"), offsetMilliseconds: try source.int("offset"))
    }
}

extension TranscriptEntry.Content {
    fileprivate var value: Value {
        switch self {
        case .title(let lesson, let title, let number):
            [
                "kind": "title", "lesson": .string(lesson), "title": .string(title),
                "number": Value(number),
            ]
        case .stepTitle(let id, let title):
            ["kind": "step", "id": .string(id), "title": .string(title)]
        case .prose(let text): ["kind": "prose", "text": .string(text)]
        case .input(let prompt, let line, let isFromLesson):
            [
                "kind": "input", "prompt": .string(prompt), "line": .string(line),
                "fromLesson": .bool(isFromLesson),
            ]
        case .output(let output, let kind, let fold): Self.value(output, kind, fold)
        case .prediction(let prediction): prediction.value
        case .check(let text, let holds, let evidence):
            [
                "kind": "check", "text": .string(text), "holds": .bool(holds),
                "evidence": .string(evidence),
            ]
        case .note(let text): ["kind": "note", "text": .string(text)]
        case .quiz(let quiz): quiz.value
        case .picture(let picture): ["kind": "picture", "picture": picture.value]
        case .time(let text, let revision):
            ["kind": "time", "moment": .string(text), "momentRevision": Value(revision)]
        }
    }

    private static func value(
        _ output: Output, _ kind: TranscriptEntry.OutputKind, _ fold: TranscriptEntry.Fold?
    ) -> Value {
        var value: Value = ["kind": "output", "lines": output.value]
        switch kind {
        case .plain: value.set("plain", at: "from")
        case .error: value.set("error", at: "from")
        case .view(let name):
            value.set("view", at: "from")
            value.set(.string(name), at: "view")
        }
        if let fold {
            value.set(["summary": .string(fold.summary), "lines": fold.full.value], at: "fold")
        }
        return value
    }

    fileprivate init(_ source: PlacedValue) throws(SessionReadError) {
        let kind = try source.text("kind")
        switch kind {
        case "title":
            self = .title(
                lesson: try source.text("lesson"), title: try source.text("title"),
                number: try source.int("number"))
        case "step": self = .stepTitle(id: try source.text("id"), title: try source.text("title"))
        case "prose": self = .prose(try source.text("text"))
        case "input":
            self = .input(
                prompt: try source.text("prompt"), line: try source.text("line"),
                isFromLesson: try source.bool("fromLesson"))
        case "output": self = try Self.output(source)
        case "prediction": self = .prediction(try Prediction(source))
        case "check":
            self = .check(
                text: try source.text("text"), holds: try source.bool("holds"),
                evidence: try source.text("evidence"))
        case "note": self = .note(try source.text("text"))
        case "quiz": self = .quiz(try QuizAnswer(source))
        case "picture": self = .picture(try TimelinePicture(try source.required("picture")))
        case "time":
            self = .time(try source.text("moment"), revision: try source.int("momentRevision"))
        default: throw try source.required("kind").error("unknown kind of entry `\(kind)`")
        }
    }

    private static func output(_ source: PlacedValue) throws(SessionReadError) -> Self {
        let lines = try Output(try source.required("lines"))
        var fold: TranscriptEntry.Fold?
        if let folded = try source.optional("fold") {
            fold = TranscriptEntry.Fold(
                summary: try folded.text("summary"),
                full: try Output(try folded.required("lines")))
        }
        let from = try source.text("from")
        switch from {
        case "plain": return .output(lines, kind: .plain, fold: fold)
        case "error": return .output(lines, kind: .error, fold: fold)
        case "view": return .output(lines, kind: .view(try source.text("view")), fold: fold)
        default:
            throw try source.required("from").error(
                "output is from `plain`, `view` or `error`, not from `\(from)`")
        }
    }
}

extension Prediction {
    fileprivate var value: Value {
        var value: Value = [
            "kind": "prediction", "question": .string(question), "right": .string(right),
            "options": .array(options.map { .string($0) }), "wasRight": .bool(wasRight),
            "explanation": .string(explanation),
        ]
        value.set(given.map { .string($0) }, at: "given")
        return value
    }

    fileprivate init(_ source: PlacedValue) throws(SessionReadError) {
        self.init(
            question: try source.text("question"), options: try source.required("options").texts(),
            given: try source.optional("given")?.text(), right: try source.text("right"),
            wasRight: try source.bool("wasRight"), explanation: try source.text("explanation"))
    }
}

extension QuizAnswer {
    fileprivate var value: Value {
        var value: Value = [
            "kind": "quiz", "question": .string(question), "right": .string(right),
            "wasRight": .bool(wasRight), "explanation": .string(explanation),
        ]
        value.set(answer.map { .string($0) }, at: "answer")
        return value
    }

    fileprivate init(_ source: PlacedValue) throws(SessionReadError) {
        self.init(
            question: try source.text("question"), answer: try source.optional("answer")?.text(),
            right: try source.text("right"), wasRight: try source.bool("wasRight"),
            explanation: try source.text("explanation"))
    }
}
