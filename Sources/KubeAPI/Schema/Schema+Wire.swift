public import Documents

extension Schema {
    /// Appends a document as the API server sends it: one line, members in the order of the Go type, with the zero
    /// values that Go's encoder never leaves out.
    ///
    /// The same text as `goJSON(encoded(…))`, without the tree and the strings in between: a list of fifty thousand
    /// pods is written in one walk. Members that the type does not have are left out, as Go would have lost them.
    public func writeWire(_ value: Value, as type: String, to out: inout [UInt8]) {
        guard let type = self.type(type) else {
            JSONWriter.append(value, to: &out)
            return
        }
        WireWriter(schema: self).write(value, type, &out)
    }

    /// Appends a tree of `object` with what the server adds to it: the version and the owners of its fields.
    ///
    /// `namesKind` is false for the elements of a list, whose kind is the list's.
    public func writeWire(
        _ value: Value, of object: APIObject, as type: String, namesKind: Bool = true, to out: inout [UInt8]
    ) {
        guard let type = self.type(type), case .object(let fields) = value else {
            JSONWriter.append(value, to: &out)
            return
        }
        WireWriter(schema: self).write(fields, of: object, type, namesKind, &out)
    }
}

/// One walk over a document beside its type.
private struct WireWriter {
    let schema: Schema

    func write(_ value: Value, _ type: SchemaType, _ out: inout [UInt8]) {
        if let underlying = type.underlying { return write(value, underlying, &out) }
        guard case .object(let fields) = value else {
            JSONWriter.append(value, to: &out)
            return
        }
        out.append(UInt8(ascii: "{"))
        var isFirst = true
        writeMembers(fields, type, &isFirst, &out)
        out.append(UInt8(ascii: "}"))
    }

    private func writeMembers(_ fields: Fields, _ type: SchemaType, _ isFirst: inout Bool, _ out: inout [UInt8]) {
        for field in type.goFields {
            if field.json.isEmpty {
                if field.isInline, let embedded = schema.structType(field.shape) {
                    writeMembers(fields, embedded, &isFirst, &out)
                }
                continue
            }
            writeMember(fields, field, &isFirst, &out)
        }
    }

    private func writeMember(_ fields: Fields, _ field: SchemaField, _ isFirst: inout Bool, _ out: inout [UInt8]) {
        // Null stands for nothing, where Go would leave nothing out.
        if let member = fields[field.json], !member.isNull || !(field.omitsEmpty || field.omitsZero) {
            writeName(field.json, &isFirst, &out)
            write(member, field.shape, &out)
        } else if let zero = schema.zeroInJSON(field) {
            writeName(field.json, &isFirst, &out)
            write(zero, field.shape, &out)
        }
    }

    /// An object at the top: its metadata is stamped.
    func write(_ fields: Fields, of object: APIObject, _ type: SchemaType, _ namesKind: Bool, _ out: inout [UInt8]) {
        out.append(UInt8(ascii: "{"))
        var isFirst = true
        for field in type.goFields {
            if field.json == "metadata", case .object(let metadata)? = fields[field.json],
                let type = schema.structType(field.shape)
            {
                writeName(field.json, &isFirst, &out)
                writeMetadata(metadata, of: object, type, &out)
            } else if !field.json.isEmpty {
                writeMember(fields, field, &isFirst, &out)
            } else if namesKind, field.isInline, let embedded = schema.structType(field.shape) {
                writeMembers(fields, embedded, &isFirst, &out)
            }
        }
        out.append(UInt8(ascii: "}"))
    }

    private func writeMetadata(_ fields: Fields, of object: APIObject, _ type: SchemaType, _ out: inout [UInt8]) {
        out.append(UInt8(ascii: "{"))
        var isFirst = true
        for field in type.goFields {
            if field.json == "resourceVersion", object.revision > 0 {
                writeName(field.json, &isFirst, &out)
                out.append(contentsOf: "\"\(object.revision)\"".utf8)
            } else if field.json == "managedFields", let owners = object.fields?.managed, !owners.isEmpty {
                writeName(field.json, &isFirst, &out)
                owners.append(to: &out)
            } else {
                writeMember(fields, field, &isFirst, &out)
            }
        }
        out.append(UInt8(ascii: "}"))
    }

    private func writeName(_ name: String, _ isFirst: inout Bool, _ out: inout [UInt8]) {
        if !isFirst { out.append(UInt8(ascii: ",")) }
        isFirst = false
        out.append(UInt8(ascii: "\""))
        out.append(contentsOf: name.utf8)
        out.append(contentsOf: "\":".utf8)
    }

    private func write(_ value: Value, _ shape: SchemaShape, _ out: inout [UInt8]) {
        switch (shape, value) {
        case (.pointer(let inner), _): write(value, inner, &out)
        case (.named(let index), _): write(value, schema.types[index], &out)
        case (.list(let element), .array(let elements)):
            out.append(UInt8(ascii: "["))
            for (index, one) in elements.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                write(one, element, &out)
            }
            out.append(UInt8(ascii: "]"))
        case (.map(_, let element), .object(let fields)):
            out.append(UInt8(ascii: "{"))
            for (index, member) in fields.members.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                JSONWriter.append(.string(member.key), to: &out)
                out.append(UInt8(ascii: ":"))
                write(member.value, element, &out)
            }
            out.append(UInt8(ascii: "}"))
        default: JSONWriter.append(value, to: &out)
        }
    }
}
