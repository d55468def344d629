/// The text of a file before it is parsed.
///
/// Upstream: apimachinery/pkg/util/yaml/decoder.go, YAMLReader.
enum ManifestText {
    /// The documents of a stream, each parsed for itself: one that is broken does not keep those before it from being
    /// read, and lines count from the beginning of each. What begins as JSON is one text.
    static func documents(_ bytes: [UInt8]) -> [[UInt8]] {
        if bytes.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") { return [bytes] }
        var out: [[UInt8]] = []
        var current: [UInt8] = []
        for line in lines(bytes) {
            if isSeparator(line), !current.isEmpty {
                out.append(current)
                current = []
            } else {
                current += line
            }
        }
        return current.isEmpty ? out : out + [current]
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var out: [ArraySlice<UInt8>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            out.append(bytes[start...index])
            start = index + 1
        }
        if start < bytes.count { out.append(bytes[start...]) }
        return out
    }

    /// `---`, with nothing behind it but blanks or a comment.
    private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: "---".utf8) else { return false }
        let rest = line.dropFirst(3).first { !" \t\r\n".utf8.contains($0) }
        return rest == nil || rest == UInt8(ascii: "#")
    }
}
