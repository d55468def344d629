import Commands
import Documents
import KubeAPI

/// `api-versions`.
///
/// Upstream: kubectl/pkg/cmd/apiresources/apiversions.go.
extension Execution {
    mutating func apiVersions() throws(KubectlFailure) {
        if !command.words.isEmpty {
            throw .usage("unexpected arguments: [\(command.words.joined(separator: " "))]", verb: "api-versions")
        }
        var versions = discovery.refreshed().all.map(\.apiVersion) + OtherVersion.all.map(\.apiVersion)
        versions.sort()
        for (place, version) in versions.enumerated() where place == 0 || versions[place - 1] != version {
            out += version + "\n"
        }
    }
}
