import Documents
import KubeAPI
import YAMLText

/// Reading bodies.
///
/// Upstream: apiserver/pkg/endpoints/handlers/create.go, delete.go, patch.go, rest.go.
enum RequestBody {
    /// The object of a create or an update.
    static func object(_ request: HTTPRequest, _ info: ResourceInfo) throws(Status) -> Value {
        let type = MediaType((request.header("Content-Type") ?? "application/json")[...]).name
        switch type {
        case "application/json", "": return try object(json: request.body, info)
        case "application/yaml": return try yaml(request.body, info)
        default: throw unsupported(["application/json", "application/yaml", ProtobufObject.contentType])
        }
    }

    private static func object(json body: [UInt8], _ info: ResourceInfo) throws(Status) -> Value {
        do {
            return try JSONReader.read(body, bytesMax: DocumentLimits.requestBytesMax)
        } catch {
            throw unreadable(info, "couldn't get version/kind; json parse error: \(error.message)", body)
        }
    }

    private static func yaml(_ body: [UInt8], _ info: ResourceInfo) throws(Status) -> Value {
        do {
            guard let document = try YAMLReader.documents(body).first else { return .null }
            return document.value
        } catch {
            throw unreadable(info, "yaml: line \(error.position.line): \(error.message)", body)
        }
    }

    /// How a patch is written.
    static func patchType(_ request: HTTPRequest) throws(Status) -> PatchType {
        let name = MediaType((request.header("Content-Type") ?? "")[...]).name
        guard let type = PatchType(rawValue: name) else {
            throw unsupported([
                PatchType.json.rawValue, PatchType.merge.rawValue, PatchType.strategic.rawValue,
                PatchType.apply.rawValue
            ])
        }
        return type
    }

    /// The patch itself.
    static func patch(_ request: HTTPRequest, _ type: PatchType) throws(Status) -> Value {
        if type == .apply {
            do {
                return try YAMLReader.documents(request.body).first?.value ?? .null
            } catch {
                throw .badRequest("error decoding YAML: yaml: line \(error.position.line): \(error.message)")
            }
        }
        do {
            return try JSONReader.read(request.body, bytesMax: DocumentLimits.requestBytesMax)
        } catch {
            throw .badRequest((type == .strategic ? "" : "error decoding patch: ") + error.message)
        }
    }

    /// `DeleteOptions`; `nil` if there is no body.
    static func deleteOptions(_ request: HTTPRequest) throws(Status) -> Value? {
        if request.body.isEmpty { return nil }
        let type = MediaType((request.header("Content-Type") ?? "application/json")[...]).name
        let value: Value
        switch type {
        case "application/json", "":
            do {
                value = try JSONReader.read(request.body, bytesMax: DocumentLimits.requestBytesMax)
            } catch {
                throw .badRequest("couldn't get version/kind; json parse error: \(error.message)")
            }
        case "application/yaml":
            do { value = try YAMLReader.documents(request.body).first?.value ?? .null } catch {
                throw .badRequest("yaml: line \(error.position.line): \(error.message)")
            }
        default: throw unsupported(["application/json", "application/yaml", ProtobufObject.contentType])
        }
        if let kind = value["kind"]?.string, kind != "DeleteOptions" {
            throw .badRequest("decoded object cannot be converted to DeleteOptions")
        }
        return value
    }

    /// Upstream: apiserver/pkg/endpoints/handlers/rest.go, transformDecodeError and summarizeData.
    private static func unreadable(_ info: ResourceInfo, _ problem: String, _ body: [UInt8]) -> Status {
        let shown = 30
        var summary = "<empty>"
        if body.first == UInt8(ascii: "{") {
            summary = String(decoding: body.prefix(shown), as: UTF8.self) + (body.count > shown ? " ..." : "")
        } else if !body.isEmpty {
            let digits = Array("0123456789abcdef".utf8)
            let hex = body.prefix(shown).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
            summary = String(decoding: hex, as: UTF8.self) + (body.count > shown ? " ..." : "")
        }
        return .badRequest(
            "the object provided is unrecognized (must be of type \(info.kind)): \(problem) (\(summary))")
    }

    /// Upstream: negotiation/errors.go, errUnsupportedMediaType.
    private static func unsupported(_ accepted: [String]) -> Status {
        Status(
            code: 415, reason: "UnsupportedMediaType",
            message: "the body of the request was in an unknown format - accepted media types include: "
                + accepted.joined(separator: ", "))
    }
}
