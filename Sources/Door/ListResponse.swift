import HTTPAPI
import Hummingbird
import NIOCore

/// A long list on its connection.
///
/// All processors make pieces of it, side by side, and they are sent in their order. A client that is slow holds
/// that up: no more pieces are made than these few.
struct ListResponse: Sendable {
    let list: ListAnswer
    let isCompressed: Bool
    let writer: PatientWriter

    /// Pieces that are made, or wait to be sent, at any time.
    private static let aheadMax = 2 * System.coreCount

    var response: Response {
        let headers = list.head.headers + (isCompressed ? HTTPAPI.HTTPResponse.gzipHeaders : [])
        let body = ResponseBody { output in
            var gzip = GzipStream()
            try await withThrowingTaskGroup(of: (number: Int, bytes: [UInt8]).self) { making in
                var made: [Int: [UInt8]] = [:]
                var (begun, sent) = (0, 0)
                while sent < list.pieces {
                    while begun < list.pieces, begun < sent + Self.aheadMax {
                        making.addTask { [begun] in (begun, list.piece(begun)) }
                        begun += 1
                    }
                    guard let piece = try await making.next() else { break }
                    made[piece.number] = piece.bytes
                    while let bytes = made.removeValue(forKey: sent) {
                        try await writer.write(isCompressed ? gzip.compressed(bytes) : bytes, to: &output)
                        sent += 1
                    }
                }
            }
            if isCompressed { try await writer.write(gzip.finish(), to: &output) }
            try await output.finish(nil)
        }
        return Response(status: .ok, headers: Responder.fields(headers), body: body)
    }
}
