import Documents
import KubeAPI

/// Upstream: kubectl/pkg/describe/describe.go, RoleDescriber and ClusterRoleDescriber; kubectl/pkg/util/rbac.
extension DescribeText {
    mutating func clusterRole(_ object: APIObject) {
        let role = ObjectText.document(object)
        write(0, "Name:\t\(object.name)\n")
        labels("Labels", role.at("metadata", "labels"))
        annotations("Annotations", role.at("metadata", "annotations"))
        write(0, "PolicyRule:\n")
        write(1, "Resources\tNon-Resource URLs\tResource Names\tVerbs\n")
        write(1, "---------\t-----------------\t--------------\t-----\n")
        for rule in CompactRule.compact(role["rules"]?.array ?? []) {
            write(1, "\(rule.resource)\t\(rule.list(rule.urls))\t\(rule.list(rule.names))\t\(rule.list(rule.verbs))\n")
        }
    }
}

/// Upstream: kubectl/pkg/describe/describe.go, RoleBindingDescriber, ClusterRoleBindingDescriber.
extension DescribeText {
    mutating func roleBinding(_ object: APIObject) {
        let binding = ObjectText.document(object)
        write(0, "Name:\t\(object.name)\n")
        labels("Labels", binding.at("metadata", "labels"))
        annotations("Annotations", binding.at("metadata", "annotations"))
        write(0, "Role:\n")
        write(1, "Kind:\t\(binding.text("roleRef", "kind"))\n")
        write(1, "Name:\t\(binding.text("roleRef", "name"))\n")
        write(0, "Subjects:\n")
        write(1, "Kind\tName\tNamespace\n")
        write(1, "----\t----\t---------\n")
        for subject in binding["subjects"]?.array ?? [] {
            write(1, "\(subject.text("kind"))\t\(subject.text("name"))\t\(subject.text("namespace"))\n")
        }
    }
}

/// A rule of one resource or one URL, with all verbs that hold for it.
struct CompactRule {
    let group: String?
    let plural: String?
    let names: [String]
    let urls: [String]
    var verbs: [String]

    /// `deployments.apps/scale`. Upstream: CombineResourceGroup.
    var resource: String {
        guard let plural else { return "" }
        let parts = plural.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let group = group.map { $0.isEmpty ? "" : ".\($0)" } ?? ""
        return "\(parts[0])\(group)\(parts.count == 2 ? "/\(parts[1])" : "")"
    }

    /// Go's `%v` of strings.
    func list(_ words: [String]) -> String { "[\(words.joined(separator: " "))]" }

    /// Go's text of the rule, by which rules are ordered.
    private var text: String {
        let (groups, plurals) = (group.map { [$0] } ?? [], plural.map { [$0] } ?? [])
        return "&PolicyRule{Verbs:\(list(verbs)),APIGroups:\(list(groups)),Resources:\(list(plurals)),"
            + "ResourceNames:\(list(names)),NonResourceURLs:\(list(urls)),}"
    }

    /// Rules taken apart by group, resource, name and verb, then put together by verb.
    /// Upstream: BreakdownRule, CompactRules and SortableRuleSlice; rules of URLs stay apart.
    static func compact(_ rules: [Value]) -> [CompactRule] {
        var out: [CompactRule] = []
        for rule in rules.flatMap(parts) {
            let known = out.firstIndex { known in
                rule.urls.isEmpty && known.urls.isEmpty && known.group == rule.group && known.plural == rule.plural
                    && known.names == rule.names
            }
            guard let known else {
                out.append(rule)
                continue
            }
            for verb in rule.verbs where !out[known].verbs.contains(verb) { out[known].verbs.append(verb) }
        }
        return out.sorted { Array($0.text.utf8).lexicographicallyPrecedes(Array($1.text.utf8)) }
    }

    private static func parts(_ rule: Value) -> [CompactRule] {
        func words(_ field: String) -> [String] { rule[field]?.array?.compactMap(\.string) ?? [] }
        var out: [CompactRule] = []
        let names = words("resourceNames").isEmpty ? [[]] : words("resourceNames").map { [$0] }
        for group in words("apiGroups") {
            for plural in words("resources") {
                for verb in words("verbs") {
                    out += names.map { CompactRule(group: group, plural: plural, names: $0, urls: [], verbs: [verb]) }
                }
            }
        }
        for url in words("nonResourceURLs") {
            out += words("verbs").map { CompactRule(group: nil, plural: nil, names: [], urls: [url], verbs: [$0]) }
        }
        return out
    }
}
