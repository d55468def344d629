import Documents
import KubeAPI

/// Objects in Kubernetes' protobuf: what typed clients send since v1.32. Answers are JSON, which they take too.
///
/// Upstream: apimachinery/pkg/runtime/serializer/protobuf/protobuf.go; pkg/runtime/generated.proto, Unknown.
enum ProtobufObject {
    static let contentType = "application/vnd.kubernetes.protobuf"
    /// What such a body begins with.
    private static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0x00]

    /// The object in a body; `nil` if it is none or of a type that has no protobuf.
    static func value(_ body: [UInt8]) -> Value? {
        guard body.starts(with: magic) else { return nil }
        do {
            var apiVersion = ""
            var kind = ""
            var raw: ArraySlice<UInt8> = []
            var envelope = ProtobufReader(body.dropFirst(magic.count))
            while let (number, content) = try envelope.next() {
                guard case .bytes(let bytes) = content else { continue }
                if number == 1 { (apiVersion, kind) = try typeMeta(bytes) }
                if number == 2 { raw = bytes }
            }
            let type =
                Schema.builtIn.kindType(apiVersion: apiVersion, kind: kind)
                ?? (kind == "DeleteOptions" ? "meta/v1.DeleteOptions" : nil)
            guard let type = type.flatMap({ Schema.builtIn.type($0) }) else { return nil }
            var value = try ProtobufDecoder().message(raw, type, depth: 0)
            value.set(.string(apiVersion), at: "apiVersion")
            value.set(.string(kind), at: "kind")
            return value
        } catch {
            return nil
        }
    }

    private static func typeMeta(
        _ bytes: ArraySlice<UInt8>
    ) throws(ProtobufReader.Malformed) -> (apiVersion: String, kind: String) {
        var reader = ProtobufReader(bytes)
        var (apiVersion, kind) = ("", "")
        while let (number, content) = try reader.next() {
            guard case .bytes(let text) = content else { continue }
            if number == 1 { apiVersion = String(decoding: text, as: UTF8.self) }
            if number == 2 { kind = String(decoding: text, as: UTF8.self) }
        }
        return (apiVersion, kind)
    }
}

extension HTTPRequest {
    /// The same request with its body as JSON: so it can stand in a journal, which is text. What cannot be read is
    /// left as it is and refused by who reads it.
    public var asText: HTTPRequest {
        guard let type = header("Content-Type"), MediaType(type[...]).name == ProtobufObject.contentType,
            let value = ProtobufObject.value(body)
        else { return self }
        var request = self
        request.body = JSONWriter.bytes(value)
        request.headers = headers.filter { $0.name.lowercased() != "content-type" }
        request.headers.append(Header("Content-Type", "application/json"))
        return request
    }
}
