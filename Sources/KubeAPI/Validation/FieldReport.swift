public import Documents

/// Collects what is wrong with an object while a validation walks it.
///
/// The place is a stack of parts that becomes text only when something is wrong: a good pod costs
/// no paths. Upstream: apimachinery/pkg/util/validation/field.
struct FieldReport {
    private enum Part {
        case name(String)
        case index(Int)
        case key(String)
    }

    private(set) var errors: [FieldError] = []
    private var path: [Part] = []

    // MARK: - Places

    /// Goes to a member; an empty name stays where it is.
    mutating func within(_ name: String, _ body: (inout FieldReport) -> Void) {
        if name.isEmpty { return body(&self) }
        path.append(.name(name))
        body(&self)
        path.removeLast()
    }

    mutating func within(index: Int, _ body: (inout FieldReport) -> Void) {
        path.append(.index(index))
        body(&self)
        path.removeLast()
    }

    mutating func within(key: String, _ body: (inout FieldReport) -> Void) {
        path.append(.key(key))
        body(&self)
        path.removeLast()
    }

    /// Looks at a member that is there.
    mutating func member(_ name: String, of value: Value, _ body: (inout FieldReport, Value) -> Void) {
        guard let member = value[name], !member.isNull else { return }
        within(name) { body(&$0, member) }
    }

    /// Looks at each element of a list that is there.
    mutating func each(_ name: String, of value: Value, _ body: (inout FieldReport, Value, Int) -> Void) {
        guard case .array(let elements)? = value[name] else { return }
        path.append(.name(name))
        for index in elements.indices {
            path.append(.index(index))
            body(&self, elements[index], index)
            path.removeLast()
        }
        path.removeLast()
    }

    /// The place as text, `spec.containers[0].name`.
    func place(_ child: String) -> String {
        var out = ""
        for part in path {
            switch part {
            case .name(let name): out += out.isEmpty ? name : "." + name
            case .index(let index): out += "[\(index)]"
            case .key(let key): out += "[\(key)]"
            }
        }
        if child.isEmpty { return out }
        if child.hasPrefix("[") || out.isEmpty { return out + child }
        return out + "." + child
    }

    // MARK: - Findings

    mutating func add(
        _ kind: FieldError.Kind, _ child: String, badValue: String = "", _ detail: String = ""
    ) {
        errors.append(FieldError(kind, place(child), badValue: badValue, detail))
    }

    mutating func add(_ more: [FieldError]) { errors += more }

    /// Forgets what was found after `count` findings; answers whether there was something.
    func hasMore(than count: Int) -> Bool { errors.count > count }

    mutating func required(_ child: String = "", _ detail: String = "") { add(.required, child, detail) }

    mutating func forbidden(_ child: String, _ detail: String) { add(.forbidden, child, detail) }

    mutating func invalid(_ child: String, _ text: String, _ detail: String) {
        add(.invalid, child, badValue: goQuoted(text), detail)
    }

    mutating func invalid(_ child: String, _ number: Int64, _ detail: String) {
        add(.invalid, child, badValue: "\(number)", detail)
    }

    mutating func invalid(_ child: String, json value: Value?, _ detail: String) {
        add(.invalid, child, badValue: goJSON(value ?? .null), detail)
    }

    /// One finding for each text of a rule.
    mutating func invalid(_ child: String, _ text: String, each details: [String]) {
        for detail in details { invalid(child, text, detail) }
    }

    mutating func duplicate(_ child: String, _ text: String) {
        add(.duplicate, child, badValue: goQuoted(text))
    }

    mutating func notFound(_ child: String, _ text: String) {
        add(.notFound, child, badValue: goQuoted(text))
    }

    mutating func notSupported(_ child: String, _ text: String, _ supported: [String]) {
        add(
            .notSupported, child, badValue: goQuoted(text),
            "supported values: " + supported.map(goQuoted).joined(separator: ", "))
    }

    /// `TooLong` of a size in bytes.
    mutating func tooLong(_ child: String, _ limit: Int) {
        add(.tooLong, child, "may not be more than \(limit) bytes")
    }

    /// `TooMany`; the count stands where other errors have the value.
    mutating func tooMany(_ child: String, _ count: Int, _ limit: Int) {
        add(.tooMany, child, "\(count): must have at most \(limit) items")
    }

    mutating func nonNegative(_ child: String, _ number: Int64?) {
        if let number, number < 0 { invalid(child, number, "must be greater than or equal to 0") }
    }

    mutating func positive(_ child: String, _ number: Int64) {
        if number <= 0 { invalid(child, number, "must be greater than zero") }
    }

    /// The value must be one of a few; absent is `Required value`.
    mutating func oneOf(_ child: String, _ text: String?, _ supported: [String], requires: Bool = true) {
        guard let text, !text.isEmpty else {
            if requires { required(child) }
            return
        }
        if !supported.contains(text) { notSupported(child, text, supported) }
    }

    /// The text may not change; one that is gone is shown as the empty text it is in Go.
    mutating func immutableText(_ child: String, _ new: Value?, _ old: Value?) {
        immutable(child, new, old, shown: goQuoted(new?.string ?? ""))
    }

    /// The value may not change.
    mutating func immutable(_ child: String, _ new: Value?, _ old: Value?, shown: String? = nil) {
        let (new, old) = (new ?? .null, old ?? .null)
        if new == old || (new.isEmpty && old.isEmpty) { return }
        add(.invalid, child, badValue: shown ?? goJSON(new), "field is immutable")
    }
}

/// A value as Go's JSON encoder prints it, object members sorted.
public func goJSON(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): "\(number)"
    case .double(let number): "\(number)"
    case .string(let text): goQuoted(text)
    case .array(let elements): "[" + elements.map(goJSON).joined(separator: ",") + "]"
    case .object(let fields):
        "{" + fields.members.map { goQuoted($0.key) + ":" + goJSON($0.value) }.joined(separator: ",") + "}"
    }
}

extension Schema {
    /// A value as Go's JSON encoder prints its type: members in the order of the Go struct.
    public func goJSON(_ value: Value, as type: String) -> String {
        guard let type = self.type(type), case .object(let fields) = value else {
            return KubeAPI.goJSON(value)
        }
        return "{" + goMembers(fields, of: type.goFields).joined(separator: ",") + "}"
    }

    /// The members of a struct; those of an embedded one stand in its place.
    func goMembers(_ fields: Fields, of goFields: [SchemaField]) -> [String] {
        var parts: [String] = []
        for field in goFields {
            let inner = elementStruct(field.shape)?.name
            if field.json.isEmpty {
                if let embedded = inner.flatMap({ self.type($0) }) {
                    parts += goMembers(fields, of: embedded.goFields)
                }
                continue
            }
            guard let member = fields[field.json], !member.isNull else {
                if !field.omitsEmpty, let zero = goZero(field.shape) { parts.append(goQuoted(field.json) + ":" + zero) }
                continue
            }
            let text: String
            switch (member, inner) {
            case (.array(let elements), .some(let inner)):
                text = "[" + elements.map { goJSON($0, as: inner) }.joined(separator: ",") + "]"
            case (.object, .some(let inner)): text = goJSON(member, as: inner)
            default: text = KubeAPI.goJSON(member)
            }
            parts.append(goQuoted(field.json) + ":" + text)
        }
        return parts
    }

    /// What Go prints of a member that is not set and not left out; `nil` for structs and texts of their own.
    private func goZero(_ shape: SchemaShape) -> String? {
        if shape.isPointer { return "null" }
        switch resolved(shape) {
        case .named, .intOrString, .duration, .time, .microTime: return nil
        case let plain: return KubeAPI.goJSON(zeroInside(plain))
        }
    }
}
