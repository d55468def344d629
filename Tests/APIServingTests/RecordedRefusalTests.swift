import APIServing
import Documents
import KubeAPI
import Testing

/// Changes that a running v1.36.2 control plane refused, in its words.
@Suite("refusals of a real control plane")
struct RecordedRefusalTests {
    private static let plain: Value = [
        "restartPolicy": "Never", "containers": [["name": "j", "image": "busybox", "command": ["sleep", "1"]]],
    ]

    private static func withAccount() -> Server {
        var server = Server()
        server.create(bare("v1", "ServiceAccount", ["metadata": ["name": "default"]]), .serviceAccounts)
        return server
    }

    @Test("the template of a Job stands in the message as the server's inner type")
    func template() throws {
        var server = Self.withAccount()
        let job = bare("batch/v1", "Job", ["spec": ["template": ["spec": Self.plain]]])
        let uid = try #require(server.create(job, .jobs).object).uid
        var spec = Self.plain
        spec.set([["name": "j", "image": "busybox:2", "command": ["sleep", "1"]]], at: "containers")
        let answer = server.patch(.merge, .jobs, "x", ["spec": ["template": ["spec": spec]]])
        let keys = ["batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name", "controller-uid", "job-name"]
        let labels = keys.map { "\"\($0)\":\"\($0.hasSuffix("uid") ? uid : "x")\"" }.joined(separator: ",")
        let container =
            #"{"Name":"j","Image":"busybox:2","Command":["sleep","1"],"Args":null,"WorkingDir":"","Ports":null,"#
            + #""EnvFrom":null,"Env":null,"Resources":{"Limits":null,"Requests":null,"Claims":null},"#
            + #""ResizePolicy":null,"RestartPolicy":null,"RestartPolicyRules":null,"VolumeMounts":null,"#
            + #""VolumeDevices":null,"LivenessProbe":null,"ReadinessProbe":null,"StartupProbe":null,"Lifecycle":null,"#
            + #""TerminationMessagePath":"/dev/termination-log","TerminationMessagePolicy":"File","#
            + #""ImagePullPolicy":"IfNotPresent","SecurityContext":null,"Stdin":false,"StdinOnce":false,"TTY":false}"#
        let context =
            #"{"HostNetwork":false,"HostPID":false,"HostIPC":false,"ShareProcessNamespace":null,"HostUsers":null,"#
            + #""SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"#
            + #""SupplementalGroups":null,"SupplementalGroupsPolicy":null,"FSGroup":null,"FSGroupChangePolicy":null,"#
            + #""Sysctls":null,"SeccompProfile":null,"AppArmorProfile":null,"SELinuxChangePolicy":null}"#
        let whole =
            "{\"labels\":{\(labels)},\"Spec\":{\"Volumes\":null,\"InitContainers\":null,"
            + "\"Containers\":[\(container)],"
            + #""EphemeralContainers":null,"RestartPolicy":"Never","TerminationGracePeriodSeconds":30,"#
            + #""ActiveDeadlineSeconds":null,"DNSPolicy":"ClusterFirst","NodeSelector":null,"ServiceAccountName":"","#
            + #""AutomountServiceAccountToken":null,"NodeName":"","SecurityContext":"#
            + context + #","ImagePullSecrets":null,"Hostname":"","Subdomain":"","SetHostnameAsFQDN":null,"#
            + #""Affinity":null,"SchedulerName":"default-scheduler","Tolerations":null,"HostAliases":null,"#
            + #""PriorityClassName":"","Priority":null,"PreemptionPolicy":null,"DNSConfig":null,"#
            + #""ReadinessGates":null,"RuntimeClassName":null,"Overhead":null,"EnableServiceLinks":null,"#
            + #""TopologySpreadConstraints":null,"OS":null,"SchedulingGates":null,"ResourceClaims":null,"#
            + #""Resources":null,"HostnameOverride":null,"SchedulingGroup":null}}"#
        #expect(
            answer.failure?.message
                == "Job.batch \"x\" is invalid: spec.template: Invalid value: \(whole): field is immutable")
    }

    private static let volume = bare(
        "v1", "PersistentVolume",
        [
            "spec": [
                "accessModes": ["ReadWriteOnce"], "capacity": ["storage": "1Gi"], "hostPath": ["path": "/x"],
                "nodeAffinity": reach("b"),
            ]
        ])

    private static func reach(_ value: Value) -> Value {
        [
            "required": [
                "nodeSelectorTerms": [["matchExpressions": [["key": "a", "operator": "In", "values": [value]]]]]
            ]
        ]
    }

    private static let service = bare("v1", "Service", ["spec": ["ports": [["port": 80, "name": "a"]]]])
    private static let tooBig = "Invalid value: 1215752191: must be between 1 and 65535, inclusive"

    @Test(
        "what a patch is refused for",
        arguments: [
            (
                PatchType.merge, Resource.persistentVolumes, volume, ["spec": ["nodeAffinity": reach("c")]],
                #"nodeAffinity: Invalid value: {"Required":{"NodeSelectorTerms":[{"MatchExpressions":[{"Key":"a","#
                    + #""Operator":"In","Values":["c"]}],"MatchFields":null}]}}: field is immutable, except for "#
                    + "updating from beta label to GA"
            ),
            (
                .strategic, .services, service, ["spec": ["ports": [["port": 99_999_999_999, "name": "b"]]]],
                "[spec.ports[0].port: \(tooBig), spec.ports[0].targetPort: \(tooBig)]"
            ),
            (
                .merge, .services, service, ["spec": ["externalIPs": ["010.1.2.3"]]],
                "spec.externalIPs[0]: Invalid value: \"010.1.2.3\": must not have leading 0s"
            ),
        ] as [(PatchType, Resource, Value, Value, String)])
    func patched(type: PatchType, resource: Resource, object: Value, patch: Value, problem: String) {
        var server = Server()
        server.create(object, resource)
        let text = server.patch(type, resource, "x", patch).failure?.message ?? ""
        #expect(text.hasSuffix(" \"x\" is invalid: \(problem)"), "\(text)")
    }

    @Test("an object of another uid is a precondition of the store")
    func precondition() throws {
        var server = Server()
        var map = configMap("x", [("a", "b")])
        let uid = try #require(server.create(map, .configMaps).object).uid
        map.set("other", at: "metadata", "uid")
        #expect(
            server.update(map, .configMaps).failure?.message
                == "Operation cannot be fulfilled on configmaps \"x\": StorageError: invalid object, Code: 4, "
                + "Key: /registry/configmaps/default/x, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: "
                + "UID in precondition: other, UID in object meta: \(uid)")
    }

    @Test("plug-ins come before the strategy: tolerations that they put back are no change")
    func tolerations() throws {
        var server = Self.withAccount()
        let pod = bare("v1", "Pod", ["spec": ["containers": [["name": "c", "image": "i"]]]])
        let made = try #require(server.create(pod, .pods).object)
        let after = try #require(server.patch(.merge, .pods, "x", ["spec": ["tolerations": []]]).object)
        #expect(after.revision == made.revision && after.meta.generation == 1)
    }

    @Test(
        "spellings of ranges",
        arguments: [
            ("10.0.0.0/8", nil), ("10.0.0.1/8", "must not have bits set beyond the prefix length"),
            ("010.0.0.0/8", "must not have leading 0s in IP or prefix length"),
            ("10.0.0.0/08", "must not have leading 0s in IP or prefix length"),
            ("::ffff:1.2.3.0/120", "must not have an IPv4-mapped IPv6 address"), ("2001:DB8::/32", nil),
            ("2001:db8::1/32", "must not have bits set beyond the prefix length"),
            ("x", "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"),
        ] as [(String, String?)])
    func ranges(range: String, problem: String?) {
        let policy = bare(
            "networking.k8s.io/v1", "NetworkPolicy",
            ["spec": ["podSelector": [:], "ingress": [["from": [["ipBlock": ["cidr": .string(range)]]]]]]])
        let text = Server.refusal(policy, .networkPolicies)
        let place = "spec.ingress[0].from[0].ipBlock.cidr: Invalid value: \"\(range)\": "
        #expect(text.hasSuffix(problem.map { place + $0 } ?? "") && text.isEmpty == (problem == nil), "\(text)")
    }
}
