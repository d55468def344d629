import Documents

/// The file that tells a client where the server is and who it is.
enum Kubeconfig {
    /// Name of cluster and context in it.
    static let name = "orrery"

    static func text(server: String, certificates: Certificates, token: String) -> String {
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: \(name)
          cluster:
            server: \(server)
            certificate-authority-data: \(Base64.text(Array(certificates.authority.utf8)))
        users:
        - name: \(Certificates.administrator)
          user:
            token: \(token)
        - name: \(Certificates.administrator)-certificate
          user:
            client-certificate-data: \(Base64.text(Array(certificates.client.certificate.utf8)))
            client-key-data: \(Base64.text(Array(certificates.client.key.utf8)))
        contexts:
        - name: \(name)
          context:
            cluster: \(name)
            user: \(Certificates.administrator)
        - name: \(name)-certificate
          context:
            cluster: \(name)
            user: \(Certificates.administrator)-certificate
        current-context: \(name)
        preferences: {}

        """
    }
}
