import Documents
import KubeAPI
import Kubectl
import Testing

/// `diff`, `events`, `auth`, `certificate`, `config` and their like.
struct LookingVerbTests {
    private static let web = Value.json(
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"default"},
         "spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
          "spec":{"containers":[{"name":"c","image":"nginx:1.25","ports":[{"containerPort":80},
           {"containerPort":53,"protocol":"UDP"}]}]}}}}
        """)

    // MARK: diff

    @Test("diff shows the lines that apply would change, and answers 1")
    func diff() {
        var host = FakeHost()
        host.add([
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "c", "annotations": ["x": "y"]],
            "data": ["a": "1", "b": "2"]
        ])
        host.files = [
            ("c.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: '1', b: '3'}\n"),
            ("same.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: '1', b: '2'}\n"),
            ("new.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: fresh}\ndata: {k: v}\n")
        ]
        let same = host.run("diff -f same.yaml")
        #expect(same.stdout == "" && same.exitCode == 0)
        let result = host.run("diff -f c.yaml")
        #expect(result.exitCode == 1 && result.stderr == "")
        let lines = result.stdout.split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("diff -u -N /tmp/LIVE-") && lines[0].hasSuffix("/v1.ConfigMap.default.c"))
        #expect(lines[1].hasPrefix("--- /tmp/LIVE-") && lines[2].hasPrefix("+++ /tmp/MERGED-"))
        #expect(
            Array(lines[3...]) == [
                "@@ -1,7 +1,7 @@", " apiVersion: v1", " data:", "   a: \"1\"", "-  b: \"2\"", "+  b: \"3\"",
                " kind: ConfigMap", " metadata:", "   annotations:"
            ])
        let new = host.run("diff -f new.yaml")
        #expect(new.exitCode == 1)
        #expect(new.stdout.split(separator: "\n").dropFirst(3).first?.hasPrefix("@@ -0,0 +1,") == true)
        #expect(host.objects.count == 1)
    }

    // MARK: expose

    struct Exposed: Sendable { let line: String, spec: String, error: String }

    @Test(
        "expose makes a Service of what is there",
        arguments: [
            Exposed(
                line: "expose deployment web --port=80 --target-port=8080",
                spec: #"{"ports":[{"port":80,"protocol":"TCP","targetPort":8080}],"selector":{"app":"web"}}"#, error: ""
            ),
            Exposed(
                line: "expose deployment web --name=both",
                spec: #"{"ports":[{"name":"port-1","port":80,"protocol":"TCP","targetPort":80},"#
                    + #"{"name":"port-2","port":53,"protocol":"UDP","targetPort":53}],"selector":{"app":"web"}}"#,
                error: ""),
            Exposed(
                line: "expose pod a --port=80 --type=NodePort --selector=x=y",
                spec:
                    #"{"ports":[{"port":80,"protocol":"TCP","targetPort":80}],"selector":{"x":"y"},"type":"NodePort"}"#,
                error: ""),
            Exposed(line: "expose node node-1 --port=80", spec: "", error: "error: cannot expose a Node\n"),
            Exposed(
                line: "expose pod a", spec: "", error: "error: couldn't find port via --port flag or introspection\n")
        ])
    func expose(_ c: Exposed) {
        var host = Fixtures.host()
        host.add(Self.web)
        host.add(Fixtures.node)
        let result = host.run(c.line + " --dry-run=client -o jsonpath='{.spec}'")
        #expect(result.stderr == c.error)
        #expect(result.stdout == c.spec)
    }

    // MARK: events

    private func event(_ name: String, _ type: String, count: Int64, last: String) -> Value {
        [
            "apiVersion": "v1", "kind": "Event", "metadata": ["name": .string(name), "namespace": "default"],
            "type": .string(type), "reason": "Tested", "message": .string("about \(name)"), "count": .int(count),
            "involvedObject": ["kind": "Pod", "name": .string(name), "apiVersion": "v1"],
            "firstTimestamp": "2025-12-31T23:58:00Z", "lastTimestamp": .string(last)
        ]
    }

    @Test("events come oldest first, with how often and for how long")
    func events() {
        var host = FakeHost()
        host.add(event("b", "Warning", count: 3, last: "2025-12-31T23:59:50Z"))
        host.add(event("a", "Normal", count: 1, last: "2025-12-31T23:58:00Z"))
        #expect(
            host.run("events").stdout
                == """
                LAST SEEN             TYPE      REASON   OBJECT   MESSAGE
                2m                    Normal    Tested   Pod/a    about a
                10s (x3 over 2m)      Warning   Tested   Pod/b    about b

                """.replacingBlanks(host.run("events").stdout))
        #expect(host.run("events --for pod/b --no-headers").stdout.hasPrefix("10s (x3 over 2m)"))
        #expect(host.run("events --types=Warning -o name").stdout.isEmpty)
        #expect(host.run("events -n other").stderr == "No events found in other namespace.\n")
        #expect(host.run("events --types=Bad").stderr == "error: valid --types are Normal or Warning\n")
        #expect(host.run("events --for b").stderr == "error: --for must be in resource/name form\n")
    }

    // MARK: auth

    @Test("can-i asks the server as who one is, or as another")
    func canI() {
        var host = FakeHost()
        host.answers = [("SelfSubjectAccessReview", ["allowed": true])]
        let yes = host.run("auth can-i create pods")
        #expect(yes.stdout == "yes\n" && yes.exitCode == 0)
        #expect(
            host.requests.last?.body.at("spec", "resourceAttributes")
                == ["namespace": "default", "verb": "create", "resource": "pods"])
        host.answers = [("SelfSubjectAccessReview", ["allowed": false, "reason": "because"])]
        let no = host.run("auth can-i get deploy/web --as=bob")
        #expect(no.stdout == "no - because\n" && no.exitCode == 1)
        #expect(host.requests.last?.user == "kubernetes-admin" && host.requests.last?.actingUserName == "bob")
        #expect(
            host.requests.last?.body.at("spec", "resourceAttributes")
                == [
                    "namespace": "default", "verb": "get", "resource": "deployments", "group": "apps", "name": "web"
                ])
        #expect(host.run("auth can-i get /healthz -q").stdout == "")
        _ = host.run("get pods --as=bob --as-group=dev --as-group=ops")
        #expect(host.requests.last?.caller?.impersonation?.groups == ["dev", "ops"])
        #expect(
            host.run("get pods --as-group=dev").stderr
                == "error: requesting uid, groups or user-extra for kubernetes-admin without impersonating a user\n")
        let odd = host.run("auth can-i foo nodes")
        #expect(
            odd.stderr
                == "Warning: resource 'nodes' is not namespace scoped\n\nWarning: verb 'foo' is not a known verb\n\n")
    }

    @Test("can-i --list is a table of rules, by verbs")
    func list() {
        var host = FakeHost()
        host.answers = [
            (
                "SelfSubjectRulesReview",
                .json(
                    #"{"resourceRules":[{"verbs":["get","list"],"apiGroups":["apps"],"#
                        + #""resources":["deployments/scale"]},"#
                        + #"{"verbs":["create"],"apiGroups":[""],"resources":["pods"],"resourceNames":["a"]}],"#
                        + #""nonResourceRules":[{"verbs":["get"],"nonResourceURLs":["/api","/api/*"]}]}"#)
            )
        ]
        #expect(
            host.run("auth can-i --list").stdout == """
                Resources                Non-Resource URLs   Resource Names   Verbs
                pods                     []                  [a]              [create]
                deployments.apps/scale   []                  []               [get list]
                                         [/api/*]            []               [get]
                                         [/api]              []               [get]

                """)
    }

    @Test("whoami is a table")
    func whoAmI() {
        var host = FakeHost()
        host.answers = [("SelfSubjectReview", .json(#"{"userInfo":{"username":"bob","groups":["a","b"]}}"#))]
        #expect(
            host.run("auth whoami").stdout == "ATTRIBUTE   VALUE\nUsername    bob\nGroups      [a b]\n")
    }

    // MARK: certificates and the cluster

    @Test("a request is approved once, and never against a decision")
    func certificates() {
        var host = FakeHost()
        host.add([
            "apiVersion": "certificates.k8s.io/v1", "kind": "CertificateSigningRequest", "metadata": ["name": "c"]
        ])
        let line = "certificatesigningrequest.certificates.k8s.io/c"
        #expect(host.run("certificate approve c").stdout == "\(line) approved\n")
        #expect(host.objects[0].at("status", "conditions")?[0]?["reason"]?.string == "KubectlApprove")
        #expect(host.requests.last?.subresource == "approval")
        #expect(
            host.run("certificate deny c").stderr
                == "error: certificate signing request \"c\" is already Approved\n")
    }

    @Test("versions, addresses and contexts are told")
    func cluster() {
        var host = FakeHost()
        let versions = host.run("api-versions").stdout.split(separator: "\n").map(String.init)
        #expect(versions.contains("apps/v1") && versions.contains("v1") && versions.contains("autoscaling/v1"))
        #expect(versions == versions.sorted())
        #expect(host.run("config current-context").stdout == "kubernetes-admin@kubernetes\n")
        #expect(
            host.run("config get-contexts").stdout == """
                CURRENT   NAME                          CLUSTER      AUTHINFO           NAMESPACE
                *         kubernetes-admin@kubernetes   kubernetes   kubernetes-admin   \n
                """)
        #expect(host.run("cluster-info").stdout.hasPrefix("Kubernetes control plane is running at https://"))
        #expect(host.run("config view -o jsonpath='{.contexts[0].name}'").stdout == "kubernetes-admin@kubernetes")
        #expect(
            host.run("config set-context --current --namespace=dev").stdout
                == "Context \"kubernetes-admin@kubernetes\" modified.\n")
        #expect(host.namespace == "dev")
        #expect(
            host.run("config use-context other").stderr == "error: no context exists with the name: \"other\"\n")
    }

    @Test("contexts are made, taken and thrown away, and commands go where they say")
    func contexts() {
        var host = FakeHost()
        host.add(["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a", "namespace": "dev"]])
        let made = "config set-context dev --namespace=dev --cluster=kubernetes --user=kubernetes-admin"
        #expect(host.run(made).stdout == "Context \"dev\" created.\n")
        #expect(host.run("get cm -o name").stdout.isEmpty)
        #expect(host.run("get cm -o name --context=dev").stdout == "configmap/a\n")
        #expect(host.run("config use-context dev").stdout == "Switched to context \"dev\".\n")
        #expect(host.run("get cm -o name").stdout == "configmap/a\n")
        #expect(host.run("config get-contexts -o name").stdout == "dev\nkubernetes-admin@kubernetes\n")
        #expect(host.run("config rename-context dev test").stdout == "Context \"dev\" renamed to \"test\".\n")
        #expect(host.run("config set contexts.test.namespace other").stdout.hasPrefix("Property"))
        #expect(host.namespace == "other")
        #expect(host.run("config view --minify -o jsonpath='{.contexts[*].name}'").stdout == "test")
        #expect(host.run("config set-cluster far --server=https://far:1").stdout == "Cluster \"far\" set.\n")
        #expect(host.run("get cm --cluster=far").stderr.hasPrefix("The connection to the server far:1 was refused"))
        #expect(host.run("config delete-context test").stderr.hasPrefix("warning: this removed your active context"))
        #expect(host.run("get cm").stderr.hasPrefix("The connection to the server localhost:8080 was refused"))
    }

    @Test(
        "flags of every command say where it goes, or are refused",
        arguments: [
            ("get cm --context=nope", "error: context \"nope\" does not exist\n"),
            ("get cm --cluster=nope", "error: cluster \"nope\" does not exist\n"),
            ("get cm --user=nope", "error: auth info \"nope\" does not exist\n"),
            ("get cm --cluster=kubernetes --cache-dir=x --insecure-skip-tls-verify -o name", ""),
            ("kubectl -s https://127.0.0.1:6443 get cm -o name", ""),
            ("get cm --token=x", "error: not modelled yet: --token; every command is kubernetes-admin's; `--as` asks "
                + "as somebody else\n"),
        ])
    func clientFlags(line: String, err: String) {
        var host = FakeHost()
        #expect(host.run(line).stderr == err)
    }
}

extension String {
    /// Itself with the blanks of each line as they are in `other`, if they differ in nothing else.
    fileprivate func replacingBlanks(_ other: String) -> String {
        func words(_ text: String) -> [[Substring]] {
            text.split(separator: "\n").map { $0.split(separator: " ") }
        }
        return words(self) == words(other) ? other : self
    }
}
