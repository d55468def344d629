import Documents

/// What texts of each format look like.
///
/// Upstream: kube-openapi pkg/validation/strfmt and pkg/internal/third_party/govalidator; the patterns are theirs.
extension StringFormats {
    /// Whether strings are held against `format`: formats of numbers and unknown ones say nothing about them.
    static func isChecked(_ format: String) -> Bool { names.contains(normalized(format)) }

    /// Whether a text has a format that is checked.
    static func fits(_ text: String, _ format: String) -> Bool {
        let format = normalized(format)
        if let pattern = patterns[format], !pattern.matches(text) { return false }
        switch format {
        case "uri": return RequestURI(text) != nil
        case "email": return EmailAddress.isGood(text)
        case "hostname":
            return text.utf8.count <= 255
                && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { $0.utf8.count <= 63 }
        case "ipv4": return text.contains(".") && IPText.isAddress(text)
        case "ipv6": return text.contains(":") && IPText.isAddress(text)
        case "cidr": return IPText.isRange(text)
        case "mac": return isMAC(text)
        case "isbn": return isISBN10(text) || isISBN13(text)
        case "isbn10": return isISBN10(text)
        case "isbn13": return isISBN13(text)
        case "creditcard": return isCreditCard(text)
        case "ssn": return text.utf8.count == 11
        case "date": return isDate(text[...])
        case "datetime": return isDateTime(text)
        case "duration": return isDuration(text)
        case "k8sshortname": return text.utf8.count <= 63
        case "k8slongname": return text.utf8.count <= 253
        default: return true
        }
    }

    private static let patterns: [String: Pattern] = {
        let label = "[a-zA-Z0-9\\p{S}\\p{L}]"
        let colour = "(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])"
        let name = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
        func uuid(_ third: String, _ fourth: String) -> String {
            "(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?\(third)-?\(fourth)-?[0-9a-f]{12}$"
        }
        let any = "[0-9a-f]{4}"
        let texts = [
            "bsonobjectid": "^[0-9a-fA-F]{24}$",
            "hostname": "^(\(label)((-?\(label){0,62})?)|"
                + "(\(label)(([a-zA-Z0-9-\\p{S}\\p{L}]{0,61}\(label))?)(\\.)){1,}([a-zA-Z\\p{L}]){2,63})$",
            "uuid": uuid(any, any), "uuid3": uuid("3[0-9a-f]{3}", any),
            "uuid4": uuid("4[0-9a-f]{3}", "[89ab][0-9a-f]{3}"), "uuid5": uuid("5[0-9a-f]{3}", "[89ab][0-9a-f]{3}"),
            "ssn": "^\\d{3}[- ]?\\d{2}[- ]?\\d{4}$", "hexcolor": "^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$",
            "rgbcolor": "^rgb\\(\\s*\(colour)\\s*,\\s*\(colour)\\s*,\\s*\(colour)\\s*\\)$",
            "byte": "^(?:[A-Za-z0-9+\\/]{4})*(?:[A-Za-z0-9+\\/]{2}==|[A-Za-z0-9+\\/]{3}=|[A-Za-z0-9+\\/]{4})$",
            "k8sshortname": "^\(name)$", "k8slongname": "^\(name)(\\.\(name))*$",
        ]
        return texts.compactMapValues { try? Pattern($0) }
    }()

    // MARK: - Times

    /// `2006-01-02`.
    private static func isDate(_ text: Substring) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }),
            let year = Int64(parts[0]), let month = Int64(parts[1]), let day = Int64(parts[2])
        else { return false }
        return (1 ... 12).contains(month) && day >= 1 && day <= CivilDate.days(inMonth: month, of: year)
    }

    /// A date, `t`, and a time with its zone; any character may stand before the fraction.
    private static func isDateTime(_ text: String) -> Bool {
        let parts = text.lowercased().split(separator: "t", omittingEmptySubsequences: false)
        guard parts.count >= 2, isDate(parts[0]), let timeOfDay, timeOfDay.matches(String(parts[1])) else {
            return false
        }
        let time = parts[1].utf8.prefix(8).split(separator: UInt8(ascii: ":")).compactMap { Int(Substring($0)) }
        return time.count == 3 && time[0] <= 23 && time[1] <= 59 && time[2] <= 59
    }

    private static let timeOfDay = try? Pattern(
        "^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$")

    /// As Go writes it, or numbers with units in words somewhere in the text: `3 days`, `2weeks`.
    private static func isDuration(_ text: String) -> Bool {
        if GoDuration.parse(text) != nil { return true }
        var isGood = false
        var rest = text[...].unicodeScalars
        while let start = rest.firstIndex(where: { ("0" ... "9").contains($0) }) {
            rest = rest[start...]
            let digits = rest.prefix { ("0" ... "9").contains($0) }
            rest = rest.dropFirst(digits.count).drop { "\t\n\u{0C}\r ".unicodeScalars.contains($0) }
            let word = rest.prefix { $0 == "µ" || ($0.isASCII && $0.properties.isAlphabetic) }
            if word.isEmpty { continue }
            if Int64(String(digits)) == nil { return false }
            isGood = isGood || isUnit(String(word).lowercased())
            rest = rest.dropFirst(word.count)
        }
        return isGood
    }

    private static func isUnit(_ word: String) -> Bool {
        let exact = ["ns", "us", "µs", "ms", "s", "m", "h", "hr", "d", "w", "wk"]
        let prefixes = ["nano", "micro", "milli", "sec", "min", "hour", "day", "week"]
        return exact.contains(word) || prefixes.contains(where: word.hasPrefix)
    }

    // MARK: - Numbers with a check digit

    private static func isISBN10(_ text: String) -> Bool {
        let digits = withoutSpacesAndDashes(text)
        guard digits.count == 10, digits.dropLast().allSatisfy(isDigit),
            isDigit(digits[9]) || digits[9] == UInt8(ascii: "X")
        else { return false }
        let sum = digits.enumerated().reduce(0) { sum, digit in
            sum + (digit.offset + 1) * (isDigit(digit.element) ? Int(digit.element) - 48 : 10)
        }
        return sum % 11 == 0
    }

    private static func isISBN13(_ text: String) -> Bool {
        let digits = withoutSpacesAndDashes(text)
        guard digits.count == 13, digits.allSatisfy(isDigit) else { return false }
        let sum = digits.enumerated().reduce(0) { $0 + ($1.offset % 2 == 0 ? 1 : 3) * (Int($1.element) - 48) }
        return sum % 10 == 0
    }

    private static func withoutSpacesAndDashes(_ text: String) -> [UInt8] {
        text.utf8.filter { $0 != 45 && $0 != 32 && !(9 ... 13 ~= $0 && $0 != 11) }
    }

    private static let card = try? Pattern(
        "^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|"
            + "3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\\d{3})\\d{11})$")

    private static func isCreditCard(_ text: String) -> Bool {
        let digits = text.utf8.filter(isDigit)
        guard let card, card.matches(String(decoding: digits, as: UTF8.self)) else { return false }
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            let number = Int(digit.element) - 48
            return sum + (digit.offset % 2 == 0 ? number : number * 2 / 10 + number * 2 % 10)
        }
        return sum % 10 == 0
    }

    /// 6, 8 or 20 octets with colons or dashes, or in groups of two with dots. Upstream: Go's net.ParseMAC.
    private static func isMAC(_ text: String) -> Bool {
        for (separator, width) in [(Character(":"), 2), ("-", 2), (".", 4)] {
            let groups = text.split(separator: separator, omittingEmptySubsequences: false)
            if groups.count < 2 { continue }
            return groups.allSatisfy { $0.utf8.count == width && $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
                && [6, 8, 20].contains(groups.count * width / 2)
        }
        return false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}
