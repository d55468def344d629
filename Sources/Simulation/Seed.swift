/// A stream of chance that is the same in every process and for every Swift version.
///
/// SplitMix64; bounded draws by rejection, written here since the library's mapping from generator to
/// range may change. Split by purpose: a draw more in one place shifts no other place.
public struct Seed: Sendable, Equatable {
    private var state: UInt64

    public init(_ number: UInt64) { state = number }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Seed.mix(state)
    }

    /// A number in `0 ..< bound`; `bound` must be positive.
    public mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "bound \(bound)")
        let wide = UInt64(bound)
        let limit = UInt64.max - UInt64.max % wide
        while true {
            let draw = next()
            if draw < limit { return Int(draw % wide) }
        }
    }

    /// A version 4 UUID: `0f3a…-….-4…-….-…`, of two draws.
    public mutating func uuid() -> String {
        let high = (next() & 0xFFFF_FFFF_FFFF_0FFF) | 0x4000
        let low = (next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        return String(unsafeUninitializedCapacity: 36) { text in
            var place = 0
            for index in 0 ..< 32 {
                if index == 8 || index == 12 || index == 16 || index == 20 {
                    text[place] = UInt8(ascii: "-")
                    place += 1
                }
                let half = index < 16 ? high : low
                let digit = UInt8((half >> UInt64(60 - 4 * (index % 16))) & 0xF)
                text[place] = digit < 10 ? 48 + digit : 87 + digit
                place += 1
            }
            return place
        }
    }

    /// An independent stream for `purpose`; the same for the same purpose.
    public func child(_ purpose: String) -> Seed {
        var hash = state ^ 0xCBF2_9CE4_8422_2325
        for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return Seed(Seed.mix(hash))
    }

    private static func mix(_ input: UInt64) -> UInt64 {
        var z = input
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
