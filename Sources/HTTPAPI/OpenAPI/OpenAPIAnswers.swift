import Documents
import KubeAPI

/// `/openapi/v2`, `/openapi/v3` and what lies below.
enum OpenAPIAnswers {
    static func answer(_ parts: [String], _ http: HTTPRequest, _ served: ServedResources) -> HTTPResponse {
        switch parts.first {
        case "v2" where parts.count == 1: return version2(http, served)
        case "v3" where parts.count == 1: return json(JSONWriter.bytes(OpenAPIV3(served: served).index))
        case "v3":
            guard let document = OpenAPIV3(served: served).document(parts.dropFirst().joined(separator: "/")) else {
                return .nothingThere
            }
            return json(JSONWriter.bytes(document))
        default: return .nothingThere
        }
    }

    /// Old clients want it as protobuf; they name two spellings of the type.
    private static func version2(_ http: HTTPRequest, _ served: ServedResources) -> HTTPResponse {
        let document = OpenAPIV2(served: served).document
        for clause in AcceptList(http.header("Accept")).clauses {
            switch clause.name {
            case "application/com.github.proto-openapi.spec.v2@v1.0+protobuf",
                "application/com.github.proto-openapi.spec.v2.v1.0+protobuf":
                return HTTPResponse(
                    200, headers: [.init("Content-Type", protobufType), .init("Vary", "Accept")],
                    body: GnosticDocument.bytes(document))
            case "application/json", "application/*", "*/*": return json(JSONWriter.bytes(document))
            default: continue
            }
        }
        if http.header("Accept") == nil { return json(JSONWriter.bytes(document)) }
        return HTTPResponse(406)
    }

    /// What is answered whichever spelling was asked for: `@` may not stand in a media type.
    private static let protobufType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"

    private static func json(_ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(
            200,
            headers: [
                .init("Content-Type", "application/json"), .init("ETag", EntityTag.of(body)), .init("Vary", "Accept")
            ], body: body)
    }
}
