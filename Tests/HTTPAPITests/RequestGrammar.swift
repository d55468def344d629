import Documents
import HTTPAPI
import KubeAPI
import Simulation

/// Requests nobody would write, from a seed: half of what is in them is right, so that they get far.
struct RequestGrammar {
    private var chance: Seed
    private let served: [ResourceInfo]

    init(_ seed: Seed, _ served: [ResourceInfo]) {
        chance = seed
        self.served = served
    }

    /// The next request. `stored` gives an object of the world, to be changed and sent back.
    mutating func next(stored: (HTTPRequest) -> Value?) -> HTTPRequest {
        let info = pick(chance.below(3) == 0 ? served : served.filter { Self.usual.contains($0.plural) })
        let name = chance.below(3) == 0 ? "" : pick(Self.names)
        let path = path(info, name)
        let method = pick(Self.methods)
        var request = HTTPRequest(method, path + query(), user: pick(Self.users))
        if chance.below(4) == 0 { request.headers.append(.init("Accept", pick(Self.accepts))) }
        if chance.below(20) == 0 { request.impersonation = Impersonation(user: pick(Self.names)) }
        guard !request.isRead else { return request }
        let type = method == "PATCH" ? pick(Self.patchTypes) : pick(Self.bodyTypes)
        request.headers.append(.init("Content-Type", type))
        let known = stored(HTTPRequest("GET", path, user: "kubernetes-admin"))
        request.body = body(method, type, info, name, known)
        return request
    }

    private mutating func pick<Element>(_ list: [Element]) -> Element { list[chance.below(list.count)] }

    // MARK: paths and queries

    private mutating func path(_ info: ResourceInfo, _ name: String) -> String {
        if chance.below(12) == 0 { return pick(Self.otherPaths) }
        var path = info.group.isEmpty ? "/api/\(info.version)" : "/apis/\(info.apiVersion)"
        if info.isNamespaced && chance.below(6) > 0 { path += "/namespaces/" + pick(Self.namespaces) }
        path += "/" + info.plural
        if !name.isEmpty { path += "/" + name }
        if !name.isEmpty && chance.below(4) == 0 { path += "/" + pick(info.subresources + Self.subresources) }
        if chance.below(20) == 0 {
            var bytes = Array(path.utf8)
            bytes.insert(contentsOf: pick(Self.pathPieces).utf8, at: chance.below(bytes.count) + 1)
            path = String(decoding: bytes, as: UTF8.self)
        }
        return path
    }

    private mutating func query() -> String {
        guard chance.below(2) == 0 else { return "" }
        let items = (0 ..< 1 + chance.below(3)).map { _ in "\(pick(Self.queryNames))=\(pick(Self.queryValues))" }
        return "?" + items.joined(separator: "&")
    }

    // MARK: bodies

    private mutating func body(
        _ method: String, _ type: String, _ info: ResourceInfo, _ name: String, _ known: Value?
    ) -> [UInt8] {
        if chance.below(12) == 0 { return Array(pick(Self.noise).utf8) }
        var value: Value
        if method == "PATCH" {
            value = type.contains("json-patch") ? patch() : known.map { piece(of: $0) } ?? pick(Self.patches)
        } else if method == "DELETE" {
            value = pick(Self.deletions)
        } else if let known, chance.below(4) > 0 {
            value = known
        } else {
            value = pick(Self.objects)
            if chance.below(2) == 0 {
                value.set(.string(info.apiVersion), at: "apiVersion")
                value.set(.string(info.kind), at: "kind")
            }
            value.set(.string(name.isEmpty ? pick(Self.names) : name), at: "metadata", "name")
        }
        for _ in 0 ..< chance.below(3) { value = changed(value, depth: 0) }
        var bytes = JSONWriter.bytes(value)
        if chance.below(15) == 0, !bytes.isEmpty {
            bytes[chance.below(bytes.count)] = UInt8(chance.below(256))
        }
        return bytes
    }

    /// Somewhere in it something else stands.
    private mutating func changed(_ value: Value, depth: Int) -> Value {
        if chance.below(6) == 0 && depth > 0 { return pick(Self.oddities) }
        switch value {
        case .object(let fields) where !fields.isEmpty:
            let members = Array(fields)
            let at = chance.below(members.count)
            var out = members.map { ($0.key, $0.value) }
            switch chance.below(12) {
            case 0: out.remove(at: at)
            case 1: out.append((pick(Self.keys), pick(Self.oddities)))
            default: out[at].1 = changed(out[at].1, depth: depth + 1)
            }
            return .object(Fields(out))
        case .array(let elements) where !elements.isEmpty:
            var out = elements
            let at = chance.below(out.count)
            switch chance.below(8) {
            case 0: out.remove(at: at)
            case 1: out.append(out[at])
            default: out[at] = changed(out[at], depth: depth + 1)
            }
            return .array(out)
        default: return depth == 0 ? value : pick(Self.oddities)
        }
    }

    /// One branch of an object, as a patch.
    private mutating func piece(of value: Value) -> Value {
        guard case .object(let fields) = value, !fields.isEmpty else { return value }
        let member = pick(Array(fields))
        return .object(Fields([(member.key, piece(of: member.value))]))
    }

    private mutating func patch() -> Value {
        .array(
            (0 ..< 1 + chance.below(3)).map { _ in
                let path = (0 ..< chance.below(5)).map { _ in "/" + pick(Self.keys) }.joined()
                return [
                    "op": .string(pick(["add", "remove", "replace", "move", "copy", "test", "fly"])),
                    "path": .string(path), "from": .string("/" + pick(Self.keys)), "value": pick(Self.oddities)
                ]
            })
    }
}
