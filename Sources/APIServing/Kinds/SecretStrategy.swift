import Documents
import KubeAPI

/// What a client writes as text becomes data.
///
/// Upstream: pkg/apis/core/v1/conversion.go, Convert_v1_Secret_To_core_Secret.
enum SecretStrategy {
    /// `stringData` is for writing only: its members go over those of `data`.
    static func takeStrings(_ secret: inout Value) {
        guard let strings = secret["stringData"], !strings.isNull else { return }
        for (key, text) in strings.stringMap { secret.set(.string(Base64.text(Array(text.utf8))), at: "data", key) }
        secret.set(nil, at: "stringData")
    }

    /// A pair of certificate and key that is none. What the blocks hold is not read: a certificate that is damaged or
    /// of another key is not told.
    ///
    /// Upstream: pkg/registry/core/secret/warnings.go; Go's crypto/tls, X509KeyPair.
    static func warnings(_ secret: Value) -> [String] {
        guard secret["type"] == "kubernetes.io/tls" else { return [] }
        let certificates = PEMText.kinds(ofField: secret.at("data", "tls.crt")?.string ?? "")
        if !certificates.contains("CERTIFICATE") { return ["tls: failed to find " + missing(certificates)] }
        let keys = PEMText.kinds(ofField: secret.at("data", "tls.key")?.string ?? "")
        if keys.contains(where: { $0 == "PRIVATE KEY" || $0.hasSuffix(" PRIVATE KEY") }) { return [] }
        if keys.isEmpty { return ["tls: failed to find any PEM data in key input"] }
        if keys == ["CERTIFICATE"] {
            return ["tls: found a certificate rather than a key in the PEM for the private key"]
        }
        return [
            "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks "
                + "of the following types: [\(keys.joined(separator: " "))]"
        ]
    }

    private static func missing(_ others: [String]) -> String {
        if others.isEmpty { return "any PEM data in certificate input" }
        if others.count == 1, others[0].hasSuffix("PRIVATE KEY") {
            return "certificate PEM data in certificate input, but did find a private key; PEM inputs may have been "
                + "switched"
        }
        return "\"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the following types: "
            + "[\(others.joined(separator: " "))]"
    }
}
