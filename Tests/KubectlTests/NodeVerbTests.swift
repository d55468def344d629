import Documents
import KubeAPI
import Kubectl
import Testing

/// Upstream: kubectl/pkg/cmd/taint/taint_test.go, cmd/drain/drain_test.go, drain/filters_test.go.
struct NodeVerbTests {
    static func host() -> FakeHost {
        var host = FakeHost()
        host.add(Fixtures.node)
        host.add(
            Fixtures.pod(
                "web", #"{"nodeName":"node-1","containers":[{"name":"c","image":"i"}]}"#, #"{"phase":"Running"}"#))
        return host
    }

    struct Case: Sendable { let line: String, out: String, err: String }

    static let cases: [Case] = [
        Case(line: "cordon node-1", out: "node/node-1 already cordoned\n", err: ""),
        Case(line: "uncordon node/node-1", out: "node/node-1 uncordoned\n", err: ""),
        Case(line: "uncordon node-1 --dry-run=client", out: "node/node-1 uncordoned (dry run)\n", err: ""),
        Case(line: "cordon no", out: "", err: "Error from server (NotFound): nodes \"no\" not found\n"),
        Case(
            line: "cordon", out: "",
            err: "error: USAGE: cordon NODE [flags]\nSee 'kubectl cordon -h' for help and examples\n"),
        Case(line: "taint node node-1 a=b:NoExecute", out: "node/node-1 tainted\n", err: ""),
        Case(line: "taint node node-1 k-", out: "node/node-1 untainted\n", err: ""),
        Case(line: "taint node node-1 k:NoSchedule-", out: "node/node-1 untainted\n", err: ""),
        Case(line: "taint node node-1 k=w:NoSchedule --overwrite", out: "node/node-1 modified\n", err: ""),
        Case(line: "taint no --all a:NoExecute b:NoSchedule", out: "node/node-1 tainted\n", err: ""),
        Case(
            line: "taint node node-1 k=w:NoSchedule", out: "",
            err: "error: node node-1 already has k taint(s) with same effect(s) and --overwrite is false\n"),
        Case(line: "taint node node-1 z-", out: "", err: "error: taint \"z\" not found\n"),
        Case(
            line: "taint node node-1 z- y:NoSchedule-", out: "",
            err: "taint \"z\" not found\ntaint \"y:NoSchedule\" not found\n"),
        Case(
            line: "taint node node-1 a=b:Never", out: "",
            err: "error: invalid taint effect: Never, unsupported taint effect\n"
                + "See 'kubectl taint -h' for help and examples\n"),
        Case(
            line: "taint node node-1 a", out: "", err: "error: at least one taint update is required\n"),
        Case(
            line: "taint node node-1 a=b:NoExecute a-", out: "",
            err: "error: can not both modify and remove the following taint(s) in the same command: a=\n"),
        Case(
            line: "taint pod web a=b:NoExecute", out: "",
            err: "error: invalid resource type pod, only node types are supported\n")
    ]

    @Test("cordon and taint say what kubectl says", arguments: cases)
    func texts(_ c: Case) {
        var host = Self.host()
        let result = host.run(c.line)
        #expect(result.stdout == c.out, "\(c.line)")
        #expect(result.stderr == c.err, "\(c.line)")
        #expect((result.exitCode == 0) == c.err.isEmpty)
    }

    @Test("new taints stand first, the last one taken away takes the list with it")
    func taintOrder() throws {
        var host = Self.host()
        _ = host.run("taint node node-1 a=b:NoExecute")
        #expect(
            host.requests.last?.body
                == [
                    "spec": [
                        "taints": [
                            ["key": "a", "value": "b", "effect": "NoExecute"],
                            ["key": "k", "value": "v", "effect": "NoSchedule"]
                        ]
                    ]
                ])
        _ = host.run("taint node node-1 a- k-")
        #expect(host.requests.last?.body == ["spec": ["taints": .null]])
    }

    @Test("a Pod that nobody keeps holds a drain up, --force takes it along")
    func unmanaged() {
        var host = Self.host()
        host.isInteractive = false
        let refused = host.run("drain node-1")
        let why = "cannot delete Pods that declare no controller (use --force to override): default/web"
        #expect(refused.stdout == "node/node-1 already cordoned\n")
        #expect(
            refused.stderr
                == "error: unable to drain node \"node-1\" due to error: \(why), continuing command...\n"
                + "There are pending nodes to be drained:\n node-1\n\(why)\n")
        let forced = host.run("drain node-1 --force")
        #expect(
            forced.stdout
                == "node/node-1 already cordoned\nevicting pod default/web\npod/web evicted\nnode/node-1 drained\n")
        #expect(forced.stderr == "Warning: deleting Pods that declare no controller: default/web\n")
    }

    @Test("a refused eviction is tried again each 5 s, until the timeout ends it")
    func refusedEviction() {
        var host = Self.host()
        host.isInteractive = false
        host.refusals = 1
        let start = host.now
        let drained = host.run("drain node-1 --force")
        #expect(host.now - start == 5_000_000)
        #expect(drained.stderr.hasSuffix("(will retry after 5s): no room\n"))
        #expect(
            drained.stdout.hasSuffix(
                "evicting pod default/web\nevicting pod default/web\npod/web evicted\nnode/node-1 drained\n"))
        host = Self.host()
        host.isInteractive = false
        host.refusals = 9
        let late = host.run("drain node-1 --force --timeout=3s")
        let why = "error when evicting pods/\"web\" -n \"default\": global timeout reached: 3s"
        #expect(late.exitCode == 1)
        #expect(
            late.stderr
                == "Warning: deleting Pods that declare no controller: default/web\n"
                + "error when evicting pods/\"web\" -n \"default\" (will retry after 5s): no room\n"
                + "There are pending pods in node \"node-1\" when an error occurred: \(why)\npod/web\n"
                + "error: unable to drain node \"node-1\" due to error: \(why), continuing command...\n"
                + "There are pending nodes to be drained:\n node-1\n\(why)\n")
    }

    @Test("at the prompt a drain says what to wait for and ends")
    func atThePrompt() {
        var host = Self.host()
        host.refusals = 1
        let result = host.run("drain node-1 --force")
        #expect(result.waitsFor?.state == .evictable)
        #expect(result.exitCode == 0 && !result.stdout.contains("drained"))
    }

    @Test("daemon Pods are left alone with a warning, Pods with an emptyDir need a word")
    func filters() {
        var host = Self.host()
        host.isInteractive = false
        host.objects.removeAll { $0.name == "web" }
        host.add(["apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": ["name": "agent"]])
        var daemon = Fixtures.pod("agent-1", #"{"nodeName":"node-1"}"#, #"{"phase":"Running"}"#)
        daemon.set(
            [["apiVersion": "apps/v1", "kind": "DaemonSet", "name": "agent", "uid": "uid-agent", "controller": true]],
            at: "metadata", "ownerReferences")
        host.add(daemon)
        var local = daemon
        local.set("db", at: "metadata", "name")
        local.set(["nodeName": "node-1", "volumes": [["name": "v", "emptyDir": [:]]]], at: "spec")
        local.set(
            [["apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "db", "uid": "u", "controller": true]],
            at: "metadata", "ownerReferences")
        host.add(local)
        #expect(
            host.run("drain node-1").stderr.hasSuffix(
                "cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/agent-1\n"
                    + "cannot delete Pods with local storage (use --delete-emptydir-data to override): default/db\n"))
        let drained = host.run("drain node-1 --ignore-daemonsets --delete-emptydir-data")
        #expect(drained.stderr == "Warning: ignoring DaemonSet-managed Pods: default/agent-1\n")
        #expect(drained.stdout.hasSuffix("evicting pod default/db\npod/db evicted\nnode/node-1 drained\n"))
    }
}
