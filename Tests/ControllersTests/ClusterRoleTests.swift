import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// Situations of pkg/controller/clusterroleaggregation/clusterroleaggregation_controller_test.go.
@Suite("ClusterRole aggregation")
struct ClusterRoleTests {
    private static func role(
        _ name: String, _ labels: Value = [:], rules: [String] = [], selecting selectors: [Value]? = nil
    ) -> Value {
        var value: Value = [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
            "metadata": ["name": .string(name), "uid": .string("uid-\(name)"), "labels": labels],
            "rules": .array(rules.map(rule))
        ]
        if let selectors { value.set(.array(selectors), at: "aggregationRule", "clusterRoleSelectors") }
        return value
    }

    private static func rule(_ verb: String) -> Value {
        ["verbs": [.string(verb)], "apiGroups": [""], "resources": ["pods"]]
    }

    private static func rig(_ roles: [Value]) -> Rig {
        var rig = Rig(ControllerRunner<ClusterRoleAggregation>())
        rig.started()
        for role in roles { rig.put(role, .clusterRoles) }
        rig.run(for: .seconds(1))
        return rig
    }

    private static let foo: Value = ["matchLabels": ["foo": "bar"]]
    private static let hammer: Value = ["matchLabels": ["foo": "hammer"]]

    private static func verbs(_ rig: Rig, _ name: String) -> [String] {
        let rules = rig.stored(.clusterRoles, ObjectKey("", name))?["rules"]?.array ?? []
        return rules.compactMap { $0["verbs"]?[0]?.string }
    }

    @Test("rules are gathered by selector and name, each different one once, and what stood there goes")
    func gathers() {
        var rig = Self.rig([
            Self.role("b", ["foo": "bar"], rules: ["watch", "get"]),
            Self.role("a", ["foo": "bar"], rules: ["list", "get"]),
            Self.role("c", ["foo": "hammer"], rules: ["get", "delete"]),
            Self.role("d", ["foo": "other"], rules: ["no"]),
            Self.role("all", ["foo": "bar"], rules: ["old"], selecting: [Self.foo, Self.hammer])
        ])
        #expect(Self.verbs(rig, "all") == ["list", "get", "watch", "delete"])
        #expect(rig.writes == ["PATCH clusterroles/all"])
        rig.put(Self.role("a", ["foo": "bar"], rules: ["patch"]), .clusterRoles)
        rig.run(for: .seconds(1))
        #expect(Self.verbs(rig, "all") == ["patch", "watch", "get", "delete"])
        rig.remove(.clusterRoles, ObjectKey("", "c"))
        rig.run(for: .seconds(1))
        #expect(Self.verbs(rig, "all") == ["patch", "watch", "get"])
    }

    @Test("rules that are as they should be are not written, nor those of a role that gathers nothing")
    func quiet() {
        let rig = Self.rig([
            Self.role("a", ["foo": "bar"], rules: ["get"]), Self.role("all", rules: ["get"], selecting: [Self.foo]),
            Self.role("plain", rules: ["own"]), Self.role("none", selecting: [Self.hammer])
        ])
        #expect(rig.writes.isEmpty)
        #expect(Self.verbs(rig, "plain") == ["own"])
    }

    @Test("a failed write is tried again")
    func retries() {
        var rig = Rig(ControllerRunner<ClusterRoleAggregation>())
        rig.failing = { $0.verb.isRead ? nil : Status(code: 500, reason: "InternalError", message: "no") }
        rig.started()
        rig.put(Self.role("a", ["foo": "bar"], rules: ["get"]), .clusterRoles)
        rig.put(Self.role("all", selecting: [Self.foo]), .clusterRoles)
        rig.run(for: .milliseconds(40))
        #expect(rig.writes.count > 1)
        rig.failing = { _ in nil }
        rig.run(for: .seconds(2))
        #expect(Self.verbs(rig, "all") == ["get"])
    }
}
