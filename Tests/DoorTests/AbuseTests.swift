import Documents
import Door
import DoorClient
import Testing

extension DoorTests {
    /// What nobody should send: the right code comes back, others are served, the world stays sound.
    @Suite
    struct AbuseTests {
        // MARK: bodies

        @Test("a body of 3 MiB is read, one byte more is refused, said or unsaid")
        func largeBodies() async throws {
            try await OpenDoor.open { door in
                let limit = 3 * 1024 * 1024
                let body = #"{"kind":"ConfigMap","metadata":{"name":"m"}}"#
                let fits = body + String(repeating: " ", count: limit - body.utf8.count)
                let taken = try await door.ask("POST", OpenDoor.configMaps, headers: [OpenDoor.json], body: fits)
                #expect(taken.status == 201, "\(taken.text.prefix(300))")
                let refused = try await door.ask(
                    "POST", OpenDoor.configMaps, headers: [OpenDoor.json], body: fits + " ")
                #expect(refused.status == 413)
                #expect(refused.reason == "RequestEntityTooLarge")
                #expect(refused.message == "Request entity too large: limit is 3145728")
                #expect(refused.header("Connection") == "close")

                let head =
                    "POST \(OpenDoor.configMaps) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(door.ready.token)\r\n"
                    + "\(OpenDoor.json)\r\nTransfer-Encoding: chunked\r\n\r\n"
                let chunk = "10000\r\n" + String(repeating: " ", count: 0x10000) + "\r\n"
                let unsaid = try await door.send(head + String(repeating: chunk, count: 49))
                #expect(unsaid?.status == 413)
            }
        }

        @Test("a body is announced, and nobody who may not write has it read")
        func unreadBodies() async throws {
            try await OpenDoor.open { door in
                let answer = try await door.send(
                    "POST \(OpenDoor.pods) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wrong\r\n"
                        + "Content-Length: 9\r\n\r\n"
                )
                #expect(answer?.status == 401)
                #expect(answer?.header("Connection") == "close")
            }
        }

        // MARK: slow ones

        private static var impatient: DoorPatience {
            var patience = DoorPatience()
            patience.read = 2_000
            patience.idle = 4_000
            patience.write = 2_000
            return patience
        }

        @Test("a head that never ends loses its connection; others are served meanwhile")
        func slowHead() async throws {
            try await OpenDoor.open(patience: Self.impatient) { door in
                try await DoorConnection.open(door.key) { client in
                    try await client.send(Array("GET /api/v1/pods HTTP/1.1\r\nHost: x\r\nX-A: ".utf8))
                    let other = try await door.ask("GET", "/api/v1/nodes/node-1")
                    #expect(other.status == 200)
                    await #expect(throws: (any Error).self) { try await client.head() }
                }
            }
        }

        @Test("a body that never ends is answered with a timeout, and its connection is closed")
        func slowBody() async throws {
            try await OpenDoor.open(patience: Self.impatient) { door in
                try await DoorConnection.open(door.key) { client in
                    let whole = door.key.request(
                        "POST", OpenDoor.pods, headers: [OpenDoor.json], body: Array(repeating: 0x20, count: 100))
                    try await client.send(Array(whole.dropLast(50)))
                    let other = try await door.ask("GET", "/api/v1/nodes/node-1")
                    #expect(other.status == 200)
                    let answer = try await client.answer()
                    #expect(answer.status == 504)
                    #expect(answer.reason == "Timeout")
                    #expect(answer.header("Connection") == "close")
                    await #expect(throws: (any Error).self) { try await client.head() }
                }
            }
        }

        @Test("a watch whose client takes nothing is cut off, and nothing is kept for it")
        func halfOpenWatch() async throws {
            // Only what is written has to hurry: a machine that is busy does not end the watch before.
            var patience = DoorPatience()
            patience.write = 4_000
            try await OpenDoor.open(patience: patience) { door in
                try await DoorConnection.open(door.key) { client in
                    try await client.send(door.key.request("GET", OpenDoor.configMaps + "?watch=true"))
                    _ = try await client.head()
                    while door.desk.waiting == 0 { _ = try await door.ask("GET", "/healthz") }
                    let filler = String(repeating: "x", count: 1 << 20)
                    for number in 0 ..< 16 {
                        let body = #"{"kind":"ConfigMap","metadata":{"name":"m\#(number)"},"data":{"a":"\#(filler)"}}"#
                        let answer = try await door.ask(
                            "POST", OpenDoor.configMaps, headers: [OpenDoor.json], body: body)
                        #expect(answer.status == 201 || answer.status == 422, "\(answer.text.prefix(200))")
                    }
                    while door.desk.waiting > 0 { _ = try await door.ask("GET", "/healthz") }
                }
            }
        }

        @Test("a watch as long as a number can be ends with its client, not with the server")
        func endlessWatch() async throws {
            try await OpenDoor.open { door in
                let target = OpenDoor.pods + "?watch=true&timeoutSeconds=9223372036854775807"
                try await DoorConnection.open(door.key) { client in
                    try await client.send(door.key.request("GET", target))
                    let head = try await client.head()
                    #expect(head.status == 200)
                }
                while door.desk.waiting > 0 { _ = try await door.ask("GET", "/healthz") }
            }
        }

        // MARK: many

        @Test("10 000 requests at once are all answered")
        func manyAtOnce() async throws {
            try await OpenDoor.open { door in
                let (connections, each) = (100, 100)
                let counts = try await withThrowingTaskGroup(of: [Int: Int].self) { group in
                    for connection in 0 ..< connections {
                        group.addTask { try await Self.flood(door, connection, each) }
                    }
                    return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
                }
                #expect(counts == [200: connections * (each - 2), 201: connections, 404: connections])
                let stored = try await door.ask("GET", OpenDoor.configMaps + "?labelSelector=flood")
                #expect(stored.json["items"]?.array?.count == connections)
            }
        }

        /// All requests are on the wire before the first answer is read.
        private static func flood(_ door: OpenDoor, _ connection: Int, _ count: Int) async throws -> [Int: Int] {
            try await DoorConnection.open(door.key) { client in
                var bytes = door.key.request(
                    "POST", OpenDoor.configMaps, headers: [OpenDoor.json],
                    body: Array(#"{"metadata":{"name":"f\#(connection)","labels":{"flood":"1"}}}"#.utf8))
                bytes += door.key.request("GET", "/api/v1/nodes/nobody")
                for _ in 2 ..< count { bytes += door.key.request("GET", "/api/v1/nodes/node-1") }
                try await client.send(bytes)
                var counts: [Int: Int] = [:]
                for _ in 0 ..< count { counts[try await client.answer().status, default: 0] += 1 }
                return counts
            }
        }
    }
}
