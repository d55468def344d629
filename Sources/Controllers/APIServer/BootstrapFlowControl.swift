import Documents
import KubeAPI

/// The priority levels and flow schemas that every API server keeps.
///
/// Upstream: staging/src/k8s.io/apiserver/pkg/apis/flowcontrol/bootstrap/default.go.
enum BootstrapFlowControl {
    /// An object of the configuration.
    struct Entry: Sendable {
        let resource: Resource
        let name: String
        let spec: Value
        /// It is put right whatever its annotation says; a suggested one may be taken over by people.
        let isMandatory: Bool

        /// As it is sent.
        var object: Value {
            [
                "apiVersion": .string(resource.info.apiVersion), "kind": .string(resource.info.kind),
                "metadata": ["name": .string(name), "annotations": [autoUpdate: "true"]], "spec": spec,
            ]
        }
    }

    static let autoUpdate = "apf.kubernetes.io/autoupdate-spec"

    /// In the order in which they are looked at.
    static let all = suggestedLevels + suggestedSchemas + mandatoryLevels + mandatorySchemas
    static let schemas = all.filter { $0.resource == .flowSchemas }

    // MARK: levels

    private static let suggestedLevels = [
        limited("system", shares: 30, lendable: 33, queues: 64, hand: 6),
        limited("node-high", shares: 40, lendable: 25, queues: 64, hand: 6),
        limited("leader-election", shares: 10, lendable: 0, queues: 16, hand: 4),
        limited("workload-high", shares: 40, lendable: 50, queues: 128, hand: 6),
        limited("workload-low", shares: 100, lendable: 90, queues: 128, hand: 6),
        limited("global-default", shares: 20, lendable: 50, queues: 128, hand: 6),
    ]

    private static let mandatoryLevels = [
        level(
            "catch-all",
            [
                "type": "Limited",
                "limited": [
                    "lendablePercent": 0, "limitResponse": ["type": "Reject"], "nominalConcurrencyShares": 5,
                ],
            ], isMandatory: true),
        level(
            "exempt",
            ["type": "Exempt", "exempt": ["lendablePercent": 0, "nominalConcurrencyShares": 0]], isMandatory: true),
    ]

    private static func limited(_ name: String, shares: Int64, lendable: Int64, queues: Int64, hand: Int64) -> Entry {
        let queuing: Value = ["handSize": .int(hand), "queueLengthLimit": 50, "queues": .int(queues)]
        return level(
            name,
            [
                "type": "Limited",
                "limited": [
                    "lendablePercent": .int(lendable), "limitResponse": ["type": "Queue", "queuing": queuing],
                    "nominalConcurrencyShares": .int(shares),
                ],
            ], isMandatory: false)
    }

    private static func level(_ name: String, _ spec: Value, isMandatory: Bool) -> Entry {
        Entry(resource: .priorityLevelConfigurations, name: name, spec: spec, isMandatory: isMandatory)
    }

    // MARK: schemas

    private static let controllerManager = user("system:kube-controller-manager")
    private static let scheduler = user("system:kube-scheduler")
    private static let systemAccounts: Value = [
        "kind": "ServiceAccount", "serviceAccount": ["name": "*", "namespace": "kube-system"],
    ]
    private static let everybody = [group("system:unauthenticated"), group("system:authenticated")]

    private static let suggestedSchemas = [
        schema("system-nodes", "system", 500, by: "ByUser", [group("system:nodes")]),
        schema(
            "system-node-high", "node-high", 400, by: "ByUser", [group("system:nodes")],
            resources: [
                rule(["*"], [""], ["nodes", "nodes/status"], isClusterWide: true),
                rule(["*"], ["coordination.k8s.io"], ["leases"], isClusterWide: false),
            ], urls: nil),
        schema(
            "probes", "exempt", 2, by: nil, everybody, resources: [],
            urls: ["verbs": ["get"], "nonResourceURLs": ["/healthz", "/readyz", "/livez"]]),
        schema(
            "system-leader-election", "leader-election", 100, by: "ByUser",
            [controllerManager, scheduler, systemAccounts],
            resources: [
                rule(["get", "create", "update"], ["coordination.k8s.io"], ["leases"], isClusterWide: false)
            ], urls: nil),
        schema("kube-controller-manager", "workload-high", 800, by: "ByNamespace", [controllerManager]),
        schema("kube-scheduler", "workload-high", 800, by: "ByNamespace", [scheduler]),
        schema("kube-system-service-accounts", "workload-high", 900, by: "ByNamespace", [systemAccounts]),
        schema("service-accounts", "workload-low", 9000, by: "ByUser", [group("system:serviceaccounts")]),
        schema("global-default", "global-default", 9900, by: "ByUser", everybody),
    ]

    private static let mandatorySchemas = [
        schema("exempt", "exempt", 1, by: nil, [group("system:masters")], isMandatory: true),
        schema("catch-all", "catch-all", 10_000, by: "ByUser", everybody, isMandatory: true),
    ]

    private static func user(_ name: String) -> Value { ["kind": "User", "user": ["name": .string(name)]] }
    private static func group(_ name: String) -> Value { ["kind": "Group", "group": ["name": .string(name)]] }

    private static func rule(
        _ verbs: [String], _ groups: [String], _ resources: [String], isClusterWide: Bool
    ) -> Value {
        func list(_ words: [String]) -> Value { .array(words.map { .string($0) }) }
        var rule: Value = [
            "verbs": list(verbs), "apiGroups": list(groups), "resources": list(resources), "namespaces": ["*"],
        ]
        if isClusterWide { rule.set(true, at: "clusterScope") }
        return rule
    }

    /// A schema; without other rules it takes all requests of its subjects.
    private static func schema(
        _ name: String, _ level: String, _ precedence: Int64, by distinguisher: String?, _ subjects: [Value],
        resources: [Value] = [rule(["*"], ["*"], ["*"], isClusterWide: true)],
        urls: Value? = ["verbs": ["*"], "nonResourceURLs": ["*"]], isMandatory: Bool = false
    ) -> Entry {
        var rules: Value = ["subjects": .array(subjects)]
        if !resources.isEmpty { rules.set(.array(resources), at: "resourceRules") }
        if let urls { rules.set([urls], at: "nonResourceRules") }
        var spec: Value = [
            "priorityLevelConfiguration": ["name": .string(level)], "matchingPrecedence": .int(precedence),
            "rules": [rules],
        ]
        if let distinguisher { spec.set(["type": .string(distinguisher)], at: "distinguisherMethod") }
        return Entry(resource: .flowSchemas, name: name, spec: spec, isMandatory: isMandatory)
    }
}
