/// Rules for names, labels and keys, with upstream's texts. Each answers what is wrong; none if
/// the text is fine. The checks walk bytes: they run for every pod that is made.
///
/// Upstream: apimachinery/pkg/util/validation/validation.go, api/validate/content.
public enum TextRules {
    static let labelFormat = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
    private static let keyFormat = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
    /// Bytes of a DNS label, a label name or a label value.
    public static let labelLengthMax = 63
    /// Bytes of a DNS subdomain.
    public static let subdomainLengthMax = 253

    static func maxLength(_ length: Int, _ unit: String) -> String {
        "must be no more than \(length) \(unit)"
    }

    static func pattern(_ message: String, _ format: String, _ examples: String...) -> String {
        var out = message + " (e.g. "
        for (index, example) in examples.enumerated() {
            if index > 0 { out += " or " }
            out += "'\(example)', "
        }
        return out + "regex used for validation is '\(format)')"
    }

    /// `must be between 1 and 65535, inclusive`.
    public static func inclusiveRange(_ low: Int64, _ high: Int64) -> String {
        "must be between \(low) and \(high), inclusive"
    }

    // MARK: - DNS

    /// A lower-case DNS label: the names of containers and namespaces.
    public static func dnsLabel(_ text: String) -> [String] {
        if text.utf8.count <= labelLengthMax, isDNSLabel(text.utf8[...]) { return [] }
        var out: [String] = []
        if text.utf8.count > labelLengthMax { out.append(maxLength(labelLengthMax, "characters")) }
        if !isDNSLabel(text.utf8[...]) {
            if isSubdomain(text) {
                out.append("must not contain dots")
            } else {
                out.append(
                    pattern(
                        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
                            + "and must start and end with an alphanumeric character", labelFormat,
                        "my-name",
                        "123-abc"))
            }
        }
        return out
    }

    /// Labels joined by dots: the names of most objects.
    public static func dnsSubdomain(_ text: String) -> [String] {
        subdomain(text, lengthUnit: "characters")
    }

    private static func subdomain(_ text: String, lengthUnit: String) -> [String] {
        if text.utf8.count <= subdomainLengthMax, isSubdomain(text) { return [] }
        var out: [String] = []
        if text.utf8.count > subdomainLengthMax { out.append(maxLength(subdomainLengthMax, lengthUnit)) }
        if !isSubdomain(text) {
            out.append(
                pattern(
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or "
                        + "'.', and must start and end with an alphanumeric character",
                    labelFormat + "(\\." + labelFormat + ")*", "example.com"))
        }
        return out
    }

    /// As `dnsSubdomain`; labels may begin with and hold underscores: domains that a resolver searches.
    static func dnsSubdomainWithUnderscore(_ text: String) -> [String] {
        var out: [String] = []
        if text.utf8.count > subdomainLengthMax { out.append(maxLength(subdomainLengthMax, "characters")) }
        let plain = text.split(separator: ".", omittingEmptySubsequences: false).map { label in
            String((label.hasPrefix("_") ? label.dropFirst() : label).map { $0 == "_" ? "-" : $0 })
        }
        if !isSubdomain(plain.joined(separator: ".")) {
            let label = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?"
            out.append(
                pattern(
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or "
                        + "'.', and must start and end with an alphanumeric character",
                    label + "(\\." + label + ")*", "example.com"))
        }
        return out
    }

    /// A DNS-1035 label: the names of services.
    public static func dns1035Label(_ text: String) -> [String] {
        var out: [String] = []
        if text.utf8.count > labelLengthMax { out.append(maxLength(labelLengthMax, "characters")) }
        let first = text.utf8.first ?? 0
        if !isDNSLabel(text.utf8[...]) || (first >= 48 && first <= 57) {
            out.append(
                pattern(
                    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an "
                        + "alphabetic character, and end with an alphanumeric character",
                    "[a-z]([-a-z0-9]*[a-z0-9])?", "my-name", "abc-123"))
        }
        return out
    }

    /// The last byte of a prefix for generated names may be a dash.
    static func maskTrailingDash(_ name: String) -> String {
        name.utf8.count > 1 && name.hasSuffix("-") ? name.dropLast(2) + "a" : name
    }

    private static func isDNSLabel(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        guard isLowerAlphanumeric(first), isLowerAlphanumeric(last) else { return false }
        return bytes.allSatisfy { isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    static func isSubdomain(_ text: String) -> Bool { isSubdomain(text.utf8[...]) }

    private static func isSubdomain(_ bytes: Substring.UTF8View) -> Bool {
        var previousIsEdge = true
        var isAfterDash = false
        for byte in bytes {
            if isLowerAlphanumeric(byte) {
                previousIsEdge = false
                isAfterDash = false
            } else if byte == UInt8(ascii: "-") {
                if previousIsEdge { return false }
                isAfterDash = true
            } else if byte == UInt8(ascii: ".") {
                if previousIsEdge || isAfterDash { return false }
                previousIsEdge = true
            } else {
                return false
            }
        }
        return !previousIsEdge && !isAfterDash
    }

    // MARK: - Labels

    /// A label key, an annotation key, a resource name: an optional DNS prefix and a name.
    public static func qualifiedName(_ text: String) -> [String] {
        if isPlainKey(text.utf8[...]) || isPlainPrefixedKey(text.utf8) { return [] }
        var out: [String] = []
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let message =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
            + "alphanumeric character"
        let name: Substring
        switch parts.count {
        case 1: name = parts[0]
        case 2:
            if parts[0].isEmpty {
                out.append("prefix part must be non-empty")
            } else {
                out += subdomain(String(parts[0]), lengthUnit: "bytes").map { "prefix part " + $0 }
            }
            name = parts[1]
        default:
            return [
                "a valid label key " + pattern(message, keyFormat, "MyName", "my.name", "123-abc")
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            ]
        }
        if name.isEmpty {
            out.append("name part must be non-empty")
        } else if name.utf8.count > labelLengthMax {
            out.append("name part " + maxLength(labelLengthMax, "bytes"))
        }
        if !isKey(name.utf8) {
            out.append("name part " + pattern(message, keyFormat, "MyName", "my.name", "123-abc"))
        }
        return out
    }

    /// A label value.
    public static func labelValue(_ text: String) -> [String] {
        if text.isEmpty || isPlainKey(text.utf8[...]) { return [] }
        var out: [String] = []
        if text.utf8.count > labelLengthMax { out.append(maxLength(labelLengthMax, "bytes")) }
        if !isKey(text.utf8[...]) {
            out.append(
                pattern(
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', "
                        + "and must start and end with an alphanumeric character", "(\(keyFormat))?",
                    "MyValue",
                    "my_value", "12345"))
        }
        return out
    }

    private static func isPlainKey(_ bytes: Substring.UTF8View) -> Bool {
        isKey(bytes) && bytes.count <= labelLengthMax
    }

    /// `node.kubernetes.io/not-ready`, which each pod tolerates.
    private static func isPlainPrefixedKey(_ bytes: String.UTF8View) -> Bool {
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else { return false }
        let prefix = bytes[..<slash]
        return prefix.count <= subdomainLengthMax && isSubdomain(prefix)
            && isPlainKey(bytes[bytes.index(after: slash)...])
    }

    private static func isKey(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        guard isAlphanumeric(first), isAlphanumeric(last) else { return false }
        return bytes.allSatisfy {
            isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
                || $0 == UInt8(ascii: ".")
        }
    }

    static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57)
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLowerAlphanumeric(byte) || (byte >= 65 && byte <= 90)
    }
}

// MARK: - Ports, variables, keys

extension TextRules {
    /// The name of a port.
    public static func portName(_ text: String) -> [String] {
        var out: [String] = []
        let bytes = text.utf8
        if bytes.count > 15 { out.append(maxLength(15, "characters")) }
        if bytes.isEmpty || !bytes.allSatisfy({ isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }) {
            out.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
        }
        if !bytes.contains(where: { $0 >= 97 && $0 <= 122 }) {
            out.append("must contain at least one letter (a-z)")
        }
        if text.contains("--") { out.append("must not contain consecutive hyphens") }
        if bytes.first == UInt8(ascii: "-") || bytes.last == UInt8(ascii: "-") {
            out.append("must not begin or end with a hyphen")
        }
        return out
    }

    /// The number of a port.
    public static func portNumber(_ number: Int64) -> [String] {
        number >= 1 && number <= 65535 ? [] : [inclusiveRange(1, 65535)]
    }

    /// A user or group id.
    public static func userID(_ number: Int64) -> [String] {
        number >= 0 && number <= 2_147_483_647 ? [] : [inclusiveRange(0, 2_147_483_647)]
    }

    /// The name of an environment variable, in the wide form of v1.34 and later.
    public static func environmentName(_ text: String) -> [String] {
        if text.isEmpty { return ["environment variable name must be non-empty"] }
        if text.utf8.allSatisfy({ $0 >= 32 && $0 < 127 && $0 != UInt8(ascii: "=") }) { return [] }
        return [
            "a valid environment variable name must consist only of printable ASCII characters other than '='"
        ]
    }

    /// A key of a ConfigMap or Secret.
    public static func configMapKey(_ text: String) -> [String] {
        var out: [String] = []
        if text.utf8.count > subdomainLengthMax { out.append(maxLength(subdomainLengthMax, "characters")) }
        if text.isEmpty || !text.utf8.allSatisfy({ isAlphanumeric($0) || "-_.".utf8.contains($0) }) {
            out.append(
                pattern(
                    "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
                    "[-._a-zA-Z0-9]+",
                    "key.name", "KEY_NAME", "key-name"))
        }
        if text == "." {
            out.append("must not be '.'")
        } else if text == ".." {
            out.append("must not be '..'")
        } else if text.hasPrefix("..") {
            out.append("must not start with '..'")
        }
        return out
    }

    /// The name of an HTTP header.
    public static func headerName(_ text: String) -> [String] {
        if !text.isEmpty, text.utf8.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "-") }) {
            return []
        }
        return [
            pattern(
                "a valid HTTP header must consist of alphanumeric characters or '-'", "[-A-Za-z0-9]+",
                "X-Header-Name")
        ]
    }

    /// A whole number in canonical decimal form.
    public static func decimalInteger(_ text: String) -> [String] {
        if text.isEmpty { return ["must be non-empty"] }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
        if isNumber, !digits.hasPrefix("0") || text == "0" { return [] }
        return ["must be a valid decimal integer in canonical form"]
    }
}
