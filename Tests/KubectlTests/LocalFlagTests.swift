import Documents
import KubeAPI
import Kubectl
import Testing

/// `--local`: only what a file says is looked at. Upstream: kubectl/pkg/cmd/label/label.go, cmd/set/set_image.go,
/// cmd/patch/patch.go.
@Suite struct LocalFlagTests {
    private static let pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec: {containers: [{name: c, image: nginx:1}]}
        """

    @Test(
        "a file is changed and shown, the server hears nothing",
        arguments: [
            ("label -f p.yaml x=y --local", "pod/a labeled\n"),
            ("label -f p.yaml x=y --local --dry-run=client", "pod/a labeled (dry run)\n"),
            ("label -f p.yaml x=y --local -o jsonpath='{.metadata.labels.x}'", "y"),
            ("annotate -f p.yaml x=y --local -o name", "pod/a\n"),
            ("set image -f p.yaml c=nginx:2 --local -o jsonpath='{.spec.containers[0].image}'", "nginx:2"),
            ("patch -f p.yaml --local -p '{\"spec\":{\"nodeName\":\"n\"}}' -o jsonpath='{.spec.nodeName}'", "n"),
            ("patch -f p.yaml --local -p '{\"spec\":{\"nodeName\":\"n\"}}'", "pod/a patched\n"),
        ])
    func shows(line: String, out: String) {
        var host = FakeHost()
        host.files = [("p.yaml", Self.pod)]
        let result = host.run(line)
        #expect(result.stdout == out)
        #expect(result.stderr.isEmpty && host.requests.isEmpty)
    }

    @Test(
        "without files, or with a dry run of the server, it cannot be",
        arguments: [
            (
                "label pod a x=y --local",
                "error: can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set\n"
            ),
            (
                "set image pod/a c=d --local",
                "error: you must specify resources by --filename when --local is set.\nExample resource "
                    + "specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n"
            ),
            (
                "label -f p.yaml x=y --local --dry-run=server",
                "error: cannot specify --local and --dry-run=server - did you mean --dry-run=client?\n"
            ),
        ])
    func refuses(line: String, err: String) {
        var host = FakeHost()
        host.files = [("p.yaml", Self.pod)]
        #expect(host.run(line).stderr == err)
    }

    @Test("expose takes overrides as run does")
    func overrides() {
        var host = FakeHost()
        host.add(["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "a", "labels": ["x": "y"]]])
        let line = "expose pod a --port=80 --dry-run=client -o jsonpath='{.spec.type}' --overrides="
        #expect(host.run(line + "'{\"spec\":{\"type\":\"NodePort\"}}'").stdout == "NodePort")
    }
}
