import Glibc
import Terminal
import Testing

@Suite("files")
struct FilesTests {
    @Test("a file is replaced whole, keeps its rights, and leaves nothing beside it")
    func replacing() throws {
        try Self.inFolder { folder in
            let path = folder + "/a.txt"
            try AtomicFile.write(path, Array("one".utf8))
            chmod(path, 0o600)
            symlink("a.txt", folder + "/link")
            try AtomicFile.write(folder + "/link", Array("two".utf8))
            #expect(try WholeFile.read(path) == Array("two".utf8))
            #expect(try Folder.names(in: folder) == ["a.txt", "link"])
            var found = stat()
            #expect(stat(path, &found) == 0 && found.st_mode & 0o777 == 0o600)
        }
    }

    @Test("a write that fails leaves the old file")
    func failing() throws {
        try Self.inFolder { folder in
            let path = folder + "/missing/a.txt"
            let missing = Self.message { try AtomicFile.write(path, [1]) }
            #expect(missing == "write \(path): No such file or directory")
            try Folder.make(folder + "/missing/deep")
            #expect(Folder.exists(folder + "/missing/deep"))
            let message = Self.message { try AtomicFile.write(folder + "/missing", [1]) }
            #expect(message == "write \(folder)/missing: Is a directory")
            #expect(try Folder.names(in: folder) == ["missing"])
        }
    }

    @Test("a file that grows, and the limit of reading")
    func appending() throws {
        try Self.inFolder { folder in
            let path = folder + "/log"
            try AppendFile(path: path).append("one\n")
            let again = try AppendFile(path: path)
            try again.append("two 中\n")
            try again.flush()
            #expect(try WholeFile.read(path, limit: 12) == Array("one\ntwo 中\n".utf8))
            #expect(
                Self.message { _ = try WholeFile.read(path, limit: 11) }
                    == "read \(path): larger than 11 bytes")
            #expect(
                Self.message { _ = try WholeFile.read(folder + "/none") }
                    == "open \(folder)/none: No such file or directory")
        }
    }

    /// What the error of `action` says; nil if there was none.
    static func message(_ action: () throws -> Void) -> String? {
        do {
            try action()
            return nil
        } catch {
            return (error as? FileError)?.message
        }
    }

    /// Runs `action` with a new folder, and removes that with what two levels hold.
    static func inFolder(_ action: (String) throws -> Void) throws {
        var template = Array("/tmp/orrery-files-XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&template))
        let folder = String(cString: made)
        defer { removeAll(folder) }
        try action(folder)
    }

    static func removeAll(_ path: String) {
        for name in (try? Folder.names(in: path)) ?? [] {
            let inner = path + "/" + name
            if unlink(inner) != 0 { removeAll(inner) }
        }
        rmdir(path)
    }
}
