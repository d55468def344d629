import Documents
import KubeAPI
import YAMLText

/// Objects as documents, and documents as text.
enum ObjectText {
    /// What a client gets: with resource version, and the zero values that Go's encoder leaves in.
    static func document(_ object: APIObject) -> Value { encoded(object.published) }

    /// As `document`, with the owners of the fields.
    static func whole(_ object: APIObject) -> Value { encoded(object.publishedWithManagedFields) }

    static func encoded(_ value: Value) -> Value {
        guard let apiVersion = value["apiVersion"]?.string, let kind = value["kind"]?.string,
            let type = Schema.builtIn.kindType(apiVersion: apiVersion, kind: kind)
        else { return value }
        return withoutNullCreation(Schema.builtIn.encoded(value, as: type))
    }

    /// Objects that no server has stamped show no creation time. Upstream: cli-runtime printers, omitempty.
    private static func withoutNullCreation(_ value: Value) -> Value {
        guard value.at("metadata", "creationTimestamp")?.isNull == true else { return value }
        var out = value
        out.set(nil, at: "metadata", "creationTimestamp")
        return out
    }

    static func withoutManagedFields(_ value: Value) -> Value {
        var out = value
        out.set(nil, at: "metadata", "managedFields")
        if let items = value["items"]?.array { out.set(.array(items.map(withoutManagedFields)), at: "items") }
        return out
    }

    /// As the API server sends it: one line, members in the order of the Go types.
    static func wire(_ value: Value) -> String { String(decoding: typedJSON(value), as: UTF8.self) }

    private static func typedJSON(_ value: Value) -> [UInt8] {
        guard let apiVersion = value["apiVersion"]?.string, let kind = value["kind"]?.string,
            let type = Schema.builtIn.kindType(apiVersion: apiVersion, kind: kind)
        else { return JSONWriter.bytes(value) }
        var out: [UInt8] = []
        Schema.builtIn.writeWire(value, as: type, to: &out)
        return out
    }

    /// As kubectl prints JSON, with the line end. A verb that works with `typed` objects keeps the order of the Go
    /// types, the others have read maps.
    static func json(_ value: Value, isTyped: Bool = false) -> String {
        let text = isTyped ? typedJSON(value) : JSONWriter.bytes(value)
        return String(decoding: JSONIndent.indented(text, by: 4), as: UTF8.self) + "\n"
    }

    /// As kubectl prints KYAML, with the line end; the order is that of JSON.
    static func kyaml(_ value: Value, isTyped: Bool = false) -> String {
        isTyped ? KYAMLWriter.text(json: typedJSON(value)) : KYAMLWriter.text(value)
    }

    static func yaml(_ value: Value) -> String {
        let text = YAMLWriter.text(value)
        return text.hasSuffix("\n") ? text : text + "\n"
    }

    /// `pod/web`, `replicaset.apps/web`: how kubectl names an object.
    static func name(_ info: ResourceInfo, _ name: String) -> String { "\(kindName(info))/\(name)" }

    /// `pod`, `replicaset.apps`.
    static func kindName(_ info: ResourceInfo) -> String {
        let kind = info.kind.lowercased()
        return info.group.isEmpty ? kind : "\(kind).\(info.group)"
    }
}
