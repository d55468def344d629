import Documents

/// An OpenAPI version 2 document in the protobuf form that older kubectls read.
///
/// Upstream: github.com/google/gnostic-models openapiv2/OpenAPIv2.proto: the numbers are those of its messages.
enum GnosticDocument {
    static func bytes(_ document: Value) -> [UInt8] {
        var out = ProtobufWriter()
        out.field(1, document["swagger"]?.string)
        out.field(2, info(document["info"] ?? .null))
        out.field(8, paths(document["paths"] ?? .null))
        out.field(9, named(document["definitions"], 1, schema))
        return out.bytes
    }

    private static func info(_ value: Value) -> [UInt8] {
        var out = ProtobufWriter()
        out.field(1, value["title"]?.string)
        out.field(2, value["version"]?.string)
        return out.bytes
    }

    /// A message that is nothing but pairs of a name and a value, at field `number`.
    private static func named(_ value: Value?, _ number: Int, _ content: (Value) -> [UInt8]) -> [UInt8] {
        var out = ProtobufWriter()
        for member in value?.fields?.members ?? [] { out.field(number, pair(member.key, content(member.value))) }
        return out.bytes
    }

    private static func pair(_ name: String, _ content: [UInt8]) -> [UInt8] {
        var out = ProtobufWriter()
        out.field(1, name)
        out.field(2, content)
        return out.bytes
    }

    // MARK: paths

    private static func paths(_ value: Value) -> [UInt8] { named(value, 2, pathItem) }

    private static func pathItem(_ value: Value) -> [UInt8] {
        var out = ProtobufWriter()
        let methods = [("get", 2), ("put", 3), ("post", 4), ("delete", 5), ("options", 6), ("head", 7), ("patch", 8)]
        for (method, number) in methods {
            if let found = value[method] { out.field(number, operation(found)) }
        }
        for one in value["parameters"]?.array ?? [] { out.field(9, parameterItem(one)) }
        return out.bytes
    }

    private static func operation(_ value: Value) -> [UInt8] {
        var out = ProtobufWriter()
        for tag in value["tags"]?.array ?? [] { out.field(1, tag.string) }
        out.field(3, value["description"]?.string)
        out.field(5, value["operationId"]?.string)
        for type in value["produces"]?.array ?? [] { out.field(6, type.string) }
        for type in value["consumes"]?.array ?? [] { out.field(7, type.string) }
        for one in value["parameters"]?.array ?? [] { out.field(8, parameterItem(one)) }
        out.field(9, named(value["responses"], 1, responseValue))
        for scheme in value["schemes"]?.array ?? [] { out.field(10, scheme.string) }
        extensions(value, 13, &out)
        return out.bytes
    }

    private static func responseValue(_ value: Value) -> [UInt8] {
        var response = ProtobufWriter()
        response.field(1, value["description"]?.string)
        if let found = value["schema"] { response.field(2, message(1, schema(found))) }
        return message(1, response.bytes)
    }

    /// A message that holds one other.
    private static func message(_ number: Int, _ content: [UInt8]) -> [UInt8] {
        var out = ProtobufWriter()
        out.field(number, content)
        return out.bytes
    }

    private static func parameterItem(_ value: Value) -> [UInt8] {
        var out = ProtobufWriter()
        if value["in"]?.string == "body" {
            out.field(2, value["name"]?.string)
            out.field(3, "body")
            out.field(4, value["required"]?.bool)
            if let found = value["schema"] { out.field(5, schema(found)) }
            return message(1, message(1, out.bytes))
        }
        let isQuery = value["in"]?.string == "query"
        out.field(1, value["required"]?.bool)
        out.field(2, value["in"]?.string)
        out.field(4, value["name"]?.string)
        out.field(isQuery ? 6 : 5, value["type"]?.string)
        out.field(isQuery ? 20 : 19, value["uniqueItems"]?.bool)
        return message(1, message(2, message(isQuery ? 3 : 4, out.bytes)))
    }

    // MARK: schemas

    private static func schema(_ value: Value) -> [UInt8] {
        var out = ProtobufWriter()
        out.field(1, value["$ref"]?.string)
        out.field(2, value["format"]?.string)
        out.field(4, value["description"]?.string)
        for name in value["required"]?.array ?? [] { out.field(19, name.string) }
        for one in value["enum"]?.array ?? [] { out.field(20, anything(one)) }
        if let additional = value["additionalProperties"] { out.field(21, message(1, schema(additional))) }
        if let type = value["type"]?.string { out.field(22, message(1, Array(type.utf8))) }
        if let items = value["items"] { out.field(23, message(1, schema(items))) }
        if let properties = value["properties"] { out.field(25, named(properties, 1, schema)) }
        extensions(value, 31, &out)
        return out.bytes
    }

    private static func extensions(_ value: Value, _ number: Int, _ out: inout ProtobufWriter) {
        for member in value.fields?.members ?? [] where member.key.hasPrefix("x-") {
            out.field(number, pair(member.key, anything(member.value)))
        }
    }

    /// Any value, as YAML; JSON is YAML too.
    private static func anything(_ value: Value) -> [UInt8] { message(2, JSONWriter.bytes(value)) }
}
