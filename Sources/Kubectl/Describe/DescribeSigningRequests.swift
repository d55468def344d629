import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, CertificateSigningRequestDescriber; kubectl/pkg/util/certificate.
extension DescribeText {
    mutating func signingRequest(_ object: APIObject, _ events: [Value]?) throws(KubectlFailure) {
        let spec = object["spec"] ?? .null
        let field = spec.text("request")
        guard PEMText.kinds(ofField: field).first == "CERTIFICATE REQUEST" else {
            throw .message("Error parsing CSR: PEM block type must be CERTIFICATE REQUEST")
        }
        guard let request = CertificateRequest(ofField: field) else {
            throw .message("Error parsing CSR: asn1: syntax error: sequence truncated")
        }
        write(0, "Name:\t\(object.name)\n")
        write(0, "Labels:\t\(KindTable.mapText(object.at("metadata", "labels")))\n")
        write(0, "Annotations:\t\(KindTable.mapText(object.at("metadata", "annotations")))\n")
        write(0, "CreationTimestamp:\t\(LongTimes.text(object.at("metadata", "creationTimestamp")?.string))\n")
        write(0, "Requesting User:\t\(spec.text("username"))\n")
        if !spec.text("signerName").isEmpty { write(0, "Signer:\t\(spec.text("signerName"))\n") }
        if let seconds = spec["expirationSeconds"]?.int {
            write(0, "Requested Duration:\t\(HumanDuration.text(micros: seconds * Timestamps.microsPerSecond))\n")
        }
        write(0, "Status:\t\(KindTable.certificateState(object))\n")
        subject(request)
        alternativeNames(request)
        self.events(events)
    }

    private mutating func subject(_ request: CertificateRequest) {
        write(0, "Subject:\n")
        write(0, "\tCommon Name:\t\(request.subject(.commonName).last ?? "")\n")
        write(0, "\tSerial Number:\t\(request.subject(.serialNumber).last ?? "")\n")
        list("Organization", request.subject(.organization))
        list("Organizational Unit", request.subject(.organizationalUnit))
        list("Country", request.subject(.country))
        list("Locality", request.subject(.locality))
        list("Province", request.subject(.province))
        list("StreetAddress", request.subject(.streetAddress))
        list("PostalCode", request.subject(.postalCode))
    }

    private mutating func alternativeNames(_ request: CertificateRequest) {
        let lists = [
            ("DNS Names", request.dnsNames), ("Email Addresses", request.emailAddresses), ("URIs", request.uris),
            ("IP Addresses", request.addresses),
        ]
        if lists.allSatisfy(\.1.isEmpty) { return }
        write(0, "Subject Alternative Names:\n")
        for (title, names) in lists { list(title, names) }
    }

    private mutating func list(_ title: String, _ values: [String]) {
        if values.isEmpty { return }
        write(0, "\t\(title):\t" + values.joined(separator: "\n\t\t") + "\n")
    }
}
