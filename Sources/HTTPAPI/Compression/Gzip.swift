/// Compresses answers: RFC 1951 with its fixed codes, in the frame of RFC 1952.
///
/// Upstream uses Go's compress/gzip at its fastest level for the same purpose: repeated names and labels go, nothing
/// is searched for long. The same bytes give the same bytes.
enum Gzip {
    /// Smaller answers are sent as they are.
    /// Upstream: apiserver/pkg/endpoints/handlers/responsewriters/writers.go, defaultGzipThresholdBytes.
    static let threshold = 128 * 1024

    static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var stream = GzipStream()
        return stream.compressed(bytes) + stream.finish()
    }

    fileprivate static func append(_ number: UInt32, to out: inout [UInt8]) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { out.append(UInt8(number >> shift & 0xFF)) }
    }

    private static let checksumTable: [UInt32] = (0 ..< 256).map { start -> UInt32 in
        var value = UInt32(start)
        for _ in 0 ..< 8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
        return value
    }

    /// The checksum goes on from `value`; it begins with, and at the end is turned by, all ones.
    fileprivate static func add(_ bytes: [UInt8], to value: inout UInt32) {
        for byte in bytes { value = checksumTable[Int((value ^ UInt32(byte)) & 0xFF)] ^ value >> 8 }
    }
}

/// Compresses piece by piece; each piece is a block of its own, and repetitions are found within it alone.
public struct GzipStream: Sendable {
    private var writer = DeflateWriter()
    private var checksum: UInt32 = 0xFFFF_FFFF
    private var size = 0
    private var isBegun = false

    /// Nothing yet.
    public init() {}

    /// What may be sent once these bytes have come.
    public mutating func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = isBegun ? [] : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 4, 0xFF]
        isBegun = true
        size += bytes.count
        Gzip.add(bytes, to: &checksum)
        bytes.withUnsafeBufferPointer { writer.write($0) }
        out += writer.take()
        return out
    }

    /// The end.
    public mutating func finish() -> [UInt8] {
        var out = writer.finish()
        Gzip.append(checksum ^ 0xFFFF_FFFF, to: &out)
        Gzip.append(UInt32(truncatingIfNeeded: size), to: &out)
        return out
    }
}

/// Blocks of fixed codes.
private struct DeflateWriter: Sendable {
    private static let windowMax = 32_768
    private static let lengthMax = 258
    private static let hashBits = 15

    private var out: [UInt8] = []
    private var bits: UInt64 = 0
    private var count: UInt64 = 0

    /// A block that is not the last.
    mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        out.reserveCapacity(bytes.count / 4)
        put(0b010, 3)
        var heads = [Int](repeating: -1, count: 1 << DeflateWriter.hashBits)
        var index = 0
        while index < bytes.count {
            let length = index + 4 <= bytes.count ? match(bytes, index, &heads) : (0, 0)
            if length.0 >= 4 {
                putLength(length.0)
                putDistance(length.1)
                index += length.0
            } else {
                putLiteral(Int(bytes[index]))
                index += 1
            }
        }
        putLiteral(256)
    }

    /// The longest repetition of what stood where these four bytes were last, and how far back that is.
    private func match(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ heads: inout [Int]
    ) -> (length: Int, distance: Int) {
        let word =
            UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
            | UInt32(bytes[index + 3]) << 24
        let hash = Int((word &* 0x9E37_79B1) >> UInt32(32 - DeflateWriter.hashBits))
        let earlier = heads[hash]
        heads[hash] = index
        guard earlier >= 0, index - earlier <= DeflateWriter.windowMax else { return (0, 0) }
        let most = min(DeflateWriter.lengthMax, bytes.count - index)
        var length = 0
        while length < most, bytes[earlier + length] == bytes[index + length] { length += 1 }
        return (length, index - earlier)
    }

    /// The bytes that are whole.
    mutating func take() -> [UInt8] {
        defer { out = [] }
        return out
    }

    /// The last block: it is empty.
    mutating func finish() -> [UInt8] {
        put(0b011, 3)
        putLiteral(256)
        while count > 0 {
            out.append(UInt8(bits & 0xFF))
            bits >>= 8
            count = count > 8 ? count - 8 : 0
        }
        return take()
    }

    private mutating func put(_ value: Int, _ width: UInt64) {
        bits |= UInt64(value) << count
        count += width
        while count >= 8 {
            out.append(UInt8(bits & 0xFF))
            bits >>= 8
            count -= 8
        }
    }

    /// Codes are sent with their first bit first.
    private static func reversed(_ code: Int, _ width: Int) -> Int {
        var out = 0
        for place in 0 ..< width where code >> place & 1 == 1 { out |= 1 << (width - 1 - place) }
        return out
    }

    private static let literals: [(code: Int, width: UInt64)] = (0 ..< 288).map { symbol in
        switch symbol {
        case 0 ..< 144: (reversed(0x30 + symbol, 8), 8)
        case 144 ..< 256: (reversed(0x190 + symbol - 144, 9), 9)
        case 256 ..< 280: (reversed(symbol - 256, 7), 7)
        default: (reversed(0xC0 + symbol - 280, 8), 8)
        }
    }

    private mutating func putLiteral(_ symbol: Int) {
        let (code, width) = DeflateWriter.literals[symbol]
        put(code, width)
    }

    private mutating func putLength(_ length: Int) {
        if length == DeflateWriter.lengthMax { return putLiteral(285) }
        let rest = length - 3
        if rest < 8 { return putLiteral(257 + rest) }
        let extra = (Int.bitWidth - 1 - rest.leadingZeroBitCount) - 2
        putLiteral(257 + 4 * extra + rest >> extra)
        put(rest & (1 << extra - 1), UInt64(extra))
    }

    private mutating func putDistance(_ distance: Int) {
        let rest = distance - 1
        let extra = rest < 4 ? 0 : (Int.bitWidth - 1 - rest.leadingZeroBitCount) - 1
        let symbol = rest < 4 ? rest : 2 * extra + rest >> extra
        put(DeflateWriter.reversed(symbol, 5), 5)
        if extra > 0 { put(rest & (1 << extra - 1), UInt64(extra)) }
    }
}
