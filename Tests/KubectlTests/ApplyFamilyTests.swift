import Documents
import KubeAPI
import Kubectl
import Testing

/// `apply --prune`, the annotation's own verbs, `set subject`, `run` with all its flags, `top`, subresources.
struct ApplyFamilyTests {
    private static func configMap(_ name: String, _ value: String) -> String {
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: \(name)\n  labels: {set: a}\ndata: {k: '\(value)'}\n"
    }

    private func applied() -> FakeHost {
        var host = FakeHost()
        host.files = [
            ("one.yaml", Self.configMap("one", "1")), ("two.yaml", Self.configMap("two", "1")),
            ("one-new.yaml", Self.configMap("one", "2"))
        ]
        #expect(host.run("apply -f one.yaml -f two.yaml").exitCode == 0)
        return host
    }

    @Test("prune takes what was applied before and is not now, and says so")
    func prune() {
        var host = applied()
        host.add(["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "foreign", "labels": ["set": "a"]]])
        let dry = host.run("apply -f one.yaml --prune -l set=a --dry-run=server")
        #expect(dry.stdout == "configmap/one unchanged (server dry run)\nconfigmap/two pruned (server dry run)\n")
        #expect(host.objects.count == 3)
        #expect(
            host.run("apply -f one.yaml --prune -l set=a").stdout == "configmap/one unchanged\nconfigmap/two pruned\n")
        #expect(host.objects.map(\.name).sorted() == ["foreign", "one"])
    }

    @Test(
        "prune wants to know how far it may go",
        arguments: [
            (
                "apply -f one.yaml --prune",
                "error: all resources selected for prune without explicitly passing --all. To prune all resources, "
                    + "pass the --all flag. If you did not mean to prune all resources, specify a label selector\n"
            ),
            (
                "apply -f one.yaml --prune --all -l set=a", "error: cannot set --all and --selector at the same time\n"
            ),
            (
                "apply -f one.yaml --prune --all --prune-allowlist=x",
                "error: invalid GroupVersionKind format: x, please follow <group/version/kind>\n"
            )
        ])
    func pruneRefusals(_ line: String, _ message: String) {
        var host = applied()
        #expect(host.run(line).stderr == message)
    }

    @Test("what was applied last is shown, set and edited")
    func lastApplied() {
        var host = applied()
        #expect(
            host.run("apply view-last-applied configmap one").stdout == """
                apiVersion: v1
                data:
                  k: "1"
                kind: ConfigMap
                metadata:
                  annotations: {}
                  labels:
                    set: a
                  name: one
                  namespace: default

                """)
        #expect(host.run("apply view-last-applied cm/one -o json").stdout.hasPrefix("{\n  \"apiVersion\": \"v1\",\n"))
        #expect(host.run("apply set-last-applied -f one-new.yaml").stdout == "configmap/one configured\n")
        #expect(host.run("apply view-last-applied cm/one").stdout.contains("k: \"2\""))
        host.editor = { $0.replacing("k: \"2\"", with: "k: \"3\"") }
        #expect(host.run("apply edit-last-applied cm/one").stdout == "configmap/one edited\n")
        #expect(host.run("apply view-last-applied cm/one").stdout.contains("k: \"3\""))
        #expect(host.objects[0].at("data", "k")?.string == "1")
        host.add(["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "bare"]])
        #expect(host.run("apply view-last-applied cm bare").stderr.isEmpty)
    }

    @Test("edit opens one object after the other")
    func editsSeveral() {
        var host = applied()
        host.editor = { $0.replacing("k: \"1\"", with: "k: \"9\"") }
        #expect(host.run("edit configmap one two").stdout == "configmap/one edited\nconfigmap/two edited\n")
        #expect(host.objects.map { $0.at("data", "k")?.string } == ["9", "9"])
    }

    @Test("subjects are added to a binding, each once")
    func subjects() {
        var host = FakeHost()
        _ = host.run("create rolebinding b --role=r --user=a")
        #expect(
            host.run("set subject rolebinding b --user=a --group=g --serviceaccount=ns:sa").stdout
                == "rolebinding.rbac.authorization.k8s.io/b subjects updated\n")
        #expect(host.objects[0]["subjects"]?.array?.map { $0["name"]?.string } == ["a", "g", "sa"])
        #expect(host.run("set subject rolebinding b --user=a").stdout == "")
        #expect(
            host.run("set subject rolebinding b").stderr
                == "error: you must specify at least one value of user, group or serviceaccount\n")
    }

    @Test("run takes overrides and makes a Service beside the pod")
    func runs() {
        var host = FakeHost()
        let line = #"run web --image=nginx --port=80 --expose --overrides='{"spec":{"nodeName":"node-1"}}'"#
        #expect(host.run(line).stdout == "service/web created\npod/web created\n")
        #expect(host.objects.first { $0.resource == .pods }?.at("spec", "nodeName")?.string == "node-1")
        #expect(
            host.objects.first { $0.resource == .services }?.at("spec", "selector") == ["run": "web"])
        #expect(
            host.run("run x --image=nginx --expose").stderr
                == "error: --port must be set when exposing a service\nSee 'kubectl run -h' for help and examples\n")
    }

    @Test("a scale is shown as a table and as a document")
    func scale() {
        var host = FakeHost()
        host.add(Fixtures.replicaSet)
        #expect(
            host.run("get rs web --subresource=scale").stdout
                == "NAME   DESIRED   AVAILABLE   AGE\nweb    3         0           <unknown>\n")
        #expect(host.run("get rs web --subresource=scale -o jsonpath='{.spec.replicas}'").stdout == "3")
    }

    @Test("top adds up containers, and says when nothing measures")
    func top() {
        var host = Fixtures.host()
        host.add(Fixtures.node)
        #expect(host.run("top pod").stderr == "error: Metrics API not available\n")
        let mebibyte: Int64 = 1 << 20
        host.usage = [
            PodUsage(
                key: ObjectKey("default", "a"), node: "node-1",
                containers: [
                    PodUsage.Container(name: "c", cpuMilli: 150, memoryBytes: 64 * mebibyte),
                    PodUsage.Container(name: "d", cpuMilli: 50, memoryBytes: 64 * mebibyte)
                ])
        ]
        func lines(_ line: String) -> [String] {
            host.run(line).stdout.split(separator: "\n").map {
                $0.split(separator: " ").joined(separator: " ")
            }
        }
        #expect(lines("top pod") == ["NAME CPU(cores) MEMORY(bytes)", "a 200m 128Mi"])
        #expect(
            lines("top pod --containers --no-headers --sum")
                == ["a c 150m 64Mi", "a d 50m 64Mi", "________ ________", "200m 128Mi"])
        #expect(lines("top node") == ["NAME CPU(cores) CPU(%) MEMORY(bytes) MEMORY(%)", "node-1 200m 5% 128Mi 1%"])
    }

    @Test(
        "what a simulation cannot do is refused with a reason",
        arguments: ["cp a:/x y", "port-forward a 80", "proxy"])
    func refused(_ line: String) {
        var host = Fixtures.host()
        let result = host.run(line)
        let verb = line.split(separator: " ")[0]
        #expect(result.exitCode == 1)
        #expect(result.stderr.hasPrefix("error: not modelled yet: \(verb); "))
    }
}
