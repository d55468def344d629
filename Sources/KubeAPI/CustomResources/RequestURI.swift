/// A URI that Go's url.ParseRequestURI accepts: absolute, or a path from the root.
///
/// Upstream: Go's net/url.
struct RequestURI {
    var scheme = ""
    var host = ""

    /// `nil` if it is none.
    init?(_ text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        var rest = text[...]
        if let colon = text.firstIndex(of: ":"), text.first?.isASCII == true, text.first?.isLetter == true,
            text[..<colon].utf8.allSatisfy({ TextRules.isAlphanumeric($0) || "+-.".utf8.contains($0) })
        {
            scheme = text[..<colon].lowercased()
            rest = text[text.index(after: colon)...]
        } else if text.hasPrefix(":") {
            return nil
        }
        if !rest.hasPrefix("/") {
            // Opaque: `mailto:x`; without a scheme it is no request.
            guard !scheme.isEmpty else { return nil }
            return
        }
        if !scheme.isEmpty, rest.hasPrefix("//") {
            let authority = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" }
            rest = rest.dropFirst(2 + authority.count)
            guard let host = Self.host(authority) else { return nil }
            self.host = host
        }
        let path = rest.prefix { $0 != "?" }
        guard Self.hasGoodEscapes(path) else { return nil }
    }

    private static func host(_ authority: Substring) -> String? {
        var host = authority
        if let at = authority.lastIndex(of: "@") {
            let user = authority[..<at]
            guard hasGoodEscapes(user),
                user.utf8.allSatisfy({ TextRules.isAlphanumeric($0) || "-._:~!$&'()*+,;=%@".utf8.contains($0) })
            else { return nil }
            host = authority[authority.index(after: at)...]
        }
        let name: Substring
        let port: Substring
        if host.hasPrefix("[") {
            guard let end = host.lastIndex(of: "]") else { return nil }
            name = host[...end]
            port = host[host.index(after: end)...]
        } else {
            let colon = host.firstIndex(of: ":") ?? host.endIndex
            name = host[..<colon]
            port = host[colon...]
        }
        guard port.isEmpty || port.first == ":", port.dropFirst().utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
            return nil
        }
        let isGood = name.utf8.allSatisfy {
            $0 >= 0x80 || TextRules.isAlphanumeric($0) || "-_.~!$&'()*+,;=:[]<>\"%".utf8.contains($0)
        }
        return isGood && hasGoodEscapes(name) ? String(host) : nil
    }

    /// Each `%` has two hexadecimal digits behind it.
    private static func hasGoodEscapes(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.allSatisfy { index in
            bytes[index] != UInt8(ascii: "%")
                || (index + 2 < bytes.count && isHex(bytes[index + 1]) && isHex(bytes[index + 2]))
        }
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (byte >= 48 && byte <= 57) || (byte | 0x20 >= 97 && byte | 0x20 <= 102)
    }
}
