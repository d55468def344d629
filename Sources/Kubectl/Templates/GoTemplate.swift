public import Documents

/// `-o go-template=…`: a template of Go's text/template over an object.
///
/// Numbers of the object are floats, as Go's JSON decoder has them: `2000000000` prints as `2e+09`. Members
/// come in the order of their keys. Upstream: cli-runtime pkg/printers/template.go.
public struct GoTemplate: Sendable, Equatable {
    /// As given.
    public let text: String
    let body: [TemplateNode]
    let allowsMissingKeys: Bool
    private let names: [String]
    private let bodies: [[TemplateNode]]

    /// Reads a template; without `allowsMissingKeys` a field that is not there is an error.
    public init(_ text: String, allowsMissingKeys: Bool = true) throws(TemplateError) {
        let (body, defined) = try TemplateParser.parse(text)
        self.text = text
        self.body = body
        self.allowsMissingKeys = allowsMissingKeys
        names = defined.map(\.name)
        bodies = defined.map(\.body)
    }

    /// What it makes of a value: `{{.kind}}` of a pod is `Pod`.
    public func text(_ value: Value) throws(TemplateError) -> String {
        var run = TemplateRun(template: self, data: Self.floats(value))
        _ = try run.walk(body, run.data)
        return run.out
    }

    func defined(_ name: String) -> [TemplateNode]? {
        names.firstIndex(of: name).map { bodies[$0] } ?? (name == TemplateParser.name ? body : nil)
    }

    private static func floats(_ value: Value) -> Value {
        switch value {
        case .int(let number): .double(Double(number))
        case .array(let elements): .array(elements.map(floats))
        case .object(let fields):
            .object(Fields(sorted: fields.members.map { .init(key: $0.key, value: floats($0.value)) }))
        default: value
        }
    }
}
