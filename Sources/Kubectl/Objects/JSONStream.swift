import Documents

/// A file of JSON objects, one behind the other.
///
/// Upstream: apimachinery pkg/util/yaml/decoder.go, YAMLOrJSONDecoder.
enum JSONStream {
    /// The objects of a text that begins with `{`; `nil` if it is no such text, which YAML may still read.
    static func objects(_ bytes: [UInt8]) -> [Value]? {
        let isBlank: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        var rest = bytes.drop(while: isBlank)
        guard rest.first == UInt8(ascii: "{") else { return nil }
        var out: [Value] = []
        while !rest.isEmpty {
            guard let end = end(of: rest), let value = try? JSONReader.read(Array(rest[..<end])) else { return nil }
            out.append(value)
            rest = rest[end...].drop(while: isBlank)
        }
        return out
    }

    /// Where the object at the front ends.
    private static func end(of bytes: ArraySlice<UInt8>) -> Int? {
        var depth = 0
        var isText = false
        var isEscaped = false
        for (index, byte) in zip(bytes.indices, bytes) {
            if isEscaped {
                isEscaped = false
            } else if isText {
                if byte == UInt8(ascii: "\\") { isEscaped = true }
                if byte == UInt8(ascii: "\"") { isText = false }
            } else if byte == UInt8(ascii: "\"") {
                isText = true
            } else if byte == UInt8(ascii: "{") {
                depth += 1
            } else if byte == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return index + 1 }
            }
        }
        return nil
    }
}
