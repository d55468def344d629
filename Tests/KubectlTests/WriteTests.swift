import Documents
import KubeAPI
import Kubectl
import Testing

struct WriteTests {
    static let manifest = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: cm
        data:
          k: "1"

        """

    @Test("apply creates, then finds nothing to do, then configures")
    func apply() throws {
        var host = FakeHost()
        host.files = [("cm.yaml", Self.manifest)]
        #expect(host.run("apply -f cm.yaml").stdout == "configmap/cm created\n")
        let stored = host.objects[0].at(
            "metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration")
        #expect(
            stored?.string
                == #"{"apiVersion":"v1","data":{"k":"1"},"kind":"ConfigMap","metadata":{"annotations":{},"#
                + #""name":"cm","namespace":"default"}}"# + "\n")
        let create = try #require(host.requests.last)
        #expect(create.options.fieldManager == "kubectl-client-side-apply")
        #expect(create.options.fieldValidation == .strict)
        #expect(create.user == "kubernetes-admin")
        #expect(host.run("apply -f cm.yaml").stdout == "configmap/cm unchanged\n")
        #expect(host.requests.last?.verb == .get)
        host.files = [("cm.yaml", Self.manifest.replacingAll("k: \"1\"", "j: \"2\""))]
        #expect(
            host.run("apply -f cm.yaml --dry-run=server").stdout
                == "configmap/cm configured (server dry run)\n")
        #expect(host.run("apply -f cm.yaml --dry-run=client").stdout == "configmap/cm configured (dry run)\n")
        #expect(host.run("apply -f cm.yaml").stdout == "configmap/cm configured\n")
        let patch = try #require(host.requests.last)
        #expect(patch.verb == .patch(.strategic))
        #expect(patch.body["data"] == ["j": "2", "k": .null])
        #expect(host.objects[0]["data"] == ["j": "2"])
    }

    @Test("an object that was not applied is warned about")
    func missingAnnotation() {
        var host = FakeHost()
        host.add(["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "cm"]])
        host.files = [("cm.yaml", Self.manifest)]
        let result = host.run("apply -f cm.yaml")
        #expect(result.stdout == "configmap/cm configured\n")
        #expect(
            result.stderr
                == "Warning: resource configmaps/cm is missing the kubectl.kubernetes.io/last-applied-configuration "
                + "annotation which is required by kubectl apply. kubectl apply should only be used on resources "
                + "created declaratively by either kubectl create --save-config or kubectl apply. The missing "
                + "annotation will be patched automatically.\n")
    }

    struct Case: Sendable { let line: String, out: String, err: String }

    static let cases: [Case] = [
        Case(
            line: "apply -f unknown.yaml", out: "",
            err:
                "Error from server (BadRequest): error when creating \"unknown.yaml\": Pod in version \"v1\" cannot be "
                + "handled as a Pod: strict decoding error: unknown field \"spec.foo\"\n"),
        Case(
            line: "apply -f no-containers.yaml", out: "",
            err: "The Pod \"x\" is invalid: spec.containers: Required value\n"),
        Case(
            line: "apply -f broken.yaml", out: "configmap/one created\n",
            err:
                "error: error parsing broken.yaml: error converting YAML to JSON: yaml: line 3: mapping values are not "
                + "allowed in this context\n"),
        Case(
            line: #"patch cm have -p '{"data":{"k":"v"}'"#, out: "",
            err: "Error from server (BadRequest): unexpected end of JSON input\n"),
        Case(
            line: "patch cm have -p 'x: y:'", out: "",
            err: "error: unable to parse \"x: y:\": yaml: mapping values are not allowed in this context\n"),
        Case(
            line: "apply -f several.yaml", out: "configmap/one created\n",
            err:
                "resource mapping not found for name: \"x\" namespace: \"\" from \"several.yaml\": no matches for "
                + "kind \"Foo\" in version \"v1\"\nensure CRDs are installed first\n"
                + "error validating \"several.yaml\": error validating data: [apiVersion not set, kind not set]; if "
                + "you choose to ignore these errors, turn validation off with --validate=false\n"),
        Case(
            line: "apply -f nowhere.yaml", out: "", err: "error: the path \"nowhere.yaml\" does not exist\n"),
        Case(line: "create configmap one --from-literal=a=1", out: "configmap/one created\n", err: ""),
        Case(
            line: "create configmap have --from-literal=a=1", out: "",
            err: "error: failed to create configmap: configmaps \"have\" already exists\n"),
        Case(
            line: "create namespace kube-system", out: "",
            err: "Error from server (AlreadyExists): namespaces \"kube-system\" already exists\n"),
        Case(line: "create sa bob", out: "serviceaccount/bob created\n", err: ""),
        Case(
            line: "create -f have.yaml", out: "",
            err:
                "Error from server (AlreadyExists): error when creating \"have.yaml\": configmaps \"have\" already "
                + "exists\n"),
        Case(
            line: "create configmap c2 --from-literal=a=1 --dry-run=client -o yaml",
            out: "apiVersion: v1\ndata:\n  a: \"1\"\nkind: ConfigMap\nmetadata:\n  name: c2\n", err: ""),
        Case(
            line: "create secret generic s --from-literal=k=v --dry-run=client -o yaml",
            out: "apiVersion: v1\ndata:\n  k: dg==\nkind: Secret\nmetadata:\n  name: s\n", err: ""),
        Case(
            line:
                "run r --image=nginx:1.25 --restart=Never --env=A=b --labels=x=y --dry-run=client -o yaml -- sleep 5",
            out: """
                apiVersion: v1
                kind: Pod
                metadata:
                  labels:
                    x: "y"
                  name: r
                spec:
                  containers:
                  - args:
                    - sleep
                    - "5"
                    env:
                    - name: A
                      value: b
                    image: nginx:1.25
                    name: r
                    resources: {}
                  dnsPolicy: ClusterFirst
                  restartPolicy: Never
                status: {}

                """, err: ""),
        Case(line: "run solo --image=nginx:1.25", out: "pod/solo created\n", err: ""),
        Case(line: "run solo", out: "", err: "error: required flag(s) \"image\" not set\n"),
        Case(line: "delete pod a", out: "pod \"a\" deleted from default namespace\n", err: ""),
        Case(line: "delete pod q", out: "", err: "Error from server (NotFound): pods \"q\" not found\n"),
        Case(line: "delete pod q --ignore-not-found", out: "", err: ""),
        Case(
            line: "delete pod a --grace-period=0 --force",
            out: "pod \"a\" force deleted from default namespace\n",
            err:
                "Warning: Immediate deletion does not wait for confirmation that the running resource has been "
                + "terminated. The resource may continue to run on the cluster indefinitely.\n"),
        Case(line: "delete pods,configmaps -l none=none", out: "No resources found\n", err: ""),
        Case(
            line: "delete pods", out: "", err: "error: resource(s) were provided, but no name was specified\n"
        ),
        Case(
            line: "delete namespace kube-system --wait=false", out: "namespace \"kube-system\" deleted\n",
            err: ""),
        Case(line: "scale rs web --replicas=5", out: "replicaset.apps/web scaled\n", err: ""),
        Case(
            line: "scale rs web --replicas=1 --current-replicas=3", out: "replicaset.apps/web scaled\n",
            err: ""),
        Case(
            line: "scale rs web --replicas=4 --current-replicas=2", out: "",
            err: "error: Expected replicas to be 2, was 3\n"),
        Case(
            line: "scale rs web --replicas=-1", out: "",
            err:
                "error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0\n"
        ),
        Case(line: "label pod a tier=front env=prod", out: "pod/a labeled\n", err: ""),
        Case(line: "label pod a app-", out: "pod/a unlabeled\n", err: ""),
        Case(line: "label pod a none-", out: "label \"none\" not found.\npod/a not labeled\n", err: ""),
        Case(
            line: "label pod a app=b", out: "",
            err: "error: 'app' already has a value (a), and --overwrite is false\n"),
        Case(
            line: "label pod a app=b x- --overwrite", out: "label \"x\" not found.\npod/a labeled\n", err: ""),
        Case(
            line: "annotate cm have note=again", out: "",
            err:
                "error: --overwrite is false but found the following declared annotation(s): 'note' already has a "
                + "value (bye)\n"),
        Case(line: "annotate cm have note=x --overwrite", out: "configmap/have annotated\n", err: ""),
        Case(
            line: #"patch configmap have --type=merge -p '{"data":{"k":"2"}}'"#,
            out: "configmap/have patched\n", err: ""),
        Case(
            line: #"patch cm have --type=merge -p '{"data":{"k":"1"}}'"#,
            out: "configmap/have patched (no change)\n",
            err: ""),
        Case(line: "replace -f have.yaml", out: "configmap/have replaced\n", err: ""),
        Case(
            line: "replace -f old.yaml", out: "",
            err:
                "Error from server (Conflict): error when replacing \"old.yaml\": Operation cannot be fulfilled on "
                + "configmaps \"have\": the object has been modified; please apply your changes to the latest version "
                + "and try again\n"),
        Case(
            line: "replace --force -f have.yaml",
            out: "configmap \"have\" deleted from default namespace\nconfigmap/have replaced\n", err: ""),
        Case(line: "wait --for=condition=Ready pod/a", out: "pod/a condition met\n", err: ""),
        Case(
            line: "wait --for=jsonpath='{.spec.replicas}'=3 rs/web",
            out: "replicaset.apps/web condition met\n", err: ""),
        Case(line: "logs a", out: "one\ntwo\n", err: ""),
        Case(line: "logs a --tail=1", out: "two\n", err: ""),
        Case(line: "logs a -c x", out: "", err: "error: container x is not valid for pod a out of: c\n"),
        Case(line: "logs a -f", out: "one\ntwo\n", err: ""),
        Case(
            line: "attach a -i", out: "",
            err: "error: not modelled yet: attach -i; containers read no input: `exec -i POD -- COMMAND` gives a "
                + "command one\n"),
        Case(line: "attach", out: "", err: "error: at least 1 argument is required for attach\n"),
        Case(
            line: "api-resources --api-group=policy",
            out:
                "NAME                   SHORTNAMES   APIVERSION   NAMESPACED   KIND\n"
                + "poddisruptionbudgets   pdb          policy/v1    true         PodDisruptionBudget\n", err: ""),
        Case(
            line: "explain pod.spec.nosuch", out: "KIND:       Pod\nVERSION:    v1\n\n",
            err: "error: field \"nosuch\" does not exist\n"),
    ]

    static func host() -> FakeHost {
        var host = Fixtures.host()
        host.add(Fixtures.replicaSet)
        host.add([
            "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": ["name": "have", "annotations": ["note": "bye"]],
            "data": ["k": "1"],
        ])
        host.add(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "kube-system"]])
        host.logLines = ["one", "two"]
        host.files = [
            (
                "unknown.yaml",
                "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {foo: 1, containers: [{name: c, image: i}]}}"
            ),
            (
                "broken.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n---\napiVersion: v1\nkind: ConfigMap\n"
                    + "metadata: name: two\n"
            ),
            (
                "several.yaml",
                "apiVersion: v1\nkind: Foo\nmetadata: {name: x}\n---\napiVersion: v1\nkind: ConfigMap\n"
                    + "metadata: {name: one}\n---\nmetadata: {name: y}\n---\napiVersion: v1\nkind: ConfigMap\n"
                    + "metadata: {name: two}\n"
            ),
            (
                "no-containers.yaml",
                "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {containers: []}}"
            ),
            ("have.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: have}}"),
            ("old.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: have, resourceVersion: \"1\"}}"),
        ]
        return host
    }

    @Test("verbs that write say what kubectl says", arguments: cases)
    func says(_ c: Case) {
        var host = Self.host()
        let result = host.run(c.line)
        #expect(result.stdout == c.out)
        #expect(result.stderr == c.err)
        #expect(result.exitCode == (c.err.hasPrefix("Warning") || c.err.isEmpty ? 0 : 1))
    }

    @Test("the prompt does not wait for a deletion, a file does")
    func deletionWaits() throws {
        var prompt = Self.host()
        let result = prompt.run("delete pod a")
        #expect(result.waitsFor?.state == .gone)
        #expect(result.waitsFor?.objects.map(\.uid) == ["uid-a"])
        let request = try #require(prompt.requests.last)
        #expect(request.options.propagationPolicy == .background)
        #expect(request.options.gracePeriodSeconds == nil)
        var file = Self.host()
        file.isInteractive = false
        #expect(file.run("delete pod a").waitsFor == nil)
        #expect(file.waited.count == 1)
        file.outcome = .timedOut
        #expect(
            file.run("wait --for=delete rs/web --timeout=1s").stderr
                == "error: timed out waiting for the condition on replicasets/web\n")
    }

    @Test("what the server filled in is no difference to apply", arguments: ["pod.yaml", "rs.yaml"])
    func applyTwice(_ file: String) {
        var host = FakeHost()
        host.files = [
            (
                "pod.yaml",
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: x, labels: {app: x}}
                spec:
                  containers:
                  - name: c
                    image: nginx:1.25
                    ports: [{containerPort: 80}, {containerPort: 443, name: tls}]
                    env: [{name: A, value: b}, {name: SELF, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
                    resources: {requests: {cpu: 10m}}
                  tolerations: [{key: k, operator: Exists}]
                """
            ),
            (
                "rs.yaml",
                """
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: x}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: x}}
                  template:
                    metadata: {labels: {app: x}}
                    spec: {containers: [{name: c, image: "nginx:1.25"}]}
                """
            ),
        ]
        let first = host.run("apply -f \(file)")
        #expect(first.stdout.hasSuffix("/x created\n"))
        #expect(first.stderr == "")
        let second = host.run("apply -f \(file)")
        #expect(second.stdout.hasSuffix("/x unchanged\n"))
        #expect(host.requests.map(\.verb) == [.get, .create, .get])
    }

    @Test("edit sends what the editor changed")
    func edit() throws {
        var host = Self.host()
        host.editor = { $0.replacingAll("k: \"1\"", "k: \"9\"") }
        #expect(host.run("edit cm have").stdout == "configmap/have edited\n")
        #expect(host.requests.last?.body == ["data": ["k": "9"]])
        host.editor = { $0 }
        #expect(host.run("edit cm have").stderr == "Edit cancelled, no changes made.\n")
    }
}

extension String {
    func replacingAll(_ old: String, _ new: String) -> String {
        var out = ""
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(old) {
                out += new
                rest = rest.dropFirst(old.count)
            } else if let character = rest.popFirst() {
                out.append(character)
            }
        }
        return out
    }
}
