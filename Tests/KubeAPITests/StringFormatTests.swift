import Documents
import KubeAPI
import Testing

@Suite("patterns and formats of strings")
struct StringFormatTests {
    @Test(
        "texts of a format are told from others",
        arguments: [
            ("date", ["2024-02-29"], ["2023-02-29", "2024-13-01", "2024-2-9", "x"]),
            (
                "date-time", ["2014-12-15T19:30:20.000Z", "2014-12-15t19:30:20+02:00"],
                ["2014-12-15", "2014-12-15T24:00:00Z"]
            ),
            ("duration", ["1h30m", "3 days", "2weeks", "22 ns"], ["", "x", "3", "3 moons"]),
            ("ipv4", ["10.0.0.1", "010.0.0.1"], ["10.0.0", "::1", "256.0.0.1"]),
            ("ipv6", ["::1", "2001:db8::1", "::ffff:1.2.3.4"], ["10.0.0.1", "1::2::3"]),
            ("cidr", ["10.0.0.0/8", "2001:db8::/32"], ["10.0.0.0", "10.0.0.0/33", "10.0.0.0/+8", "10.0.0.0/"]),
            ("mac", ["01:23:45:67:89:ab", "01-23-45-67-89-AB", "0123.4567.89ab"], ["01:23", "0123:4567:89ab", ""]),
            ("uuid", ["a8098c1a-f86e-11da-bd1a-00112444be1e", "A8098C1AF86E11DABD1A00112444BE1E"], ["a8098c1a"]),
            ("uuid4", ["025b0d74-00a2-4048-bf57-227c5111bb34"], ["025b0d74-00a2-1048-bf57-227c5111bb34"]),
            ("email", ["a@b.c", "A B <a@b>", "\"a b\"@c", "a@[127.0.0.1]"], ["a", "a@", "@b", "a..b@c", "a@b c"]),
            ("hostname", ["example.com", "a", "1a.example.com", "bücher.example"], ["-a", "a_b.c", "example.c0m", ""]),
            ("uri", ["http://a.b/c?d", "/a", "mailto:x"], ["a", "", ":x", "http://a b/", "http://[::1"]),
            ("byte", ["YQ==", "YWJj"], ["", "YQ=", "Y"]), ("password", ["", "x"], []),
            ("isbn", ["0321751043", "978-0321751041"], ["0321751044", "9780321751042"]),
            ("isbn10", ["080442957X"], ["0804429570"]),
            ("creditcard", ["4111-1111-1111-1111"], ["4111-1111-1111-1112"]),
            ("ssn", ["111-11-1111"], ["111-111-111", "111111111"]), ("hexcolor", ["#FFFFFF", "fff"], ["#ff", "g00000"]),
            ("rgbcolor", ["rgb(255, 0,12)"], ["rgb(256,0,0)"]),
            ("bsonobjectid", ["507f1f77bcf86cd799439011"], ["507f1f77bcf86cd79943901"]),
            ("k8s-short-name", ["my-name"], ["My-name", "a.b", "-a"]), ("k8s-long-name", ["a.b"], ["a..b", "A"]),
            ("no-such-format", ["anything"], []), ("int32", ["text"], []),
        ] as [(String, [String], [String])])
    func formats(_ format: String, _ good: [String], _ bad: [String]) throws {
        let schema = StructuralSchema([
            "type": "object", "properties": ["f": ["type": "string", "format": .string(format)]],
        ])
        for text in good { #expect(schema.validate(["f": .string(text)]) == [], "\(text)") }
        for text in bad {
            #expect(
                schema.validate(["f": .string(text)]).map(\.badValue).count == 1, "\(text)")
        }
        if let text = bad.first(where: { !$0.isEmpty }) {
            #expect(
                lines(schema.validate(["f": .string(text)])) == [
                    "f: Invalid value: \"\(text)\": f in body must be of type \(format): \"\(text)\""
                ])
        }
    }

    @Test("a string matches its pattern somewhere")
    func pattern() throws {
        let schema = try schema("{type: object, properties: {f: {type: string, pattern: '^a+$'}}}")
        #expect(schema.validate(["f": "aa"]) == [])
        #expect(
            lines(schema.validate(["f": "ab"])) == ["f: Invalid value: \"ab\": f in body should match '^a+$'"])
    }

    @Test("a definition with a pattern that is none is refused")
    func badPattern() throws {
        let errors = CustomResourceDefinitionTests.errors(
            try widgets { definition in
                version(&definition) {
                    $0.set(
                        "(?=a)", at: "schema", "openAPIV3Schema", "properties", "spec", "properties", "colour",
                        "pattern")
                }
            })
        #expect(
            errors == [
                "spec.validation.openAPIV3Schema.properties[spec].properties[colour].pattern: Invalid value: "
                    + "\"(?=a)\": must be a valid regular expression, but isn't: error parsing regexp: invalid or "
                    + "unsupported Perl syntax: `(?=`"
            ])
    }
}
