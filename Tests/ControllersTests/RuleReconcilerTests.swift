import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// A learner's controller over built-in kinds: objects in, requests out. The parent is a ConfigMap, its child a Secret.
@Suite struct RuleReconcilerTests {
    private static let parent: Value = [
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": ["name": "blog", "namespace": "default", "uid": "u1"], "data": ["key": "abc"],
    ]

    private static func rule(_ change: (inout ControllerRule) -> Void = { _ in }) -> ControllerRule {
        var rule = ControllerRule(name: "maps", parent: "configmaps")
        rule.children = [
            .init(
                resource: "secrets", namePattern: "{name}-s", file: "s.yaml",
                template: ["data": ["k": "${.data.key}", "gone": "${.data.none}", "text": "v=${.data.key}."]])
        ]
        rule.createsMissing = true
        rule.updatesDifferent = true
        change(&rule)
        return rule
    }

    private static func rig(_ rule: ControllerRule) -> Rig {
        var rig = Rig(
            ControllerRunner<RuleReconciler>(name: rule.name, user: rule.user, memory: RuleMemory(rule: rule)))
        rig.started()
        rig.put(parent, .configMaps)
        return rig
    }

    private static func run(_ rule: ControllerRule, _ change: (inout Rig) -> Void = { _ in }) -> Rig {
        var rig = rig(rule)
        change(&rig)
        rig.run(for: .milliseconds(50))
        return rig
    }

    private static func child(_ change: (inout Value) -> Void = { _ in }) -> Value {
        var child: Value = [
            "apiVersion": "v1", "kind": "Secret",
            "metadata": [
                "name": "blog-s", "namespace": "default", "uid": "u2",
                "ownerReferences": [
                    OwnerReference(controller: APIObject(parent, .configMaps)).value
                ],
            ], "data": ["k": "abc", "text": "v=abc.", "more": "kept"], "type": "Opaque",
        ]
        change(&child)
        return child
    }

    private static func told(_ rig: Rig) -> [String] { rig.sent.map { "\($0.verb.word) \($0.name)" } }

    @Test("a missing child is made, with the parent's values and an owner")
    func creates() throws {
        let rig = Self.run(Self.rule())
        #expect(Self.told(rig) == ["create blog-s"])
        let body = try #require(rig.sent.first?.body)
        #expect(body["data"] == ["k": "abc", "text": "v=abc."])
        #expect(body.at("metadata", "ownerReferences")?[0]?["uid"] == "u1")
        #expect(rig.sent.first?.user == "system:serviceaccount:default:maps")
        #expect(rig.events.map(\.reason) == ["CreatedChild"])
    }

    @Test("without `if missing create` nothing is made")
    func onlyLooks() { #expect(Self.told(Self.run(Self.rule { $0.createsMissing = false })).isEmpty) }

    @Test("a child that differs is put right, and what the template does not say stays")
    func updates() throws {
        let rig = Self.run(Self.rule()) { rig in
            rig.put(Self.child { $0.set("other", at: "data", "k") }, .secrets)
        }
        #expect(Self.told(rig) == ["update blog-s"])
        #expect(rig.sent.first?.body["data"] == ["k": "abc", "more": "kept", "text": "v=abc."])
        #expect(rig.sent.first?.body.at("metadata", "resourceVersion") != nil)
    }

    @Test("a child that is as it should be costs no request")
    func steady() { #expect(Self.told(Self.run(Self.rule()) { $0.put(Self.child(), .secrets) }).isEmpty) }

    @Test("somebody else's object of that name is left alone, with an event")
    func notOurs() {
        let rig = Self.run(Self.rule()) { rig in
            rig.put(Self.child { $0.set(nil, at: "metadata", "ownerReferences") }, .secrets)
        }
        #expect(Self.told(rig).isEmpty)
        #expect(rig.events.first?.reason == "ErrResourceExists")
        #expect(rig.events.first?.message == "Resource \"blog-s\" already exists and is not managed by ConfigMap")
    }

    @Test("a failed write is tried again later and later")
    func backsOff() {
        var rig = Self.rig(Self.rule())
        rig.failing = { _ in .conflict("secrets", group: "", name: "blog-s", "no") }
        rig.run(for: .milliseconds(100))
        // 0, 5, 15, 35 and 75 ms.
        #expect(rig.sent.count == 5)
    }

    @Test("the finalizer goes on before anything else, and off when the parent is deleted")
    func finalizer() {
        let rule = Self.rule { rule in
            var finalizer = ControllerRule.Finalizer("demo.example/disk")
            finalizer.outsideKind = "disk"
            finalizer.outsideName = "{name}"
            rule.finalizer = finalizer
        }
        #expect(Self.told(Self.run(rule)).prefix(2) == ["update blog", "create blog-s"])
        let dying = Self.run(rule) { rig in
            var parent = Self.parent
            parent.set(["demo.example/disk", "other"], at: "metadata", "finalizers")
            parent.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp")
            rig.put(parent, .configMaps)
        }
        #expect(Self.told(dying) == ["update blog"])
        #expect(dying.sent.first?.body.at("metadata", "finalizers") == ["other"])
    }

    @Test(
        "each mistake shows in what is written",
        arguments: [
            (RuleBug.noOwner, "metadata.ownerReferences", nil),
            (.randomNames, "metadata.generateName", "blog-s-"),
            (.randomNames, "metadata.name", nil),
        ] as [(RuleBug, String, String?)])
    func bugs(_ bug: RuleBug, _ path: String, _ value: String?) throws {
        let rig = Self.run(Self.rule { $0.bugs = [bug] }) { $0.server = .none }
        let body = try #require(rig.sent.first?.body)
        #expect(body[try FieldPath(parsing: path)]?.string == value)
    }
}
