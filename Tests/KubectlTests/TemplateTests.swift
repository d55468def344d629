import Documents
import KubeAPI
import Kubectl
import Testing

struct TemplateTests {
    struct Case: Sendable, CustomStringConvertible {
        let template: String, out: String
        var description: String { template }
        init(_ template: String, _ out: String) { (self.template, self.out) = (template, out) }
    }

    static let data = Value.json(
        """
        {"name":"web","count":3,"big":2000000000,"ok":true,"none":null,"empty":[],"labels":{"b":"2","a":"1"},
         "list":["x","y","z"],"nested":{"deep":{"text":"hi"}},"secret":"aGVsbG8=","quoted":"a\\"<b>&c'"}
        """)

    /// What Go's text/template answers.
    static let cases = [
        Case("{{.name}}", "web"),
        Case("a {{- .name -}} b", "awebb"),
        Case("{{/* nothing */}}x", "x"),
        Case("{{.count}} {{.big}} {{.ok}}", "3 2e+09 true"),
        Case("{{.nosuch}} {{.none}} {{.nosuch.deeper}}", "<no value> <no value> <no value>"),
        Case("{{.labels}} {{.list}}", "map[a:1 b:2] [x y z]"),
        Case("{{range .list}}{{.}},{{end}}", "x,y,z,"),
        Case("{{range $i, $e := .list}}{{$i}}={{$e}} {{end}}", "0=x 1=y 2=z "),
        Case("{{range $k, $v := .labels}}{{$k}}{{$v}}{{$.name}} {{end}}", "a1web b2web "),
        Case("{{range .empty}}x{{else}}none{{end}}", "none"),
        Case("{{range .list}}{{if eq . \"y\"}}{{break}}{{end}}{{.}}{{end}}", "x"),
        Case("{{range .list}}{{if eq . \"y\"}}{{continue}}{{end}}{{.}}{{end}}", "xz"),
        Case("{{if .empty}}a{{else if .ok}}b{{else}}c{{end}}", "b"),
        Case("{{with .nested.deep}}{{.text}}{{end}}", "hi"),
        Case("{{with .none}}a{{else}}b{{end}}", "b"),
        Case("{{$x := \"a\"}}{{if .ok}}{{$x = \"b\"}}{{end}}{{$x}}", "b"),
        Case("{{index .list 1}} {{index .labels \"a\"}} {{index .nested \"deep\" \"text\"}}", "y 1 hi"),
        Case("{{len .list}} {{.name | len}} {{(index .list 0)}}", "3 3 x"),
        Case("{{printf \"%-5s|%5s|%q|%v\" .name .name .name .list}}", "web  |  web|\"web\"|[x y z]"),
        Case("{{printf \"%d %.2f\" .count .count}}", "%!d(float64=3) 3.00"),
        Case("{{print .name .count}} {{println .name}}", "web3 web\n"),
        Case("{{and .ok .name}} {{or .none .name}} {{not .ok}}", "web web false"),
        Case(
            "{{eq .name \"a\" \"web\"}} {{ne .name \"web\"}} {{lt .count 4.0}} {{ge .count 3.0}}",
            "true false true true"),
        Case("{{.secret | base64decode}} {{exists . \"nested\" \"deep\"}} {{exists . \"x\"}}", "hello true false"),
        Case("{{html .quoted}} {{urlquery .quoted}}", "a&#34;&lt;b&gt;&amp;c&#39; a%22%3Cb%3E%26c%27"),
        Case("{{define \"t\"}}<{{.}}>{{end}}{{template \"t\" .name}}{{block \"u\" .count}}[{{.}}]{{end}}", "<web>[3]"),
        Case("{{\"\\n\"}}{{`raw\\n`}}{{slice .name 1 2}}", "\nraw\\ne")
    ]

    @Test("a template makes what Go makes of it", arguments: cases)
    func runs(_ c: Case) throws {
        #expect(try GoTemplate(c.template).text(Self.data) == c.out)
    }

    @Test(
        "what cannot be read or run is told in Go's words",
        arguments: [
            Case("{{.name", "template: output:1: unclosed action"),
            Case("{{range .list}}", "template: output:1: unexpected EOF"),
            Case("{{end}}", "template: output:1: unexpected {{end}}"),
            Case("{{nosuch .}}", "template: output:1: function \"nosuch\" not defined"),
            Case("a\n{{$x}}", "template: output:2: undefined variable \"$x\""),
            Case(
                "{{.name.deep}}",
                "template: output:1:7: executing \"output\" at <.name.deep>: can't evaluate field deep in type "
                    + "interface {}"
            ),
            Case(
                "{{eq .count 3}}",
                "template: output:1:2: executing \"output\" at <eq .count 3>: error calling eq: incompatible types for "
                    + "comparison: float64 and int"
            ),
            Case(
                "{{index .list 9}}",
                "template: output:1:2: executing \"output\" at <index .list 9>: error calling index: index out of "
                    + "range: 9"
            ),
            Case("{{range .list}", "template: output:1: bad character U+007D '}'")
        ])
    func fails(_ c: Case) {
        #expect(throws: TemplateError(message: c.out)) { try GoTemplate(c.template).text(Self.data) }
    }

    @Test("a missing key is an error where the flag says so")
    func missingKeys() throws {
        let template = try GoTemplate("{{.nosuch}}", allowsMissingKeys: false)
        let message =
            "template: output:1:2: executing \"output\" at <.nosuch>: map has no entry for key \"nosuch\""
        #expect(throws: TemplateError(message: message)) { try template.text(Self.data) }
    }

    @Test("get and create print by a template, given in either way")
    func printsByTemplate() {
        var host = Fixtures.host()
        host.files = [("t.tpl", "{{range .items}}{{.metadata.name}}{{end}}\n")]
        #expect(host.run("get pods -o go-template='{{range .items}}{{.metadata.name}} {{end}}'").stdout == "a ")
        #expect(host.run("get pod a -o go-template --template='{{.kind}}'").stdout == "Pod")
        #expect(host.run("get pod a --template='{{.metadata.labels.app}}'").stdout == "a")
        #expect(host.run("get pods -o go-template-file=t.tpl").stdout == "a\n")
        #expect(
            host.run("create namespace n --dry-run=client -o go-template='{{.metadata.name}}'").stdout == "n")
        #expect(
            host.run("get pod a -o go-template='{{.x'").stderr
                == "error: error parsing template {{.x, template: output:1: unclosed action\n")
    }
}
