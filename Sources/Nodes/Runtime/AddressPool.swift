import OrderedMaps

/// Hands out the pod addresses of a node, one after the other, as the `host-local` CNI plugin does.
///
/// The first address is the bridge's; an address that came back is given out again only after a full turn.
struct AddressPool: Sendable {
    private let base: UInt32
    private let size: UInt32
    private var last: UInt32 = 1
    private var used = OrderedMap<UInt32, Bool>()

    /// `10.244.3.0/24`; `nil` if the text is no IPv4 range with room for two pods.
    init?(_ range: String) {
        let halves = range.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, let prefix = UInt32(halves[1]), (8...29).contains(prefix) else { return nil }
        var address: UInt32 = 0
        let parts = halves[0].split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        for part in parts {
            guard let byte = UInt8(part) else { return nil }
            address = address << 8 | UInt32(byte)
        }
        size = 1 << (32 - prefix)
        base = address & ~(size - 1)
    }

    /// The next free address; `nil` if all are in use.
    mutating func take() -> String? {
        for _ in 0..<size {
            last += 1
            if last >= size - 1 { last = 2 }
            if used[last] == nil {
                used[last] = true
                return AddressPool.text(base + last)
            }
        }
        return nil
    }

    mutating func release(_ address: String) {
        var number: UInt32 = 0
        for part in address.split(separator: ".") { number = number << 8 | UInt32(UInt8(part) ?? 0) }
        if number > base, number < base + size { used[number - base] = nil }
    }

    private static func text(_ address: UInt32) -> String {
        "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
    }
}
