import Documents

/// Conditions of the kind `metav1.Condition`.
///
/// Upstream: apimachinery/pkg/apis/meta/v1/validation/validation.go, ValidateConditions.
enum ConditionRules {
    private static let statuses = ["False", "True", "Unknown"]
    private static let reasonBytesMax = 1024
    private static let messageBytesMax = 32 * 1024

    static func check(_ field: String, of status: Value, _ report: inout FieldReport) {
        var seen: [String] = []
        report.each(field, of: status) { report, condition, _ in
            let type = condition["type"]?.string ?? ""
            if seen.contains(type) { report.duplicate("type", type) } else { seen.append(type) }
            report.invalid("type", type, each: TextRules.qualifiedName(type))
            let state = condition["status"]?.string ?? ""
            if !statuses.contains(state) { report.notSupported("status", state, statuses) }
            if let generation = condition["observedGeneration"]?.int, generation < 0 {
                report.invalid("observedGeneration", generation, "must be greater than or equal to zero")
            }
            if condition["lastTransitionTime"]?.string == nil { report.required("lastTransitionTime") }
            reason(condition["reason"]?.string ?? "", &report)
            if (condition["message"]?.string ?? "").utf8.count > messageBytesMax {
                report.tooLong("message", messageBytesMax)
            }
        }
    }

    private static func reason(_ reason: String, _ report: inout FieldReport) {
        if reason.isEmpty { return report.required("reason") }
        if !isReason(reason) { report.invalid("reason", reason, reasonProblem) }
        if reason.utf8.count > reasonBytesMax { report.tooLong("reason", reasonBytesMax) }
    }

    private static let reasonProblem = TextRules.pattern(
        "a condition reason must start with alphabetic character, optionally followed by a string of alphanumeric "
            + "characters or '_,:', and must end with an alphanumeric character or '_'",
        "[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?", "my_name", "MY_NAME", "MyName", "ReasonA,ReasonB",
        "ReasonA:ReasonB")

    /// `[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?`
    private static func isReason(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        func isLetter(_ byte: UInt8) -> Bool { (65 ... 90).contains(byte) || (97 ... 122).contains(byte) }
        func isWord(_ byte: UInt8) -> Bool { TextRules.isAlphanumeric(byte) || byte == UInt8(ascii: "_") }
        func isInner(_ byte: UInt8) -> Bool { isWord(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") }
        guard let first = bytes.first, let last = bytes.last else { return false }
        return isLetter(first) && (bytes.count == 1 || isWord(last)) && bytes.allSatisfy(isInner)
    }
}
