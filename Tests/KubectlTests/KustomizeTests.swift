import Documents
import KubeAPI
import Kubectl
import Testing

struct KustomizeTests {
    private static let deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 1
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - name: c
                image: nginx:1.25
                envFrom:
                - configMapRef: {name: settings}
        """

    private func host(_ kustomization: String) -> FakeHost {
        var host = FakeHost()
        host.files = [
            ("base/kustomization.yaml", kustomization), ("base/web.yaml", Self.deployment),
            (
                "over/kustomization.yaml",
                "resources: [../base]\nnamePrefix: dev-\nnamespace: dev\npatches:\n- path: p.yaml\n"
            ),
            (
                "over/p.yaml",
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 5}\n"
            )
        ]
        return host
    }

    private static let overlay =
        """
        resources: [web.yaml]
        nameSuffix: -v1
        labels:
        - pairs: {team: a}
          includeSelectors: true
        commonAnnotations: {note: hello}
        images:
        - name: nginx
          newTag: "1.26"
        replicas:
        - name: web
          count: 3
        configMapGenerator:
        - name: settings
          literals: [FOO=Bar]
        """

    @Test("names, labels, images, replicas and generated settings go through all that refers to them")
    func builds() {
        var host = host(Self.overlay)
        let result = host.run("kustomize base")
        #expect(result.stderr == "")
        #expect(
            result.stdout
                == """
                apiVersion: v1
                data:
                  FOO: Bar
                kind: ConfigMap
                metadata:
                  annotations:
                    note: hello
                  labels:
                    team: a
                  name: settings-v1-SUM
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  annotations:
                    note: hello
                  labels:
                    team: a
                  name: web-v1
                spec:
                  replicas: 3
                  selector:
                    matchLabels:
                      app: web
                      team: a
                  template:
                    metadata:
                      annotations:
                        note: hello
                      labels:
                        app: web
                        team: a
                    spec:
                      containers:
                      - envFrom:
                        - configMapRef:
                            name: settings-v1-SUM
                        image: nginx:1.26
                        name: c

                """.replacing("SUM", with: Self.sum(result.stdout)))
    }

    private static func sum(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).first { $0.contains("name: settings-v1-") }
            .map { String($0.suffix(10)) } ?? ""
    }

    @Test(
        "the hash of generated names is kustomize's",
        arguments: [
            (
                "configMapGenerator:\n- name: example-configmap-2\n  literals: [FOO=Bar]\n",
                "example-configmap-2-42cfbf598f"
            ),
            (
                "configMapGenerator:\n- name: example-configmap-1\n  files: [application.properties]\n",
                "example-configmap-1-g4hk9g2ff8"
            )
        ])
    func hashes(_ kustomization: String, _ name: String) {
        var host = host(kustomization)
        host.files.append(("base/application.properties", "FOO=Bar\n"))
        #expect(host.run("apply -k base").stdout == "configmap/\(name) created\n")
    }

    @Test("replacements put a value of one object into others, or into a part of their texts")
    func replaces() {
        var host = host(
            """
            resources: [web.yaml]
            configMapGenerator: [{name: conf, literals: [tag=9], options: {disableNameSuffixHash: true}}]
            replacements:
            - source: {kind: ConfigMap, name: conf, fieldPath: data.tag}
              targets:
              - select: {kind: Deployment}
                fieldPaths: ["spec.template.spec.containers.[name=c].image"]
                options: {delimiter: ":", index: 1}
            - source: {kind: Deployment}
              targets: [{select: {name: conf}, fieldPaths: [data.of], options: {create: true}}]

            """)
        let said = host.run("kustomize base").stdout
        #expect(said.contains("  of: web\n  tag: \"9\"\n"))
        #expect(said.contains("image: nginx:9\n"))
        host.files[0].text = "replacements:\n- source: {kind: Secret}\n  targets: [{select: {kind: Pod}}]\n"
        #expect(
            host.run("kustomize base").stderr
                == "error: nothing selected by Secret.[noVer].[noGrp]/[noName].[noNs]:metadata.name\n")
        host.files[0].text = "foo: bar\n"
        #expect(host.run("kustomize base").stderr == "error: invalid Kustomization: json: unknown field \"foo\"\n")
    }

    @Test("create --append-hash names alike")
    func appendsHashes() {
        var host = FakeHost()
        #expect(
            host.run("create configmap example-configmap-2 --from-literal=FOO=Bar --append-hash").stdout
                == "configmap/example-configmap-2-g2hdhfc6tk created\n")
    }

    @Test("an overlay patches what its base is called there, and applies into its namespace")
    func overlays() {
        var host = host("resources: [web.yaml]\n")
        #expect(host.run("apply -k over").stdout == "deployment.apps/dev-web created\n")
        #expect(host.objects[0].namespace == "dev")
        #expect(host.objects[0].at("spec", "replicas")?.int == 5)
        #expect(host.run("get -k over -o name").stdout == "deployment.apps/dev-web\n")
        #expect(host.run("delete -k over").stdout == "deployment.apps \"dev-web\" deleted from dev namespace\n")
    }

    @Test(
        "patches by target, JSON patches and removals",
        arguments: [
            (
                "patches:\n- target: {kind: Deployment}\n  patch: |-\n    - op: replace\n      path: /spec/replicas\n"
                    + "      value: 7\n",
                "7"
            ),
            ("patchesStrategicMerge:\n- |-\n  kind: Deployment\n  metadata: {name: web}\n  spec: {replicas: 8}\n", "8"),
            ("patches:\n- patch: |-\n    kind: Deployment\n    metadata: {name: web}\n    $patch: delete\n", "")
        ])
    func patches(_ text: String, _ replicas: String) {
        var host = host("resources: [web.yaml]\n" + text)
        let out = host.run("kustomize base").stdout
        #expect(replicas.isEmpty ? out == "" : out.contains("replicas: \(replicas)\n"))
    }

    @Test(
        "what is wrong or not modelled is said",
        arguments: [
            (
                "helmCharts: []\n",
                "error: not modelled yet: kustomization field helmCharts (in base/kustomization.yaml)\n"
            ),
            (
                "resources: [web.yaml, web.yaml]\n",
                "error: accumulating resources: may not add resource with an already registered id: Deployment.web\n"
            ),
            (
                "resources: [nosuch]\n",
                "error: unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in "
                    + "directory 'base/nosuch'\n"
            )
        ])
    func refuses(_ kustomization: String, _ message: String) {
        var host = host(kustomization)
        #expect(host.run("kustomize base").stderr == message)
    }
}
