/// How addresses and ranges may be written, and what is said of spellings that other software reads in another way.
///
/// Upstream: apimachinery/pkg/util/validation/ip.go, with the feature StrictIPCIDRValidation (on since 1.36).
public enum IPSpelling {
    /// What is wrong with an address in a field of old.
    static func addressProblems(_ text: String) -> [String] {
        if IPText.isPlainV4(text) { return [] }
        guard let bytes = IPText.bytes(text) else { return [IPText.addressProblem] }
        if hasLeadingZero(text) { return ["must not have leading 0s"] }
        return isMapped(bytes) ? ["must not be an IPv4-mapped IPv6 address"] : []
    }

    /// What is wrong with an address in a newer field, where only the canonical spelling will do.
    static func canonicalAddressProblems(_ text: String) -> [String] {
        let problems = addressProblems(text)
        guard problems.isEmpty, let canonical = IPText.bytes(text).flatMap(IPText.text), canonical != text else {
            return problems
        }
        return ["must be in canonical form (\(goQuoted(canonical)))"]
    }

    /// What is wrong with a range in a field of old.
    static func rangeProblems(_ text: String) -> [String] {
        guard let range = IPRange(text) else { return [IPText.rangeProblem] }
        if hasLeadingZero(range: text) { return ["must not have leading 0s in IP or prefix length"] }
        if isMapped(range.address) { return ["must not have an IPv4-mapped IPv6 address"] }
        return range.address == range.masked ? [] : ["must not have bits set beyond the prefix length"]
    }

    /// What is wrong with a range in a newer field.
    static func canonicalRangeProblems(_ text: String) -> [String] {
        let problems = rangeProblems(text)
        guard problems.isEmpty, let canonical = IPRange(text)?.text, canonical != text else { return problems }
        return ["must be in canonical form (\(goQuoted(canonical)))"]
    }

    // MARK: - Warnings

    /// What a client is told of the address at `place`; nothing of a text that is no address.
    ///
    /// Upstream: GetWarningsForIP.
    public static func warnings(address text: String, _ place: String) -> [String] {
        guard let bytes = IPText.bytes(text), let canonical = IPText.text(bytes) else { return [] }
        if hasLeadingZero(text) || isMapped(bytes) {
            return ["\(place): non-standard IP address \(goQuoted(text)) is invalid: use \(goQuoted(canonical))"]
        }
        if bytes.count == 4 || canonical == text { return [] }
        return [
            "\(place): IPv6 address \(goQuoted(text)) should be in RFC 5952 canonical format (\(goQuoted(canonical)))"
        ]
    }

    /// The same of a range. Upstream: GetWarningsForCIDR.
    public static func warnings(range text: String, _ place: String) -> [String] {
        guard let range = IPRange(text) else { return [] }
        var out: [String] = []
        if range.address != range.masked {
            let single = "\(IPText.text(range.address) ?? "")/\(range.address.count * 8)"
            out.append(
                "\(place): CIDR value \(goQuoted(text)) is ambiguous in this context (should be "
                    + "\(goQuoted(range.text)) or \(goQuoted(single))?)")
        }
        if hasLeadingZero(range: text) || isMapped(range.address) {
            out.append(
                "\(place): non-standard CIDR value \(goQuoted(text)) is invalid: use \(goQuoted(range.text))")
        }
        if out.isEmpty, range.address.count == 16, range.text != text {
            out.append(
                "\(place): IPv6 CIDR value \(goQuoted(text)) should be in RFC 5952 canonical format "
                    + "(\(goQuoted(range.text)))")
        }
        return out
    }

    // MARK: -

    /// In a decimal number: those of IPv6 groups are a matter of form only.
    private static func hasLeadingZero(_ address: String) -> Bool {
        let last = address.split(separator: ":").last ?? ""
        return last.contains(".") && last.split(separator: ".").contains { $0.utf8.count > 1 && $0.hasPrefix("0") }
    }

    private static func hasLeadingZero(range text: String) -> Bool {
        let parts = text.split(separator: "/")
        guard parts.count == 2 else { return false }
        return hasLeadingZero(String(parts[0])) || (parts[1].utf8.count > 1 && parts[1].hasPrefix("0"))
    }

    /// `::ffff:1.2.3.4`, however it is written.
    private static func isMapped(_ bytes: [UInt8]) -> Bool {
        bytes.count == 16 && bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    }
}
