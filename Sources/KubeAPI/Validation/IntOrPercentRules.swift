import Documents

/// Counts that may be percentages: `maxSurge`, `maxUnavailable`.
///
/// Upstream: pkg/apis/apps/validation/validation.go, ValidatePositiveIntOrPercent and its neighbours.
extension FieldReport {
    /// It is a number from 0 on, or digits with `%`.
    mutating func positiveIntOrPercent(_ child: String, _ value: Value?) {
        if let text = value?.string {
            if !FieldReport.isPercent(text) {
                invalid(
                    child, text,
                    TextRules.pattern(
                        "a valid percent string must be a numeric string followed by an ending '%'", "[0-9]+%", "1%",
                        "93%"))
            }
        } else {
            nonNegative(child, value?.int ?? 0)
        }
    }

    /// A percentage is 100 at most.
    mutating func notMoreThan100Percent(_ child: String, _ value: Value?) {
        guard let text = value?.string, FieldReport.isPercent(text), Int(text.dropLast()) ?? 0 > 100 else { return }
        invalid(child, text, "must not be greater than 100%")
    }

    /// The number without its unit; 0 for what is neither. Upstream: getIntOrPercentValue.
    static func intOrPercentNumber(_ value: Value?) -> Int64 {
        if let text = value?.string { return isPercent(text) ? Int64(text.dropLast()) ?? 0 : Int64(text) ?? 0 }
        return value?.int ?? 0
    }

    private static func isPercent(_ text: String) -> Bool {
        text.hasSuffix("%") && text.utf8.count > 1 && text.utf8.dropLast().allSatisfy { (48...57).contains($0) }
    }
}
