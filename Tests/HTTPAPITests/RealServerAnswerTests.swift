import Documents
import Foundation
import HTTPAPI
import Testing

/// What a running v1.36.2 answered to objects that hold something odd, word for word.
///
/// `RealServerAnswers.txt` has three lines an answer: the path, the body, and the code with the message, or with what
/// the server made of the object. `.ci/real-fuzz` draws such bodies and finds where the two servers part.
@Suite("answers of a real server to odd objects")
struct RealServerAnswerTests {
    struct Recorded: CustomTestStringConvertible, Sendable {
        let path: String
        let body: String
        let code: Int
        let message: String

        var testDescription: String { "\(path) \(body)" }
    }

    static let recorded: [Recorded] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "RealServerAnswers.txt")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        let lines = text.split(separator: "\n")
        return stride(from: 0, to: lines.count - 2, by: 3).map { at in
            let answer = lines[at + 2].split(separator: " ", maxSplits: 1)
            return Recorded(
                path: String(lines[at]), body: String(lines[at + 1]), code: Int(answer[0]) ?? 0,
                message: String(answer[1]))
        }
    }()

    @Test("there are answers")
    func some() { #expect(Self.recorded.count > 100) }

    /// One server for all: every request is a dry run.
    @Test("each is given again")
    func answers() throws {
        var bench = HTTPBench(["advance 1s"])
        for recorded in Self.recorded {
            let response = bench.send(HTTPBench.request("POST", recorded.path, recorded.body, type: "application/json"))
            let value = try JSONReader.read(response.body)
            #expect(response.status == recorded.code, "\(recorded.path) \(recorded.body)")
            if recorded.code >= 400 {
                #expect(value["message"]?.string == recorded.message, "\(recorded.path) \(recorded.body)")
            } else {
                let made = JSONWriter.text(Self.plain(value))
                #expect(made == recorded.message, "\(recorded.path) \(recorded.body)")
            }
        }
    }

    /// The object without what differs from server to server.
    private static func plain(_ value: Value) -> Value {
        var value = value
        for field in ["uid", "creationTimestamp", "managedFields", "resourceVersion"] {
            value.set(nil, at: "metadata", field)
        }
        return value
    }
}
