/// Reading image names as far as defaulting needs it.
///
/// Upstream: pkg/util/parsers/parsers.go, over github.com/distribution/reference.
public enum ImageName {
    /// The tag of an image: `latest` if it names neither tag nor digest, empty if it names only a
    /// digest or is no image name at all.
    public static func tag(of image: String) -> String {
        var rest = image[...]
        var hasDigest = false
        if let at = rest.firstIndex(of: "@") {
            hasDigest = true
            rest = rest[..<at]
        }
        var tag = ""
        let slash = rest.lastIndex(of: "/")
        let nameStart = slash.map { rest.index(after: $0) } ?? rest.startIndex
        if let colon = rest[nameStart...].firstIndex(of: ":") {
            tag = String(rest[rest.index(after: colon)...])
            rest = rest[..<colon]
            if !isTag(tag) { return "" }
        }
        guard isRepository(rest) else { return "" }
        return tag.isEmpty && !hasDigest ? "latest" : tag
    }

    private static func isTag(_ tag: String) -> Bool {
        guard let first = tag.utf8.first, tag.utf8.count <= 128 else { return false }
        guard isAlphanumeric(first) || first == UInt8(ascii: "_") else { return false }
        return tag.utf8.allSatisfy { isAlphanumeric($0) || "_.-".utf8.contains($0) }
    }

    /// Path components are lower case; the first may be a host with a port.
    private static func isRepository(_ name: Substring) -> Bool {
        let components = name.split(separator: "/", omittingEmptySubsequences: false)
        for (index, component) in components.enumerated() {
            guard let first = component.utf8.first, let last = component.utf8.last else { return false }
            let isHost =
                index == 0 && components.count > 1
                && (component.contains(".") || component.contains(":") || component == "localhost"
                    || component != component.lowercased()[...])
            if isHost { continue }
            guard isLowerAlphanumeric(first), isLowerAlphanumeric(last) else { return false }
            guard component.utf8.allSatisfy({ isLowerAlphanumeric($0) || "._-".utf8.contains($0) }) else {
                return false
            }
        }
        return !components.isEmpty
    }

    private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLowerAlphanumeric(byte) || (byte >= 65 && byte <= 90)
    }
}
