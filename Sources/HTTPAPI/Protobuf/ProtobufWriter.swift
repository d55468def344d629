/// Writes messages in protobuf's wire format.
///
/// Upstream: protobuf.dev, Encoding.
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    /// A text or the bytes of a message.
    mutating func field(_ number: Int, _ content: [UInt8]) {
        varint(UInt64(number << 3 | 2))
        varint(UInt64(content.count))
        bytes += content
    }

    /// A text; an empty one is left out.
    mutating func field(_ number: Int, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        field(number, Array(text.utf8))
    }

    /// A flag; false is left out.
    mutating func field(_ number: Int, _ flag: Bool?) {
        guard flag == true else { return }
        varint(UInt64(number << 3))
        bytes.append(1)
    }

    private mutating func varint(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
