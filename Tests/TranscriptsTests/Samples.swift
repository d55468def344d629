import Documents
import Rendering
import Transcripts

/// Records that several tests read.
enum Samples {
    static let header = TranscriptHeader(
        version: "0.1", seed: 7, nodes: 3, start: "2026-01-05T08:00:00Z", profile: "calm",
        lessons: ["replicaset"], others: Fields([("chaos", "off")]))

    static let picture = TimelinePicture(
        title: "Rollout of deployment/web", timeLabels: ["0s", "5s", "10s"],
        rows: [
            .init(label: "old", cells: [.level(4), .level(4), .level(2), .level(0)], note: "0"),
            .init(label: "new 新", cells: [.level(0), .level(1), .level(3), .level(9)]),
        ],
        lines: [
            .init(label: "available", values: [3, 3, 3, 3], note: "min 3 ok"),
            .init(label: "total", values: [3, 4, 4, 3], note: "max 4 ok"),
        ])

    static let sync = TranscriptEntry.Content.output(
        Output(lines: [
            Line(StyledText("▸ sync 57", .bold) + StyledText("   default/web")),
            Line("  ~ status.replicas: 1 → 3", .yellow),
        ]), kind: .view("sync"),
        fold: .init(
            summary: "sync 57 in full",
            full: Output(
                "▸ sync 57   default/web\n  saw   cache at rev 42\n  ~ status.replicas: 1 → 3")))

    static let prediction = Prediction(
        question: "How many Pods after `delete`?", options: ["2", "3", "4"], given: "b",
        right: "4", wasRight: false, explanation: "Deletion only *starts* now.")

    /// A lesson with one entry of nearly every kind.
    static var lesson: Transcript {
        var record = Transcript(header: header)
        func add(_ content: TranscriptEntry.Content, _ time: String, _ revision: Int) {
            record.append(content, time: time, revision: revision)
        }
        add(.title(lesson: "replicaset", title: "ReplicaSet 副本集", number: 8), "t=0s", 41)
        add(.stepTitle(id: "scale", title: "Three instead of one"), "t=0s", 41)
        add(.prose("Ask for **three**.\nNothing moves yet."), "t=0s", 41)
        add(
            .input(prompt: "t=0s rev 41 › ", line: "scale rs/web --replicas=3", isFromLesson: true),
            "t=0s", 41)
        add(.output(Output("replicaset.apps/web scaled"), kind: .plain, fold: nil), "t=0s", 42)
        add(.input(prompt: "t=0s rev 42 › ", line: "step", isFromLesson: false), "t=0s", 42)
        add(sync, "t=0.021s", 47)
        add(.time("t=0.271s", revision: 47), "t=0.271s", 47)
        add(.prediction(prediction), "t=0.271s", 47)
        add(.check(text: "4 Pods", holds: true, evidence: "get po: 4 rows"), "t=1s", 50)
        add(.note("level <b>triggered</b>\nask *why*"), "t=1s", 50)
        add(
            .quiz(
                QuizAnswer(
                    question: "Who deletes?", answer: "the kubelet", right: "the kubelet",
                    wasRight: true, explanation: "")), "t=1s", 50)
        add(.picture(picture), "t=10s", 80)
        add(.output(Output("no such command", .red), kind: .error, fold: nil), "t=10s", 80)
        return record
    }

    /// A few entries, for a recording that can be read as a whole.
    static var short: Transcript {
        var record = Transcript(header: header)
        record.append(
            .input(prompt: "› ", line: "get 节点", isFromLesson: false), time: "t=0s", revision: 1)
        record.append(
            .output(Output(lines: [Line("gone", .red), "a\u{1B}[2J"]), kind: .plain, fold: nil),
            time: "t=0s", revision: 1)
        record.append(.prose("One `word`."), time: "t=0s", revision: 1)
        return record
    }
}
