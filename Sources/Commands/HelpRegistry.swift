public import Documents

/// A page of help that is no verb.
public struct HelpTopic: Sendable, Equatable {
    /// What is typed behind `help`.
    public let name: String
    /// The first line.
    public let title: BilingualText
    /// Lines of at most 80 columns, with line ends.
    public let body: BilingualText

    /// A page.
    public init(_ name: String, title: BilingualText, body: BilingualText) {
        self.name = name
        self.title = title
        self.body = body
    }
}

/// All help: topics that modules bring along, and one page a verb made of its grammar.
public struct HelpRegistry: Sendable {
    /// Every verb that has a page.
    public let verbs: [VerbSpec]
    /// Pages that are no verbs.
    public let topics: [HelpTopic]

    /// The registry of these verbs and topics; `not-modelled` is always there.
    public init(verbs: [VerbSpec], topics: [HelpTopic] = []) {
        self.verbs = verbs
        self.topics = topics
    }

    /// What `help` can be asked for.
    public var names: [String] {
        topics.map(\.name) + ["not-modelled"] + verbs.filter { $0.owner != .kubectlNotModelled }.map(\.name)
    }

    /// The page for a word or a path (`create`, `configmap`), or `nil`.
    public func page(_ path: [String], _ language: Language) -> String? {
        guard let first = path.first else { return nil }
        if path.count == 1 {
            if let topic = topics.first(where: { $0.name == first }) {
                return topic.title.text(language) + "\n\n" + topic.body.text(language)
            }
            if first == "not-modelled" { return notModelled(language) }
        }
        guard var spec = verbs.first(where: { $0.isCalled(first) }) else { return nil }
        for word in path.dropFirst() {
            guard let child = spec.child(word) else { return nil }
            spec = child
        }
        return page(of: spec, path: path.dropLast() + [spec.name], language)
    }

    /// One line a verb: what there is.
    public func overview(_ language: Language) -> String {
        var out = ""
        for (owner, title) in [
            (VerbSpec.Owner.house, BilingualText("the clockwork", "时钟与课程")),
            (.kubectl, BilingualText("kubectl", "kubectl")),
        ] {
            let some = verbs.filter { $0.owner == owner }
            guard !some.isEmpty else { continue }
            if !out.isEmpty { out += "\n" }
            out += title.text(language) + "\n" + columns(some.map { ($0.name, $0.help.text(language)) })
        }
        return out
    }

    /// The flags of every kubectl command, a line each.
    public func options(_ language: Language) -> String { lines(KubectlFlags.common + KubectlFlags.client, language) }

    private func lines(_ flags: [FlagSpec], _ language: Language) -> String {
        columns(
            flags.map { flag in
                let value = flag.bareValue == nil ? "=" + (flag.valueName.isEmpty ? "…" : flag.valueName) : ""
                return (flag.title + value, flag.help.text(language))
            })
    }

    private func page(of spec: VerbSpec, path: [String], _ language: Language) -> String {
        var usage = path.joined(separator: " ")
        for positional in spec.positionals {
            usage += " " + positional.name + (positional.isRepeated ? " …" : "")
        }
        var out = "\(usage)\n  \(spec.help.text(language))\n"
        if spec.owner == .kubectlNotModelled {
            return out + (language == .english ? "  not modelled yet\n" : "  尚未模拟\n")
        }
        if !spec.children.isEmpty {
            out += "\n" + columns(spec.children.map { ($0.name, $0.help.text(language)) })
        }
        if !spec.flags.isEmpty { out += "\n" + lines(spec.flags, language) }
        if !spec.examples.isEmpty {
            out += "\n"
            for example in spec.examples {
                out += "  \(example.line)\n      \(example.says.text(language))\n"
            }
        }
        return out
    }

    private func notModelled(_ language: Language) -> String {
        let refused = verbs.filter { $0.owner == .kubectlNotModelled }
        let head = language == .english ? "kubectl verbs that are refused:" : "以下 kubectl 命令尚未模拟："
        return head + "\n" + columns(refused.map { ($0.name, $0.help.text(language)) })
    }

    /// Names to the left; the names are ASCII, so their columns are their letters.
    private func columns(_ rows: [(String, String)]) -> String {
        let width = min(34, rows.map(\.0.count).max() ?? 0)
        var out = ""
        for (name, text) in rows {
            if name.count > width {
                out += "  \(name)\n" + String(repeating: " ", count: width + 4) + text + "\n"
            } else {
                out += "  " + name + String(repeating: " ", count: width - name.count + 2) + text + "\n"
            }
        }
        return out
    }
}
