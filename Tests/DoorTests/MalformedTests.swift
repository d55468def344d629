import Documents
import Door
import DoorClient
import Testing

extension DoorTests {
    /// Bytes that are no request, and requests that mean nothing.
    @Suite
    struct MalformedTests {
        @Test("what is no HTTP is 400, or no answer at all, and the connection ends")
        func noHTTP() async throws {
            try await OpenDoor.open { door in
                let token = "Authorization: Bearer \(door.ready.token)\r\n"
                let cases = [
                    "GARBAGE\r\n\r\n", "\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET /api/v1/pods HTTP/7.5\r\n\r\n",
                    "GET /api/v1/pods HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
                    "POST \(OpenDoor.pods) HTTP/1.1\r\n\(token)Content-Length: -5\r\n\r\n",
                    "POST \(OpenDoor.pods) HTTP/1.1\r\n\(token)Content-Length: 99999999999999999999\r\n\r\n",
                    "POST \(OpenDoor.pods) HTTP/1.1\r\n\(token)Content-Length: 3\r\nContent-Length: 4\r\n\r\n{}",
                    "POST \(OpenDoor.pods) HTTP/1.1\r\n\(token)Content-Length: 2\r\nTransfer-Encoding: chunked\r\n"
                        + "\r\n{}",
                    "POST \(OpenDoor.pods) HTTP/1.1\r\n\(token)Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
                    "GET / HTTP/1.1\r\nX: \(String(repeating: "a", count: 200_000))\r\n\r\n",
                    "GET /\(String(repeating: "a", count: 200_000)) HTTP/1.1\r\n\r\n",
                    "GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 20_000) + "\r\n"
                ]
                for text in cases {
                    let answer = try await door.send(text)
                    #expect(
                        answer.map { (400 ..< 500).contains($0.status) } ?? true,
                        "\(text.prefix(80)): \(answer?.status ?? 0)")
                }
            }
        }

        @Test("tricks with paths lead nowhere")
        func paths() async throws {
            try await OpenDoor.open { door in
                let cases: [(path: String, code: Int)] = [
                    ("/api/v1/namespaces/%2e%2e/pods", 400), ("/api/v1/nodes/%2e%2e", 400), ("/api/v1/nodes/..", 400),
                    ("/api/v1/nodes/%2e%2e/node-1", 404), ("//api/v1/nodes/node-1", 200), ("/api//v1/nodes", 404),
                    ("/api/v1/nodes//node-1", 404), ("/api/v1/nodes/node-1/", 200), ("/api/v1%2Fnodes%2Fnode-1", 200),
                    ("/api/v1/nodes/%00", 404), ("/api/v1/nodes/node-1%00", 404), ("/api/v1/nodes/%ff%fe", 404),
                    ("/api/v1/nodes/%", 400), ("/api/v1/nodes/%zz", 400), ("/..%2f..%2fetc/passwd", 404),
                    ("/api/v1/nodes/node-1%2f..%2fnode-2", 404), ("/api/v1/nodes/%252e%252e", 400),
                    ("/openapi/v3/../../etc/passwd", 404), ("/logs/../../etc/passwd", 404), ("/debug/pprof", 404),
                    ("/api/v1/namespaces/default/pods/%2e/log", 400), ("/apis/%2e%2e/v1/nodes", 404), ("/%00", 404),
                    ("/api/v1/nodes/" + String(repeating: "a", count: 5_000), 404),
                    ("/api/v1" + String(repeating: "/x", count: 5_000), 404)
                ]
                for (path, code) in cases {
                    let answer = try await door.ask("GET", path)
                    #expect(answer.status == code, "\(path.prefix(80)): \(answer.text.prefix(200))")
                }
            }
        }

        @Test("bodies that mean nothing are refused with the reason")
        func bodies() async throws {
            let deep = String(repeating: "[", count: 100_000)
            let laughs =
                "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
                + (0 ..< 12).map { number in
                    let (one, next) = (
                        Character(UnicodeScalar(97 + UInt8(number))), Character(UnicodeScalar(98 + UInt8(number)))
                    )
                    return "\(next): &\(next) [" + Array(repeating: "*\(one)", count: 10).joined(separator: ",") + "]\n"
                }.joined()
            let cases: [(type: String, body: String, code: Int)] = [
                ("application/json", "", 400), ("application/json", "{", 400), ("application/json", "null", 422),
                ("application/json", "[]", 400), ("application/json", "\"x\"", 400), ("application/json", deep, 400),
                ("application/json", "{\"metadata\":\(String(repeating: "{\"a\":", count: 50_000))", 400),
                ("application/json", "{\"metadata\":{\"name\":\"\u{0}\"}}", 400),
                ("application/json", "{\"metadata\":{\"name\":1}}", 400),
                ("application/json", "{\"metadata\":[]}", 400),
                ("application/json", "{\"kind\":\"Node\",\"metadata\":{\"name\":\"a\"}}", 400),
                ("application/json", "{\"metadata\":{\"name\":\"A B\"}}", 422),
                ("application/yaml", "a: [", 400), ("application/yaml", laughs, 400), ("application/yaml", "\t", 400),
                ("application/yaml", "*nobody", 400), ("application/xml", "<a/>", 415), ("text/plain", "{}", 415),
                ("application/vnd.kubernetes.protobuf", "k8s\0garbage", 415),
                ("application/vnd.kubernetes.protobuf", "{}", 415)
            ]
            try await OpenDoor.open { door in
                for (type, body, code) in cases {
                    let answer = try await door.ask(
                        "POST", OpenDoor.configMaps, headers: ["Content-Type: \(type)"], body: body)
                    #expect(answer.status == code, "\(type) \(body.prefix(40)): \(answer.text.prefix(300))")
                    #expect(answer.json["kind"] == "Status")
                }
            }
        }

        @Test("patches that mean nothing leave the object as it is")
        func patches() async throws {
            let many =
                "["
                + Array(repeating: #"{"op":"test","path":"/kind","value":"x"}"#, count: 10_001)
                .joined(separator: ",") + "]"
            let cases: [(type: String, body: String, codes: Set<Int>)] = [
                ("json-patch", "{}", [400]), ("json-patch", "[{\"op\":\"fly\",\"path\":\"/a\"}]", [400, 422]),
                ("json-patch", #"[{"op":"remove","path":"/spec/nothing"}]"#, [422]),
                ("json-patch", #"[{"op":"replace","path":"/metadata/uid","value":"x"}]"#, [409, 422]),
                ("json-patch", #"[{"op":"add","path":"","value":null}]"#, [400, 422, 500]),
                ("json-patch", many, [413]), ("merge-patch", "[]", [400, 422]), ("merge-patch", "7", [400, 422]),
                ("merge-patch", "{", [400]), ("merge-patch", #"{"kind":"Node"}"#, [422]),
                ("merge-patch", #"{"metadata":{"name":"other"}}"#, [400, 422]),
                ("merge-patch", #"{"data":7}"#, [400, 422]),
                ("strategic-merge-patch", #"{"$patch":"nonsense"}"#, [400, 422, 500]),
                ("strategic-merge-patch", "[]", [400]),
                ("strategic-merge-patch", #"{"metadata":{"labels":{"a b":"c"}}}"#, [422]), ("fly-patch", "{}", [415])
            ]
            try await OpenDoor.open { door in
                let object = #"{"metadata":{"name":"m"},"data":{"a":"1"}}"#
                let made = try await door.ask("POST", OpenDoor.configMaps, headers: [OpenDoor.json], body: object)
                #expect(made.status == 201)
                for (type, body, codes) in cases {
                    let answer = try await door.ask(
                        "PATCH", OpenDoor.configMaps + "/m", headers: ["Content-Type: application/\(type)+json"],
                        body: body)
                    #expect(codes.contains(answer.status), "\(type) \(body.prefix(60)): \(answer.text.prefix(300))")
                }
                let after = try await door.ask("GET", OpenDoor.configMaps + "/m")
                #expect(after.text == made.text)
            }
        }

        @Test("queries that mean nothing are 400")
        func queries() async throws {
            let queries = [
                "limit=x", "limit=99999999999999999999", "continue=!!!", "continue=e30",
                "continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6Nywic3RhcnQiOiIuLi8uLi9zZWNyZXRzIn0",
                "labelSelector=a%3D%3D%3Db", "labelSelector=%28", "labelSelector=a%20in%20(", "labelSelector=%00",
                "fieldSelector=a", "fieldSelector=spec.banana%3Db", "resourceVersion=x", "resourceVersion=-1",
                "resourceVersionMatch=Exact", "resourceVersionMatch=Never&resourceVersion=1",
                "watch=true&resourceVersion=x",
                "watch=true&timeoutSeconds=x", "sendInitialEvents=true", "watch=true&sendInitialEvents=true"
            ]
            try await OpenDoor.open { door in
                for query in queries {
                    let answer = try await door.ask("GET", OpenDoor.pods + "?" + query)
                    #expect([400, 422].contains(answer.status), "\(query): \(answer.status) \(answer.text.prefix(200))")
                }
            }
        }
    }
}
