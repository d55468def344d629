import Documents
import KubeAPI
import Kubectl
import Testing

/// Flags of every verb, or of all that write: `--record`, `-v`, `--template`, `--request-timeout`; files that are
/// partly good; `delete --interactive`.
struct CommonFlagTests {
    private static let configMap: Value = [
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "one"], "data": ["k": "1"],
    ]

    private func hostWithOne() -> FakeHost {
        var host = FakeHost()
        host.add(Self.configMap)
        return host
    }

    @Test(
        "--record keeps the whole command, words first, and warns that it will go",
        arguments: [
            ("label cm one a=b --record", "kubectl label cm one a=b --record=true"),
            ("annotate --record=true cm one -n default a=b",
                "kubectl annotate cm one a=b --record=true --namespace=default"),
            ("patch cm one -p '{\"data\":{\"k\":\"2\"}}' --type=merge --record",
                "kubectl patch cm one --patch={\"data\":{\"k\":\"2\"}} --type=merge --record=true"),
        ])
    func record(_ line: String, _ cause: String) {
        var host = hostWithOne()
        let result = host.run(line)
        #expect(result.stderr == "Flag --record has been deprecated, --record will be removed in the future\n")
        let kept = host.objects.first?.at("metadata", "annotations", "kubernetes.io/change-cause")
        #expect(kept == .string(cause))
    }

    @Test("--record=false keeps nothing")
    func noRecord() {
        var host = hostWithOne()
        _ = host.run("label cm one a=b --record=false")
        #expect(host.objects.first?.at("metadata", "annotations") == nil)
    }

    @Test("-v=6 shows each request, lists with their limit")
    func requests() {
        var host = hostWithOne()
        #expect(
            host.run("get cm one two -o name -v=6").stderr == """
                I0101 00:00:00.000000       1 round_trippers.go:632] "Response" verb="GET" \
                url="https://127.0.0.1:6443/api/v1/namespaces/default/configmaps/one" status="200 OK" milliseconds=0
                I0101 00:00:00.000000       1 round_trippers.go:632] "Response" verb="GET" \
                url="https://127.0.0.1:6443/api/v1/namespaces/default/configmaps/two" status="404 Not Found" \
                milliseconds=0
                Error from server (NotFound): configmaps "two" not found

                """)
        #expect(host.run("--v=6 get cm").stderr.contains("/configmaps?limit=500\" status=\"200 OK\""))
        #expect(host.run("--v=6 get cm --chunk-size=0").stderr.contains("/configmaps\" status=\"200 OK\""))
        #expect(host.run("get cm -v=5").stderr == "")
    }

    @Test("--template alone is a Go template, for whoever prints objects")
    func template() {
        var host = hostWithOne()
        let template = "--template='{{.metadata.name}}:'"
        #expect(host.run("patch cm one -p '{}' --type=merge \(template)").stdout == "one:")
        #expect(host.run("create cm two \(template)").stdout == "two:")
        #expect(host.run("create ns three --dry-run=client \(template)").stdout == "three:")
    }

    @Test("a timeout of requests is read, and takes no unit that there is not")
    func timeout() {
        var host = hostWithOne()
        #expect(host.run("get cm one -o name --request-timeout=1").stdout == "configmap/one\n")
        #expect(
            host.run("get cm one --request-timeout=1p").stderr
                == "error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed "
                + "by a corresponding time unit (e.g. 1s | 2m | 3h)\n")
    }

    @Test(
        "one bad file of several: the good ones are done, and the bad one is told",
        arguments: ["label -f all a=b", "get -f all -o name", "delete -f all", "patch -f all --type=merge -p '{}'"])
    func partlyGood(_ line: String) {
        var host = hostWithOne()
        host.files = [
            ("all/bad.yaml", "apiVersion: v1\nind: ConfigMap\n"),
            ("all/good.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n"),
        ]
        let result = host.run(line)
        #expect(result.exitCode == 1)
        #expect(result.stdout.hasPrefix("configmap"))
        #expect(
            result.stderr
                == "error: unable to decode \"all/bad.yaml\": Object 'Kind' is missing in "
                + "'{\"apiVersion\":\"v1\",\"ind\":\"ConfigMap\"}'\n")
    }

    @Test("who validates misses the kind before decoding")
    func kindNotSet() {
        var host = FakeHost()
        host.files = [("bad.yaml", "ind: ConfigMap\n")]
        #expect(
            host.run("create -f bad.yaml").stderr
                == "error: error validating \"bad.yaml\": error validating data: [apiVersion not set, kind not set]; "
                + "if you choose to ignore these errors, turn validation off with --validate=false\n")
    }

    @Test(
        "delete --interactive shows what would go and wants a y",
        arguments: [("y\n", true), ("n\n", false), ("", false)])
    func interactive(_ answer: String, _ isGone: Bool) {
        var host = hostWithOne()
        host.standardInput = Array(answer.utf8)
        let asked =
            "You are about to delete the following 1 resource(s):\nconfigmap/one\nDo you want to continue? (y/N): "
        let said =
            isGone ? "configmap \"one\" deleted from default namespace\n" : "deletion is cancelled\n"
        #expect(host.run("delete cm one -i").stdout == asked + said)
        #expect(host.objects.isEmpty == isGone)
    }

    @Test("deleting beside namespaces with -n warns")
    func clusterScope() {
        var host = FakeHost()
        host.add(["apiVersion": "v1", "kind": "PersistentVolume", "metadata": ["name": "v"]])
        #expect(
            host.run("delete pv v -n default").stderr
                == "Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n")
    }
}
