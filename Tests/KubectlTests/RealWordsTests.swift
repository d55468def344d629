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
