import Documents
import KubeAPI
import Rendering

/// Text with tabs that become columns, as kubectl's describers write it.
///
/// Upstream: kubectl/pkg/describe/describe.go, PrefixWriter and tabbedString.
struct DescribeText {
    /// Annotations longer than this go on lines of their own. Upstream: maxAnnotationLen.
    static let annotationLengthMax = 140

    let now: Int64
    private var parts: [String] = []
    private var open = ""

    init(now: Int64) { self.now = now }

    /// Writes at an indentation of two blanks a level; the text brings its line end.
    mutating func write(_ level: Int, _ text: String) {
        open += String(repeating: "  ", count: level) + text
    }

    /// Columns so far and columns from here on have nothing to do with each other.
    mutating func flush() {
        parts.append(DescribeText.aligned(open))
        open = ""
    }

    var text: String { parts.joined() + DescribeText.aligned(open) }
    /// The text with its tabs, for what upstream prints without a tab writer.
    var tabbed: String { open }

    private static func aligned(_ text: String) -> String {
        if text.isEmpty { return "" }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        let isEnded = text.hasSuffix("\n")
        if isEnded { lines.removeLast() }
        return TabStops.describe.aligned(lines).joined(separator: "\n") + (isEnded ? "\n" : "")
    }

    /// A title and lines beside it; `<none>` if there are none.
    mutating func multiline(_ title: String, _ lines: [String]) {
        open += "\(title):\t"
        if lines.isEmpty { open += "<none>\n" }
        for (index, line) in lines.enumerated() { open += (index == 0 ? "" : "\t") + line + "\n" }
    }

    mutating func labels(_ title: String, _ labels: Value?) {
        multiline(title, (labels?.stringMap ?? []).map { "\($0.key)=\($0.value)" })
    }

    mutating func annotations(_ title: String, _ annotations: Value?) {
        let shown = (annotations?.stringMap ?? []).filter { $0.key != Execution.lastApplied }
        open += "\(title):\t"
        if shown.isEmpty { open += "<none>\n" }
        for (index, entry) in shown.enumerated() {
            if index > 0 { open += "\t" }
            let value = entry.value.hasSuffix("\n") ? String(entry.value.dropLast()) : entry.value
            guard
                value.utf8.count + entry.key.utf8.count + 2 > Self.annotationLengthMax || value.contains("\n")
            else {
                open += "\(entry.key): \(value)\n"
                continue
            }
            open += "\(entry.key):\n"
            for line in value.split(separator: "\n", omittingEmptySubsequences: false) {
                let isLong = line.count > Self.annotationLengthMax - 2
                open += "\t  " + (isLong ? line.prefix(Self.annotationLengthMax - 2) + "..." : line) + "\n"
            }
        }
    }

    /// The events of an object; `nil` shows nothing.
    mutating func events(_ events: [Value]?) {
        guard let events else { return }
        if events.isEmpty { return write(0, "Events:\t<none>\n") }
        flush()
        write(0, "Events:\n  Type\tReason\tAge\tFrom\tMessage\n")
        write(1, "----\t------\t----\t----\t-------\n")
        for event in DescribeText.sorted(events) {
            let given = event["eventTime"]?.string ?? event["firstTimestamp"]?.string
            let first = Ages.since(given, now)
            var interval = first
            if let series = event["series"], !series.isNull {
                let last = Ages.since(series["lastObservedTime"]?.string, now)
                interval = "\(last) (x\(series["count"]?.int ?? 0) over \(first))"
            } else if let count = event["count"]?.int, count > 1 {
                interval = "\(Ages.since(event["lastTimestamp"]?.string, now)) (x\(count) over \(first))"
            }
            var source = event.at("source", "component")?.string ?? ""
            if source.isEmpty { source = event["reportingComponent"]?.string ?? "" }
            var message = (event["message"]?.string ?? "").trimmed
            let field = event.at("involvedObject", "fieldPath")?.string ?? ""
            if !field.isEmpty { message = "\(field): \(message)" }
            write(
                1,
                "\(event["type"]?.string ?? "")\t\(event["reason"]?.string ?? "")\t\(interval)\t\(source)\t\(message)\n"
            )
        }
    }

    private static func sorted(_ events: [Value]) -> [Value] {
        func time(_ event: Value) -> Int64 {
            event["lastTimestamp"]?.string.flatMap { Timestamps.parse($0) } ?? Int64.min
        }
        return GoSort.sorted(events) { time($0) < time($1) }
    }
}

/// Times as Go's RFC1123Z: `Mon, 02 Jan 2006 15:04:05 +0000`.
enum LongTimes {
    static func text(_ timestamp: String?) -> String {
        guard let micros = timestamp.flatMap({ Timestamps.parse($0) }) else {
            return "Mon, 01 Jan 0001 00:00:00 +0000"
        }
        return Timestamps.long(micros)
    }
}

extension Value {
    /// The string below a chain of keys, empty if there is none.
    func text(_ keys: String...) -> String {
        var value = self
        for key in keys {
            guard let next = value[key] else { return "" }
            value = next
        }
        return value.string ?? ""
    }
}
