/// Reads the table texts into types.
///
/// A table is lines of words separated by one blank:
///
///     package core/v1 GROUP                  the group is `-` for the core group and for meta types
///     type Name | kind Name                  a struct; a kind has apiVersion and kind
///     type Name atomic                       a struct that is one field for server-side apply
///      json GoName GoType flags extras…      a field; GoName `=` is the JSON name with a capital
///      . GoName GoType                       an embedded struct
///      - GoName GoType                       a Go field that JSON does not have
///     name Name GoType                       a named type that is no struct
///      =|A|B                                 values of its enumeration
///
/// Flags: `e` omitempty, `z` omitzero, `r` required, `-` none. Extras: `ps=` patch strategies,
/// `pk=` patch merge key, `lt=` list type, `lk=` keys of a list of type map, `mt=` map type.
struct SchemaTableReader {
    /// A type as it stands in the tables: other types are only named.
    private struct TypeDraft {
        let name: String
        let package: String
        let goName: String
        let isKind: Bool
        var isAtomic = false
        var underlying: String?
        var enumValues: [String] = []
        var fields: [FieldDraft] = []
    }

    private struct FieldDraft {
        let json: String
        let goName: String
        let type: String
        let isInline: Bool
        let flags: String
        var strategies: [String] = []
        var mergeKey: String?
        var listType: String?
        var listMapKeys: [String] = []
        var mapType: String?

        func has(_ flag: Unicode.Scalar) -> Bool { flags.utf8.contains(UInt8(ascii: flag)) }
    }

    private var types: [TypeDraft] = []
    private var indexByName: [String: Int] = [:]
    private var indexByKind: [String: Int] = [:]
    private var shapes: [String: SchemaShape] = [:]
    private var shapesPackage = ""
    private var package = ""
    private var group = ""

    mutating func read(_ table: StaticString) {
        table.withUTF8Buffer { bytes in
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != 10 { end += 1 }
                line(bytes, start, end)
                start = end + 1
            }
        }
    }

    /// The words of one line, cut at blanks.
    private func words(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> [String] {
        var out: [String] = []
        out.reserveCapacity(8)
        var from = start
        var at = start
        while at <= end {
            if at == end || bytes[at] == 32 {
                if at > from {
                    out.append(
                        String(decoding: UnsafeBufferPointer(rebasing: bytes[from..<at]), as: UTF8.self))
                }
                from = at + 1
            }
            at += 1
        }
        return out
    }

    private mutating func line(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        guard end > start else { return }
        if bytes[start] == 32 {
            if end > start + 2, bytes[start + 1] == UInt8(ascii: "="), bytes[start + 2] == UInt8(ascii: "|")
            {
                let text = String(
                    decoding: UnsafeBufferPointer(rebasing: bytes[(start + 3)..<end]), as: UTF8.self)
                let values = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
                types[types.count - 1].enumValues += values
            } else {
                field(words(bytes, start, end))
            }
            return
        }
        let words = words(bytes, start, end)
        switch words[0] {
        case "package":
            package = words[1]
            group = words[2] == "-" ? "" : words[2]
        case "name":
            begin(words[1], isKind: false)
            types[types.count - 1].underlying = words[2]
        default:
            begin(words[1], isKind: words[0] == "kind")
            types[types.count - 1].isAtomic = words.count > 2
        }
    }

    private mutating func begin(_ goName: String, isKind: Bool) {
        let name = "\(package).\(goName)"
        precondition(indexByName[name] == nil, "type \(name) is in the tables twice")
        indexByName[name] = types.count
        if isKind, let slash = package.utf8.lastIndex(of: UInt8(ascii: "/")) {
            let key = "\(group)\(package[slash...])/\(goName)"
            if indexByKind[key] == nil { indexByKind[key] = types.count }
        }
        types.append(TypeDraft(name: name, package: package, goName: goName, isKind: isKind))
    }

    private mutating func field(_ words: [String]) {
        let isInline = words[0] == "."
        let hasJSON = !isInline && words[0] != "-"
        var field = FieldDraft(
            json: hasJSON ? words[0] : "", goName: words[1] == "=" ? capitalized(words[0]) : words[1], type: words[2],
            isInline: isInline, flags: hasJSON ? words[3] : "-")
        for extra in words.dropFirst(4) {
            let value = String(extra.dropFirst(3))
            switch extra.prefix(3) {
            case "ps=": field.strategies = value.split(separator: ",").map(String.init)
            case "pk=": field.mergeKey = value
            case "lt=": field.listType = value
            case "lk=":
                field.listMapKeys = value.split(separator: ",").map(String.init)
                field.listType = "map"
            case "mt=": field.mapType = value
            default: break
            }
        }
        types[types.count - 1].fields.append(field)
    }

    /// The name with its first letter, which is ASCII, in upper case.
    private func capitalized(_ name: String) -> String {
        var bytes = Array(name.utf8)
        if let first = bytes.first, first >= 97, first <= 122 { bytes[0] = first - 32 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Resolves type names and flattens embedded structs.
    mutating func finish() -> (types: [SchemaType], indexByName: [String: Int], indexByKind: [String: Int])
    {
        let drafts = types
        let goFields = drafts.map { type in type.fields.map { field($0, of: type) } }
        let made = drafts.indices.map { index in
            SchemaType(
                name: drafts[index].name, package: drafts[index].package, goName: drafts[index].goName,
                isKind: drafts[index].isKind, isAtomic: drafts[index].isAtomic,
                underlying: drafts[index].underlying.map { shape($0, in: drafts[index].package) },
                enumValues: drafts[index].enumValues, goFields: goFields[index],
                fields: sorted(flattened(index, goFields)))
        }
        return (made, indexByName, indexByKind)
    }

    private mutating func field(_ field: FieldDraft, of type: TypeDraft) -> SchemaField {
        SchemaField(
            json: field.json, goName: field.goName, owner: type.name, shape: shape(field.type, in: type.package),
            isInline: field.isInline, omitsEmpty: field.has("e") || field.has("z"), omitsZero: field.has("z"),
            isRequired: field.has("r"), patchStrategies: field.strategies, mergeKey: field.mergeKey,
            listType: field.listType, listMapKeys: field.listMapKeys, mapType: field.mapType)
    }

    /// By name.
    private func sorted(_ fields: [SchemaField]) -> [SchemaField] { fields.sorted { $0.json < $1.json } }

    private func flattened(_ index: Int, _ goFields: [[SchemaField]]) -> [SchemaField] {
        var out: [SchemaField] = []
        for field in goFields[index] {
            if field.isInline, case .named(let inner) = field.shape.pointee {
                out += flattened(inner, goFields)
            } else if !field.json.isEmpty {
                out.append(field)
            }
        }
        return out
    }

    /// The shape of a type text. What was made stays known for the rest of its package.
    private mutating func shape(_ text: String, in package: String) -> SchemaShape {
        if package != shapesPackage {
            shapes.removeAll(keepingCapacity: true)
            shapesPackage = package
        }
        if let known = shapes[text] { return known }
        let made = makeShape(text[...], in: package)
        shapes[text] = made
        return made
    }

    private mutating func makeShape(_ text: Substring, in package: String) -> SchemaShape {
        if text.hasPrefix("*") { return .pointer(shape(String(text.dropFirst()), in: package)) }
        if text == "[]byte" { return .bytes }
        if text.hasPrefix("[]") { return .list(shape(String(text.dropFirst(2)), in: package)) }
        if text.hasPrefix("map["), let close = text.firstIndex(of: "]") {
            let key = text[text.index(text.startIndex, offsetBy: 4)..<close]
            return .map(
                key: shape(String(key), in: package),
                value: shape(String(text[text.index(after: close)...]), in: package))
        }
        let name = text.contains(".") ? String(text) : "\(package).\(text)"
        if let index = indexByName[name] { return .named(index) }
        switch text {
        case "string": return .string
        case "bool": return .bool
        case "float64": return .double
        case "int", "int32", "int64", "uint32", "uint8", "uint64": return .integer(String(text))
        case "interface{}": return .anyObject
        case "types.UID", "types.NodeName": return .otherString(String(text))
        default: break
        }
        switch name {
        case "meta/v1.Time": return .time
        case "meta/v1.MicroTime": return .microTime
        case "meta/v1.Duration": return .duration
        case "meta/v1.FieldsV1": return .fieldsV1
        case "resource.Quantity": return .quantity
        case "intstr.IntOrString": return .intOrString
        case "runtime.RawExtension": return .rawExtension
        case "runtime.Object": return .anyObject
        default: preconditionFailure("the schema tables name an unknown type \(name) in \(package)")
        }
    }
}
