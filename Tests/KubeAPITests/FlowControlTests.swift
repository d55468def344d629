import Documents
import KubeAPI
import Testing

/// The kinds of flowcontrol.apiserver.k8s.io, and signing requests.
@Suite("rules of flow control and of signing requests")
struct FlowControlTests {
    private static let group = "flowcontrol.apiserver.k8s.io"
    private static let rule: Value = [
        "subjects": [["kind": "User", "user": ["name": "ann"]]],
        "nonResourceRules": [["verbs": ["get"], "nonResourceURLs": ["/healthz"]]],
    ]

    private func schema(_ spec: Value, name: String = "x") -> [String] {
        PassiveKindTests.created(["spec": spec], Self.group, "FlowSchema", name: name)
    }

    private func rule(_ change: Value) -> [String] {
        let rule = MergePatch.apply(change, to: Self.rule)
        return schema(["priorityLevelConfiguration": ["name": "low"], "rules": [rule]])
    }

    @Test("a FlowSchema")
    func schemas() {
        #expect(rule([:]) == [])
        #expect(
            schema(["matchingPrecedence": 1, "distinguisherMethod": ["type": "ByVerb"]]) == [
                "spec.matchingPrecedence: Invalid value: 1: only the schema named 'exempt' may have "
                    + "matchingPrecedence 1",
                "spec.distinguisherMethod.type: Unsupported value: {\"Type\":\"ByVerb\"}: supported values: "
                    + "\"ByNamespace\", \"ByUser\"",
                "spec.priorityLevelConfiguration.name: Required value: must reference a priority level",
            ])
        #expect(
            schema(["matchingPrecedence": 10001, "priorityLevelConfiguration": ["name": "low"]])
                == ["spec.matchingPrecedence: Invalid value: 10001: must not be greater than 10000"])
        #expect(
            rule(["subjects": [["kind": "Group", "user": ["name": "a"]]]]) == [
                "spec.rules[0].subjects[0].group: Required value: group is required when subject kind is 'Group'",
                "spec.rules[0].subjects[0].user: Forbidden: user is forbidden when subject kind is not 'User'",
            ])
        #expect(
            rule(["nonResourceRules": .null]) == [
                "spec.rules[0]: Required value: at least one of resourceRules and nonResourceRules has to be non-empty"
            ])
        #expect(
            rule(["nonResourceRules": [["verbs": ["*", "get"], "nonResourceURLs": ["a", "/b c", "/c*"]]]]) == [
                "spec.rules[0].nonResourceRules[0].verbs: Invalid value: [\"*\",\"get\"]: if '*' is present, must not "
                    + "specify other verbs",
                "spec.rules[0].nonResourceRules[0].nonResourceURLs[0]: Invalid value: \"a\": must start with slash",
                "spec.rules[0].nonResourceRules[0].nonResourceURLs[1]: Invalid value: \"/b c\": must not contain "
                    + "white-space",
                "spec.rules[0].nonResourceRules[0].nonResourceURLs[2]: Invalid value: \"/c*\": wildcard can only do "
                    + "suffix matching",
            ])
        #expect(
            rule(["resourceRules": [["verbs": ["look"], "apiGroups": [""], "resources": ["pods"]]]]) == [
                "spec.rules[0].resourceRules[0].verbs: Unsupported value: [\"look\"]: supported values: \"create\", "
                    + "\"delete\", \"deletecollection\", \"get\", \"list\", \"patch\", \"proxy\", \"update\", "
                    + "\"watch\"",
                "spec.rules[0].resourceRules[0].namespaces: Required value: resource rules that are not cluster scoped "
                    + "must supply at least one namespace",
            ])
        #expect(
            schema(["matchingPrecedence": 1, "priorityLevelConfiguration": ["name": "exempt"]], name: "exempt").map {
                $0.hasSuffix("spec of 'exempt' must equal the fixed value")
            } == [true])
    }

    private func level(_ spec: Value, name: String = "x") -> [String] {
        PassiveKindTests.created(["spec": spec], Self.group, "PriorityLevelConfiguration", name: name)
    }

    @Test("a PriorityLevelConfiguration")
    func levels() {
        let queue: Value = ["type": "Queue", "queuing": [:]]
        #expect(level(["type": "Limited", "limited": ["limitResponse": queue]]) == [])
        #expect(level(["type": "Limited"]) == [
            "spec.limited: Required value: must not be empty when type is Limited"
        ])
        #expect(
            level(["type": "Exempt"])
                == ["spec.type: Invalid value: \"Exempt\": must be 'Exempt' if and only if `name` is 'exempt'"])
        #expect(
            level(["type": "Limited", "limited": ["lendablePercent": 101, "limitResponse": ["type": "Queue"]]]) == [
                "spec.limited.limitResponse.queuing: Required value: must not be empty if limited.limitResponse.type "
                    + "is Limited",
                "spec.limited.lendablePercent: Invalid value: 101: must be between 0 and 100, inclusive",
            ])
        func hand(_ size: Int64, of queues: Int64) -> [String] {
            let queuing: Value = ["handSize": .int(size), "queues": .int(queues)]
            return level(["type": "Limited", "limited": ["limitResponse": ["type": "Queue", "queuing": queuing]]])
        }
        let place = "spec.limited.limitResponse.queuing.handSize"
        #expect(hand(10, of: 64) == [])
        #expect(
            hand(11, of: 64) == [
                "\(place): Invalid value: 11: required entropy bits of deckSize 64 and handSize 11 should not be "
                    + "greater than 60"
            ])
        #expect(hand(3, of: 2) == ["\(place): Invalid value: 3: should not be greater than queues (2)"])
        #expect(
            level(["type": "Exempt", "exempt": ["nominalConcurrencyShares": 7]], name: "exempt") == [],
            "the shares of the exempt level may change")
    }

    @Test("a CertificateSigningRequest")
    func signing() {
        // A PEM block `CERTIFICATE REQUEST`, in base64.
        let request =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KQUE9PQotLS0tLUVORCBDRVJUSUZJ"
            + "Q0FURSBSRVFVRVNULS0tLS0K"
        let kind = "CertificateSigningRequest"
        func problems(_ change: Value) -> [String] {
            let good: Value = [
                "request": .string(request), "signerName": "example.com/s", "usages": ["client auth"],
            ]
            return PassiveKindTests.created(
                ["spec": MergePatch.apply(change, to: good)], "certificates.k8s.io", kind, name: "ANY name")
        }
        #expect(problems([:]) == [])
        #expect(
            problems(["request": "eA=="])
                == ["spec.request: Invalid value: \"eA==\": PEM block type must be CERTIFICATE REQUEST"])
        #expect(problems(["usages": .null]) == ["spec.usages: Required value"])
        #expect(problems(["usages": ["any", "any"]]) == ["spec.usages[1]: Duplicate value: \"any\""])
        #expect(
            problems(["expirationSeconds": 599]) == [
                "spec.expirationSeconds: Invalid value: 599: may not specify a duration less than 600 seconds "
                    + "(10 minutes)"
            ])
        #expect(
            problems(["signerName": "kubernetes.io/legacy-unknown"]) == [
                "spec.signerName: Invalid value: \"kubernetes.io/legacy-unknown\": the legacy signerName is not "
                    + "allowed via this API version"
            ])
        #expect(
            problems(["signerName": "example/s"]) == [
                "spec.signerName: Invalid value: \"example\": should be a domain with at least two segments separated "
                    + "by dots"
            ])
        #expect(
            problems(["signerName": "signer"]) == [
                "spec.signerName: Invalid value: \"signer\": must be a fully qualified domain and path of the form "
                    + "'example.com/signer-name'"
            ])
    }
}
