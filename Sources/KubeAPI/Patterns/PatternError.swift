/// Why a text is no regular expression, in the words of Go's regexp package.
///
/// Upstream: Go's regexp/syntax, ErrorCode.
public struct PatternError: Error, Sendable, Equatable {
    /// What is wrong: `missing closing )`.
    public let problem: String
    /// The part of the expression that is wrong.
    public let part: String

    /// ``error parsing regexp: missing closing ): `(a` ``
    public var text: String { "error parsing regexp: \(problem): `\(part)`" }

    init(_ problem: Problem, _ part: some StringProtocol) {
        self.problem = problem.rawValue
        self.part = String(part)
    }

    /// What can be wrong.
    enum Problem: String {
        case charRange = "invalid character class range"
        case escape = "invalid escape sequence"
        case namedCapture = "invalid named capture"
        case perlOperator = "invalid or unsupported Perl syntax"
        case repeatOperator = "invalid nested repetition operator"
        case repeatSize = "invalid repeat count"
        case missingBracket = "missing closing ]"
        case missingParenthesis = "missing closing )"
        case missingArgument = "missing argument to repetition operator"
        case trailingBackslash = "trailing backslash at end of expression"
        case unexpectedParenthesis = "unexpected )"
        case nestingDepth = "expression nests too deeply"
        case tooLarge = "expression too large"
    }
}
