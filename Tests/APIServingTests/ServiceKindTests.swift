import APIServing
import Documents
import KubeAPI
import Testing

/// What the server allocates for Services, and takes back.
@Suite("services at the server")
struct ServiceKindTests {
    private static func service(_ spec: Value, name: String = "web") -> Value {
        var merged: Value = ["ports": [["port": 80]], "selector": ["app": "web"]]
        for field in spec.fields ?? Fields() { merged.set(field.value.isNull ? nil : field.value, at: field.key) }
        return ["apiVersion": "v1", "kind": "Service", "metadata": ["name": .string(name)], "spec": merged]
    }

    private static func nodePort(_ object: APIObject?) -> Int64? {
        object?.at("spec", "ports")?[0]?["nodePort"]?.int
    }

    @Test("an address is an IPAddress that names the Service; both go together, and the Endpoints with them")
    func addresses() throws {
        var server = Server()
        let made = try #require(server.create(Self.service([:]), .services).object)
        let address = try #require(made.at("spec", "clusterIP")?.string)
        #expect(address.hasPrefix("10.96."))
        let kept = try #require(server.object(.ipAddresses, address))
        #expect(kept.at("spec", "parentRef") == ["resource": "services", "name": "web", "namespace": "default"])
        server.create(
            ["apiVersion": "v1", "kind": "Endpoints", "metadata": ["name": "web"]], .endpoints)
        var delete = APIRequest.delete(.services, ObjectKey("default", "web"))
        delete.namespace = "default"
        server.send(delete)
        #expect(server.object(.ipAddresses, address) == nil)
        #expect(server.object(.endpoints, "web") == nil)
    }

    @Test("node ports: random behind the static ones, by number if asked, refused if taken or outside")
    func nodePorts() throws {
        var server = Server()
        let port = try #require(Self.nodePort(server.create(Self.service(["type": "NodePort"]), .services).object))
        #expect((30_086 ... 32_767).contains(port))
        func asked(_ number: Int64, _ name: String) -> Value {
            Self.service(["type": "NodePort", "ports": [["port": 80, "nodePort": .int(number)]]], name: name)
        }
        #expect(Self.nodePort(server.create(asked(31_234, "fixed"), .services).object) == 31_234)
        #expect(
            server.create(asked(31_234, "again"), .services).failure?.message
                == "Service \"again\" is invalid: spec.ports[0].nodePort: Invalid value: 31234: provided port is "
                + "already allocated")
        #expect(
            server.create(asked(80, "low"), .services).failure?.message
                == "Service \"low\" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the "
                + "valid range. The range of valid ports is 30000-32767")
        // What is refused keeps nothing.
        #expect(server.server.store.list(.ipAddresses, namespace: "").count == 2)
    }

    @Test("a load balancer without a cloud: node ports, a port for health checks, no address from outside")
    func loadBalancer() throws {
        var server = Server()
        let made = try #require(
            server.create(Self.service(["type": "LoadBalancer", "externalTrafficPolicy": "Local"]), .services).object)
        #expect(made.at("spec", "allocateLoadBalancerNodePorts") == true)
        #expect(made.at("status", "loadBalancer") == [:])
        let (port, health) = (Self.nodePort(made), made.at("spec", "healthCheckNodePort")?.int)
        #expect(port != nil && health != nil && port != health)
        let bare = server.create(
            Self.service(["type": "LoadBalancer", "allocateLoadBalancerNodePorts": false], name: "bare"), .services)
        #expect(bare.object != nil && Self.nodePort(bare.object) == nil)
    }

    @Test("changes of the type: what the new one has no use for goes, what was allocated stays")
    func types() throws {
        var server = Server()
        let made = try #require(server.create(Self.service(["type": "NodePort"]), .services).object)
        let (address, port) = (made.at("spec", "clusterIP"), Self.nodePort(made))
        // The same manifest again changes nothing.
        var again = Self.service(["type": "NodePort"])
        again.set(.string(String(made.revision)), at: "metadata", "resourceVersion")
        let unchanged = server.update(again, .services).object
        #expect(unchanged?.at("spec", "clusterIP") == address && Self.nodePort(unchanged) == port)
        func patched(_ spec: Value) -> APIObject? {
            server.patch(.merge, .services, "web", ["spec": spec]).object
        }
        let inside = patched(["type": "ClusterIP"])
        #expect(Self.nodePort(inside) == nil && inside?.at("spec", "externalTrafficPolicy") == nil)
        #expect(inside?.at("spec", "clusterIP") == address)
        let external = patched(["type": "ExternalName", "externalName": "example.com"])
        #expect(external?.at("spec", "clusterIP") == nil && external?.at("spec", "ipFamilies") == nil)
        #expect(server.object(.ipAddresses, address?.string ?? "") == nil)
        #expect(external?.at("spec", "internalTrafficPolicy") == nil)
        let back = patched(["type": "ClusterIP", "externalName": .null])
        #expect(back?.at("spec", "internalTrafficPolicy") == "Cluster")
        #expect(back?.at("spec", "clusterIP")?.string?.hasPrefix("10.96.") == true)
    }

    @Test("a Service without affinity any more has no settings of it")
    func affinity() {
        var server = Server()
        server.create(Self.service(["sessionAffinity": "ClientIP"]), .services)
        #expect(server.object(.services, "web")?.at("spec", "sessionAffinityConfig") != nil)
        server.patch(.merge, .services, "web", ["spec": ["sessionAffinity": "None"]])
        #expect(server.object(.services, "web")?["spec"]?.fields?["sessionAffinityConfig"] == nil)
    }

    @Test(
        "families of a cluster with IPv4 only",
        arguments: [
            (["ipFamilyPolicy": "PreferDualStack"], ["IPv4"], nil),
            (["clusterIP": "None", "selector": .null], ["IPv4", "IPv6"], nil),
            (["clusterIP": "None"], ["IPv4"], nil),
            (
                ["ipFamilyPolicy": "RequireDualStack"], [],
                "spec.ipFamilyPolicy: Invalid value: \"RequireDualStack\": this cluster is not configured for "
                    + "dual-stack services"
            ),
            (
                ["ipFamilies": ["IPv6"]], [],
                "spec.ipFamilies[0]: Invalid value: \"IPv6\": not configured on this cluster"
            ),
            (
                ["clusterIP": "fd00::1"], [],
                "spec.clusterIPs[0]: Invalid value: [\"fd00::1\"]: IPv6 is not configured on this cluster"
            ),
            (
                ["ipFamilies": ["IPv4", "IPv4"]], [], "spec.ipFamilies[1]: Duplicate value: \"IPv4\""
            ),
        ] as [(Value, [Value], String?)])
    func families(_ spec: Value, _ expect: [Value], _ problem: String?) {
        var server = Server()
        let result = server.create(Self.service(spec), .services)
        if let problem {
            #expect(result.failure?.message == "Service \"web\" is invalid: \(problem)")
        } else {
            #expect(result.object?.at("spec", "ipFamilies")?.array == expect)
        }
    }

    @Test("a dry run allocates nothing: its numbers are those that nobody can have")
    func dryRun() {
        var server = Server()
        var request = APIRequest.create(Self.service(["type": "NodePort"]), .services)
        request.namespace = "default"
        request.options.isDryRun = true
        let made = server.send(request).object
        #expect(made?.at("spec", "clusterIP") == "10.96.0.0" && Self.nodePort(made) == 32_769)
        #expect(server.server.store.list(.ipAddresses, namespace: "").isEmpty)
    }

    @Test("warnings about fields that do nothing")
    func warnings() {
        var server = Server()
        func warned(_ spec: Value, _ name: String) -> [String] {
            var request = APIRequest.create(Self.service(spec, name: name), .services)
            request.namespace = "default"
            return server.handle(request).warnings
        }
        #expect(
            warned(["trafficDistribution": "PreferClose"], "a")
                == ["spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\""])
        #expect(
            warned(["externalName": "x.y"], "b")
                == ["spec.externalName is ignored when spec.type is not \"ExternalName\""])
        #expect(
            warned(["clusterIP": "None", "sessionAffinity": "ClientIP"], "c")
                == ["spec.SessionAffinity is ignored for headless services"])
    }

    @Test("an EndpointSlice counts its versions: ports, endpoints and labels, not annotations; empty lists are null")
    func sliceGeneration() throws {
        var server = Server()
        let made = server.create(
            [
                "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "metadata": ["name": "s"],
                "addressType": "IPv4", "endpoints": [], "ports": [["port": 80]],
            ], .endpointSlices)
        let slice = try #require(made.object)
        #expect(slice.meta.generation == 1 && slice["endpoints"] == .null)
        #expect(slice["ports"] == [["name": "", "port": 80, "protocol": "TCP"]])
        func generation(_ patch: Value) -> Int64? {
            server.patch(.merge, .endpointSlices, "s", patch).object?.meta.generation
        }
        #expect(generation(["metadata": ["annotations": ["a": "b"]]]) == 1)
        #expect(generation(["metadata": ["labels": ["a": "b"]]]) == 2)
        #expect(generation(["endpoints": [["addresses": ["10.0.0.1"]]]]) == 3)
    }

    @Test("stringData of a Secret becomes data; a volume gets its finalizer and its phase")
    func secretsAndVolumes() {
        var server = Server()
        let secret = server.create(
            [
                "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "s"], "data": ["a": "Yg=="],
                "stringData": ["password": "secret", "a": "c"],
            ], .secrets).object
        #expect(secret?["data"] == ["a": "Yw==", "password": "c2VjcmV0"] && secret?["stringData"] == nil)
        let volume = server.create(
            [
                "apiVersion": "v1", "kind": "PersistentVolume", "metadata": ["name": "v"],
                "spec": [
                    "capacity": ["storage": "1Gi"], "accessModes": ["ReadWriteOnce"], "hostPath": ["path": "/data"],
                ],
            ], .persistentVolumes).object
        #expect(volume?.meta.finalizers == ["kubernetes.io/pv-protection"])
        #expect(volume?.at("status", "phase") == "Pending")
        #expect(volume?.at("spec", "persistentVolumeReclaimPolicy") == "Retain")
        #expect(volume?.at("spec", "hostPath") == ["path": "/data", "type": ""])
    }
}
