/// IP addresses and ranges as text.
///
/// Upstream: apimachinery/pkg/util/validation/ip.go.
public enum IPText {
    static let addressProblem = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"
    static let rangeProblem = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"

    /// An address of either family.
    public static func isAddress(_ text: String) -> Bool { isV4(text[...]) || isV6(text[...]) }

    static func isRange(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let bits = Int(parts[1]) else {
            return false
        }
        return (isV4(parts[0]) && bits <= 32) || (isV6(parts[0]) && bits <= 128)
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
