import Documents

/// What a schema says about numbers: range of the format, bounds, factor.
///
/// Upstream: kube-openapi pkg/validation/validate/validator.go, numberValidator, and values.go.
struct NumberCheck {
    let path: String
    /// `integer`, `number`, or empty if the schema has several types or none.
    private let typeName: String
    private let format: String
    private let rules: ValueRules

    init(schema: StructuralSchema, types: [String], format: String, path: String) {
        self.path = path
        rules = schema.rules
        let only = types.count == 1 ? types[0] : ""
        typeName = only == "integer" || only == "number" ? only : ""
        let formats = ["integer": ["int32", "int64"], "number": ["float", "double"]][typeName] ?? []
        self.format = formats.contains(format) ? format : ""
    }

    func findings(_ value: Value) -> SchemaFindings {
        var found = SchemaFindings()
        if let problem = outOfRange(value, "Checked") { found.add(problem) }
        if let factor = rules.multipleOf {
            bound(factor, "MultipleOf", &found) { isNative in multiple(value, factor, isNative) }
        }
        if let least = rules.minimum {
            bound(least, "Minimum boundary", &found) { isNative in
                limit(value, least, isNative, isExclusive: rules.isMinimumExclusive, isMaximum: false)
            }
        }
        if let most = rules.maximum {
            bound(most, "Maximum boundary", &found) { isNative in
                limit(value, most, isNative, isExclusive: rules.isMaximumExclusive, isMaximum: true)
            }
        }
        found.matches += 1
        return found
    }

    /// A bound that is no number of the type is told, and then taken as a float.
    private func bound(
        _ bound: Double, _ name: String, _ found: inout SchemaFindings, check: (_ isNative: Bool) -> SchemaFinding?
    ) {
        let problem = outOfRange(.double(bound), name)
        found.add(problem)
        found.add(check(problem == nil))
    }

    private func limit(
        _ value: Value, _ bound: Double, _ isNative: Bool, isExclusive: Bool, isMaximum: Bool
    ) -> SchemaFinding? {
        let isBroken: Bool
        let shown: String
        if isNative, case .int(let number) = value {
            let whole = Self.truncated(bound)
            shown = "\(whole)"
            isBroken = isMaximum ? number > whole : number < whole
            if !isBroken, !(isExclusive && number == whole) { return nil }
        } else {
            let number = value.double ?? 0
            shown = GoNumbers.general(bound)
            isBroken = isMaximum ? number > bound : number < bound
            if !isBroken, !(isExclusive && number == bound) { return nil }
        }
        let words = isMaximum ? "less than" : "greater than"
        return .broken(
            path, "should be \(words)\(isExclusive ? "" : " or equal to") \(shown)", value: goShown(value))
    }

    private func multiple(_ value: Value, _ factor: Double, _ isNative: Bool) -> SchemaFinding? {
        if isNative, case .int(let number) = value {
            let whole = Self.truncated(factor)
            if whole <= 0 { return notPositive("\(whole)") }
            if number % whole == 0 { return nil }
            return .broken(path, "should be a multiple of \(whole)", value: goShown(value))
        }
        let number = value.double ?? 0
        if factor <= 0 { return notPositive(GoNumbers.general(factor)) }
        if Self.isWhole(factor < 1 ? 1 / factor * number : number / factor) { return nil }
        return .broken(
            path, "should be a multiple of \(GoNumbers.general(factor))", value: GoNumbers.general(number))
    }

    private func notPositive(_ factor: String) -> SchemaFinding {
        SchemaFinding(
            kind: .invalid, name: path, value: factor,
            message: "factor MultipleOf declared for \(path) must be positive: \(factor)")
    }

    /// A number that the type and format cannot hold. Upstream: IsValueValidAgainstRange.
    private func outOfRange(_ value: Value, _ name: String) -> SchemaFinding? {
        let fits: Bool
        switch (typeName, format) {
        case ("integer", "int32"): fits = whole(value).map { Int32(exactly: $0) != nil } ?? false
        case ("integer", _): fits = whole(value) != nil
        case (_, "float"): fits = (value.double ?? 0).magnitude < Self.floatOverflow
        default: return nil
        }
        if fits { return nil }
        let named = format.isEmpty ? "\(typeName) (default format)" : "\(typeName) with format \(format)"
        return .placeless("\(name) value must be of type \(named) in \(path)")
    }

    private func whole(_ value: Value) -> Int64? {
        switch value {
        case .int(let number): number
        case .double(let number): Int64(exactly: number)
        default: nil
        }
    }

    /// From here a double becomes an infinite float32: half a step above its greatest number.
    private static let floatOverflow = 0x1.ffffffp127

    /// As Go converts a float: toward zero, and to the least integer if it does not fit.
    static func truncated(_ number: Double) -> Int64 { Int64(exactly: number.rounded(.towardZero)) ?? .min }

    /// Whether a float is an integer, up to the last bits, within ±2^53.
    ///
    /// Upstream: github.com/go-openapi/swag/conv, IsFloat64AJSONInteger.
    static func isWhole(_ number: Double) -> Bool {
        guard number.isFinite, number >= -0x1p53, number <= 0x1p53 - 1 else { return false }
        let rounded = number.rounded(.toNearestOrAwayFromZero)
        if number == rounded { return true }
        return rounded != 0 && (number - rounded).magnitude < 1e-9 * rounded.magnitude
    }
}
