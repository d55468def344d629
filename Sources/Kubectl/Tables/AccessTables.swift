import Documents
import KubeAPI

/// Who may do what: bindings and certificate requests.
///
/// Upstream: pkg/printers/internalversion/printers.go.
extension KindTable {
    /// RoleBindings and ClusterRoleBindings.
    static let roleBindings = KindTable(
        columns: [
            .name, Column("Role"), Column("Age"), Column("Users", wide: true), Column("Groups", wide: true),
            Column("ServiceAccounts", wide: true),
        ]
    ) { object, now in
        let role = object["roleRef"] ?? .null
        let subjects = object["subjects"]?.array ?? []
        func names(_ kind: String) -> String {
            subjects.filter { $0.text("kind") == kind }.map { subject in
                kind == "ServiceAccount" ? "\(subject.text("namespace"))/\(subject.text("name"))" : subject.text("name")
            }.joined(separator: ", ")
        }
        return [
            object.name, "\(role.text("kind"))/\(role.text("name"))", Ages.since(creationOf: object, now),
            names("User"), names("Group"), names("ServiceAccount"),
        ]
    }

    static let certificateSigningRequests = KindTable(
        columns: [
            .name, Column("Age"), Column("SignerName"), Column("Requestor"), Column("RequestedDuration"),
            Column("Condition"),
        ]
    ) { object, now in
        let spec = object["spec"] ?? .null
        let signer = spec.text("signerName")
        let seconds = spec["expirationSeconds"]?.int
        return [
            object.name, Ages.since(creationOf: object, now), signer.isEmpty ? "<none>" : signer,
            spec.text("username"),
            seconds.map { HumanDuration.text(micros: $0 * Timestamps.microsPerSecond) } ?? "<none>",
            certificateState(object),
        ]
    }

    /// Upstream: extractCSRStatus.
    static func certificateState(_ request: APIObject) -> String {
        let types = (request.at("status", "conditions")?.array ?? []).map { $0.text("type") }
        var state = types.contains("Denied") ? "Denied" : types.contains("Approved") ? "Approved" : "Pending"
        if types.contains("Failed") { state += ",Failed" }
        if request.at("status", "certificate")?.isEmpty == false { state += ",Issued" }
        return state
    }
}
