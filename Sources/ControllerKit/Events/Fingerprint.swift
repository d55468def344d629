import KubeAPI

/// 128 bits made of texts: the key of a recorder's caches.
///
/// It stands in for upstream's key of joined texts, of which a cluster of 5 000 recorders would hold hundreds
/// of megabytes. Two different keys with one fingerprint are not to be expected: of a million keys the chance
/// is about 10⁻²⁷. The same in every process.
struct Fingerprint: Comparable, Sendable {
    private var high: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var low: UInt64 = 0xCBF2_9CE4_8422_2325

    static func < (a: Fingerprint, b: Fingerprint) -> Bool { a.high == b.high ? a.low < b.low : a.high < b.high }

    /// Adds a text; where it ends counts too.
    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            let words = UnsafeRawBufferPointer(bytes)
            var at = 0
            while at + 8 <= bytes.count {
                add(UInt64(littleEndian: words.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
                at += 8
            }
            var rest: UInt64 = 0
            for place in at ..< bytes.count { rest |= UInt64(bytes[place]) << (UInt64(place - at) * 8) }
            add(rest)
            add(UInt64(bytes.count))
        }
    }

    mutating func add(_ word: UInt64) {
        high = Fingerprint.mix(high ^ word)
        low = Fingerprint.mix((low &+ word) &* 0x2545_F491_4F6C_DD1D &+ 0x1656_67B1_9E37_79F9)
    }

    mutating func add(_ object: ObjectRef) {
        add(UInt64(object.resource.index))
        add(object.key.namespace)
        add(object.key.name)
        add(object.uid)
    }

    private static func mix(_ input: UInt64) -> UInt64 {
        var z = input
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
