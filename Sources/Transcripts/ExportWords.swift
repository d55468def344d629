import Documents

/// The fixed words of an export, in the language of its session.
///
/// Names, commands and what the prompt printed stay as they were; these are the words between them.
struct ExportWords {
    private let language: Language

    init(_ header: TranscriptHeader) { language = header.language.hasPrefix("zh") ? .chinese : .english }

    /// One of two texts.
    func callAsFunction(_ english: String, _ chinese: String) -> String {
        language == .english ? english : chinese
    }

    /// `Lesson 8: ReplicaSet`
    func lesson(_ number: Int, _ title: String) -> String {
        self("Lesson \(number): \(title)", "第 \(number) 课：\(title)")
    }

    /// What a reader may expect of the replay command.
    func replayPromise(isMasked: Bool) -> String {
        isMasked
            ? self(
                "Secret values are masked here: a line that needs one does not repeat as it ran.",
                "这里的 Secret 值已被遮盖：需要它的行重放时会与当时不同。")
            : self(
                "The same seed, options and journal give the same session, byte by byte.",
                "同样的种子、选项与日志得到逐字节相同的会话。")
    }

    /// How a prediction went.
    func outcome(_ prediction: Prediction) -> String {
        let right = prediction.answerText(prediction.right)
        guard let given = prediction.given else {
            return self("Skipped. The cluster answered \(right).", "已跳过。集群的答案是 \(right)。")
        }
        if prediction.wasRight { return self("You said \(right), and so it was.", "你答 \(right)，正是如此。") }
        let said = prediction.answerText(given)
        return self("You said \(said); the cluster answered \(right).", "你答 \(said)；集群的答案是 \(right)。")
    }

    /// How a quiz question went.
    func outcome(_ quiz: QuizAnswer) -> String {
        guard let answer = quiz.answer else {
            return self("Skipped. Right is: \(quiz.right).", "已跳过。正确答案是 \(quiz.right)。")
        }
        if quiz.wasRight { return self("You said \(answer): right.", "你答 \(answer)：正确。") }
        return self("You said \(answer); right is: \(quiz.right).", "你答 \(answer)；正确答案是 \(quiz.right)。")
    }
}
