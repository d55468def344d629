/// Patterns of schemas: regular expressions in the syntax of RE2.
enum PatternRules {
    /// What is wrong with a pattern, as Go's regexp package says it; `nil` if nothing is.
    static func problem(_ pattern: String) -> String? { nil }
}
