import Documents
import Testing

func json(_ text: String) throws -> Value { try JSONReader.read(text) }
func text(_ value: Value) -> String { JSONWriter.text(value, style: .init(indent: 0, escapesHTML: false)) }

/// A few fields of a pod template, as the API has them.
struct SmallSchema: PatchSchema {
    func patchMeta(of field: String, in type: String) -> PatchMeta? {
        switch (type, field) {
        case ("Object", "metadata"), ("Object", "spec"), ("Object", "kind"): PatchMeta(type: "Spec")
        case ("Spec", "containers"): PatchMeta(strategy: ["merge"], mergeKey: "name", type: "Container")
        case ("Spec", "volumes"):
            PatchMeta(strategy: ["merge", "retainKeys"], mergeKey: "name", type: "Volume")
        case ("Spec", "finalizers"): PatchMeta(strategy: ["merge"])
        case ("Spec", "strategy"): PatchMeta(strategy: ["retainKeys"], type: "Any")
        case ("Spec", "unknown"): nil
        case ("Container", "ports"):
            PatchMeta(strategy: ["merge"], mergeKey: "containerPort", type: "Any")
        default: PatchMeta()
        }
    }
}

@Suite struct PatchTests {
    @Test(
        "merge patches follow RFC 7386",
        arguments: [
            (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"a":null}"#, "{}"),
            (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"["a"]"#, #"{"a":1}"#, #"{"a":1}"#),
            (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
            ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#), (#"{"a":1}"#, "[1]", "[1]"),
        ])
    func merge(document: String, patch: String, expected: String) throws {
        let document = try json(document)
        #expect(text(MergePatch.apply(try json(patch), to: document)) == expected)
        let made = MergePatch.diff(from: document, to: try json(expected))
        #expect(text(MergePatch.apply(made, to: document)) == expected)
    }

    @Test("a three-way merge patch removes only what was applied before")
    func threeWayMerge() throws {
        let patch = MergePatch.threeWay(
            original: try json(#"{"a":1,"gone":{"x":1,"y":2}}"#),
            modified: try json(#"{"a":2,"gone":{"y":2}}"#),
            current: try json(#"{"a":1,"gone":{"x":1,"y":2},"server":true}"#))
        #expect(text(patch) == #"{"a":2,"gone":{"x":null}}"#)
    }

    @Test(
        "JSON patches are applied or refused with upstream's words",
        arguments: [
            (#"[{"op":"add","path":"/a","value":1}]"#, #"{"a":1,"l":[1,2],"o":{"k":"v"}}"#),
            (#"[{"op":"add","path":"/l/1","value":9}]"#, #"{"l":[1,9,2],"o":{"k":"v"}}"#),
            (#"[{"op":"add","path":"/l/-","value":9}]"#, #"{"l":[1,2,9],"o":{"k":"v"}}"#),
            (#"[{"op":"remove","path":"/l/0"}]"#, #"{"l":[2],"o":{"k":"v"}}"#),
            (#"[{"op":"replace","path":"/o/k","value":null}]"#, #"{"l":[1,2],"o":{"k":null}}"#),
            (#"[{"op":"move","from":"/o/k","path":"/k~1x"}]"#, #"{"k/x":"v","l":[1,2],"o":{}}"#),
            (#"[{"op":"copy","from":"/l","path":"/o/l"}]"#, #"{"l":[1,2],"o":{"k":"v","l":[1,2]}}"#),
            (#"[{"op":"test","path":"/l/1","value":2.0}]"#, #"{"l":[1,2],"o":{"k":"v"}}"#),
            (#"[{"op":"test","path":"/o/k","value":"w"}]"#, "testing value /o/k failed: test failed"),
            (#"[{"op":"add","path":"/x/y","value":1}]"#,
                #"add operation does not apply: doc is missing path: "/x/y": missing value"#),
            (#"[{"op":"remove","path":"/x"}]"#,
                "error in remove for path: '/x': Unable to remove nonexistent key: x: missing value"),
            (#"[{"op":"replace","path":"/x","value":1}]"#,
                #"{"l":[1,2],"o":{"k":"v"},"x":1}"#),
            (#"[{"op":"replace","path":"/x/y","value":1}]"#,
                "replace operation does not apply: doc is missing path: /x/y: missing value"),
            (#"[{"op":"add","path":"/l/7","value":1}]"#,
                "error in add for path: '/l/7': Unable to access invalid index: 7: invalid index referenced"),
            (#"[{"op":"jump","path":"/l/7"}]"#, "Unexpected kind: jump"),
            (#"{"op":"add"}"#, "json: cannot unmarshal object into Go value of type jsonpatch.Patch"),
        ])
    func jsonPatch(patch: String, expected: String) throws {
        let document = try json(#"{"o":{"k":"v"},"l":[1,2]}"#)
        do {
            #expect(text(try JSONPatch(json(patch)).apply(to: document)) == expected)
        } catch let error as PatchError {
            #expect(error.message == expected)
        }
    }

    @Test(
        "strategic patches merge keyed lists and obey directives",
        arguments: [
            ("keyed elements are merged, new ones come first",
                #"{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"}]}}"#,
                #"{"spec":{"containers":[{"name":"b","image":"3"},{"name":"c"}]}}"#,
                #"{"spec":{"containers":[{"image":"1","name":"a"},{"image":"3","name":"b"},{"name":"c"}]}}"#),
            ("an element is deleted", #"{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}"#,
                #"{"spec":{"containers":[{"name":"a","$patch":"delete"}]}}"#,
                #"{"spec":{"containers":[{"name":"b"}]}}"#),
            ("a list is replaced", #"{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}"#,
                #"{"spec":{"containers":[{"name":"x"},{"$patch":"replace"}]}}"#,
                #"{"spec":{"containers":[{"name":"x"}]}}"#),
            ("an object is replaced", #"{"spec":{"a":1,"b":2}}"#, #"{"spec":{"$patch":"replace","c":3}}"#,
                #"{"spec":{"c":3}}"#),
            ("an object is emptied", #"{"spec":{"a":1,"b":2}}"#, #"{"spec":{"$patch":"delete"}}"#,
                #"{"spec":{}}"#),
            ("scalars are merged and deleted", #"{"metadata":{"finalizers":["a","b","c"]}}"#,
                #"{"metadata":{"$deleteFromPrimitiveList/finalizers":["b"],"finalizers":["d"]}}"#,
                #"{"metadata":{"finalizers":["d","a","c"]}}"#),
            ("the order is set", #"{"spec":{"containers":[{"name":"a"},{"name":"b"},{"name":"s"}]}}"#,
                #"{"spec":{"$setElementOrder/containers":[{"name":"b"},{"name":"a"}],"#
                    + #""containers":[{"name":"a","image":"x"}]}}"#,
                #"{"spec":{"containers":[{"name":"b"},{"image":"x","name":"a"},{"name":"s"}]}}"#),
            ("only retained keys stay", #"{"spec":{"strategy":{"type":"R","rollingUpdate":{"x":1}}}}"#,
                #"{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}"#,
                #"{"spec":{"strategy":{"type":"Recreate"}}}"#),
            ("lists without a strategy are replaced", #"{"spec":{"args":[1,2]}}"#, #"{"spec":{"args":[3]}}"#,
                #"{"spec":{"args":[3]}}"#),
            ("null removes", #"{"spec":{"a":1}}"#, #"{"spec":{"a":null,"b":{"c":null}}}"#,
                #"{"spec":{"b":{}}}"#),
        ])
    func strategic(name: String, document: String, patch: String, expected: String) throws {
        let result = try StrategicPatch.apply(
            json(patch), to: json(document), type: "Object", schema: SmallSchema())
        #expect(text(result) == expected, "\(name)")
    }

    @Test("a strategic patch that cannot be is refused in upstream's words")
    func strategicErrors() throws {
        let rows = [
            (#"{"spec":{"containers":[{"image":"x"}]}}"#,
                "map: map[image:x] does not contain declared merge key: name"),
            (#"{"spec":{"$patch":"jump"}}"#, "unknown patch type: jump in map: map[$patch:jump]"),
            (#"{"spec":{"strategy":{"$retainKeys":["a"],"b":1}}}"#, "invalid patch format of retainKeys"),
            (#"{"spec":{"unknown":[1]}}"#, #"unable to find api field "unknown" in Spec"#),
        ]
        let document = try json(
            #"{"spec":{"containers":[{"name":"a"}],"strategy":{},"unknown":[2]}}"#)
        for (patch, message) in rows {
            let error = #expect(throws: PatchError.self) {
                try StrategicPatch.apply(json(patch), to: document, type: "Object", schema: SmallSchema())
            }
            #expect(error?.message == message)
        }
    }

    @Test("kubectl apply's patch leaves the server's fields alone")
    func threeWayStrategic() throws {
        let original = try json(
            #"{"spec":{"containers":[{"name":"a","image":"1"},{"name":"old"}],"replicas":1,"gone":1}}"#)
        let modified = try json(#"{"spec":{"containers":[{"name":"a","image":"2"}],"replicas":3}}"#)
        let current = try json(
            #"""
            {"spec":{"containers":[{"name":"a","image":"1","pullPolicy":"Always"},{"name":"old"},{"name":"side"}],
            "replicas":1,"gone":1},"status":{"x":1}}
            """#)
        let patch = try StrategicPatch.threeWay(
            original: original, modified: modified, current: current, type: "Object", schema: SmallSchema())
        let expected =
            #"{"spec":{"$setElementOrder/containers":[{"name":"a"}],"containers":[{"image":"2","name":"a"},"#
            + #"{"$patch":"delete","name":"old"}],"gone":null,"replicas":3}}"#
        #expect(text(patch) == expected)
        let result = try StrategicPatch.apply(patch, to: current, type: "Object", schema: SmallSchema())
        #expect(
            text(result)
                == #"{"spec":{"containers":[{"image":"2","name":"a","pullPolicy":"Always"},{"name":"side"}],"#
                + #""replicas":3},"status":{"x":1}}"#
        )
        let again = try StrategicPatch.threeWay(
            original: modified, modified: modified, current: result, type: "Object", schema: SmallSchema())
        // As upstream: the order is sent again while the server has an element of its own.
        #expect(text(again) == #"{"spec":{"$setElementOrder/containers":[{"name":"a"}]}}"#)
    }

    @Test("a diff names keyed elements by their key")
    func diff() throws {
        let entries = Diff.entries(
            from: try json(#"{"c":[{"type":"Ready","s":"F"},{"type":"X"}],"n":1,"l":[1,2],"r":1}"#),
            to: try json(#"{"c":[{"type":"New"},{"type":"Ready","s":"T"}],"n":2,"l":[1],"z":[]}"#))
        let shown = entries.map { "\($0.path) \($0.old.map(text) ?? "-") \($0.new.map(text) ?? "-")" }
        #expect(
            shown == [
                #"c[type=Ready].s "F" "T""#, #"c[type=X] {"type":"X"} -"#, #"c[type=New] - {"type":"New"}"#,
                "l[1] 2 -", "n 1 2", "r 1 -", "z - []",
            ])
    }
}
