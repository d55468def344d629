import Documents
import KubeAPI
import Kubectl
import Testing

struct GetTests {
    struct Case: Sendable { let line: String, out: String, err: String, code: Int }

    private static func shows(_ line: String, _ out: String) -> Case {
        Case(line: line, out: out, err: "", code: 0)
    }
    private static func fails(_ line: String, _ err: String) -> Case {
        Case(line: line, out: "", err: err, code: 1)
    }

    static let cases: [Case] = [
        shows(
            "get pods",
            """
            NAME   READY   STATUS    RESTARTS   AGE
            a      1/1     Running   0          60s

            """),
        shows(
            "get pod a -o wide",
            """
            NAME   READY   STATUS    RESTARTS   AGE   IP           NODE     NOMINATED NODE   READINESS GATES
            a      1/1     Running   0          60s   10.244.1.2   node-1   <none>           <none>

            """),
        shows("get pod a -o name", "pod/a\n"),
        shows(
            "get pods -l app=a --show-labels",
            """
            NAME   READY   STATUS    RESTARTS   AGE   LABELS
            a      1/1     Running   0          60s   app=a

            """),
        shows(
            "get pods -L app -l app=a",
            """
            NAME   READY   STATUS    RESTARTS   AGE   APP
            a      1/1     Running   0          60s   a

            """),
        shows("get pods --no-headers -l app=a", "a     1/1   Running   0     60s\n"),
        shows(
            "get pods -o custom-columns=NAME:.metadata.name,IMAGE:.spec.containers[*].image,NODE:.spec.nodeSelector",
            """
            NAME   IMAGE        NODE
            a      nginx:1.25   <none>

            """),
        shows("get pods -o jsonpath='{.items[0].spec.containers[0].name}'", "c"),
        shows(
            #"get pods -o jsonpath='{range .items[*]}{.metadata.name}{"\t"}{.status.phase}{"\n"}{end}'"#,
            "a\tRunning\n"),
        shows(
            "get rs web -o wide",
            """
            NAME   DESIRED   CURRENT   READY   AGE   CONTAINERS   IMAGES       SELECTOR
            web    3         3         2       60s   c            nginx:1.25   app=web

            """),
        shows(
            "get all",
            """
            NAME    READY   STATUS    RESTARTS   AGE
            pod/a   1/1     Running   0          60s

            NAME                  DESIRED   CURRENT   READY   AGE
            replicaset.apps/web   3         3         2       60s

            """),
        shows(
            "get po/a rs/web",
            """
            NAME    READY   STATUS    RESTARTS   AGE
            pod/a   1/1     Running   0          60s

            NAME                  DESIRED   CURRENT   READY   AGE
            replicaset.apps/web   3         3         2       60s

            """),
        shows(
            "get nodes -o wide",
            """
            NAME     STATUS                     ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE   \
            KERNEL-VERSION   CONTAINER-RUNTIME
            node-1   Ready,SchedulingDisabled   <none>   60s   v1.36.2   10.0.0.1      <none>        Linux      \
            6.1 (amd64)      sim://1

            """),
        shows("get nodes --sort-by=.metadata.name -o name", "node/node-1\n"),
        shows(
            "get pods -A --field-selector=metadata.name=a",
            """
            NAMESPACE   NAME   READY   STATUS    RESTARTS   AGE
            default     a      1/1     Running   0          60s

            """),
        shows("get pod a nosuch --ignore-not-found -o name", "pod/a\n"),
        Case(line: "get pods -n nosuch", out: "", err: "No resources found in nosuch namespace.\n", code: 0),
        Case(line: "get secrets -A", out: "", err: "No resources found\n", code: 0),
        Case(
            line: "get pod a b",
            out: "NAME   READY   STATUS    RESTARTS   AGE\na      1/1     Running   0          60s\n",
            err: "Error from server (NotFound): pods \"b\" not found\n", code: 1),
        fails("get configmap two", "Error from server (NotFound): configmaps \"two\" not found\n"),
        fails("get nosuchkind", "error: the server doesn't have a resource type \"nosuchkind\"\n"),
        fails("get pod a -o jsonpath='{.a['", "error: error parsing jsonpath {.a[, unterminated array\n"),
        fails("rollout status rs/web", "error: no status viewer has been implemented for ReplicaSet.apps\n"),
    ]

    @Test("get prints what kubectl prints", arguments: cases)
    func prints(_ c: Case) {
        var host = Fixtures.host()
        host.add(Fixtures.replicaSet)
        host.add(Fixtures.node)
        let result = host.run(c.line)
        #expect(result.stdout == c.out)
        #expect(result.stderr == c.err)
        #expect(result.exitCode == c.code)
    }

    @Test("yaml is the whole object, without managedFields")
    func yaml() {
        var host = FakeHost()
        host.add([
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "c", "managedFields": []],
            "data": ["a": "1"],
        ])
        #expect(
            host.run("get cm c -o yaml").stdout == """
                apiVersion: v1
                data:
                  a: "1"
                kind: ConfigMap
                metadata:
                  creationTimestamp: "2025-12-31T23:59:00Z"
                  name: c
                  namespace: default
                  resourceVersion: "101"
                  uid: uid-c

                """)
        #expect(
            host.run("get cm -l x=y -o json").stdout == """
                {
                    "apiVersion": "v1",
                    "items": [],
                    "kind": "List",
                    "metadata": {
                        "resourceVersion": ""
                    }
                }

                """)
    }

    @Test("kyaml and json have the order of the Go type where the verb has one, else that of the keys")
    func memberOrder() {
        var host = FakeHost()
        host.add([
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "c", "managedFields": []],
            "data": ["no": "a\nb", "x": "1"],
        ])
        #expect(
            host.run("get cm c -o kyaml").stdout == """
                ---
                {
                  apiVersion: "v1",
                  data: {
                    "no": "\\
                       a\\n\\
                       b\\
                      ",
                    x: "1",
                  },
                  kind: "ConfigMap",
                  metadata: {
                    creationTimestamp: "2025-12-31T23:59:00Z",
                    name: "c",
                    namespace: "default",
                    resourceVersion: "101",
                    uid: "uid-c",
                  },
                }

                """)
        let line = "create role r --verb=get --resource=pods --dry-run=client -o "
        #expect(
            host.run(line + "kyaml").stdout == """
                ---
                {
                  kind: "Role",
                  apiVersion: "rbac.authorization.k8s.io/v1",
                  metadata: {
                    name: "r",
                  },
                  rules: [{
                    verbs: [
                      "get",
                    ],
                    apiGroups: [
                      "",
                    ],
                    resources: [
                      "pods",
                    ],
                  }],
                }

                """)
        #expect(host.run(line + "json").stdout.hasPrefix("{\n    \"kind\": \"Role\",\n    \"apiVersion\": "))
    }

    struct PodCase: Sendable { let spec: String, status: String, isTerminating: Bool, row: [String] }

    @Test(
        "a pod's line says what its containers are at",
        arguments: [
            PodCase(
                spec: #"{"containers":[{"name":"c"}]}"#, status: #"{"phase":"Pending"}"#,
                isTerminating: false,
                row: ["0/1", "Pending", "0"]),
            PodCase(
                spec: #"{"containers":[{"name":"c"}],"initContainers":[{"name":"i"},{"name":"j"}]}"#,
                status:
                    #"{"phase":"Pending","initContainerStatuses":[{"name":"i","state":{"terminated":{"exitCode":0}}},"#
                    + #"{"name":"j","state":{"running":{}}}]}"#, isTerminating: false,
                row: ["0/1", "Init:1/2", "0"]),
            PodCase(
                spec: #"{"containers":[{"name":"c"}]}"#,
                status: #"{"phase":"Running","containerStatuses":[{"name":"c","restartCount":2,"#
                    + #""lastState":{"terminated":{"finishedAt":"2025-12-31T23:59:55Z"}},"#
                    + #""state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}"#,
                isTerminating: false, row: ["0/1", "CrashLoopBackOff", "2 (5s ago)"]),
            PodCase(
                spec: #"{"containers":[{"name":"c"}]}"#,
                status: #"{"phase":"Succeeded","containerStatuses":[{"name":"c","state":{"terminated":"#
                    + #"{"exitCode":0,"reason":"Completed"}}}]}"#, isTerminating: false,
                row: ["0/1", "Completed", "0"]),
            PodCase(
                spec: #"{"containers":[{"name":"c"}]}"#,
                status:
                    #"{"phase":"Failed","containerStatuses":[{"name":"c","state":{"terminated":{"exitCode":1}}}]}"#,
                isTerminating: true, row: ["0/1", "ExitCode:1", "0"]),
            PodCase(
                spec: #"{"containers":[{"name":"c"}]}"#,
                status:
                    #"{"phase":"Running","containerStatuses":[{"name":"c","ready":true,"state":{"running":{}}}]}"#,
                isTerminating: true, row: ["1/1", "Terminating", "0"]),
            PodCase(
                spec: #"{"containers":[{"name":"c"}],"schedulingGates":[{"name":"g"}]}"#,
                status:
                    #"{"phase":"Pending","conditions":[{"type":"PodScheduled","reason":"SchedulingGated"}]}"#,
                isTerminating: false, row: ["0/1", "SchedulingGated", "0"]),
        ])
    func podLine(_ c: PodCase) {
        var host = FakeHost()
        host.add(
            Fixtures.pod("p", c.spec, c.status, deletion: c.isTerminating ? "2026-01-01T00:00:30Z" : nil))
        let line = host.run("get pods --no-headers").stdout
        #expect(line.hasPrefix("p"))
        let cells = line.dropFirst().dropLast().split(separator: "  ").map { String($0.drop { $0 == " " }) }
        #expect(cells.filter { !$0.isEmpty } == c.row + ["60s"])
    }

    @Test("a watch shows what is there, and then each change in columns no narrower")
    func watch() throws {
        var host = Fixtures.host()
        let result = host.run("get pods -w")
        #expect(
            result.stdout
                == "NAME   READY   STATUS    RESTARTS   AGE\na      1/1     Running   0          60s\n")
        var plan = try #require(result.watch)
        #expect(plan.resource == .pods)
        #expect(plan.revision == 101)
        #expect(
            plan.text(.modified, host.objects[0], now: host.now + 1_000_000)
                == "a      1/1     Running   0          61s\n")
    }

    @Test("names sort by their letters")
    func sorts() {
        var host = FakeHost()
        for name in ["web-10", "web-2", "web-1"] { host.add(Fixtures.pod(name, "{}", "{}")) }
        #expect(
            host.run("get pods --sort-by=metadata.name -o name").stdout
                == "pod/web-1\npod/web-10\npod/web-2\n")
    }
}
