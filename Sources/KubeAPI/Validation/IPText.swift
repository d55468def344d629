/// IP addresses and ranges as text.
///
/// Upstream: apimachinery/pkg/util/validation/ip.go.
public enum IPText {
    static let addressProblem = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"
    static let rangeProblem = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"

    /// An address of either family.
    public static func isAddress(_ text: String) -> Bool { isV4(text[...]) || isV6(text[...]) }

    /// The text of an address of 4 or 16 bytes; `nil` for any other count.
    ///
    /// The longest run of zeros of an address of 16 bytes is `::`. Upstream: Go's net.IP.String (RFC 5952).
    public static func text(_ bytes: [UInt8]) -> String? {
        if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
        guard bytes.count == 16 else { return nil }
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return text(Array(bytes[12...]))
        }
        let groups = stride(from: 0, to: 16, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
        var longest = 0..<0
        for start in groups.indices {
            let zeros = start..<(groups[start...].firstIndex { $0 != 0 } ?? groups.count)
            if zeros.count > max(1, longest.count) { longest = zeros }
        }
        func hex(_ part: ArraySlice<Int>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        if longest.isEmpty { return hex(groups[...]) }
        return hex(groups[..<longest.lowerBound]) + "::" + hex(groups[longest.upperBound...])
    }

    /// The 4 or 16 bytes of an address; `nil` if the text is none.
    static func bytes(_ text: String) -> [UInt8]? { isAddress(text) ? IPRange("\(text)/0")?.address : nil }

    static func isRange(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let bits = Int(parts[1]) else {
            return false
        }
        return (isV4(parts[0]) && bits <= 32) || (isV6(parts[0]) && bits <= 128)
    }

    /// Four numbers up to 255, without leading zeros: nearly every address, told in one walk.
    static func isPlainV4(_ text: String) -> Bool {
        var (dots, digits, number) = (0, 0, 0)
        for byte in text.utf8 {
            if byte == UInt8(ascii: ".") {
                if digits == 0 { return false }
                (dots, digits, number) = (dots + 1, 0, 0)
                continue
            }
            guard byte >= 48, byte <= 57, digits == 0 || number > 0 else { return false }
            number = number * 10 + Int(byte - 48)
            digits += 1
            if number > 255 { return false }
        }
        return dots == 3 && digits > 0
    }

    static func isV4(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return false }
        return parts.allSatisfy { part in
            guard !part.isEmpty, part.utf8.count <= 3, part.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
                return false
            }
            return (Int(part) ?? 256) <= 255
        }
    }

    static func isV6(_ text: Substring) -> Bool {
        guard text.contains(":") else { return false }
        let halves = split(text)
        guard halves.count <= 2 else { return false }
        var count = 0
        for (position, half) in halves.enumerated() where !half.isEmpty {
            let groups = half.split(separator: ":", omittingEmptySubsequences: false)
            for (index, group) in groups.enumerated() {
                let isLast = position == halves.count - 1 && index == groups.count - 1
                if isLast, group.contains(".") {
                    guard isV4(group) else { return false }
                    count += 2
                } else {
                    let isHex = group.utf8.allSatisfy {
                        ($0 >= 48 && $0 <= 57) || ($0 >= 97 && $0 <= 102) || ($0 >= 65 && $0 <= 70)
                    }
                    guard !group.isEmpty, group.utf8.count <= 4, isHex else { return false }
                    count += 1
                }
            }
        }
        return halves.count == 2 ? count < 8 : count == 8
    }

    /// The parts around `::`.
    private static func split(_ text: Substring) -> [Substring] {
        var out: [Substring] = []
        var rest = text
        while let range = firstDoubleColon(rest) {
            out.append(rest[..<range])
            rest = rest[rest.index(range, offsetBy: 2)...]
        }
        out.append(rest)
        return out
    }

    private static func firstDoubleColon(_ text: Substring) -> Substring.Index? {
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == ":", next < text.endIndex, text[next] == ":" { return index }
            index = next
        }
        return nil
    }
}
