public import Documents

/// What to do with fields that a type does not have (`fieldValidation` of a request).
public enum FieldStrictness: String, Sendable {
    case ignore = "Ignore"
    case warn = "Warn"
    case strict = "Strict"
}

/// Why a document is not of its type, as the JSON decoder says it.
public struct DecodeError: Error, Sendable, Equatable {
    /// `json: cannot unmarshal …` or `strict decoding error: …`.
    public let message: String

    /// An error with the decoder's own words.
    public init(message: String) { self.message = message }
}

extension Schema {
    /// Brings a document into the form of its type, or says what does not fit.
    ///
    /// Members that the type does not have are dropped (and reported according to `strictness`),
    /// nulls and zero values that Go would leave out go away, quantities and times become canonical.
    /// A document that is in form already is returned as it is, without a copy. `duplicates` are the
    /// places where the text had two members of one name (`JSONDocument.duplicates`); they are
    /// reported with the unknown fields.
    /// Upstream: apiserver/pkg/endpoints/handlers/create.go, sigs.k8s.io/json.
    ///
    /// `stored` is a document whose metadata and spec are in form: if `value` has them with the same storage
    /// they are not looked at.
    public func decode(
        _ value: Value, as type: String, strictness: FieldStrictness, duplicates: [FieldPath] = [],
        stored: Value? = nil
    ) throws(Status) -> (Value, warnings: [String]) {
        do {
            return try decoded(value, as: type, strictness: strictness, duplicates: duplicates, stored: stored)
        } catch {
            throw Schema.problem(of: value, error, type: type)
        }
    }

    /// The answer to a body that cannot be decoded. Upstream: apiserver endpoints/handlers/rest.go,
    /// transformDecodeError.
    public static func problem(of value: Value, _ error: DecodeError, type: String) -> Status {
        let wanted = builtIn.type(type)?.goName ?? type
        let kind = value["kind"]?.string ?? wanted
        let version = value["apiVersion"]?.string ?? ""
        let short = version.split(separator: "/").last.map(String.init) ?? version
        return .badRequest("\(kind) in version \"\(short)\" cannot be handled as a \(wanted): \(error.message)")
    }

    /// As `decode`, with the decoder's own message: what a patch reports as `patch: Invalid value`.
    public func decoded(
        _ value: Value, as type: String, strictness: FieldStrictness, duplicates: [FieldPath] = [],
        stored: Value? = nil
    ) throws(DecodeError) -> (Value, warnings: [String]) {
        guard let index = index(of: type) else {
            throw DecodeError(message: "no kind \"\(type)\" is registered")
        }
        var decoder = SchemaDecoder(schema: self)
        decoder.stored = stored
        let changed = decoder.clean(value, .named(index))
        if let problem = decoder.problem { throw DecodeError(message: problem) }
        if strictness == .ignore { return (changed ?? value, []) }
        let found = duplicates.map { "duplicate field \"\($0.upstreamText)\"" } + decoder.unknown
        if strictness == .strict, !found.isEmpty {
            throw DecodeError(message: "strict decoding error: " + found.joined(separator: ", "))
        }
        return (changed ?? value, found)
    }
}

/// One walk over a document beside its type. Each step answers the changed value, or `nil` if it
/// may stay as it is.
struct SchemaDecoder {
    private enum Step {
        case field(String)
        /// A struct without a name of its own, which Go's decoder names all the same when something is wrong.
        case embedded(String)
        case key(String)
        case index(Int)
    }

    /// More unknown fields than this are not reported.
    /// Upstream: sigs.k8s.io/json, the limit of strict errors.
    static let unknownFieldsMax = 100

    let schema: Schema
    private var path: [Step] = []
    private var structName = ""
    /// The first thing that did not fit. What a type says of its own text (times, quantities) ends upstream's
    /// decoder at once, so it goes before what was noted on the way.
    var problem: String? { ownText ?? noted }
    private var noted: String?
    private var ownText: String?
    private(set) var unknown: [String] = []
    /// The document whose metadata and spec need no look.
    var stored: Value?

    init(schema: Schema) { self.schema = schema }

    mutating func clean(_ value: Value, _ shape: SchemaShape) -> Value? {
        switch shape {
        case .pointer(let inner): return clean(value, inner)
        case .named(let index):
            if let underlying = schema.types[index].underlying {
                return cleanPlain(value, underlying, named: shape)
            }
            return cleanStruct(value, schema.types[index], shape)
        case .rawExtension, .fieldsV1, .anyObject: return nil
        default: return cleanPlain(value, shape, named: shape)
        }
    }

    private mutating func cleanPlain(_ value: Value, _ shape: SchemaShape, named: SchemaShape) -> Value? {
        if case .null = value { return zero(shape) }
        switch (shape, value) {
        case (.string, .string), (.otherString, .string), (.bool, .bool), (.double, .int),
            (.double, .double):
            return nil
        case (.integer(let text), .int(let number)):
            checkRange(number, text, named)
            return nil
        case (.integer(let text), .double(let number)):
            guard let whole = Int64(exactly: number) else { return mismatch("number \(number)", named) }
            checkRange(whole, text, named)
            return .int(whole)
        case (.list(let element), .array(let elements)): return cleanList(elements, element)
        case (.map(_, let element), .object(let fields)): return cleanMap(fields, element)
        case (.bytes, .string(let text)):
            if let bad = Base64Text.firstBadByte(text) { fail("illegal base64 data at input byte \(bad)") }
            return nil
        case (.quantity, _): return cleanQuantity(value)
        case (.intOrString, _): return cleanIntOrString(value)
        case (.time, _): return cleanTime(value, micro: false)
        case (.microTime, _): return cleanTime(value, micro: true)
        case (.duration, .string): return nil
        case (.duration, _):
            outside(value.decoderWord, "string")
            return nil
        case (.named(let index), _) where schema.types[index].underlying == nil:
            return cleanStruct(value, schema.types[index], named)
        case (.named, _), (.pointer, _), (.rawExtension, _), (.fieldsV1, _), (.anyObject, _):
            return clean(value, shape)
        default: return mismatch(value.decoderWord, named)
        }
    }

    private mutating func cleanList(_ elements: [Value], _ element: SchemaShape) -> Value? {
        var changed: [Value]?
        for index in elements.indices {
            path.append(.index(index))
            if let new = clean(elements[index], element) {
                if changed == nil { changed = elements }
                changed?[index] = new
            }
            path.removeLast()
        }
        return changed.map(Value.array)
    }

    private mutating func cleanMap(_ fields: Fields, _ element: SchemaShape) -> Value? {
        var changed: Fields?
        for member in fields.members {
            path.append(.key(member.key))
            if let new = clean(member.value, element) {
                if changed == nil { changed = fields }
                changed?[member.key] = new
            }
            path.removeLast()
        }
        return changed.map(Value.object)
    }

    private mutating func cleanStruct(_ value: Value, _ type: SchemaType, _ shape: SchemaShape) -> Value? {
        guard case .object(let members) = value else {
            if value.isNull { return .object(Fields()) }
            return mismatch(value.decoderWord, shape)
        }
        var kept: [Fields.Field]?
        var position = 0
        for index in members.members.indices {
            let member = members.members[index]
            let new: Outcome
            if let known = type.position(of: member.key, from: position) {
                new = cleanField(member.value, type.fields[known], type)
                position = known + 1
            } else {
                new = unknownField(member.key)
            }
            switch new {
            case .stays: kept?.append(member)
            case .becomes(let value):
                if kept == nil { kept = begin(members.members, index) }
                kept?.append(Fields.Field(key: member.key, value: value))
            case .goes:
                if kept == nil { kept = begin(members.members, index) }
            }
        }
        return kept.map { .object(Fields(sorted: $0)) }
    }

    /// The members before `index`, with room for the rest and no more.
    private func begin(_ members: [Fields.Field], _ index: Int) -> [Fields.Field] {
        var kept: [Fields.Field] = []
        kept.reserveCapacity(members.count)
        kept += members[..<index]
        return kept
    }

    private enum Outcome {
        case stays, goes
        case becomes(Value)
    }

    private mutating func unknownField(_ key: String) -> Outcome {
        if unknown.count < Self.unknownFieldsMax {
            path.append(.field(key))
            unknown.append("unknown field \"\(strictPath)\"")
            path.removeLast()
        }
        return .goes
    }

    private mutating func cleanField(_ value: Value, _ field: SchemaField, _ type: SchemaType) -> Outcome {
        if value.isNull { return .goes }
        if path.isEmpty, let stored, field.json == "metadata" || field.json == "spec",
            value.isSame(as: stored[field.json])
        {
            assert(isInForm(value, field, type), "\(field.json) of a stored \(type.goName) is not in form")
            return .stays
        }
        var new: Value?
        if !isRight(value, field.shape) {
            let outer = structName
            structName = type.goName
            let isEmbedded = field.owner != type.name
            if isEmbedded { path.append(.embedded(schema.type(field.owner)?.goName ?? field.owner)) }
            path.append(.field(field.json))
            new = clean(value, field.shape)
            path.removeLast(isEmbedded ? 2 : 1)
            structName = outer
        }
        if goesWhenEmpty(field, type), isZero(new ?? value), field.omitsEmpty || isCollection(new ?? value) {
            return .goes
        }
        return new.map(Outcome.becomes) ?? .stays
    }

    /// A text or a yes or no where one belongs: most members, told without noting where one is.
    private func isRight(_ value: Value, _ shape: SchemaShape) -> Bool {
        switch shape {
        case .string, .otherString, .duration: if case .string = value { true } else { false }
        case .bool: if case .bool = value { true } else { false }
        case .pointer(let inner): isRight(value, inner)
        case .named(let index): schema.types[index].underlying.map { isRight(value, $0) } ?? false
        default: false
        }
    }

    /// Would a look at the member change nothing?
    private func isInForm(_ value: Value, _ field: SchemaField, _ type: SchemaType) -> Bool {
        var other = SchemaDecoder(schema: schema)
        if case .stays = other.cleanField(value, field, type) { return other.problem == nil && other.unknown.isEmpty }
        return false
    }

    /// Is an empty value the same as none? Not that of a pointer or of a document of any kind, nor a list whose default
    /// is for an absent one only: an empty one has to reach the validation, which refuses it.
    ///
    /// Upstream: pkg/apis/autoscaling/v2/defaults.go, copyHPAScalingRules.
    private func goesWhenEmpty(_ field: SchemaField, _ type: SchemaType) -> Bool {
        switch field.shape {
        case .pointer, .rawExtension, .anyObject, .fieldsV1: false
        default: field.json != "policies" || type.name != "autoscaling/v2.HPAScalingRules"
        }
    }

    /// The store does not tell an empty list or map from an absent one.
    private func isCollection(_ value: Value) -> Bool {
        switch value {
        case .array, .object: true
        default: false
        }
    }

    private func isZero(_ value: Value) -> Bool {
        switch value {
        case .bool(let flag): !flag
        case .int(let number): number == 0
        case .double(let number): number == 0
        default: value.isEmpty
        }
    }
}

// MARK: - Values with a text of their own

extension SchemaDecoder {
    private mutating func cleanQuantity(_ value: Value) -> Value? {
        let text: String
        switch value {
        case .string(let given): text = given
        case .int(let number): text = "\(number)"
        case .double(let number): text = "\(number)"
        default:
            end(QuantityText.formatProblem)
            return nil
        }
        switch QuantityText.canonical(text) {
        case .success(let canonical):
            if case .string(let given) = value, given == canonical { return nil }
            return .string(canonical)
        case .failure(let problem):
            end(problem.message)
            return nil
        }
    }

    private mutating func cleanIntOrString(_ value: Value) -> Value? {
        switch value {
        case .string: return nil
        case .int(let number):
            if Int32(exactly: number) == nil { outside("number \(number)", "int32") }
            return nil
        case .double(let number):
            if let whole = Int32(exactly: number) { return .int(Int64(whole)) }
            outside("number \(number)", "int32")
        default: outside(value.decoderWord, "int32")
        }
        return nil
    }

    private mutating func cleanTime(_ value: Value, micro: Bool) -> Value? {
        guard case .string(let text) = value else {
            outside(value.decoderWord, "string")
            return nil
        }
        switch TimeText.canonical(text, micro: micro) {
        case .success(let canonical): return canonical == text ? nil : .string(canonical)
        case .failure(let problem):
            end(problem.message)
            return nil
        }
    }
}

// MARK: - Errors

extension SchemaDecoder {
    private mutating func fail(_ message: String) { if noted == nil { noted = message } }

    private mutating func end(_ message: String) { if ownText == nil { ownText = message } }

    /// A value that a type which reads its own text cannot take.
    private mutating func outside(_ found: String, _ goType: String) { end(unfit(found, goType)) }

    private mutating func mismatch(_ found: String, _ shape: SchemaShape) -> Value? {
        if noted == nil { fail(unfit(found, schema.goText(shape))) }
        return nil
    }

    private func unfit(_ found: String, _ goType: String) -> String {
        let names = path.compactMap { step in
            switch step {
            case .field(let name), .embedded(let name): name
            case .key, .index: nil
            }
        }
        let place = names.isEmpty ? "value" : "struct field " + structName + "." + names.joined(separator: ".")
        return "json: cannot unmarshal \(found) into Go \(place) of type \(goType)"
    }

    private mutating func checkRange(_ number: Int64, _ type: String, _ named: SchemaShape) {
        let fits =
            switch type {
            case "int32": Int32(exactly: number) != nil
            case "uint32": UInt32(exactly: number) != nil
            case "uint8": UInt8(exactly: number) != nil
            case "uint64": number >= 0
            default: true
            }
        if !fits { _ = mismatch("number \(number)", named) }
    }

    private func zero(_ shape: SchemaShape) -> Value? {
        switch shape {
        case .string, .otherString, .bytes: .string("")
        case .integer, .double: .int(0)
        case .bool: .bool(false)
        case .quantity: .string("0")
        default: nil
        }
    }

    /// `spec.containers[0].imagee`.
    private var strictPath: String {
        var out = ""
        for step in path {
            switch step {
            case .field(let name), .key(let name): out += out.isEmpty ? name : "." + name
            case .index(let index): out += "[\(index)]"
            case .embedded: break
            }
        }
        return out
    }
}
