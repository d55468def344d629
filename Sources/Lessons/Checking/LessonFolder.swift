public import Documents

/// The files of one lesson, read by whoever may read files.
public struct LessonFolder: Sendable, Equatable {
    /// `08-replicaset`
    public var name: String
    /// Text by language; a language that is missing is a problem.
    public var texts: [(language: Language, text: String)]
    /// Names of all files in the folder.
    public var files: [String]

    /// Makes a folder.
    public init(name: String, texts: [(language: Language, text: String)], files: [String]) {
        self.name = name
        self.texts = texts
        self.files = files
    }

    /// The file of a language as messages call it.
    public func path(_ language: Language) -> String { "\(name)/\(language.fileName)" }

    public static func == (a: LessonFolder, b: LessonFolder) -> Bool {
        a.name == b.name && a.files == b.files && a.texts.count == b.texts.count
            && zip(a.texts, b.texts).allSatisfy { $0 == $1 }
    }
}
