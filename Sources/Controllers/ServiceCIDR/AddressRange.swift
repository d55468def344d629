import KubeAPI

/// A range of IPv4 addresses, such as `10.96.0.0/16`; ranges of IPv6 are not read: the cluster allocates none.
struct AddressRange {
    private let first: UInt32
    private let bits: UInt32

    /// Reads a range; `nil` if the text is none.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let bits = UInt32(parts[1]), bits <= 32, let address = Self.number(of: parts[0])
        else { return nil }
        self.bits = bits
        first = address & Self.mask(bits)
    }

    /// Is the address in the range?
    func contains(address: String) -> Bool {
        Self.number(of: address).map { $0 & Self.mask(bits) == first } ?? false
    }

    /// Is the other range a part of this one, or the same?
    func contains(_ other: AddressRange) -> Bool { other.bits >= bits && other.first & Self.mask(bits) == first }

    private static func mask(_ bits: UInt32) -> UInt32 { bits == 0 ? 0 : UInt32.max << (32 - bits) }

    private static func number(of address: String) -> UInt32? {
        guard IPText.isAddress(address), !address.contains(":") else { return nil }
        return address.split(separator: ".").reduce(0) { $0 << 8 | (UInt32($1) ?? 0) }
    }
}
