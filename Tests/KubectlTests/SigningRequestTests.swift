import Documents
import KubeAPI
import Kubectl
import Testing

/// Upstream: kubectl/pkg/describe/describe.go, CertificateSigningRequestDescriber.
@Suite struct SigningRequestTests {
    /// Made by openssl: CN=bob, O=dev, O=ops, C=DE, serialNumber=7, and alternative names of each kind.
    private static let request =
        "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlJQlhEQ0NBUUlDQVFBd1F6RU1NQW9HQTFVRUF3d0"
        + "RZbTlpTVF3d0NnWURWUVFLREFOa1pYWXhEREFLQmdOVgpCQW9NQTI5d2N6RUxNQWtHQTFVRUJoTUNSRVV4Q2pBSUJn"
        + "TlZCQVVUQVRjd1dUQVRCZ2NxaGtqT1BRSUJCZ2dxCmhrak9QUU1CQndOQ0FBVEV4UUFtK2puQ21ONHJuSmpWeWtUM2"
        + "VnNnVod2RCa01FWU5zT1lxNmVsRVFFMmJKNUcKSnl5MGFocWIxQnp4d3BvQXpoV2JPN01WQW9YeStYZW9VYzUrb0Yw"
        + "d1d3WUpLb1pJaHZjTkFRa09NVTR3VERCSwpCZ05WSFJFRVF6QkJnZ2xoTG1WNFlXMXdiR1dDQ1dJdVpYaGhiWEJzWl"
        + "lFRFlrQjRod1FLQUFBQmh4QWdBUTI0CkFBQUFBQUFBQUFBQUFBQUJoZ3h6Y0dsbVptVTZMeTk0TDNrd0NnWUlLb1pJ"
        + "emowRUF3SURTQUF3UlFJZ0RyTjIKa0Zwa2ZBblBtSjJwbExBWkhBR2UxRjBtOTByNENYa1Y5bXkyeGhJQ0lRQ0FLal"
        + "lHa1h2MC9JVXZOVGZGeXR2aQpkbDdxMXo1SDJOZW42d0oxY0xENnJnPT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUgUkVR"
        + "VUVTVC0tLS0tCg=="

    private static func host(_ request: String) -> FakeHost {
        var host = FakeHost()
        host.add([
            "apiVersion": "certificates.k8s.io/v1", "kind": "CertificateSigningRequest",
            "metadata": ["name": "c", "labels": ["a": "b"]],
            "spec": [
                "request": .string(request), "signerName": "kubernetes.io/kube-apiserver-client", "username": "admin",
                "expirationSeconds": 3600,
            ],
            "status": ["conditions": [["type": "Approved"]]],
        ])
        return host
    }

    @Test("describe reads the subject of the request")
    func describes() {
        var host = Self.host(Self.request)
        #expect(
            host.run("describe csr c").stdout == """
                Name:                c
                Labels:              a=b
                Annotations:         <none>
                CreationTimestamp:   Wed, 31 Dec 2025 23:59:00 +0000
                Requesting User:     admin
                Signer:              kubernetes.io/kube-apiserver-client
                Requested Duration:  60m
                Status:              Approved
                Subject:
                  Common Name:    bob
                  Serial Number:  7
                  Organization:   dev
                                  ops
                  Country:        DE
                Subject Alternative Names:
                         DNS Names:        a.example
                                           b.example
                         Email Addresses:  b@x
                         URIs:             spiffe://x/y
                         IP Addresses:     10.0.0.1
                                           2001:db8::1
                Events:  <none>

                """)
    }

    @Test("a request that is none is an error")
    func refuses() {
        var host = Self.host("aGVsbG8=")
        let result = host.run("describe csr c")
        #expect(result.stderr == "error: Error parsing CSR: PEM block type must be CERTIFICATE REQUEST\n")
        #expect(result.stdout.isEmpty)
    }

    @Test(
        "addresses of bytes are written as Go writes them",
        arguments: [
            ([10, 0, 0, 1], "10.0.0.1"), ([UInt8](repeating: 0, count: 16), "::"),
            ([0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [1], "2001:db8::1"),
            (
                [0, 1] + [UInt8](repeating: 0, count: 2) + [UInt8](repeating: 1, count: 12),
                "1:0:101:101:101:101:101:101"
            ),
        ] as [([UInt8], String)])
    func addresses(bytes: [UInt8], text: String) { #expect(IPText.text(bytes) == text) }
}
