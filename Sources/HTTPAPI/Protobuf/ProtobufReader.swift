/// Reads the fields of a message in protobuf's wire format, one after the other.
///
/// Upstream: protobuf.dev, Encoding.
struct ProtobufReader {
    /// What a field holds.
    enum Content {
        case varint(UInt64)
        case bytes(ArraySlice<UInt8>)
        case fixed64(UInt64)
        case fixed32(UInt32)
    }

    /// The bytes are no message.
    struct Malformed: Error {}

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The next field; `nil` at the end.
    mutating func next() throws(Malformed) -> (number: Int, content: Content)? {
        if rest.isEmpty { return nil }
        let tag = try varint()
        guard tag >> 3 > 0, tag >> 3 < 1 << 29 else { throw Malformed() }
        let content: Content
        switch tag & 7 {
        case 0: content = .varint(try varint())
        case 1: content = .fixed64(try fixed(8))
        case 2:
            let length = try varint()
            guard length <= UInt64(rest.count) else { throw Malformed() }
            content = .bytes(rest.prefix(Int(length)))
            rest = rest.dropFirst(Int(length))
        case 5: content = .fixed32(UInt32(try fixed(4)))
        default: throw Malformed()
        }
        return (Int(tag >> 3), content)
    }

    private mutating func varint() throws(Malformed) -> UInt64 {
        var out: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = rest.popFirst() {
            guard shift < 64 else { throw Malformed() }
            out |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return out }
            shift += 7
        }
        throw Malformed()
    }

    private mutating func fixed(_ count: Int) throws(Malformed) -> UInt64 {
        guard rest.count >= count else { throw Malformed() }
        var out: UInt64 = 0
        for (index, byte) in rest.prefix(count).enumerated() { out |= UInt64(byte) << UInt64(8 * index) }
        rest = rest.dropFirst(count)
        return out
    }
}
