import Documents
import KubeAPI

/// A role or a binding beside what a file says of it, and what has to be done about the difference.
///
/// Upstream: component-helpers/auth/rbac/reconciliation/reconcile_role.go and reconcile_rolebindings.go.
struct Reconciliation {
    enum Operation: String { case create, update, recreate }

    /// The object as it should be.
    var object: APIObject
    /// `nil`: it is as it should be.
    private(set) var operation: Operation?
    /// It opted out: nothing is done.
    private(set) var isProtected = false
    /// The uid of what has to go first.
    private(set) var uid: String?
    private(set) var missingRules: [Value] = []
    private(set) var extraRules: [Value] = []
    private(set) var missingSubjects: [Value] = []
    private(set) var extraSubjects: [Value] = []

    /// Nothing is there yet.
    init(new object: APIObject) {
        self.object = object
        operation = .create
        missingRules = object["rules"]?.array ?? []
        missingSubjects = object["subjects"]?.array ?? []
    }

    /// What `wanted` makes of an object.
    init(of existing: APIObject, as wanted: Value, removesRules: Bool, removesSubjects: Bool) {
        object = existing
        isProtected =
            existing.at("metadata", "annotations", "rbac.authorization.kubernetes.io/autoupdate") == "false"
        let isBinding = existing["roleRef"] != nil
        if isBinding, existing["roleRef"] != wanted["roleRef"] {
            object = APIObject(wanted, existing.resource)
            (operation, uid) = (.recreate, existing.uid)
            return
        }
        var value = existing.published
        merge("annotations", wanted, &value)
        merge("labels", wanted, &value)
        if isBinding {
            compareSubjects(wanted, &value, removesExtra: removesSubjects)
        } else {
            compareRules(wanted, &value, removesExtra: removesRules)
            compareAggregation(wanted, &value, removesExtra: removesRules)
        }
        if value != existing.published { operation = .update }
        object = APIObject(value, existing.resource, revision: existing.revision)
    }

    /// What is there wins over what the file says.
    private func merge(_ field: String, _ wanted: Value, _ value: inout Value) {
        for (key, text) in wanted.at("metadata", field)?.stringMap ?? []
        where value.at("metadata", field, key) == nil {
            value.set(.string(text), at: "metadata", field, key)
        }
    }

    private mutating func compareRules(_ wanted: Value, _ value: inout Value, removesExtra: Bool) {
        let (held, asked) = (PolicyRule.all(of: value), PolicyRule.all(of: wanted))
        // Rules that are gathered from other roles are nobody's business here.
        if wanted["aggregationRule"] == nil || value["aggregationRule"] == nil {
            extraRules = PolicyRule.missing(in: asked, of: held).map(\.value)
        }
        missingRules = PolicyRule.missing(in: held, of: asked).map(\.value)
        if !removesExtra, !missingRules.isEmpty {
            value.set(.array((value["rules"]?.array ?? []) + missingRules), at: "rules")
        } else if removesExtra, !missingRules.isEmpty || !extraRules.isEmpty {
            value.set(wanted["rules"], at: "rules")
        }
    }

    private func compareAggregation(_ wanted: Value, _ value: inout Value, removesExtra: Bool) {
        guard let rule = wanted["aggregationRule"] else {
            value.set(nil, at: "aggregationRule")
            return
        }
        let asked = rule["clusterRoleSelectors"]?.array ?? []
        let held = value.at("aggregationRule", "clusterRoleSelectors")?.array ?? []
        let missing = asked.filter { !held.contains($0) }
        if !removesExtra, !missing.isEmpty {
            value.set(["clusterRoleSelectors": .array(held + missing)], at: "aggregationRule")
        } else if removesExtra, !missing.isEmpty || held.contains(where: { !asked.contains($0) }) {
            value.set(rule, at: "aggregationRule")
        }
    }

    private mutating func compareSubjects(_ wanted: Value, _ value: inout Value, removesExtra: Bool) {
        let (held, asked) = (value["subjects"]?.array ?? [], wanted["subjects"]?.array ?? [])
        missingSubjects = Reconciliation.only(asked, notIn: held)
        extraSubjects = Reconciliation.only(held, notIn: asked)
        if !removesExtra, !missingSubjects.isEmpty {
            value.set(.array(held + missingSubjects), at: "subjects")
        } else if removesExtra, !missingSubjects.isEmpty || !extraSubjects.isEmpty {
            value.set(.array(asked), at: "subjects")
        }
    }

    private static func only(_ list: [Value], notIn other: [Value]) -> [Value] {
        var out: [Value] = []
        for one in list where !other.contains(one) && !out.contains(one) { out.append(one) }
        return out
    }

    /// Go's `%+v` of a PolicyRule.
    static func ruleText(_ rule: Value) -> String {
        func words(_ key: String) -> String {
            "[" + (rule[key]?.array ?? []).map { $0.string ?? "" }.joined(separator: " ") + "]"
        }
        return "{Verbs:\(words("verbs")) APIGroups:\(words("apiGroups")) Resources:\(words("resources")) "
            + "ResourceNames:\(words("resourceNames")) NonResourceURLs:\(words("nonResourceURLs"))}"
    }

    /// Go's `%+v` of a Subject.
    static func subjectText(_ subject: Value) -> String {
        "{Kind:\(subject.text("kind")) APIGroup:\(subject.text("apiGroup")) Name:\(subject.text("name")) "
            + "Namespace:\(subject.text("namespace"))}"
    }
}
