import Documents
import KubeAPI
import Testing

@Suite("schema tables")
struct SchemaTests {
    @Test("every type that a field names is in the tables")
    func noDanglingTypes() {
        #expect(Schema.builtIn.types.count > 650)
        for type in Schema.builtIn.types {
            for field in type.goFields + type.fields {
                // Printing a shape walks every type it names.
                #expect(!Schema.builtIn.goText(field.shape).isEmpty)
            }
            #expect(
                type.underlying != nil
                    || type.fields.count >= type.goFields.filter { !$0.isInline && !$0.json.isEmpty }.count)
            let names = type.fields.map(\.json)
            #expect(names == names.sorted(), "\(type.name)")
            #expect(Set(names).count == names.count, "\(type.name)")
        }
    }

    @Test("kinds are found by group and version")
    func kinds() {
        #expect(Schema.builtIn.kindType("", "v1", "Pod") == "core/v1.Pod")
        #expect(Schema.builtIn.kindType(apiVersion: "apps/v1", kind: "ReplicaSet") == "apps/v1.ReplicaSet")
        #expect(Schema.builtIn.kindType("events.k8s.io", "v1", "Event") == "events/v1.Event")
        #expect(Schema.builtIn.kindType("apps", "v1", "Pod") == nil)
    }

    @Test("patch keys come from the Go tags")
    func patchRules() {
        let schema = Schema.builtIn
        #expect(
            schema.patchRule(type: "core/v1.PodSpec", field: "containers")
                == PatchRule(strategies: ["merge"], mergeKey: "name"))
        #expect(
            schema.patchRule(type: "core/v1.PodSpec", field: "volumes")
                == PatchRule(strategies: ["merge", "retainKeys"], mergeKey: "name"))
        #expect(
            schema.patchRule(type: "core/v1.Container", field: "ports")
                == PatchRule(strategies: ["merge"], mergeKey: "containerPort"))
        #expect(schema.patchRule(type: "core/v1.Container", field: "nosuch") == nil)
        #expect(schema.elementType(type: "core/v1.PodSpec", field: "containers") == "core/v1.Container")
        #expect(
            schema.field("core/v1.PodSpec", "topologySpreadConstraints")?.listMapKeys == [
                "topologyKey", "whenUnsatisfiable",
            ])
    }

    @Test("explain knows types, enums and what is required")
    func explain() throws {
        let schema = Schema.builtIn
        let found = try #require(
            schema.walk(from: "core/v1.Pod", ["spec", "containers", "imagePullPolicy"]))
        let field = schema.explanation(of: found.field)
        #expect(field.typeText == "string")
        #expect(field.enumValues == ["Always", "IfNotPresent", "Never"])
        #expect(!field.isRequired)
        let name = try #require(schema.walk(from: "core/v1.Pod", ["spec", "containers", "name"]))
        #expect(schema.explanation(of: name.field).isRequired)
        let limits = try #require(schema.walk(from: "core/v1.Container", ["resources", "limits"]))
        #expect(schema.explanation(of: limits.field).typeText == "map[string]Quantity")
        #expect(schema.walk(from: "core/v1.Pod", ["spec", "nosuch"]) == nil)
    }
}

@Suite("decoding")
struct DecodeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let json: String
        let error: String
        var testDescription: String { error }
    }

    @Test(
        "what does not fit is told in upstream's words",
        arguments: [
            Case(
                json: #"{"metadata":{"labels":"x"}}"#,
                error:
                    "json: cannot unmarshal string into Go struct field ObjectMeta.metadata.labels of "
                    + "type map[string]string"
            ),
            Case(
                json: #"{"metadata":{"labels":{"a":1}}}"#,
                error:
                    "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of "
                    + "type string"
            ),
            Case(
                json: #"{"spec":{"template":{"spec":{"volumes":[{"downwardAPI":{"items":[{"path":5}]}}]}}}}"#,
                error:
                    "json: cannot unmarshal number into Go struct field DownwardAPIVolumeFile.spec.template.spec."
                    + "volumes.VolumeSource.downwardAPI.items.path of type string"
            ),
            Case(
                json: #"{"spec":{"replicas":"three"}}"#,
                error:
                    "json: cannot unmarshal string into Go struct field ReplicaSetSpec.spec.replicas of "
                    + "type int32"
            ),
            Case(
                json: #"{"spec":{"replicas":3000000000}}"#,
                error:
                    "json: cannot unmarshal number 3000000000 into Go struct field "
                    + "ReplicaSetSpec.spec.replicas of type int32"
            ),
            Case(
                json: #"{"spec":{"template":{"spec":{"containers":{}}}}}"#,
                error:
                    "json: cannot unmarshal object into Go struct field "
                    + "PodSpec.spec.template.spec.containers of type []v1.Container"
            ),
            Case(
                json:
                    #"{"spec":{"template":{"spec":{"containers":[{"resources":{"limits":{"cpu":"1ii"}}}]}}}}"#,
                error: "unable to parse quantity's suffix"),
            Case(
                json: #"{"metadata":{"creationTimestamp":"today"}}"#,
                error:
                    #"parsing time "today" as "2006-01-02T15:04:05Z07:00": cannot parse "today" as "2006""#),
        ])
    func mismatches(_ c: Case) throws {
        let value = try json(c.json)
        #expect(throws: DecodeError.self) {
            try Schema.builtIn.decoded(value, as: "apps/v1.ReplicaSet", strictness: .ignore)
        }
        do {
            _ = try Schema.builtIn.decoded(value, as: "apps/v1.ReplicaSet", strictness: .ignore)
        } catch { #expect(error.message == c.error) }
    }

    @Test(
        "what a strategic patch makes of a type is told in the converter's words",
        arguments: [
            (#"{"metadata":{"labels":"x"}}"#, "cannot restore map from string"),
            (#"{"metadata":{"labels":{"a":1}}}"#, "cannot convert int64 to string"),
            (#"{"metadata":{"labels":{"a":true}}}"#, "unrecognized type: string"),
            (#"{"metadata":3}"#, "cannot restore struct from: int64"),
            (#"{"spec":{"replicas":"three"}}"#, "unrecognized type: int32"),
            (#"{"spec":{"replicas":1.5}}"#, "cannot convert float64 to int32"),
            (#"{"spec":{"template":{"spec":{"containers":{}}}}}"#, "cannot restore slice from map"),
            (#"{"spec":{"template":{"spec":{"hostNetwork":"yes"}}}}"#, "unrecognized type: bool"),
            (#"{"metadata":{"labels":{"a":1}},"spec":{"minReadySeconds":"x","replicas":{}}}"#,
                "cannot convert int64 to string"),
            (#"{"spec":{"template":{"spec":{"containers":[{"resources":{"limits":{"cpu":"1ii"}}}]}}}}"#,
                "unable to parse quantity's suffix"),
            (#"{"spec":{"replicas":2}}"#, nil),
        ] as [(String, String?)])
    func conversions(text: String, problem: String?) throws {
        #expect(Schema.builtIn.conversionProblem(of: try json(text), as: "apps/v1.ReplicaSet") == problem)
    }

    @Test("unknown fields: refused, warned of or dropped")
    func unknownFields() throws {
        let value = try json(
            #"{"apiVersion":"apps/v1","kind":"ReplicaSet","spec":{"replcas":1,"#
                + #""template":{"spec":{"containers":[{"nme":"c"}]}}}}"#
        )
        let texts = [
            #"unknown field "spec.replcas""#, #"unknown field "spec.template.spec.containers[0].nme""#,
        ]
        let warned = try Schema.builtIn.decode(value, as: "apps/v1.ReplicaSet", strictness: .warn)
        #expect(warned.warnings == texts)
        #expect(warned.0.at("spec", "replcas") == nil)
        #expect(
            try Schema.builtIn.decode(value, as: "apps/v1.ReplicaSet", strictness: .ignore).warnings.isEmpty
        )
        do {
            _ = try Schema.builtIn.decode(value, as: "apps/v1.ReplicaSet", strictness: .strict)
            Issue.record("not refused")
        } catch {
            #expect(error.code == 400)
            #expect(
                error.message
                    == #"ReplicaSet in version "v1" cannot be handled as a ReplicaSet: strict decoding error: "#
                    + texts.joined(separator: ", "))
        }
    }

    @Test("members that stand twice are told of")
    func duplicateFields() throws {
        let document = try JSONReader.document(Array(#"{"spec":{"replicas":1,"replicas":2}}"#.utf8))
        let decoded = try Schema.builtIn.decode(
            document.value, as: "apps/v1.ReplicaSet", strictness: .warn, duplicates: document.duplicates)
        #expect(decoded.warnings == [#"duplicate field "spec.replicas""#])
        #expect(decoded.0.at("spec", "replicas") == 2)
    }

    @Test("decoding brings documents into form")
    func canonicalForm() throws {
        let given = try json(
            #"""
            {"metadata":{"name":"x","labels":{},"creationTimestamp":null,"generateName":"",
            "deletionTimestamp":"2026-01-01T02:00:00+02:00"},
            "spec":{"replicas":0,"minReadySeconds":0,"template":{"spec":{"securityContext":{},"containers":[
            {"name":"c","resources":{"limits":{"cpu":0.5,"memory":"1024Mi"}},
            "livenessProbe":{"httpGet":{"port":"web"}}}]}}}}
            """#)
        let wanted = try json(
            #"""
            {"metadata":{"name":"x","deletionTimestamp":"2026-01-01T00:00:00Z"},
            "spec":{"replicas":0,"template":{"spec":{"securityContext":{},"containers":[
            {"name":"c","resources":{"limits":{"cpu":"500m","memory":"1Gi"}},
            "livenessProbe":{"httpGet":{"port":"web"}}}]}}}}
            """#)
        let once = try Schema.builtIn.decode(given, as: "apps/v1.ReplicaSet", strictness: .strict).0
        #expect(once == wanted)
        #expect(try Schema.builtIn.decode(once, as: "apps/v1.ReplicaSet", strictness: .strict).0 == once)
    }

    @Test("the server's answer has the zeros that Go prints")
    func encodedZeros() throws {
        let set = try json(
            #"{"apiVersion":"apps/v1","kind":"ReplicaSet","#
                + #""spec":{"template":{"spec":{"containers":[{"name":"c"}]}}}}"#
        )
        let out = Schema.builtIn.encoded(set, as: "apps/v1.ReplicaSet")
        #expect(out.at("status", "replicas") == 0)
        #expect(out.at("spec", "template", "spec", "containers")?[0]?["resources"] == .object(Fields()))
        #expect(out.at("spec", "template", "metadata") == .object(Fields()))
        #expect(out.at("spec", "template", "spec", "volumes") == nil)
    }
}
