import Documents
import KubeAPI
import Testing

/// Situations of pkg/apis/rbac/validation/validation_test.go.
@Suite("validation of ClusterRoles")
struct ClusterRoleRulesTests {
    private static func errors(_ role: Value) -> [String] {
        lines(validateCreate(role, group: "rbac.authorization.k8s.io", kind: "ClusterRole"))
    }

    private static func role(name: String = "system:node", rules: [Value] = [], selectors: Value? = nil) -> Value {
        var value: Value = ["metadata": ["name": .string(name)], "rules": .array(rules)]
        if let selectors { value.set(selectors, at: "aggregationRule", "clusterRoleSelectors") }
        return value
    }

    @Test("names are segments of a path, so they may hold colons and capitals")
    func names() {
        #expect(Self.errors(Self.role(name: "System:Node-Proxier")).isEmpty)
        #expect(
            Self.errors(Self.role(name: "a/b")) == [
                "metadata.name: Invalid value: \"a/b\": may not contain '/'"
            ])
        #expect(Self.errors(Self.role(name: "..")) == ["metadata.name: Invalid value: \"..\": may not be '..'"])
    }

    @Test(
        "a rule is of resources or of paths, with verbs",
        arguments: [
            (["verbs": ["get"], "apiGroups": [""], "resources": ["pods"]], []),
            (["verbs": ["get"], "nonResourceURLs": ["/healthz"]], []),
            (
                ["apiGroups": [""], "resources": ["pods"]],
                ["rules[0].verbs: Required value: verbs must contain at least one value"]
            ),
            (
                ["verbs": ["get"]],
                [
                    "rules[0].apiGroups: Required value: resource rules must supply at least one api group",
                    "rules[0].resources: Required value: resource rules must supply at least one resource"
                ]
            ),
            (
                ["verbs": ["get"], "resources": ["pods"], "nonResourceURLs": ["/x"]],
                [
                    "rules[0].nonResourceURLs: Invalid value: [\"/x\"]: rules cannot apply to both regular resources "
                        + "and non-resource URLs"
                ]
            )
        ] as [(Value, [String])])
    func rules(_ rule: Value, _ wanted: [String]) { #expect(Self.errors(Self.role(rules: [rule])) == wanted) }

    @Test("an aggregating role needs selectors that can be read")
    func aggregation() {
        #expect(
            Self.errors(Self.role(selectors: [])) == [
                "aggregationRule.clusterRoleSelectors: Required value: at least one clusterRoleSelector required if "
                    + "aggregationRule is non-nil"
            ])
        #expect(Self.errors(Self.role(selectors: [["matchLabels": ["a": "b"]]])).isEmpty)
        let found = Self.errors(Self.role(selectors: [["matchExpressions": [["key": "a", "operator": "In"]]]]))
        #expect(
            found.dropFirst() == [
                "aggregationRule.clusterRoleSelectors[0]: Invalid value: null: invalid label selector."
            ])
        #expect(
            found.first?.hasPrefix("aggregationRule.clusterRoleSelectors[0].matchExpressions[0].values: Required value")
                == true)
    }
}
