/// Descriptions of the types of `certificates/v1`. First the type, then its fields, indented.
let certificatesV1Descriptions = """
    certificates/v1.CertificateSigningRequest Asks for a certificate; somebody approves it and a signer issues it.
     spec What is asked for, of whom; it never changes.
     status Whether it was approved, and the certificate.
    certificates/v1.CertificateSigningRequestSpec What certificate is asked for.
     expirationSeconds How long it should last, at least 600; the signer may decide otherwise.
     extra Further facts about who asks; written by the server.
     groups The groups of who asks; written by the server.
     request The request: a CERTIFICATE REQUEST block in PEM, in base64.
     signerName Who should sign, as kubernetes.io/kubelet-serving; its owner says what it accepts.
     uid The uid of who asks; written by the server.
     usages What the key is for, as digital signature and client auth.
     username Who asks; written by the server.
    certificates/v1.CertificateSigningRequestStatus What became of a request.
     certificate The certificate in PEM, in base64; written by the signer once approved, then never changed.
     conditions Approved, Denied or Failed; never taken back.
    certificates/v1.CertificateSigningRequestCondition One verdict on a request.
     lastTransitionTime When the status last turned.
     lastUpdateTime When the verdict was last written.
     message The reason in a sentence.
     reason The reason in a word.
     status True; the known types cannot have another.
     type Approved and Denied come by /approval and exclude each other, Failed comes by /status from the signer.
    """
