import Documents
import KubeAPI

/// Objects as they are on the wire.
enum WireObject {
    /// A whole object, with its kind, in the version of `info`.
    static func append(_ object: APIObject, as info: ResourceInfo, to out: inout [UInt8]) {
        append(object, info, namesKind: true, &out)
    }

    /// An element of a list: its kind is the list's.
    static func append(item object: APIObject, as info: ResourceInfo, to out: inout [UInt8]) {
        append(object, info, namesKind: false, &out)
    }

    private static func append(_ object: APIObject, _ info: ResourceInfo, namesKind: Bool, _ out: inout [UInt8]) {
        guard let type = info.schemaType else {
            return JSONWriter.append(object.publishedWithManagedFields, to: &out)
        }
        let stored = info.resource.stored.info
        let value =
            stored === info
            ? object.value : VersionConversion.served(object.value, of: stored, as: info.apiVersion)
        Schema.builtIn.writeWire(value, of: object, as: type, namesKind: namesKind, to: &out)
    }

    /// A document of any kind: `Status`, `Scale`, a list.
    static func append(document: Value, to out: inout [UInt8]) {
        let kind = document["kind"]?.string ?? ""
        let apiVersion = document["apiVersion"]?.string ?? ""
        let type =
            Schema.builtIn.kindType(apiVersion: apiVersion, kind: kind)
            ?? (Schema.builtIn.type("meta/v1.\(kind)") == nil ? nil : "meta/v1.\(kind)")
        guard let type else { return JSONWriter.append(document, to: &out) }
        Schema.builtIn.writeWire(document, as: type, to: &out)
    }

    /// `metadata` of a list.
    static func append(metadataOf page: ListPage, to out: inout [UInt8]) {
        var metadata: Value = [:]
        if page.revision > 0 { metadata.set(.string(String(page.revision)), at: "resourceVersion") }
        if !page.continueToken.isEmpty { metadata.set(.string(page.continueToken), at: "continue") }
        if let remaining = page.remaining { metadata.set(.int(Int64(remaining)), at: "remainingItemCount") }
        Schema.builtIn.writeWire(metadata, as: "meta/v1.ListMeta", to: &out)
    }

    /// `PartialObjectMetadata`.
    static func appendMetadata(_ object: APIObject, _ version: String, to out: inout [UInt8]) {
        let value: Value = [
            "kind": "PartialObjectMetadata", "apiVersion": .string("meta.k8s.io/\(version)"),
            "metadata": object["metadata"] ?? .null
        ]
        Schema.builtIn.writeWire(value, of: object, as: "meta/v1.PartialObjectMetadata", to: &out)
    }
}
