import Documents
import KubeAPI
import Rendering

/// What a write changed, in lines: `~ spec.replicas: 1 → 3`.
enum FieldDiffs {
    /// Lines of a diff that are shown before it is folded.
    static let linesMax = 6

    /// The fields that `change` touched; bookkeeping of field managers is left out.
    static func entries(of change: Change) -> [DiffEntry] {
        guard let old = change.old else { return [] }
        return entries(from: old.value, to: change.object.value)
    }

    static func entries(from old: Value, to new: Value) -> [DiffEntry] {
        Diff.entries(from: old, to: new).filter { entry in
            !starts(entry.path, with: ["metadata", "managedFields"])
        }
    }

    private static func starts(_ path: FieldPath, with keys: [String]) -> Bool {
        path.steps.count >= keys.count && zip(path.steps, keys).allSatisfy { $0 == .key($1) }
    }

    /// Only timestamps of conditions differ: a heartbeat.
    static func isHeartbeat(_ change: Change) -> Bool {
        let entries = entries(of: change)
        return !entries.isEmpty
            && entries.allSatisfy { entry in
                entry.path.steps.last == .key("lastHeartbeatTime")
                    || entry.path.steps.last == .key("renewTime")
            }
    }

    /// One entry, at most `room` columns wide; `inside` is a top member that is not repeated.
    static func line(_ entry: DiffEntry, inside: String = "", room: Int) -> StyledText {
        let path = short(entry.path, inside: inside)
        switch entry.change {
        case .added(let value):
            var text = ValueText.brief(value)
            if case .match(_, let name)? = entry.path.steps.last, text.hasPrefix(name + "=") {
                text = String(text.dropFirst(name.count + 1))
            }
            return StyledText("+ \(path): \(text)", .green).clean.truncated(to: room)
        case .removed(let value):
            return StyledText("- \(path): \(ValueText.brief(value))", .red).clean.truncated(to: room)
        case .changed(let old, let new):
            let head = "~ \(path): "
            let half = max(12, (room - head.columns - 3) / 2)
            let before = ValueText.brief(old).sanitized().truncated(to: half)
            let after = ValueText.brief(new).sanitized().truncated(to: half)
            return StyledText("\(head)\(before) → \(after)", .yellow).clean.truncated(to: room)
        }
    }

    /// Lines of a diff, folded behind `limit`.
    static func lines(
        _ entries: [DiffEntry], inside: String = "", room: Int, options: ViewOptions, limit: Int = linesMax
    ) -> [StyledText] {
        let count = options.shown(of: entries.count, limit: limit)
        var entries = entries
        if entries.count > count {
            // What says most comes first if not all of it is shown.
            entries = entries.filter(isTelling) + entries.filter { !isTelling($0) }
        }
        var out = entries.prefix(count).map { line($0, inside: inside, room: room) }
        if entries.count > count {
            out.append(StyledText("… \(entries.count - count) more fields; -v shows all", .dim))
        }
        return out
    }

    /// Of several fields these say most.
    private static let tellingPaths = [
        "spec.replicas", "status.replicas", "status.readyReplicas", "status.phase", "spec.nodeName",
        "metadata.deletionTimestamp",
    ]

    private static func isTelling(_ entry: DiffEntry) -> Bool {
        tellingPaths.contains(entry.path.description)
    }

    /// The fields that are told if there is room for two: the well-known ones, else all of a small diff.
    static func telling(_ entries: [DiffEntry]) -> [DiffEntry] {
        let known = entries.filter(isTelling)
        if !known.isEmpty { return Array(known.prefix(2)) }
        let plain = entries.filter { entry in
            guard case .key(let last)? = entry.path.steps.last else { return true }
            return !last.hasSuffix("Time") && last != "observedGeneration" && last != "generation"
        }
        return plain.count <= 2 ? plain : []
    }

    /// The path without its first member if that is `inside`.
    static func short(_ path: FieldPath, inside: String) -> String {
        if !inside.isEmpty, path.steps.count > 1, path.steps.first == .key(inside) {
            return FieldPath(Array(path.steps.dropFirst())).description
        }
        return path.description
    }
}

/// Values in a line.
enum ValueText {
    /// Members and elements that are shown of a value in a line.
    private static let membersMax = 12

    /// `web`, `""`, `3`, `{app: web}`, `[a, b]`.
    static func brief(_ value: Value) -> String {
        switch value {
        case .null: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .int(let number): return String(number)
        case .double: return JSONWriter.text(value)
        case .string(let text): return text.isEmpty ? "\"\"" : text
        case .array(let elements):
            let shown = elements.prefix(membersMax).map(brief)
            let rest = elements.count > membersMax ? ", …" : ""
            return "[" + shown.joined(separator: ", ") + rest + "]"
        case .object(let fields):
            if let condition = condition(fields) { return condition }
            if let reference = reference(fields) { return reference }
            let shown = fields.members.prefix(membersMax).map { "\($0.key): \(brief($0.value))" }
            let rest = fields.count > membersMax ? ", …" : ""
            return "{" + shown.joined(separator: ", ") + rest + "}"
        }
    }

    /// `Ready=False (ContainersNotReady)` for what looks like a condition.
    private static func condition(_ fields: Fields) -> String? {
        guard let type = fields["type"]?.string, let status = fields["status"]?.string else { return nil }
        let reason = fields["reason"]?.string.map { " (\($0))" } ?? ""
        return "\(type)=\(status)\(reason)"
    }

    /// `Job tick-29460001` for what refers to an object.
    private static func reference(_ fields: Fields) -> String? {
        guard let kind = fields["kind"]?.string, let name = fields["name"]?.string, fields["uid"] != nil else {
            return nil
        }
        return "\(kind) \(name)"
    }

    /// The value at a path, `nil` if there is none.
    static func at(_ path: FieldPath, in document: Value) -> Value? {
        var value = document
        for step in path.steps {
            let next: Value? =
                switch step {
                case .key(let key): value[key]
                case .index(let index): value[index]
                case .match(let key, let wanted):
                    value.array?.first { $0[key].map(brief) == wanted }
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }
}
