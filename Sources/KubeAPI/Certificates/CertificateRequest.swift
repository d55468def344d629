/// What a request for a certificate says of its subject.
///
/// Upstream: Go's crypto/x509, ParseCertificateRequest, and crypto/x509/pkix, Name (RFC 2986, RFC 5280).
public struct CertificateRequest: Sendable, Equatable {
    /// A member of a subject's name, by the last byte of its object identifier `2.5.4.x`.
    public enum NamePart: UInt8, Sendable {
        case commonName = 3
        case serialNumber = 5
        case country = 6
        case locality = 7
        case province = 8
        case streetAddress = 9
        case organization = 10
        case organizationalUnit = 11
        case postalCode = 17
    }

    /// The subject's name, in the order of the request.
    public private(set) var subject: [(part: NamePart, text: String)] = []
    /// Alternative names: DNS names, mail addresses, URIs, addresses.
    public private(set) var dnsNames: [String] = []
    public private(set) var emailAddresses: [String] = []
    public private(set) var uris: [String] = []
    public private(set) var addresses: [String] = []

    /// Reads the request in a field of PEM in base64; `nil` if it is none.
    public init?(ofField field: String) {
        do {
            // CertificationRequest → CertificationRequestInfo: version, subject, key, attributes.
            let info = try DERNode(PEMText.bytes(ofField: field)).parts().first?.parts() ?? []
            guard info.count >= 3 else { return nil }
            try readSubject(info[1])
            for attributes in info.dropFirst(3) where attributes.tag == DERNode.Tag.context0 {
                for attribute in try attributes.parts() { try readAttribute(attribute) }
            }
        } catch {
            return nil
        }
    }

    /// The texts of one part of the subject's name.
    public func subject(_ part: NamePart) -> [String] { subject.filter { $0.part == part }.map(\.text) }

    public static func == (a: CertificateRequest, b: CertificateRequest) -> Bool {
        a.subject.elementsEqual(b.subject) { $0 == $1 } && a.dnsNames == b.dnsNames
            && a.emailAddresses == b.emailAddresses && a.uris == b.uris && a.addresses == b.addresses
    }

    private mutating func readSubject(_ name: DERNode) throws(DERNode.Malformed) {
        for group in try name.parts() {
            for pair in try group.parts() {
                let pair = try pair.parts()
                // 2.5.4.x is the bytes 85, 4, x.
                guard pair.count == 2, pair[0].content.count == 3, pair[0].content.starts(with: [0x55, 0x04]),
                    let part = pair[0].content.last.flatMap(NamePart.init), let text = pair[1].text
                else { continue }
                subject.append((part, text))
            }
        }
    }

    /// `extensionRequest` of PKCS #9, 1.2.840.113549.1.9.14.
    private static let extensionRequest: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x0E]
    /// `subjectAltName`, 2.5.29.17.
    private static let alternativeNames: [UInt8] = [0x55, 0x1D, 0x11]

    private mutating func readAttribute(_ attribute: DERNode) throws(DERNode.Malformed) {
        let pair = try attribute.parts()
        guard pair.count == 2, pair[0].bytes == Self.extensionRequest else { return }
        for list in try pair[1].parts() {
            for one in try list.parts() {
                let members = try one.parts()
                guard members.first?.bytes == Self.alternativeNames, let value = members.last,
                    value.tag == DERNode.Tag.octets
                else { continue }
                for name in try DERNode(value.bytes).parts() { take(name) }
            }
        }
    }

    private mutating func take(_ name: DERNode) {
        let text = String(decoding: name.content, as: UTF8.self)
        switch name.tag {
        case 0x81: emailAddresses.append(text)
        case 0x82: dnsNames.append(text)
        case 0x86: uris.append(text)
        case 0x87: if let address = IPText.text(name.bytes) { addresses.append(address) }
        default: break
        }
    }
}
