import Documents
import Door
import DoorClient
import Testing

extension DoorTests {
    /// Who knocks.
    @Suite
    struct CredentialTests {
        @Test("wrong credentials are 401, none are 403, the right ones are served")
        func tokens() async throws {
            try await OpenDoor.open { door in
                let nobody = door.key.with(token: nil)
                let cases: [(header: String?, code: Int)] = [
                    (nil, 403), ("Authorization: Bearer \(door.ready.token)", 200),
                    ("Authorization: bearer \(door.ready.token)", 200),
                    ("Authorization: Bearer wrong", 401), ("Authorization: Bearer", 401),
                    ("Authorization: Bearer ", 401),
                    ("Authorization: Basic YWRtaW46YWRtaW4=", 401), ("Authorization:", 401),
                    ("Authorization: Bearer \(door.ready.token)x", 401),
                    ("Authorization: Bearer \(door.ready.token.dropLast())", 401),
                    ("Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJzeXN0ZW06YWRtaW4ifQ.", 401),
                    ("Authorization: Bearer \(String(repeating: "a", count: 60_000))", 401)
                ]
                for (header, code) in cases {
                    let answer = try await door.ask(
                        "GET", OpenDoor.pods, headers: header.map { [$0] } ?? [], as: nobody)
                    #expect(answer.status == code, "\(header?.prefix(60) ?? "nothing")")
                    #expect(answer.json["kind"] == (code == 200 ? "PodList" : "Status"))
                }
            }
        }

        @Test("who may not stand for others may not, and a group alone is nobody")
        func impersonation() async throws {
            try await OpenDoor.open { door in
                let nobody = door.key.with(token: nil)
                let asAdmin = ["Impersonate-User: kubernetes-admin", "Impersonate-Group: system:masters"]
                let answer1 = try await door.ask("GET", OpenDoor.pods, headers: asAdmin, as: nobody)
                #expect(answer1.status == 403)
                let answer2 = try await door.ask("GET", OpenDoor.pods, headers: asAdmin)
                #expect(answer2.status == 200)
                let group = ["Impersonate-Group: system:masters"]
                let answer3 = try await door.ask("GET", OpenDoor.pods, headers: group)
                #expect(answer3.status == 500)
            }
        }

        @Test("a certificate of this door's authority is the administrator's, that of another is not let in")
        func certificates() async throws {
            try await OpenDoor.open { door in
                let own = try DoorKey(
                    port: door.ready.port, authority: door.ready.authority, token: nil, client: door.ready.client)
                let answer4 = try await door.ask("GET", OpenDoor.pods, as: own)
                #expect(answer4.status == 200)
                try await OpenDoor.open { other in
                    let strange = try DoorKey(
                        port: door.ready.port, authority: door.ready.authority, token: nil, client: other.ready.client)
                    await #expect(throws: (any Error).self) { try await door.ask("GET", OpenDoor.pods, as: strange) }
                    let distrustful = try DoorKey(port: door.ready.port, authority: other.ready.authority, token: nil)
                    await #expect(throws: (any Error).self) {
                        try await door.ask("GET", OpenDoor.pods, as: distrustful)
                    }
                }
            }
        }

        @Test("the control paths are the administrator's alone")
        func controlPaths() async throws {
            try await OpenDoor.open { door in
                let nobody = door.key.with(token: nil)
                let answer5 = try await door.ask("POST", "/orrery/step", as: nobody)
                #expect(answer5.status == 403)
                let answer6 = try await door.ask("POST", "/orrery/step")
                #expect(answer6.status == 200)
                let answer7 = try await door.ask("POST", "/orrery/step?n=1%0Aexit")
                #expect(answer7.status == 400)
                let answer8 = try await door.ask("POST", "/orrery/until?condition=%00%27%22%24(")
                #expect(answer8.status == 400)
            }
        }
    }
}
