/// A range of addresses: `10.0.0.0/8`, `2001:db8::/64`.
///
/// Upstream: Go's net.IPNet, as netutils.ParseCIDRSloppy makes one.
struct IPRange {
    /// The address before the slash, 4 or 16 bytes.
    let address: [UInt8]
    /// Bits that all its addresses share.
    let length: Int

    /// `nil` if the text is no range.
    init?(_ text: String) {
        guard IPText.isRange(text) else { return nil }
        let parts = text.split(separator: "/")
        length = Int(parts[1]) ?? 0
        address = text.contains(":") ? Self.v6(parts[0]) : Self.v4(parts[0])
    }

    /// The address with nothing behind the prefix.
    var masked: [UInt8] {
        address.indices.map { index in
            let bits = min(8, max(0, length - index * 8))
            return address[index] & UInt8(truncatingIfNeeded: 0xFF00 >> bits)
        }
    }

    /// The canonical spelling: `10.0.0.0/8` of `10.1.2.3/8`.
    var text: String { "\(IPText.text(masked) ?? "")/\(length)" }

    /// Whether the other range lies in this one and is smaller.
    func strictlyContains(_ other: IPRange) -> Bool {
        guard address.count == other.address.count, length < other.length else { return false }
        return (0 ..< length).allSatisfy { bit in
            (address[bit / 8] ^ other.address[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
        }
    }

    private static func v4(_ text: Substring) -> [UInt8] { text.split(separator: ".").map { UInt8($0) ?? 0 } }

    /// `::` stands for as many zeros as are missing.
    private static func v6(_ text: Substring) -> [UInt8] {
        let groups = text.split(separator: ":", omittingEmptySubsequences: false)
        var (head, tail, isBehindGap) = ([UInt8](), [UInt8](), false)
        for (index, group) in groups.enumerated() {
            if group.isEmpty {
                isBehindGap = isBehindGap || index > 0
                continue
            }
            let number = UInt16(group, radix: 16) ?? 0
            let bytes = group.contains(".") ? v4(group) : [UInt8(number >> 8), UInt8(number & 0xFF)]
            if isBehindGap { tail += bytes } else { head += bytes }
        }
        return head + Array(repeating: 0, count: max(0, 16 - head.count - tail.count)) + tail
    }
}
