import Documents
import KubeAPI
import Kubectl
import Testing

/// `rollout` and `set`. Upstream: kubectl/pkg/polymorphichelpers and kubectl/pkg/cmd/set tests.
struct RolloutTests {
    static func template(_ image: String) -> Value {
        [
            "metadata": ["labels": ["app": "web"]],
            "spec": [
                "containers": [["name": "c", "image": .string(image)], ["name": "side", "image": "s:1"]],
                "initContainers": [["name": "init", "image": "i:1"]],
            ],
        ]
    }

    static func deployment(_ image: String, status: Value = [:], isPaused: Bool = false) -> Value {
        var value: Value = [
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": [
                "name": "web", "generation": 2,
                "annotations": ["deployment.kubernetes.io/revision": "2", "note": "two"],
            ],
            "spec": ["replicas": 4, "selector": ["matchLabels": ["app": "web"]], "template": template(image)],
            "status": status,
        ]
        if isPaused { value.set(true, at: "spec", "paused") }
        return value
    }

    static func set(_ number: Int, _ image: String, cause: String = "") -> Value {
        var template = template(image)
        template.set(.string("h\(number)"), at: "metadata", "labels", "pod-template-hash")
        var value: Value = [
            "apiVersion": "apps/v1", "kind": "ReplicaSet",
            "metadata": [
                "name": .string("web-\(number)"), "labels": ["app": "web"],
                "annotations": [
                    "deployment.kubernetes.io/revision": .string("\(number)"), "note": .string("from \(number)"),
                ],
                "ownerReferences": [
                    ["apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "uid": "uid-web", "controller": true]
                ],
            ],
            "spec": ["replicas": 2, "selector": ["matchLabels": ["app": "web"]], "template": template],
            "status": ["replicas": 1],
        ]
        if !cause.isEmpty { value.set(.string(cause), at: "metadata", "annotations", "kubernetes.io/change-cause") }
        return value
    }

    static func host(isPaused: Bool = false, isInteractive: Bool = true) -> FakeHost {
        var host = FakeHost()
        host.isInteractive = isInteractive
        host.add(deployment("a:2", isPaused: isPaused))
        host.add(set(1, "a:1", cause: "first"))
        host.add(set(2, "a:2"))
        return host
    }

    struct Status: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let status: Value
        let out: String
        var err = ""
    }

    static let waits = "Waiting for deployment \"web\" rollout to finish: "

    @Test(
        "how far a rollout is",
        arguments: [
            Status(
                testDescription: "not seen yet", status: ["observedGeneration": 1],
                out: "Waiting for deployment spec update to be observed...\n"),
            Status(
                testDescription: "updating", status: ["observedGeneration": 2, "updatedReplicas": 1],
                out: waits + "1 out of 4 new replicas have been updated...\n"),
            Status(
                testDescription: "old ones left",
                status: ["observedGeneration": 2, "updatedReplicas": 4, "replicas": 5],
                out: waits + "1 old replicas are pending termination...\n"),
            Status(
                testDescription: "not available",
                status: ["observedGeneration": 2, "updatedReplicas": 4, "replicas": 4, "availableReplicas": 3],
                out: waits + "3 of 4 updated replicas are available...\n"),
            Status(
                testDescription: "done",
                status: ["observedGeneration": 2, "updatedReplicas": 4, "replicas": 4, "availableReplicas": 4],
                out: "deployment \"web\" successfully rolled out\n"),
            Status(
                testDescription: "too late",
                status: [
                    "observedGeneration": 2,
                    "conditions": [["type": "Progressing", "reason": "ProgressDeadlineExceeded"]],
                ], out: "", err: "error: deployment \"web\" exceeded its progress deadline\n"),
        ])
    func status(_ c: Status) {
        var host = FakeHost()
        host.add(Self.deployment("a", status: c.status))
        let result = host.run("rollout status deployment/web")
        #expect(result.stdout == c.out)
        #expect(result.stderr == c.err)
    }

    @Test("a person is not made to wait; a file of commands waits for the next version, or its time is up")
    func waiting() {
        var person = Self.host()
        #expect(person.run("rollout status deploy web").waitsFor?.state == .changed(since: 101))
        #expect(person.waited.isEmpty)
        var file = Self.host(isInteractive: false)
        file.outcome = .timedOut
        let result = file.run("rollout status deploy web --timeout=3s")
        #expect(result.stderr == "error: timed out waiting for the condition\n")
        #expect(file.waited.count == 1)
        #expect(file.run("rollout status deploy web --watch=false").exitCode == 0)
    }

    @Test("history: numbers and causes; one revision with its template")
    func history() {
        var host = Self.host()
        #expect(
            host.run("rollout history deploy/web").stdout
                == "deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         first\n2         <none>\n\n")
        let one = host.run("rollout history deploy/web --revision=1").stdout
        let head = "deployment.apps/web with revision #1\nPod Template:\n  Labels:\tapp=web\n\tpod-template-hash"
        #expect(one.hasPrefix(head))
        #expect(
            host.run("rollout history deploy/web --revision=7").stderr
                == "error: unable to find the specified revision\n")
    }

    @Test("undo patches template and annotations, keeps what is the Deployment's own")
    func undo() throws {
        var host = Self.host()
        #expect(host.run("rollout undo deploy/web --dry-run=server").stdout.contains("rolled back (server dry run)"))
        #expect(host.run("rollout undo deploy/web").stdout == "deployment.apps/web rolled back\n")
        let patch = try #require(host.requests.last)
        #expect(patch.verb == .patch(.json))
        #expect(patch.body[0]?["value"] == Self.template("a:1"))
        let annotations: Value = [
            "deployment.kubernetes.io/revision": "2", "note": "from 1", "kubernetes.io/change-cause": "first",
        ]
        #expect(patch.body[1]?["value"] == annotations)
    }

    @Test(
        "what undo refuses",
        arguments: [
            ("rollout undo deploy/web --to-revision=9", "error: unable to find specified revision 9 in history\n"),
            ("rollout undo rs/web-1", "error: no rollbacker has been implemented for \"ReplicaSet.apps\"\n"),
            ("rollout pause rs/web-1", "error: replicasets.apps \"web-1\" pausing is not supported\n"),
            ("rollout resume deploy/web", "error: deployments.apps \"web\" is not paused\n"),
            ("rollout undo", "error: required resource not specified\n"),
        ])
    func refused(_ line: String, _ message: String) {
        var host = Self.host()
        #expect(host.run(line).stderr == message)
    }

    @Test("a paused Deployment is neither rolled back nor restarted nor paused again")
    func paused() {
        var host = Self.host(isPaused: true)
        #expect(
            host.run("rollout undo deploy/web").stderr
                == "error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and "
                + "try again\n")
        #expect(
            host.run("rollout restart deploy/web").stderr
                == "error: deployments.apps \"web\" can't restart paused deployment (run rollout resume first)\n")
        #expect(host.run("rollout pause deploy/web").stderr == "error: deployments.apps \"web\" is already paused\n")
        #expect(host.run("rollout resume deploy/web").stdout == "deployment.apps/web resumed\n")
        #expect(host.requests.last?.body == ["spec": ["paused": .null]])
    }

    @Test("the current template is not rolled back to")
    func skipped() {
        var host = Self.host()
        #expect(
            host.run("rollout undo deploy/web --to-revision=2").stdout
                == "deployment.apps/web skipped rollback (current template already matches revision 2)\n")
    }

    @Test("restart writes the time into the template")
    func restart() {
        var host = Self.host()
        #expect(host.run("rollout restart deploy/web").stdout == "deployment.apps/web restarted\n")
        let time = host.requests.last?.body.at(
            "spec", "template", "metadata", "annotations", "kubectl.kubernetes.io/restartedAt")
        #expect(time == "2026-01-01T00:00:00Z")
        #expect(host.run("rollout restart deploy/web").exitCode == 1)
    }

    // MARK: set

    @Test(
        "set changes the pod spec inside, and tells what is wrong",
        arguments: [
            ("set image deploy/web c=a:3", "deployment.apps/web image updated\n", ""),
            ("set image deploy/web c=a:2", "", ""),
            ("set image deploy/web x=a:2", "", "error: unable to find container named \"x\"\n"),
            ("set image deploy/web", "", "error: at least one image update is required\n"),
            ("set image c=a:3", "", "error: You must provide one or more resources by argument or filename.\n"
                + "Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   "
                + "'<resource> <name>'\n   '<resource>'\n"),
            ("set env deploy/web MODE=fast", "deployment.apps/web env updated\n", ""),
            ("set env deploy/web -c nothing MODE=fast", "",
                "Warning: Deployment/web does not have any containers matching \"nothing\"\n"),
            ("set env deploy/web --list -c c MODE=fast", "# Deployment web, container c\nMODE=fast\n", ""),
            ("set resources deploy web -c c --requests=cpu=10m",
                "deployment.apps/web resource requirements updated\n", ""),
            ("set resources deploy web", "",
                "error: you must specify an update to requests or limits (in the form of --requests/--limits)\n"),
            ("set serviceaccount deploy web robot", "deployment.apps/web serviceaccount updated\n", ""),
            ("set selector deploy/web a=b", "", "error: setting a selector is only supported for Services\n"),
        ])
    func set(_ line: String, _ out: String, _ err: String) {
        var host = Self.host()
        let result = host.run(line)
        #expect(result.stdout == out)
        #expect(result.stderr == err)
    }

    @Test("set image * reaches init containers too; set env removes with a dash")
    func patches() throws {
        var host = Self.host()
        _ = host.run("set image deploy/web *=a:9")
        let spec = try #require(host.objects.first { $0.name == "web" }?.at("spec", "template", "spec"))
        #expect(spec["initContainers"]?[0]?["image"] == "a:9")
        #expect(spec["containers"]?[1]?["image"] == "a:9")
        _ = host.run("set env deploy/web A=1 B=2")
        _ = host.run("set env deploy/web A- C=3")
        let containers = host.requests.last?.body.at("spec", "template", "spec", "containers")
        #expect(containers?[0]?["env"] == [["name": "C", "value": "3"], ["$patch": "delete", "name": "A"]])
    }

    // MARK: tables and texts

    @Test("create deployment names its containers after their images")
    func create() throws {
        var host = FakeHost()
        #expect(
            host.run("create deployment web --image=reg.io/x/nginx:1 --replicas=3 --port=80").stdout
                == "deployment.apps/web created\n")
        let spec = try #require(host.objects.first?["spec"])
        #expect(spec["replicas"] == 3)
        #expect(spec.at("template", "spec", "containers")?[0]?["name"] == "nginx")
        #expect(spec.at("template", "spec", "containers")?[0]?["ports"]?[0]?["containerPort"] == 80)
        #expect(host.run("create deployment web").stderr == "error: required flag(s) \"image\" not set\n")
    }

    @Test("get and describe as upstream prints them")
    func shown() {
        var host = Self.host()
        #expect(
            host.run("get deploy -o wide").stdout == """
                NAME   READY   UP-TO-DATE   AVAILABLE   AGE   CONTAINERS   IMAGES    SELECTOR
                web    0/4     0            0           60s   c,side       a:2,s:1   app=web

                """)
        let text = host.run("describe deploy web").stdout
        let counts = "4 desired | 0 updated | 0 total | 0 available | 0 unavailable"
        #expect(text.contains("Replicas:           \(counts)\n"))
        #expect(text.contains("OldReplicaSets:    web-1 (1/2 replicas created)\n"))
        #expect(text.contains("NewReplicaSet:     web-2 (1/2 replicas created)\n"))
    }

    @Test("a ReplicationController shows its map as the selector")
    func replicationController() {
        var host = FakeHost()
        host.add([
            "apiVersion": "v1", "kind": "ReplicationController", "metadata": ["name": "web"],
            "spec": ["replicas": 2, "selector": ["app": "web"], "template": Self.template("a:1")],
            "status": ["replicas": 1],
        ])
        #expect(
            host.run("get rc -o wide").stdout == """
                NAME   DESIRED   CURRENT   READY   AGE   CONTAINERS   IMAGES    SELECTOR
                web    2         1         0       60s   c,side       a:1,s:1   app=web

                """)
        #expect(host.run("describe rc web").stdout.contains("Selector:     app=web\n"))
    }
}
