import Commands
import Documents
import KubeAPI

/// `certificate approve` and `certificate deny`.
///
/// Upstream: kubectl/pkg/cmd/certificates/certificates.go.
extension Execution {
    mutating func certificate(on host: inout some KubectlHost) throws(KubectlFailure) {
        if command.words.isEmpty && !hasFiles {
            throw .message("one or more CSRs must be specified as <name> or -f <filename>")
        }
        let isApproval = command.path.last == "approve"
        let format = try outputFormat(host)
        let words = command.words.isEmpty ? [] : ["certificatesigningrequests"] + command.words
        let (selected, missing, _) = fetch(try targets(words, SelectionRules(), host), &host)
        var failures = missing
        for one in selected {
            do {
                guard one.info.resource == .certificateSigningRequests else {
                    throw KubectlFailure.message(
                        "can only handle CertificateSigningRequest.certificates.k8s.io objects, got \(one.info.kind)")
                }
                try decide(one, isApproval, &host)
                try printResult(one, isApproval ? "approved" : "denied", format)
            } catch let failure as KubectlFailure {
                failures.append(failure)
            } catch {
                failures.append(.message("\(error)"))
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
        if selected.isEmpty { out += "No resources found\n" }
    }

    /// Upstream: addConditionIfNeeded.
    private func decide(
        _ one: Selected, _ isApproval: Bool, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let (wanted, other) = isApproval ? ("Approved", "Denied") : ("Denied", "Approved")
        var conditions = one.object.at("status", "conditions")?.array ?? []
        if conditions.contains(where: { $0.text("type") == other }) {
            throw .message("certificate signing request \(GoStrings.quoted(one.object.name)) is already \(other)")
        }
        let isThere = conditions.contains { $0.text("type") == wanted }
        if isThere && !command.bool("force") { return }
        if !isThere {
            let word = isApproval ? "approve" : "deny"
            conditions.append([
                "type": .string(wanted), "status": "True",
                "reason": .string(isApproval ? "KubectlApprove" : "KubectlDeny"),
                "message": .string(
                    "This CSR was \(isApproval ? "approved" : "denied") by kubectl certificate \(word)."),
                "lastUpdateTime": .string(Timestamps.seconds(host.now))
            ])
        }
        var value = one.object.published
        value.set(.array(conditions), at: "status", "conditions")
        _ = try send(.update(value, .certificateSigningRequests, subresource: "approval"), &host)
    }
}
