import Documents
import Nodes
import Testing

@Suite struct BehaviourTests {
    @Test(
        "patterns match the image, with or without tag, or its last part",
        arguments: [
            ("nginx", "nginx:1.25", true), ("nginx", "docker.io/library/nginx:1.25", true),
            ("demo/*", "demo/web:1", true), ("*crash*", "example.com/crasher@sha256:1", true),
            ("nginx", "nginx-unprivileged", false), ("demo/*", "other/web", false), ("web:2", "demo/web:1", false),
            ("localhost:5000/web", "localhost:5000/web:1", true),
        ])
    func patterns(pattern: String, image: String, matches: Bool) {
        var special = Behaviour()
        special.exitCode = 7
        let table = Behaviours(rules: [Behaviours.Rule(pattern, special)])
        #expect((table.behaviour(image: image, annotations: []).exitCode == 7) == matches)
    }

    @Test("an annotation wins over the table, one for a container over one for the pod")
    func annotations() {
        let annotations = [
            (key: "orrery.dev/behaviour", value: "{\"exitCode\": 3}"),
            (key: "orrery.dev/behaviour.web", value: "{\"exitCode\": 4}"),
        ]
        #expect(Behaviours.oracle.behaviour(image: "x", container: "db", annotations: annotations).exitCode == 3)
        #expect(Behaviours.oracle.behaviour(image: "x", container: "web", annotations: annotations).exitCode == 4)
    }

    @Test("a table is read whole")
    func table() throws {
        let table = try Behaviours(parsing: [
            "default": ["pullMilliseconds": 10],
            "rules": [
                [
                    "image": "demo/*",
                    "behaviour": [
                        "runsForSeconds": 2, "exitCodes": [1, 1, 0],
                        "logs": ["hello", ["atMilliseconds": 5, "text": "you"]],
                    ],
                ]
            ],
        ])
        let demo = table.behaviour(image: "demo/web", annotations: [])
        #expect([0, 1, 2, 3].map { demo.exitCode(ofRun: $0) } == [1, 1, 0, 0])
        #expect(demo.logs.map(\.text) == ["hello", "you"])
        #expect(table.behaviour(image: "other", annotations: []).pullMilliseconds == 10)
    }

    @Test(
        "what is wrong with a table is said with its place",
        arguments: [
            ("[]", "behaviours: must be an object"),
            ("{\"rule\": []}", "rule: unknown; known are `rules` and `default`"),
            ("{\"rules\": [{}]}", "rules[0]: needs `image`, a name or pattern"),
            ("{\"default\": {\"exitCode\": 256}}", "default.exitCode: must be an exit code from 0 to 255"),
            ("{\"default\": {\"readyNever\": 1}}", "default.readyNever: must be true or false"),
            ("{\"default\": {\"runsForSeconds\": -1}}", "default.runsForSeconds: must be a whole number, 0 or more"),
        ])
    func errors(text: String, message: String) throws {
        let value = try JSONReader.read(text)
        let error = #expect(throws: BehaviourError.self) { try Behaviours(parsing: value) }
        #expect(error?.description == message)
    }
}
