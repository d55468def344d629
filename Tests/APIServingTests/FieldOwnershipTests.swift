import APIServing
import Documents
import KubeAPI
import Testing

/// Upstream: the situations of apimachinery/pkg/util/managedfields fieldmanager_test.go and
/// internal/managedfieldsupdater_test.go, with our own objects.
@Suite struct FieldOwnershipTests {
    @Test("what a client creates it owns, as it wrote it: not what admission and the strategy add")
    func creation() throws {
        var server = Server()
        let deployment = try json(
            """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","labels":{"app":"web"}},
             "spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},
              "template":{"metadata":{"labels":{"app":"web"}},
             "spec":{"containers":[{"name":"c","image":"nginx:1.25","ports":[{"containerPort":80}]}]}}}}
            """)
        server.create(deployment, .deployments, by: "kubectl-create")
        let container =
            "k:{\"name\":\"c\"}{. f:image f:imagePullPolicy f:name f:ports{. k:{\"containerPort\":80,"
                + "\"protocol\":\"TCP\"}"
            + "{. f:containerPort f:protocol}} f:resources f:terminationMessagePath f:terminationMessagePolicy}"
        #expect(
            owners(server.object(.deployments, "web")) == [
                "kubectl-create Update apps/v1: f:metadata{f:labels{. f:app}} f:spec{f:progressDeadlineSeconds "
                    + "f:replicas "
                    + "f:revisionHistoryLimit f:selector f:strategy{f:rollingUpdate{. f:maxSurge f:maxUnavailable} "
                    + "f:type} f:template{f:metadata{f:labels{. f:app}} f:spec{f:containers{\(container)} f:dnsPolicy "
                    + "f:restartPolicy f:schedulerName f:securityContext f:terminationGracePeriodSeconds}}}"
            ])
    }

    @Test("a write takes the fields it changes and no other; what did not change keeps its time")
    func updates() throws {
        var server = Server()
        server.create(configMap("c", [("a", "1"), ("b", "1")]), .configMaps, by: "one")
        server.update(configMap("c", [("a", "1"), ("b", "2"), ("c", "3")]), .configMaps, by: "two")
        #expect(
            owners(server.object(.configMaps, "c")) == [
                "one Update v1: f:data{. f:a}", "two Update v1: f:data{f:b f:c}"
            ])
        let before = server.object(.configMaps, "c")
        server.update(configMap("c", [("a", "1"), ("b", "2"), ("c", "3")]), .configMaps, by: "three")
        #expect(server.object(.configMaps, "c")?.revision == before?.revision)
        #expect(server.object(.configMaps, "c")?.managedFields == before?.managedFields)
        server.update(configMap("c", [("b", "2")]), .configMaps, by: "three")
        #expect(owners(server.object(.configMaps, "c")) == ["one Update v1: f:data", "two Update v1: f:data{f:b}"])
    }

    @Test("a change of status is owned below its subresource")
    func status() throws {
        var server = Server()
        server.create(
            ["apiVersion": "v1", "kind": "Node", "metadata": ["name": "n", "labels": ["a": "b"]]], .nodes,
            by: "kubelet")
        server.patch(
            .strategic, .nodes, "n", subresource: "status",
            ["status": ["conditions": [["type": "Ready", "status": "True", "reason": "KubeletReady"]]]], by: "kubelet")
        let entries = owners(server.object(.nodes, "n"))
        #expect(
            entries.last
                == "kubelet Update/status v1: f:status{f:conditions{. k:{\"type\":\"Ready\"}{. f:lastHeartbeatTime "
                + "f:lastTransitionTime f:reason f:status f:type}}}", "\(entries)")
    }

    @Test("scale owns the replicas, and nobody else does then")
    func scale() throws {
        var server = Server()
        server.create(
            try json(
                """
                {"apiVersion":"v1","kind":"ReplicationController","metadata":{"name":"r"},"spec":{"replicas":1,
                 "selector":{"a":"b"},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c",
                 "image":"i"}]}}}}
                """), .replicationControllers, by: "one")
        server.patch(
            .merge, .replicationControllers, "r", subresource: "scale", ["spec": ["replicas": 3]], by: "two")
        let entries = owners(server.object(.replicationControllers, "r"))
        #expect(entries.first == "two Update/scale v1: f:spec{f:replicas}")
        #expect(entries.last?.contains("f:replicas") == false, "\(entries)")
    }

    @Test(
        "managers without a name are called after the client",
        arguments: [
            ("system:serviceaccount:kube-system:root-ca-cert-publisher", "", "kube-controller-manager"),
            ("kubernetes-admin", "", "kubectl"),
            ("kubernetes-admin", "OpenAPI-Generator/29.0.0/python", "OpenAPI-Generator")
        ])
    func names(user: String, agent: String, name: String) throws {
        var server = Server()
        var request = APIRequest.create(configMap("c", [("a", "1")]), .configMaps)
        request.namespace = "default"
        request.user = user
        request.userAgent = agent
        server.send(request)
        #expect(owners(server.object(.configMaps, "c")) == ["\(name) Update v1: f:data{. f:a}"])
    }

    @Test("an empty list, and a list of one empty entry, forget all owners", arguments: ["[]", "[{}]"])
    func reset(list: String) throws {
        var server = Server()
        server.create(configMap("c", [("a", "1")]), .configMaps, by: "one")
        let patch = try json("[{\"op\":\"replace\",\"path\":\"/metadata/managedFields\",\"value\":\(list)}]")
        let before = server.object(.configMaps, "c")?.revision
        #expect(server.patch(.json, .configMaps, "c", patch, by: "two").failure == nil)
        #expect(owners(server.object(.configMaps, "c")) == [])
        #expect(server.object(.configMaps, "c")?.revision != before)
        server.update(configMap("c", [("a", "2")]), .configMaps, by: "three")
        #expect(owners(server.object(.configMaps, "c")) == [], "what nobody owns is not tracked by updates")
        server.apply(configMap("c", [("a", "2"), ("b", "1")]), .configMaps, by: "four")
        #expect(
            owners(server.object(.configMaps, "c")) == [
                "four Apply v1: f:data{f:a f:b}", "before-first-apply Update v1: f:data{. f:a}"
            ])
    }

    @Test("more than ten owners by Update: the oldest become ancient changes")
    func cap() throws {
        var server = Server()
        server.create(configMap("c", [("k0", "v")]), .configMaps, by: "m0")
        for index in 1 ... 12 {
            let data = (0 ... index).map { ("k\($0)", "v") }
            server.update(configMap("c", data), .configMaps, by: "m\(index)")
        }
        let entries = owners(server.object(.configMaps, "c"))
        #expect(entries.count == 10)
        #expect(entries.first == "ancient-changes Update v1: f:data{. f:k0 f:k1 f:k2 f:k3}")
        #expect(entries.last == "m12 Update v1: f:data{f:k12}")
    }

    @Test("a history that was worked out on the way says the same as one that was not")
    func longHistories() throws {
        var (short, long) = (Server(), Server())
        short.create(configMap("c", [("a", "0")]), .configMaps, by: "one")
        long.create(configMap("c", [("a", "0")]), .configMaps, by: "one")
        for index in 1 ... 9 {
            let map = configMap("c", [("a", "\(index)"), ("b", "x")])
            short.update(map, .configMaps, by: index % 2 == 0 ? "two" : "three")
            _ = owners(short.object(.configMaps, "c"))
            long.update(map, .configMaps, by: index % 2 == 0 ? "two" : "three")
        }
        #expect(owners(short.object(.configMaps, "c")) == owners(long.object(.configMaps, "c")))
        #expect(
            owners(long.object(.configMaps, "c")) == [
                "one Update v1: f:data", "three Update v1: f:data{f:a f:b}"
            ])
    }

    @Test(
        "a status that is written again and again is owned as if each write had been worked out",
        arguments: [
            (["b", "c"], "o: status type", "m: reason"), (["b", "a"], "o: status type", "m: reason"),
            (["a", "b"], "o: status type", "m: reason"), (["b", "c", "b", "a"], "o: status type", "m: reason"),
        ] as [([String], String, String)])
    func statuses(reasons: [String], first: String, second: String) throws {
        var server = Server()
        server.create(
            ["apiVersion": "v1", "kind": "Node", "metadata": ["name": "n", "labels": ["a": "b"]]], .nodes, by: "o")
        func write(_ reason: String, by manager: String, _ server: inout Server) {
            server.patch(
                .strategic, .nodes, "n", subresource: "status",
                ["status": ["conditions": [["type": "Ready", "status": "True", "reason": .string(reason)]]]],
                by: manager)
        }
        write("a", by: "o", &server)
        for reason in reasons { write(reason, by: "m", &server) }
        let entries = server.object(.nodes, "n")?.managedFields?.array ?? []
        let owned = entries.filter { $0["subresource"] == "status" }.map { entry in
            let fields = entry.at("fieldsV1", "f:status", "f:conditions", "k:{\"type\":\"Ready\"}")?.fields ?? Fields()
            let names = ["reason", "status", "type"].filter { fields["f:\($0)"] != nil }
            return "\(entry["manager"]?.string ?? ""): \(names.joined(separator: " "))"
        }
        #expect(owned == [first, second])
    }

    @Test("the stage of the pipeline shows the owners before and after")
    func stage() throws {
        var server = Server()
        server.create(configMap("c", [("a", "1")]), .configMaps, by: "one")
        var request = APIRequest.update(configMap("c", [("a", "2")]), .configMaps)
        request.namespace = "default"
        request.options.fieldManager = "two"
        let stage = try #require(
            server.handle(request, showStages: true).stages.first { $0.name == "field management" })
        #expect(stage.before[0]?["manager"] == "one")
        #expect(stage.after.array?.last?["manager"] == "two")
        #expect(stage.finding == "two by Update")
    }
}
