// Reading and writing files: whole, or at the end.

import Glibc

/// Why a file could not be used.
public struct FileError: Error, Sendable, Hashable {
    /// What was tried: `open`, `read`, `write` …
    public var operation: String
    /// The file.
    public var path: String
    /// What the system, or a limit, said.
    public var reason: String

    init(_ operation: String, _ path: String, _ reason: String) {
        self.operation = operation
        self.path = path
        self.reason = reason
    }

    init(_ operation: String, _ path: String, code: Int32) {
        self.init(operation, path, String(cString: strerror(code)))
    }

    /// `read a.yaml: No such file or directory`
    public var message: String { "\(operation) \(path): \(reason)" }
}

/// Whole files.
public enum WholeFile {
    /// Largest file taken if the caller names no other limit.
    public static let bytesMax = 16 << 20

    /// The bytes of a file, which may be a pipe; larger than `limit` is an error.
    public static func read(_ path: String, limit: Int = bytesMax) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("open", path, code: errno) }
        defer { close(descriptor) }
        return try read(descriptor: descriptor, named: path, limit: limit)
    }

    /// All that comes from standard input.
    public static func readStandardInput(limit: Int = bytesMax) throws(FileError) -> [UInt8] {
        try read(descriptor: 0, named: "standard input", limit: limit)
    }

    private static func read(
        descriptor: Int32, named path: String, limit: Int
    ) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError("read", path, code: errno)
            }
            guard bytes.count + count <= limit else {
                throw FileError("read", path, "larger than \(limit) bytes")
            }
            bytes += chunk[..<count]
        }
    }
}

/// Files that are there whole or not at all.
public enum AtomicFile {
    /// Replaces the file at `path`: writes beside it, brings that to the disk, and renames it.
    ///
    /// A link is followed, and the rights of an older file are kept. After an error the older file
    /// is as it was.
    public static func write(_ path: String, _ bytes: [UInt8]) throws(FileError) {
        let target = resolved(path)
        let draft = "\(target).new-\(getpid())"
        var old = stat()
        let mode = stat(target, &old) == 0 ? old.st_mode & 0o7777 : 0o644
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileError("write", path, code: errno) }
        var code = bytes.withUnsafeBytes { Descriptor.writeAll(descriptor, $0) }
        if code == 0 && fsync(descriptor) != 0 { code = errno }
        if close(descriptor) != 0 && code == 0 { code = errno }
        if code == 0 && rename(draft, target) != 0 { code = errno }
        guard code == 0 else {
            unlink(draft)
            throw FileError("write", path, code: code)
        }
        syncFolder(of: target)
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// Brings the rename itself to the disk; a file system that cannot do that is no error.
    private static func syncFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

/// A file that only grows: a history, a journal. A class, for it owns the open file and closes it
/// when it goes.
public final class AppendFile: Sendable {
    /// The file.
    public let path: String
    private let descriptor: Int32

    /// Opens the file, and makes it if there is none, readable by its owner only.
    public init(path: String) throws(FileError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError("open", path, code: errno) }
    }

    deinit { close(descriptor) }

    /// Writes `text` at the end, in one piece if the system can; it is with the system when this
    /// returns.
    public func append(_ text: String) throws(FileError) {
        var text = text
        let code = text.withUTF8 { Descriptor.writeAll(descriptor, UnsafeRawBufferPointer($0)) }
        guard code == 0 else { throw FileError("write", path, code: code) }
    }

    /// Brings what was written to the disk.
    public func flush() throws(FileError) {
        guard fdatasync(descriptor) == 0 else { throw FileError("write", path, code: errno) }
    }
}
