import Documents
import Rendering
import Testing
import Transcripts

@Suite("A saved session")
struct SessionDocumentTests {
    private static var journal: [JournalLine] {
        [
            JournalLine(line: "scale rs/web --replicas=3", index: 55, time: "t=0s"),
            JournalLine(
                line: "apply -f b.yaml -f a.bin",
                files: [
                    .init(path: "b.yaml", bytes: Array("kind: Pod\n副本\u{0}\u{1B}".utf8)),
                    .init(path: "a.bin", bytes: [0xFF, 0, 0xC3]),
                ], index: 60, time: "t=1s"),
            JournalLine(line: "edit pod/web", editor: "kind: Pod\n", index: 61, time: "t=2s"),
        ]
    }

    @Test("comes back equal from its text")
    func roundTrip() throws {
        let document = SessionDocument(
            transcript: Samples.lesson, journal: Self.journal, trace: ["spans": [1, 2.5, .null]])
        let again = try SessionDocument(document.text)
        #expect(again == document)
        #expect(again.text == document.text)
    }

    @Test("every kind of entry comes back equal from its value")
    func entries() throws {
        for entry in Samples.lesson.entries {
            #expect(try TranscriptEntry(entry.value) == entry)
        }
    }

    @Test("keeps a seed that JSON numbers cannot hold, and options it does not know")
    func options() throws {
        var header = Samples.header
        header.seed = .max
        let document = SessionDocument(transcript: Transcript(header: header), journal: [])
        #expect(try SessionDocument(document.text) == document)
    }

    @Test("writes text files as text and the others as base64")
    func files() {
        let document = SessionDocument(
            transcript: Transcript(header: Samples.header), journal: Self.journal)
        let files = document.value["journal"]?[1]?["files"]
        #expect(files?["a.bin"] == ["base64": "/wDD"])
        #expect(files?["b.yaml"] == .string("kind: Pod\n副本\u{0}\u{1B}"))
    }

    private static let complaints: [(change: @Sendable (inout Value) -> Void, message: String)] = [
        ({ $0 = [1] }, "an object is expected here, not a list"),
        ({ $0.set(nil, at: "orrery") }, "this is not a session of Orrery: `orrery` is missing"),
        ({ $0.set(nil, at: "format") }, "`format` is missing"),
        (
            { $0.set(2, at: "format") },
            "format: format 2, written by Orrery 0.1, cannot be read; this program reads format 1"
        ),
        (
            { $0.set("x", at: "options", "nodes") },
            "options.nodes: a whole number is expected here, not a text"
        ),
        (
            { $0.set(-1, at: "options", "seed") },
            "options.seed: a seed is a whole number from 0 to 18446744073709551615"
        ),
        (
            { $0.set([["line": 1]], at: "journal") },
            "journal[0].line: a text is expected here, not a number"
        ),
        (
            { $0.set([["line": "a", "files": ["a.b": ["base64": "?"]]]], at: "journal") },
            "journal[0].files[\"a.b\"].base64: this is no base64 text"
        ),
        (
            { $0.set([["kind": "song", "time": "t=0s"]], at: "transcript") },
            "transcript[0].kind: unknown kind of entry `song`"
        ),
        (
            {
                $0.set(
                    [["kind": "output", "from": "plain", "lines": [[["a", "blink"]]]]],
                    at: "transcript")
            },
            "transcript[0].lines[0][0]: unknown style `blink`; known are bold dim green red yellow"
        ),
    ]

    @Test("says what is wrong with it and where", arguments: complaints.indices)
    func complaint(_ index: Int) {
        var value = SessionDocument(transcript: Samples.lesson, journal: Self.journal).value
        Self.complaints[index].change(&value)
        let error = #expect(throws: SessionReadError.self) { try SessionDocument(value) }
        #expect(error?.description == Self.complaints[index].message)
    }

    @Test("says where a text stops being JSON")
    func syntax() {
        let error = #expect(throws: SessionReadError.self) { try SessionDocument("{\n  \"a\": }") }
        #expect(error?.place == "line 2, column 8")
        #expect(error?.message.hasPrefix("this is no JSON text: ") == true)
    }
}

@Suite("Base64")
struct Base64Tests {
    @Test(
        "gives the texts of RFC 4648",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ])
    func vectors(_ plain: String, _ encoded: String) {
        #expect(Base64.text(Array(plain.utf8)) == encoded)
        #expect(Base64.bytes(encoded) == Array(plain.utf8))
    }

    @Test("brings all bytes back")
    func allBytes() {
        let bytes = (0...255).map { UInt8($0) }
        for count in [256, 255, 254] {
            let part = Array(bytes.prefix(count))
            #expect(Base64.bytes(Base64.text(part)) == part)
        }
    }

    @Test(
        "refuses what is no base64",
        arguments: ["Zg", "Zg=", "Zh==", "Z===", "Zg==Zg==", "Zm9?", "===="])
    func refused(_ text: String) { #expect(Base64.bytes(text) == nil) }

    @Test("skips line ends") func lineEnds() {
        #expect(Base64.bytes("Zm9v\r\nYg==\n") == Array("foob".utf8))
    }
}
