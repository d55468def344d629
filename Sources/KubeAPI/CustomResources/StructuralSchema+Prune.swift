public import Documents

extension StructuralSchema {
    /// Drops the members that the schema does not have, and nulls that stand for nothing.
    ///
    /// `apiVersion`, `kind` and `metadata` stay as they are, at the root and in embedded resources. Answers
    /// the places that were dropped, sorted: `spec.colours`, `spec.ports[0].nmae`.
    /// Upstream: pkg/apiserver/schema/pruning/algorithm.go, defaulting/prunenulls.go.
    @discardableResult
    public func prune(_ object: inout Value) -> [String] {
        let dropped = dropUnknown(&object, isResource: true)
        Self.dropNulls(&object, self)
        return dropped
    }

    /// As `prune`, without the nulls; only a resource has fields that its schema need not name.
    @discardableResult
    func dropUnknown(_ value: inout Value, isResource: Bool) -> [String] {
        var pruner = Pruner()
        pruner.prune(&value, self, isResource: isResource)
        return pruner.dropped.sorted()
    }

    /// Nulls that are no value of their own and have no default.
    private static func dropNulls(_ value: inout Value, _ schema: StructuralSchema?) {
        switch value {
        case .object(var fields):
            value = .null
            for key in fields.keys {
                let member = schema?.member(key)
                if fields[key]?.isNull ?? false, let member, !member.isNullable, member.defaultValue == nil {
                    fields[key] = nil
                } else {
                    fields.update(key) { dropNulls(&$0, member) }
                }
            }
            value = .object(fields)
        case .array(var elements):
            value = .null
            for index in elements.indices { dropNulls(&elements[index], schema?.items) }
            value = .array(elements)
        default: break
        }
    }
}

/// One walk that drops what a schema does not have.
private struct Pruner {
    static let metaFields: Set<String> = ["apiVersion", "kind", "metadata"]

    private(set) var dropped: [String] = []
    private var path = ""

    mutating func prune(_ value: inout Value, _ schema: StructuralSchema?, isResource: Bool = false) {
        let preserves = schema?.extensions.preservesUnknownFields ?? false
        switch value {
        case .object(var fields):
            value = .null
            let keepsMeta = isResource || schema?.extensions.isEmbeddedResource ?? false
            for key in fields.keys where !(keepsMeta && Self.metaFields.contains(key)) {
                if let property = schema?.property(key) {
                    fields.update(key) { member in within("." + key) { $0.prune(&member, property) } }
                } else if let additional = schema?.additional {
                    let inner: StructuralSchema? = if case .schema(let inner) = additional { inner } else { nil }
                    fields.update(key) { member in within("." + key) { $0.prune(&member, inner) } }
                } else if !preserves {
                    if schema == nil || !Self.metaFields.contains(key) || !path.isEmpty {
                        within("." + key) { $0.dropped.append(String($0.path.dropFirst())) }
                    }
                    fields[key] = nil
                }
            }
            value = .object(fields)
        case .array(var elements):
            value = .null
            for index in elements.indices {
                within("[\(index)]") { pruner in
                    if preserves {
                        pruner.keep(&elements[index], schema?.items)
                    } else {
                        pruner.prune(&elements[index], schema?.items)
                    }
                }
            }
            value = .array(elements)
        default: break
        }
    }

    /// Elements of a list that keeps what it does not know: only what their schema describes is pruned.
    private mutating func keep(_ value: inout Value, _ schema: StructuralSchema?) {
        guard let schema else { return }
        if schema.extensions.preservesUnknownFields { return prune(&value, schema) }
        switch value {
        case .object(var fields):
            value = .null
            let keepsMeta = schema.extensions.isEmbeddedResource
            for key in fields.keys where !(keepsMeta && Self.metaFields.contains(key)) {
                guard schema.property(key) != nil || schema.additional != nil else { continue }
                fields.update(key) { member in within("." + key) { $0.prune(&member, schema.member(key)) } }
            }
            value = .object(fields)
        case .array(var elements):
            value = .null
            for index in elements.indices { within("[\(index)]") { $0.keep(&elements[index], schema.items) } }
            value = .array(elements)
        default: break
        }
    }

    private mutating func within(_ step: String, _ body: (inout Pruner) -> Void) {
        let length = path.utf8.count
        path += step
        body(&self)
        path = String(decoding: path.utf8.prefix(length), as: UTF8.self)
    }
}
