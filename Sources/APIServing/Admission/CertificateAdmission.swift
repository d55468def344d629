import Documents
import KubeAPI

/// Who may speak for a signer. Upstream: pkg/registry/certificates/certificates/authorization.go.
private enum SignerRights {
    static func has(_ verb: String, _ signer: String, _ user: UserInfo, _ store: Store) -> Bool {
        let domain = signer.split(separator: "/", maxSplits: 1).first.map(String.init) ?? ""
        return [signer, domain + "/*"].contains { name in
            Authorizer.decide(
                AccessAttributes(user: user, verb: verb, group: "certificates.k8s.io", resource: "signers", name: name),
                store
            ).isAllowed
        }
    }

    static func signer(_ attributes: AdmissionAttributes) -> String {
        attributes.old?.at("spec", "signerName")?.string ?? ""
    }
}

/// Only who may `approve` for the signer approves a request.
///
/// Upstream: plugin/pkg/admission/certificates/approval/admission.go.
enum CertificateApproval {
    static let plugin = AdmissionPlugin(
        name: "CertificateApproval", operations: [.update], resources: [.certificateSigningRequests],
        subresources: ["approval"], judge: judge)

    private static func judge(
        _ server: inout APIServer, _ draft: Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        guard attributes.request.subresource == "approval" else { return }
        let signer = SignerRights.signer(attributes)
        if SignerRights.has("approve", signer, attributes.user, server.store) { return }
        throw attributes.forbidden(
            draft, "user not permitted to approve requests with signerName \(goQuoted(signer))")
    }
}

/// Only who may `sign` for the signer writes a certificate.
///
/// Upstream: plugin/pkg/admission/certificates/signing/admission.go.
enum CertificateSigning {
    static let plugin = AdmissionPlugin(
        name: "CertificateSigning", operations: [.update], resources: [.certificateSigningRequests],
        subresources: ["status"], judge: judge)

    private static func judge(
        _ server: inout APIServer, _ draft: Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        guard attributes.request.subresource == "status" else { return }
        let isSame = ["certificate", "conditions"].allSatisfy {
            draft.at("status", $0) == attributes.old?.at("status", $0)
        }
        if isSame { return }
        let signer = SignerRights.signer(attributes)
        if SignerRights.has("sign", signer, attributes.user, server.store) { return }
        throw attributes.forbidden(draft, "user not permitted to sign requests with signerName \(goQuoted(signer))")
    }
}

/// Nobody gets a client certificate of `system:masters`.
///
/// Upstream reads the request (DER); here its bytes are searched for the name of the group, which has the same effect
/// unless the name stands in another field. Upstream: plugin/pkg/admission/certificates/subjectrestriction.
enum CertificateSubjectRestriction {
    static let plugin = AdmissionPlugin(
        name: "CertificateSubjectRestriction", operations: [.create], resources: [.certificateSigningRequests],
        judge: judge)

    private static let signer = "kubernetes.io/kube-apiserver-client"

    private static func judge(
        _ server: inout APIServer, _ draft: Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        guard draft.at("spec", "signerName")?.string == signer else { return }
        let body = PEMText.bytes(ofField: draft.at("spec", "request")?.string ?? "")
        guard PEMText.contains(body, Array(UserInfo.masters.utf8)) else { return }
        throw attributes.forbidden(draft, "use of \(signer) signer with system:masters group is not allowed")
    }
}
