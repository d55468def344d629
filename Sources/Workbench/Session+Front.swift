public import Commands
public import Documents
import ClusterSim
import APIServing
import KubeAPI
public import Rendering
import Transcripts

/// What the front end asks of a session beside lines.
extension Session {
    /// The opening screen.
    public func greeting(width: Int) -> [StyledText] {
        let nodes = cluster.server.store.count(.nodes)
        let left = "Orrery \(Session.version) · a clockwork Kubernetes (v1.36)"
        let right = "\(nodes) nodes · seed \(options.cluster.seed) · paused"
        let gap = max(2, width - left.columns - right.columns - 1)
        let isEnglish = language == .english
        let rows = [
            ("lesson 8", isEnglish ? "start a lesson" : "开始一课", "lessons", isEnglish ? "the whole course" : "全部课程"),
            (
                "apply -f …", isEnglish ? "any kubectl command" : "任何 kubectl 命令", "step",
                isEnglish ? "turn the clockwork by one" : "让时钟走一步"
            ),
            ("help", isEnglish ? "everything else" : "其余一切", "⇥", isEnglish ? "completes verbs and names" : "补全动词与名字")
        ]
        var lines = [
            StyledText(left, .bold) + StyledText(String(repeating: " ", count: gap) + right, .dim), StyledText("")
        ]
        for (command, says, other, means) in rows {
            lines.append(
                StyledText("  " + command.padded(to: 13), .bold) + StyledText(says.padded(to: 26))
                    + StyledText(other.padded(to: 10), .bold) + StyledText(means))
        }
        lines.append(StyledText(""))
        return lines
    }

    /// What completion may know, as it is now.
    public func completionSnapshot() -> CompletionSnapshot {
        var snapshot = CompletionSnapshot(lessonNames: course.names, ourVerbs: HouseWords.verbs)
        snapshot.catalog = cluster.served
        let store = cluster.server.store
        let namesMax = 500
        snapshot.namespaces = store.list(.namespaces, namespace: "").map(\.name)
        for info in cluster.served.stored where info.resource != .events {
            let objects = store.list(info.resource, namespace: info.isNamespaced ? namespace : "")
            snapshot.names.append((info.plural, objects.prefix(namesMax).map(\.name)))
        }
        for pod in store.list(.pods, namespace: namespace).prefix(namesMax) {
            let names = pod.at("spec", "containers")?.array?.compactMap { $0["name"]?.string } ?? []
            snapshot.containers.append((pod.name, names))
        }
        return snapshot
    }

    /// Reads files elsewhere from now on.
    public mutating func use(_ io: any SessionIO) { self.io = io }

    /// The options as a journal keeps them.
    public static func header(of options: SessionOptions) -> Value {
        SessionDocument(transcript: Transcript(header: header(options)), journal: []).value
    }

    /// A session with the options of a journal.
    public static func resuming(
        _ header: Value, over base: SessionOptions, course: Course
    ) throws(ReplayProblem) -> Session {
        let document: SessionDocument
        do { document = try SessionDocument(header) } catch {
            throw ReplayProblem("the journal's head cannot be read: \(error)")
        }
        var options = try options(of: document.transcript.header, over: base)
        options.progressFile = base.progressFile
        return Session(options, io: RecordedIO(files: [], edits: []), course: course)
    }
}
