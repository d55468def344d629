import Documents
import Testing
import YAMLText

/// What kubectl 1.36 prints.
@Suite struct YAMLFoldingTests {
    private static let words = "one two three four five six seven eight nine ten eleven twelve thirteen"

    @Test(
        "a text of one line is broken at the first blank behind column 80",
        arguments: [
            ("\(words) fourteen fifteen", "a: \(words) fourteen\n  fifteen\n"),
            ("a: \(words) fourteen fifteen", "a: 'a: \(words) fourteen\n  fifteen'\n"),
            ("a\t\(words)  fourteen f", "a: \"a\\t\(words)  fourteen\n  f\"\n"),
            ("\(words) fourt  fifteen s", "a: \(words) fourt  fifteen\n  s\n"),
            (String(repeating: "word", count: 30) + " x", "a: \(String(repeating: "word", count: 30))\n  x\n"),
        ])
    func broken(text: String, expected: String) throws {
        #expect(YAMLWriter.text(["a": .string(text)]) == expected)
        #expect(try YAMLReader.document(expected).value["a"] == .string(text))
    }

    @Test("further lines stand two columns in, also in a list; keys are never broken")
    func places() {
        let text = Self.words + " fourteen fifteen"
        #expect(YAMLWriter.text(["a": [.string(text)]]) == "a:\n- \(Self.words) fourteen\n  fifteen\n")
        let key = Self.words + " fourteen fifteen"
        #expect(YAMLWriter.text(.object(Fields([(key, 1)]))) == "\(key): 1\n")
    }
}

@Suite struct YAMLReaderTests {
    @Test(
        "plain scalars mean what they mean to kubectl",
        arguments: [
            ("yes", "true"), ("y", "true"), ("Off", "false"), ("n", "false"), ("yEs", #""yEs""#), ("~", "null"),
            ("null", "null"), ("\"yes\"", #""yes""#), ("'1'", #""1""#), ("0644", "420"), ("0o17", "15"),
            ("0x1F", "31"), ("0b11", "3"), ("1_000", "1000"), ("-12", "-12"), ("+5", "5"), ("089", "89"),
            ("1e3", "1000"), ("1.5", "1.5"), ("1.0", "1"), (".5", "0.5"), ("1.", "1"), ("1:30", #""1:30""#),
            ("2026-01-01", #""2026-01-01""#), ("2026-01-01T00:00:00Z", #""2026-01-01T00:00:00Z""#),
            ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", "9223372036854776000"),
            ("1.2.3", #""1.2.3""#), ("100m", #""100m""#), ("!!str 12", #""12""#), ("!!int 12", "12"),
            ("1e5x", #""1e5x""#), ("0x", #""0x""#), ("_1", #""_1""#),
        ])
    func scalars(text: String, expected: String) throws {
        let value = try YAMLReader.document("a: \(text)\nb: 1").value["a"] ?? .null
        #expect(JSONWriter.text(value) == expected)
    }

    @Test("structure, blocks, anchors, merges and odd keys")
    func structure() throws {
        let text = """
            # a comment
            base: &base {app: web, tier: 1}
            labels:
              <<: *base
              tier: front
            list:
            - a
            - - b
              - c
            block: |
              one
                two
            folded: >-
              one
              two
            1: int
            true: bool
            """
        let value = try YAMLReader.document(text).value
        let expected =
            #"{"1":"int","base":{"app":"web","tier":1},"block":"one\n  two\n","folded":"one two","#
            + #""labels":{"app":"web","tier":"front"},"list":["a",["b","c"]],"true":"bool"}"#
        #expect(JSONWriter.text(value) == expected)
    }

    @Test("streams are cut into documents, and positions are known")
    func positions() throws {
        let text =
            "---\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: x\n  - name: b\n"
            + "---\n---\n# nothing\n---\nkind: Two\n"
        let documents = try YAMLReader.documents(text)
        #expect(documents.map { $0.value["kind"]?.string } == ["Pod", "Two"])
        func place(_ path: String) throws -> [Int] {
            let position = documents[0].position(of: try FieldPath(parsing: path))
            return [position.line, position.column]
        }
        #expect(try place("spec.containers[0].image") == [6, 5])
        #expect(try place("spec.containers[1]") == [7, 5])
        #expect(try place("spec.containers[name=b].name") == [7, 5])
        #expect(try place("spec.containers[1].image") == [7, 5])
        #expect(try place("spec.replicas") == [3, 1])
        #expect(documents[1].start == TextPosition(line: 12, column: 1))
    }

    @Test("JSON is accepted with positions")
    func jsonText() throws {
        let document = try YAMLReader.document("{\n\t\"a\": {\"b\": 1.0}}")
        #expect(document.value == ["a": ["b": .double(1)]])
        let spaced = try YAMLReader.document("{\n  \"a\": {\"b\": \"x\"}}")
        #expect(spaced.position(of: FieldPath([.key("a"), .key("b")])) == TextPosition(line: 2, column: 9))
        #expect(try YAMLReader.documents("").isEmpty)
    }

    @Test(
        "errors say where and what",
        arguments: [
            ("a: 1\nb: 2\na: 3\n", #"3:1: key "a" is set twice in one map"#),
            ("1: x\n\"1\": y\n", #"2:1: key "1" is set twice in one map"#),
            ("a: b: c", "1:5: mapping values are not allowed in this context"),
            ("a:\n\t- b", "2:1: while scanning for the next token: found character that cannot start any token"),
            ("a: *x", "1:4: found undefined alias"),
            ("a: \u{0}", "1:4: a NUL byte cannot stand in YAML; is this a binary file?"),
            ("a:\n b\u{1}", "2:3: the control byte 0x01 cannot stand in YAML; is this a binary file?"),
            ("a: .inf", "1:4: .inf cannot be said in JSON"),
            ("a: !foo 1", "1:4: the tag !foo is not known"),
            ("? [a]\n: b", "1:3: a key must be a plain value, not a map or a list"),
            ("~: b", "1:1: a key must not be null"),
            ("a: &x 1\nb: {*x : 1}", "2:8: a key that may hold an alias or a collection is not supported"),
        ])
    func errors(text: String, message: String) {
        let error = #expect(throws: YAMLError.self) { try YAMLReader.document(text) }
        #expect(error?.description == message)
    }

    @Test("bombs are refused and binary junk is named")
    func limits() {
        var laughs = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
        for level in 1...9 {
            let one = "*a\(level - 1)"
            laughs += "a\(level): &a\(level) [\(Array(repeating: one, count: 9).joined(separator: ","))]\n"
        }
        let error = #expect(throws: YAMLError.self) { try YAMLReader.documents(laughs) }
        #expect(error?.message == "the document holds more than 500000 values")
        for bytes in [
            Array(String(repeating: "[", count: 19_999).utf8), Array(String(repeating: "[", count: 2_000_000).utf8),
            Array(String(repeating: "- ", count: 100_000).utf8), Array(String(repeating: "{a: ", count: 15_000).utf8),
            Array((String(repeating: "[", count: 101) + String(repeating: "]", count: 101)).utf8),
            [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x00], [0x61, 0x3A, 0x20, 0xFF, 0xFE],
        ] {
            #expect(throws: YAMLError.self) { try YAMLReader.documents(bytes) }
        }
        let junk = #expect(throws: YAMLError.self) { try YAMLReader.documents([0x61, 0x0A, 0x62, 0xC3, 0x28]) }
        #expect(junk?.description == "2:2: the text is not UTF-8; is this a binary file?")
    }
}

@Suite struct YAMLWriterTests {
    @Test("a document looks as kubectl prints it")
    func document() throws {
        let value = try JSONReader.read(
            #"""
            {"apiVersion":"v1","kind":"Pod",
            "metadata":{"name":"web","labels":{},"creationTimestamp":"2026-01-01T00:00:00Z",
            "annotations":{"a10":"1","a2":"true","json":"{\"a\":1}\n","note":"two\nlines"}},
            "spec":{"containers":[{"name":"c","args":["-c","sleep 1"],"ports":[]},{"name":"d"}],
            "nested":[[1,2],[{"a":[3]}]],
            "x":null,"f":1.5,"big":1e21}}
            """#)
        let expected = """
            apiVersion: v1
            kind: Pod
            metadata:
              annotations:
                a2: "true"
                a10: "1"
                json: |
                  {"a":1}
                note: |-
                  two
                  lines
              creationTimestamp: "2026-01-01T00:00:00Z"
              labels: {}
              name: web
            spec:
              big: 1e+21
              containers:
              - args:
                - -c
                - sleep 1
                name: c
                ports: []
              - name: d
              f: 1.5
              nested:
              - - 1
                - 2
              - - a:
                  - 3
              x: null

            """
        #expect(YAMLWriter.text(value) == expected)
    }

    @Test(
        "strings are quoted when they must be",
        arguments: [
            ("", #""""#), ("plain text", "plain text"), ("yes", #""yes""#), ("null", #""null""#), ("1.5", #""1.5""#),
            ("0x10", #""0x10""#), ("1:30", #""1:30""#), ("100m", "100m"), ("10.0.0.1", "10.0.0.1"),
            ("a: b", "'a: b'"), ("a:b", "a:b"), ("a #b", "'a #b'"), ("*", "'*'"), ("- a", "'- a'"), ("-a", "-a"),
            ("@x", "'@x'"), ("it's", "it's"), ("'q'", "'''q'''"), (" lead", "' lead'"),
            ("tab\there", #""tab\there""#),
            ("[a]", "'[a]'"), ("{}", "'{}'"), ("é", "é"), ("😀", #""\U0001F600""#), ("---", "'---'"),
            ("~", #""~""#),
            ("2026-01-01", #""2026-01-01""#), ("2026-01-01x", "2026-01-01x"), ("a\u{7}", #""a\a""#), ("=", #""=""#),
        ])
    func quoting(text: String, expected: String) throws {
        #expect(YAMLWriter.text(["k": .string(text)]) == "k: \(expected)\n")
        #expect(try YAMLReader.document("k: \(expected)\n").value["k"] == .string(text))
    }

    @Test("what is written reads back the same", arguments: [21, 22, 23] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let pieces = ["a", " ", "\n", ":", "- ", "#", "'", "\"", "\\", "1", "é", "😀", "\t", "\r",
            "|", "---", "\u{85}", "\u{2028}", "{", "yes"]
        func piece() -> String { pieces[dice.below(pieces.count)] }
        func made(_ depth: Int) -> Value {
            switch dice.below(depth > 3 ? 3 : 6) {
            case 0: return .int(Int64(dice.below(100)) - 50)
            case 1, 2: return .string((0..<dice.below(6)).map { _ in piece() }.joined())
            case 3: return .array((0..<dice.below(4)).map { _ in made(depth + 1) })
            default: return .object(Fields((0..<dice.below(4)).map { _ in (piece() + piece(), made(depth + 1)) }))
            }
        }
        for round in 0..<400 {
            let value: Value = ["top": made(0)]
            let text = YAMLWriter.text(value)
            do {
                let back = try YAMLReader.document(text).value
                #expect(JSONWriter.text(back) == JSONWriter.text(value), "seed \(seed) round \(round):\n\(text)")
            } catch {
                Issue.record("seed \(seed) round \(round): \(error)\n\(text.debugDescription)")
            }
        }
    }

    @Test("odd YAML ends in a value or an error", arguments: [31, 32] as [UInt64])
    func fuzz(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let samples = [
            "kind: Pod\nmetadata:\n  name: a\nspec:\n- &x {a: 1}\n- *x\n---\nb: |\n  text\n",
            "a: [1, {b: 'c'}, \"d\\u0041\"]\n? k\n: v\n<<: {x: 1}\n",
        ]
        let pieces = ["&a ", "*a", "? ", ": ", "- ", "---\n", "...\n", "[", "}", "!!int ", "|2\n",
            "%YAML 9\n", "\t", "\"", "\\x", "<<: ", "\u{FEFF}", "\r"]
        for _ in 0..<500 {
            guard let documents = try? YAMLReader.documents(dice.mutated(samples[dice.below(2)], pieces: pieces)) else
                {
                continue
            }
            for document in documents { _ = YAMLWriter.text(document.value) }
        }
    }
}
