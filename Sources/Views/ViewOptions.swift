public import Documents

/// How a view is laid out.
public struct ViewOptions: Sendable, Equatable {
    /// No view is laid out narrower than this.
    public static let widthMin = 60

    /// Columns; no line is wider.
    public let width: Int
    /// Show everything: nothing is folded.
    public var verbose: Bool
    /// Lines of the screen: what does not fit is folded unless `verbose`.
    public var height: Int
    /// Which language the person reads. Headings of views are English in both, as names, fields and messages of
    /// the API are.
    public var language: Language

    /// Which language the person reads.
    public init(
        width: Int = 80, verbose: Bool = false, height: Int = 24, language: Language = .english
    ) {
        self.width = max(ViewOptions.widthMin, width)
        self.verbose = verbose
        self.height = max(8, height)
        self.language = language
    }

    /// How many of `count` rows are shown if at most `limit` should be; never hides a single one.
    func shown(of count: Int, limit: Int) -> Int {
        verbose || count <= limit + 1 ? count : max(1, limit)
    }
}
