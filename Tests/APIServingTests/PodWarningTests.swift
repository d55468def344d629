import APIServing
import Documents
import KubeAPI
import Testing

/// What is allowed and yet warned of. Upstream: pkg/api/pod/warnings_test.go.
@Suite("warnings about pods")
struct PodWarningTests {
    private static func warnings(_ spec: String, name: String = "p", _ resource: Resource = .pods) throws -> [String] {
        var server = Server()
        server.create(
            ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "default"]], .serviceAccounts)
        let pod = try json("{\"metadata\":{\"name\":\"\(name)\",\"labels\":{\"a\":\"b\"}},\"spec\":\(spec)}")
        var value = pod
        if resource == .replicaSets {
            value = ["metadata": ["name": .string(name)], "spec": ["selector": ["matchLabels": ["a": "b"]]]]
            value.set(pod, at: "spec", "template")
            value.set(nil, at: "spec", "template", "metadata", "name")
        }
        value.set(.string(resource.info.kind), at: "kind")
        value.set(.string(resource.info.apiVersion), at: "apiVersion")
        var request = APIRequest.create(value, resource)
        request.namespace = "default"
        let handled = server.handle(request)
        #expect(handled.result.failure == nil)
        return handled.warnings
    }

    @Test(
        "a pod",
        arguments: [
            (
                #"{"containers":[{"name":"c","image":"i","ports":[{"containerPort":80},{"containerPort":80}]}]}"#,
                ["spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]"]
            ),
            (
                #"{"containers":[{"name":"c","image":"i","env":[{"name":"A","value":"b"},{"name":"A","value":"c"}]}]}"#,
                [
                    "spec.containers[0].env[1]: hides previous definition of \"A\", which may be dropped when using "
                        + "apply"
                ]
            ),
            (
                #"""
                {"containers":[{"name":"c","image":"i",
                 "env":[{"name":"A","value":"b"},{"name":"A","value":"$(A)c"}]}]}
                """#,
                []
            ),
            (
                #"{"nodeSelector":{"beta.kubernetes.io/os":"linux"},"containers":[{"name":"c","image":"i"}]}"#,
                [
                    "spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use \"kubernetes.io/os\" instead"
                ]
            ),
            (
                #"{"containers":[{"name":"c","image":"i","resources":{"limits":{"memory":"1500m"}}}]}"#,
                [
                    "spec.containers[0].resources.limits[memory]: fractional byte value \"1500m\" is invalid, must be "
                        + "an integer",
                    "spec.containers[0].resources.requests[memory]: fractional byte value \"1500m\" is invalid, must "
                        + "be an integer",
                ]
            ),
            (
                #"{"imagePullSecrets":[{"name":"a"},{"name":"a"}],"containers":[{"name":"c","image":"i"}]}"#,
                ["spec.imagePullSecrets[1].name: duplicate name \"a\""]
            ),
            (
                #"""
                {"volumes":[{"name":"v",
                 "configMap":{"name":"m","items":[{"key":"a","path":"x"},{"key":"b","path":"x/y"}]}}],
                 "containers":[{"name":"c","image":"i"}]}
                """#,
                ["volume \"v\" (ConfigMap \"m\"): overlapping paths: \"x/y\" with \"x\""]
            ),
            (
                #"""
                {"affinity":{"podAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"k"}]}},
                 "containers":[{"name":"c","image":"i"}]}
                """#,
                [
                    "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: a null "
                        + "labelSelector results in matching no pod"
                ]
            ),
        ] as [(String, [String])])
    func pods(spec: String, expected: [String]) throws {
        #expect(try Self.warnings(spec) == expected)
    }

    @Test("a name that is no DNS label, and the template of a set")
    func namesAndTemplates() throws {
        let spec = #"{"terminationGracePeriodSeconds":-1,"containers":[{"name":"c","image":"i"}]}"#
        let grace = "terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1"
        #expect(
            try Self.warnings(spec, name: "a.b")
                == [
                    "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS "
                        + "label is recommended: [must not contain dots]",
                    "spec." + grace,
                ])
        #expect(try Self.warnings(spec, .replicaSets) == ["spec.template.spec." + grace])
    }
}
