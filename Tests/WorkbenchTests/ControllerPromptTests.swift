import Rendering
import Testing
import Transcripts
import Workbench

/// `controller …` at the prompt.
@Suite struct ControllerPromptTests {
    private static let files = [
        "set.yaml": """
            kind: ReplicaSet
            spec:
              replicas: ${.spec.replicas}
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: main
                    image: nginx:1
            """,
        "deployment.yaml": "apiVersion: apps/v1\nkind: Deployment\nspec: {}\n",
        "wrong.yaml": "spec:\n  image: ${spec.image}\n",
        "crd.yaml": """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: sites.demo.example}
            spec:
              group: demo.example
              scope: Namespaced
              names: {plural: sites, singular: site, kind: Site}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """,
        "site.yaml": """
            apiVersion: demo.example/v1
            kind: Site
            metadata: {name: blog}
            spec: {replicas: 2}
            """,
    ]
    private static let rule = """
        controller sites
        for sites.demo.example
        child replicasets {name} from set.yaml
        if missing create

        """

    /// The definition is served, and the controller may do everything.
    private static let prepared = [
        "apply -f crd.yaml",
        "create clusterrolebinding sites --clusterrole=cluster-admin --serviceaccount=default:sites", "settle",
    ]

    private static func session() -> Session {
        var session = Desk.session(MemoryIO(files))
        for line in prepared { session.type(line) }
        return session
    }

    @Test("a rule is typed, works, and is looked into like any component")
    func works() {
        var session = Self.session()
        #expect(
            session.type("controller add -f - <<EOF", input: Self.rule)
                == "sites starts: a process that watches sites.demo.example, replicasets.apps\n")
        session.type("apply -f site.yaml")
        #expect(!session.perform("until replicasets ready = 1").isFailure)
        #expect(session.type("controller list").contains("sites   sites.demo.example   replicasets.apps"))
        for line in [
            "inspect sites", "why rs/blog", "tree sites/blog", "fault lag sites/sites 3", "fault lag sites/sites 0",
            "fault break sites/replicasets", "fault conflict sites", "stop sites", "start sites", "fault crash sites",
            "until sites.demo.example/blog exists and outside = 0", "controller remove sites",
        ] {
            #expect(!session.perform(line).isFailure, "\(line)")
        }
        #expect(session.type("inspect sites") == "error: no component `sites`\n")
    }

    @Test("a session with a controller replays identically, without any file")
    func replays() throws {
        let io = MemoryIO(Self.files)
        var session = Desk.session(io)
        for line in Self.prepared { session.type(line) }
        session.type("controller add -f - <<EOF", input: Self.rule)
        for line in [
            "apply -f site.yaml", "settle", "fault crash sites", "delete rs blog", "settle", "back 20", "fork other",
            "settle", "export notes.json",
        ] {
            session.type(line)
        }
        let (_, outcome) = try Session.replay(
            SessionDocument(io.text("notes.json")), over: SessionOptions(), course: Course())
        guard case .identical = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test(
        "what is wrong is said, with its place",
        arguments: [
            ("controller sites\nfor shops.demo.example\n",
                "error: no resource shops.demo.example is served; a CustomResourceDefinition must\n"
                    + "define it first\n"),
            ("controller sites\nfur pods\n",
                "error: -:2: unknown statement `fur`. Known: `controller`, `for`, `child`, `if`,\n"
                    + "`status`, `requeue`, `finalizer`, `outside`, `bug`. Did you mean `for`?\n"),
            ("controller sites\nfor sites.demo.example\nchild replicasets {name} from none.yaml\n",
                "error: none.yaml: no such file or directory\n"),
            ("controller sites\nfor sites.demo.example\nchild replicasets {name} from deployment.yaml\n",
                "error: deployment.yaml:2: expected kind ReplicaSet, as the rule says\n"
                    + "replicasets.apps, not Deployment\n"),
            ("controller sites\nfor sites.demo.example\nchild replicasets {name} from wrong.yaml\n",
                "error: wrong.yaml: `${spec.image}` is no place; expected a path such as\n"
                    + "${.spec.image}\n"),
            ("controller sites\nfor sites.demo.example\nchild nodes {name} from set.yaml\n",
                "error: nodes and sites: a child is in the namespace of its parent, or both are\n"
                    + "cluster-wide\n"),
        ])
    func mistakes(_ rule: String, _ said: String) {
        var session = Self.session()
        #expect(session.type("controller add -f - <<EOF", input: rule) == said)
    }

    @Test("the same in Chinese")
    func chinese() {
        var session = Self.session()
        session.type("lang zh")
        #expect(
            session.type("controller add -f - <<EOF", input: "controller sites\nfor\n")
                == "error: -:2：应为 `for RESOURCE`\n")
    }
}
