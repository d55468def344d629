import ControllerKit
import Controllers
import Documents
import Simulation
import Testing

/// The language in which learners write controllers: what it reads, and what it says of mistakes.
@Suite struct RuleParserTests {
    private static let head = "controller site\nfor websites.demo.example\n"

    @Test("a whole rule, with comments and blanks")
    func whole() throws {
        let text = """
            # a controller
            controller website-controller
            for websites.demo.example   # its parents

            child deployments {name} from deployment.yaml
            child services {name}-web from service.yaml
            if missing create
            if different update
            status .replicas = child .status.readyReplicas
            status .seen.address = child services .spec.clusterIP
            status .observedGeneration = .metadata.generation
            status .children = count
            requeue after 1m30s
            finalizer demo.example/disk
            outside disk {name}
            bug late-finalizer
            """
        var want = ControllerRule(name: "website-controller", parent: "websites.demo.example")
        want.children = [
            .init(resource: "deployments", namePattern: "{name}", file: "deployment.yaml", template: .null),
            .init(resource: "services", namePattern: "{name}-web", file: "service.yaml", template: .null),
        ]
        want.createsMissing = true
        want.updatesDifferent = true
        want.status = [
            .init(path: ["replicas"], source: .child(0, try FieldPath(parsing: ".status.readyReplicas"))),
            .init(path: ["seen", "address"], source: .child(1, try FieldPath(parsing: ".spec.clusterIP"))),
            .init(path: ["observedGeneration"], source: .parent(try FieldPath(parsing: ".metadata.generation"))),
            .init(path: ["children"], source: .count),
        ]
        want.requeueAfter = .seconds(90)
        var finalizer = ControllerRule.Finalizer("demo.example/disk")
        finalizer.outsideKind = "disk"
        finalizer.outsideName = "{name}"
        want.finalizer = finalizer
        want.bugs = [.lateFinalizer]
        #expect(try RuleParser.parse(text, file: "site.rule") == want)
        #expect(want.resources == ["websites.demo.example", "deployments", "services"])
        #expect(want.user == "system:serviceaccount:default:website-controller")
    }

    @Test(
        "a mistake is told with its line and what was expected",
        arguments: [
            ("", "x:1: expected `controller NAME`", "x:1：应有 `controller NAME`"),
            ("controller a", "x:1: expected `for RESOURCE`", "x:1：应有 `for RESOURCE`"),
            ("for pods", "x:1: expected `controller NAME` first", "x:1：第一条应为 `controller NAME`"),
            ("controller a\ncontroller b", "x:2: `controller` is there twice", "x:2：`controller` 写了两次"),
            (
                "controller A", "x:1: `A` is no name: small letters, digits and `-`, at most 63",
                "x:1：`A` 不是名字：应为小写字母、数字和 `-`，最多 63 个"
            ),
            (
                "controller a\nif missing create",
                "x:2: `if` comes after `controller NAME` and `for RESOURCE`",
                "x:2：`if` 要写在 `controller NAME` 和 `for RESOURCE` 之后"
            ),
            (head + "if missing delete", "x:3: expected one of `if missing create`, `if different update`",
                "x:3：应为其中之一：`if missing create`, `if different update`"),
            (head + "child deployments {name}", "x:3: expected `child RESOURCE NAME from FILE`",
                "x:3：应为 `child RESOURCE NAME from FILE`"),
            (head + "child deployments web from d.yaml",
                "x:3: `web` must hold {name}, or all parents would share one", "x:3：`web` 里要有 {name}，否则所有父对象会共用一个"),
            (head + "\n\nstatus .a = .b.c d", "x:5: expected one of `child .PATH`, `child RESOURCE .PATH`, `.PATH`, `count`, `now`",
                "x:5：应为其中之一：`child .PATH`, `child RESOURCE .PATH`, `.PATH`, `count`, `now`"),
            (head + "status .a = child .b", "x:3: `child` needs a `child` statement above it",
                "x:3：`child` 的上面要有一条 `child` 语句"),
            (head + "requeue after soon", "x:3: `soon` is no duration from 1ms on, such as 30s or 1m30s",
                "x:3：`soon` 不是 1ms 以上的时长，例如 30s 或 1m30s"),
            (head + "outside disk {name}",
                "x:3: `outside` needs a `finalizer` above it: without one nobody would clear up",
                "x:3：`outside` 的上面要有 `finalizer`：否则没有人清理"),
            (head + "finalizer disk", "x:3: `disk` is no finalizer DOMAIN/NAME such as demo.example/disk",
                "x:3：`disk` 不是 域名/名字 形式的终结器，例如 demo.example/disk"),
        ])
    func mistakes(_ text: String, _ english: String, _ chinese: String) {
        let problem = #expect(throws: RuleProblem.self) { try RuleParser.parse(text, file: "x") }
        #expect(problem?.text == BilingualText(english, chinese))
    }

    @Test("a word that is nearly right is suggested")
    func suggestions() {
        let statement = #expect(throws: RuleProblem.self) { try RuleParser.parse("controler a", file: "x") }
        #expect(statement?.text.english.hasSuffix("Did you mean `controller`?") == true)
        let bug = #expect(throws: RuleProblem.self) { try RuleParser.parse(Self.head + "bug no-ower", file: "x") }
        #expect(bug?.text.english.hasSuffix("Did you mean `no-owner`?") == true)
    }

    @Test("a text that is too long is refused")
    func long() {
        let text = String(repeating: "# \n", count: RuleParser.bytesMax)
        #expect(throws: RuleProblem.self) { try RuleParser.parse(text, file: "x") }
    }

    @Test(
        "places of a template must be paths",
        arguments: [
            ("${.spec.image}", nil), ("a ${.a} and ${.b[0].c}", nil), ("$5 and {name}", nil), ("${", nil),
            ("${spec.image}", "spec.image"), ("ok ${.a} ${.a..b}", ".a..b"),
        ] as [(String, String?)])
    func places(_ text: String, _ wrong: String?) {
        #expect(RuleTemplate.wrongPlace(in: ["spec": [["x": .string(text)]]]) == wrong)
    }
}
