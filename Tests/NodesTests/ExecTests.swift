import Documents
import KubeAPI
import Nodes
import Simulation
import Testing

/// Commands in containers: what a program in a simulated pod reads of its world.
@Suite struct ExecTests {
    private static let spec: Value = [
        "containers": [
            [
                "name": "web", "image": "demo/web:1", "workingDir": "/srv",
                "env": [
                    ["name": "A", "value": "one"], ["name": "B", "value": "$(A)-$(NOT)-$$(A)"],
                    ["name": "NODE", "valueFrom": ["fieldRef": ["fieldPath": "spec.nodeName"]]],
                    ["name": "CPU", "valueFrom": ["resourceFieldRef": ["resource": "limits.cpu", "divisor": "1m"]]],
                    ["name": "COLOUR", "valueFrom": ["configMapKeyRef": ["name": "settings", "key": "colour"]]],
                ],
                "resources": ["limits": ["cpu": "250m"]],
                "volumeMounts": [
                    ["name": "settings", "mountPath": "/etc/settings"], ["name": "keys", "mountPath": "/keys"],
                    ["name": "self", "mountPath": "/self"], ["name": "scratch", "mountPath": "/tmp"],
                ],
            ]
        ],
        "volumes": [
            ["name": "settings", "configMap": ["name": "settings"]],
            ["name": "keys", "secret": ["secretName": "keys", "items": [["key": "k", "path": "in/k.txt"]]]],
            [
                "name": "self",
                "downwardAPI": ["items": [["path": "labels", "fieldRef": ["fieldPath": "metadata.labels"]]]],
            ],
            ["name": "scratch", "emptyDir": [:]],
        ],
        "hostAliases": [["ip": "10.1.2.3", "hostnames": ["db", "db.local"]]],
    ]

    private static func harness(_ spec: Value, _ behaviours: Behaviours = .oracle) -> NodeHarness {
        var harness = NodeHarness.running(behaviours: behaviours)
        func made(_ seconds: Int64) -> Value { .string(Timestamps.seconds(NodeHarness.start + seconds * 1_000_000)) }
        harness.put(
            [
                "metadata": ["name": "settings", "namespace": "default", "creationTimestamp": made(0)],
                "data": ["colour": "blue\n", "size": "4"],
            ], .configMaps)
        harness.put(
            ["metadata": ["name": "keys", "namespace": "default"], "data": ["k": "c2VjcmV0", "other": "eA=="]],
            .secrets)
        for (name, seconds) in [("early-db", Int64(0)), ("late", 3_000)] {
            harness.put(
                [
                    "metadata": ["name": .string(name), "namespace": "default", "creationTimestamp": made(seconds)],
                    "spec": ["clusterIP": "10.96.7.7", "ports": [["port": 5432, "name": "sql", "protocol": "TCP"]]],
                ], .services)
        }
        harness.bind("web-0", spec: spec)
        harness.run(for: .seconds(2))
        return harness
    }

    private static func run(
        _ command: [String], input: String = "", in harness: NodeHarness, container: String = "web"
    ) -> Result<ExecOutcome, ExecFailure> {
        harness.kubelet.exec(
            pod: ObjectKey("default", "web-0"), container: container, command: command, input: input,
            at: Moment(time: harness.now, start: NodeHarness.start),
            reading: ObjectReader(
                object: { harness.object($0, $1) },
                services: { _ in harness.objects.map(\.object).filter { $0.resource == .services } }))
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let command: [String]
        var input = ""
        var stdout = ""
        var stderr = ""
        var code = 0
        var seconds: Int64 = 0
        var testDescription: String { command.joined(separator: " ") }

        /// A command of words, or the words themselves.
        init(
            _ command: String..., input: String = "", stdout: String = "", stderr: String = "", code: Int = 0,
            seconds: Int64 = 0
        ) {
            self.command = command.count == 1 ? command[0].split(separator: " ").map(String.init) : command
            self.input = input
            self.stdout = stdout
            self.stderr = stderr
            self.code = code
            self.seconds = seconds
        }

        /// A script of `sh -c`.
        static func script(
            _ text: String, _ stdout: String = "", stderr: String = "", code: Int = 0, seconds: Int64 = 0
        ) -> Case {
            var made = Case("sh", "-c", text)
            (made.stdout, made.stderr, made.code, made.seconds) = (stdout, stderr, code, seconds)
            return made
        }
    }

    private static let cases: [Case] = [
        Case("hostname", stdout: "web-0\n"), Case("hostname -i", stdout: "10.244.1.2\n"), Case("pwd", stdout: "/srv\n"),
        Case("printenv A", stdout: "one\n"), Case("printenv B", stdout: "one-$(NOT)-$(A)\n"),
        Case("printenv NODE CPU", stdout: "node-1\n250\n"), Case("printenv COLOUR", stdout: "blue\n\n"),
        Case("printenv NOT", code: 1), Case("printenv EARLY_DB_SERVICE_PORT_SQL", stdout: "5432\n"),
        Case("printenv EARLY_DB_PORT_5432_TCP", stdout: "tcp://10.96.7.7:5432\n"),
        Case("printenv LATE_SERVICE_HOST", code: 1), Case("true"), Case("/bin/false", code: 1),
        Case("echo a  b", stdout: "a b\n"), Case("echo -n a", stdout: "a"),
        Case("date", stdout: "Thu Jan  1 00:00:22 UTC 2026\n"), Case("date +%s", stdout: "1767225622\n"),
        Case("date -d x", stderr: "date: not modelled: -d x\n", code: 1),
        Case("sleep 5", seconds: 5), Case("sleep 2m", seconds: 120),
        Case("sleep x", stderr: "sleep: invalid number 'x'\n", code: 1),
        Case("cat /etc/hostname", stdout: "web-0\n"),
        Case(
            "cat /etc/resolv.conf",
            stdout: "search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\n"
                + "options ndots:5\n"),
        Case("cat /etc/settings/colour /etc/../keys/in/k.txt", stdout: "blue\nsecret"),
        Case(
            "cat /etc/settings/no", stderr: "cat: can't open '/etc/settings/no': No such file or directory\n",
            code: 1),
        Case("cat /keys", stderr: "cat: read error: Is a directory\n", code: 1),
        Case("cat /etc/passwd", stderr: "cat: not modelled: /etc/passwd: files of the image\n", code: 1),
        Case("cat", input: "typed\n", stdout: "typed\n"), Case("ls /etc/settings", stdout: "colour\nsize\n"),
        Case("ls /keys", stdout: "in\n"), Case("ls /tmp"),
        Case("ls /", stderr: "ls: not modelled: /: files of the image\n", code: 1),
        Case("ps", stdout: "PID   USER     TIME  COMMAND\n    1 root      0:00 web\n    2 root      0:00 ps\n"),
        .script("echo $A \"${NODE}  x\" '$A' \\$A", "one node-1  x $A $A\n"),
        .script("false || echo $?; true && echo $?", "1\n0\n"), .script("false && echo no; exit 3", code: 3),
        .script("sleep 1; sleep 2", seconds: 3), .script("nosuch", stderr: "sh: nosuch: not found\n", code: 127),
        .script(
            "echo a | cat",
            stderr: "sh: not modelled: `|`; simple commands with ;, && and || are\n", code: 2),
        .script("if true", stderr: "sh: not modelled: `if`; simple commands with ;, && and || are\n", code: 2),
        .script("X=1", stderr: "sh: not modelled: assignments; simple commands with ;, && and || are\n", code: 2),
        Case("sh", input: "echo one\necho two # no\n", stdout: "one\ntwo\n"),
    ]

    @Test("a program answers from what is known of its pod", arguments: cases)
    func programs(_ known: Case) throws {
        let outcome = try Self.run(known.command, input: known.input, in: Self.harness(Self.spec)).get()
        #expect(outcome.stdout == known.stdout)
        #expect(outcome.stderr == known.stderr)
        #expect(outcome.exitCode == known.code)
        #expect(outcome.microseconds == known.seconds * 1_000_000)
    }

    @Test("the hosts file is the kubelet's")
    func hosts() throws {
        let text = try Self.run(["cat", "/etc/hosts"], in: Self.harness(Self.spec)).get().stdout
        #expect(text.hasPrefix("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n"))
        #expect(text.hasSuffix("10.244.1.2\tweb-0\n\n# Entries added by HostAliases.\n10.1.2.3\tdb\tdb.local\n"))
    }

    @Test("containers that share their processes see all of them, the infra container's first")
    func sharedProcesses() throws {
        var spec = Self.spec
        spec.set(true, at: "shareProcessNamespace")
        let lines = try Self.run(["ps"], in: Self.harness(spec)).get().stdout.split(separator: "\n")
        #expect(lines.dropFirst().map { $0.split(separator: " ").last } == ["/pause", "web", "ps"])
    }

    @Test("a program that nobody knows is refused as runc and containerd refuse it")
    func unknownProgram() throws {
        let harness = Self.harness(Self.spec)
        let outcome = try Self.run(["curl", "web"], in: harness).get()
        guard case .notStarted(let why) = outcome.ending else {
            Issue.record("it ended: \(outcome.ending)")
            return
        }
        #expect(why.hasPrefix("failed to exec in container: failed to start exec \""))
        #expect(
            why.hasSuffix(
                "\": OCI runtime exec failed: exec failed: unable to start container process: exec: \"curl\": "
                    + "executable file not found in $PATH: unknown"))
        #expect(outcome.exitCode == nil)
        #expect(outcome == (try Self.run(["curl", "web"], in: harness).get()))
    }

    @Test("a container that does not run, and a pod that is not there, are the kubelet's to refuse")
    func noContainer() {
        let harness = Self.harness(Self.spec)
        #expect(
            Self.run(["date"], in: harness, container: "db")
                == .failure(.kubelet(code: 500, text: "container not found (\"db\")")))
        #expect(
            Self.run(["date"], in: NodeHarness.running()) == .failure(.kubelet(code: 404, text: "pod does not exist")))
    }

    @Test("an image can be taught a command, which wins over the programs of every image")
    func taught() throws {
        let behaviour = try Behaviour(parsing: [
            "exec": [
                ["command": "redis-cli ping", "stdout": "PONG"],
                ["command": ["date", "*"], "stderr": "no clock", "exitCode": 4],
            ]
        ])
        let harness = Self.harness(Self.spec, always { $0.execs = behaviour.execs })
        #expect(try Self.run(["redis-cli", "ping"], in: harness).get() == ExecOutcome(stdout: "PONG\n"))
        #expect(
            try Self.run(["date", "-u"], in: harness).get() == ExecOutcome(stderr: "no clock\n", ending: .exited(4)))
        let problem = #expect(throws: BehaviourError.self) { try Behaviour(parsing: ["exec": [["stdout": "x"]]]) }
        #expect(problem?.description == "exec[0]: needs `command`, the words of a command")
    }

    @Test("variables of an object that was changed later are not guessed")
    func changedSource() throws {
        var harness = Self.harness(Self.spec)
        var map = harness.object(.configMaps, ObjectKey("default", "settings"))?.value ?? .null
        map.set(.string(Timestamps.seconds(NodeHarness.start + 900_000_000)), at: "metadata", "creationTimestamp")
        harness.put(map, .configMaps)
        let outcome = try Self.run(["env"], in: harness).get()
        #expect(outcome.exitCode == 1)
        #expect(outcome.stderr.hasPrefix("env: not modelled: variables from configmap \"settings\", changed since"))
    }

    @Test("output has a limit")
    func limit() throws {
        let words = [String](repeating: "/etc/settings/colour", count: 300_000)
        let outcome = try Self.run(["cat"] + words, in: Self.harness(Self.spec)).get()
        #expect(outcome.stdout.utf8.count <= 1_048_576)
        #expect(outcome.stderr == "not modelled: more than 1048576 bytes of output\n")
    }
}
