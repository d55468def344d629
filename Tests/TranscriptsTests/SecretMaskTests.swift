import Documents
import Rendering
import Testing
import Transcripts

@Suite("Secret values")
struct SecretMaskTests {
    /// Values as people have them: short, long, with quotes, line ends, markup, CJK, one inside
    /// another, not UTF-8.
    static let values: [[UInt8]] =
        [
            "hunter2", "p@ss\"word'\\", "line one\nline two\n  indented three\n",
            "tab\tand\u{1B}esc",
            "<b>&amp;</b>", "密码是这个", "ab", "7", "aaaaaaaa", "trailing newline\n",
            "-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END KEY-----\n",
            "a long value that is broken over several lines of a narrow screen",
        ].map { Array($0.utf8) } + [[0xFF, 0xFE, 0x00, 0x41, 0x42, 0x43]]

    private static func secret(_ bytes: [UInt8]) -> Value {
        let text = String(validating: bytes, as: UTF8.self)
        let applied: Value = [
            "apiVersion": "v1", "kind": "Secret", "data": ["key": .string(Base64.text(bytes))],
            "stringData": text.map { ["key": .string($0)] } ?? [:],
        ]
        return [
            "apiVersion": "v1", "kind": "Secret",
            "metadata": [
                "name": "db",
                "annotations": [
                    "kubectl.kubernetes.io/last-applied-configuration":
                        .string(JSONWriter.text(applied) + "\n")
                ],
            ],
            "data": ["key": .string(Base64.text(bytes))],
            "stringData": text.map { ["key": .string($0)] } ?? [:],
        ]
    }

    /// Whether `text` still holds the value or its base64 (as a word, for values of a few bytes).
    private static func leaks(_ bytes: [UInt8], in text: String) -> Bool {
        var texts = [Base64.text(bytes)]
        if let plain = String(validating: bytes, as: UTF8.self) {
            texts.append(plain)
            texts += plain.split(separator: "\n").map(String.init).filter { $0.utf8.count > 3 }
        }
        return texts.contains { needle in
            needle.utf8.count > 3
                ? text.contains(needle)
                : text.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.contains {
                    $0 == needle
                }
        }
    }

    @Test("never show in an object, a list or an annotation", arguments: values)
    func structure(_ bytes: [UInt8]) {
        let secret = Self.secret(bytes)
        var bare = secret
        bare.set(nil, at: "kind")
        let forms: [Value] = [
            secret, [secret, ["kind": "Pod"]], ["kind": "List", "items": [secret]],
            ["kind": "SecretList", "items": [bare]], ["type": "MODIFIED", "object": secret],
            ["spans": [["wrote": ["old": .null, "new": secret]]]],
        ]
        for form in forms {
            let text = JSONWriter.text(SecretMask().masked(form))
            #expect(!Self.leaks(bytes, in: text), "\(text)")
            #expect(!text.contains(Base64.text(bytes)), "\(text)")
            #expect(text.contains("••••• (\(bytes.count) byte"))
        }
    }

    @Test("are masked by their place alone, whatever they are and whatever is broken")
    func malformed() {
        let annotation = "kubectl.kubernetes.io/last-applied-configuration"
        func secret(_ applied: Value, _ data: Value) -> Value {
            ["metadata": ["annotations": .object(Fields([(annotation, applied)]))], "data": data]
        }
        let list: Value = [
            "kind": "SecretList",
            "items": [
                secret(
                    "{broken", ["pin": 1234, "key": "x7!not base64", "none": "", "raw": "YWI="]),
                secret("{\"data\":{\"pin\":5}}", "all of it"),
            ],
        ]
        let expected: Value = [
            "kind": "SecretList",
            "items": [
                secret(
                    "••••• (7 bytes)",
                    [
                        "pin": "•••••", "key": "••••• (13 bytes)", "none": "••••• (0 bytes)",
                        "raw": "••••• (2 bytes)",
                    ]),
                secret("{\"data\":{\"pin\":\"•••••\"}}\n", "•••••"),
            ],
        ]
        #expect(SecretMask().masked(list) == expected)
    }

    @Test("never show in a text, however it is spelled", arguments: values)
    func texts(_ bytes: [UInt8]) {
        var mask = SecretMask()
        mask.learn(bytes: bytes)
        var spellings = [
            Base64.text(bytes), "key: \(Base64.text(bytes))", "\"\(Base64.text(bytes))\"",
        ]
        if let plain = String(validating: bytes, as: UTF8.self) {
            let quoted = JSONWriter.quoted(plain)
            spellings += [
                plain, "before \(plain) after", quoted, JSONWriter.quoted(quoted),
                JSONWriter.quoted(plain, escapesHTML: false),
                plain.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"),
                plain.sanitized(), "export KEY='\(plain)'",
            ]
        }
        for spelling in spellings {
            let masked = mask.masked(spelling)
            #expect(!Self.leaks(bytes, in: masked), "\(spelling) → \(masked)")
            #expect(masked.contains("•••••"), "\(spelling) → \(masked)")
        }
    }

    @Test("never show in output that is wrapped, styled in parts or cut short", arguments: values)
    func output(_ bytes: [UInt8]) {
        var mask = SecretMask()
        mask.learn(bytes: bytes)
        var texts = [Base64.text(bytes)]
        if let plain = String(validating: bytes, as: UTF8.self), !plain.contains("\n") {
            texts.append(plain)
        }
        for text in texts where text.count > 6 {
            let half = text.index(text.startIndex, offsetBy: 3)
            let styled = Output(lines: [
                Line(StyledText("a " + text[..<half], .bold) + StyledText(text[half...] + " z"))
            ])
            let styledText = mask.masked(styled).rendered(useColor: false)
            #expect(!styledText.contains(text[half...]), "\(styledText)")
            #expect(
                styledText.hasPrefix("a •••••") && styledText.hasSuffix(" z\n"), "\(styledText)")

            let wrapped = Output(lines: text.wrapped(to: 6).map { Line("  " + $0) })
            let masked = mask.masked(wrapped)
            #expect(masked.lines.count == wrapped.lines.count)
            let rest = masked.rendered(useColor: false).filter { !$0.isWhitespace }
            #expect(rest == SecretMask.replacement(byteCount: bytes.count).filter { $0 != " " })

            let cut = mask.masked("key: " + text.truncated(to: 6))
            #expect(cut == "key: \(SecretMask.replacement(byteCount: bytes.count))…")
        }
    }

    @Test("are shown if that is asked for")
    func withSecrets() {
        var mask = SecretMask(isOn: false)
        mask.learn("hunter2")
        let secret = Self.secret(Array("hunter2".utf8))
        #expect(mask.masked(secret) == secret)
        #expect(mask.masked("hunter2") == "hunter2")
        #expect(mask.masked(Output("hunter2")) == Output("hunter2"))
    }

    @Test("take nothing else with them")
    func innocent() {
        var mask = SecretMask()
        mask.learn("ab")
        mask.learn("hunter2")
        #expect(
            mask.masked("about hunter ab. cab ab_c") == "about hunter ••••• (2 bytes). cab ab_c")
        let pod: Value = ["kind": "ConfigMap", "data": ["key": "value"]]
        #expect(SecretMask().masked(pod) == pod)
    }

    @Test("never show in any export of a session, and the document says it was masked")
    func session() {
        var record = Transcript(header: Samples.header)
        func add(_ content: TranscriptEntry.Content) {
            record.append(content, time: "t=0s", revision: 1)
        }
        let value = "hunter2"
        add(.title(lesson: "a", title: value, number: 1))
        add(.stepTitle(id: "a", title: value))
        add(.prose(value))
        add(
            .input(
                prompt: "› ", line: "create secret generic a --from-literal=k=\(value)",
                isFromLesson: false))
        add(.output(Output(value), kind: .plain, fold: .init(summary: value, full: Output(value))))
        add(
            .prediction(
                Prediction(
                    question: value, options: [value], given: value, right: value, wasRight: true,
                    explanation: value)))
        add(.check(text: value, holds: true, evidence: value))
        add(.note(value))
        add(
            .quiz(
                QuizAnswer(
                    question: value, answer: value, right: value, wasRight: true,
                    explanation: value)))
        add(
            .picture(
                TimelinePicture(
                    title: value, timeLabels: [],
                    rows: [.init(label: value, cells: [.text(value)], note: value)],
                    lines: [.init(label: value, values: [1], note: value)])))
        let document = SessionDocument(
            transcript: record,
            journal: [
                JournalLine(
                    line: value, files: [.init(path: "a", bytes: [0xFF] + Array(value.utf8))],
                    editor: value, index: 0, time: "t=0s")
            ], trace: ["object": Self.secret(Array(value.utf8)), "said": .string(value)])
        // The mask learns the value from the trace alone.
        let masked = SecretMask().masked(document)
        #expect(masked.isMasked)
        for text in [
            masked.text, MarkdownWriter(replayFile: "a").text(of: masked.transcript),
            HTMLWriter(replayFile: "a").text(of: masked.transcript),
            CastWriter().text(of: masked.transcript),
        ] {
            #expect(!text.contains(value))
            #expect(!text.contains(Base64.text(Array(value.utf8))))
        }
        #expect(masked.journal[0].files[0].bytes == [0xFF] + Array("••••• (7 bytes)".utf8))
    }
}
