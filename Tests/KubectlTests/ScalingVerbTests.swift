import Documents
import KubeAPI
import Kubectl
import Testing

/// Upstream: kubectl/pkg/cmd/autoscale/autoscale_test.go, kubectl/pkg/cmd/create/create_pdb_test.go.
struct ScalingVerbTests {
    struct Case: Sendable { let line: String, out: String, err: String }

    static let cases: [Case] = [
        Case(
            line: "autoscale rs web --max=5 --cpu=50%", out: "horizontalpodautoscaler.autoscaling/web autoscaled\n",
            err: ""),
        Case(
            line: "autoscale rs/web --max=5 --name=x --dry-run=client",
            out: "horizontalpodautoscaler.autoscaling/x created (dry run)\n", err: ""),
        Case(line: "autoscale rs web", out: "", err: "error: required flag(s) \"max\" not set\n"),
        Case(
            line: "autoscale rs web --max=1 --min=2", out: "",
            err: "error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: 1, min: 2\n"),
        Case(
            line: "autoscale rs web --max=1 --cpu=x", out: "", err: "error: invalid resource cpu value: x\n"),
        Case(
            line: "autoscale node node-1 --max=1", out: "",
            err: "error: cannot autoscale a Node: could not find scale subresource for /v1, Resource=nodes in "
                + "discovery information\n"),
        Case(
            line: "create pdb b --selector=app=web --min-available=1",
            out: "poddisruptionbudget.policy/b created\n", err: ""),
        Case(line: "create pdb b --min-available=1", out: "", err: "error: a selector must be specified\n"),
        Case(
            line: "create pdb b --selector=a=b", out: "",
            err: "error: one of min-available or max-unavailable must be specified\n"),
        Case(
            line: "create pdb b --selector=a=b --max-unavailable=10Gi", out: "",
            err: "error: invalid format specified for max-unavailable\n")
    ]

    @Test("autoscale and create pdb say what kubectl says", arguments: cases)
    func texts(_ c: Case) {
        var host = FakeHost()
        host.add(Fixtures.replicaSet)
        host.add(Fixtures.node)
        let result = host.run(c.line)
        #expect(result.stdout == c.out, "\(c.line)")
        #expect(result.stderr == c.err, "\(c.line)")
    }

    @Test("what autoscale and create pdb make")
    func made() throws {
        var host = FakeHost()
        host.add(Fixtures.replicaSet)
        _ = host.run("autoscale rs web --min=2 --max=5 --cpu=500 --memory=60%")
        let spec = try #require(host.requests.last?.body["spec"])
        #expect(spec["minReplicas"] == 2 && spec["maxReplicas"] == 5)
        #expect(
            spec["metrics"]
                == [
                    [
                        "type": "Resource",
                        "resource": ["name": "cpu", "target": ["type": "AverageValue", "averageValue": "500m"]]
                    ],
                    [
                        "type": "Resource",
                        "resource": ["name": "memory", "target": ["type": "Utilization", "averageUtilization": 60]]
                    ]
                ])
        _ = host.run("create pdb b --selector=app=web,tier!=x --max-unavailable=30%")
        #expect(host.requests.last?.body["spec"] != ["maxUnavailable": "30%"])
        _ = host.run("create pdb b --selector=app=web --max-unavailable=30%")
        #expect(
            host.requests.last?.body["spec"]
                == ["maxUnavailable": "30%", "selector": ["matchLabels": ["app": "web"]]])
    }

    private static let budget = Value.json(
        """
        {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"b"},
         "spec":{"maxUnavailable":"30%"},"status":{"disruptionsAllowed":1}}
        """)

    private static let autoscaler = Value.json(
        """
        {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"h"},
         "spec":{"maxReplicas":5,"scaleTargetRef":{"kind":"Deployment","name":"web"},"metrics":[
          {"type":"Resource","resource":{"name":"cpu","target":{"averageUtilization":50}}},
          {"type":"Pods","pods":{"metric":{"name":"q"},"target":{"averageValue":"5"}}},
          {"type":"External","external":{"metric":{"name":"e"},"target":{"value":"5"}}}]},
         "status":{"currentReplicas":2,"currentMetrics":[
          {"type":"Resource","resource":{"name":"cpu","current":{"averageUtilization":40}}}]}}
        """)

    @Test("--raw speaks with the server's words, in the order of the Go types")
    func raw() {
        var host = FakeHost()
        host.add(Self.budget)
        host.add(Fixtures.pod)
        host.files = [("e.json", #"{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"a"}}"#)]
        let path = "/api/v1/namespaces/default/pods/a/eviction"
        #expect(host.run("create -f e.json --raw \(path)").stdout.hasPrefix(#"{"kind":"Status""#))
        #expect(host.requests.last?.subresource == "eviction" && host.requests.last?.name == "a")
        let shown = host.run("get --raw /apis/policy/v1/namespaces/default/poddisruptionbudgets/b").stdout
        #expect(shown.hasPrefix(#"{"kind":"PodDisruptionBudget","apiVersion":"policy/v1","metadata":{"name":"b""#))
        #expect(
            host.run("get --raw /apis/none/v1/x").stderr
                == "Error from server (NotFound): the server could not find the requested resource\n")
        #expect(
            host.run("create --raw \(path)").stderr
                == "error: --raw can only use a single local file or stdin\n"
                + "See 'kubectl create -h' for help and examples\n")
    }

    @Test("the columns of budgets and autoscalers")
    func tables() {
        var host = FakeHost()
        host.add(Self.budget)
        #expect(
            host.run("get pdb").stdout
                == """
                NAME   MIN AVAILABLE   MAX UNAVAILABLE   ALLOWED DISRUPTIONS   AGE
                b      N/A             30%               1                     60s

                """)
        host.add(Self.autoscaler)
        #expect(
            host.run("get hpa").stdout
                == """
                NAME   REFERENCE        TARGETS                                 MINPODS   MAXPODS   REPLICAS   AGE
                h      Deployment/web   cpu: 40%/50%, <unknown>/5 + 1 more...   <unset>   5         2          60s

                """)
    }
}
