import Hummingbird
import KubeAPI
import NIOCore

/// Reads the body of a request, as much as is allowed and for as long as there is patience.
struct RequestReader: Sendable {
    let patience: DoorPatience

    /// Why a body was not read.
    enum Problem: Error {
        case tooLarge
        case tooSlow

        var status: Status {
            switch self {
            // Upstream: apimachinery/pkg/api/errors, NewRequestEntityTooLargeError.
            case .tooLarge:
                Status(
                    code: 413, reason: "RequestEntityTooLarge",
                    message: "Request entity too large: limit is \(DoorOptions.bodyBytesMax)")
            // Upstream: apiserver/pkg/server/filters/timeout.go.
            case .tooSlow:
                Status(
                    code: 504, reason: "Timeout",
                    message: "Timeout: request did not complete within the allotted timeout")
            }
        }
    }

    /// Does the head say that a body follows?
    static func hasBody(_ request: Request) -> Bool {
        request.headers[.transferEncoding] != nil || length(request) ?? 0 > 0
    }

    private static func length(_ request: Request) -> Int? { request.headers[.contentLength].flatMap { Int($0) } }

    /// The whole body; throws `Problem`, or what the connection broke with.
    func body(of request: Request) async throws -> [UInt8] {
        guard RequestReader.hasBody(request) else { return [] }
        if let length = RequestReader.length(request), length > DoorOptions.bodyBytesMax { throw Problem.tooLarge }
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                do {
                    return Array(try await request.body.collect(upTo: DoorOptions.bodyBytesMax).readableBytesView)
                } catch is NIOTooManyBytesError {
                    throw Problem.tooLarge
                }
            }
            group.addTask {
                try await Task.sleep(for: .milliseconds(patience.read))
                throw Problem.tooSlow
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }
}
