/// A JSON pointer (RFC 6901) as JSON patches use it.
struct JSONPointer {
    /// The steps above the last one; `nil` if the pointer names the document itself.
    let above: [String]?
    let last: String

    init(_ text: String) {
        var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(JSONPointer.unescaped)
        // What stands before the first slash is not looked at, as upstream does not.
        // A pointer deeper than any document may be names nothing.
        guard parts.count >= 2, parts.count <= DocumentLimits.depthMax + 1 else {
            (above, last) = (nil, "")
            return
        }
        parts.removeFirst()
        last = parts.removeLast()
        above = parts
    }

    /// `~1` is a slash and `~0` a tilde.
    private static func unescaped(_ part: Substring) -> String {
        var out = ""
        var rest = part
        while let character = rest.popFirst() {
            if character == "~", rest.first == "1" {
                out.append("/")
                rest.removeFirst()
            } else if character == "~", rest.first == "0" {
                out.append("~")
                rest.removeFirst()
            } else {
                out.append(character)
            }
        }
        return out
    }

    static func child(_ key: String, of parent: Value) -> Value? {
        switch parent {
        case .object(let fields): fields[key]
        case .array(let elements): existing(key, elements.count).map { elements[$0] }
        default: nil
        }
    }

    /// The object or array that holds the last step, and that step.
    func parent(in document: Value) -> (Value, String)? {
        guard let above else { return nil }
        var value = document
        for key in above {
            guard let next = JSONPointer.child(key, of: value) else { return nil }
            value = next
        }
        switch value {
        case .object, .array: return (value, last)
        default: return nil
        }
    }

    /// Changes the object or array that holds the last step; false if there is none.
    func change(
        _ document: inout Value, _ body: (inout Value, String) throws(PatchError) -> Void
    ) throws(PatchError) -> Bool {
        guard let above, parent(in: document) != nil else { return false }
        try JSONPointer.descend(above[...], &document, last, body)
        return true
    }

    private static func descend(
        _ path: ArraySlice<String>, _ value: inout Value, _ last: String,
        _ body: (inout Value, String) throws(PatchError) -> Void
    ) throws(PatchError) {
        guard let key = path.first else { return try body(&value, last) }
        switch value {
        case .object(var fields):
            guard var next = fields[key] else { return }
            try descend(path.dropFirst(), &next, last, body)
            fields[key] = next
            value = .object(fields)
        case .array(var elements):
            guard let index = existing(key, elements.count) else { return }
            try descend(path.dropFirst(), &elements[index], last, body)
            value = .array(elements)
        default: return
        }
    }

    /// The index that `key` names in an array of `count`, if it is there; -1 is the last.
    static func existing(_ key: String, _ count: Int) -> Int? {
        guard let index = Int(key), index < count, index >= -count else { return nil }
        return index < 0 ? index + count : index
    }

    static func index(
        _ key: String, _ count: Int, _ verb: String, _ path: String
    ) throws(PatchError) -> Int {
        let number = try self.number(key, verb, path)
        guard let index = existing(key, count) else { throw outside(number, verb, path) }
        return index
    }

    /// Where an addition goes: `-` is behind the last element.
    static func insertionIndex(
        _ key: String, _ count: Int, _ verb: String, _ path: String
    ) throws(PatchError) -> Int {
        if key == "-" { return count }
        let index = try number(key, verb, path)
        guard index <= count, index >= -count - 1 else { throw outside(index, verb, path) }
        return index < 0 ? index + count + 1 : index
    }

    private static func number(
        _ key: String, _ verb: String, _ path: String
    ) throws(PatchError) -> Int {
        if let number = Int(key) { return number }
        throw PatchError(
            .doesNotApply,
            "error in \(verb) for path: '\(path)': value was not a proper array index: '\(key)':"
                + " strconv.Atoi: parsing \(JSONWriter.quoted(key, escapesHTML: false)): invalid syntax")
    }

    private static func outside(_ index: Int, _ verb: String, _ path: String) -> PatchError {
        PatchError(
            .doesNotApply,
            "error in \(verb) for path: '\(path)': Unable to access invalid index: \(index):"
                + " invalid index referenced")
    }
}
