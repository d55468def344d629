/// Violations that were there when their rule came: how many, by rule and file. The numbers may only fall.
///
/// More than the number is a failure, and so is a row that is no longer needed: take it away, or lower it.
enum Ratchet {
    /// The violations of files with more of them than the list grants, and a word for rows that ask for too much.
    static func beyond(_ found: [Violation], rule: String, list: [String: [String: Int]] = exceptions) -> [Violation] {
        var byFile: [String: [Violation]] = [:]
        for violation in found { byFile[violation.path, default: []].append(violation) }
        let granted = list[rule] ?? [:]
        var out: [Violation] = []
        for (path, violations) in byFile.sorted(by: { $0.key < $1.key }) {
            let allowed = granted[path] ?? 0
            if violations.count > allowed { out += violations }
        }
        for (path, allowed) in granted.sorted(by: { $0.key < $1.key }) {
            let have = byFile[path]?.count ?? 0
            if have < allowed {
                out.append(
                    Violation(
                        path: path, line: 0,
                        message:
                            "has \(have) of \(rule), \(allowed) are granted: lower it in Tests/TidyTests/Exceptions.swift"
                    ))
            }
        }
        return out
    }

    /// The list with its numbers lowered to what is left; nothing is added or raised.
    static func lowered(
        _ found: [String: [Violation]], list: [String: [String: Int]] = exceptions
    ) -> [String: [String: Int]] {
        var out: [String: [String: Int]] = [:]
        for (rule, rows) in list {
            for (path, allowed) in rows {
                let have = found[rule, default: []].count { $0.path == path }
                if have > 0 { out[rule, default: [:]][path] = min(have, allowed) }
            }
        }
        return out
    }

    /// The list as the text of Exceptions.swift.
    static func text(of list: [String: [String: Int]]) -> String {
        var out = """
            /// What was broken when its rule came, by rule and file. The numbers may only fall; see `Ratchet`.
            ///
            /// `ORRERY_RECORD=1 swift test … --filter TidyTests` lowers them to what is left.
            let exceptions: [String: [String: Int]] = [

            """
        for (rule, rows) in list.sorted(by: { $0.key < $1.key }) {
            out += "    \"\(rule)\": [\n"
            for (path, count) in rows.sorted(by: { $0.key < $1.key }) { out += "        \"\(path)\": \(count),\n" }
            out += "    ],\n"
        }
        return out + (list.isEmpty ? "    :\n]\n" : "]\n")
    }
}
