/// The byte parser behind `JSONReader`.
///
/// Recursive, one level per object or array, at most `DocumentLimits.depthMax`.
struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0
    var depth = 0
    let tracking: Bool
    var path: [FieldPath.Step] = []
    var hasDuplicates = false
    var duplicates: [FieldPath] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, tracking: Bool) {
        self.bytes = bytes
        self.tracking = tracking
    }

    mutating func document() throws(JSONError) -> Value {
        skipSpace()
        let value = try self.value()
        skipSpace()
        if index < bytes.count { throw unexpected("after top-level value") }
        return value
    }

    @inline(__always)
    mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    mutating func value() throws(JSONError) -> Value {
        guard index < bytes.count else { throw unexpected("") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"):
            try literal("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try literal("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try literal("null")
            return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw unexpected("looking for beginning of value")
        }
    }

    private mutating func literal(_ word: StaticString) throws(JSONError) {
        for position in 0..<word.utf8CodeUnitCount {
            let wanted = word.utf8Start[position]
            guard index < bytes.count, bytes[index] == wanted else {
                throw unexpected("in literal \(word) (expecting '\(Character(UnicodeScalar(wanted)))')")
            }
            index += 1
        }
    }

    private mutating func enter() throws(JSONError) {
        depth += 1
        if depth > DocumentLimits.depthMax {
            throw error(at: index, "exceeded max depth (\(DocumentLimits.depthMax))")
        }
        index += 1
        skipSpace()
    }

    private mutating func array() throws(JSONError) -> Value {
        try enter()
        var elements: [Value] = []
        if leave(at: UInt8(ascii: "]")) { return .array(elements) }
        repeat {
            if tracking { path.append(.index(elements.count)) }
            elements.append(try value())
            if tracking { path.removeLast() }
        } while try goesOn(until: UInt8(ascii: "]"), "after array element")
        return .array(elements)
    }

    /// Steps over the closing byte, if it is the next one.
    private mutating func leave(at closer: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == closer else { return false }
        index += 1
        depth -= 1
        return true
    }

    /// Behind an element: true after a comma, false after the closing byte.
    private mutating func goesOn(until closer: UInt8, _ context: String) throws(JSONError) -> Bool {
        skipSpace()
        if leave(at: closer) { return false }
        guard index < bytes.count else { throw unexpected("") }
        guard bytes[index] == UInt8(ascii: ",") else { throw unexpected(context) }
        index += 1
        skipSpace()
        return true
    }

    private mutating func object() throws(JSONError) -> Value {
        try enter()
        var members: [Fields.Field] = []
        if leave(at: UInt8(ascii: "}")) { return .object(Fields()) }
        var isSorted = true
        repeat {
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
                throw unexpected("looking for beginning of object key string")
            }
            let key = try string()
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
                throw unexpected("after object key")
            }
            index += 1
            skipSpace()
            if tracking { path.append(.key(key)) }
            let value = try self.value()
            if let last = members.last, !(last.key < key) { isSorted = false }
            members.append(Fields.Field(key: key, value: value))
            if tracking { path.removeLast() }
        } while try goesOn(until: UInt8(ascii: "}"), "after object key:value pair")
        return .object(Fields(sorted: isSorted ? members : inOrder(members)))
    }

    /// Sorts members by key; of equal ones the last in the text stays.
    private mutating func inOrder(_ members: [Fields.Field]) -> [Fields.Field] {
        let order = members.indices.sorted { left, right in
            if members[left].key < members[right].key { return true }
            return members[left].key == members[right].key && left < right
        }
        var sorted: [Fields.Field] = []
        sorted.reserveCapacity(members.count)
        var repeated: [Int] = []
        for position in order {
            if sorted.last?.key == members[position].key {
                repeated.append(position)
                sorted.removeLast()
            }
            sorted.append(members[position])
        }
        if !repeated.isEmpty {
            hasDuplicates = true
            if tracking {
                for position in repeated.sorted() {
                    duplicates.append(FieldPath(path + [.key(members[position].key)]))
                }
            }
        }
        return sorted
    }
}

// MARK: - Numbers and errors

extension JSONParser {
    @inline(__always)
    private var digit: UInt8? {
        guard index < bytes.count else { return nil }
        let value = bytes[index] &- UInt8(ascii: "0")
        return value < 10 ? value : nil
    }

    private mutating func digits(_ place: String) throws(JSONError) {
        guard digit != nil else { throw unexpected(place) }
        while digit != nil { index += 1 }
    }

    private mutating func number() throws(JSONError) -> Value {
        let start = index
        let isNegative = bytes[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        var whole: Int64 = 0
        var fits = true
        guard let first = digit else { throw unexpected("in numeric literal") }
        if first == 0 {
            index += 1
        } else {
            while let next = digit {
                let (product, tooLarge) = whole.multipliedReportingOverflow(by: 10)
                let (sum, overflow) =
                    isNegative
                    ? product.subtractingReportingOverflow(Int64(next))
                    : product.addingReportingOverflow(Int64(next))
                if tooLarge || overflow { fits = false }
                whole = sum
                index += 1
            }
        }
        var isInteger = true
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            isInteger = false
            index += 1
            try digits("after decimal point in numeric literal")
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            try digits("in exponent of numeric literal")
        }
        if isInteger && fits { return .int(whole) }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        guard let double = Double(text), double.isFinite else {
            throw error(at: start, "number \(text) is out of range")
        }
        return .double(double)
    }

    /// The error for the byte at `index`, in Go's words.
    func unexpected(_ context: String) -> JSONError {
        guard index < bytes.count else { return error(at: bytes.count, "unexpected end of JSON input") }
        return error(at: index, "invalid character \(quoted(bytes[index])) \(context)")
    }

    private func quoted(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "'"): "'\\''"
        case UInt8(ascii: "\""): "'\"'"
        case UInt8(ascii: "\n"): "'\\n'"
        case UInt8(ascii: "\r"): "'\\r'"
        case UInt8(ascii: "\t"): "'\\t'"
        case 0..<0x20, 0x7F: "'\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))'"
        default: "'\(Character(UnicodeScalar(byte)))'"
        }
    }

    func error(at offset: Int, _ message: String) -> JSONError {
        let place = TextPosition(ofByte: offset, in: bytes)
        return JSONError(line: place.line, column: place.column, offset: offset, message: message)
    }
}
