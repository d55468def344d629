import Documents
import KubeAPI
import Kubectl
import Testing

/// What kubectl 1.36 was seen to say beside a real server, where it is not what one would guess.
struct RealWordsTests {
    struct Case: Sendable { let line: String, out: String, err: String }

    private static func manifest(_ metadata: String) -> String {
        "apiVersion: v1\nkind: ConfigMap\nmetadata: \(metadata)\n"
    }

    @Test(
        "lines",
        arguments: [
            Case(line: "get cm -L app --no-headers", out: "a     0     60s   \n", err: ""),
            Case(
                line: "get cm,sa a b -o name", out: "configmap/a\nserviceaccount/b\n",
                err: "Error from server (NotFound): configmaps \"b\" not found\n"
                    + "Error from server (NotFound): serviceaccounts \"a\" not found\n"),
            Case(
                line: "get cm/a/b", out: "",
                err: "error: arguments in resource/name form may not have more than one slash\n"),
            Case(
                line: "delete cm a --all", out: "",
                err: "error: name cannot be provided when a selector is specified\n"),
            Case(
                line: "delete cm --all -l a=b", out: "",
                err: "error: setting 'all' parameter but found a non empty selector. \n"),
            Case(
                line: "get cm,sa --sort-by=.metadata.name", out: "",
                err: "error: couldn't find any field with path \"{.metadata.name}\" in the list of objects\n"),
            Case(line: "get cm --sort-by=.nope --no-headers", out: "a     0     60s\n", err: ""),
            Case(
                line: #"patch cm a -p '{"data":{"k":"v"}}' --dry-run=client"#, out: "configmap/a patched\n",
                err: ""),
            Case(line: "scale deploy web", out: "", err: "error: required flag(s) \"replicas\" not set\n"),
            Case(line: "run a", out: "", err: "error: required flag(s) \"image\" not set\n"),
            Case(
                line: "run a --image=i --rm", out: "",
                err: "error: --rm should only be used for attached containers\nSee 'kubectl run -h' for help and "
                    + "examples\n"),
            Case(
                line: "create deployment a b --image=x", out: "",
                err: "error: exactly one NAME is required, got 2\nSee 'kubectl create deployment -h' for help and "
                    + "examples\n"),
            Case(
                line: "create foo", out: "",
                err: "error: Unexpected args: [foo]\nSee 'kubectl create -h' for help and examples\n"),
            Case(
                line: "set foo", out: "",
                err: "error: unknown command \"foo\"\nSee 'kubectl set -h' for help and examples\n"),
            Case(
                line: "create secret docker-registry r --docker-server=x.io --docker-username=u --docker-password=p "
                    + "--append-hash --dry-run=client -o name",
                out: "secret/r-k8m8b9f72d\n", err: ""),
            Case(
                line: "create cm c --from-literal=a=b --save-config --dry-run=client "
                    + "-o jsonpath='{.metadata.annotations.kubectl\\.kubernetes\\.io/last-applied-configuration}'",
                out: #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"c"},"data":{"a":"b"}}"# + "\n",
                err: ""),
            Case(line: "get svc,", out: "", err: "error: the server doesn't have a resource type \"\"\n"),
            Case(line: "get cm --server-print=false", out: "NAME   AGE\na      60s\n", err: ""),
            Case(
                line: "get cm a -o custom-columns='N:.metadata.annotations,M:.kind'",
                out: "N        M\n<none>   ConfigMap\n", err: ""),
            Case(line: "get cm,sa a -o name --ignore-not-found", out: "configmap/a\n", err: ""),
            Case(
                line: "get cm,sa a --ignore-not-found --no-headers", out: "a     0     60s\n", err: ""),
            Case(line: "version foo", out: "", err: "error: extra arguments: [foo]\n"),
            Case(
                line: "delete --all", out: "",
                err: "error: at least one resource must be specified to use a selector\n"),
            Case(
                line: "rollout history cm/a", out: "",
                err: "error: error retrieving history for \"ConfigMap\", no visitor method exists for { ConfigMap}\n"),
            Case(
                line: "rollout history rs/a", out: "",
                err: "Error from server (NotFound): replicasets.apps \"a\" not found\n"),
            Case(
                line: "wait cm/a sa/b --for=condition=Ready --timeout=0", out: "",
                err: "condition not met for configmaps/a\ncondition not met for serviceaccounts/b\n"),
            Case(
                line: "explain cm.nope", out: "KIND:       ConfigMap\nVERSION:    v1\n\n",
                err: "error: field \"nope\" does not exist\n"),
            Case(line: "explain cm -o foo", out: "", err: "error: unrecognized format: foo\n"),
            Case(line: "describe csinode", out: "", err: "No resources found in default namespace.\n"),
            Case(line: "apply view-last-applied cm a", out: "", err: ""),
            Case(
                line: "logs nope", out: "",
                err: "error: error from server (NotFound): pods \"nope\" not found in namespace \"default\"\n"),
            Case(
                line: "create -f x.yaml --validate=foo", out: "",
                err: "error: invalid - validate option \"foo\"; must be one of: strict (or true), warn, ignore (or "
                    + "false)\n"),
        ])
    func lines(_ c: Case) {
        var host = FakeHost()
        host.add(["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"]])
        host.add(["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "b"]])
        let result = host.run(c.line)
        #expect(result.stdout == c.out)
        #expect(result.stderr == c.err)
    }

    @Test(
        "metadata of the wrong type never leaves the client",
        arguments: [
            ("{name: c, labels: {version: 1}}", "number into Go struct field ObjectMeta.metadata.labels"),
            ("{name: n}", "bool into Go struct field ObjectMeta.metadata.name"),
        ])
    func metadata(metadata: String, why: String) {
        var host = FakeHost()
        host.files = [(path: "x.yaml", text: Self.manifest(metadata))]
        let result = host.run("create -f x.yaml")
        #expect(result.stderr == "error: unable to decode \"x.yaml\": json: cannot unmarshal \(why) of type string\n")
        #expect(host.requests.isEmpty)
    }

    @Test("several objects are described without their events, unless these are wanted")
    func events() {
        var host = FakeHost()
        host.add(["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"]])
        host.add(["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "b"]])
        #expect(host.run("describe cm a").stdout.contains("Events:"))
        #expect(!host.run("describe cm").stdout.contains("Events:"))
        #expect(host.run("describe cm --show-events").stdout.contains("Events:"))
    }

    @Test("what a file says is shown as it says it by a dry run of the client")
    func asRead() {
        var host = FakeHost()
        let text = "apiVersion: v1\nkind: Service\nmetadata:\n  name: s\n  namespace: default\nspec: {}\n"
        host.files = [(path: "x.yaml", text: text)]
        #expect(host.run("create -f x.yaml --dry-run=client -o yaml").stdout == text)
    }
}
