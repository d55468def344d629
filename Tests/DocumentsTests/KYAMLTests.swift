import Documents
import Testing
import YAMLText

/// Upstream: sigs.k8s.io/yaml/kyaml/kyaml.go.
@Suite struct KYAMLTests {
    @Test(
        "a key is bare where it can only be a text",
        arguments: [
            ("app", "app"), ("app.kubernetes.io/name", "app.kubernetes.io/name"), ("_x", "_x"), ("a-b", "a-b"),
            ("-a", #""-a""#), ("a.", #""a.""#), ("f:metadata", #""f:metadata""#), (".", #"".""#), ("", #""""#),
            ("no", #""no""#), ("NO", #""NO""#), ("tRuE", #""tRuE""#), ("t", #""t""#), ("Y", #""Y""#),
            ("null", #""null""#), ("1", #""1""#), ("1_0", #""1_0""#), ("0x1F", #""0x1F""#), ("0x1p-2", #""0x1p-2""#),
            ("1e3", #""1e3""#), ("1e999", "1e999"), ("inf", #""inf""#), ("NaN", #""NaN""#),
            ("2026-1-2", #""2026-1-2""#),
            ("2026-13-2", "2026-13-2"), ("tls.crt", "tls.crt"), ("a b", #""a b""#), ("名", "名"),
        ])
    func keys(key: String, expected: String) {
        #expect(KYAMLWriter.text(["\(key)": 1]) == "---\n{\n  \(expected): 1,\n}\n")
    }

    @Test(
        "texts stand in quotes, with the escapes of YAML",
        arguments: [
            ("a", #""a""#), ("", #""""#), ("a\"\\", #""a\"\\""#), ("a\tb", "\"a\tb\""),
            ("\u{1}\0\u{1B}", #""\x01\0\e""#),
            ("\u{A0}\u{2028}\u{85}", #""\_\L\N""#), ("\u{FEFF}", #""\ufeff""#), ("é😀", #""é😀""#),
        ])
    func texts(text: String, expected: String) {
        #expect(KYAMLWriter.text(.string(text)) == "---\n\(expected)\n")
    }

    @Test("lines are folded and keep their white space")
    func lines() {
        #expect(
            KYAMLWriter.text(["a": "one\n  two\n\nthree\n", "b": "one\ntwo"]) == """
                ---
                {
                  a: "\\
                     one\\n\\
                    \\  two\\n\\
                     \\n\\
                     three\\n\\
                    ",
                  b: "\\
                     one\\n\\
                     two\\
                    ",
                }

                """)
    }

    @Test("brackets of lists of collections are kept together, members keep the order of the JSON")
    func shapes() {
        let json =
            #"{"kind":"X","a":[{"m":1.5,"e":{},"l":[]},{"m":null}],"b":["x",true],"c":[[1],[2]],"#
            + #""d":[{"a":1},2]}"#
        #expect(
            KYAMLWriter.text(json: Array(json.utf8)) == """
                ---
                {
                  kind: "X",
                  a: [{
                    m: 1.5,
                    e: {},
                    l: [],
                  }, {
                    m: null,
                  }],
                  b: [
                    "x",
                    true,
                  ],
                  c: [[
                    1,
                  ], [
                    2,
                  ]],
                  d: [
                    {
                      a: 1,
                    },
                    2,
                  ],
                }

                """)
    }
}
