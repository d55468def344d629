import Foundation
import Kubectl
import Synchronization
import Workbench

/// Reads the files of the package by their paths from its top, and keeps in memory what is written.
final class PackageIO: SessionIO {
    // A class: what one command wrote is looked at when the session is over.
    private let kept = Mutex<[String: [UInt8]]>([:])

    /// The folder of Package.swift.
    static let root: String = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

    func written(_ path: String) -> [UInt8]? { kept.withLock { $0[path] } }

    func readFile(_ path: String) throws(FileProblem) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: PackageIO.root + "/" + path) else {
            throw FileProblem(path: path, reason: "no such file or directory")
        }
        return Array(data)
    }

    func listFolder(_ path: String, isRecursive: Bool) throws(FileProblem) -> [String]? {
        let folder = PackageIO.root + "/" + path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
        else { return nil }
        let names =
            isRecursive
            ? (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
            : (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { path + "/" + $0 }
    }

    func writeFile(_ path: String, _ bytes: [UInt8]) throws(FileProblem) { kept.withLock { $0[path] = bytes } }
    func edit(_ text: String) -> String? { nil }
}
