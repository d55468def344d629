/// Why a patch cannot be read or applied; the text is upstream's where it has one.
public struct PatchError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Which answer the error leads to.
    public enum Kind: Sendable, Equatable {
        /// The patch itself is wrong (400).
        case malformed
        /// The patch does not fit the document (422).
        case doesNotApply
        /// More operations than anybody needs (413).
        case tooLarge
    }

    /// What kind it is.
    public let kind: Kind
    /// For example `testing value /spec/replicas failed: test failed`.
    public let message: String

    /// Makes an error.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The message.
    public var description: String { message }
}

/// JSON patches (RFC 6902): a list of operations, all or none of which happen.
///
/// As the library that the API server uses, version 4: the document itself (path `""`) cannot be
/// added, replaced or removed, and a negative index counts from the end.
public struct JSONPatch: Sendable, Equatable {
    /// One operation.
    public struct Operation: Sendable, Equatable {
        /// `add`, `remove`, `replace`, `move`, `copy` or `test`.
        public let kind: String
        /// A JSON pointer.
        public let path: String
        /// The source of `move` and `copy`.
        public let from: String?
        /// The value of `add`, `replace` and `test`.
        public let value: Value?
    }

    /// The operations in order.
    public let operations: [Operation]

    /// Reads the operations of a patch document.
    public init(_ patch: Value) throws(PatchError) {
        guard let elements = patch.isNull ? [] : patch.array else {
            throw PatchError(
                .malformed, "json: cannot unmarshal \(patch.decoderWord) into Go value of type jsonpatch.Patch")
        }
        if elements.count > DocumentLimits.patchOperationsMax {
            throw PatchError(
                .tooLarge,
                "The allowed maximum operations in a JSON patch is"
                    + " \(DocumentLimits.patchOperationsMax), got \(elements.count)")
        }
        var operations: [Operation] = []
        for element in elements {
            guard let fields = element.isNull ? Fields() : element.fields else {
                throw PatchError(
                    .malformed,
                    "json: cannot unmarshal \(element.decoderWord) into Go value of type jsonpatch.Operation")
            }
            operations.append(
                Operation(
                    kind: fields["op"]?.string ?? "unknown", path: fields["path"]?.string ?? "",
                    from: fields["from"]?.string, value: fields["value"]))
        }
        self.operations = operations
    }

    /// Applies all operations to `document`.
    public func apply(to document: Value) throws(PatchError) -> Value {
        var document = document
        var copied = 0
        for operation in operations { try operation.apply(to: &document, copied: &copied) }
        return document
    }
}

extension JSONPatch.Operation {
    fileprivate func apply(to document: inout Value, copied copiedBytes: inout Int) throws(PatchError) {
        switch kind {
        case "add": try add(value ?? .null, at: path, verb: "add", in: &document)
        case "remove": try remove(path, in: &document)
        case "replace": try replace(in: &document)
        case "move":
            let source = from ?? ""
            guard let moved = try value(at: source, missing: "move operation", in: document) else {
                throw PatchError(.doesNotApply, "error in move for path: '\(source)': missing value")
            }
            try remove(source, in: &document)
            try add(moved, at: path, verb: "move", in: &document)
        case "copy":
            let copied = try value(at: from ?? "", missing: "copy operation", in: document)
            copiedBytes += JSONWriter.bytes(copied ?? .null).count
            if copiedBytes > DocumentLimits.patchCopyBytesMax {
                throw PatchError(
                    .doesNotApply,
                    "Unable to complete the copy, the accumulated size increase of copy is"
                        + " \(copiedBytes), exceeding the limit \(DocumentLimits.patchCopyBytesMax)")
            }
            try add(copied ?? .null, at: path, verb: "copy", in: &document)
        case "test": try test(document)
        default: throw PatchError(.doesNotApply, "Unexpected kind: \(kind)")
        }
    }

    private func missing(_ what: String, _ path: String, quotes: Bool = false) -> PatchError {
        PatchError(.doesNotApply, "\(what): \(quotes ? "\"\(path)\"" : path): missing value")
    }

    private func add(
        _ value: Value, at path: String, verb: String, in document: inout Value
    ) throws(PatchError) {
        let done = try JSONPointer(path).change(&document) {
            (parent, key) throws(PatchError) in
            if case .object(var fields) = parent {
                fields[key] = value
                parent = .object(fields)
            } else if case .array(var elements) = parent {
                parent = .null
                let index = try JSONPointer.insertionIndex(key, elements.count, verb, path)
                elements.insert(value, at: index)
                parent = .array(elements)
            }
        }
        if !done {
            throw missing(
                "\(verb) operation does not apply: doc is missing \(verb == "add" ? "" : "destination ")path",
                path, quotes: verb == "add")
        }
    }

    private func remove(_ path: String, in document: inout Value) throws(PatchError) {
        let done = try JSONPointer(path).change(&document) {
            (parent, key) throws(PatchError) in
            if case .object(var fields) = parent {
                guard fields[key] != nil else {
                    throw PatchError(
                        .doesNotApply,
                        "error in remove for path: '\(path)': Unable to remove nonexistent key: \(key):"
                            + " missing value")
                }
                fields[key] = nil
                parent = .object(fields)
            } else if case .array(var elements) = parent {
                let index = try JSONPointer.index(key, elements.count, "remove", path)
                elements.remove(at: index)
                parent = .array(elements)
            }
        }
        if !done { throw missing("remove operation does not apply: doc is missing path", path, quotes: true) }
    }

    private func replace(in document: inout Value) throws(PatchError) {
        let absent = missing("replace operation does not apply: doc is missing key", path)
        let value = value ?? .null
        let done = try JSONPointer(path).change(&document) {
            (parent, key) throws(PatchError) in
            if case .object(var fields) = parent {
                // A member that is not there is set, as upstream's library does it.
                fields[key] = value
                parent = .object(fields)
            } else if case .array(var elements) = parent {
                guard let index = JSONPointer.existing(key, elements.count) else { throw absent }
                elements[index] = value
                parent = .array(elements)
            }
        }
        if !done { throw missing("replace operation does not apply: doc is missing path", path) }
    }

    private func value(
        at path: String, missing what: String, in document: Value
    ) throws(PatchError) -> Value? {
        guard let (parent, key) = JSONPointer(path).parent(in: document) else {
            throw missing("\(what) does not apply: doc is missing from path", path)
        }
        return JSONPointer.child(key, of: parent)
    }

    private func test(_ document: Value) throws(PatchError) {
        guard let (parent, key) = JSONPointer(path).parent(in: document) else {
            throw missing("test operation does not apply: doc is missing path", path)
        }
        let found = JSONPointer.child(key, of: parent) ?? .null
        if !found.equalsAsNumber(value ?? .null) {
            throw PatchError(.doesNotApply, "testing value \(path) failed: test failed")
        }
    }
}

extension Value {
    /// Equality in which `1` and `1.0` are the same, as in a JSON patch's test.
    fileprivate func equalsAsNumber(_ other: Value) -> Bool {
        switch (self, other) {
        case (.int, .double), (.double, .int): return double == other.double
        case (.array(let left), .array(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.equalsAsNumber($1) }
        case (.object(let left), .object(let right)):
            return left.count == right.count
                && zip(left, right).allSatisfy { $0.key == $1.key && $0.value.equalsAsNumber($1.value) }
        default: return self == other
        }
    }
}
