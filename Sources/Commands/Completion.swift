public import KubeAPI

/// What completion may know of the cluster; immutable, made after each command.
public struct CompletionSnapshot: Sendable {
    /// Names of all namespaces, sorted.
    public var namespaces: [String]
    /// Names by plural of the resource: of the current namespace, or of the cluster.
    public var names: [(resource: String, names: [String])]
    /// Containers by Pod name.
    public var containers: [(pod: String, containers: [String])]
    /// What `lesson` takes.
    public var lessonNames: [String]
    /// The words of the house and their grammar.
    public var ourVerbs: [VerbSpec]
    /// The resources there are.
    public var catalog = ResourceCatalog.builtIn
    /// Files that may be named, relative to the working directory.
    public var files: [String]

    /// A snapshot; what is left out is not completed.
    public init(
        namespaces: [String] = [], names: [(resource: String, names: [String])] = [],
        containers: [(pod: String, containers: [String])] = [], lessonNames: [String] = [],
        ourVerbs: [VerbSpec] = [],
        files: [String] = []
    ) {
        self.namespaces = namespaces
        self.names = names
        self.containers = containers
        self.lessonNames = lessonNames
        self.ourVerbs = ourVerbs
        self.files = files
    }
}

/// Candidates for the word that is being typed.
public struct Completion: Sendable {
    /// More candidates than this are cut off.
    public static let candidatesMax = 200

    private let snapshot: CompletionSnapshot
    private let verbs: [VerbSpec]

    /// Completion over one snapshot.
    public init(_ snapshot: CompletionSnapshot) {
        self.snapshot = snapshot
        verbs = snapshot.ourVerbs + KubectlGrammar.verbs
    }

    /// Whole words that could stand where `partial` stands, sorted, each once.
    ///
    /// `words` are the finished words before it. A flag that wants a value ends in `=`.
    public func candidates(after words: [String], partial: String) -> [String] {
        var rest = words[...]
        var known = verbs
        if let first = rest.first, first == "kubectl" || first == "k" {
            rest.removeFirst()
            known = known.filter { $0.owner != .house }
        }
        known = known.filter { $0.owner != .kubectlNotModelled }
        guard let verb = rest.popFirst() else {
            return matching(known.map(\.name) + (words.isEmpty ? ["kubectl"] : []), partial)
        }
        guard var spec = known.first(where: { $0.isCalled(verb) }) else { return [] }
        while let word = rest.first, let child = spec.child(word) {
            spec = child
            rest.removeFirst()
        }
        var arguments: [String] = []
        var pending: FlagSpec?
        for word in rest {
            if pending != nil {
                pending = nil
            } else if word.hasPrefix("-") && word.count > 1 {
                if !word.contains("="), let flag = flag(word, of: spec), flag.bareValue == nil {
                    pending = flag
                }
            } else {
                arguments.append(word)
            }
        }
        if let pending { return matching(values(pending.completes, spec, arguments, partial), partial) }
        if partial.hasPrefix("-") { return flags(of: spec, partial, arguments) }
        if arguments.isEmpty && !spec.children.isEmpty {
            return matching(spec.children.filter { $0.owner != .kubectlNotModelled }.map(\.name), partial)
        }
        return positional(spec, arguments, partial)
    }

    private func flag(_ word: String, of spec: VerbSpec) -> FlagSpec? {
        if word.hasPrefix("--") { return spec.flag(String(word.dropFirst(2))) }
        return word.count == 2 ? word.last.flatMap { spec.flag(short: $0) } : nil
    }

    private func flags(of spec: VerbSpec, _ partial: String, _ arguments: [String]) -> [String] {
        if let equals = partial.firstIndex(of: "="), let flag = flag(String(partial[..<equals]), of: spec) {
            let head = partial[...equals]
            let typed = String(partial[partial.index(after: equals)...])
            return matching(values(flag.completes, spec, arguments, typed), typed).map { head + $0 }
        }
        return matching(
            spec.flags.map { "--" + $0.long + ($0.bareValue == nil ? "=" : "") }, partial
        )
    }

    private func positional(_ spec: VerbSpec, _ arguments: [String], _ partial: String) -> [String] {
        guard !spec.positionals.isEmpty else { return [] }
        var index = min(arguments.count, spec.positionals.count - 1)
        // `pod/web` fills both places at once; more of them may follow.
        if let first = arguments.first, first.contains("/"), spec.positionals[0].completes == .resources {
            index = 0
        }
        let place = spec.positionals[index]
        if arguments.count > index && !place.isRepeated && index == spec.positionals.count - 1 { return [] }
        return matching(values(place.completes, spec, arguments, partial), partial)
            .filter { !arguments.contains($0) }
    }

    private func values(
        _ source: CompletionSource, _ spec: VerbSpec, _ arguments: [String], _ partial: String
    ) -> [String] {
        switch source {
        case .nothing: return []
        case .verbs: return verbs.filter { $0.owner != .kubectlNotModelled }.map(\.name)
        case .namespaces: return snapshot.namespaces
        case .resources:
            if let slash = partial.firstIndex(of: "/") {
                let resource = String(partial[..<slash])
                return names(of: resource).map { "\(resource)/\($0)" }
            }
            let custom = snapshot.catalog.custom.map(\.plural)
            return ResourceTable.builtIn.map(\.plural) + custom + (spec.name == "get" ? ["all"] : [])
        case .names: return arguments.first.map(names(of:)) ?? []
        case .namesOf(let plural): return names(of: plural)
        case .containers:
            guard let pod = arguments.first.map({ $0.split(separator: "/").last.map(String.init) ?? $0 })
            else {
                return []
            }
            return snapshot.containers.first { $0.pod == pod }?.containers ?? []
        case .files: return snapshot.files
        case .lessons: return snapshot.lessonNames
        case .choices(let words): return words
        }
    }

    private func names(of resource: String) -> [String] {
        let plural = snapshot.catalog.find(resource)?.plural ?? resource
        return snapshot.names.first { $0.resource == plural }?.names ?? []
    }

    private func matching(_ words: [String], _ partial: String) -> [String] {
        let hits = words.filter { $0.hasPrefix(partial) }.sorted()
        var out: [String] = []
        for word in hits where word != out.last && out.count < Completion.candidatesMax { out.append(word) }
        return out
    }
}
