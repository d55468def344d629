// Folders: whether they are there, making them, listing them.

import Glibc

/// Folders of the file system.
public enum Folder {
    /// Whether `path` is a folder.
    public static func exists(_ path: String) -> Bool {
        var found = stat()
        return stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
    }

    /// Makes the folder and those above it that are missing.
    public static func make(_ path: String) throws(FileError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += part + "/"
            if mkdir(made, 0o755) != 0 && errno != EEXIST {
                throw FileError("make", made, code: errno)
            }
        }
        guard exists(path) else { throw FileError("make", path, code: ENOTDIR) }
    }

    /// Names in the folder, without `.` and `..`, in byte order.
    public static func names(in path: String) throws(FileError) -> [String] {
        guard let folder = opendir(path) else { throw FileError("list", path, code: errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
