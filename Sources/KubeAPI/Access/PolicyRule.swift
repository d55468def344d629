public import Documents

/// One rule of a role: verbs on resources of groups, or on paths.
///
/// Upstream: staging/src/k8s.io/api/rbac/v1/types.go, pkg/apis/rbac/v1/evaluation_helpers.go.
public struct PolicyRule: Sendable, Equatable {
    /// `get`, or `*`.
    public var verbs: [String] = []
    /// `apps`; the core group is empty.
    public var groups: [String] = []
    /// `pods`, `pods/log`, `*`.
    public var resources: [String] = []
    /// Empty: all names.
    public var names: [String] = []
    /// `/healthz`, `/metrics/*`; then there is nothing else but verbs.
    public var paths: [String] = []

    /// Makes a rule.
    public init(
        verbs: [String], groups: [String] = [], resources: [String] = [], names: [String] = [], paths: [String] = []
    ) {
        self.verbs = verbs
        self.groups = groups
        self.resources = resources
        self.names = names
        self.paths = paths
    }

    /// A rule as a role says it.
    public init(_ value: Value) {
        func texts(_ key: String) -> [String] { value[key]?.array?.compactMap(\.string) ?? [] }
        self.init(
            verbs: texts("verbs"), groups: texts("apiGroups"), resources: texts("resources"),
            names: texts("resourceNames"), paths: texts("nonResourceURLs"))
    }

    /// The rules of a Role or ClusterRole.
    public static func all(of role: Value) -> [PolicyRule] { role["rules"]?.array?.map { PolicyRule($0) } ?? [] }

    /// Everything.
    public static let fullAuthority = [
        PolicyRule(verbs: ["*"], groups: ["*"], resources: ["*"]), PolicyRule(verbs: ["*"], paths: ["*"]),
    ]

    /// `*`, `pods`, `pods/log` and `*/scale` each allow what they say.
    public func allows(resource: String, _ subresource: String) -> Bool {
        for rule in resources {
            if rule == "*" { return true }
            if subresource.isEmpty ? rule == resource : rule == "\(resource)/\(subresource)" { return true }
            if !subresource.isEmpty, rule == "*/\(subresource)" { return true }
        }
        return false
    }

    /// `*` stands for any word.
    public static func has(_ set: [String], _ word: String) -> Bool { set.contains { $0 == "*" || $0 == word } }

    /// `/healthz`, or `/healthz/*` and all below it.
    public static func pathMatches(_ rules: [String], _ path: String) -> Bool {
        rules.contains { rule in
            if rule == "*" || rule == path { return true }
            return rule.hasSuffix("*") && path.hasPrefix(rule.dropLast())
        }
    }
}

extension PolicyRule {
    /// The rule as a role says it.
    public var value: Value {
        var out: Value = [:]
        for (key, words) in [
            ("apiGroups", groups), ("nonResourceURLs", paths), ("resourceNames", names), ("resources", resources),
            ("verbs", verbs),
        ] where !words.isEmpty { out.set(.array(words.map(Value.string)), at: key) }
        return out
    }
}

// MARK: - Covering: who grants must hold

extension PolicyRule {
    /// The parts of `asked` that no rule of `held` covers; empty: whoever holds them may grant `asked`.
    ///
    /// Upstream: component-helpers/auth/rbac/validation/policy_comparator.go, Covers.
    public static func missing(in held: [PolicyRule], of asked: [PolicyRule]) -> [PolicyRule] {
        asked.flatMap(\.parts).filter { part in !held.contains { $0.covers(part) } }
    }

    /// The rule as rules of one verb on one resource of one group, or one path.
    private var parts: [PolicyRule] {
        var out: [PolicyRule] = []
        for group in groups {
            for resource in resources {
                for verb in verbs {
                    let part = PolicyRule(verbs: [verb], groups: [group], resources: [resource])
                    if names.isEmpty { out.append(part) }
                    for name in names {
                        var named = part
                        named.names = [name]
                        out.append(named)
                    }
                }
            }
        }
        for path in paths {
            for verb in verbs { out.append(PolicyRule(verbs: [verb], paths: [path])) }
        }
        return out
    }

    private func covers(_ part: PolicyRule) -> Bool {
        func hasAll(_ set: [String], _ words: [String]) -> Bool { words.allSatisfy { set.contains($0) } }
        guard verbs.contains("*") || hasAll(verbs, part.verbs) else { return false }
        guard groups.contains("*") || hasAll(groups, part.groups) else { return false }
        guard resources.contains("*") || part.resources.allSatisfy(coversResource) else { return false }
        guard part.paths.allSatisfy({ PolicyRule.pathMatches(paths, $0) }) else { return false }
        if part.names.isEmpty { return names.isEmpty }
        return names.isEmpty || hasAll(names, part.names)
    }

    private func coversResource(_ resource: String) -> Bool {
        if resources.contains(resource) { return true }
        guard let slash = resource.firstIndex(of: "/") else { return false }
        return resources.contains("*" + resource[slash...])
    }

    /// Rules that differ only in their verbs, put together again. Upstream: pkg/registry/rbac/validation/
    /// policy_compact.go.
    public static func compacted(_ rules: [PolicyRule]) -> [PolicyRule] {
        var out: [PolicyRule] = []
        for rule in rules {
            let isSimple =
                rule.names.count <= 1 && rule.paths.isEmpty && rule.groups.count == 1 && rule.resources.count == 1
            let known = out.firstIndex {
                isSimple && $0.groups == rule.groups && $0.resources == rule.resources && $0.names == rule.names
                    && $0.paths.isEmpty
            }
            if let known { out[known].verbs += rule.verbs } else { out.append(rule) }
        }
        return out
    }

    /// `{APIGroups:["apps"], Resources:["deployments"], Verbs:["get"]}`. Upstream: CompactString.
    public var compactText: String {
        var parts: [String] = []
        func add(_ name: String, _ words: [String]) {
            if !words.isEmpty { parts.append("\(name):\(PolicyRule.goSlice(words))") }
        }
        add("APIGroups", groups)
        add("Resources", resources)
        add("NonResourceURLs", paths)
        add("ResourceNames", names)
        add("Verbs", verbs)
        return "{" + parts.joined(separator: ", ") + "}"
    }

    /// Strings as Go's `%q` writes a slice of them: `["a" "b"]`.
    public static func goSlice(_ words: [String]) -> String { "[" + words.map(goQuoted).joined(separator: " ") + "]" }
}
