import APIServing
import Documents
import KubeAPI
import Testing

/// Requests whose answers were read off a running v1.36.2 control plane.
@Suite("answers of a real control plane")
struct RecordedAnswerTests {
    private static let selector: Value = ["matchLabels": ["a": "b"]]

    // MARK: Objects

    @Test("label keys of the pod become expressions of its terms")
    func matchedKeys() throws {
        let term: Value = [
            "topologyKey": "z", "labelSelector": Self.selector, "matchLabelKeys": ["tier", "none"],
            "mismatchLabelKeys": ["app"]
        ]
        var loose = term
        loose.set(nil, at: "labelSelector")
        loose.set(nil, at: "matchLabelKeys")
        loose.set(nil, at: "mismatchLabelKeys")
        var pod: Value = bare("v1", "Pod", ["spec": ["containers": [["name": "c", "image": "i"]]]])
        pod.set(["app": "x", "tier": "1"], at: "metadata", "labels")
        pod.set(
            [
                "podAffinity": ["requiredDuringSchedulingIgnoredDuringExecution": [term, loose]],
                "podAntiAffinity": [
                    "preferredDuringSchedulingIgnoredDuringExecution": [["weight": 1, "podAffinityTerm": term]]
                ]
            ], at: "spec", "affinity")
        pod.set(
            [
                [
                    "topologyKey": "z", "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule",
                    "labelSelector": Self.selector, "matchLabelKeys": ["tier"]
                ]
            ], at: "spec", "topologySpreadConstraints")
        var server = Server()
        server.create(
            ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "default"]], .serviceAccounts)
        let spec = try #require(server.create(pod, .pods).object).value["spec"] ?? .null
        let own: Value = ["key": "tier", "operator": "In", "values": ["1"]]
        let other: Value = ["key": "app", "operator": "NotIn", "values": ["x"]]
        let near = spec.at("affinity", "podAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
        #expect(near?[0]?.at("labelSelector", "matchExpressions") == [own, other])
        #expect(near?[0]?.at("labelSelector", "matchLabels") == ["a": "b"])
        #expect(near?[1] == loose)
        let far = spec.at("affinity", "podAntiAffinity", "preferredDuringSchedulingIgnoredDuringExecution")
        #expect(far?[0]?.at("podAffinityTerm", "labelSelector", "matchExpressions") == [own, other])
        #expect(spec["topologySpreadConstraints"]?[0]?.at("labelSelector", "matchExpressions") == [own])
    }

    @Test(
        "generations count what is wanted",
        arguments: [
            (
                Resource.ingresses,
                bare(
                    "networking.k8s.io/v1", "Ingress",
                    ["spec": ["defaultBackend": ["resource": ["kind": "A", "name": "a"]]]]),
                "{\"spec\":{\"ingressClassName\":\"i\"}}", 1
            ),
            (
                .networkPolicies, bare("networking.k8s.io/v1", "NetworkPolicy", ["spec": ["podSelector": [:]]]),
                "{\"spec\":{\"podSelector\":{\"matchLabels\":{\"a\":\"b\"}}}}", 1
            ),
            (
                .ingressClasses, bare("networking.k8s.io/v1", "IngressClass", ["spec": ["controller": "a.b/c"]]),
                "{\"spec\":{\"parameters\":{\"kind\":\"a\",\"name\":\"b\"}}}", 1
            ),
            (
                .podTemplates,
                bare(
                    "v1", "PodTemplate",
                    [
                        "template": [
                            "metadata": ["labels": ["a": "b"]],
                            "spec": ["containers": [["name": "c", "image": "i"]]]
                        ]
                    ]),
                "{\"template\":{\"metadata\":{\"labels\":{\"a\":\"c\"}}}}", 1
            ),
            (
                .csiDrivers, bare("storage.k8s.io/v1", "CSIDriver", ["spec": [:]]),
                "{\"spec\":{\"requiresRepublish\":true}}", 0
            )
        ] as [(Resource, Value, String, Int64)])
    func generation(resource: Resource, object: Value, change: String, first: Int64) throws {
        var server = Server()
        #expect(try #require(server.create(object, resource).object).meta.generation == first)
        let labelled = server.patch(.merge, resource, "x", ["metadata": ["labels": ["l": "m"]]])
        #expect(try #require(labelled.object).meta.generation == first)
        let changed = server.patch(.merge, resource, "x", try json(change))
        #expect(try #require(changed.object, "\(changed)").meta.generation == first + 1)
    }

    @Test("podCIDR and the first of podCIDRs are one field")
    func nodeRanges() throws {
        var server = Server()
        let made = server.create(bare("v1", "Node", ["spec": ["podCIDR": "10.1.0.0/24"]]), .nodes)
        #expect(try #require(made.object).at("spec", "podCIDRs") == ["10.1.0.0/24"])
        let other = Server.refusal(bare("v1", "Node", ["spec": ["podCIDR": "x"]]), .nodes)
        #expect(other.contains("spec.podCIDRs[0]: Invalid value: \"x\": must be a valid CIDR value"))
    }

    // MARK: Patches

    @Test(
        "what a patch says of uid, deletion and kind",
        arguments: [
            (
                PatchType.strategic, "{\"metadata\":{\"uid\":\"e\"}}",
                "metadata.uid: Invalid value: \"e\": field is immutable"
            ),
            (
                .merge, "{\"metadata\":{\"deletionTimestamp\":\"2024-01-01T00:00:00Z\"}}",
                "metadata.deletionTimestamp: Invalid value: \"2024-01-01T00:00:00Z\": field is immutable"
            ),
            (
                .merge, "{\"metadata\":{\"deletionGracePeriodSeconds\":5}}",
                "metadata.deletionGracePeriodSeconds: Invalid value: 5: field is immutable"
            ),
            (.strategic, "{\"kind\":\"Foo\"}", nil), (.strategic, "{\"apiVersion\":\"v7\"}", nil)
        ] as [(PatchType, String, String?)])
    func patched(type: PatchType, patch: String, problem: String?) throws {
        var server = Server()
        let made = try #require(server.create(configMap("x", [("a", "b")]), .configMaps).object)
        let answer = server.patch(type, .configMaps, "x", try json(patch))
        if let problem {
            #expect(answer.failure?.code == 422)
            #expect(answer.failure?.message == "ConfigMap \"x\" is invalid: \(problem)")
        } else {
            #expect(answer.object?.revision == made.revision)
        }
    }

    // MARK: Refusals

    private static func topologies(_ terms: Value) -> Value {
        bare("storage.k8s.io/v1", "StorageClass", ["provisioner": "a.b/c", "allowedTopologies": terms])
    }

    private static func secret(_ text: String) -> Value {
        bare(
            "v1", "Secret",
            ["type": "kubernetes.io/dockercfg", "data": [".dockercfg": .string(Base64.text(Array(text.utf8)))]])
    }

    private static func block(_ cidr: Value, _ except: Value) -> Value {
        bare(
            "networking.k8s.io/v1", "NetworkPolicy",
            ["spec": ["podSelector": [:], "ingress": [["from": [["ipBlock": ["cidr": cidr, "except": [except]]]]]]]])
    }

    private static func autoscaler(_ policies: Value) -> Value {
        bare(
            "autoscaling/v2", "HorizontalPodAutoscaler",
            [
                "spec": [
                    "maxReplicas": 3, "scaleTargetRef": ["apiVersion": "apps/v1", "kind": "Deployment", "name": "d"],
                    "behavior": ["scaleUp": ["policies": policies]]
                ]
            ])
    }

    private static let except = "spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "
    private static let strict = ": must be a strict subset of `cidr`"
    private static let redacted = "data[.dockercfg]: Invalid value: \"<secret contents redacted>\": "

    @Test(
        "what is refused, and why",
        arguments: [
            (Resource.networkPolicies, block("10.0.0.0/8", "10.1.0.0/16"), []),
            (.networkPolicies, block("10.0.0.0/8", "11.0.0.0/16"), [except + "\"11.0.0.0/16\"" + strict]),
            (.networkPolicies, block("10.0.0.0/8", "10.0.0.0/8"), [except + "\"10.0.0.0/8\"" + strict]),
            (.networkPolicies, block("2001:db8::/32", "2001:db8:1::/48"), []),
            (.networkPolicies, block("2001:db8::/32", "10.0.0.0/8"), [except + "\"10.0.0.0/8\"" + strict]),
            (
                .horizontalPodAutoscalers, autoscaler([]),
                ["spec.behavior.scaleUp.policies: Required value: must specify at least one Policy"]
            ),
            (.horizontalPodAutoscalers, autoscaler(.null), []),
            (
                .storageClasses,
                topologies([
                    ["matchLabelExpressions": [["key": "a", "values": []], ["key": "a", "values": ["x", "x"]]]],
                    ["matchLabelExpressions": [["key": "b", "values": ["y"]]]],
                    ["matchLabelExpressions": [["key": "b", "values": ["y"]]]]
                ]),
                [
                    "allowedTopologies[0].matchLabelExpressions[0].values: Required value",
                    "allowedTopologies[0].matchLabelExpressions[1].values[1]: Duplicate value: \"x\"",
                    "allowedTopologies[0].matchLabelExpressions[1].key: Duplicate value: \"a\"",
                    "allowedTopologies[2].matchLabelExpressions: Duplicate value: \"\""
                ]
            ),
            (.secrets, secret("{\"auths\":{}}"), []),
            (.secrets, secret("xyz"), [redacted + "invalid character 'x' looking for beginning of value"]),
            (
                .secrets, secret("[1]"),
                [redacted + "json: cannot unmarshal array into Go value of type map[string]interface {}"]
            ),
            (
                .services, bare("v1", "Service", ["spec": ["clusterIP": "1.2.3.4", "ports": [["port": 80]]]]),
                [
                    "spec.clusterIPs: Invalid value: [\"1.2.3.4\"]: failed to allocate IP 1.2.3.4: the provided "
                        + "network does not match the current range"
                ]
            )
        ] as [(Resource, Value, [String])])
    func refused(resource: Resource, object: Value, problems: [String]) {
        let text = Server.refusal(object, resource)
        guard let first = problems.first else { return #expect(text.isEmpty) }
        let rest = text.drop { $0 != ":" }.dropFirst(2)
        #expect(rest == (problems.count == 1 ? first : "[\(problems.joined(separator: ", "))]"))
    }

    @Test("an event is judged by the version that it was sent in")
    func events() throws {
        var event = bare("events.k8s.io/v1", "Event")
        event.set("default", at: "metadata", "namespace")
        let new = try #require(OtherVersion.all.first { $0.apiVersion == "events.k8s.io/v1" }?.info).resource
        #expect(
            Server.refusal(event, new)
                == "Event \"x\" is invalid: [eventTime: Required value, "
                + "type: Invalid value: \"\": has invalid value: ]")
        #expect(Server.refusal(bare("v1", "Event"), .events).isEmpty)
    }
}

extension Server {
    /// Why a new object is refused; empty if it is not.
    static func refusal(_ object: Value, _ resource: Resource) -> String {
        var server = Server()
        return server.create(object, resource).failure?.message ?? ""
    }
}
