import Documents
import KubeAPI

/// `spec.templateGeneration` of DaemonSets, which v1 only knows as an annotation: it counts the templates.
///
/// Upstream: pkg/registry/apps/daemonset/strategy.go; pkg/apis/apps/v1/conversion.go.
enum TemplateGeneration {
    private static let annotation = "deprecated.daemonset.template.generation"

    /// An annotation that is no number cannot be read.
    static func decode(_ value: Value) throws(DecodeError) {
        guard let text = value.at("metadata", "annotations", annotation)?.string, Int64(text) == nil else { return }
        let isDigits = !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
        throw DecodeError(
            message: "strconv.ParseInt: parsing \"\(text)\": " + (isDigits ? "value out of range" : "invalid syntax"))
    }

    /// A new set starts at 1, or at what it brings along.
    static func prepareForCreate(_ draft: inout Value) {
        set(max(1, number(draft)), &draft)
    }

    /// Only the server counts: one more for another template. That makes it another generation too.
    static func prepareForUpdate(_ draft: inout Value, old: Value) {
        let isNew = draft.at("spec", "template") != old.at("spec", "template")
        set(number(old) + (isNew ? 1 : 0), &draft)
    }

    private static func number(_ value: Value) -> Int64 {
        value.at("metadata", "annotations", annotation)?.string.flatMap { Int64($0) } ?? 0
    }

    private static func set(_ number: Int64, _ draft: inout Value) {
        draft.set(.string("\(number)"), at: "metadata", "annotations", annotation)
    }
}
