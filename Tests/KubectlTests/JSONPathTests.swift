import Documents
import Kubectl
import Testing

struct JSONPathTests {
    struct Case: Sendable { let template: String, text: String }

    static let document = Value.json(
        """
        {"kind":"List","items":[
          {"metadata":{"name":"a","labels":{"app":"x","kubernetes.io/os":"linux"}},"n":1,"ports":[80,443,8080]},
          {"metadata":{"name":"b","labels":{"app":"y"}},"n":2,"ready":true,"f":0.5}]}
        """)

    @Test(
        "kubectl's dialect",
        arguments: [
            Case(template: "{.kind}", text: "List"),
            Case(template: "kind={.kind}!", text: "kind=List!"),
            Case(template: "{.items[*].metadata.name}", text: "a b"),
            Case(template: "{.items[0].metadata.name}", text: "a"),
            Case(template: "{.items[-1].metadata.name}", text: "b"),
            Case(template: "{.items[0].ports[0:2]}", text: "80 443"),
            Case(template: "{.items[0].ports[::2]}", text: "80 8080"),
            Case(template: "{.items[0].ports}", text: "[80,443,8080]"),
            Case(template: "{.items[0].metadata.labels}", text: #"{"app":"x","kubernetes.io/os":"linux"}"#),
            Case(template: #"{.items[0].metadata.labels.kubernetes\.io/os}"#, text: "linux"),
            Case(template: #"{.items[0].metadata.labels['kubernetes\.io/os']}"#, text: "linux"),
            Case(template: "{.items[0]['n','ports']}", text: "1 [80,443,8080]"),
            Case(template: "{.items[?(@.n==2)].metadata.name}", text: "b"),
            Case(template: "{.items[?(@.n>=1)].metadata.name}", text: "a b"),
            Case(template: #"{.items[?(@.metadata.labels.app=="x")].n}"#, text: "1"),
            Case(template: "{.items[?(@.ready)].metadata.name}", text: "b"),
            Case(template: "{.items[?(@.n!=1)].f}", text: "0.5"),
            Case(template: "{..name}", text: "a b"),
            Case(template: "{.items[*]['metadata.name','n']}", text: "a b 1 2"),
            Case(
                template: #"{range .items[*]}{.metadata.name}{"\t"}{.n}{"\n"}{end}"#, text: "a\t1\nb\t2\n"),
            Case(
                template: "{range .items[*]}{range .ports[*]}<{@}>{end}{.n};{end}.",
                text: "<80><443><8080>1;2;."),
            Case(template: "{range .none[*]}{.x}{end}rest", text: "rest"),
            Case(template: "{range .items[*]}x", text: "xxx"),
            Case(template: "{$.items[0].n}{'x'}", text: "1x"),
        ])
    func finds(_ c: Case) throws {
        #expect(try JSONPath(c.template, allowsMissingKeys: true).text(Self.document) == c.text)
    }

    @Test(
        "what is wrong is said in upstream's words",
        arguments: [
            Case(template: "{.kind", text: "unclosed action"),
            Case(template: "{.items[}", text: "unterminated array"),
            Case(template: "{.items[a]}", text: "invalid array index a"),
            Case(template: "{.items[?(@.n==1}", text: "unterminated filter"),
            Case(template: "{.items[9]}", text: "array index out of bounds: index 9, length 2"),
            Case(template: "{.nothing}", text: "nothing is not found"),
            Case(template: "{end}", text: "not in range, nothing to end"),
            Case(template: "{.kind[0]}", text: "string is not array or slice"),
            Case(template: "{foo}", text: "unrecognized identifier foo"),
        ])
    func refuses(_ c: Case) {
        do {
            _ = try JSONPath(c.template).text(Self.document)
            Issue.record("accepted")
        } catch {
            #expect(error.message == c.text)
        }
    }

    @Test(
        "paths of columns may leave out braces and dot",
        arguments: [
            Case(template: "metadata.name", text: "{.metadata.name}"),
            Case(template: ".metadata.name", text: "{.metadata.name}"),
            Case(template: "{.metadata.name}", text: "{.metadata.name}"),
        ])
    func relaxes(_ c: Case) throws {
        #expect(try JSONPath.relaxed(c.template) == c.text)
    }
}
