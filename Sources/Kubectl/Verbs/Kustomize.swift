import Commands
import Documents
import KubeAPI

/// `kustomize` and what `-k` reads.
///
/// Upstream: kubectl/pkg/cmd/kustomize/kustomize.go, cli-runtime pkg/resource/kustomizevisitor.go.
extension Execution {
    mutating func kustomize(on host: inout some KubectlHost) throws(KubectlFailure) {
        if command.words.count > 1 { throw .message("specify one path to kustomization.yaml") }
        let built = try kustomized(command.words.first ?? ".", host)
        out += built.map(ObjectText.yaml).joined(separator: "---\n")
    }

    /// As `kustomized`; what is wrong is one failure among others that a command may have.
    func kustomizedFile(_ folder: String, _ host: some KubectlHost) throws(KubectlFailure) -> [Value] {
        do { return try kustomized(folder, host) } catch { throw .many([error]) }
    }

    /// The objects of a folder with a kustomization, in the order of its files.
    func kustomized(_ folder: String, _ host: some KubectlHost) throws(KubectlFailure) -> [Value] {
        if folder.contains("://") { throw .message("not modelled yet: manifests from the network (\(folder))") }
        func read(_ path: String) throws(KustomizeError) -> [UInt8] {
            do throws(FileProblem) { return try host.readFile(path) } catch {
                throw KustomizeError(message: Execution.text(of: error))
            }
        }
        do throws(KustomizeError) { return try Kustomization.build(folder, read) } catch {
            throw .message(error.message)
        }
    }
}
