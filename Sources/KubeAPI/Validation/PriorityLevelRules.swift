import Documents

/// PriorityLevelConfigurations. Upstream: pkg/apis/flowcontrol/validation/validation.go.
enum PriorityLevelRules {
    private static let types = ["Exempt", "Limited"]
    private static let responses = ["Queue", "Reject"]
    private static let queuesMax: Int64 = 10_000_000
    private static let hashBitsMax = 60  // apiserver/pkg/util/shufflesharding, MaxHashBits
    private static let zeroShares = "flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares"

    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: false, names: .subdomain, &report)
        if object.at("metadata", "annotations", zeroShares).isThere {
            report.forbidden("metadata.annotations", "annotation '\(zeroShares)' is forbidden")
        }
        let name = object.at("metadata", "name")?.string ?? ""
        let spec = object["spec"] ?? .null
        report.within("spec") { self.spec(spec, of: name, &$0) }
        fixed(spec, of: name, &report)
        FlowConditionRules.check(object, &report)
    }

    private static func spec(_ spec: Value, of name: String, _ report: inout FieldReport) {
        let type = spec["type"]?.string ?? ""
        if (name == "exempt") != (type == "Exempt") {
            report.invalid("type", type, "must be 'Exempt' if and only if `name` is 'exempt'")
        }
        switch type {
        case "Exempt":
            if spec["limited"].isThere {
                report.forbidden("limited", "must be nil if the type is not Limited")
            }
            report.member("exempt", of: spec) { shares($1, &$0) }
        case "Limited":
            if spec["exempt"].isThere { report.forbidden("exempt", "must be nil if the type is Limited") }
            guard let limited = spec["limited"], !limited.isNull else {
                return report.required("limited", "must not be empty when type is Limited")
            }
            report.within("limited") { self.limited(limited, &$0) }
        default: report.notSupported("type", type, types)
        }
    }

    private static func nominal(_ level: Value, _ report: inout FieldReport) {
        if let shares = level["nominalConcurrencyShares"]?.int, shares < 0 {
            report.invalid("nominalConcurrencyShares", shares, "must be a non-negative integer")
        }
    }

    private static func lendable(_ level: Value, _ report: inout FieldReport) {
        if let percent = level["lendablePercent"]?.int, !(0...100).contains(percent) {
            report.invalid("lendablePercent", percent, "must be between 0 and 100, inclusive")
        }
    }

    private static func shares(_ level: Value, _ report: inout FieldReport) {
        nominal(level, &report)
        lendable(level, &report)
    }

    private static func limited(_ level: Value, _ report: inout FieldReport) {
        nominal(level, &report)
        report.within("limitResponse") { response(level["limitResponse"] ?? .null, &$0) }
        lendable(level, &report)
        if let percent = level["borrowingLimitPercent"]?.int, percent < 0 {
            report.invalid("borrowingLimitPercent", percent, "if specified, must be a non-negative integer")
        }
    }

    private static func response(_ response: Value, _ report: inout FieldReport) {
        switch response["type"]?.string ?? "" {
        case "Reject":
            if response["queuing"].isThere {
                report.forbidden("queuing", "must be nil if limited.limitResponse.type is not Limited")
            }
        case "Queue":
            guard let queuing = response["queuing"], !queuing.isNull else {
                return report.required("queuing", "must not be empty if limited.limitResponse.type is Limited")
            }
            report.within("queuing") { self.queuing(queuing, &$0) }
        case let other: report.notSupported("type", other, responses)
        }
    }

    private static func queuing(_ queuing: Value, _ report: inout FieldReport) {
        let length = queuing["queueLengthLimit"]?.int ?? 0
        let queues = queuing["queues"]?.int ?? 0
        let hand = queuing["handSize"]?.int ?? 0
        if length <= 0 { report.invalid("queueLengthLimit", length, "must be positive") }
        if queues <= 0 {
            report.invalid("queues", queues, "must be positive")
        } else if queues > queuesMax {
            report.invalid("queues", queues, "must not be greater than \(queuesMax)")
        }
        if hand <= 0 {
            report.invalid("handSize", hand, "must be positive")
        } else if hand > queues {
            report.invalid("handSize", hand, "should not be greater than queues (\(queues))")
        } else if needsTooManyBits(queues, hand) {
            report.invalid(
                "handSize", hand,
                "required entropy bits of deckSize \(queues) and handSize \(hand) should not be greater than "
                    + "\(hashBitsMax)")
        }
    }

    /// More than 60 bits are needed to choose `hand` times among `queues`: queues ^ hand > 2 ^ 60.
    private static func needsTooManyBits(_ queues: Int64, _ hand: Int64) -> Bool {
        if queues <= 1 { return false }
        var product: Int64 = 1
        for _ in 0..<hand {
            let (next, overflows) = product.multipliedReportingOverflow(by: queues)
            if overflows || next > 1 << Int64(hashBitsMax) { return true }
            product = next
        }
        return false
    }

    /// The two mandatory levels are as they always are; of `exempt` the shares may change.
    private static func fixed(_ spec: Value, of name: String, _ report: inout FieldReport) {
        guard let fixed = MandatoryFlowObjects.levels[name] else { return }
        var (given, wanted) = (spec, fixed)
        if name == "exempt" {
            given.set(nil, at: "exempt")
            wanted.set(nil, at: "exempt")
        }
        if given == wanted { return }
        let shown = Schema.builtIn.goInternalJSON(spec, as: "flowcontrol/v1.PriorityLevelConfigurationSpec")
        let except = name == "exempt" ? " except the 'spec.exempt' field" : ""
        report.add(.invalid, "spec", badValue: shown, "spec of '\(name)'\(except) must equal the fixed value")
    }
}

/// The specs of the objects of flowcontrol.apiserver.k8s.io that no cluster is without.
///
/// Upstream: apiserver/pkg/apis/flowcontrol/bootstrap/default.go.
enum MandatoryFlowObjects {
    private static let everyone: Value = [
        ["kind": "Group", "group": ["name": "system:unauthenticated"]],
        ["kind": "Group", "group": ["name": "system:authenticated"]],
    ]

    private static func schema(_ level: String, _ precedence: Int64, _ subjects: Value) -> Fields {
        Fields([
            ("matchingPrecedence", .int(precedence)),
            ("priorityLevelConfiguration", ["name": .string(level)]),
            (
                "rules",
                [
                    [
                        "nonResourceRules": [["nonResourceURLs": ["*"], "verbs": ["*"]]],
                        "resourceRules": [
                            [
                                "apiGroups": ["*"], "clusterScope": true, "namespaces": ["*"], "resources": ["*"],
                                "verbs": ["*"],
                            ]
                        ],
                        "subjects": subjects,
                    ]
                ]
            ),
        ])
    }

    /// By name.
    static let schemas: [String: Value] = {
        let masters: Value = [["kind": "Group", "group": ["name": "system:masters"]]]
        var catchAll = Value.object(schema("catch-all", 10_000, everyone))
        catchAll.set(["type": "ByUser"], at: "distinguisherMethod")
        return ["exempt": .object(schema("exempt", 1, masters)), "catch-all": catchAll]
    }()

    /// By name.
    static let levels: [String: Value] = [
        "exempt": ["type": "Exempt", "exempt": ["lendablePercent": 0, "nominalConcurrencyShares": 0]],
        "catch-all": [
            "type": "Limited",
            "limited": [
                "lendablePercent": 0, "limitResponse": ["type": "Reject"], "nominalConcurrencyShares": 5,
            ],
        ],
    ]
}
