// The process environment.

import Glibc

/// Variables of the environment. Read when the program starts; nothing in the program sets them.
public enum Environment {
    /// The value of a variable, nil if it is not set.
    public static subscript(name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// Where this program keeps a person's files of one kind, by the XDG rules: `XDG_STATE_HOME` or
    /// `~/.local/state`, then `name`. Nil without a home.
    public static func stateFolder(_ name: String) -> String? {
        if let folder = Environment["XDG_STATE_HOME"], folder.hasPrefix("/") {
            return folder + "/" + name
        }
        guard let home = Environment["HOME"], !home.isEmpty else { return nil }
        return home + "/.local/state/" + name
    }

    /// The folder the program was started in.
    public static var workingFolder: String? {
        guard let path = getcwd(nil, 0) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }
}
