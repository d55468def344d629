/// One value of ASN.1 in its distinguished encoding: a tag and what is in it.
///
/// Tags of one byte and definite lengths, which is all that certificate requests have. Upstream: Go's encoding/asn1
/// (X.690).
struct DERNode {
    /// What there was to read was cut off, or is longer than it says.
    struct Malformed: Error {}

    let tag: UInt8
    let content: ArraySlice<UInt8>

    /// Reads one value that fills `bytes`.
    init(_ bytes: [UInt8]) throws(Malformed) {
        var rest = bytes[...]
        self = try DERNode.next(&rest)
        if !rest.isEmpty { throw Malformed() }
    }

    private init(tag: UInt8, content: ArraySlice<UInt8>) {
        self.tag = tag
        self.content = content
    }

    /// The values inside, one after the other.
    func parts() throws(Malformed) -> [DERNode] {
        var rest = content
        var out: [DERNode] = []
        while !rest.isEmpty { out.append(try DERNode.next(&rest)) }
        return out
    }

    /// The bytes inside.
    var bytes: [UInt8] { Array(content) }

    /// The text of a string type; `nil` for what is none.
    var text: String? {
        switch tag {
        case Tag.utf8, Tag.numeric, Tag.printable, Tag.teletex, Tag.ia5: String(decoding: content, as: UTF8.self)
        case Tag.bmp:
            String(decoding: units, as: UTF16.self)
        default: nil
        }
    }

    /// The content as pairs of bytes.
    private var units: [UInt16] {
        let bytes = bytes
        return stride(from: 1, to: bytes.count, by: 2).map { UInt16(bytes[$0 - 1]) << 8 | UInt16(bytes[$0]) }
    }

    enum Tag {
        static let octets: UInt8 = 0x04
        static let utf8: UInt8 = 0x0C
        static let numeric: UInt8 = 0x12
        static let printable: UInt8 = 0x13
        static let teletex: UInt8 = 0x14
        static let ia5: UInt8 = 0x16
        static let bmp: UInt8 = 0x1E
        static let sequence: UInt8 = 0x30
        /// `[0]`, with values inside.
        static let context0: UInt8 = 0xA0
    }

    /// Longer lengths than four bytes are refused.
    private static let lengthBytesMax = 4

    private static func next(_ rest: inout ArraySlice<UInt8>) throws(Malformed) -> DERNode {
        guard let tag = rest.popFirst(), let first = rest.popFirst() else { throw Malformed() }
        var length = Int(first)
        if first & 0x80 != 0 {
            let count = Int(first & 0x7F)
            guard (1...lengthBytesMax).contains(count), rest.count >= count else { throw Malformed() }
            length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(count)
        }
        guard rest.count >= length else { throw Malformed() }
        defer { rest = rest.dropFirst(length) }
        return DERNode(tag: tag, content: rest.prefix(length))
    }
}
