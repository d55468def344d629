import Commands
import Documents
import KubeAPI

/// `delete --interactive`: shows what would go, and goes on only after a `y`.
///
/// Upstream: kubectl/pkg/cmd/delete/delete.go, RunDelete and confirmation.
extension Execution {
    mutating func confirmed(
        _ doomed: [Doomed], _ failures: [KubectlFailure], _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> Bool {
        var failures = failures
        var found: [Doomed] = []
        for one in doomed {
            if case .failure(let status) = sendRaw(.get(one.info.resource, one.key), &host) {
                if status.reason == "NotFound" && command.bool("ignore-not-found") { continue }
                failures.append(.status(status))
            } else {
                found.append(one)
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
        if found.isEmpty {
            out += "No resources found\n"
            return false
        }
        out += "You are about to delete the following \(found.count) resource(s):\n"
        for one in found { out += ObjectText.name(one.info, one.key.name) + "\n" }
        out += "Do you want to continue? (y/N): "
        let answer = String(decoding: host.standardInput ?? [], as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        if answer.first.map({ $0.trimmed.lowercased() }) == "y" { return true }
        out += "deletion is cancelled\n"
        return false
    }
}
