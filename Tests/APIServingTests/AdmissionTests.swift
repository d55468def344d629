import APIServing
import Documents
import KubeAPI
import Testing

/// What is let in: limits, quotas, pod security, namespaces that end.
@Suite struct AdmissionTests {
    private static func pod(_ name: String, cpu: String = "", container: Value = [:]) -> Value {
        var container = container
        container.set("c", at: "name")
        container.set("nginx:1.25", at: "image")
        if !cpu.isEmpty { container.set(["requests": ["cpu": .string(cpu)]], at: "resources") }
        return [
            "apiVersion": "v1", "kind": "Pod", "metadata": ["name": .string(name)], "spec": ["containers": [container]],
        ]
    }

    private static func server() -> Server {
        var server = Server()
        server.create(
            ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "default"]], .serviceAccounts)
        return server
    }

    /// A quota whose controller has counted nothing yet.
    private static func quota(_ hard: Value, _ used: Value, _ server: inout Server) {
        server.create(
            ["apiVersion": "v1", "kind": "ResourceQuota", "metadata": ["name": "main"], "spec": ["hard": hard]],
            .resourceQuotas)
        server.patch(
            .merge, .resourceQuotas, "main", subresource: "status", ["status": ["hard": hard, "used": used]])
    }

    @Test("a quota books what is made, and refuses what is too much or says nothing")
    func quotas() {
        var server = Self.server()
        Self.quota(
            ["pods": "2", "requests.cpu": "500m", "count/secrets": "1"],
            ["pods": "0", "requests.cpu": "0", "count/secrets": "0"], &server)
        #expect(server.create(Self.pod("a", cpu: "400m"), .pods).failure == nil)
        let used = server.object(.resourceQuotas, "main")?.at("status", "used")
        #expect(used == ["count/secrets": "0", "pods": "1", "requests.cpu": "400m"])
        #expect(
            server.create(Self.pod("b", cpu: "200m"), .pods).failure?.message
                == "pods \"b\" is forbidden: exceeded quota: main, requested: requests.cpu=200m, used: "
                + "requests.cpu=400m, limited: requests.cpu=500m")
        #expect(
            server.create(Self.pod("c"), .pods).failure?.message
                == "pods \"c\" is forbidden: failed quota: main: must specify requests.cpu for: c")
        let secret: Value = ["apiVersion": "v1", "kind": "Secret", "metadata": ["name": "s"]]
        #expect(server.create(secret, .secrets).failure == nil)
        var other = secret
        other.set("t", at: "metadata", "name")
        #expect(
            server.create(other, .secrets).failure?.message
                == "secrets \"t\" is forbidden: exceeded quota: main, requested: count/secrets=1, used: "
                + "count/secrets=1, limited: count/secrets=1")
    }

    @Test("what a plug-in that changes refuses has its generateName only; what a judging one refuses has a name")
    func generatedNames() throws {
        func made(_ account: Value, _ server: inout Server) -> APIResult {
            var pod = Self.pod("")
            pod.set(["generateName": "d-"], at: "metadata")
            pod.set(account, at: "spec", "serviceAccountName")
            return server.create(pod, .pods)
        }
        var server = Self.server()
        #expect(
            made("nobody", &server).failure?.message
                == "pods \"d-\" is forbidden: error looking up service account default/nobody: serviceaccount "
                + "\"nobody\" not found")
        let name = try #require(made("default", &server).object?.name)
        #expect(name.hasPrefix("d-") && name.count == 7)
        Self.quota(["pods": "1"], ["pods": "1"], &server)
        let refusal = try #require(made("default", &server).failure?.message)
        #expect(refusal.hasPrefix("pods \"d-") && !refusal.hasPrefix("pods \"d-\""))
    }

    @Test("a pod that is replaced gets the same tolerations again")
    func tolerations() throws {
        var server = Self.server()
        server.create(Self.pod("a"), .pods)
        let made = try #require(server.object(.pods, "a")).value
        var again = made
        again.set(nil, at: "spec", "tolerations")
        #expect(server.update(again, .pods).failure == nil)
        #expect(server.object(.pods, "a")?.at("spec", "tolerations") == made.at("spec", "tolerations"))
    }

    @Test("a quota that nobody has counted yet lets nothing in")
    func uncounted() {
        var server = Self.server()
        Self.quota(["pods": "2"], [:], &server)
        #expect(
            server.create(Self.pod("a"), .pods).failure?.message
                == "pods \"a\" is forbidden: status unknown for quota: main, resources: pods")
    }

    @Test("a LimitRange fills in what a container does not say, and holds it in bounds")
    func limits() {
        var server = Self.server()
        server.create(
            [
                "apiVersion": "v1", "kind": "LimitRange", "metadata": ["name": "bounds"],
                "spec": [
                    "limits": [
                        [
                            "type": "Container", "default": ["cpu": "100m"], "defaultRequest": ["cpu": "10m"],
                            "max": ["cpu": "300m"],
                        ]
                    ]
                ],
            ], .limitRanges)
        server.create(Self.pod("a"), .pods)
        let pod = server.object(.pods, "a")
        let resources: Value = ["limits": ["cpu": "100m"], "requests": ["cpu": "10m"]]
        #expect(pod?.at("spec", "containers")?[0]?["resources"] == resources)
        #expect(
            pod?.at("metadata", "annotations", "kubernetes.io/limit-ranger")
                == "LimitRanger plugin set: cpu request for container c; cpu limit for container c")
        #expect(pod?.at("status", "qosClass") == "Burstable")
        let big = Self.pod("b", container: ["resources": ["limits": ["cpu": "400m"]]])
        #expect(
            server.create(big, .pods).failure?.message
                == "pods \"b\" is forbidden: maximum cpu usage per Container is 300m, but limit is 400m")
    }

    @Test("a namespace enforces its pod security level, and warns of another")
    func podSecurity() {
        var server = Self.server()
        let labels: Value = [
            "pod-security.kubernetes.io/enforce": "baseline", "pod-security.kubernetes.io/warn": "restricted",
        ]
        server.patch(.merge, .namespaces, "default", ["metadata": ["labels": labels]])
        let bad = Self.pod("a", container: ["securityContext": ["privileged": true]])
        #expect(
            server.create(bad, .pods).failure?.message
                == "pods \"a\" is forbidden: violates PodSecurity \"baseline:latest\": privileged (container \"c\" "
                + "must not set securityContext.privileged=true)")
        var plain = APIRequest.create(Self.pod("b"), .pods)
        plain.namespace = "default"
        let handled = server.handle(plain)
        #expect(handled.result.failure == nil)
        #expect(
            handled.warnings == [
                "would violate PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false (container \"c\" "
                    + "must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "
                    + "\"c\" must set securityContext.capabilities.drop=[\"ALL\"]), runAsNonRoot != true (pod or "
                    + "container \"c\" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "
                    + "\"c\" must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")"
            ])
    }

    @Test("a namespace that is deleted takes nothing new, and goes with its last finalizer")
    func namespaces() {
        var server = Self.server()
        server.send(.create(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "team"]], .namespaces))
        let key = ObjectKey("", "team")
        #expect(server.send(.delete(.namespaces, key)).object?.at("status", "phase") == "Terminating")
        var late = APIRequest.create(configMap("late", []), .configMaps)
        late.namespace = "team"
        let refused = server.send(late).failure
        #expect(
            refused?.message
                == "configmaps \"late\" is forbidden: unable to create new content in namespace team because it is "
                + "being terminated")
        #expect(refused?.causes.first?.reason == "NamespaceTerminating")
        var last = server.send(.get(.namespaces, key)).object?.published ?? .null
        last.set(nil, at: "spec", "finalizers")
        #expect(server.send(.update(last, .namespaces, subresource: "finalize")).failure == nil)
        #expect(server.send(.get(.namespaces, key)).failure?.code == 404)
    }

    @Test("a namespace that hangs is let go by hand: a body with its name and no finalizers is enough")
    func finalizedByHand() {
        var server = Self.server()
        server.send(.create(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "fin"]], .namespaces))
        let key = ObjectKey("", "fin")
        server.send(.delete(.namespaces, key))
        let body: Value = [
            "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "fin"], "spec": ["finalizers": []],
        ]
        let answer = server.send(.update(body, .namespaces, subresource: "finalize"))
        #expect(answer.code == 200)
        #expect(answer.object?.at("spec", "finalizers")?.isEmpty ?? true)
        #expect(answer.object?.at("status", "phase") == "Terminating")
        #expect(server.send(.get(.namespaces, key)).failure?.code == 404)
    }

    @Test("some namespaces stay")
    func immortal() {
        var server = Self.server()
        #expect(
            server.send(.delete(.namespaces, ObjectKey("", "default"))).failure?.message
                == "namespaces \"default\" is forbidden: this namespace may not be deleted")
    }
}
