import Documents
import KubeAPI

/// The functions that templates may call.
///
/// Upstream: text/template/funcs.go of Go's library; `base64decode` and `exists` of cli-runtime
/// pkg/printers/template.go.
enum TemplateFunctions {
    static let names = [
        "and", "base64decode", "call", "eq", "exists", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne",
        "not", "or", "print", "printf", "println", "slice", "urlquery"
    ]

    /// Go's idea of truth: nothing, zero and what is empty is not.
    static func isTrue(_ value: Value?) -> Bool {
        switch value {
        case nil, .null?: false
        case .bool(let flag)?: flag
        case .int(let number)?: number != 0
        case .double(let number)?: number != 0
        case let other?: !other.isEmpty
        }
    }

    static func call(_ name: String, _ arguments: [Value?]) throws(TemplateError) -> Value? {
        func count(_ least: Int, _ most: Int = .max) throws(TemplateError) {
            if arguments.count < least || arguments.count > most {
                let want = most == .max ? "at least \(least)" : "\(least)"
                throw TemplateError(message: "wrong number of args for \(name): want \(want) got \(arguments.count)")
            }
        }
        switch name {
        case "and", "or":
            try count(1)
            return arguments.first { isTrue($0) == (name == "or") } ?? arguments.last ?? nil
        case "not":
            try count(1, 1)
            return .bool(!isTrue(arguments[0]))
        case "len":
            try count(1, 1)
            return .int(Int64(try length(arguments[0])))
        case "index":
            try count(1)
            return try index(arguments)
        case "slice":
            try count(1)
            return try slice(arguments)
        case "print": return .string(joined(arguments))
        case "println": return .string(arguments.map(shown).joined(separator: " ") + "\n")
        case "printf":
            try count(1)
            guard let format = arguments[0]?.string else { throw TemplateError(message: "wrong type for value") }
            return .string(GoFormat.text(format, Array(arguments.dropFirst())))
        case "html": return .string(html(joined(arguments)))
        case "js": return .string(js(joined(arguments)))
        case "urlquery": return .string(urlQuery(joined(arguments)))
        case "exists":
            try count(1)
            return .bool(exists(arguments))
        case "base64decode":
            try count(1, 1)
            return .string(try decoded(arguments[0]))
        case "call": throw TemplateError(message: "call of nil")
        default:
            try count(name == "eq" ? 2 : 2, name == "eq" ? .max : 2)
            return .bool(try TemplateComparison.holds(name, arguments))
        }
    }

    private static func shown(_ value: Value?) -> String { value.map(GoStrings.plain) ?? "<nil>" }

    /// Go's Sprint: a blank between two operands if neither is a string.
    private static func joined(_ arguments: [Value?]) -> String {
        var out = ""
        for (place, argument) in arguments.enumerated() {
            if place > 0, argument?.string == nil, arguments[place - 1]?.string == nil { out += " " }
            out += shown(argument)
        }
        return out
    }

    private static func length(_ value: Value?) throws(TemplateError) -> Int {
        switch value {
        case .string(let text)?: return text.utf8.count
        case .array(let elements)?: return elements.count
        case .object(let fields)?: return fields.count
        case nil, .null?: throw TemplateError(message: "len of nil pointer")
        case let other?: throw TemplateError(message: "len of type \(GoFormat.typeName(other))")
        }
    }

    private static func position(_ value: Value?, _ count: Int) throws(TemplateError) -> Int {
        guard let number = value?.int else {
            throw TemplateError(message: "cannot index slice/array with type \(value.map(GoFormat.typeName) ?? "nil")")
        }
        guard number >= 0, number < count else { throw TemplateError(message: "index out of range: \(number)") }
        return Int(number)
    }

    private static func index(_ arguments: [Value?]) throws(TemplateError) -> Value? {
        var value = arguments[0]
        if value == nil { throw TemplateError(message: "index of untyped nil") }
        for key in arguments.dropFirst() {
            switch value {
            case .array(let elements)?: value = elements[try position(key, elements.count)]
            case .string(let text)?:
                let bytes = Array(text.utf8)
                value = .int(Int64(bytes[try position(key, bytes.count)]))
            case .object(let fields)?:
                guard let name = key?.string else {
                    throw TemplateError(
                        message: "value has type \(key.map(GoFormat.typeName) ?? "nil"); should be string")
                }
                value = fields[name]
            case nil, .null?: throw TemplateError(message: "index of nil pointer")
            case let other?: throw TemplateError(message: "can't index item of type \(GoFormat.typeName(other))")
            }
        }
        return value
    }

    private static func slice(_ arguments: [Value?]) throws(TemplateError) -> Value? {
        let count = try length(arguments[0])
        var bounds = [0, count]
        for (place, argument) in arguments.dropFirst().prefix(2).enumerated() {
            guard let number = argument?.int else { throw TemplateError(message: "cannot index slice/array") }
            guard number >= 0, number <= count else { throw TemplateError(message: "index out of range: \(number)") }
            bounds[place] = Int(number)
        }
        guard bounds[0] <= bounds[1] else {
            throw TemplateError(message: "invalid slice index: \(bounds[0]) > \(bounds[1])")
        }
        switch arguments[0] {
        case .array(let elements)?: return .array(Array(elements[bounds[0] ..< bounds[1]]))
        case .string(let text)?:
            return .string(String(decoding: Array(text.utf8)[bounds[0] ..< bounds[1]], as: UTF8.self))
        default: throw TemplateError(message: "can't slice item")
        }
    }

    private static func exists(_ arguments: [Value?]) -> Bool {
        var value = arguments[0]
        for key in arguments.dropFirst() {
            if let name = key?.string {
                value = value?[name]
            } else if let number = key?.int {
                value = value?[Int(number)]
            } else {
                return false
            }
        }
        return value.map { !$0.isNull } ?? false
    }

    private static func decoded(_ value: Value?) throws(TemplateError) -> String {
        let text = value?.string ?? ""
        guard let bytes = Base64.bytes(text) else {
            let place = Base64Text.firstBadByte(text) ?? 0
            throw TemplateError(message: "base64 decode failed: illegal base64 data at input byte \(place)")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func html(_ text: String) -> String {
        text.map { character -> String in
            switch character {
            case "\"": "&#34;"
            case "'": "&#39;"
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String(character)
            }
        }.joined()
    }

    private static func js(_ text: String) -> String {
        text.map { character -> String in
            switch character {
            case "\\": "\\\\"
            case "'": "\\'"
            case "\"": "\\\""
            case "<": "\\u003C"
            case ">": "\\u003E"
            case "&": "\\u0026"
            case "=": "\\u003D"
            case "\n": "\\u000A"
            case "\t": "\\u0009"
            default: String(character)
            }
        }.joined()
    }

    private static func urlQuery(_ text: String) -> String {
        text.utf8.map { byte -> String in
            let scalar = UnicodeScalar(byte)
            if byte == 32 { return "+" }
            if byte < 128, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                return String(scalar)
            }
            if "-_.~".utf8.contains(byte) { return String(scalar) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count < 2 ? "0" : "") + digits
        }.joined()
    }
}

/// `eq`, `ne`, `lt`, `le`, `gt`, `ge`: only values of one kind compare.
enum TemplateComparison {
    static func holds(_ name: String, _ arguments: [Value?]) throws(TemplateError) -> Bool {
        let (left, rights) = (arguments[0], arguments.dropFirst())
        switch name {
        case "eq":
            for right in rights where try isEqual(left, right) { return true }
            return false
        case "ne": return try !isEqual(left, arguments[1])
        case "lt": return try isLess(left, arguments[1])
        case "le": return try isLess(left, arguments[1]) ? true : isEqual(left, arguments[1])
        case "gt": return try isLess(left, arguments[1]) ? false : !isEqual(left, arguments[1])
        default: return try !isLess(left, arguments[1])
        }
    }

    private static func isEqual(_ left: Value?, _ right: Value?) throws(TemplateError) -> Bool {
        switch (left ?? .null, right ?? .null) {
        case (.null, .null): return true
        case (.null, _), (_, .null): return false
        case (.object, .object), (.array, .array), (.object, .array), (.array, .object):
            throw TemplateError(message: "non-comparable types")
        case (.bool(let a), .bool(let b)): return a == b
        case (.int(let a), .int(let b)): return a == b
        case (.double(let a), .double(let b)): return a == b
        case (.string(let a), .string(let b)): return a == b
        default: throw incompatible(left, right)
        }
    }

    private static func incompatible(_ left: Value?, _ right: Value?) -> TemplateError {
        let types = [left, right].map { GoFormat.typeName($0 ?? .null) }
        return TemplateError(message: "incompatible types for comparison: \(types[0]) and \(types[1])")
    }

    private static func isLess(_ left: Value?, _ right: Value?) throws(TemplateError) -> Bool {
        switch (left ?? .null, right ?? .null) {
        case (.int(let a), .int(let b)): return a < b
        case (.double(let a), .double(let b)): return a < b
        case (.string(let a), .string(let b)): return a < b
        case (.bool, .bool), (.null, _), (_, .null), (.object, _), (.array, _):
            throw TemplateError(message: "invalid type for comparison")
        default: throw incompatible(left, right)
        }
    }
}
