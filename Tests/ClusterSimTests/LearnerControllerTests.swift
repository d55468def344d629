import ClusterSim
import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// A learner's controller in a cluster: it converges whatever happens, and it is part of history.
@Suite struct LearnerControllerTests {
    private static let definition: Value = [
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": ["name": "websites.demo.example"],
        "spec": [
            "group": "demo.example", "scope": "Namespaced",
            "names": ["plural": "websites", "singular": "website", "kind": "Website"],
            "versions": [
                [
                    "name": "v1", "served": true, "storage": true, "subresources": ["status": .object(Fields())],
                    "schema": [
                        "openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]
                    ],
                ]
            ],
        ],
    ]

    /// The controller may do everything.
    private static let rights: Value = [
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
        "metadata": ["name": "website-controller"],
        "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"],
        "subjects": [["kind": "ServiceAccount", "name": "website-controller", "namespace": "default"]],
    ]

    private static func rule(_ change: (inout ControllerRule) -> Void = { _ in }) throws -> ControllerRule {
        var rule = ControllerRule(name: "website-controller", parent: "websites.demo.example")
        rule.children = [
            .init(
                resource: "replicasets.apps", namePattern: "{name}", file: "set.yaml",
                template: [
                    "spec": [
                        "replicas": "${.spec.replicas}", "selector": ["matchLabels": ["app": "${.metadata.name}"]],
                        "template": [
                            "metadata": ["labels": ["app": "${.metadata.name}"]],
                            "spec": ["containers": [["name": "main", "image": "${.spec.image}"]]],
                        ],
                    ]
                ])
        ]
        rule.createsMissing = true
        rule.updatesDifferent = true
        rule.status = [
            .init(path: ["ready"], source: .child(0, try FieldPath(parsing: ".status.readyReplicas"))),
            .init(path: ["children"], source: .count),
        ]
        change(&rule)
        return rule
    }

    private static func site(_ name: String, replicas: Int = 2) -> Value {
        [
            "apiVersion": "demo.example/v1", "kind": "Website",
            "metadata": ["name": .string(name), "namespace": "default"],
            "spec": ["image": "main:1", "replicas": .int(Int64(replicas))],
        ]
    }

    private static func world(
        _ rule: ControllerRule, _ change: (inout ClusterOptions) -> Void = { _ in }
    ) throws -> (Cluster, Resource) {
        var cluster = Cluster.checked(change)
        cluster.create(definition, .customResourceDefinitions)
        cluster.create(rights, .clusterRoleBindings)
        cluster.run(until: cluster.now + .seconds(1))
        let websites = try #require(cluster.served.find("websites.demo.example")?.resource)
        try cluster.apply(.addController(rule, text: "controller add"))
        cluster.run(until: cluster.now + .seconds(1))
        return (cluster, websites)
    }

    /// Faults, told by what they do; each is injected while the site's first sync is under way.
    enum Trouble: String, CaseIterable, CustomTestStringConvertible {
        case none, crash, lagOfChildren, lagOfParents, conflicts, refusals, brokenWatch, stopped
        var testDescription: String { rawValue }

        func strike(_ cluster: inout Cluster, _ websites: Resource) throws {
            let name = "website-controller"
            switch self {
            case .none: break
            case .crash: try cluster.inject(.crash(process: name))
            case .lagOfChildren: try cluster.inject(.lag(process: name, .replicaSets, changes: 3))
            case .lagOfParents: try cluster.inject(.lag(process: name, websites, changes: 2))
            case .conflicts: try cluster.inject(.conflict(component: name, count: 4))
            case .refusals:
                try cluster.inject(.reject(component: name, verb: "update", .replicaSets, count: 3))
            case .brokenWatch: try cluster.inject(.breakWatch(process: name, .replicaSets, isGone: true))
            case .stopped: try cluster.apply(.stop(process: name, text: "stop"))
            }
        }

        func end(_ cluster: inout Cluster, _ websites: Resource) throws {
            let name = "website-controller"
            switch self {
            case .lagOfChildren: try cluster.inject(.lag(process: name, .replicaSets, changes: 0))
            case .lagOfParents: try cluster.inject(.lag(process: name, websites, changes: 0))
            case .stopped: try cluster.apply(.start(process: name, text: "start"))
            default: break
            }
        }
    }

    @Test(
        "it converges: child made, edited, deleted, parent edited",
        arguments: Trouble.allCases, [nil, 1, 7] as [UInt64?])
    func converges(trouble: Trouble, shuffle: UInt64?) throws {
        var (cluster, websites) = try Self.world(try Self.rule()) { options in
            guard let shuffle else { return }
            options.seed = shuffle
            options.profile = .jittered
            options.delivery = .shuffled(Seed(shuffle))
        }
        cluster.create(Self.site("blog"), websites)
        cluster.step(until: { $0.object(.replicaSets, "blog") != nil })
        try trouble.strike(&cluster, websites)
        cluster.ask(Make.scale("blog", to: 5))
        cluster.run(until: cluster.now + .seconds(2))
        cluster.ask(.delete(.replicaSets, Make.key("blog")))
        cluster.ask(.patch(.merge, websites, Make.key("blog"), ["spec": ["replicas": 3]]))
        cluster.run(until: cluster.now + .seconds(2))
        try trouble.end(&cluster, websites)
        _ = cluster.settle()
        cluster.run(until: cluster.now + .seconds(60))
        #expect(cluster.object(.replicaSets, "blog")?.at("spec", "replicas") == 3)
        #expect(cluster.object(websites, "blog")?.value["status"] == ["children": 1, "ready": 3])
        #expect(cluster.activePods.count == 3)
        #expect(cluster.checkWorld().isEmpty)
    }

    @Test("two runs are equal in every byte, and so is one that is gone back in and done again")
    func replay() throws {
        func run() throws -> Timeline {
            let (cluster, websites) = try Self.world(try Self.rule())
            var timeline = Timeline(cluster, mode: .full)
            var request = APIRequest.create(Self.site("blog"), websites)
            request.user = "kubernetes-admin"
            try timeline.apply(.request(request, text: "create"))
            try timeline.apply(.removeController(name: "website-controller", text: "remove"))
            try timeline.apply(.addController(try Self.rule(), text: "add"))
            for _ in 0 ..< 120 { timeline.step() }
            try timeline.apply(.fault(.crash(process: "website-controller"), text: "crash"))
            timeline.run(until: timeline.present.now + .seconds(30))
            return timeline
        }
        var first = try run()
        let told = first.present.fingerprint
        #expect(try run().present.fingerprint == told)
        let (end, time) = (first.present.eventCount, first.present.now)
        try first.go(to: first.firstEvent + 5)
        try first.go(to: end)
        first.run(until: time)
        #expect(first.present.fingerprint == told)
    }

    @Test("its name is one of a kind, and free again when it is removed")
    func names() throws {
        var (cluster, _) = try Self.world(try Self.rule())
        #expect(throws: CommandProblem.self) {
            try cluster.apply(.addController(try Self.rule(), text: "again"))
        }
        #expect(throws: CommandProblem.self) {
            try cluster.apply(.addController(try Self.rule { $0.name = "replicaset-controller" }, text: "taken"))
        }
        #expect(throws: CommandProblem.self) {
            try cluster.apply(.addController(try Self.rule { ($0.name, $0.parent) = ("x", "shops.demo.example") }, text: ""))
        }
        try cluster.apply(.removeController(name: "website-controller", text: "remove"))
        #expect(!cluster.processNames.contains("website-controller") && cluster.learnerControllers.isEmpty)
        try cluster.apply(.addController(try Self.rule(), text: "again"))
        #expect(cluster.learnerControllers.map(\.name) == ["website-controller"])
    }

    /// What is outside after a parent was deleted while its finalizer could not be written.
    @Test(
        "finalizer first leaks nothing; finalizer late does",
        arguments: [([RuleBug](), [String]()), ([.lateFinalizer], ["disk/blog"])])
    func leaks(bugs: [RuleBug], outside: [String]) throws {
        let rule = try Self.rule { rule in
            var finalizer = ControllerRule.Finalizer("demo.example/disk")
            finalizer.outsideKind = "disk"
            finalizer.outsideName = "{name}"
            rule.finalizer = finalizer
            rule.bugs = bugs
        }
        var (cluster, websites) = try Self.world(rule)
        try cluster.inject(.reject(component: "website-controller", verb: "update", websites, count: nil))
        cluster.create(Self.site("blog"), websites)
        cluster.run(until: cluster.now + .milliseconds(100))
        cluster.ask(.delete(websites, Make.key("blog")))
        try cluster.inject(.endReject(component: "website-controller"))
        cluster.run(until: cluster.now + .seconds(5))
        #expect(cluster.object(websites, "blog") == nil)
        #expect(cluster.outside.things == outside)
    }

    @Test("a deletion waits for the thing outside, also over a crash at any step", arguments: Array(0 ..< 24))
    func finalizerCrash(steps: Int) throws {
        let rule = try Self.rule { rule in
            var finalizer = ControllerRule.Finalizer("demo.example/disk")
            finalizer.outsideKind = "disk"
            finalizer.outsideName = "{name}"
            rule.finalizer = finalizer
        }
        var (cluster, websites) = try Self.world(rule)
        cluster.create(Self.site("blog"), websites)
        for _ in 0 ..< steps { cluster.step() }
        try cluster.inject(.crash(process: "website-controller"))
        cluster.ask(.delete(websites, Make.key("blog")))
        cluster.run(until: cluster.now + .seconds(10))
        #expect(cluster.object(websites, "blog") == nil)
        #expect(cluster.outside.things.isEmpty)
    }
}
