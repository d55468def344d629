import Documents

extension ManagedFields {
    /// Appends `metadata.managedFields` as the server sends it: the text of `value`, without that tree in between.
    ///
    /// Upstream: sigs.k8s.io/structured-merge-diff/v6 fieldpath/serialize.go for the fields of an entry.
    func append(to out: inout [UInt8]) {
        out.append(UInt8(ascii: "["))
        for (index, entry) in sorted.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            out.append(contentsOf: "{\"manager\":\"".utf8)
            JSONWriter.append(inner: entry.manager.name, to: &out)
            out.append(contentsOf: "\",\"operation\":\"".utf8)
            out.append(contentsOf: entry.manager.operation.rawValue.utf8)
            out.append(contentsOf: "\",\"apiVersion\":\"".utf8)
            JSONWriter.append(inner: entry.manager.apiVersion, to: &out)
            if let time = entry.time {
                out.append(contentsOf: "\",\"time\":\"".utf8)
                out.append(contentsOf: Timestamps.seconds(time * 1_000_000).utf8)
            }
            out.append(contentsOf: "\",\"fieldsType\":\"FieldsV1\",\"fieldsV1\":".utf8)
            entry.fields.append(to: &out)
            if !entry.manager.subresource.isEmpty {
                out.append(contentsOf: ",\"subresource\":\"".utf8)
                JSONWriter.append(inner: entry.manager.subresource, to: &out)
                out.append(UInt8(ascii: "\""))
            }
            out.append(UInt8(ascii: "}"))
        }
        out.append(UInt8(ascii: "]"))
    }
}

extension FieldSet {
    fileprivate func append(isMember: Bool = false, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "{"))
        if isMember && !nodes.isEmpty { out.append(contentsOf: "\".\":{},".utf8) }
        for (index, node) in nodes.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            if case .field(let name) = node.element {
                out.append(contentsOf: "\"f:".utf8)
                JSONWriter.append(inner: name, to: &out)
                out.append(contentsOf: "\":".utf8)
            } else {
                JSONWriter.append(.string(node.element.serialized), to: &out)
                out.append(UInt8(ascii: ":"))
            }
            node.children.append(isMember: node.isMember, to: &out)
        }
        out.append(UInt8(ascii: "}"))
    }
}
