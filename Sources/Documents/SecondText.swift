/// The text of the newest second that was asked for: much happens within one, and all of it shares the text.
public struct SecondText: Sendable {
    private var second = Int64.min
    private var text = Value.null

    /// Knows no second yet.
    public init() {}

    /// `metav1.Time` of microseconds since 1970, as `Timestamps.seconds` writes it.
    public mutating func value(_ micros: Int64) -> Value {
        let asked = micros >= 0 ? micros / 1_000_000 : (micros - 999_999) / 1_000_000
        if asked != second {
            text = .string(Timestamps.seconds(micros))
            second = asked
        }
        return text
    }
}
