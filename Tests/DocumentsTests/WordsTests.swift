import Documents
import Testing

@Suite struct QuantityTests {
    @Test(
        "the canonical text is upstream's",
        arguments: [
            ("1500m", "1500m"), ("0.5", "500m"), ("1024Mi", "1Gi"), ("1000m", "1"), ("0", "0"), ("-0", "0"),
            ("100Mi", "100Mi"), ("1.5Gi", "1536Mi"), ("1.1i", "!suffix"), ("12e6", "12e6"), ("12E6", "12e6"),
            ("1e3", "1e3"), ("1000", "1k"), ("123456", "123456"), ("1000000", "1M"), ("0.001", "1m"),
            ("1n", "1n"), ("0.1n", "1n"), ("-0.1n", "-1n"), ("1023", "1023"), ("512Ki", "512Ki"),
            ("0.5Ki", "512"), ("0.0001Ki", "102400u"), ("100E", "100E"), ("1.25", "1250m"), ("+5", "5"),
            ("9223372036854775807", "9223372036854775807"), ("9Ei", "9223372036854775807"),
            (".5", "500m"), ("5.", "5"), ("1e-9", "1e-9"), ("1e-12", "1e-9"), ("10e-1", "1"),
            ("", "!format"), ("1 ", "!format"), ("abc", "!format"), ("1.1.M", "!format"), ("1i", "!suffix"),
            ("1mi", "!suffix"), ("1e", "!suffix"), ("1e5k", "!format"), ("9e60", "!number"),
        ])
    func canonical(text: String, expected: String) {
        do throws(QuantityError) {
            #expect(try Quantity(parsing: text).description == expected)
        } catch {
            let name: String
            switch error {
            case .wrongFormat: name = "!format"
            case .wrongNumber: name = "!number"
            case .wrongSuffix: name = "!suffix"
            }
            #expect(name == expected, "\(text)")
        }
    }

    @Test("sums are exact, and values round away from zero")
    func arithmetic() throws {
        let sum = try Quantity(parsing: "100m") + Quantity(parsing: "2") + Quantity(parsing: "1n")
        #expect(sum.description == "2100000001n")
        #expect(sum.milliValue == 2101 && sum.value == 3)
        #expect((Quantity.zero + (try Quantity(parsing: "1Gi"))).description == "1Gi")
        #expect((try Quantity(parsing: "1Gi") - Quantity(parsing: "512Mi")).description == "512Mi")
        #expect((try Quantity(parsing: "1") - Quantity(parsing: "1500m")).description == "-500m")
        #expect(try Quantity(parsing: "1Gi") == Quantity(parsing: "1024Mi"))
        #expect(try Quantity(parsing: "999m") < Quantity(parsing: "1"))
        #expect(try Quantity(parsing: "-1500m").value == -2)
        #expect(QuantityError.wrongFormat.description
            == "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")
    }
}

@Suite struct FieldPathTests {
    @Test(
        "paths print as they are read",
        arguments: [
            ("spec.containers[0].name", "spec.containers[0].name"),
            (".metadata.name", "metadata.name"),
            (#"metadata.annotations["a.b/c"]"#, #"metadata.annotations["a.b/c"]"#),
            ("metadata.annotations['a.b/c']", #"metadata.annotations["a.b/c"]"#),
            ("metadata.labels[app.io/x].y", #"metadata.labels["app.io/x"].y"#),
            (#"a["0"]"#, "a.0"), ("[3][4]", "[3][4]"), ("", ""),
            (#"a["q\"]x"]"#, #"a["q\"]x"]"#),
        ])
    func printing(text: String, expected: String) throws {
        let path = try FieldPath(parsing: text)
        #expect(path.description == expected)
        #expect(try FieldPath(parsing: path.description) == path || text == #"a["0"]"#)
    }

    @Test("bad paths are refused with the place", arguments: ["a..b", "a[", "a[]", "a]", "[\"x]", "a[0]b", "."])
    func refused(text: String) {
        #expect(throws: FieldPathError.self) { try FieldPath(parsing: text) }
    }

    @Test("a path finds its value")
    func lookup() throws {
        let value: Value = ["spec": ["containers": [["name": "web"]]], "m": ["a.b/c": 1]]
        #expect(value[try FieldPath(parsing: "spec.containers[0].name")] == "web")
        #expect(value[try FieldPath(parsing: "m[a.b/c]")] == 1)
        #expect(value[try FieldPath(parsing: "spec.containers[1]")] == nil)
        #expect(try FieldPath(parsing: "m[a.b/c]").upstreamText == "m[a.b/c]")
    }
}

@Suite struct TimeTests {
    @Test("times are read and written in both forms")
    func timestamps() {
        let micros: Int64 = 1_767_225_600_000_000
        #expect(Timestamps.seconds(micros) == "2026-01-01T00:00:00Z")
        #expect(Timestamps.micros(micros + 12) == "2026-01-01T00:00:00.000012Z")
        #expect(Timestamps.micros(-1) == "1969-12-31T23:59:59.999999Z")
        #expect(Timestamps.parse("2026-01-01T01:30:00.5+01:30") == micros + 500_000)
        #expect(Timestamps.parse("2025-12-31T23:00:00.1234567-01:00") == micros + 123_456)
        for bad in [
            "", "2026-01-01", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z",
            "2026-01-01 00:00:00Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00Zx",
            "2026-01-01T00:00:60Z", "2026-01-01T00:00:00+1:00", "é26-01-01T00:00:00Z",
        ] {
            #expect(Timestamps.parse(bad) == nil, "\(bad)")
        }
    }

    @Test("days count without gaps over eight hundred years")
    func civilDays() {
        var expected = CivilDate(year: 1599, month: 12, day: 31)
        for day in expected.daysSince1970...CivilDate(year: 2401, month: 1, day: 1).daysSince1970 {
            let date = CivilDate(daysSince1970: day)
            #expect(date == expected && date.daysSince1970 == day)
            expected.day += 1
            if expected.day > CivilDate.days(inMonth: expected.month, of: expected.year) {
                (expected.day, expected.month) = (1, expected.month + 1)
                if expected.month > 12 { (expected.month, expected.year) = (1, expected.year + 1) }
            }
        }
        #expect(CivilDate(year: 2026, month: 1, day: 1).weekday == 4)
        #expect(CivilDate(year: 1969, month: 12, day: 28).weekday == 0)
    }

    @Test("ages read as kubectl's")
    func ages() {
        let rows: [(Int64, String, String)] = [
            (-2, "<invalid>", "<invalid>"), (-1, "0s", "0s"), (5, "5s", "5s"), (119, "119s", "1m"),
            (123, "2m3s", "2m"), (180, "3m", "3m"), (3 * 3600, "3h", "3h"), (3600 * 3 + 60, "3h1m", "3h"),
            (3600 * 9 + 60, "9h", "9h"), (3600 * 49, "2d1h", "2d"), (86400 * 4, "4d", "4d"),
            (86400 * 400, "400d", "1y"), (86400 * 800, "2y70d", "2y"), (86400 * 4000, "10y", "10y"),
        ]
        for (seconds, text, short) in rows {
            #expect(HumanDuration.text(micros: seconds * 1_000_000) == text)
            #expect(HumanDuration.shortText(micros: seconds * 1_000_000) == short)
        }
    }

    @Test("Go durations are read and written")
    func durations() {
        let rows: [(String, Int64, String)] = [
            ("1h2m3.5s", 3_723_500_000_000, "1h2m3.5s"), ("0", 0, "0s"), ("1.5us", 1500, "1.5µs"),
            ("-300ms", -300_000_000, "-300ms"), ("90m", 5_400_000_000_000, "1h30m0s"), ("7ns", 7, "7ns"),
            (".5s", 500_000_000, "500ms"), ("1m0.000000001s", 60_000_000_001, "1m0.000000001s"),
        ]
        for (text, nanos, written) in rows {
            #expect(GoDuration.parse(text) == nanos)
            #expect(GoDuration.text(nanos: nanos) == written)
        }
        for bad in ["", "1", "s", "1x", "--1s", "1s ", "9999999999h", "1..5s", "-"] {
            #expect(GoDuration.parse(bad) == nil, "\(bad)")
        }
    }
}
