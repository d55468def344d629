import Documents
import KubeAPI

/// Reads messages beside the types of the schema.
struct ProtobufDecoder {
    typealias Malformed = ProtobufReader.Malformed
    private let schema = Schema.builtIn
    private let numbers = FieldNumbers.builtIn

    /// The message of a struct as a document. Fields that the type does not have are left out.
    func message(_ bytes: ArraySlice<UInt8>, _ type: SchemaType, depth: Int) throws(Malformed) -> Value {
        guard depth < DocumentLimits.depthMax else { throw Malformed() }
        var reader = ProtobufReader(bytes)
        var fields = Fields()
        while let (number, content) = try reader.next() {
            guard let name = numbers.name(type.name, number) else { continue }
            if let field = type.field(name) {
                try add(content, field.shape, to: &fields, field.json, depth)
            } else if let embedded = embedded(name, in: type), case .bytes(let inner) = content {
                for member in try message(inner, embedded, depth: depth + 1).fields?.members ?? [] {
                    fields[member.key] = member.value
                }
            }
        }
        return .object(fields)
    }

    /// The embedded struct of a field that JSON does not have: `volumeSource`, or `handler` for `ProbeHandler`.
    private func embedded(_ name: String, in type: SchemaType) -> SchemaType? {
        let capital = name.prefix(1).uppercased() + name.dropFirst()
        return type.goFields.first { $0.isInline && $0.goName.hasSuffix(capital) }
            .flatMap { schema.structType($0.shape) }
    }

    private func add(
        _ content: ProtobufReader.Content, _ shape: SchemaShape, to fields: inout Fields, _ name: String, _ depth: Int
    ) throws(Malformed) {
        switch plain(shape) {
        case .list(let element):
            var all = fields[name]?.array ?? []
            if let one = try value(content, element, depth) { all.append(one) }
            fields[name] = .array(all)
        case .map(_, let element):
            guard case .bytes(let entry) = content else { throw Malformed() }
            var reader = ProtobufReader(entry)
            var (key, found): (String, Value?) = ("", nil)
            while let (number, content) = try reader.next() {
                if number == 1, case .bytes(let text) = content { key = String(decoding: text, as: UTF8.self) }
                if number == 2 { found = try value(content, element, depth) }
            }
            var map = fields[name]?.fields ?? Fields()
            map[key] = found ?? ""
            fields[name] = .object(map)
        default: if let one = try value(content, shape, depth) { fields[name] = one }
        }
    }

    /// The shape behind pointers, and behind names of maps and plain values.
    private func plain(_ shape: SchemaShape) -> SchemaShape {
        switch shape {
        case .pointer(let inner): return plain(inner)
        case .named(let index):
            guard let underlying = schema.types[index].underlying else { return shape }
            if case .list = underlying { return shape }
            return plain(underlying)
        default: return shape
        }
    }

    /// One value; `nil` if it stands for nothing (a time that is not set).
    private func value(
        _ content: ProtobufReader.Content, _ shape: SchemaShape, _ depth: Int
    ) throws(Malformed) -> Value? {
        let shape = plain(shape)
        switch content {
        case .varint(let number):
            if case .bool = shape { return .bool(number != 0) }
            return .int(Int64(bitPattern: number))
        case .fixed64(let bits): return .double(Double(bitPattern: bits))
        case .fixed32(let bits): return .double(Double(Float(bitPattern: bits)))
        case .bytes(let bytes): return try value(bytes, shape, depth)
        }
    }

    private func value(_ bytes: ArraySlice<UInt8>, _ shape: SchemaShape, _ depth: Int) throws(Malformed) -> Value? {
        switch shape {
        case .bytes: return .string(Base64.text(bytes))
        case .time, .microTime:
            guard let time = try integers(bytes)[1] else { return nil }
            let micros = time * 1_000_000 + (try integers(bytes)[2] ?? 0) / 1_000
            return .string(shape == .time ? Timestamps.seconds(micros) : Timestamps.micros(micros))
        case .duration: return .string(GoDuration.text(nanos: try integers(bytes)[1] ?? 0))
        case .quantity: return .string(try text(bytes, field: 1))
        case .intOrString:
            let numbers = try integers(bytes)
            return numbers[1] == 1
                ? .string(try text(bytes, field: 3)) : .int(Int64(Int32(truncatingIfNeeded: numbers[2] ?? 0)))
        case .rawExtension, .fieldsV1:
            let raw = try text(bytes, field: 1)
            return raw.isEmpty ? nil : try? JSONReader.read(raw)
        case .named(let index):
            if case .list(let element)? = schema.types[index].underlying {
                var reader = ProtobufReader(bytes)
                var all: [Value] = []
                while let (_, content) = try reader.next() {
                    if let one = try value(content, element, depth) { all.append(one) }
                }
                return .array(all)
            }
            return try message(bytes, schema.types[index], depth: depth + 1)
        default: return .string(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// The numbers of a small message, by field.
    private func integers(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> [Int: Int64] {
        var reader = ProtobufReader(bytes)
        var out: [Int: Int64] = [:]
        while let (number, content) = try reader.next() {
            if case .varint(let value) = content { out[number] = Int64(bitPattern: value) }
        }
        return out
    }

    /// The text of one field of a small message.
    private func text(_ bytes: ArraySlice<UInt8>, field: Int) throws(Malformed) -> String {
        var reader = ProtobufReader(bytes)
        var out = ""
        while let (number, content) = try reader.next() {
            if number == field, case .bytes(let text) = content { out = String(decoding: text, as: UTF8.self) }
        }
        return out
    }
}
