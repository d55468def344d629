import Documents

/// Prints a value of an API type as Go's spew package does with `%#v`: the text under the hashes
/// of templates. Go names, Go order, Go types, every field, also those that are not set.
///
/// Upstream: k8s.io/utils/dump, ForHash, over github.com/davecgh/go-spew.
struct GoPrinter {
    private static let none = "<nil>"

    let schema: Schema

    func text(_ value: Value, as type: String) -> String {
        guard let type = schema.type(type) else { return Self.none }
        var out = "(\(type.goText))"
        structure(value, type, &out)
        return out
    }

    /// `showsType` is false for elements of lists and maps.
    private func write(_ value: Value?, _ shape: SchemaShape, showsType: Bool, _ out: inout String) {
        if case .pointer(let inner) = shape {
            guard let value, !value.isNull else {
                out += showsType ? "(\(schema.goText(shape)))" + Self.none : Self.none
                return
            }
            out += showsType ? "(\(schema.goText(shape)))" : "<*>"
            return content(value, inner, &out)
        }
        if showsType { out += "(\(schema.goText(shape)))" }
        content(value, shape, &out)
    }

    private func content(_ value: Value?, _ shape: SchemaShape, _ out: inout String) {
        switch schema.resolved(shape) {
        case .string, .otherString: out += value?.string ?? ""
        case .bool: out += value?.bool == true ? "true" : "false"
        case .integer: out += "\(value?.int ?? 0)"
        case .double: out += GoNumbers.general(value?.double ?? 0)
        case .quantity: quantity(value?.string, &out)
        case .intOrString: intOrString(value, &out)
        case .time, .microTime:
            out += "{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}"
        case .duration: out += "{Duration:(time.Duration)0}"
        case .list(let element): list(value, element, &out)
        case .map(_, let element): map(value, element, &out)
        case .named(let index): structure(value ?? .null, schema.types[index], &out)
        case .bytes, .rawExtension, .fieldsV1, .anyObject, .pointer: out += Self.none
        }
    }

    private func structure(_ value: Value, _ type: SchemaType, _ out: inout String) {
        out += "{"
        for (index, field) in type.goFields.enumerated() {
            if index > 0 { out += " " }
            out += field.goName
            out += ":"
            write(field.isInline ? value : value[field.json], field.shape, showsType: true, &out)
        }
        out += "}"
    }

    private func list(_ value: Value?, _ element: SchemaShape, _ out: inout String) {
        guard case .array(let elements)? = value, !elements.isEmpty else {
            out += Self.none
            return
        }
        out += "["
        for index in elements.indices {
            if index > 0 { out += " " }
            write(elements[index], element, showsType: false, &out)
        }
        out += "]"
    }

    private func map(_ value: Value?, _ element: SchemaShape, _ out: inout String) {
        guard case .object(let fields)? = value, !fields.isEmpty else {
            out += Self.none
            return
        }
        out += "map["
        for (index, member) in fields.members.enumerated() {
            if index > 0 { out += " " }
            out += member.key
            out += ":"
            write(member.value, element, showsType: false, &out)
        }
        out += "]"
    }

    private func intOrString(_ value: Value?, _ out: inout String) {
        let text = value?.string
        out +=
            "{Type:(intstr.Type)\(text == nil ? 0 : 1) IntVal:(int32)\(text == nil ? value?.int ?? 0 : 0)"
        out += " StrVal:(string)\(text ?? "")}"
    }

    // MARK: - Quantities

    /// The fields that ParseQuantity fills for a canonical text.
    private func quantity(_ text: String?, _ out: inout String) {
        var number: Int64 = 0
        var scale = 0
        var cached = ""
        var format = ""
        if let text, let parsed = parts(text) { (number, scale, cached, format) = parsed }
        out += "{i:(resource.int64Amount){value:(int64)\(number) scale:(resource.Scale)\(scale)}"
        out +=
            " d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)\(cached) Format:(resource.Format)\(format)}"
    }

    /// Upstream: apimachinery/pkg/api/resource/quantity.go, ParseQuantity, its fast path.
    private func parts(_ text: String) -> (Int64, Int, String, String)? {
        if text == "0" { return (0, 0, "0", "DecimalSI") }
        let isNegative = text.hasPrefix("-")
        let digits = text.drop { $0 == "-" || $0 == "+" }.prefix { $0.isASCII && $0.isNumber }
        let suffix = text.drop { $0 == "-" || $0 == "+" }.dropFirst(digits.count)
        guard let magnitude = Int64(digits) else { return nil }
        let number = isNegative ? -magnitude : magnitude
        let decimals: [Substring: Int] = [
            "n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18,
        ]
        if let scale = decimals[suffix] {
            let isCached = !digits.hasSuffix("000") && !digits.hasPrefix("0")
            return (number, scale, isCached ? text : "", "DecimalSI")
        }
        let binaries: [Substring: Int] = ["Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60]
        if let shift = binaries[suffix] {
            let (product, overflow) = number.multipliedReportingOverflow(by: 1 << Int64(shift))
            if overflow { return nil }
            return (product, 0, magnitude & 7 != 0 ? text : "", "BinarySI")
        }
        guard suffix.hasPrefix("e") || suffix.hasPrefix("E"), let scale = Int(suffix.dropFirst()) else {
            return nil
        }
        let isCached = scale % 3 == 0 && !digits.hasSuffix("000") && !digits.hasPrefix("0")
        return (number, scale, isCached ? text : "", "DecimalExponent")
    }
}
