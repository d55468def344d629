import Crypto
import HTTPAPI
import KubeAPI
import NIOCore
import NIOSSL
import SwiftASN1
import X509

/// Who asks: by bearer token or client certificate, and whom they stand for.
///
/// Upstream: apiserver/pkg/authentication, apiserver/pkg/endpoints/filters (authentication.go, impersonation).
struct Authentication: Sendable {
    /// The administrator's token: random, of this run alone.
    let token: String

    init() { token = SymmetricKey(size: .bits256).withUnsafeBytes { Hexadecimal.text(Array($0)) } }

    /// Nobody in particular. Upstream: apiserver/pkg/authentication/user/user.go.
    static let anonymous = "system:anonymous"

    /// The user of a request. 401 if it brings wrong credentials.
    func user(_ request: HTTPRequest, certificate: [UInt8]?) throws(Status) -> String {
        if let header = request.header("Authorization") {
            let parts = header.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2, parts[0].lowercased() == "bearer", isToken(parts[1]) else {
                throw Authentication.unauthorized
            }
            return try impersonated(request, by: Certificates.administrator)
        }
        if let certificate, let name = Authentication.commonName(certificate) {
            return try impersonated(request, by: name)
        }
        return Authentication.anonymous
    }

    static let unauthorized = Status(code: 401, reason: "Unauthorized", message: "Unauthorized")

    /// Takes as long for a wrong token as for the right one.
    private func isToken(_ given: String) -> Bool {
        SHA256.hash(data: Array(given.utf8)) == SHA256.hash(data: Array(token.utf8))
    }

    /// `Impersonate-User`: the administrator may be anybody.
    private func impersonated(_ request: HTTPRequest, by user: String) throws(Status) -> String {
        let wanted = request.header("Impersonate-User") ?? ""
        let others = request.headers.filter { header in
            let name = header.name.lowercased()
            return name.hasPrefix("impersonate-") && name != "impersonate-user"
        }
        if !wanted.isEmpty || others.isEmpty {
            if let other = others.first { throw .notModelled(other.name) }
            return wanted.isEmpty ? user : wanted
        }
        throw Status(
            code: 500, reason: "InternalError",
            message: "Internal error occurred: requested \(others.map(\.name)) without impersonating a user")
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
