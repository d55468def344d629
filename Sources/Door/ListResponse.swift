import HTTPAPI
import Hummingbird

/// A long list on its connection: the next piece is made when the one before is on its way.
struct ListResponse: Sendable {
    let list: ListAnswer
    let isCompressed: Bool
    let writer: PatientWriter

    var response: Response {
        let headers = list.head.headers + (isCompressed ? HTTPAPI.HTTPResponse.gzipHeaders : [])
        let body = ResponseBody { output in
            var (list, gzip) = (list, GzipStream())
            while let piece = list.next() {
                try await writer.write(isCompressed ? gzip.compressed(piece) : piece, to: &output)
            }
            if isCompressed { try await writer.write(gzip.finish(), to: &output) }
            try await output.finish(nil)
        }
        return Response(status: .ok, headers: Responder.fields(headers), body: body)
    }
}
