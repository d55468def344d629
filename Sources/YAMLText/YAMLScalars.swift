import Documents

/// What a plain scalar means, as in sigs.k8s.io/yaml (YAML 1.1, without sexagesimal numbers).
enum YAMLScalars {
    private static let trueWords: Set<String> = [
        "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON",
    ]
    private static let falseWords: Set<String> = [
        "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF",
    ]
    private static let nullWords: Set<String> = ["", "~", "null", "Null", "NULL"]
    private static let notFinite: Set<String> = [
        ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF",
    ]

    /// The value of a plain scalar; `nil` for numbers that JSON cannot say (`.inf`, `.nan`).
    static func resolve(_ text: String) -> Value? {
        if nullWords.contains(text) { return .null }
        if trueWords.contains(text) { return .bool(true) }
        if falseWords.contains(text) { return .bool(false) }
        guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return .string(text) }
        if notFinite.contains(text) { return nil }
        let plain = text.utf8.contains(UInt8(ascii: "_")) ? text.filter { $0 != "_" } : text
        if first != UInt8(ascii: "."), let number = integer(plain) { return number }
        guard isFloat(plain) else { return .string(text) }
        guard let number = Double(plain.hasPrefix("+") ? String(plain.dropFirst()) : plain) else {
            return .string(text)
        }
        if !number.isFinite { return .string(text) }
        // The number passes through JSON, where 1e3 is written 1000 and read as an integer.
        return Int64(GoNumbers.json(number)).map(Value.int) ?? .double(number)
    }

    /// Go's integers with the base in front: `0x1F`, `0b11`, `0o17`, `017`, `-12`.
    private static func integer(_ text: String) -> Value? {
        var digits = Substring(text)
        let isNegative = digits.first == "-"
        if isNegative || digits.first == "+" { digits = digits.dropFirst() }
        var radix = 10
        if digits.hasPrefix("0"), digits.utf8.count > 1 {
            switch digits.dropFirst().first {
            case "x", "X": (radix, digits) = (16, digits.dropFirst(2))
            case "b", "B": (radix, digits) = (2, digits.dropFirst(2))
            case "o", "O": (radix, digits) = (8, digits.dropFirst(2))
            default: (radix, digits) = (8, digits.dropFirst())
            }
        }
        guard let first = digits.first, first != "-", first != "+" else { return nil }
        if let number = Int64((isNegative ? "-" : "") + digits, radix: radix) { return .int(number) }
        if !isNegative, let number = UInt64(digits, radix: radix) { return .double(Double(number)) }
        return nil
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
    private static func isFloat(_ text: String) -> Bool {
        var rest = Substring(text).utf8
        func digits() -> Int {
            let count = rest.prefix { $0 &- UInt8(ascii: "0") < 10 }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let whole = digits()
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            if digits() == 0, whole == 0 { return false }
        } else if whole == 0 {
            return false
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
            if digits() == 0 { return false }
        }
        return rest.isEmpty
    }

    /// Whether a value is what its tag says.
    static func fits(_ value: Value, tag: String) -> Bool {
        switch (tag, value) {
        case ("tag:yaml.org,2002:int", .int), ("tag:yaml.org,2002:float", .double),
            ("tag:yaml.org,2002:float", .int), ("tag:yaml.org,2002:bool", .bool),
            ("tag:yaml.org,2002:null", .null), ("tag:yaml.org,2002:timestamp", .string):
            true
        default: false
        }
    }

    /// Whether a plain scalar of this text would be read as something else than this text.
    static func needsQuotes(_ text: String) -> Bool {
        if resolve(text) != .string(text) || text == "<<" || text == "=" { return true }
        return looksLikeTime(text) || looksLikeBase60(text)
    }

    /// `2026-01-01` and longer forms of times, which YAML 1.1 knows.
    private static func looksLikeTime(_ text: String) -> Bool {
        let date = text.prefix { $0 != "T" && $0 != "t" && $0 != " " }
        guard text.utf8.count >= 8, isDate(date) else { return false }
        // A date alone has all its digits.
        if date.endIndex == text.endIndex { return date.utf8.count == "2026-01-01".utf8.count }
        let rest = text[date.endIndex...].dropFirst()
        let clock = rest.prefix { $0 != "Z" && $0 != "+" && $0 != "-" && $0 != "." && $0 != " " }
        let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
        return fields.count == 3 && fields.allSatisfy { (1...2).contains($0.utf8.count) && Int($0) != nil }
    }

    /// A day that there is: `2026-1-31`. Upstream: goyaml.v2/resolve.go, `parseTimestamp`.
    static func isDate(_ text: some StringProtocol) -> Bool {
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers.allSatisfy({ $0.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } }),
            numbers[0].utf8.count == 4, numbers[1].utf8.count <= 2, numbers[2].utf8.count <= 2,
            let year = Int64(numbers[0]), let month = Int64(numbers[1]), let day = Int64(numbers[2])
        else { return false }
        return (1...12).contains(month) && day >= 1 && day <= CivilDate.days(inMonth: month, of: year)
    }

    /// `[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?`: base 60 in YAML 1.1.
    private static func looksLikeBase60(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: ":")) else { return false }
        var rest = Substring(text)
        if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
        if let dot = rest.firstIndex(of: ".") {
            guard rest[dot...].dropFirst().allSatisfy({ ("0"..."9") ~= $0 || $0 == "_" }) else { return false }
            rest = rest[..<dot]
        }
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 2, let head = parts.first, let first = head.first, ("0"..."9") ~= first,
            head.allSatisfy({ ("0"..."9") ~= $0 || $0 == "_" })
        else { return false }
        return parts.dropFirst().allSatisfy { part in
            guard (1...2).contains(part.utf8.count), part.allSatisfy({ ("0"..."9") ~= $0 }) else { return false }
            return (Int(part) ?? 60) < 60
        }
    }
}
