import Documents
import Testing


/// A small generator with a seed (SplitMix64).
struct Dice {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { bound <= 0 ? 0 : Int(next() % UInt64(bound)) }

    /// Changes a few bytes: replaces, drops, repeats, or splices in a telling piece.
    mutating func mutated(_ text: String, pieces: [String]) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0...below(6) {
            let place = below(bytes.count + 1)
            switch below(5) {
            case 0: if place < bytes.count { bytes[place] = UInt8(below(256)) }
            case 1: if place < bytes.count { bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(8))) }
            case 2: bytes.insert(contentsOf: bytes.prefix(below(20)), at: place)
            default: bytes.insert(contentsOf: pieces[below(pieces.count)].utf8, at: place)
            }
        }
        return bytes
    }
}

@Suite struct FuzzTests {
    static let seeds: [UInt64] = [11, 12, 13]
    static let pieces = [
        "{", "}", "[", "]", "\"", "\\", "\\u12", "\\ud800", "null", "-", "1e999", ",", ":", "\n", "\u{0}", "é",
        "$patch", "delete", "replace", "$setElementOrder/containers", "$retainKeys", "/", "~1", "9223372036854775808",
    ]
    static let documents = [
        #"{"spec":{"containers":[{"name":"a","image":"1","ports":[{"containerPort":80}]}],"#
            + #""n":-1.5e3,"t":"a\u00e9\n"}}"#,
        #"{"spec":{"$setElementOrder/containers":[{"name":"a"}],"containers":[{"name":"a","$patch":"delete"}]}}"#,
        #"{"metadata":{"finalizers":["x","y"],"$deleteFromPrimitiveList/finalizers":["x"]},"#
            + #""spec":{"$patch":"replace"}}"#,
    ]

    @Test("what reads as JSON is written and read again the same", arguments: seeds)
    func jsonText(seed: UInt64) throws {
        var dice = Dice(state: seed)
        for round in 0..<3000 {
            let bytes = dice.mutated(Self.documents[dice.below(3)], pieces: Self.pieces)
            guard let value = try? JSONReader.read(bytes) else { continue }
            let written = JSONWriter.bytes(value)
            #expect(try JSONWriter.bytes(JSONReader.read(written)) == written, "seed \(seed) round \(round)")
        }
    }

    @Test("patches of odd documents end in a result or an error", arguments: seeds)
    func patches(seed: UInt64) throws {
        var dice = Dice(state: seed)
        for _ in 0..<2000 {
            let pair = (0..<2).compactMap { _ in
                try? JSONReader.read(dice.mutated(Self.documents[dice.below(3)], pieces: Self.pieces))
            }
            guard pair.count == 2 else { continue }
            _ = try? StrategicPatch.apply(pair[0], to: pair[1], type: "Object", schema: SmallSchema())
            _ = try? StrategicPatch.threeWay(
                original: pair[0], modified: pair[1], current: pair[0], type: "Object", schema: SmallSchema())
            let merged = MergePatch.apply(MergePatch.diff(from: pair[0], to: pair[1]), to: pair[0])
            #expect(Diff.entries(from: merged, to: merged).isEmpty)
            #expect(Diff.entries(from: pair[0], to: pair[1]).isEmpty == (pair[0] == pair[1]))
        }
    }

    @Test("odd JSON patches end in a result or an error", arguments: seeds)
    func jsonPatches(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let document = try JSONReader.read(Self.documents[0])
        let keys = ["spec", "containers", "0", "-", "-1", "name", "", "x~1", "99999999999999999999"]
        for _ in 0..<3000 {
            var operations: [Value] = []
            for _ in 0...dice.below(4) {
                func path() -> String { (0..<dice.below(5)).map { _ in "/" + keys[dice.below(keys.count)] }.joined() }
                let kinds = ["add", "remove", "replace", "move", "copy", "test"]
                operations.append([
                    "op": .string(kinds[dice.below(6)]), "path": .string(path()), "from": .string(path()),
                    "value": [1, 2],
                ])
            }
            _ = try? JSONPatch(.array(operations)).apply(to: document)
        }
    }

    @Test("a copy that doubles again and again is stopped")
    func copyBomb() throws {
        let double: Value = ["op": "copy", "from": "/a", "path": "/a/-"]
        let patch = try JSONPatch(.array(Array(repeating: double, count: 200)))
        #expect(throws: PatchError.self) { try patch.apply(to: ["a": ["0123456789"]]) }
    }

    @Test("quantities and paths that read print as what reads the same", arguments: seeds)
    func words(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let pieces = [
            "1", "0", ".", "m", "Mi", "e", "E", "k", "-", "+", "999999999", "n", "[", "]", "\"", "a", "=", "\\",
        ]
        for _ in 0..<4000 {
            let sample = ["1500m", "1.5Gi", "12e6"][dice.below(3)]
            let text = String(decoding: dice.mutated(sample, pieces: pieces), as: UTF8.self)
            if let quantity = try? Quantity(parsing: text) {
                #expect(try Quantity(parsing: quantity.description) == quantity, "\(text)")
            }
            _ = GoDuration.parse(text)
            _ = Timestamps.parse(text)
            let place = String(
                decoding: dice.mutated(#"spec.a[0]["b.c"][k=v].d"#, pieces: pieces), as: UTF8.self)
            if let path = try? FieldPath(parsing: place) {
                #expect(try FieldPath(parsing: path.description).description == path.description, "\(place)")
            }
        }
    }
}
