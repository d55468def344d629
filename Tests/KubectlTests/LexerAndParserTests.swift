import Commands
import Documents
import Testing

struct LexerAndParserTests {
    struct Words: Sendable { let line: String, words: [String] }

    @Test(
        "a line is cut as a shell cuts it",
        arguments: [
            Words(line: "get pods", words: ["get", "pods"]),
            Words(line: "  get   pods # all of them", words: ["get", "pods"]),
            Words(line: "get -o jsonpath='{.a[?(@.b>1)]}'", words: ["get", "-o", "jsonpath={.a[?(@.b>1)]}"]),
            Words(line: #"patch -p "{\"a\":1}""#, words: ["patch", "-p", #"{"a":1}"#]),
            Words(line: #"label pod a\ b ''"#, words: ["label", "pod", "a b", ""]),
            Words(line: "a#b", words: ["a#b"]),
            Words(line: "# nothing", words: []),
        ])
    func cuts(_ c: Words) throws {
        #expect(try Lexer.split(c.line).words.map(\.text) == c.words)
    }

    struct Wrong: Sendable { let line: String, column: Int, message: String, isIncomplete: Bool }

    @Test(
        "what the prompt has no use for is refused where it stands",
        arguments: [
            Wrong(
                line: "get pods | wc", column: 10,
                message: "`|` is the shell's; this prompt has no pipes, redirections or lists. Put quotes around it "
                    + "if it is meant as text",
                isIncomplete: false),
            Wrong(line: "get 'pods", column: 5, message: "this quote is not closed", isIncomplete: true),
            Wrong(line: "get $(kubectl get", column: 18, message: "`$(` is not closed", isIncomplete: true),
        ])
    func refuses(_ c: Wrong) {
        let error = #expect(throws: CommandError.self) { try Lexer.split(c.line) }
        #expect(error?.message.english == c.message)
        #expect(error?.column == c.column)
        #expect(error?.isIncomplete == c.isIncomplete)
    }

    @Test("a nested command stands in the word, its answer is cut at blanks unless quoted")
    func substitution() throws {
        let line = try Lexer.split(#"delete pod $(kubectl get pod -o name) "$(k get x)""#)
        #expect(line.hasSubstitutions)
        var asked: [[String?]] = []
        let words = line.resolved { inner in
            asked.append(inner.words.map(\.text))
            return "a b\n"
        }
        #expect(words.map(\.text) == ["delete", "pod", "a", "b", "a b"])
        #expect(asked == [["kubectl", "get", "pod", "-o", "name"], ["k", "get", "x"]])
    }

    @Test("a here-document is a mark, not a word")
    func heredoc() throws {
        let line = try Lexer.split("apply -f - <<EOF")
        #expect(line.words.map(\.text) == ["apply", "-f", "-"])
        #expect(line.heredoc?.delimiter == "EOF")
        #expect(line.heredoc?.column == 12)
    }

    @Test("flags are read as pflag reads them")
    func flags() throws {
        let command = try CommandParser().parse(
            "kubectl get pods -Aowide -l a=b --show-labels=false -L x,y -L z web")
        #expect(command.path == ["get"])
        #expect(command.words == ["pods", "web"])
        #expect(command.bool("all-namespaces"))
        #expect(command.string("output") == "wide")
        #expect(command.string("selector") == "a=b")
        #expect(!command.bool("show-labels"))
        #expect(command.list("label-columns") == ["x", "y", "z"])
        let run = try CommandParser().parse("run r --image=i --dry-run -- sleep -x")
        #expect(run.string("dry-run") == "unchanged")
        #expect(run.words == ["r", "sleep", "-x"])
        #expect(run.argumentsBeforeDash == 1)
        #expect(try CommandParser().parse("k create cm c").path == ["create", "configmap"])
        #expect(try CommandParser().parse("kubectl -n x get pods").string("namespace") == "x")
    }

    struct Refused: Sendable { let line: String, text: String, suggestion: String? }

    @Test(
        "wrong flags are refused in kubectl's words",
        arguments: [
            Refused(
                line: "get pods --foo",
                text: "error: unknown flag: --foo\nSee 'kubectl get --help' for usage.\n",
                suggestion: nil),
            Refused(
                line: "get pods --show-lables",
                text: "error: unknown flag: --show-lables\nSee 'kubectl get --help' for usage.\n",
                suggestion: "--show-labels"),
            Refused(
                line: "get -z",
                text: "error: unknown shorthand flag: 'z' in -z\nSee 'kubectl get --help' for usage.\n",
                suggestion: nil),
            Refused(
                line: "get pods -n",
                text: "error: flag needs an argument: 'n' in -n\nSee 'kubectl get --help' for usage.\n",
                suggestion: nil),
            Refused(
                line: "scale rs/web --replicas=x",
                text:
                    "error: invalid argument \"x\" for \"--replicas\" flag: strconv.ParseInt: parsing \"x\": invalid "
                    + "syntax\nSee 'kubectl scale --help' for usage.\n", suggestion: nil),
            Refused(
                line: "kubectl list pods",
                text: "error: unknown command \"list\" for \"kubectl\"\n\nDid you mean this?\n\tget\n",
                suggestion: "get"),
            Refused(line: "scael rs/web", text: "error: no such command: `scael`\n", suggestion: "scale"),
        ])
    func refusals(_ c: Refused) {
        do {
            _ = try CommandParser().parse(c.line)
            Issue.record("accepted")
        } catch {
            #expect(error.kubectlText == c.text)
            #expect(error.suggestion == c.suggestion)
        }
    }

    @Test("words of the house join kubectl's; `kubectl` before them does not mean them")
    func house() throws {
        let step = VerbSpec("step", [PositionalSpec("WHO", .nothing)], english: "one event", chinese: "一步")
        let parser = CommandParser(others: [step])
        #expect(try parser.parse("step replicaset").isKubectl == false)
        #expect(throws: CommandError.self) { try parser.parse("kubectl step") }
    }

    struct Completed: Sendable { let words: [String], partial: String, all: [String] }

    @Test(
        "completion offers what may stand there",
        arguments: [
            Completed(words: [], partial: "de", all: ["debug", "delete", "describe"]),
            Completed(words: [], partial: "st", all: ["step"]),
            Completed(words: ["kubectl"], partial: "st", all: []),
            Completed(words: ["get"], partial: "rep", all: ["replicasets", "replicationcontrollers"]),
            Completed(words: ["get", "po"], partial: "", all: ["web-a", "web-b"]),
            Completed(words: ["delete", "pod", "web-a"], partial: "w", all: ["web-b"]),
            Completed(words: ["scale", "--replicas=2"], partial: "rs/", all: ["rs/web"]),
            Completed(words: ["get", "pods", "-n"], partial: "", all: ["default", "team"]),
            Completed(words: ["get", "pods"], partial: "--all-", all: ["--all-namespaces"]),
            Completed(
                words: ["get", "pods"], partial: "--output=",
                all: [
                    "--output=json", "--output=kyaml", "--output=name", "--output=wide", "--output=yaml",
                ]),
            Completed(words: ["logs", "web-a", "-c"], partial: "", all: ["c", "side"]),
            Completed(words: ["create"], partial: "s", all: ["secret", "service", "serviceaccount"]),
        ])
    func completes(_ c: Completed) {
        let snapshot = CompletionSnapshot(
            namespaces: ["default", "team"],
            names: [("pods", ["web-a", "web-b"]), ("replicasets", ["web"])],
            containers: [("web-a", ["c", "side"])],
            ourVerbs: [VerbSpec("step", english: "one event", chinese: "一步")])
        #expect(Completion(snapshot).candidates(after: c.words, partial: c.partial) == c.all)
    }

    @Test("help is made of the grammar, in both languages")
    func help() {
        let registry = HelpRegistry(
            verbs: KubectlGrammar.verbs,
            topics: [
                HelpTopic(
                    "time", title: BilingualText("Time", "时间"), body: BilingualText("It stands.\n", "时间静止。\n"))
            ])
        #expect(registry.page(["time"], .chinese) == "时间\n\n时间静止。\n")
        #expect(registry.page(["nothing"], .english) == nil)
        let refused = "proxy … …\n  opens a port to the API server\n  not modelled yet\n"
        #expect(registry.page(["proxy"], .english) == refused)
        let page = registry.page(["create", "sa"], .english) ?? ""
        #expect(page.hasPrefix("create serviceaccount NAME\n  makes a ServiceAccount\n\n  -n, --namespace=NAMESPACE "))
        #expect(registry.overview(.english).hasPrefix("kubectl\n  get            lists objects, or shows some"))
    }

    @Test("a verb that is not modelled keeps its flags as words")
    func notModelled() throws {
        #expect(try CommandParser().parse("kubectl cp -c a web:/x y").words == ["-c", "a", "web:/x", "y"])
    }

    @Test("distance counts swaps of neighbours once")
    func distance() {
        #expect(Suggestions.editDistance("scael", "scale") == 1)
        #expect(Suggestions.editDistance("", "get") == 3)
        #expect(Suggestions.nearest(to: "xyzzy", in: ["get", "scale"]) == nil)
    }
}
