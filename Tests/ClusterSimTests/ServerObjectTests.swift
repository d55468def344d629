import APIServing
import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation
import Testing

/// What kube-apiserver keeps comes back when it is deleted, as soon as upstream's loops would look.
@Suite struct ServerObjectTests {
    /// An object, and how soon it must be back.
    struct Case: CustomTestStringConvertible, Sendable {
        let resource: Resource
        let key: ObjectKey
        let loop: String
        let within: SimDuration

        init(_ resource: Resource, _ namespace: String, _ name: String, _ loop: String, _ within: SimDuration) {
            self.resource = resource
            key = ObjectKey(namespace, name)
            self.loop = loop
            self.within = within
        }

        var testDescription: String { "\(resource.info.kind) \(key)" }
    }

    @Test(
        "a deleted object is made again by its loop, within the period of that loop",
        arguments: [
            Case(.services, "default", "kubernetes", "bootstrap-controller", .seconds(10)),
            Case(.endpoints, "default", "kubernetes", "bootstrap-controller", .seconds(10)),
            Case(.endpointSlices, "default", "kubernetes", "bootstrap-controller", .seconds(10)),
            Case(.flowSchemas, "", "exempt", "priority-and-fairness-config-producer", .minutes(1)),
            Case(.flowSchemas, "", "system-nodes", "priority-and-fairness-config-producer", .minutes(1)),
            Case(.priorityLevelConfigurations, "", "system", "priority-and-fairness-config-producer", .minutes(1)),
            Case(.namespaces, "", "kube-node-lease", "system-namespaces-controller", .minutes(1)),
            Case(
                .configMaps, "kube-system", "extension-apiserver-authentication",
                "cluster-authentication-trust-controller", .seconds(1)),
            Case(
                .configMaps, "kube-system", "kube-apiserver-legacy-service-account-token-tracking",
                "legacy-token-tracking-controller", .minutes(30)),
        ])
    func comesBack(_ given: Case) throws {
        var cluster = Cluster.checked(nodes: 1)
        let old = try #require(cluster.server.store.object(given.resource, given.key))
        #expect(cluster.ask(.delete(given.resource, given.key)).failure == nil)
        #expect(cluster.step(within: .minutes(1)) { $0.server.store.object(given.resource, given.key)?.uid != old.uid })
        let gone = cluster.now
        let isBack = cluster.step(within: given.within + .milliseconds(500)) {
            $0.server.store.object(given.resource, given.key).map { $0.uid != old.uid } ?? false
        }
        #expect(isBack, "\(given) after \(cluster.now - gone)")
        let made = cluster.requests.last {
            $0.record.request.resource == given.resource && $0.record.request.verb == .create
                && $0.record.result.code == 201
        }
        #expect(made?.record.component == given.loop)
        #expect(cluster.checkWorld() == [])
    }

    @Test("the Service kubernetes comes back whole, with its address, and nothing is written every ten seconds")
    func kubernetes() throws {
        var cluster = Cluster.checked(nodes: 1)
        cluster.run(until: .zero + .minutes(2))
        let quiet = cluster.requests.filter { $0.time > .zero && $0.record.component == "bootstrap-controller" }
        #expect(quiet.isEmpty)
        cluster.ask(.delete(.services, Make.key("kubernetes")))
        #expect(cluster.object(.ipAddresses, "10.96.0.1") == nil)
        #expect(cluster.object(.endpoints, "kubernetes") == nil)
        cluster.run(until: cluster.now + .seconds(11))
        #expect(cluster.object(.services, "kubernetes")?.at("spec", "clusterIP") == "10.96.0.1")
        #expect(cluster.object(.ipAddresses, "10.96.0.1") != nil)
        #expect(cluster.object(.endpoints, "kubernetes") != nil)
        #expect(cluster.object(.endpointSlices, "kubernetes") != nil)
    }

    @Test("a Service of a person cannot have the first address of the range, and gets none of the first 256")
    func addresses() {
        var cluster = Cluster.checked(nodes: 1)
        func service(_ name: String, _ address: String?) -> Value {
            var value: Value = [
                "apiVersion": "v1", "kind": "Service", "metadata": ["name": .string(name), "namespace": "default"],
                "spec": ["ports": [["port": 80]]],
            ]
            if let address { value.set(.string(address), at: "spec", "clusterIP") }
            return value
        }
        let refused = cluster.create(service("first", "10.96.0.1"), .services).failure
        #expect(refused?.message.contains("provided IP is already allocated") == true)
        cluster.create(service("any", nil), .services)
        let given = cluster.object(.services, "any")?.at("spec", "clusterIP")?.string ?? ""
        #expect(given.hasPrefix("10.96.") && !given.hasPrefix("10.96.0."))
    }

    // MARK: what is put right

    @Test("what a person writes into a mandatory or suggested level is put right, unless it says it is theirs")
    func levels() throws {
        var cluster = Cluster.checked(nodes: 1)
        func shares(_ cluster: Cluster) -> Int64? {
            cluster.object(.priorityLevelConfigurations, "system")?
                .at("spec", "limited", "nominalConcurrencyShares")?.int
        }
        let key = ObjectKey("", "system")
        let more: Value = ["spec": ["limited": ["nominalConcurrencyShares": 77]]]
        cluster.ask(.patch(.merge, .priorityLevelConfigurations, key, more))
        #expect(shares(cluster) == 77)
        cluster.run(until: cluster.now + .minutes(1))
        #expect(shares(cluster) == 30)
        let mine: Value = ["metadata": ["annotations": ["apf.kubernetes.io/autoupdate-spec": "false"]]]
        cluster.ask(.patch(.merge, .priorityLevelConfigurations, key, mine))
        cluster.ask(.patch(.merge, .priorityLevelConfigurations, key, more))
        cluster.run(until: cluster.now + .minutes(3))
        #expect(shares(cluster) == 77)
    }

    @Test("a FlowSchema whose level is gone is called dangling, until the level is back")
    func dangling() {
        var cluster = Cluster.checked(nodes: 1)
        func status(_ cluster: Cluster) -> Value? {
            cluster.object(.flowSchemas, "system-nodes")?.at("status", "conditions")?.array?.first?["status"]
        }
        cluster.ask(.delete(.priorityLevelConfigurations, ObjectKey("", "system")))
        #expect(cluster.step(within: .seconds(1)) { status($0) == "True" })
        #expect(cluster.step(within: .seconds(61)) { status($0) == "False" })
    }

    @Test("a ServiceCIDR in use stays, not ready, as long as its addresses do")
    func rangeInUse() {
        var cluster = Cluster.checked(nodes: 1)
        cluster.ask(.delete(.serviceCIDRs, ObjectKey("", "kubernetes")))
        cluster.run(until: cluster.now + .minutes(1))
        let range = cluster.object(.serviceCIDRs, "kubernetes")
        #expect(range?.meta.isTerminating == true)
        let ready = range?.at("status", "conditions")?.array?.first
        #expect(ready?["status"] == "False" && ready?["reason"] == "Terminating")
        // Another range that holds the addresses sets it free after ten seconds.
        let wider: Value = [
            "apiVersion": "networking.k8s.io/v1", "kind": "ServiceCIDR", "metadata": ["name": "wider"],
            "spec": ["cidrs": ["10.96.0.0/12"]],
        ]
        #expect(cluster.create(wider, .serviceCIDRs).failure == nil)
        let uid = range?.uid
        #expect(cluster.step(within: .seconds(12)) { $0.object(.serviceCIDRs, "kubernetes")?.uid != uid })
        #expect(cluster.step(within: .seconds(11)) { $0.object(.serviceCIDRs, "kubernetes") != nil })
        #expect(cluster.checkWorld() == [])
    }

    // MARK: APIServices

    private static let definition: Value = [
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": ["name": "backups.stable.example.com"],
        "spec": [
            "group": "stable.example.com", "scope": "Namespaced",
            "names": ["plural": "backups", "singular": "backup", "kind": "Backup"],
            "versions": [
                [
                    "name": "v1", "served": true, "storage": true,
                    "schema": [
                        "openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]
                    ],
                ]
            ],
        ],
    ]

    @Test("a custom resource has an APIService as long as it is served; a deleted one is made again at once")
    func customServices() throws {
        var cluster = Cluster.checked(nodes: 1)
        let name = "v1.stable.example.com"
        cluster.create(Self.definition, .customResourceDefinitions)
        #expect(cluster.step(within: .seconds(1)) { $0.object(.apiServices, name) != nil })
        let first = try #require(cluster.object(.apiServices, name))
        #expect(first.at("metadata", "labels", "kube-aggregator.kubernetes.io/automanaged") == "true")
        #expect(first.at("spec", "groupPriorityMinimum") == 1000 && first.at("spec", "versionPriority") == 100)
        cluster.ask(.delete(.apiServices, first.key))
        #expect(cluster.object(.apiServices, name) == nil)
        #expect(cluster.step(within: .seconds(1)) { $0.object(.apiServices, name) != nil })
        cluster.ask(.patch(.merge, .apiServices, first.key, ["spec": ["versionPriority": 7]]))
        #expect(
            cluster.step(within: .seconds(1)) {
                $0.object(.apiServices, name)?.at("spec", "versionPriority") == 100
            })
        cluster.ask(.delete(.customResourceDefinitions, ObjectKey("", "backups.stable.example.com")))
        #expect(cluster.step(within: .seconds(5)) { $0.object(.apiServices, name) == nil })
        #expect(cluster.checkWorld() == [])
    }

    @Test("what is not modelled of APIServices is refused")
    func refused() {
        var cluster = Cluster.checked(nodes: 1)
        let builtIn = cluster.ask(.delete(.apiServices, ObjectKey("", "v1.apps"))).failure
        #expect(builtIn?.code == 501)
        let other: Value = [
            "apiVersion": "apiregistration.k8s.io/v1", "kind": "APIService",
            "metadata": ["name": "v1beta1.metrics.k8s.io"],
            "spec": [
                "group": "metrics.k8s.io", "version": "v1beta1", "groupPriorityMinimum": 100, "versionPriority": 100,
                "service": ["name": "metrics-server", "namespace": "kube-system"],
            ],
        ]
        #expect(cluster.create(other, .apiServices).failure?.code == 501)
    }
}
