import Documents
import Rendering
import Testing
import Transcripts

private func page(_ contents: [TranscriptEntry.Content], language: String = "en") -> String {
    var header = Samples.header
    header.language = language
    var record = Transcript(header: header)
    for content in contents { record.append(content, time: "t=0s", revision: 1) }
    return HTMLWriter(replayFile: "session.json").text(of: record)
}

@Suite("A page")
struct HTMLWriterTests {
    private static let attack = "</pre><script>alert('x')</script>\"&\u{1B}[31m\u{202E}"
    private static let shown =
        "&lt;/pre&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;^[[31m\\u{202E}"

    private static let everywhere: [TranscriptEntry.Content] = [
        .title(lesson: attack, title: attack, number: 1),
        .stepTitle(id: attack, title: attack),
        .prose(attack),
        .prose("# " + attack + "\n\n- " + attack + "\n\n> " + attack + "\n\n`" + attack + "`"),
        .prose("```yaml\na: \(attack)\n\(attack)\n```"),
        .prose("```\(attack)\nx\n```"),
        .prose("| \(attack) |\n|---|\n| \(attack) |"),
        .prose("[\(attack)](https://x.invalid/\"\(attack))"),
        .input(prompt: attack, line: attack, isFromLesson: true),
        .output(Output(attack), kind: .plain, fold: nil),
        .output(Output("apiVersion: v1\n\(attack): \(attack)"), kind: .plain, fold: nil),
        .output(
            Output(attack, .bold), kind: .view(attack),
            fold: .init(summary: attack, full: Output(attack))),
        .prediction(
            Prediction(
                question: attack, options: [attack], given: attack, right: attack, wasRight: true,
                explanation: attack)),
        .check(text: attack, holds: false, evidence: attack),
        .note(attack),
        .quiz(
            QuizAnswer(
                question: attack, answer: attack, right: attack, wasRight: false,
                explanation: attack)),
        .picture(
            TimelinePicture(
                title: attack, timeLabels: [attack],
                rows: [.init(label: attack, cells: [.text(attack), .level(4)], note: attack)],
                lines: [.init(label: attack, values: [1], note: attack)])),
        .time(attack, revision: 1),
    ]

    @Test(
        "shows text that looks like markup as text, wherever it comes from", arguments: everywhere)
    func nothingIsInjected(_ content: TranscriptEntry.Content) {
        let page = page([content], language: Self.attack)
        #expect(!page.contains("<script"))
        #expect(!page.contains("alert('x')"))
        #expect(!page.contains("\u{1B}"))
        #expect(!page.contains("\u{202E}"))
        #expect(page.contains("<html lang=\"\(Self.shown)\">"))
    }

    @Test("shows a text's own characters as entities and its controls by name")
    func escapes() {
        #expect(page([.note(Self.attack)]).contains("<p>\(Self.shown)</p>"))
    }

    @Test("links to the web only")
    func links() {
        let page = page([.prose("[a](javascript:x) [b](https://kubernetes.io/)")])
        #expect(
            page.contains("<p>a <a href=\"https://kubernetes.io/\" rel=\"noreferrer\">b</a></p>"))
    }

    @Test("loads nothing and runs nothing")
    func selfContained() {
        let page = HTMLWriter(replayFile: "s.json").text(of: Samples.lesson)
        for word in ["<script", "<link", "<img", "@import", "url(", "src=", "http://", "https://"] {
            #expect(!page.contains(word), "found \(word)")
        }
        #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
    }

    @Test("lists lessons and their steps, each with an anchor that exists once")
    func contents() {
        let page = page([
            .title(lesson: "a", title: "One", number: 1), .stepTitle(id: "x", title: "First"),
            .stepTitle(id: "y", title: "Second"), .title(lesson: "b", title: "Two", number: 2),
            .title(lesson: "a", title: "One", number: 1),
        ])
        #expect(
            page.contains(
                """
                <ol>
                <li><a href="#lesson-1">Lesson 1: One</a>
                <ol>
                <li><a href="#lesson-1-step-1">First</a></li>
                <li><a href="#lesson-1-step-2">Second</a></li>
                </ol>
                </li>
                <li><a href="#lesson-2">Lesson 2: Two</a></li>
                <li><a href="#lesson-1-again-2">Lesson 1: One</a></li>
                </ol>
                """))
        for id in [
            "lesson-1", "lesson-1-step-1", "lesson-1-step-2", "lesson-2", "lesson-1-again-2",
        ] {
            #expect(page.split(separator: " id=\"\(id)\"").count == 2, "\(id)")
        }
    }

    @Test("puts a typed line, its answer and the folded view into one box")
    func terminal() {
        let page = page([.input(prompt: "› ", line: "step", isFromLesson: false), Samples.sync])
        #expect(
            page.contains(
                """
                <div class="term">
                <p class="line"><span class="prompt">› </span><kbd>step</kbd></p>
                <pre class="out view" tabindex="0"><span class="b">▸ sync 57</span>   default/web
                <span class="y">  ~ status.replicas: 1 → 3</span></pre>
                <details><summary>sync 57 in full</summary>
                <pre class="out view" tabindex="0">▸ sync 57   default/web
                  saw   cache at rev 42
                <span class="y">  ~ status.replicas: 1 → 3</span></pre></details>
                </div>
                """))
    }

    @Test("colours kubectl's YAML and diffs")
    func colours() {
        let yaml = page([
            .output(
                Output("apiVersion: v1\nspec:\n  - name: \"a: b\"  # why\n    port: 80"),
                kind: .plain, fold: nil)
        ])
        #expect(
            yaml.contains(
                """
                <span class="k">apiVersion</span>: v1
                <span class="k">spec</span>:
                  - <span class="k">name</span>:<span class="s"> &quot;a: b&quot;  # why</span>
                    <span class="k">port</span>:<span class="n"> 80</span></pre>
                """))
        let diff = page([
            .output(Output("diff -u a b\n-old\n+new\n same"), kind: .plain, fold: nil)
        ])
        #expect(
            diff.contains(
                """
                <span class="b">diff -u a b</span>
                <span class="r">-old</span>
                <span class="g">+new</span>
                 same</pre>
                """))
    }

    @Test("shows a prediction as a card with both answers marked")
    func card() {
        #expect(
            page([.prediction(Samples.prediction)]).contains(
                """
                <section class="card no" aria-label="Predict">
                <p class="tag">Predict</p>
                <p class="question">How many Pods after <code>delete</code>?</p>
                <ol class="options">
                <li>2</li>
                <li class="given">3 <span class="remark">your answer</span></li>
                <li class="right">4 <span class="remark">so it was</span></li>
                </ol>
                <p class="outcome"><span class="mark" role="img" aria-label="no">✗</span> \
                You said b) 3; the cluster answered c) 4.</p>
                <div class="why"><p>Deletion only <em>starts</em> now.</p>
                </div>
                </section>
                """))
    }

    @Test("draws a picture that is named for those who cannot see it")
    func picture() {
        let page = page([.picture(Samples.picture)])
        #expect(page.contains("role=\"img\" aria-labelledby=\"picture-1\">"))
        #expect(page.contains("<title id=\"picture-1\">Rollout of deployment/web</title>"))
        #expect(page.contains("<polyline class=\"curve\""))
        #expect(page.contains("<figcaption>Rollout of deployment/web</figcaption>"))
    }
}
