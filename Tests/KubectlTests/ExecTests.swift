import Commands
import Documents
import KubeAPI
import Kubectl
import Testing

/// `exec` at the prompt: kubectl's words, output and exit codes.
@Suite struct ExecTests {
    private static func host(_ execution: ExecOutcome = ExecOutcome()) -> FakeHost {
        var host = FakeHost()
        func pod(_ name: String, containers: [Value], phase: Value = "Running", ready: Value = "True") -> Value {
            [
                "apiVersion": "v1", "kind": "Pod",
                "metadata": ["name": .string(name), "labels": ["app": "web"]],
                "spec": ["nodeName": "node-1", "containers": .array(containers)],
                "status": ["phase": phase, "conditions": [["type": "Ready", "status": ready]]],
            ]
        }
        host.add(pod("early", containers: [["name": "c"]], ready: "False"), age: 100)
        host.add(pod("web", containers: [["name": "c"]]))
        host.add(pod("two", containers: [["name": "a"], ["name": "b"]], phase: "Succeeded"))
        host.add([
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web"],
            "spec": ["selector": ["matchLabels": ["app": "web"]]],
        ])
        host.execution = .success(execution)
        return host
    }

    @Test("the words behind -- go to the container; what it prints and its code are kubectl's")
    func runs() {
        var host = Self.host(ExecOutcome(stdout: "out\n", stderr: "err\n", ending: .exited(3)))
        let result = host.run("exec web -- sh -c 'echo -n x'")
        #expect(result.stdout == "out\n")
        #expect(result.stderr == "err\ncommand terminated with exit code 3\n")
        #expect(result.exitCode == 3)
        let request = host.executed.first?.request
        #expect(request?.path == "/api/v1/namespaces/default/pods/web/exec")
        #expect(request?.body["command"] == ["sh", "-c", "echo -n x"])
        #expect(request?.body["container"] == "c")
        #expect(request?.user == "kubernetes-admin")
    }

    struct Refusal: Sendable {
        let line: String
        let stderr: String
    }

    @Test(
        "what cannot be is said in kubectl's words",
        arguments: [
            Refusal(line: "exec web", stderr: "error: you must specify at least one command for the container\n"),
            Refusal(line: "exec -- ls", stderr: "error: pod, type/name or --filename must be specified\n"),
            Refusal(
                line: "exec web ls",
                stderr: "error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\n"
                    + "See 'kubectl exec -h' for help and examples\n"),
            Refusal(
                line: "exec two -- ls",
                stderr: "error: cannot exec into a container in a completed pod; current phase is Succeeded\n"),
            Refusal(
                line: "exec web -c d -- ls", stderr: "error: container d is not valid for pod web out of: c\n"),
            Refusal(line: "exec no -- ls", stderr: "Error from server (NotFound): pods \"no\" not found\n"),
        ])
    func refusals(_ refusal: Refusal) {
        var host = Self.host()
        let result = host.run(refusal.line)
        #expect(result.stderr == refusal.stderr)
        #expect(result.exitCode == 1)
        #expect(host.executed.isEmpty)
    }

    @Test("a command that the runtime does not know is an error, and so is a kubelet's refusal")
    func failures() {
        var host = Self.host(ExecOutcome(ending: .notStarted("no such thing")))
        let unknown = host.run("exec web -- curl")
        #expect(
            unknown.stderr == "error: Internal error occurred: Internal error occurred: "
                + "error executing command in container: no such thing\n")
        host.execution = .failure(.kubelet(code: 500, text: "container not found (\"c\")"))
        #expect(
            host.run("exec web -- date").stderr
                == "error: unable to upgrade connection: container not found (\"c\")\n")
    }

    @Test("of a Deployment's pods the best is taken; standard input goes in only if it is asked for")
    func kindsAndInput() {
        var host = Self.host()
        host.standardInput = Array("typed".utf8)
        _ = host.run("exec deploy/web -- cat")
        _ = host.run("exec -i deploy/web -- cat")
        #expect(host.executed.map(\.request.name) == ["web", "web"])
        #expect(host.executed.map(\.input) == ["", "typed"])
        #expect(host.run("exec -it web -- date").stderr.hasPrefix("Unable to use a TTY"))
    }

    @Test("what a container prints later is followed, with or without what it said before")
    func follows() {
        var host = Self.host()
        host.logLines = ["one", "two"]
        let logs = host.run("logs web -c c -f")
        #expect(logs.stdout == "one\ntwo\n")
        let attached = host.run("attach web -c c -q")
        #expect(attached.stdout.isEmpty && attached.stderr.isEmpty && attached.exitCode == 0)
        for result in [logs, attached] {
            var plan = result.logs[0]
            #expect(plan.text(["one", "two", "three"]) == ["three"])
            #expect(plan.text(["one", "two", "three"]).isEmpty)
            // Another run writes a log of its own.
            #expect(plan.text(["again"]).isEmpty && plan.text(["again", "b", "c", "d"]).isEmpty)
        }
    }

    @Test("a command that takes time is waited for where nobody sits there")
    func waiting() {
        var host = Self.host(ExecOutcome(microseconds: 5_000_000))
        #expect(host.run("exec web -- sleep 5").waitsFor?.state == .elapsed(microseconds: 5_000_000))
        host.isInteractive = false
        let before = host.now
        #expect(host.run("exec web -- sleep 5").waitsFor == nil)
        #expect(host.now - before == 5_000_000)
    }
}

/// `debug`: a container that is added to a running pod.
@Suite struct DebugTests {
    private static func host() -> FakeHost {
        var host = FakeHost()
        host.add([
            "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "web"],
            "spec": ["containers": [["name": "c", "image": "nginx"]]],
        ])
        return host
    }

    @Test("a container is patched in, and kubectl says what it is called")
    func adds() {
        var host = Self.host()
        let result = host.run("debug web --image=busybox --target=c --env=B=2,A=1 -- sleep 9")
        let said = result.stdout.split(separator: "\n").last ?? ""
        let name = said.dropFirst("Defaulting debug container name to ".count).dropLast()
        #expect(result.stdout.hasPrefix("Targeting container \"c\". If you don't see processes"))
        #expect(name.hasPrefix("debugger-") && name.count == 14)
        let request = host.requests.last
        #expect(request?.path == "/api/v1/namespaces/default/pods/web/ephemeralcontainers")
        let added = request?.body.at("spec", "ephemeralContainers")?[0] ?? .null
        #expect(added["command"] == ["sleep", "9"])
        #expect(added["env"] == [["name": "A", "value": "1"], ["name": "B", "value": "2"]])
        #expect(added.at("securityContext", "capabilities", "add") == ["SYS_PTRACE"])
        #expect(added["targetContainerName"] == "c")
    }

    @Test("a copy is made without what would make it part of a set, and may take the place of the original")
    func copies() {
        var host = Self.host()
        let line = "debug web -it --copy-to=copy --image=busybox -c look --attach=false --replace --set-image=c=nginx:2"
        #expect(host.run(line).stderr == "")
        #expect(host.objects.map(\.name) == ["copy"])
        let copy = host.objects[0]
        #expect(copy.at("spec", "containers")?.array?.map { $0["image"] } == ["nginx:2", "busybox"])
        #expect(copy.at("spec", "containers")?.array?.last?["tty"] == true)
        #expect(copy.at("spec", "shareProcessNamespace") == true)
    }

    @Test(
        "a node is looked into from a pod on it; profiles say what that may do",
        arguments: [
            ("general", true, false), ("sysadmin", true, true), ("netadmin", true, true), ("restricted", false, true),
        ])
    func nodes(profile: String, isOnHost: Bool, hasContext: Bool) {
        var host = Self.host()
        host.add(["apiVersion": "v1", "kind": "Node", "metadata": ["name": "node-1"]])
        let said = host.run("debug node/node-1 --image=busybox --profile=\(profile)").stdout
        #expect(said.hasPrefix("Creating debugging pod node-debugger-node-1-"))
        #expect(said.hasSuffix(" with container debugger on node node-1.\n"))
        let pod = host.objects.first { $0.name.hasPrefix("node-debugger-node-1-") }
        #expect((pod?.at("spec", "hostPID") == true) == isOnHost)
        #expect((pod?.at("spec", "containers")?.array?.first?["securityContext"] != nil) == hasContext)
        #expect(pod?.at("spec", "nodeName") == "node-1")
    }

    @Test(
        "what cannot be is refused",
        arguments: [
            ("debug web", "error: you must specify --image when not using --copy-to.\n"),
            ("debug --image=x", "error: NAME or filename is required for debug\n"),
            ("debug web --image=x --image-pull-policy=Sometimes", "error: invalid image pull policy: Sometimes\n"),
            (
                "debug web --image=x -c d --profile=none",
                "error: unknown profile: none\n"
            ),
            ("debug web --image=X", "error: invalid image name \"X\": invalid reference format\n"),
            ("debug web --image=x --replace", "error: --replace may only be used with --copy-to.\n"),
            (
                "debug web --image=x -it",
                "error: not modelled yet: attaching to the container; --attach=false only makes it\n"
            ),
        ])
    func refused(line: String, stderr: String) {
        var host = Self.host()
        #expect(host.run(line).stderr == stderr)
    }
}
