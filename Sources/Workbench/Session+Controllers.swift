import ClusterSim
import Commands
import ControllerKit
import Controllers
import Documents
import KubeAPI
import Kubectl
import Rendering
import YAMLText

/// `controller …`: controllers that the learner wrote.
extension Session {
    /// What stands for what was typed behind the command.
    private static let typed = "-"

    /// `controller add site.rule`, `controller add -f - <<EOF`.
    mutating func addController(
        _ command: ParsedCommand, _ line: String, _ entry: inout JournalLine
    ) throws -> Response {
        let flag = command.string("filename")
        guard let file = flag.isEmpty ? command.words.first : flag else {
            throw WordProblem(
                "controller add needs a file, or `-f - <<EOF` and the text; `help controllers` tells how it is written",
                "controller add 需要文件，或 `-f - <<EOF` 加文字；写法见 `help controllers`")
        }
        let text: String
        if file == Session.typed {
            guard let input = entry.input else {
                throw WordProblem(
                    "there is no text: `controller add -f - <<EOF`, the lines, then EOF",
                    "没有文字：`controller add -f - <<EOF`，各行，最后 EOF")
            }
            text = input
        } else {
            text = String(decoding: try bytes(of: file, &entry), as: UTF8.self)
        }
        var rule: ControllerRule
        do { rule = try RuleParser.parse(text, file: file) } catch { throw WordProblem(error.text) }
        try resolve(&rule)
        for index in rule.children.indices { try readTemplate(of: &rule.children[index], &entry) }
        try timeline.apply(.addController(rule, text: line))
        return note(
            "\(rule.name) starts: a process that watches \(rule.resources.joined(separator: ", "))",
            "\(rule.name) 开始运行：一个进程，监视 \(rule.resources.joined(separator: "、"))")
    }

    /// A file, first of the lesson's folder, as kubectl finds it.
    private func bytes(of path: String, _ entry: inout JournalLine) throws(WordProblem) -> [UInt8] {
        if let lessonFolder, !path.hasPrefix("/"), let bytes = try? io.readFile("\(lessonFolder)/\(path)") {
            entry.files.append(FileRead(path: path, bytes: bytes, problem: nil))
            return bytes
        }
        do {
            let bytes = try io.readFile(path)
            entry.files.append(FileRead(path: path, bytes: bytes, problem: nil))
            return bytes
        } catch {
            entry.files.append(FileRead(path: path, bytes: nil, problem: error.reason))
            throw WordProblem(same: "\(error.path): \(error.reason)")
        }
    }

    /// Gives resources the names that discovery has for them.
    private func resolve(_ rule: inout ControllerRule) throws(WordProblem) {
        let parent = try served(rule.parent)
        rule.parent = parent.qualified
        for index in rule.children.indices {
            let child = try served(rule.children[index].resource)
            rule.children[index].resource = child.qualified
            guard child.isNamespaced == parent.isNamespaced else {
                throw WordProblem(
                    "\(child.plural) and \(parent.plural): a child is in the namespace of its parent, "
                        + "or both are cluster-wide",
                    "\(child.plural) 与 \(parent.plural)：子对象与父对象同在一个命名空间，或都是集群级的")
            }
        }
    }

    private func served(_ word: String) throws(WordProblem) -> ResourceInfo {
        guard let info = cluster.served.find(word), info.isStored else {
            throw WordProblem(
                "no resource \(word) is served; a CustomResourceDefinition must define it first",
                "没有提供资源 \(word)；要先有 CustomResourceDefinition 定义它")
        }
        return info
    }

    /// Reads the template of a child and holds it against the child's kind.
    private func readTemplate(of child: inout ControllerRule.Child, _ entry: inout JournalLine) throws(WordProblem) {
        let bytes = try bytes(of: child.file, &entry)
        let documents: [YAMLDocument]
        do { documents = try YAMLReader.documents(bytes) } catch { throw WordProblem(same: "\(child.file):\(error)") }
        guard documents.count == 1, let document = documents.first, case .object = document.value else {
            throw WordProblem(
                "\(child.file): expected one object, found \(documents.count) documents",
                "\(child.file)：应有一个对象，却有 \(documents.count) 个文档")
        }
        let kind = try served(child.resource).kind
        if let other = document.value["kind"]?.string, other != kind {
            let line = document.position(of: FieldPath([.key("kind")])).line
            throw WordProblem(
                "\(child.file):\(line): expected kind \(kind), as the rule says \(child.resource), not \(other)",
                "\(child.file):\(line)：应为 \(kind)（规则写的是 \(child.resource)），而不是 \(other)")
        }
        if let place = RuleTemplate.wrongPlace(in: document.value) {
            throw WordProblem(
                "\(child.file): `${\(place)}` is no place; expected a path such as ${.spec.image}",
                "\(child.file)：`${\(place)}` 不是占位；应为路径，例如 ${.spec.image}")
        }
        child.template = document.value
    }

    /// `controller list`
    func listControllers() -> Response {
        var response = Response()
        var table = TextTable(head: ["name", "for", "children", "bugs", "runs"])
        for rule in cluster.learnerControllers {
            table.rows.append([
                rule.name, rule.parent, rule.children.map(\.resource).joined(separator: ","),
                rule.bugs.map(\.rawValue).joined(separator: ","), cluster.isRunning(rule.name) ? "yes" : "no",
            ])
        }
        if table.rows.isEmpty {
            response.output.append(
                phrase("no controllers of your own; `help controllers`", "还没有你自己的控制器；见 `help controllers`"), .dim)
        }
        for line in table.lines() { response.output.append(line) }
        for thing in cluster.outside.things {
            response.output.append(phrase("outside of the cluster: \(thing)", "集群之外：\(thing)"))
        }
        return response
    }

    /// `controller remove website-controller`
    mutating func removeController(_ words: [String], _ line: String) throws -> Response {
        guard let name = words.first else {
            throw WordProblem("controller remove needs a name", "controller remove 需要名字")
        }
        try timeline.apply(.removeController(name: name, text: line))
        return note("\(name) is gone; what it made stays", "\(name) 已移除；它造的东西还在")
    }
}
