import Documents
import KubeAPI

/// Where a list goes on: upstream's token, base64 of `{"v":"meta.k8s.io/v1","rv":7,"start":"c2\u0000"}`.
///
/// Upstream: apiserver/pkg/storage/continue.go.
struct ContinueToken: Equatable {
    /// The revision of the first page; -1: whatever is there now.
    let revision: Int64
    /// The last key of the page before, without the prefix of the list: `web`, or `default/web` of all namespaces.
    let after: String

    private static let version = "meta.k8s.io/v1"

    init(revision: Int64, after: String) {
        self.revision = revision
        self.after = after
    }

    var text: String {
        // Member for member as Go writes its struct.
        let start = JSONWriter.text(.string(after + "\0"))
        return Base64.urlText("{\"v\":\"\(Self.version)\",\"rv\":\(revision),\"start\":\(start)}".utf8)
    }

    /// Reads a token; 400 with upstream's reason.
    init(_ text: String) throws(Status) {
        let bytes: [UInt8]
        switch Base64.bytes(url: text) {
        case .success(let found): bytes = found
        case .failure(let bad):
            throw Self.invalid("continue key is not valid: illegal base64 data at input byte \(bad.place)")
        }
        let value: Value
        do { value = try JSONReader.read(String(decoding: bytes, as: UTF8.self)) } catch {
            throw Self.invalid("continue key is not valid: \(error.message)")
        }
        let version = value["v"]?.string ?? ""
        if version != Self.version {
            throw Self.invalid("continue key is not valid: server does not recognize this encoded version \(version)")
        }
        revision = value["rv"]?.int ?? 0
        let start = value["start"]?.string ?? ""
        if revision == 0 {
            throw Self.invalid(
                "continue key is not valid: incorrect encoded start resourceVersion (version \(version))")
        }
        if start.isEmpty {
            throw Self.invalid("continue key is not valid: encoded start key empty (version \(version))")
        }
        // No way out of the list by `..`.
        let steps = start.split(separator: "/", omittingEmptySubsequences: false)
        if steps.dropFirst(start.hasPrefix("/") ? 1 : 0).contains(where: { ["", ".", ".."].contains($0) }) {
            throw Self.invalid("continue key is not valid: \(start)")
        }
        let key = start.hasPrefix("/") ? String(start.dropFirst()) : start
        after = key.hasSuffix("\0") ? String(key.dropLast()) : key
    }

    private static func invalid(_ why: String) -> Status { .badRequest("invalid continue token: \(why)") }
}
