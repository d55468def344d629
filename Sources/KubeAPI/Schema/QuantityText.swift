import Documents

/// Quantities as decoding and validation use them, over `Documents.Quantity`.
enum QuantityText {
    static let formatProblem = QuantityError.wrongFormat.description

    /// The canonical text. Short whole numbers, the usual case, are not parsed.
    static func canonical(_ text: String) -> Result<String, TextProblem> {
        if isPlainCanonical(text) { return .success(text) }
        return parse(text).map(\.description)
    }

    static func parse(_ text: String) -> Result<Quantity, TextProblem> {
        do {
            return .success(try Quantity(parsing: text))
        } catch {
            return .failure(TextProblem(message: error.description))
        }
    }

    /// Whether the text is a short whole number without suffix, not starting or ending with zero.
    private static func isPlainCanonical(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 15 else { return false }
        guard bytes.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return false }
        return first != 48 && last != 48
    }
}

extension Quantity {
    /// Rounded up to thousandths, as defaulting does with resource lists.
    var roundedUpToMillis: Quantity { Quantity(milli: milliValue, format: format) }

    var isNegative: Bool { sign < 0 }
    var isWhole: Bool { nanos % 1_000_000_000 == 0 }
}
