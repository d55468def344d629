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
        for sample in samples { line(name, sample.labels, sample.value) }
    }

    /// A histogram: the counts of its buckets grow, and the last bound is `+Inf`.
    public mutating func histogram(
        _ name: String, _ help: String,
        _ samples: [(labels: [(name: String, value: String)], buckets: [(bound: String, count: Int)], sum: Double)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) histogram\n"
        for sample in samples {
            for (bound, count) in sample.buckets {
                line(name + "_bucket", sample.labels + [("le", bound)], Double(count))
            }
            line(name + "_sum", sample.labels, sample.sum)
            line(name + "_count", sample.labels, Double(sample.buckets.last?.count ?? 0))
        }
    }

    private mutating func line(_ name: String, _ labels: [(name: String, value: String)], _ value: Double) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.name)=\"\(MetricsText.escaped($0.value))\"" }.joined(separator: ",") + "}"
        }
        text += " \(MetricsText.number(value))\n"
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
