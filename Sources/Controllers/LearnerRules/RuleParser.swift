public import Documents
import KubeAPI
import Simulation

/// What is wrong with the text of a rule, and where.
public struct RuleProblem: Error, Sendable, Equatable {
    /// `site.rule:3`
    public let place: String
    /// A sentence that says what was expected.
    public let message: BilingualText

    /// Makes a problem.
    public init(_ file: String, line: Int, _ message: BilingualText) {
        place = "\(file):\(line)"
        self.message = message
    }

    /// `site.rule:3: expected …`
    public var text: BilingualText { BilingualText("\(place): ", "\(place)：") + message }
}

/// Reads the language in which learners write controllers: one statement a line, `#` begins a comment.
///
/// ```
/// controller website-controller
/// for websites.demo.example
/// child deployments {name} from deployment.yaml
/// if missing create
/// if different update
/// status .replicas = child .status.readyReplicas
/// ```
public struct RuleParser {
    /// A longer text is refused.
    public static let bytesMax = 16_384

    /// The statements, as help and errors show them.
    public static let forms = [
        "controller NAME", "for RESOURCE", "child RESOURCE NAME from FILE", "if missing create",
        "if different update", "status .PATH = VALUE", "requeue after DURATION", "finalizer DOMAIN/NAME",
        "outside KIND NAME", "bug WORD",
    ]

    /// The values of a status line.
    public static let valueForms = ["child .PATH", "child RESOURCE .PATH", ".PATH", "count", "now"]

    private let file: String
    private var line = 0
    private var rule: ControllerRule?
    private var controller = ""

    private init(file: String) { self.file = file }

    /// Reads a rule. The templates of its children are still to be read from their files: they are `null`.
    ///
    /// - Parameter file: what problems call the text.
    public static func parse(_ text: String, file: String) throws(RuleProblem) -> ControllerRule {
        var parser = RuleParser(file: file)
        guard text.utf8.count <= bytesMax else {
            throw parser.problem("at most \(bytesMax) bytes are read", "最多读取 \(bytesMax) 字节")
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            parser.line += 1
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
            if !words.isEmpty { try parser.statement(words) }
        }
        return try parser.finished()
    }

    // MARK: statements

    private mutating func statement(_ words: [String]) throws(RuleProblem) {
        let rest = Array(words.dropFirst())
        switch words[0] {
        case "controller": try controller(rest)
        case "for": try looksAfter(rest)
        case "child", "if", "status", "requeue", "finalizer", "outside", "bug":
            guard var rule else {
                throw problem(
                    "`\(words[0])` comes after `controller NAME` and `for RESOURCE`",
                    "`\(words[0])` 要写在 `controller NAME` 和 `for RESOURCE` 之后")
            }
            try fill(&rule, words[0], rest)
            self.rule = rule
        default:
            var known: [String] = []
            for form in RuleParser.forms {
                let word = String(form.prefix { $0 != " " })
                if !known.contains(word) { known.append(word) }
            }
            throw RuleProblem(file, line: line, .unknown("statement", "语句", words[0], known))
        }
    }

    private func fill(
        _ rule: inout ControllerRule, _ word: String, _ rest: [String]
    ) throws(RuleProblem) {
        switch word {
        case "child": try child(rest, &rule)
        case "if":
            switch rest {
            case ["missing", "create"]: rule.createsMissing = true
            case ["different", "update"]: rule.updatesDifferent = true
            default: throw expected(["if missing create", "if different update"])
            }
        case "status": try status(rest, &rule)
        case "requeue": try requeue(rest, &rule)
        case "finalizer": try finalizer(rest, &rule)
        case "outside": try outside(rest, &rule)
        default: try bug(rest, &rule)
        }
    }

    private mutating func controller(_ rest: [String]) throws(RuleProblem) {
        guard rest.count == 1 else { throw expected(["controller NAME"]) }
        guard controller.isEmpty else { throw twice("controller") }
        guard RuleParser.isLabel(rest[0]) else {
            throw problem(
                "`\(rest[0])` is no name: small letters, digits and `-`, at most 63",
                "`\(rest[0])` 不是名字：应为小写字母、数字和 `-`，最多 63 个")
        }
        controller = rest[0]
    }

    private mutating func looksAfter(_ rest: [String]) throws(RuleProblem) {
        guard rest.count == 1 else { throw expected(["for RESOURCE"]) }
        guard rule == nil else { throw twice("for") }
        guard !controller.isEmpty else {
            throw problem("expected `controller NAME` first", "第一条应为 `controller NAME`")
        }
        rule = ControllerRule(name: controller, parent: rest[0])
    }

    private func child(_ rest: [String], _ rule: inout ControllerRule) throws(RuleProblem) {
        guard rest.count == 4, rest[2] == "from" else { throw expected(["child RESOURCE NAME from FILE"]) }
        guard rule.children.count < ControllerRule.childrenMax else {
            throw problem(
                "at most \(ControllerRule.childrenMax) kinds of children",
                "最多 \(ControllerRule.childrenMax) 种子对象")
        }
        try checkName(rest[1])
        if rest[0] == rule.parent {
            throw problem("a child is of another kind than its parent", "子对象的种类应与父对象不同")
        }
        rule.children.append(
            ControllerRule.Child(resource: rest[0], namePattern: rest[1], file: rest[3], template: .null))
    }

    private func status(_ rest: [String], _ rule: inout ControllerRule) throws(RuleProblem) {
        guard rest.count >= 3, rest[1] == "=" else { throw expected(["status .PATH = VALUE"]) }
        var keys: [String] = []
        for step in try path(rest[0]).steps {
            guard case .key(let key) = step else {
                throw problem("`\(rest[0])` must be made of names alone", "`\(rest[0])` 只能由字段名组成")
            }
            keys.append(key)
        }
        rule.status.append(ControllerRule.StatusLine(path: keys, source: try source(Array(rest.dropFirst(2)), rule)))
    }

    private func source(_ words: [String], _ rule: ControllerRule) throws(RuleProblem) -> ControllerRule.Source {
        switch words.count {
        case 1 where words[0] == "count": return .count
        case 1 where words[0] == "now": return .now
        case 1 where words[0].hasPrefix("."): return .parent(try path(words[0]))
        case 2 where words[0] == "child":
            guard !rule.children.isEmpty else {
                throw problem("`child` needs a `child` statement above it", "`child` 的上面要有一条 `child` 语句")
            }
            return .child(0, try path(words[1]))
        case 3 where words[0] == "child":
            guard let index = rule.children.firstIndex(where: { $0.resource == words[1] }) else {
                throw RuleProblem(
                    file, line: line, .unknown("child", "子对象", words[1], rule.children.map(\.resource)))
            }
            return .child(index, try path(words[2]))
        default: throw expected(RuleParser.valueForms)
        }
    }

    private func requeue(_ rest: [String], _ rule: inout ControllerRule) throws(RuleProblem) {
        guard rest.count == 2, rest[0] == "after" else { throw expected(["requeue after DURATION"]) }
        guard rule.requeueAfter == nil else { throw twice("requeue") }
        guard let nanos = GoDuration.parse(rest[1]), nanos >= 1_000_000 else {
            throw problem(
                "`\(rest[1])` is no duration from 1ms on, such as 30s or 1m30s",
                "`\(rest[1])` 不是 1ms 以上的时长，例如 30s 或 1m30s")
        }
        rule.requeueAfter = .microseconds(nanos / 1000)
    }

    private func finalizer(_ rest: [String], _ rule: inout ControllerRule) throws(RuleProblem) {
        guard rest.count == 1 else { throw expected(["finalizer DOMAIN/NAME"]) }
        guard rule.finalizer == nil else { throw twice("finalizer") }
        let parts = rest[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, RuleParser.isSubdomain(parts[0]), RuleParser.isLabel(parts[1]) else {
            throw problem(
                "`\(rest[0])` is no finalizer DOMAIN/NAME such as demo.example/disk",
                "`\(rest[0])` 不是 域名/名字 形式的终结器，例如 demo.example/disk")
        }
        rule.finalizer = ControllerRule.Finalizer(rest[0])
    }

    private func outside(_ rest: [String], _ rule: inout ControllerRule) throws(RuleProblem) {
        guard rest.count == 2, RuleParser.isLabel(rest[0]) else { throw expected(["outside KIND NAME"]) }
        guard rule.finalizer != nil else {
            throw problem(
                "`outside` needs a `finalizer` above it: without one nobody would clear up",
                "`outside` 的上面要有 `finalizer`：否则没有人清理")
        }
        guard rule.finalizer?.outsideKind == "" else { throw twice("outside") }
        try checkName(rest[1])
        rule.finalizer?.outsideKind = rest[0]
        rule.finalizer?.outsideName = rest[1]
    }

    private func bug(_ rest: [String], _ rule: inout ControllerRule) throws(RuleProblem) {
        guard rest.count == 1 else { throw expected(["bug WORD"]) }
        guard let bug = RuleBug(rawValue: rest[0]) else {
            throw RuleProblem(
                file, line: line, .unknown("bug", "错误", rest[0], RuleBug.allCases.map(\.rawValue)))
        }
        if !rule.bugs.contains(bug) { rule.bugs.append(bug) }
    }

    private mutating func finished() throws(RuleProblem) -> ControllerRule {
        guard let rule else {
            throw controller.isEmpty
                ? problem("expected `controller NAME`", "应有 `controller NAME`")
                : problem("expected `for RESOURCE`", "应有 `for RESOURCE`")
        }
        return rule
    }

    // MARK: parts

    private func path(_ word: String) throws(RuleProblem) -> FieldPath {
        guard word.hasPrefix("."), word != ".", let path = try? FieldPath(parsing: word) else {
            throw problem(
                "`\(word)` is no path. A path begins with a dot: `.status.readyReplicas`",
                "`\(word)` 不是路径。路径以点开头：`.status.readyReplicas`")
        }
        return path
    }

    /// The name of something made of the parent's: it must hold it.
    private func checkName(_ pattern: String) throws(RuleProblem) {
        guard pattern.contains("{name}") else {
            throw problem(
                "`\(pattern)` must hold {name}, or all parents would share one",
                "`\(pattern)` 里要有 {name}，否则所有父对象会共用一个")
        }
        guard RuleParser.isSubdomain(RuleTemplate.named(pattern, "x")) else {
            throw problem(
                "`\(pattern)` makes no name: small letters, digits, `-` and `.` around {name}",
                "`\(pattern)` 不能成为名字：{name} 前后应为小写字母、数字、`-` 和 `.`")
        }
    }

    private static func isLabel(_ text: String) -> Bool { TextRules.dnsLabel(text).isEmpty }
    private static func isSubdomain(_ text: String) -> Bool { TextRules.dnsSubdomain(text).isEmpty }

    // MARK: problems

    private func problem(_ english: String, _ chinese: String) -> RuleProblem {
        RuleProblem(file, line: max(line, 1), BilingualText(english, chinese))
    }

    private func expected(_ forms: [String]) -> RuleProblem {
        let list = Suggestions.list(forms)
        return forms.count == 1
            ? problem("expected \(list)", "应为 \(list)")
            : problem("expected one of \(list)", "应为其中之一：\(list)")
    }

    private func twice(_ word: String) -> RuleProblem {
        problem("`\(word)` is there twice", "`\(word)` 写了两次")
    }
}
