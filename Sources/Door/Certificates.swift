import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import X509

/// The keys and certificates of one run: an authority made at the start, a server certificate, and one for the
/// administrator. They live as long as the process and are outside of the simulated world.
struct Certificates: Sendable {
    /// PEM of the authority: what kubeconfig trusts.
    let authority: String
    /// PEM of the administrator's certificate and key.
    let client: (certificate: String, key: String)
    /// What the TLS listener needs.
    let tls: TLSConfiguration

    /// Who the administrator is. Upstream: cmd/kubeadm/app/phases/kubeconfig, admin.conf.
    static let administrator = "kubernetes-admin"
    private static let administratorGroup = "kubeadm:cluster-admins"
    /// A year, as kubeadm's.
    private static let lifetime: TimeInterval = 365 * 24 * 3600

    /// Makes them for a server that is reached by `hosts` (names or addresses).
    init(hosts: [String], now: Int64) throws {
        let start = Foundation.Date(timeIntervalSince1970: Double(now) / 1e6 - 3600)
        let end = start.addingTimeInterval(Certificates.lifetime)
        let authorityKey = P256.Signing.PrivateKey()
        let authorityName = try DistinguishedName { CommonName("kubernetes") }
        let authority = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(authorityKey.publicKey),
            notValidBefore: start, notValidAfter: end, issuer: authorityName, subject: authorityName,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(digitalSignature: true, keyEncipherment: true, keyCertSign: true))
            }, issuerPrivateKey: .init(authorityKey))
        func issue(
            _ subject: DistinguishedName, _ key: P256.Signing.PrivateKey, _ usage: ExtendedKeyUsage.Usage,
            _ names: [GeneralName]
        ) throws -> Certificate {
            try Certificate(
                version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
                notValidBefore: start, notValidAfter: end, issuer: authorityName, subject: subject,
                extensions: try Certificate.Extensions {
                    Critical(BasicConstraints.notCertificateAuthority)
                    Critical(KeyUsage(digitalSignature: true, keyEncipherment: true))
                    try ExtendedKeyUsage([usage])
                    if !names.isEmpty { SubjectAlternativeNames(names) }
                }, issuerPrivateKey: .init(authorityKey))
        }
        let serverKey = P256.Signing.PrivateKey()
        let server = try issue(
            try DistinguishedName { CommonName("kube-apiserver") }, serverKey, .serverAuth,
            hosts.map(Certificates.name(of:)))
        let clientKey = P256.Signing.PrivateKey()
        let client = try issue(
            try DistinguishedName {
                OrganizationName(Certificates.administratorGroup)
                CommonName(Certificates.administrator)
            }, clientKey, .clientAuth, [])
        self.authority = try authority.serializeAsPEM().pemString
        self.client = (
            try client.serializeAsPEM().pemString, try Certificate.PrivateKey(clientKey).serializeAsPEM().pemString
        )
        tls = try Certificates.configuration(server, serverKey, authority)
    }

    private static func configuration(
        _ server: Certificate, _ key: P256.Signing.PrivateKey, _ authority: Certificate
    ) throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate(bytes: Array(server.serializeAsPEM().pemString.utf8), format: .pem)
        let root = try NIOSSLCertificate(bytes: Array(authority.serializeAsPEM().pemString.utf8), format: .pem)
        let keyText = try Certificate.PrivateKey(key).serializeAsPEM().pemString
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(chain)],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(keyText.utf8), format: .pem)))
        tls.minimumTLSVersion = .tlsv12
        tls.trustRoots = .certificates([root])
        tls.certificateVerification = .optionalVerification
        // Clients with several certificates choose by the names that the server takes, as from every Go server.
        tls.sendCANameList = true
        return tls
    }

    /// An address or a name, as certificates name them.
    private static func name(of host: String) -> GeneralName {
        let bytes = host.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        if bytes.count == 4, host.filter({ $0 == "." }).count == 3 {
            return .ipAddress(ASN1OctetString(contentBytes: bytes[...]))
        }
        if host == "::1" {
            return .ipAddress(ASN1OctetString(contentBytes: (Array(repeating: 0, count: 15) + [1])[...]))
        }
        return .dnsName(host)
    }
}
