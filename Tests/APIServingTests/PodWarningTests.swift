import APIServing
import Documents
import KubeAPI
import Testing

/// What pods and templates are warned of. Upstream: pkg/api/pod/warnings_test.go.
@Suite struct PodWarningTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The pod's spec without its container, and what the container says beside name and image.
        var spec = "{}"
        var container = ""
        var annotations = "{}"
        var warnings: [String]

        init(
            _ name: String, spec: String = "{}", container: String = "", annotations: String = "{}",
            _ warnings: String...
        ) {
            testDescription = name
            (self.spec, self.container, self.annotations, self.warnings) = (spec, container, annotations, warnings)
        }
    }

    static let cases = [
        Case(
            "an AppArmor profile by annotation",
            annotations: #"{"container.apparmor.security.beta.kubernetes.io/c":"runtime/default"}"#,
            "metadata.annotations[container.apparmor.security.beta.kubernetes.io/c]: deprecated since v1.30; use the "
                + "\"appArmorProfile\" field instead"),
        Case(
            "an AppArmor annotation that says what the pod says",
            spec: #"{"securityContext":{"appArmorProfile":{"type":"RuntimeDefault"}}}"#,
            annotations: #"{"container.apparmor.security.beta.kubernetes.io/c":"runtime/default"}"#),
        Case(
            "addresses of IPv6 in another spelling",
            spec: #"{"dnsConfig":{"nameservers":["FD00::1"]},"hostAliases":[{"ip":"fd00:0::2"}]}"#,
            "spec.dnsConfig.nameservers[0]: IPv6 address \"FD00::1\" should be in RFC 5952 canonical format "
                + "(\"fd00::1\")",
            "spec.hostAliases[0].ip: IPv6 address \"fd00:0::2\" should be in RFC 5952 canonical format (\"fd00::2\")"),
        Case("nothing to say", spec: #"{"nodeSelector":{"kubernetes.io/os":"linux"}}"#),
        Case(
            "an old label of nodes", spec: #"{"nodeSelector":{"beta.kubernetes.io/os":"linux"}}"#,
            "spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use \"kubernetes.io/os\" instead"),
        Case(
            "a spread without a selector",
            spec: """
                {"topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"failure-domain.beta.kubernetes.io/zone",
                "whenUnsatisfiable":"DoNotSchedule"}]}
                """,
            "spec.topologySpreadConstraints[0].topologyKey: failure-domain.beta.kubernetes.io/zone is deprecated since "
                + "v1.17; use \"topology.kubernetes.io/zone\" instead",
            "spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod"),
        Case(
            "an affinity without a selector",
            spec: """
                {"affinity":{"podAntiAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":1,
                "podAffinityTerm":{"topologyKey":"kubernetes.io/hostname"}}]}}}
                """,
            "spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm."
                + "labelSelector: a null labelSelector results in matching no pod"),
        Case(
            "an affinity that must hold, without a selector",
            spec: """
                {"affinity":{"podAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"k"}]}}}
                """,
            "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: a null "
                + "labelSelector results in matching no pod"),
        Case(
            "a value that no label has",
            spec: """
                {"affinity":{"nodeAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":1,
                "preference":{"matchExpressions":[{"key":"k","operator":"In","values":["-"]}]}}]}}}
                """,
            "spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference."
                + "matchExpressions[0].values[0]: - is invalid, a valid label must be an empty string or consist of "
                + "alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
                + "(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
                + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"),
        Case(
            "no time to end", spec: #"{"terminationGracePeriodSeconds":-1}"#,
            "spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1"),
        Case(
            "a seccomp annotation", annotations: #"{"seccomp.security.alpha.kubernetes.io/pod":"runtime/default"}"#,
            "metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]: non-functional in v1.27+; use the "
                + "\"seccompProfile\" field instead"),
        Case(
            "a tenth of a byte", container: #""resources":{"limits":{"memory":"100m"},"requests":{"memory":"100m"}}"#,
            "spec.containers[0].resources.limits[memory]: fractional byte value \"100m\" is invalid, must be an "
                + "integer",
            "spec.containers[0].resources.requests[memory]: fractional byte value \"100m\" is invalid, must be an "
                + "integer"),
        Case(
            "variables set again",
            container: """
                "env":[{"name":"A","value":"1"},{"name":"A","value":"2"},{"name":"B","value":"b"},
                {"name":"B","value":"$(B)c"}]
                """,
            "spec.containers[0].env[1]: hides previous definition of \"A\", which may be dropped when using apply"),
        Case(
            "the same port twice",
            container: #""ports":[{"containerPort":80},{"containerPort":80},{"containerPort":80,"protocol":"UDP"}]"#,
            "spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]"),
        Case(
            "repeated secrets and hosts",
            spec: """
                {"imagePullSecrets":[{"name":"a"},{"name":"a"}],
                "hostAliases":[{"ip":"10.0.0.1","hostnames":["a"]},{"ip":"10.0.0.1","hostnames":["b"]}]}
                """,
            "spec.hostAliases[1].ip: duplicate ip \"10.0.0.1\"",
            "spec.imagePullSecrets[1].name: duplicate name \"a\""),
        Case(
            "files over files",
            spec: """
                {"volumes":[{"name":"v","configMap":{"name":"m","items":[{"key":"a","path":"x"},
                {"key":"b","path":"x/y"}]}}]}
                """,
            "volume \"v\" (ConfigMap \"m\"): overlapping paths: \"x/y\" with \"x\"")
    ]

    private static func template(_ c: Case) throws -> Value {
        let container = "{\"name\":\"c\",\"image\":\"i\"\(c.container.isEmpty ? "" : ",")\(c.container)}"
        var template = try json("{\"metadata\":{\"labels\":{\"a\":\"b\"},\"annotations\":\(c.annotations)}}")
        var spec = try json(c.spec)
        spec.set([try json(container)], at: "containers")
        template.set(spec, at: "spec")
        return template
    }

    @Test("in a pod", arguments: cases)
    func pods(_ c: Case) throws {
        var server = Server()
        server.create(
            ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "default"]], .serviceAccounts)
        var pod = try Self.template(c)
        pod.set("v1", at: "apiVersion")
        pod.set("Pod", at: "kind")
        pod.set("p", at: "metadata", "name")
        let handled = server.handle(.create(pod, .pods).inDefault)
        #expect(handled.result.failure == nil, "\(String(describing: handled.result.failure))")
        #expect(handled.warnings == c.warnings)
    }

    @Test("in the template of a Deployment, when it is made and whenever it changes", arguments: cases)
    func templates(_ c: Case) throws {
        var server = Server()
        let deployment: Value = [
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web"],
            "spec": ["selector": ["matchLabels": ["a": "b"]], "template": try Self.template(c)]
        ]
        let wanted = c.warnings.map { $0.hasPrefix("volume ") ? $0 : "spec.template.\($0)" }
            .map { $0.replacing("with spec.", with: "with spec.template.spec.") }
        #expect(server.handle(.create(deployment, .deployments).inDefault).warnings == wanted)
        let key = ObjectKey("default", "web")
        let label = APIRequest.patch(.merge, .deployments, key, ["metadata": ["labels": ["x": "y"]]])
        #expect(server.handle(label).warnings == [])
        let scale = APIRequest.patch(.merge, .deployments, key, ["spec": ["replicas": 3]])
        #expect(server.handle(scale).warnings == wanted)
    }

    @Test("a name that is no DNS label", arguments: [("a.b", true), ("ab", false)])
    func names(name: String, isWarned: Bool) {
        var server = Server()
        let deployment: Value = [
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": .string(name)],
            "spec": [
                "selector": ["matchLabels": ["a": "b"]],
                "template": [
                    "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "c", "image": "i"]]]
                ]
            ]
        ]
        let warnings = server.handle(.create(deployment, .deployments).inDefault).warnings
        #expect(warnings.count == (isWarned ? 1 : 0))
        #expect(warnings.allSatisfy { $0.hasPrefix("metadata.name: this is used in Pod names and hostnames, which") })
    }
}

extension APIRequest {
    fileprivate var inDefault: APIRequest {
        var request = self
        request.namespace = "default"
        return request
    }
}
