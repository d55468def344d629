import APIServing
import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation
import Testing

/// What a new cluster holds before anybody asks for anything: what kube-apiserver v1.36 and its hooks make.
@Suite struct FreshClusterTests {
    private static let fresh = Cluster.checked(nodes: 1)
    private var cluster: Cluster { Self.fresh }

    private func names(_ resource: Resource) -> [String] {
        cluster.server.store.list(resource, namespace: "").map(\.name).sorted()
    }

    private func text(_ value: Value?) -> String { value.map { JSONWriter.text($0) } ?? "" }

    @Test("nothing the checkers know is broken, and no loop is still at work")
    func settled() {
        #expect(cluster.checkWorld() == [])
        let late = cluster.requests.filter {
            $0.time >= .zero - .seconds(25) && $0.record.request.user == "system:apiserver"
                && !$0.record.request.verb.isRead && $0.record.request.resource != .leases
        }
        #expect(late.map { "\($0.record.request.verb.word) \($0.record.request.path)" } == [])
    }

    @Test("what is left out does nothing: pods get no node without a scheduler")
    func withoutScheduler() {
        #expect(ClusterOptions.controllers.contains("default-scheduler"))
        var cluster = Cluster.checked(nodes: 1) { $0.controllersOff = ["default-scheduler"] }
        cluster.create(Make.pod("p"), .pods)
        cluster.run(until: .zero + .seconds(60))
        #expect(cluster.object(.pods, "p")?["status"] == ["phase": "Pending", "qosClass": "BestEffort"])
    }

    // MARK: flow control

    @Test(
        "a priority level is as upstream's bootstrap has it",
        arguments: [
            "catch-all Limited 5 0 Reject - - -", "exempt Exempt 0 0 - - - -",
            "global-default Limited 20 50 Queue 128 6 50", "leader-election Limited 10 0 Queue 16 4 50",
            "node-high Limited 40 25 Queue 64 6 50", "system Limited 30 33 Queue 64 6 50",
            "workload-high Limited 40 50 Queue 128 6 50", "workload-low Limited 100 90 Queue 128 6 50",
        ])
    func level(_ expected: String) throws {
        let name = String(expected.prefix { $0 != " " })
        let object = try #require(cluster.object(.priorityLevelConfigurations, name))
        let type = object.at("spec", "type")?.string ?? ""
        let shares = object.at("spec", type.lowercased())
        let response = shares?["limitResponse"]
        func word(_ value: Value?) -> String { value?.string ?? value?.int.map(String.init) ?? "-" }
        let found =
            [name, type, word(shares?["nominalConcurrencyShares"]), word(shares?["lendablePercent"])]
            + [word(response?["type"])]
            + ["queues", "handSize", "queueLengthLimit"].map { word(response?.at("queuing", $0)) }
        #expect(found.joined(separator: " ") == expected)
        #expect(object.at("metadata", "annotations", "apf.kubernetes.io/autoupdate-spec") == "true")
        #expect(object.meta.generation == 1)
        #expect(names(.priorityLevelConfigurations).count == 8)
    }

    @Test(
        "a FlowSchema is as upstream's bootstrap has it, and its level is found",
        arguments: [
            "catch-all catch-all 10000 ByUser system:unauthenticated,system:authenticated",
            "exempt exempt 1 - system:masters",
            "global-default global-default 9900 ByUser system:unauthenticated,system:authenticated",
            "kube-controller-manager workload-high 800 ByNamespace system:kube-controller-manager",
            "kube-scheduler workload-high 800 ByNamespace system:kube-scheduler",
            "kube-system-service-accounts workload-high 900 ByNamespace kube-system/*",
            "probes exempt 2 - system:unauthenticated,system:authenticated",
            "service-accounts workload-low 9000 ByUser system:serviceaccounts",
            "system-leader-election leader-election 100 ByUser "
                + "system:kube-controller-manager,system:kube-scheduler,kube-system/*",
            "system-node-high node-high 400 ByUser system:nodes", "system-nodes system 500 ByUser system:nodes",
        ])
    func schema(_ expected: String) throws {
        let name = String(expected.prefix { $0 != " " })
        let object = try #require(cluster.object(.flowSchemas, name))
        let subjects = (object.at("spec", "rules")?.array?.first?["subjects"]?.array ?? []).map { subject in
            let account = subject["serviceAccount"].map {
                "\($0["namespace"]?.string ?? "")/\($0["name"]?.string ?? "")"
            }
            return account ?? subject.at("group", "name")?.string ?? subject.at("user", "name")?.string ?? ""
        }
        let found = [
            name, object.at("spec", "priorityLevelConfiguration", "name")?.string ?? "",
            object.at("spec", "matchingPrecedence")?.int.map(String.init) ?? "",
            object.at("spec", "distinguisherMethod", "type")?.string ?? "-", subjects.joined(separator: ","),
        ]
        #expect(found.joined(separator: " ") == expected)
        let condition = try #require(object.at("status", "conditions")?.array?.first)
        #expect(condition["type"] == "Dangling" && condition["status"] == "False" && condition["reason"] == "Found")
        let level = found[1]
        #expect(
            condition["message"]?.string
                == "This FlowSchema references the PriorityLevelConfiguration object named \"\(level)\" and it exists")
        #expect(object.at("metadata", "annotations", "apf.kubernetes.io/autoupdate-spec") == "true")
        #expect(names(.flowSchemas).count == 11)
    }

    // MARK: APIServices

    @Test("there is an APIService for each group version that is served but the aggregator's own")
    func allServices() {
        var served = ResourceTable.builtIn.map { "\($0.version).\($0.group)" }
        served += OtherVersion.all.map { "\($0.version).\($0.group)" }
        let expected = Set(served).subtracting(["v1.apiregistration.k8s.io"]).sorted()
        #expect(names(.apiServices) == expected)
    }

    @Test(
        "an APIService has upstream's priorities and is available",
        arguments: [
            ("v1.", 18_000, 1), ("v1.apps", 17_800, 15), ("v1.events.k8s.io", 17_750, 15),
            ("v1.authentication.k8s.io", 17_700, 15), ("v1.authorization.k8s.io", 17_600, 15),
            ("v2.autoscaling", 17_500, 30), ("v1.autoscaling", 17_500, 15), ("v1.batch", 17_400, 15),
            ("v1.certificates.k8s.io", 17_300, 15), ("v1.networking.k8s.io", 17_200, 15), ("v1.policy", 17_100, 15),
            ("v1.rbac.authorization.k8s.io", 17_000, 15), ("v1.storage.k8s.io", 16_800, 15),
            ("v1.apiextensions.k8s.io", 16_700, 15), ("v1.admissionregistration.k8s.io", 16_700, 15),
            ("v1.scheduling.k8s.io", 16_600, 15), ("v1.coordination.k8s.io", 16_500, 15),
            ("v1.node.k8s.io", 16_300, 15), ("v1.discovery.k8s.io", 16_200, 15), ("v1.resource.k8s.io", 16_200, 21),
            ("v1.flowcontrol.apiserver.k8s.io", 16_100, 21),
        ] as [(String, Int64, Int64)])
    func service(_ name: String, groupPriority: Int64, versionPriority: Int64) throws {
        let object = try #require(cluster.object(.apiServices, name))
        #expect(object.at("spec", "groupPriorityMinimum") == .int(groupPriority))
        #expect(object.at("spec", "versionPriority") == .int(versionPriority))
        #expect(object.at("metadata", "labels", "kube-aggregator.kubernetes.io/automanaged") == "onstart")
        let condition = try #require(object.at("status", "conditions")?.array?.first)
        #expect(condition["type"] == "Available" && condition["status"] == "True" && condition["reason"] == "Local")
        #expect(condition["message"] == "Local APIServices are always available")
    }

    // MARK: addresses

    @Test("the range of Service addresses is there, ready and held by its finalizer")
    func range() throws {
        let object = try #require(cluster.object(.serviceCIDRs, "kubernetes"))
        #expect(text(object.at("spec", "cidrs")) == #"["10.96.0.0/16"]"#)
        #expect(object.meta.finalizers == ["networking.k8s.io/service-cidr-finalizer"])
        let conditions = object.at("status", "conditions")?.array ?? []
        #expect(conditions.map { $0["type"]?.string } == ["Ready"])
        #expect(conditions[0]["status"] == "True" && conditions[0]["reason"] == "")
        #expect(conditions[0]["message"] == "Kubernetes Service CIDR is ready")
    }

    @Test("the Service kubernetes has the first address of the range, and leads to the API server")
    func kubernetes() throws {
        let service = try #require(cluster.object(.services, "kubernetes"))
        #expect(text(service.at("metadata", "labels")) == #"{"component":"apiserver","provider":"kubernetes"}"#)
        #expect(text(service.at("spec", "clusterIPs")) == #"["10.96.0.1"]"#)
        #expect(service.at("spec", "ipFamilyPolicy") == "SingleStack" && service.at("spec", "selector") == nil)
        #expect(
            text(service.at("spec", "ports"))
                == #"[{"name":"https","port":443,"protocol":"TCP","targetPort":6443}]"#)
        let address = try #require(cluster.object(.ipAddresses, "10.96.0.1"))
        #expect(
            text(address.at("spec", "parentRef"))
                == #"{"name":"kubernetes","namespace":"default","resource":"services"}"#)
        let endpoints = try #require(cluster.object(.endpoints, "kubernetes"))
        #expect(
            text(endpoints.at("metadata", "labels")) == #"{"endpointslice.kubernetes.io/skip-mirror":"true"}"#)
        #expect(
            text(endpoints["subsets"])
                == #"[{"addresses":[{"ip":"192.0.2.2"}],"ports":[{"name":"https","port":6443,"protocol":"TCP"}]}]"#)
        let slice = try #require(cluster.object(.endpointSlices, "kubernetes"))
        #expect(text(slice.at("metadata", "labels")) == #"{"kubernetes.io/service-name":"kubernetes"}"#)
        #expect(text(slice["endpoints"]) == #"[{"addresses":["192.0.2.2"],"conditions":{"ready":true}}]"#)
        #expect(text(slice["ports"]) == #"[{"name":"https","port":6443,"protocol":"TCP"}]"#)
        #expect(names(.endpointSlices) == ["kubernetes"])
    }

    // MARK: kube-system

    @Test("kube-system holds the maps of the API server and its lease")
    func system() throws {
        let store = cluster.server.store
        let trust = try #require(
            store.object(.configMaps, ObjectKey("kube-system", "extension-apiserver-authentication")))
        #expect(
            trust["data"]?.fields?.map(\.key) == [
                "client-ca-file", "requestheader-allowed-names", "requestheader-client-ca-file",
                "requestheader-extra-headers-prefix", "requestheader-group-headers",
                "requestheader-username-headers",
            ])
        #expect(trust.at("data", "requestheader-allowed-names") == #"["front-proxy-client"]"#)
        let tracking = try #require(
            store.object(
                .configMaps, ObjectKey("kube-system", "kube-apiserver-legacy-service-account-token-tracking")))
        #expect(text(tracking["data"]) == #"{"since":"2026-01-05"}"#)
        let leases = store.list(.leases, namespace: "kube-system").filter { $0.name.hasPrefix("apiserver-") }
        let lease = try #require(leases.first)
        // SHA-256 of host and process, each with its length in front, the first 16 bytes in base 32.
        #expect(leases.map(\.name) == ["apiserver-6vzvajxlkf7lcarzgdc4jnyaru"])
        #expect(
            text(lease.at("metadata", "labels"))
                == #"{"apiserver.kubernetes.io/identity":"kube-apiserver","kubernetes.io/hostname":"control-plane"}"#)
        #expect(lease.at("spec", "leaseDurationSeconds") == 3600)
        #expect(lease.at("spec", "holderIdentity")?.string?.hasPrefix(lease.name + "_") == true)
    }

    @Test("all of it was written by kube-apiserver, each by its own loop, the Service kubernetes last")
    func writers() {
        let made = cluster.requests.filter {
            $0.record.request.user == "system:apiserver" && $0.record.request.verb == .create
                && $0.record.result.code == 201
        }
        #expect(made.allSatisfy { $0.record.process == "kube-apiserver" })
        var writers: [String] = []
        for request in made where !request.record.component.isEmpty {
            let line = "\(request.record.component) \(request.record.request.resource.info.plural)"
            if !writers.contains(line) { writers.append(line) }
        }
        #expect(
            writers.sorted() == [
                "autoregister apiservices", "bootstrap-controller endpoints", "bootstrap-controller endpointslices",
                "bootstrap-controller services", "cluster-authentication-trust-controller configmaps",
                "identity-lease-controller leases", "kubernetes-service-cidr-controller servicecidrs",
                "legacy-token-tracking-controller configmaps",
                "priority-and-fairness-config-producer flowschemas",
                "priority-and-fairness-config-producer prioritylevelconfigurations",
            ])
        #expect(writers.last == "bootstrap-controller endpointslices")
    }
}
