import Documents
import Door
import DoorClient
import Testing
import Workbench

extension DoorTests {
    /// Lists whose pieces are made side by side.
    @Suite(.serialized) struct LongListTests {
        @Test("a long list arrives in its order, and so does each of its pages")
        func order() async throws {
            try await OpenDoor.open { door in
                let names = (0 ..< 1_300).map { "m\(10_000 + $0)" }
                let items = names.map { name -> Value in
                    ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name)]]
                }
                let list: Value = ["apiVersion": "v1", "kind": "List", "items": .array(items)]
                door.desk.turn { _ = $0.perform("kubectl create -f -", input: JSONWriter.text(list)) }
                let found = try await Self.names(door, "")
                #expect(found.names == ["kube-root-ca.crt"] + names)
                var (paged, next): ([String], String) = ([], "")
                repeat {
                    let page = try await Self.names(door, "?limit=600" + next)
                    paged += page.names
                    next = page.next.isEmpty ? "" : "&continue=" + page.next
                } while !next.isEmpty
                #expect(paged == found.names)
            }
        }

        private static func names(_ door: OpenDoor, _ query: String) async throws -> (names: [String], next: String) {
            let answer = try await door.ask("GET", OpenDoor.configMaps + query)
            let value = try JSONReader.read(answer.text)
            let names = (value["items"]?.array ?? []).compactMap { $0.at("metadata", "name")?.string }
            return (names, value.at("metadata", "continue")?.string ?? "")
        }
    }
}
