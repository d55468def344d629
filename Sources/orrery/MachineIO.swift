import Glibc
import Kubectl
import Terminal
import Workbench

/// Files and editor of this machine.
struct MachineIO: SessionIO {
    /// Relative paths are looked up here first: the scenario's or lesson's folder.
    let base: String?

    init(base: String? = nil) { self.base = base }

    private func places(_ path: String) -> [String] {
        guard let base, !path.hasPrefix("/") else { return [path] }
        return ["\(base)/\(path)", path]
    }

    func readFile(_ path: String) throws(FileProblem) -> [UInt8] {
        var reason = "no such file or directory"
        for place in places(path) {
            do { return try WholeFile.read(place) } catch { reason = error.reason }
        }
        throw FileProblem(path: path, reason: reason.prefix(1).lowercased() + String(reason.dropFirst()))
    }

    func listFolder(_ path: String, isRecursive: Bool) throws(FileProblem) -> [String]? {
        for place in places(path) where Folder.exists(place) {
            guard let names = try? Folder.names(in: place) else { continue }
            var out: [String] = []
            for name in names.sorted() {
                let inside = "\(path)/\(name)"
                if let below = try listFolder(inside, isRecursive: isRecursive) {
                    if isRecursive { out += below }
                } else {
                    out.append(inside)
                }
            }
            return out
        }
        return nil
    }

    func writeFile(_ path: String, _ bytes: [UInt8]) throws(FileProblem) {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            let folder = String(path[..<slash])
            if !Folder.exists(folder) { try? Folder.make(folder) }
        }
        do { try AtomicFile.write(path, bytes) } catch { throw FileProblem(path: path, reason: error.reason) }
    }

    /// Writes a file that nobody else may read.
    func writePrivately(_ path: String, _ bytes: [UInt8]) throws(FileProblem) {
        let mask = umask(0o077)
        defer { umask(mask) }
        try writeFile(path, bytes)
        chmod(path, 0o600)
    }

    /// Opens `$KUBE_EDITOR`, `$EDITOR` or vi on a temporary file.
    func edit(_ text: String) -> String? {
        guard Terminals.inputIsTerminal || Environment["EDITOR"] != nil || Environment["KUBE_EDITOR"] != nil else {
            return nil
        }
        let editor = Environment["KUBE_EDITOR"] ?? Environment["EDITOR"] ?? "vi"
        let folder = Environment["TMPDIR"] ?? "/tmp"
        let path = "\(folder)/orrery-edit-\(getpid()).yaml"
        guard (try? AtomicFile.write(path, Array(text.utf8))) != nil else { return nil }
        defer { unlink(path) }
        guard system("\(editor) '\(path)'") == 0, let bytes = try? WholeFile.read(path) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
