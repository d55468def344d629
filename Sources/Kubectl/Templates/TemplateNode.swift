import Documents

/// A part of a Go template.
///
/// Upstream: text/template/parse/node.go of Go's library.
indirect enum TemplateNode: Sendable, Equatable {
    case text(String)
    /// `{{.name}}`, `{{$x := 1}}`.
    case action(TemplatePipe)
    case branch(TemplateBranch, TemplatePipe, body: [TemplateNode], otherwise: [TemplateNode])
    /// `{{template "name" .}}`.
    case call(name: String, TemplatePipe?, position: Int)
    case leave
    case next
}

/// What a branch does with its value.
enum TemplateBranch: String, Sendable {
    case test = "if"
    case with
    case range
}

/// `$i, $x := .items | len`.
struct TemplatePipe: Sendable, Equatable {
    /// With `$`; at most two, and two only in a range.
    var variables: [String] = []
    /// `=`: the variables are there already.
    var isAssignment = false
    var commands: [TemplateCommand] = []
}

/// A function or value with its arguments.
struct TemplateCommand: Sendable, Equatable {
    var operands: [TemplateOperand]
}

/// One word of a command.
struct TemplateOperand: Sendable, Equatable {
    indirect enum Kind: Sendable, Equatable {
        case dot
        /// With `$`; `$` alone is the whole data.
        case variable(String)
        case literal(Value)
        case none
        case function(String)
        case pipe(TemplatePipe)
    }

    let kind: Kind
    /// `.a.b` behind it.
    var fields: [String] = []
    /// Bytes before it.
    var position: Int
    /// As written, for messages.
    var text: String
}

/// What is wrong with a template or its run, in the words of Go's library.
public struct TemplateError: Error, Sendable, Equatable {
    /// `template: output:1:2: executing "output" at <.a>: …`.
    public let message: String

    /// An error of that text.
    public init(message: String) { self.message = message }
}
