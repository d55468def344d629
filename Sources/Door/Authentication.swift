import Crypto
import HTTPAPI
import KubeAPI
import SwiftASN1
import Workbench
import X509

/// Who asks: by bearer token or client certificate, and whom they stand for.
///
/// Upstream: apiserver/pkg/authentication, apiserver/pkg/endpoints/filters (authentication.go, impersonation).
struct Authentication: Sendable {
    /// The administrator's token: random, of this run alone.
    let token: String

    init() { token = SymmetricKey(size: .bits256).withUnsafeBytes { Hexadecimal.text(Array($0)) } }

    /// Takes who asks, and whom they want to be, from the credentials of a request. 401 if they are wrong.
    ///
    /// - Parameter world: asked only for the token of a service account.
    func identify(
        _ request: inout HTTPRequest, certificate: [UInt8]?, _ world: @autoclosure () -> WorldSnapshot
    ) throws(Status) {
        request.user = try user(request, certificate, world)
        request.impersonation = try impersonation(request)
    }

    private func user(
        _ request: HTTPRequest, _ certificate: [UInt8]?, _ world: () -> WorldSnapshot
    ) throws(Status) -> String {
        if let header = request.header("Authorization") {
            let parts = header.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw Authentication.unauthorized }
            if isToken(parts[1]) { return Certificates.administrator }
            guard let account = world().serviceAccount(ofToken: parts[1]) else { throw Authentication.unauthorized }
            return account
        }
        return certificate.flatMap(Authentication.commonName) ?? UserInfo.anonymous
    }

    static let unauthorized = Status(code: 401, reason: "Unauthorized", message: "Unauthorized")

    /// Takes as long for a wrong token as for the right one.
    private func isToken(_ given: String) -> Bool {
        SHA256.hash(data: Array(given.utf8)) == SHA256.hash(data: Array(token.utf8))
    }

    /// The `Impersonate-…` headers; whether that is allowed, the authorizers say.
    private func impersonation(_ request: HTTPRequest) throws(Status) -> Impersonation? {
        let user = request.header("Impersonate-User") ?? ""
        var wanted = Impersonation(user: user, uid: request.header("Impersonate-Uid") ?? "")
        for header in request.headers {
            let name = header.name.lowercased()
            if name == "impersonate-group" { wanted.groups.append(header.value) }
            guard name.hasPrefix("impersonate-extra-") else { continue }
            let escaped = name.dropFirst("impersonate-extra-".count)
            let key = PercentText.decoded(escaped) ?? String(escaped)
            let index = wanted.extra.firstIndex { $0.key == key }
            let before = index.map { wanted.extra.remove(at: $0).values } ?? []
            wanted.extra.append(UserInfo.Extra(key: key, values: before + [header.value]))
        }
        wanted.extra.sort { $0.key < $1.key }
        if !user.isEmpty { return wanted }
        if wanted.groups.isEmpty && wanted.uid.isEmpty && wanted.extra.isEmpty { return nil }
        throw Status(
            code: 500, reason: "InternalError",
            message: "Internal error occurred: requested impersonation of groups, a uid or extras without a user")
    }

    /// The common name in a client's certificate, which TLS has verified.
    private static func commonName(_ der: [UInt8]) -> String? {
        guard let certificate = try? Certificate(derEncoded: der) else { return nil }
        for relative in certificate.subject {
            for attribute in relative where attribute.type == .RDNAttributeType.commonName {
                return String(describing: attribute.value)
            }
        }
        return nil
    }
}

/// Bytes as digits.
enum Hexadecimal {
    static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
