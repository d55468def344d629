/// Numbers as Prometheus reads them.
///
/// The text format 0.0.4: `# HELP`, `# TYPE`, then one line for each sample.
public struct MetricsText: Sendable {
    /// Labels in the order they are printed, and the number.
    public typealias Sample = (labels: [(name: String, value: String)], value: Double)

    private var text = ""

    /// Nothing yet.
    public init() {}

    /// What is written so far.
    public var bytes: [UInt8] { Array(text.utf8) }

    /// A metric with its samples. `kind` is `counter` or `gauge`.
    public mutating func family(_ name: String, _ kind: String, _ help: String, _ samples: [Sample]) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
        for sample in samples {
            text += name
            if !sample.labels.isEmpty {
                text +=
                    "{"
                    + sample.labels.map { "\($0.name)=\"\(MetricsText.escaped($0.value))\"" }
                    .joined(separator: ",") + "}"
            }
            text += " \(MetricsText.number(sample.value))\n"
        }
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "\\": out += "\\\\"
            case "\"": out += "\\\""
            case "\n": out += "\\n"
            default: out.append(character)
            }
        }
        return out
    }

    /// Whole numbers without a point.
    private static func number(_ value: Double) -> String {
        value.rounded() == value && value.magnitude < 1e15 ? String(Int64(value)) : String(value)
    }
}
