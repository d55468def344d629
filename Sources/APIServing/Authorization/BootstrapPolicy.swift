import Documents
import KubeAPI

/// The roles and bindings that the server makes at its first start.
///
/// Lines of the table: `clusterrole NAME`, with `part-of:X` (its rules go into role X) and `gathers:X`; `controller
/// NAME`: the ClusterRole of a controller and its binding to the controller's service account; `clusterrolebinding
/// NAME ROLE SUBJECT…`; `role NAMESPACE NAME`; `rolebinding NAMESPACE NAME ROLE SUBJECT…`. A role is followed by its
/// rules, further in: `GROUPS RESOURCES VERBS [NAMES]` or `url PATHS VERBS`, words parted by commas, `-` for the core
/// group. Upstream: plugin/pkg/auth/authorizer/rbac/bootstrappolicy; kubeadm's `kubeadm:cluster-admins`.
enum BootstrapPolicy {
    /// All of them, aggregated roles with their rules, in the order of the table.
    static let objects: [(resource: Resource, value: Value)] = {
        var reader = BootstrapPolicyReader()
        for line in "\(bootstrapPolicyTable)".split(separator: "\n") { reader.read(line) }
        reader.read("clusterrolebinding kubeadm:cluster-admins cluster-admin Group:kubeadm:cluster-admins")
        return reader.finished()
    }()
}

private struct BootstrapPolicyReader {
    private static let group = "rbac.authorization.k8s.io"
    private static let aggregateLabel = "rbac.authorization.k8s.io/aggregate-to-"

    private var objects: [(resource: Resource, value: Value)] = []
    /// The role whose rules come next, by place in `objects`.
    private var role = 0

    mutating func read(_ line: Substring) {
        let words = line.split(separator: " ").map(String.init)
        guard let first = words.first else { return }
        switch first {
        case "clusterrole":
            var labels = Fields()
            var gathers: [Value] = []
            for word in words.dropFirst(2) {
                if word.hasPrefix("part-of:") {
                    labels[Self.aggregateLabel + word.dropFirst("part-of:".count)] = "true"
                } else {
                    let label = Self.aggregateLabel + word.dropFirst("gathers:".count)
                    gathers.append(["matchLabels": .object(Fields([(label, "true")]))])
                }
            }
            add(.clusterRoles, words[1], labels: labels)
            if !gathers.isEmpty {
                objects[role].value.set(["clusterRoleSelectors": .array(gathers)], at: "aggregationRule")
            }
        case "controller":
            let name = "system:controller:\(words[1])"
            bind(.clusterRoleBindings, name, "ClusterRole", name, ["ServiceAccount:kube-system:\(words[1])"])
            add(.clusterRoles, name)
        case "clusterrolebinding":
            bind(.clusterRoleBindings, words[1], "ClusterRole", words[2], words.dropFirst(3))
        case "role": add(.roles, words[2], namespace: words[1])
        case "rolebinding": bind(.roleBindings, words[2], namespace: words[1], "Role", words[3], words.dropFirst(4))
        default: addRule(words)
        }
    }

    private mutating func add(
        _ resource: Resource, _ name: String, namespace: String = "", labels: Fields = Fields()
    ) {
        var labels = labels
        labels["kubernetes.io/bootstrapping"] = "rbac-defaults"
        var metadata = Fields([
            ("annotations", ["rbac.authorization.kubernetes.io/autoupdate": "true"]), ("labels", .object(labels)),
            ("name", .string(name)),
        ])
        if !namespace.isEmpty { metadata["namespace"] = .string(namespace) }
        role = objects.count
        var value: Value = [
            "apiVersion": .string(resource.info.apiVersion), "kind": .string(resource.info.kind),
            "metadata": .object(metadata),
        ]
        if resource == .roles || resource == .clusterRoles { value.set(.array([]), at: "rules") }
        objects.append((resource, value))
    }

    private mutating func bind(
        _ resource: Resource, _ name: String, namespace: String = "", _ kind: String, _ role: String,
        _ subjects: some Sequence<String>
    ) {
        add(resource, name, namespace: namespace)
        objects[self.role].value.set(
            ["apiGroup": .string(Self.group), "kind": .string(kind), "name": .string(role)], at: "roleRef")
        let list = subjects.map(Self.subject)
        if !list.isEmpty { objects[self.role].value.set(.array(list), at: "subjects") }
    }

    /// `Group:system:masters`, `ServiceAccount:kube-system:job-controller`.
    private static func subject(_ word: String) -> Value {
        let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts[0] == "ServiceAccount" else {
            return ["apiGroup": .string(group), "kind": .string(parts[0]), "name": .string(parts[1])]
        }
        let account = parts[1].split(separator: ":", maxSplits: 1).map(String.init)
        return ["kind": "ServiceAccount", "namespace": .string(account[0]), "name": .string(account[1])]
    }

    private mutating func addRule(_ words: [String]) {
        func list(_ index: Int) -> Value {
            .array(words[index].split(separator: ",").map { .string($0 == "-" ? "" : String($0)) })
        }
        var rule: Value
        if words[0] == "url" {
            rule = ["nonResourceURLs": list(1), "verbs": list(2)]
        } else {
            rule = ["apiGroups": list(0), "resources": list(1), "verbs": list(2)]
            if words.count > 3 { rule.set(list(3), at: "resourceNames") }
        }
        objects[role].value.update(at: "rules") { rules in
            rules = .array((rules.array ?? []) + [rule])
        }
    }

    /// The objects, the rules of aggregated roles gathered.
    func finished() -> [(resource: Resource, value: Value)] {
        var out = objects
        // Parts come behind the roles that gather them, and edit is a part of admin: from the last to the first.
        for index in out.indices.reversed() {
            guard let selectors = out[index].value.at("aggregationRule", "clusterRoleSelectors")?.array
            else { continue }
            var rules: [Value] = []
            for selector in selectors {
                guard let selector = try? LabelSelector(value: selector) else { continue }
                let parts = out.indices
                    .filter { $0 != index && out[$0].resource == .clusterRoles }
                    .sorted { Self.name(out[$0]) < Self.name(out[$1]) }
                for part in parts where selector.matches(out[part].value.at("metadata", "labels")?.stringMap ?? []) {
                    for rule in out[part].value["rules"]?.array ?? [] where !rules.contains(rule) { rules.append(rule) }
                }
            }
            out[index].value.set(.array(rules), at: "rules")
        }
        return out
    }

    private static func name(_ object: (resource: Resource, value: Value)) -> String {
        object.value.at("metadata", "name")?.string ?? ""
    }
}
