public import Documents

/// Writes KYAML, the look of `kubectl -o kyaml`: YAML in braces, each text in quotes, keys bare where they can only
/// be texts, a comma behind each member.
///
/// Like upstream it starts from JSON, whose order of members it keeps.
/// Upstream: sigs.k8s.io/yaml/kyaml, KEP-5295.
public enum KYAMLWriter {
    /// One document with its `---`, members in the order of their keys.
    public static func text(_ value: Value) -> String { text(json: JSONWriter.bytes(value)) }

    /// One document with its `---`, members in the order in which `json` has them; a line end stands behind it.
    public static func text(json: [UInt8]) -> String {
        var reader = JSONOrder(json)
        var writer = Emitter()
        writer.node(reader.node(), indent: 0)
        return "---\n" + writer.out + "\n"
    }

    private struct Emitter {
        var out = ""

        mutating func node(_ node: JSONOrder.Node, indent: Int) {
            switch node {
            case .plain(let text): out += text
            case .text(let text): out += KYAMLStrings.quoted(text, indent: indent + 1)
            case .list(let items): list(items, indent: indent)
            case .map(let members): map(members, indent: indent)
            }
        }

        private mutating func list(_ items: [JSONOrder.Node], indent: Int) {
            out += "["
            // Lists of lists and of maps keep their brackets together.
            let isCuddled = items.allSatisfy(\.isCollection)
            for (index, item) in items.enumerated() {
                if !isCuddled { newLine(indent + 1) } else if index > 0 { out += ", " }
                node(item, indent: isCuddled ? indent : indent + 1)
                if !isCuddled { out += "," }
            }
            if !isCuddled { newLine(indent) }
            out += "]"
        }

        private mutating func map(_ members: [(key: String, value: JSONOrder.Node)], indent: Int) {
            out += "{"
            for (key, value) in members {
                newLine(indent + 1)
                out += KYAMLStrings.key(key) + ": "
                node(value, indent: indent + 1)
                out += ","
            }
            if !members.isEmpty { newLine(indent) }
            out += "}"
        }

        private mutating func newLine(_ indent: Int) { out += "\n" + KYAMLStrings.margin(indent) }
    }
}

/// Reads JSON of our own making, and keeps the order of its members.
private struct JSONOrder {
    indirect enum Node {
        /// A number, `true`, `false` or `null`, as it stands.
        case plain(String)
        case text(String)
        case list([Node])
        case map([(key: String, value: Node)])

        var isCollection: Bool {
            switch self {
            case .plain, .text: false
            case .list, .map: true
            }
        }
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func node() -> Node {
        switch bytes[index] {
        case UInt8(ascii: "{"):
            var members: [(key: String, value: Node)] = []
            collection { reader in
                let key = reader.string()
                reader.index += 1
                members.append((key, reader.node()))
            }
            return .map(members)
        case UInt8(ascii: "["):
            var items: [Node] = []
            collection { reader in items.append(reader.node()) }
            return .list(items)
        case UInt8(ascii: "\""): return .text(string())
        default:
            let start = index
            while index < bytes.count, !",]}".utf8.contains(bytes[index]) { index += 1 }
            return .plain(String(decoding: bytes[start..<index], as: UTF8.self))
        }
    }

    private mutating func collection(_ read: (inout JSONOrder) -> Void) {
        index += 1
        while !"]}".utf8.contains(bytes[index]) {
            if bytes[index] == UInt8(ascii: ",") { index += 1 }
            read(&self)
        }
        index += 1
    }

    private mutating func string() -> String {
        let start = index
        index = JSONIndent.endOfString(bytes, start)
        return (try? JSONReader.read(Array(bytes[start..<index])))?.string ?? ""
    }
}
