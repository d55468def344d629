import Documents
import KubeAPI
import Kubectl
import Testing

/// `logs` and `exec` of what has pods, and the formats of verbs that have no tables.
struct PodsOfObjectTests {
    private func host() -> FakeHost {
        var host = FakeHost()
        host.add([
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web"],
            "spec": ["selector": ["matchLabels": ["app": "web"]]],
        ])
        host.add([
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": "web"],
            "spec": ["selector": ["app": "web"]],
        ])
        let external: Value = ["type": "ExternalName"]
        host.add(["apiVersion": "v1", "kind": "Service", "metadata": ["name": "none"], "spec": external])
        for (name, phase) in [("web-a", "Pending"), ("web-b", "Running")] {
            host.add([
                "apiVersion": "v1", "kind": "Pod", "metadata": ["name": .string(name), "labels": ["app": "web"]],
                "spec": ["containers": [["name": "c", "image": "nginx"]], "nodeName": "node-1"],
                "status": ["phase": .string(phase)],
            ])
        }
        host.logLines = ["hello"]
        return host
    }

    @Test(
        "of several pods the one that runs is read, or all of them",
        arguments: [
            ("logs deployment/web", "hello\n", "Found 2 pods, using pod/web-b\n"),
            ("logs service/web", "hello\n", "Found 2 pods, using pod/web-b\n"),
            ("logs deploy/web --all-pods", "[pod/web-b/c] hello\n[pod/web-a/c] hello\n", ""),
            (
                "logs service/none", "",
                "error: cannot get the logs from *v1.Service: invalid service 'none': Service is defined without a "
                    + "selector\n"
            ),
        ])
    func logs(line: String, stdout: String, stderr: String) {
        var host = host()
        let result = host.run(line)
        #expect(result.stdout == stdout)
        #expect(result.stderr == stderr)
    }

    @Test("verbs without tables list the formats that they have", arguments: ["wide", "custom-columns=A:.a", "no"])
    func formats(_ format: String) {
        var host = host()
        #expect(
            host.run("scale deployment/web --replicas=2 -o \(format)").stderr
                == "error: unable to match a printer suitable for the output format \"\(format)\", allowed formats "
                + "are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,"
                + "templatefile,yaml\n")
    }

    @Test("api-resources may be a list of JSON")
    func resources() {
        var host = host()
        let line = "api-resources --api-group=batch -o json"
        #expect(host.run(line).stdout.hasPrefix("{\n    \"kind\": \"APIResourceList\",\n    \"apiVersion\": "))
        #expect(host.run(line).stdout.contains("\"shortNames\": [\n                \"cj\"\n"))
    }
}
