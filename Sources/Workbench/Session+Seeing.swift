import APIServing
import ClusterSim
import Commands
import ControllerKit
import Documents
import KubeAPI
import Lessons
import Rendering
import Scheduling
import Simulation
import Views

/// Looking at the world: nothing here changes it.
extension Session {
    mutating func seeObject(_ verb: String, _ words: [String]) throws -> Response {
        let (ref, rest) = try objectRef(words, verb)
        switch verb {
        case "why":
            var field: FieldPath?
            if let text = rest.first {
                do { field = try FieldPath(parsing: text.hasPrefix(".") ? String(text.dropFirst()) : text) } catch {
                    throw WordProblem(
                        "why: `\(text)` is no field such as .spec.nodeName",
                        "why：`\(text)` 不是字段，例如 .spec.nodeName")
                }
            }
            return show(WhyView.why(ref, field: field, in: cluster, view))
        case "tree": return show(TreeView.tree(ref, in: cluster, view))
        case "versions": return show(VersionsView.versions(ref, in: cluster, view))
        default:
            let shown = TimelineView.timeline(ref, in: cluster, view)
            if let picture = shown.picture { lastPicture = picture }
            return show(shown.output)
        }
    }

    /// `pod/web`, `pod web`, `rs/front -n other`.
    func objectRef(_ words: [String], _ verb: String) throws(WordProblem) -> (ObjectRef, rest: [String]) {
        guard let first = words.first else { throw WordProblem(
            "\(verb) needs an object, such as pod/web",
            "\(verb) 需要对象，例如 pod/web") }
        var kind = first
        var name: String?
        var rest = Array(words.dropFirst())
        if let slash = first.firstIndex(of: "/") {
            kind = String(first[..<slash])
            name = String(first[first.index(after: slash)...])
        } else if let next = rest.first {
            name = next
            rest.removeFirst()
        }
        guard let info = cluster.served.find(kind) else {
            throw WordProblem(no: "kind", "种类", kind, among: cluster.served.all.map(\.plural))
        }
        guard let name, !name.isEmpty else { throw WordProblem(
            "\(verb): which \(info.singular)?",
            "\(verb)：哪个 \(info.singular)？") }
        let key = ObjectKey(info.isNamespaced ? namespace : "", name)
        if let object = cluster.server.store.object(info.resource, key) { return (object.ref, rest) }
        if let last = cluster.writes(of: ObjectRef(info.resource, key)).last { return (last.change.object.ref, rest) }
        let names = cluster.server.store.list(info.resource, namespace: key.namespace).map(\.name)
        throw WordProblem(no: info.singular, " \(info.singular)", name, among: names)
    }

    func show(_ words: [String], verbose: Bool) throws(WordProblem) -> Response {
        guard let word = words.first, let number = Int(word) else { throw WordProblem(
            "show needs an event's number",
            "show 需要事件号") }
        guard cluster.trace[SpanID(number)] != nil else {
            throw WordProblem(
                "event \(number) is not kept: there are \(cluster.trace.firstKept) to \(cluster.trace.count)",
                "事件 \(number) 没有保留：现有 \(cluster.trace.firstKept) 到 \(cluster.trace.count)")
        }
        return show(ShowView.show(SpanID(number), in: cluster, view(verbose)))
    }

    /// A request's way through the API server: it is handled once more, on a copy of the moment before it.
    /// Without a number it is the newest write from the prompt, stored or refused.
    func stages(_ words: [String]) throws -> Response {
        let asked = words.first.map { Int($0) } ?? newestOwnWrite?.number
        guard let number = asked, let span = cluster.trace[SpanID(number)] else {
            throw WordProblem("stages needs the number of an event that is kept", "stages 需要一个仍保留的事件号")
        }
        guard case .request(let record) = span.body else { throw WordProblem(
            "event \(number) is no request",
            "事件 \(number) 不是请求") }
        let before = try momentBefore(SpanID(number))
        return show(StagesView.stages(before.stages(of: record.request), view))
    }

    private var newestOwnWrite: SpanID? {
        var found: SpanID?
        cluster.trace.forEachBackward(from: SpanID(cluster.trace.count)) { span in
            guard case .request(let record) = span.body, record.process == "kubectl", !record.request.verb.isRead
            else { return true }
            found = span.id
            return false
        }
        return found
    }

    /// The cluster as it was when `span` had not happened yet.
    func momentBefore(_ span: SpanID) throws -> Cluster {
        var past = timeline
        try past.go(toSpan: span)
        guard let oldest = past.oldest, past.present.eventCount > oldest else {
            throw WordProblem(
                "event \(span) happened before the prompt opened: that moment is not kept",
                "事件 \(span) 发生在提示符打开之前：那个时刻没有保留")
        }
        try past.go(to: past.present.eventCount - 1)
        return past.present
    }

    func sequence(_ words: [String]) throws(WordProblem) -> Response {
        var numbers: [Int] = []
        for word in words {
            guard let number = Int(word), number > 0 else {
                throw WordProblem("sequence: `\(word)` is no event's number", "sequence：`\(word)` 不是事件号")
            }
            numbers.append(number)
        }
        let end = numbers.count > 1 ? numbers[1] : cluster.trace.count
        let start = numbers.first ?? max(1, previousStart.number)
        guard start <= end else { throw WordProblem(
            "sequence: event \(start) is behind event \(end)",
            "sequence：事件 \(start) 在事件 \(end) 之后") }
        return show(SequenceView.sequence(from: SpanID(start), to: SpanID(end), in: cluster, view))
    }

    func decisions(_ words: [String]) throws -> Response {
        guard let name = words.first.map({ $0.hasPrefix("pod/") ? String($0.dropFirst(4)) : $0 }) else {
            throw WordProblem("decisions needs a pod", "decisions 需要 Pod")
        }
        let key = ObjectKey(namespace, name)
        guard cluster.server.store.object(.pods, key) != nil else { throw WordProblem(
            "no pod `\(name)`",
            "没有 Pod `\(name)`") }
        let moment = try decidedMoment(key) ?? cluster
        guard let scheduler = moment.component("default-scheduler", of: "kube-scheduler") as? Scheduler,
            let table = scheduler.explain(key, caches: moment.caches(of: "kube-scheduler"))
        else { throw WordProblem("the scheduler does not know pod `\(name)`", "调度器不认识 Pod `\(name)`") }
        return show(DecisionView.decision(table, view))
    }

    /// The moment before the scheduler's last decision about a pod.
    private func decidedMoment(_ key: ObjectKey) throws -> Cluster? {
        guard options.history != .off else { return nil }
        var decision: SpanID?
        cluster.trace.forEachBackward(from: SpanID(cluster.trace.count)) { span in
            if case .scheduled(let record) = span.body, record.pod.key == key {
                decision = span.id
                return false
            }
            return true
        }
        return try decision.map { try momentBefore($0) }
    }

    func inspect(_ words: [String]) throws(WordProblem) -> Response {
        guard let word = words.first else {
            throw WordProblem(
                "inspect needs a component: \(cluster.components.prefix(10).map(\.component).joined(separator: ", "))",
                "inspect 需要组件：\(cluster.components.prefix(10).map(\.component).joined(separator: ", "))")
        }
        let name = ComponentWords.full(word)
        if let home = cluster.components.first(where: { $0.component == name }), name != "kubelet" {
            return show(InspectView.component(name, of: home.process, in: cluster, view))
        }
        guard cluster.processNames.contains(name) else {
            let known = cluster.components.map(\.component) + cluster.processNames
            throw WordProblem(no: "component", "组件", word, among: HouseWords.componentNames + known)
        }
        return show(InspectView.process(name, in: cluster, view))
    }

    func etcd(_ words: [String]) throws(WordProblem) -> Response {
        guard let key = words.first else {
            throw WordProblem(
                "etcd get needs a key, such as /registry/pods/default/web",
                "etcd get 需要键，例如 /registry/pods/default/web")
        }
        return show(EtcdView.get(key, in: cluster, view))
    }

    func rule(_ words: [String]) throws(WordProblem) -> Response {
        guard let book = course.rules else {
            throw WordProblem(
                "the rules are in the lessons folder, which was not found",
                "规则在课程文件夹里，但没有找到它")
        }
        guard let name = words.first else {
            var response = Response()
            for rule in book.rules {
                response.output.append(
                    "\(rule.id.padded(to: 24))\(language == .english ? rule.title : rule.chineseTitle)")
            }
            return response
        }
        guard let rule = book.rule(name) else {
            throw WordProblem(no: "rule", "规则", name, among: book.rules.map(\.id))
        }
        var response = Response()
        response.output.append(language == .english ? rule.title : rule.chineseTitle, .bold)
        for line in (language == .english ? rule.english : rule.chinese).wrapped(to: width) {
            response.output.append(line)
        }
        for line in "upstream: \(rule.source)".wrapped(to: width) { response.output.append(line, .dim) }
        return response
    }

    func define(_ words: [String]) throws(WordProblem) -> Response {
        guard let glossary = course.glossary else {
            throw WordProblem(
                "the glossary is in the lessons folder, which was not found",
                "术语表在课程文件夹里，但没有找到它")
        }
        let name = words.joined(separator: " ")
        if name.isEmpty {
            var response = Response()
            let names = glossary.terms.map(\.name).joined(separator: " · ")
            for line in names.wrapped(to: width) { response.output.append(line) }
            return response
        }
        guard let term = glossary.term(name) else {
            throw WordProblem(no: "term", "术语", name, among: glossary.terms.map(\.name))
        }
        var response = Response()
        response.output.append("\(term.name) · \(term.chineseName)", .bold)
        for line in (language == .english ? term.english : term.chinese).wrapped(to: width) {
            response.output.append(line)
        }
        return response
    }

    func help(_ words: [String]) -> Response {
        var response = Response()
        let page = words.isEmpty ? help.overview(language) : help.page(words, language)
        guard let page else {
            let problem = WordProblem(no: "help on", "关于它的帮助：", words.joined(separator: " "), among: help.names)
            return failure(problem.message.text(language))
        }
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            response.output.append(String(line))
        }
        return response
    }
}
