public import Documents

/// One of the answers to choose from.
public struct LessonOption: Sendable, Equatable {
    /// `a`, `b`, …
    public var key: String
    public var text: String

    /// Makes an option.
    public init(_ key: String, _ text: String) {
        self.key = key
        self.text = text
    }

    /// `a, b or c`.
    static func choice(of options: [LessonOption]) -> BilingualText {
        let keys = options.map(\.key)
        let head = keys.dropLast().joined(separator: ", ")
        guard let last = keys.last, !head.isEmpty else { return BilingualText(same: keys.first ?? "") }
        return BilingualText("\(head) or \(last)", "\(keys.dropLast().joined(separator: "、")) 或 \(last)")
    }
}

/// What is asked before a step runs.
public struct LessonPrediction: Sendable, Equatable {
    /// How one answers.
    public enum Kind: String, Sendable, Equatable, CaseIterable {
        /// One of the options: `b`.
        case choice
        /// A whole number.
        case number
        /// All options in their order: `b a c`.
        case order
    }
    public var kind: Kind
    public var question: String
    /// Empty for a number.
    public var options: [LessonOption]
    /// The answer the author gives, as `normalized` writes it.
    public var answer: String?
    /// An expression of `Commands`, asked of the cluster once the step has run. If there is an `answer`
    /// too, `LessonTest` holds one against the other.
    public var measured: LessonLine?
    /// Why it is so.
    public var because: String
    public var line: Int

    /// The answer as it is compared: `c`, `4`, `b a c`; `nil` if the text is no possible answer.
    public func normalized(_ text: String) -> String? {
        let clean = text.lowercased().filter { !" ,;>→)、，".contains($0) }
        switch kind {
        case .number: return Int64(clean).map(String.init)
        case .choice: return options.contains { $0.key == clean } ? clean : nil
        case .order:
            let keys = clean.map(String.init)
            guard keys.sorted() == options.map(\.key).sorted() else { return nil }
            return keys.joined(separator: " ")
        }
    }

    /// The answer that a value of the cluster stands for: the number, or the option whose text begins
    /// with it; `nil` if there is none.
    public func answer(measuring value: String) -> String? {
        switch kind {
        case .number: return normalized(value)
        case .choice:
            return options.first { option in
                option.text == value || option.text.hasPrefix(value + " ") || option.text.hasPrefix(value + ",")
            }?.key
        case .order: return normalized(value)
        }
    }

    /// How one answers: `a, b or c`, `a number`.
    public var manner: BilingualText {
        switch kind {
        case .choice: LessonOption.choice(of: options)
        case .number: BilingualText("a number", "一个数字")
        case .order:
            BilingualText(
                "all of \(options.map(\.key).joined(separator: " ")) in their order",
                "按顺序写出 \(options.map(\.key).joined(separator: " "))")
        }
    }
}

/// A question at the end; the text knows the answer.
public struct LessonQuiz: Sendable, Equatable {
    public var question: String
    public var options: [LessonOption]
    /// The key of the right option.
    public var answer: String
    public var because: String
    public var line: Int

    /// The key of the option that `text` names: `b`, `B)`; `nil` if it names none.
    public func normalized(_ text: String) -> String? {
        let key = text.lowercased().filter { !" ,;)、，".contains($0) }
        return options.contains { $0.key == key } ? key : nil
    }

    /// How one answers: `a, b or c`.
    public var manner: BilingualText { LessonOption.choice(of: options) }
}

/// How an image behaves in a lesson: an entry of the table that nodes read.
public struct LessonBehaviour: Sendable, Equatable {
    /// An image name or pattern: `demo/web`.
    public var image: String
    /// The members as given: `{"pullMilliseconds": 200}`.
    public var behaviour: Value
    public var line: Int

    /// `{"image": …, "behaviour": {…}}`, as the nodes' table takes it.
    public var rule: Value { ["image": .string(image), "behaviour": behaviour] }
}
