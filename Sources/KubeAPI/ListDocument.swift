public import Documents

/// The `…List` document of many objects, as it is sent.
public enum ListDocument {
    /// A list at a revision; `page` says how it goes on.
    public static func value(
        _ objects: [APIObject], of info: ResourceInfo, revision: Int64, page: ListPage? = nil
    ) -> Value {
        var metadata: Value = ["resourceVersion": .string(String(revision))]
        if let page {
            metadata.set(.string(page.continueToken), at: "continue")
            if let remaining = page.remaining { metadata.set(.int(Int64(remaining)), at: "remainingItemCount") }
        }
        return [
            "kind": .string(info.listKind), "apiVersion": .string(info.apiVersion), "metadata": metadata,
            "items": .array(
                objects.map { object in
                    var item = object.publishedWithManagedFields
                    item.set(nil, at: "kind")
                    item.set(nil, at: "apiVersion")
                    return item
                })
        ]
    }
}

extension APIResult {
    /// The objects of a list or of a page of one.
    public var objects: [APIObject]? {
        switch self {
        case .list(let objects, _): objects
        case .page(let page): page.items
        default: nil
        }
    }
}
