import Documents
import Testing

@Suite struct JSONTests {
    struct Row: Sendable { let text: String; let written: String }

    @Test(
        "a text is written back as Go would write it",
        arguments: [
            Row(text: #" {"b":1, "a" : [true,false,null] } "#, written: #"{"a":[true,false,null],"b":1}"#),
            Row(text: "9223372036854775807", written: "9223372036854775807"),
            Row(text: "-9223372036854775808", written: "-9223372036854775808"),
            Row(text: "9223372036854775808", written: "9223372036854776000"),
            Row(text: "1.0", written: "1"),
            Row(text: "1e21", written: "1e+21"),
            Row(text: "1e20", written: "100000000000000000000"),
            Row(text: "0.000001", written: "0.000001"),
            Row(text: "0.00000015", written: "1.5e-7"),
            Row(text: "-0.5", written: "-0.5"),
            Row(text: #""<a>&\u2028\u0007\/""#, written: #""\u003ca\u003e\u0026\u2028\u0007/""#),
            Row(text: #""\ud83d\ude00""#, written: "\"😀\""),
            Row(text: #""\ud83dx""#, written: "\"\u{FFFD}x\""),
            Row(text: #""\ud83d\u0041\udc00""#, written: "\"\u{FFFD}A\u{FFFD}\""),
            Row(text: #"{"a":1,"a":2}"#, written: #"{"a":2}"#),
            Row(text: "[]", written: "[]"), Row(text: "{}", written: "{}"),
        ])
    func roundTrip(_ row: Row) throws {
        #expect(JSONWriter.text(try JSONReader.read(row.text)) == row.written)
    }

    @Test("every byte that is not UTF-8 becomes one replacement character")
    func badBytes() throws {
        let value = try JSONReader.read([0x22, 0x61, 0xE2, 0x82, 0x62, 0xFF, 0x22])
        #expect(value == .string("a\u{FFFD}\u{FFFD}b\u{FFFD}"))
    }

    @Test(
        "an error names line, column and what was seen",
        arguments: [
            ("", "line 1, column 1: unexpected end of JSON input"),
            ("{\n \"a\": }", "line 2, column 7: invalid character '}' looking for beginning of value"),
            ("[1 2]", "line 1, column 4: invalid character '2' after array element"),
            ("{\"a\" 1}", "line 1, column 6: invalid character '1' after object key"),
            ("{\"a\":1 \"b\"}", "line 1, column 8: invalid character '\"' after object key:value pair"),
            ("{,}", "line 1, column 2: invalid character ',' looking for beginning of object key string"),
            ("trux", "line 1, column 4: invalid character 'x' in literal true (expecting 'e')"),
            ("01", "line 1, column 2: invalid character '1' after top-level value"),
            ("1.x", "line 1, column 3: invalid character 'x' after decimal point in numeric literal"),
            ("\"a\nb\"", "line 1, column 3: invalid character '\\n' in string literal"),
            ("\"\\x\"", "line 1, column 3: invalid character 'x' in string escape code"),
            ("1e999", "line 1, column 1: number 1e999 is out of range"),
            ("[é x", "line 1, column 2: invalid character 'Ã' looking for beginning of value"),
        ])
    func errors(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try JSONReader.read(text) }
        #expect(error?.description == message)
    }

    @Test("depth and size have limits")
    func limits() throws {
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(throws: Never.self) { try JSONReader.read(deep) }
        #expect(throws: JSONError.self) { try JSONReader.read("[" + deep + "]") }
        #expect(throws: JSONError.self) { try JSONReader.read(String(repeating: "[", count: 300_000)) }
        #expect(throws: JSONError.self) { try JSONReader.read("[1,2,3]", bytesMax: 6) }
    }

    @Test("repeated members are listed in the order of the text")
    func duplicates() throws {
        let text = #"{"x":1,"spec":[{"b":1,"a":2,"b":3}],"x":[{"q":1,"q":2}]}"#
        let document = try JSONReader.document(Array(text.utf8))
        #expect(document.duplicates.map(\.description) == ["spec[0].b", "x[0].q", "x"])
        #expect(JSONWriter.text(document.value) == #"{"spec":[{"a":2,"b":3}],"x":[{"q":2}]}"#)
    }

    @Test("kubectl's look")
    func pretty() throws {
        let value = try JSONReader.read(#"{"a":{"b":[1,"<x>",{}],"c":[]},"d":null}"#)
        // Go's MarshalIndent escapes what HTML would read.
        let expected = """
            {
                "a": {
                    "b": [
                        1,
                        "\\u003cx\\u003e",
                        {}
                    ],
                    "c": []
                },
                "d": null
            }
            """
        #expect(JSONWriter.text(value, style: .kubectl) == expected)
    }

    @Test("shortest general form of doubles")
    func general() {
        let rows: [(Double, String)] = [
            (0, "0"), (1, "1"), (100_000, "100000"), (1_000_000, "1e+06"), (1234567.5, "1.2345675e+06"),
            (0.0001, "0.0001"), (0.00001, "1e-05"), (-2.5, "-2.5"), (1e100, "1e+100"),
            (Double.leastNonzeroMagnitude, "5e-324"),
        ]
        for (number, text) in rows { #expect(GoNumbers.general(number) == text) }
    }
}
