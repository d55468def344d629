import Documents

/// Go's `Printf` for what templates can hold.
///
/// Upstream: fmt/print.go of Go's library: the verbs v, s, q, d, t, f, g, e, x, with width, `-`, `0` and precision.
enum GoFormat {
    /// Wider fields are refused with Go's own mark.
    static let widthMax = 1_000_000

    static func text(_ format: String, _ arguments: [Value?]) -> String {
        var out = ""
        var rest = Substring(format)
        var used = 0
        while let character = rest.popFirst() {
            guard character == "%" else {
                out.append(character)
                continue
            }
            var field = Field()
            while let flag = rest.first, "-+# 0".contains(flag) {
                field.flags.append(flag)
                rest.removeFirst()
            }
            field.width = number(&rest)
            if rest.first == "." {
                rest.removeFirst()
                field.precision = number(&rest) ?? 0
            }
            guard let verb = rest.popFirst() else {
                out += "%!(NOVERB)"
                break
            }
            if verb == "%" {
                out.append("%")
                continue
            }
            guard used < arguments.count else {
                out += "%!\(verb)(MISSING)"
                continue
            }
            out += field.padded(shown(arguments[used], verb, field), verb)
            used += 1
        }
        if used < arguments.count {
            let extra = arguments[used...].map { argument in
                argument.map { "\(typeName($0))=\(GoStrings.plain($0))" } ?? "<nil>"
            }
            out += "%!(EXTRA \(extra.joined(separator: ", ")))"
        }
        return out
    }

    private struct Field {
        var flags = ""
        var width: Int?
        var precision: Int?

        func padded(_ text: String, _ verb: Character) -> String {
            let missing = (width ?? 0) - text.unicodeScalars.count
            guard missing > 0 else { return text }
            if flags.contains("-") { return text + String(repeating: " ", count: missing) }
            if flags.contains("0"), !"sqv".contains(verb) {
                let sign = text.hasPrefix("-") || text.hasPrefix("+") ? text.prefix(1) : ""
                return sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count)
            }
            return String(repeating: " ", count: missing) + text
        }
    }

    private static func number(_ rest: inout Substring) -> Int? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest.removeFirst(digits.count)
        return Int(digits).map { min($0, widthMax) }
    }

    private static func shown(_ value: Value?, _ verb: Character, _ field: Field) -> String {
        guard let value, !value.isNull else { return verb == "v" ? "<nil>" : "%!\(verb)(<nil>)" }
        switch (verb, value) {
        case ("v", _): return GoStrings.plain(value)
        case ("s", .string(let text)): return field.precision.map { String(text.prefix($0)) } ?? text
        case ("q", .string(let text)): return GoStrings.quoted(text)
        case ("x", .string(let text)): return text.utf8.map { hex(Int64($0), least: 2) }.joined()
        case ("t", .bool(let flag)): return flag ? "true" : "false"
        case ("d", .int(let number)): return (field.flags.contains("+") && number >= 0 ? "+" : "") + String(number)
        case ("x", .int(let number)): return hex(number, least: 1)
        case ("c", .int(let number)): return Unicode.Scalar(UInt32(clamping: number)).map { String($0) } ?? "\u{FFFD}"
        case ("f", .double(let number)), ("F", .double(let number)): return fixed(number, field.precision ?? 6)
        case ("g", .double(let number)): return GoNumbers.general(number)
        case ("s", .array), ("s", .object), ("d", .array), ("d", .object): return GoStrings.plain(value)
        default: return "%!\(verb)(\(typeName(value))=\(GoStrings.plain(value)))"
        }
    }

    private static func hex(_ number: Int64, least: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, least - digits.count)) + digits
    }

    /// With so many places behind the point, rounded half to even on the binary value as Go does for small numbers.
    private static func fixed(_ number: Double, _ places: Int) -> String {
        if !number.isFinite { return number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf" }
        var scale = 1.0
        for _ in 0..<min(places, 15) { scale *= 10 }
        let scaled = (number.magnitude * scale).rounded(.toNearestOrEven)
        guard scaled < 9e18 else { return GoNumbers.general(number) }
        let digits = String(Int64(scaled))
        let filled = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let sign = number < 0 ? "-" : ""
        return places == 0 ? sign + filled : sign + filled.dropLast(places) + "." + filled.suffix(places)
    }

    /// `float64`, `map[string]interface {}`.
    static func typeName(_ value: Value) -> String {
        switch value {
        case .null: "<nil>"
        case .bool: "bool"
        case .int: "int"
        case .double: "float64"
        case .string: "string"
        case .array: "[]interface {}"
        case .object: "map[string]interface {}"
        }
    }
}
