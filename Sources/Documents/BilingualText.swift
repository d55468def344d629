/// The languages a person may read here; raw values name lesson files and options.
public enum Language: String, Sendable, Equatable, CaseIterable {
    case english = "en"
    case chinese = "zh"
}

/// One text in both languages.
public struct BilingualText: Sendable, Equatable {
    /// In English.
    public let english: String
    /// In Chinese.
    public let chinese: String

    /// One text in both languages.
    public init(_ english: String, _ chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// What is the same in both: words of the API, names, kubectl's own messages.
    public init(same text: String) { self.init(text, text) }

    /// The text in one language.
    public func text(_ language: Language) -> String { language == .english ? english : chinese }

    /// One text behind the other.
    public static func + (a: BilingualText, b: BilingualText) -> BilingualText {
        BilingualText(a.english + b.english, a.chinese + b.chinese)
    }
}
